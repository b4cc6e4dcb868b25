#include "app/rules/check_rules.h"

#include "app/office.h"

namespace ksbx {
namespace {

// The shipped rulebook in a folder of its own, to be spoiled.
struct Copy {
  Folder folder;
  std::filesystem::path rules = std::filesystem::path(folder.file("rules"));
  std::filesystem::path calendars = std::filesystem::path(KSBX_SOURCE_DIR) / "rules" / "calendars";

  Copy() {
    std::filesystem::copy(std::filesystem::path(KSBX_SOURCE_DIR) / "rules" / "kongchuo-2016", rules,
                          std::filesystem::copy_options::recursive);
  }
  void add(const std::string& file, const std::string& text) const {
    std::ofstream(rules / file, std::ios::app) << text;
  }
  CheckedRules checked(const char* today = "2026-09-30") const { return check_rules({rules}, {calendars}, day(today)); }
  std::string errors() const { return errors_of(checked()); }
  static std::string errors_of(const CheckedRules& checked) {
    std::string codes;
    for (const Problem& problem : checked.problems)
      if (problem.severity == Severity::error)
        codes += formatted("{}{} {}:{}", codes.empty() ? "" : "; ", problem.code,
                           std::filesystem::path(problem.origin.file.str()).filename().string(), problem.excerpt);
    return codes;
  }
};

}  // namespace

TEST_CASE("rules, tests, reports and calendars are all looked at, and the shipped ones have no errors") {
  const Copy copy;
  const CheckedRules checked = copy.checked();
  CHECK(Copy::errors_of(checked) == "");
  CHECK(checked.tests > 40);
}

TEST_CASE("a mistake in a test and one in a report are both found in one run, each with its line") {
  const Copy copy;
  copy.add("tests/more.toml", "[[test]]\nname = \"没有期望\"\nfirst = 2026-11-16\ndays = \"P\"\n");
  copy.add("reports/more.toml", "name = \"more\"\nname2 = \"x\"\ntitle = \"多\"\nsql = \"SELECT 1\"\n");
  const std::string errors = copy.errors();
  CAPTURE(errors);
  CHECK(errors.find("missing-key more.toml:[[test]]") != std::string::npos);
  CHECK(errors.find("unknown-key more.toml:name2 = \"x\"") != std::string::npos);
}

TEST_CASE("a report whose query cannot run is found before an office opens it") {
  const Copy copy;
  const auto error_of = [&](const std::string& report) {
    std::ofstream(copy.rules / "reports" / "mine.toml") << "name = \"mine\"\ntitle = \"我的\"\n" << report;
    std::string found;
    for (const Problem& problem : copy.checked().problems)
      if (std::filesystem::path(problem.origin.file.str()).filename() == "mine.toml")
        found += formatted("{} {} {} | {}", problem.code, problem.origin.line, problem.what.en, problem.remedy.en);
    return found;
  };
  CHECK(error_of("sql = \"SELECT day, student_code FROM record_contact WHERE day <= :day\"\n") == "");
  CHECK(error_of("sql = \"SELECT studnet_code FROM duties\"\n") ==
        "report-sql 3 the query is wrong: no such column: studnet_code | did you mean student_code? docs/data.md lists "
        "the views and their columns.");
  CHECK(error_of("sql = \"SELECT day FROM record_contct\"\n").find("did you mean record_contact?") !=
        std::string::npos);
  CHECK(error_of("sql = \"DELETE FROM t_duty\"\n").find("report-sql 3") == 0);
  CHECK(error_of("sql = \"SELECT day FROM records WHERE day <= :dya\"\n") ==
        "report-parameter 3 the query uses :dya, which is not defined | did you mean :day?");
  CHECK(error_of("sql = \"SELECT day FROM records\"\n[[column]]\nname = \"days\"\n") ==
        "report-column 5 the query has no column days | did you mean day?");
  CHECK(error_of("findings = \"kinds\"\nsql = \"SELECT day, kind FROM records\"\n") ==
        "report-column 3 the query has no column kinds | did you mean kind?");
  CHECK(error_of("sql = \"SELECT day FROM records\"\n[[note]]\nzh = \"共 {n}\"\nsql = \"SELECT 1 AS nn\"\n") ==
        "report-column 6 the query has no column n | did you mean nn?");
  CHECK(error_of("sql = \"SELECT day FROM records\"\n[[column]]\nname = \"day\"\nchoices = \"raesons\"\n") ==
        "unknown-choices 6 there is no list of choices called raesons | did you mean reasons?");
}

TEST_CASE("a query that reports share is checked where it stands, and what it asks for is asked of its reports") {
  const Copy copy;
  const auto errors_of = [&](const std::string& query, const std::string& report) {
    std::ofstream(copy.rules / "reports" / "shared.toml") << "[[query]]\nname = \"away\"\n" << query;
    std::ofstream(copy.rules / "reports" / "mine.toml") << "name = \"mine\"\ntitle = \"我的\"\n" << report;
    std::string found;
    for (const Problem& problem : copy.checked().problems)
      if (problem.severity == Severity::error)
        found += formatted("{} {}:{} | {}\n", problem.code,
                           std::filesystem::path(problem.origin.file.str()).filename().string(), problem.origin.line,
                           problem.remedy.en);
    return found;
  };
  const std::string away = "sql = \"SELECT student_code, day FROM absences WHERE day >= :since\"\n";
  const std::string since = "[[param]]\nname = \"since\"\ntype = \"date\"\n";
  const std::string plain = "uses = [\"away\"]\nsql = \"SELECT day FROM away\"\n";
  const std::string counted = "uses = \"away\"\nsql = \"with n AS (SELECT count(*) AS n FROM away) SELECT n FROM n\"\n";
  CHECK(errors_of(away, plain + since) == "");
  CHECK(errors_of(away, counted + since) == "");
  CHECK(errors_of(away, plain).find("report-parameter mine.toml:4 |") == 0);
  CHECK(errors_of(away, "uses = [\"awya\"]\nsql = \"SELECT 1\"\n") ==
        "unknown-query mine.toml:3 | did you mean away?\n");
  CHECK(errors_of("sql = \"SELECT studnet_code FROM duties\"\n", plain).find("report-sql shared.toml:3 |") == 0);
  CHECK(errors_of("uses = \"away\"\nsql = \"SELECT * FROM away\"\n", plain).find("report-sql shared.toml:4 |") == 0);
  CHECK(errors_of(away + "[[query]]\nname = \"away\"\nsql = \"SELECT 1\"\n", plain + since)
            .find("duplicate-query shared.toml:4 |") == 0);
}

TEST_CASE("points are given to rules, duties and by parameters that there are") {
  const Copy copy;
  const auto errors_of = [&](const std::string& points) {
    std::ofstream(copy.rules / "reports" / "mine.toml") << "[[points]]\n" << points;
    std::string found;
    for (const Problem& problem : copy.checked().problems)
      if (problem.severity == Severity::error) found += formatted("{} {}\n", problem.code, problem.remedy.en);
    return found;
  };
  CHECK(errors_of("rule = \"law-publicity\"\nduty = \"laws\"\nmissed = 4\nlate = \"$points_late\"\n") == "");
  CHECK(errors_of("rule = \"law-publicty\"\nmissed = 4\n") == "unknown-rule did you mean law-publicity?\n");
  CHECK(errors_of("rule = \"law-publicity\"\nduty = \"law\"\n") == "unknown-duty did you mean laws?\n");
  CHECK(errors_of("rule = \"law-publicity\"\nmissed = \"$point_late\"\n") ==
        "unknown-parameter did you mean points_late?\n");
  CHECK(errors_of("rule = \"law-publicity\"\nmissed = \"much\"\n").find("wrong-type") == 0);
  CHECK(errors_of("rule = \"law-publicity\"\n[[points]]\nrule = \"law-publicity\"\n").find("duplicate-points") == 0);
}

TEST_CASE("a form may hold a report that there is, unless a rule issues it") {
  const auto codes_of = [](const std::string& body, const std::string& more) {
    const Copy copy;
    copy.add("more.toml",
             "[[form]]\nid = \"pack\"\ntitle = \"材料\"\nsingle_line = true\nbody = \"" + body + "\"\n" + more);
    std::string codes;
    for (const Problem& problem : copy.checked().problems)
      if (problem.severity == Severity::error) codes += problem.code + " " + problem.remedy.en + "\n";
    return codes;
  };
  CHECK(codes_of("{unit} {report:rates by=city}", "") == "");
  CHECK(codes_of("{report:ratse}", "") == "unknown-report did you mean rates?\n");
  CHECK(codes_of("{report:rates yers=3}", "") == "unknown-setting did you mean years?\n");
  CHECK(codes_of(
            "{report:problems}",
            "[[rule]]\nid = \"x\"\nfor = \"town\"\nclause = \"P44\"\nper = \"month\"\n[[rule.duty]]\nwho = \"town\"\n"
            "due = \"period_end\"\ndocument = { form = \"pack\", lines = [\"government\"], to = [\"town\"] }\n")
            .find("form-with-report") == 0);
}

TEST_CASE("a parameter that only a report uses is used") {
  const Copy copy;
  const auto unused = [&] {
    int count = 0;
    for (const Problem& problem : copy.checked().problems) count += problem.code == "unused-parameter" ? 1 : 0;
    return count;
  };
  const int before = unused();
  copy.add("more.toml",
           "[param.only_shown]\nlabel = \"多少天\"\nunit = \"day\"\nclause = \"P29\"\nvalues = [ { from = "
           "2016-08-12, value = 3 } ]\n");
  CHECK(unused() == before + 1);
  copy.add("reports/more.toml", "name = \"more\"\ntitle = \"多\"\nsql = \"SELECT :only_shown AS n\"\n");
  CHECK(unused() == before);
}

TEST_CASE("where the rulebook itself is wrong, what only refers to it is not said again") {
  const Copy copy;
  copy.add("ladder.toml", "\n[[rule]]\nid = \"x\"\nclause = \"P27\"\nper = \"day\"\nwhen = \"no_such_fact\"\n");
  copy.add("tests/more.toml", "[[test]]\nname = \"没有期望\"\nfirst = 2026-11-16\ndays = \"P\"\n");
  const std::string errors = copy.errors();
  CHECK(errors.find("unknown-name") != std::string::npos);
  CHECK(errors.find("more.toml") == std::string::npos);
}

TEST_CASE("sixty days before the calendar ends there is a warning") {
  const auto warned = [](const char* today) {
    const CheckedRules checked = Copy().checked(today);
    return std::any_of(checked.problems.begin(), checked.problems.end(),
                       [](const Problem& problem) { return problem.code == "calendar-ends"; });
  };
  CHECK_FALSE(warned("2026-10-31"));
  CHECK(warned("2026-11-20"));
}

}  // namespace ksbx
