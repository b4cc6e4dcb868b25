#include "policy/papers/office.h"

#include <doctest/doctest.h>

#include "policy/papers/document_fields.h"

using namespace ksbx;

namespace {

Organisation offices() {
  Unit town{UnitId{1}, UnitKind::town, "990181003", "青石镇", {}, {}};
  Unit school{UnitId{2}, UnitKind::school, "9990180001", "青石镇中心小学", {}, {}};
  return Organisation({town, school}, {});
}

std::string sessions(std::string_view absence) {
  std::string all;
  for (const MissedSession& one : sessions_told(absence))
    all += one.day.iso() + " " + std::string(name_of(one.session)) + "; ";
  return all;
}

}  // namespace

TEST_CASE("an office signs with its full name, as the rulebook says, and others with their own") {
  Rulebook book;
  book.offices.push_back({UnitKind::town, "镇", "", "{unit}人民政府", ""});
  CHECK(office_name(book, offices(), UnitId{1}) == "青石镇人民政府");
  CHECK(office_name(book, offices(), UnitId{2}) == "青石镇中心小学");
  CHECK(office_name(book, offices(), UnitId{}, "（未落实）") == "（未落实）");
  book.offices.push_back({std::nullopt, "", "9990180001", "石桥市{unit}", ""});
  CHECK(office_name(book, offices(), UnitId{2}) == "石桥市青石镇中心小学");
}

TEST_CASE("a number is shown without noughts in front and with 号, with the sign of its office, in the form given") {
  Rulebook book;
  CHECK(official_number(book, "控辍〔2026〕9990180001-政-0012") == "控辍〔2026〕9990180001-政-12号");
  CHECK(official_number(book, "控辍〔2026〕0-教-10000") == "控辍〔2026〕0-教-10000号");
  CHECK(official_number(book, "G1") == "G1");
  book.offices.push_back({std::nullopt, "", "9990180001", "", "青中控辍"});
  book.document_number = "{sign}〔{year}〕{line}{count}号";
  CHECK(official_number(book, "控辍〔2026〕9990180001-政-0012") == "青中控辍〔2026〕政12号");
  CHECK(official_number(book, "控辍〔2026〕990181003-政-0012") == "控辍〔2026〕政12号");
}

TEST_CASE("days stand on paper as people write them, and numbers that look like days stay") {
  CHECK(with_official_dates("只算到 2026-11-20。") == "只算到2026年11月20日。");
  CHECK(with_official_dates("2026-11-20、2026-02-30") == "2026年11月20日、2026-02-30");
  CHECK(with_official_dates("12026-11-20 2026-11-201 A-2026-11-20") == "12026-11-20 2026-11-201 A-2026-11-20");
}

TEST_CASE("what a document told of the absence is understood as documents tell it now, and as they once did") {
  CHECK(sessions("缺课半天：2026-11-16上午、2026-11-17下午。") == "2026-11-16 am; 2026-11-17 pm; ");
  CHECK(sessions("缺课时间：2026年12月31日全天、2027年1月4日上午、1月5日下午。") ==
        "2026-12-31 am; 2026-12-31 pm; 2027-01-04 am; 2027-01-05 pm; ");
  CHECK(sessions("说不清楚") == "");
}
