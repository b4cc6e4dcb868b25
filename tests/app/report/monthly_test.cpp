#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>

#include "app/office.h"
#include "app/report/pages.h"
#include "app/report/report.h"
#include "files/render/render_page.h"

using namespace ksbx;

namespace {

// Six pupils of 七年级1班. Registers came for the first three weeks of November; 钱试二 was away from the 16th on and
// was persuaded twice, 孙试三 was transferred out, 李试四 suspended.
struct November : Office {
  November() {
    enrol();
    for (const char* iso : {"2026-11-16", "2026-11-17", "2026-11-18"}) away(iso);
    done("2026-11-18", "persuasion", "钱试二",
         {{"mode", "home_visit"}, {"reached", "yes"}, {"outcome", "refused"}, {"reason", "weariness"}}, "孙老师");
    away("2026-11-19");
    done("2026-11-19", "persuasion", "钱试二", {{"mode", "phone"}, {"reached", "yes"}, {"outcome", "promised"}},
         "孙老师");
    away("2026-11-20");
    import_on("2026-11-20", {file("moves.csv",
                                  "学校名称,年级,班级,姓名,身份证件号,学籍状态\n"
                                  "石桥市第一初级中学,七年级,1班,孙试三,990181201303071046,转出\n"
                                  "石桥市第一初级中学,七年级,1班,李试四,990181201304101075,休学\n")});
    for (const char* iso : {"2026-11-23", "2026-11-24", "2026-11-25"}) away(iso);
  }
  void away(const std::string& iso) {
    registers(iso);
    absent(iso, {"钱试二"});
    escalate_on(iso);
  }

  std::string told(const std::string& name, const std::string& wanted,
                   const std::map<std::string, std::string>& settings = {}, const std::string& iso = "2026-12-02") {
    ReportRequest request{name};
    request.shown = {Masking::none, "上报"};
    request.codes = true;
    request.settings = settings;
    request.shape.columns = wanted;
    const std::string csv = render(report(on(iso), shipped_reports(), request).table, Format::csv);
    return csv.substr(csv.find('\n') + 1);
  }
};

const std::map<std::string, std::string> november{{"month", "2026-11"}};

}  // namespace

TEST_CASE("a month that is over is told as of its last day, whatever day it is asked on") {
  November office;
  const std::string columns = "grade,joined_male,left_male,left_female,suspended_male,suspended_female,closing_male";
  const std::string told = office.told("roll-changes", columns, november);
  CHECK(told == "七年级,0,0,1,1,0,2\ntotal,0,0,1,1,0,2\n");
  CHECK(office.told("roll-changes", columns, november, "2026-11-30") == told);
  CHECK(office.told("roll-changes", columns) == "七年级,0,0,0,0,0,2\ntotal,0,0,0,0,0,2\n");  // December
}

TEST_CASE("the start and all changes of the roll give the end") {
  November office;
  for (const char* sex : {"male", "female"}) {
    const std::string s = sex;
    CAPTURE(s);
    const std::string all = "opening_" + s + ",joined_" + s + ",back_" + s + ",left_" + s + ",suspended_" + s +
                            ",dropped_" + s + ",died_" + s + ",other_" + s + ",closing_" + s;
    std::istringstream lines(office.told("roll-changes", all, november));
    for (std::string line; std::getline(lines, line);) {
      std::replace(line.begin(), line.end(), ',', ' ');
      std::istringstream cells(line);
      int opening, joined, back, left, suspended, dropped, died, other, closing;
      cells >> opening >> joined >> back >> left >> suspended >> dropped >> died >> other >> closing;
      CHECK(opening + joined + back - left - suspended - dropped - died + other == closing);
    }
  }
}

TEST_CASE("the ledger of suspected drop-outs says since which first day, how often and how a child was persuaded") {
  November office;
  CHECK(office.told("ledger-suspected", "nth,student_name,sex,since,persuasions,visits,calls,reason,responsible", {},
                    "2026-11-30") == "1,钱试二,male,2026-11-16,2,1,1,weariness,孙老师\n");
}

TEST_CASE("whoever was persuaded in the month is in its ledger of returns, and in no other month's") {
  November office;
  CHECK(office.told("ledger-returned", "student_name,persuasions,latest,outcome,returned", november) ==
        "钱试二,2,2026-11-19,promised,\n");
  CHECK(office.told("ledger-returned", "student_name", {}) == "");
}

TEST_CASE("a school without drop-outs reports nil, unless its registers are missing: then nobody knows") {
  November office;
  const std::string told = office.told("zero-report", "month,school,suspected,dropouts,status", november);
  CHECK(told.find("2026-11,石桥市第一初级中学,1,0,some\n") != std::string::npos);
  CHECK(office.told("zero-report", "registers,status", {{"from", "2026-12-01"}}) == "0,some\n");
}

TEST_CASE("the summary counts what the ledgers list") {
  November office;
  CHECK(office.told("month-summary", "school,pupils,suspected,dropouts,persuaded,left,suspensions", november) ==
        "石桥市第一初级中学,4,1,0,1,1,1\ntotal,4,1,0,1,1,1\n");
}

TEST_CASE("the papers of a month are one page: cover first, every ledger a part, all of the same days") {
  November office;
  ReportRequest request{"monthly"};
  request.settings = november;
  const Page papers = page(office.on("2026-12-02"), shipped_reports(), request);
  CHECK(papers.title.zh == "控辍保学情况报表（2026-11-01 至 2026-11-30）");
  std::string names;
  for (const Panel& part : papers.parts) names += part.table.name + " ";
  CHECK(names ==
        "monthly.cover month-summary roll-changes retention-sheet ledger-suspected ledger-dropouts ledger-returned "
        "zero-report ledger-children ");
  CHECK(papers.parts.front().picture == Picture::cover);
  CHECK(papers.parts[6].table.rows.size() == 1);  // persuaded in November, asked in December
  CHECK(render(papers, Format::table).find("没有辍学学生（零报告）。") != std::string::npos);
}

TEST_CASE("the papers of a term are the same page with its days") {
  November office;
  ReportRequest request{"monthly"};
  request.period = "term";
  const Page papers = page(office.on("2026-12-02"), shipped_reports(), request);
  CHECK(papers.title.zh.ends_with(" 至 2026-12-02）"));
  CHECK_FALSE(papers.title.zh.starts_with("控辍保学情况报表（2026-12-01"));
  CHECK(papers.parts[6].table.rows.size() == 1);
}

TEST_CASE("a month that is none, lies before the books or beyond the calendars is refused") {
  November office;
  const auto refused = [&](const std::string& month) {
    ReportRequest request{"monthly"};
    request.settings = {{"month", month}};
    return refusal([&] { page(office.on("2026-12-02"), shipped_reports(), request); });
  };
  CHECK(refused("2026-13") == "bad-setting");
  CHECK(refused("十月") == "bad-setting");
  CHECK(refused("2026-06") == "before-books");
  CHECK(refused("2039-01") == "calendar-gap");
}

TEST_CASE("a page that tells of one day is still asked about no period") {
  November office;
  ReportRequest request{"overview"};
  request.period = "month";
  CHECK(refusal([&] { page(office.on("2026-12-02"), shipped_reports(), request); }) == "page");
}
