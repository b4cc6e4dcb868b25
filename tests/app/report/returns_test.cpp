#include <doctest/doctest.h>

#include <set>

#include "app/office.h"
#include "app/report/report.h"

using namespace ksbx;

namespace {

// 钱试二 misses these days; on all others up to the last day of November 七年级1班 returns its register and he is
// there.
struct Away : Office {
  explicit Away(const std::set<std::string>& missed) {
    enrol();
    for (Day one = day("2026-11-16"); one <= day("2026-11-30"); ++one) {
      if (!calendar.is_school_day(one)) continue;
      registers(one.iso(), "七年级1班");
      if (!missed.contains(one.iso())) continue;
      absent(one.iso(), {"钱试二"});
      escalate_on(one.iso());
    }
    escalate_on("2026-11-30");
  }
  std::string told_on(const std::string& iso) {
    ReportRequest request{"returns"};
    request.codes = true;
    request.shape.columns = "month,cases,back_3,back_10,still_away,relapses,trend";
    const std::string csv = render(report(on(iso), shipped_reports(), request).table, Format::csv);
    return csv.substr(csv.find('\n') + 1);
  }
};

}  // namespace

TEST_CASE("who came back within three school days is counted once these are over, and not before") {
  Away office({"2026-11-16"});
  CHECK(office.told_on("2026-11-16") == "2026-11,1,,,1,0,open\n");
  CHECK(office.told_on("2026-11-18") == "2026-11,1,,,0,0,open\n");
  CHECK(office.told_on("2026-11-19") == "2026-11,1,1,,0,0,open\n");
  CHECK(office.told_on("2026-11-27") == "2026-11,1,1,,0,0,open\n");
  CHECK(office.told_on("2026-11-30") == "2026-11,1,1,1,0,0,first\n");
}

TEST_CASE("a weekend is not counted among the days until a child came back") {
  Away office(
      {"2026-11-20", "2026-11-23", "2026-11-24"});  // Friday to Tuesday; back on Wednesday, the third school day
  CHECK(office.told_on("2026-11-30") == "2026-11,1,1,,0,0,open\n");
}
