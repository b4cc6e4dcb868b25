// The engine knows no name of a rulebook: the shipped rules in words of another country do the same.
#include <cctype>

#include "app/compare/compare.h"
#include "app/enter/promote.h"
#include "app/explain/explain.h"
#include "app/office.h"
#include "app/papers/documents.h"
#include "app/report/status.h"

using namespace ksbx;

namespace {

// Roles, kinds of record, fields, choices, facts and rules; none of them a word that the engine has as well.
const std::map<std::string, std::string> own_words = {{"class_teacher", "tutor"},
                                                      {"persuasion", "talk"},
                                                      {"joint_persuasion", "talk_together"},
                                                      {"outcome", "answer"},
                                                      {"mode", "way"},
                                                      {"reached", "met"},
                                                      {"refused", "said_no"},
                                                      {"home_visit", "at_home_visit"},
                                                      {"roster_missing", "off_list"},
                                                      {"roster_found", "back_on_list"},
                                                      {"transfer_out", "leaver"},
                                                      {"transfer_in", "admission"},
                                                      {"receiving", "to_school"},
                                                      {"attending", "is_there"},
                                                      {"closing", "ending"},
                                                      {"result", "came_to"},
                                                      {"transferred", "went_away"},
                                                      {"graduation", "school_leaving"},
                                                      {"completion", "ended_as"},
                                                      {"next", "goes_to"},
                                                      {"suspension", "paused_roll"},
                                                      {"roll_dropout", "struck_name"},
                                                      {"unexcused_days", "days_gone"},
                                                      {"missing-register", "no-register"}};

bool is_of_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-';
}

std::string in_own_words(const std::string& text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && is_of_word(text[end])) ++end;
    const std::string word = text.substr(at, end - at);
    const auto own = own_words.find(word);
    result += own == own_words.end() ? word : own->second;
    if (end < text.size()) result += text[end++];
    at = end;
  }
  return result;
}

// What is in quotation marks; keys and remarks stay.
std::string renamed_line(std::string line) {
  std::string result;
  for (bool quoted = false; !line.empty(); quoted = !quoted) {
    const std::string part = line.substr(0, line.find('"'));
    result += quoted ? in_own_words(part) : part;
    line.erase(0, part.size());
    if (!line.empty()) result += '"';
    line.erase(0, 1);
  }
  return result;
}

// `share` lists the engine's own {fields} of documents, which keep their names.
std::string renamed(const std::string& toml) {
  std::string result;
  std::istringstream lines(toml);
  for (std::string line; std::getline(lines, line); result += '\n')
    result += line.find(" share ") == std::string::npos ? renamed_line(line) : line;
  return result;
}

const Rulebook& rules_in_own_words() {
  static const ReadRulebook read = [] {
    const std::filesystem::path folder = std::filesystem::path(KSBX_SOURCE_DIR) / "rules" / "kongchuo-2016";
    Problems problems;
    std::vector<SourceFile> files = read_sources(folder, problems);
    for (SourceFile& file : files)
      if (std::filesystem::path(file.name).filename() != "forms.toml") file.text = renamed(file.text);  // {fields}
    for (SourceFile& text : read_sources(folder / "forms", problems, ".txt")) files.push_back(std::move(text));
    return read_rulebook(files);
  }();
  REQUIRE_MESSAGE(read.problems.empty(), read.problems.front().what.en);
  return read.rulebook;
}

// An office that goes by either; what is said to it is said in its words.
struct Story : Office {
  bool own;

  explicit Story(bool in_own) : Office(in_own ? rules_in_own_words() : shipped_rules()), own(in_own) {}

  std::string word(const std::string& shipped) const { return own ? in_own_words(shipped) : shipped; }
  void say(const std::string& iso, const std::string& kind, const std::string& pupil,
           const std::map<std::string, std::string>& fields) {
    std::map<std::string, std::string> in_words;
    for (const auto& [field, value] : fields) in_words[word(field)] = word(value);
    done(iso, word(kind), pupil, in_words, "赵校长");
  }
  // Of a child whom a school elsewhere received: the bureau has the proof.
  void receive(const std::string& iso, const std::string& pupil) {
    RecordRequest request;
    request.kind = word("transfer_in");
    request.subject = pupil;
    request.fields = {{word("receiving"), "外县中学"}, {word("attending"), word("yes")}};
    request.day = day(iso);
    request.roles = {word("education_bureau")};
    const Workspace workspace = on(iso);
    record(workspace, request, Keep::changes);
  }
  void whole_roster(const std::string& iso, const std::string& lines) {
    ImportRequest request;
    request.files = {file("roster.csv", "学校标识码,年级,班级,姓名,身份证件号,出生日期\n" + lines)};
    request.snapshot = true;
    import_on(iso, request);
  }
  // The answer to a question, in the words of another country.
  std::string answer(const std::string& sql) { return own ? rows(sql) : in_own_words(rows(sql)); }
};

