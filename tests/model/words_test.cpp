// The words in which the database, TOML and JSON speak of attendance, duties and records.
#include <doctest/doctest.h>

#include "model/attendance.h"
#include "model/duty.h"
#include "model/record.h"

using namespace ksbx;

TEST_CASE("sessions, attendance, lines and states of duties are read back by their words") {
  for (Session one : {Session::morning, Session::afternoon}) CHECK(session(name_of(one)) == one);
  for (Presence one :
       {Presence::present, Presence::unexcused, Presence::excused, Presence::unverified, Presence::unknown})
    CHECK(presence(name_of(one)) == one);
  for (Line one : {Line::government, Line::education}) CHECK(line(name_of(one)) == one);
  for (DocumentKind one :
       {DocumentKind::original, DocumentKind::supplement, DocumentKind::withdrawal, DocumentKind::reinstatement})
    CHECK(document_kind(name_of(one)) == one);
  for (DutyState one : {DutyState::open, DutyState::done, DutyState::withdrawn}) CHECK(duty_state(name_of(one)) == one);
}

TEST_CASE("a word that is none of them is nothing, never a default") {
  CHECK_FALSE(session("noon"));
  CHECK_FALSE(presence("absent"));
  CHECK_FALSE(line("police"));
  CHECK_FALSE(duty_state(""));
  CHECK_FALSE(document_kind("letter"));
}

TEST_CASE("a clerk reads them in Chinese") {
  CHECK(label_of(Session::morning).zh == "上午");
  CHECK(label_of(Presence::unexcused).zh == "无故缺课");
  CHECK(label_of(Line::government).zh == "政府线");
  CHECK(label_of(DutyState::withdrawn).zh == "已撤销");
}

TEST_CASE("the value of a record's field is written as files hold it") {
  CHECK(text_of({}).empty());
  CHECK(text_of(true) == "true");
  CHECK(text_of(false) == "false");
  CHECK(text_of(std::int64_t{-3}) == "-3");
  CHECK(text_of(std::string("home_visit")) == "home_visit");
  CHECK(text_of(*Day::parse("2026-11-23")) == "2026-11-23");
}
