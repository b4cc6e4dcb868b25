#include <doctest/doctest.h>

#include "app/office.h"
#include "app/report/report.h"

using namespace ksbx;

namespace {

// 钱试二 misses 16 November and is in class from the 17th on.
struct OneDayAway : Office {
  OneDayAway() {
    enrol();
    registers("2026-11-16", "七年级1班");
    absent("2026-11-16", {"钱试二"});
    escalate_on("2026-11-16");
    registers("2026-11-17", "七年级1班");
    escalate_on("2026-11-17");
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

TEST_CASE("who came back within three days is counted once the three days are over, and not before") {
  OneDayAway office;
  CHECK(office.told_on("2026-11-16") == "2026-11,1,,,1,0,open\n");
  CHECK(office.told_on("2026-11-18") == "2026-11,1,,,0,0,open\n");
  CHECK(office.told_on("2026-11-19") == "2026-11,1,1,,0,0,open\n");
  CHECK(office.told_on("2026-11-26") == "2026-11,1,1,1,0,0,first\n");
}