const std::string second_pupil = "乙二,99018120130204103X,\n";
const std::string first_and_second = "9990180001,七年级,1班,甲一,,2013-02-01\n9990180001,七年级,1班," + second_pupil;
const std::string third = "9990180001,七年级,1班,丙三,,2013-02-03\n";
const std::string eldest = "9990180001,九年级,1班,丁四,,2011-02-04\n";
const std::string at_other_school = "9990180002,六年级,1班," + second_pupil;

// Both offices go through it, and what comes of it is the same.
template <class Act>
void check_same(Act act) {
  Story shipped(false);
  Story own(true);
  CHECK(act(own) == act(shipped));
}

}  // namespace

TEST_CASE("whole rosters and promotion put the same on record, whatever the kinds of record are called") {
  check_same([](Story& office) {
    office.whole_roster("2026-03-10", first_and_second + third + eldest);
    office.whole_roster("2026-03-11", first_and_second + eldest);
    office.whole_roster("2026-03-12", first_and_second + third + eldest);
    office.say("2026-03-13", "transfer_out", "乙二", {{"destination", "中心小学"}});
    office.whole_roster("2026-03-16", at_other_school);
    Workspace workspace = office.on("2026-09-01");
    PromoteRequest request;
    request.to = day("2026-09-01");
    const PromoteOutcome outcome = promote(workspace, request, Keep::changes);
    const std::string records = office.answer("SELECT kind, fields FROM records ORDER BY record");
    for (const char* kind : {"off_list", "back_on_list", "leaver", "admission", "school_leaving"}) {
      CAPTURE(std::string(kind));
      CHECK(records.find(kind) != std::string::npos);
    }
    return records + render(outcome.list, Format::csv);
  });
}

TEST_CASE("nights, documents, explanations and the status are the same, whatever the names") {
  check_same([](Story& office) {
    office.enrol();
    for (const char* iso : {"2026-11-16", "2026-11-17"}) {
      office.registers(iso);
      office.absent(iso, {"钱试二"});
      office.say(iso, "persuasion", "钱试二",
                 {{"mode", "home_visit"}, {"reached", "yes"}, {"outcome", "refused"}, {"reason", "weariness"}});
      office.escalate_on(iso);
    }
    office.escalate_on("2026-11-18");  // no register came in
    Workspace workspace = office.on("2026-11-18");
    std::string all = office.answer("SELECT rule, item, opened, due, state, role, person FROM duties ORDER BY duty");
    all += office.answer("SELECT form, line, kind, addressee, copy_to FROM documents ORDER BY number");
    const std::string numbers =
        office.rows("SELECT number FROM documents WHERE form = 'dropout-report' ORDER BY number");
    all += paper_text(printed_document(workspace, numbers.substr(0, numbers.find('\n')), {Masking::none, "家访"}));
    CHECK(all.find("劝复经过\n2026年11月16日，赵校长（校长），家访，拒绝返校，厌学。") != std::string::npos);
    const Explanation why = explain(workspace, "钱试二", day("2026-11-18"), *Moment::parse("2026-12-31T00:00:00"), {});
    REQUIRE(why.what_if.size() == 2);
    for (const Explanation::WhatIf& one : why.what_if) {
      all += one.event.en;
      for (const Duty& duty : one.duties) all += " " + duty.key.rule;
    }
    const Status now = status(workspace, day("2026-11-18"));
    CHECK(now.missing_registers > 0);
    return all + std::to_string(now.missing_registers);
  });
}

TEST_CASE("lists are compared the same, whatever the record of a reception and the closing of a case are called") {
  check_same([](Story& office) {
    office.whole_roster("2026-03-10", first_and_second + third + eldest);
    ImportRequest left;
    left.files = {office.file("left.csv",
                              "学校标识码,年级,班级,姓名,出生日期,学籍状态\n"
                              "9990180001,七年级,1班,甲一,2013-02-01,转出\n"
                              "9990180001,七年级,1班,乙二,2013-02-04,转出\n"
                              "9990180001,七年级,1班,丙三,2013-02-03,转出\n")};
    office.import_on("2026-03-11", left);
    office.receive("2026-03-12", "甲一");
    office.say("2026-03-12", "closing", "乙二", {{"result", "transferred"}});
    CompareRequest request;
    request.household = {office.file("household.csv", "姓名,公民身份号码,出生日期,行政村\n新来的,,2015-01-01,\n")};
    Workspace workspace = office.on("2026-03-13");
    const std::string summary = render(compare_lists(workspace, request).summary, Format::csv);
    CHECK(summary.find("\ntransferred_unreceived,") != std::string::npos);
    return summary;
  });
}
