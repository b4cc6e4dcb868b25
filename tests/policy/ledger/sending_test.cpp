#include "policy/ledger/sending.h"

#include <doctest/doctest.h>

#include "policy/papers/document.h"
#include "policy/small_world.h"

namespace ksbx {
namespace {

// A report of Tuesday 17 November on the government line, which is to go out again one and three working days later.
struct Unanswered {
  SmallRules rules;
  Calendar calendar = plain_calendar();
  Organisation organisation = small_city();
  History history = pupil().absent("2026-11-17").history;
  Ledger known;
  std::vector<Record> pauses;

  Unanswered() {
    Form form{"report", {"报告", "report"}, "{student}\n", {}};
    for (const int days : {1, 3}) form.resend.push_back(parameter(days));
    rules.book.forms = {form};
    Duty duty;
    duty.id = DutyId{1};
    known.duties = {duty};
    known.documents = {document("G-1", DocumentKind::original)};
  }
  int parameter(int days) {
    const int slot = static_cast<int>(rules.book.parameters.size());
    Parameter parameter;
    parameter.id = formatted("resend_{}", days);
    Parameter::Dated dated;
    dated.from = day("2016-08-12");
    dated.value = days;
    parameter.values = {dated};
    rules.book.parameter_names.add({parameter.id, Type{Type::Kind::integer}, {}});
    rules.book.parameters.push_back(parameter);
    return slot;
  }
  static Document document(const char* number, DocumentKind kind) {
    Document document;
    document.duty = DutyId{1};
    document.number = number;
    document.form = "report";
    document.kind = kind;
    document.addressee = Units::town;
    document.issued = day("2026-11-17");
    return document;
  }
  void receive(const char* number, const char* on) {
    Record receipt;
    receipt.kind = "receipt";
    receipt.document = number;
    receipt.day = day(on);
    history.records.push_back(receipt);
  }
  // Of the school.
  void pause(const char* from, const char* until) {
    RecordKind kind;
    kind.kind = "pause";
    kind.mutes_until = "until";
    rules.book.records.push_back(kind);
    Record record;
    record.kind = "pause";
    record.unit = Units::school;
    record.day = day(from);
    record.fields = {{"until", day(until)}};
    pauses.push_back(record);
  }
  // "G-1 1 2026-11-18", joined by "; ".
  std::string sent(const char* judged) const {
    const Judge judge(rules.book, calendar, organisation, day(judged));
    std::string all;
    for (const Sending& one : sendings_of(judge, history, known, Pauses(rules.book, organisation, pauses), day(judged)))
      all += formatted("{}{} {} {}", all.empty() ? "" : "; ", one.number, one.nth, one.day.iso());
    return all;
  }
};

TEST_CASE("a report that no one acknowledges goes out again after so many working days, whichever nights ran") {
  const Unanswered report;
  CHECK(report.sent("2026-11-17") == "");
  CHECK(report.sent("2026-11-18") == "G-1 1 2026-11-18");
  CHECK(report.sent("2026-11-19") == "G-1 1 2026-11-18");
  CHECK(report.sent("2026-11-27") == "G-1 1 2026-11-18; G-1 2 2026-11-20");
}

TEST_CASE("a receipt ends it, from its own day on") {
  Unanswered report;
  report.receive("G-1", "2026-11-19");
  CHECK(report.sent("2026-11-27") == "G-1 1 2026-11-18");
  Unanswered at_once;
  at_once.receive("G-1", "2026-11-18");
  CHECK(at_once.sent("2026-11-27") == "");
}

TEST_CASE("only the last word goes out again: a supplement for its report, never what was withdrawn or done") {
  Unanswered supplemented;
  supplemented.known.documents.push_back(Unanswered::document("G-2", DocumentKind::supplement));
  CHECK(supplemented.sent("2026-11-18") == "G-2 1 2026-11-18");
  supplemented.receive("G-1", "2026-11-17");  // the receiver knows that there is something
  CHECK(supplemented.sent("2026-11-18") == "");
  Unanswered withdrawn;
  withdrawn.known.documents.push_back(Unanswered::document("G-2", DocumentKind::withdrawal));
  CHECK(withdrawn.sent("2026-11-27") == "");
  for (const DutyState state : {DutyState::withdrawn, DutyState::done}) {
    CAPTURE(static_cast<int>(state));
    Unanswered closed;
    closed.known.duties.front().state = state;
    CHECK(closed.sent("2026-11-27") == "");
  }
}

TEST_CASE("a reinstated report goes out again until it is signed for, though the first one was signed for") {
  Unanswered again;
  again.receive("G-1", "2026-11-17");
  again.known.documents.push_back(Unanswered::document("G-2", DocumentKind::withdrawal));
  again.known.documents.push_back(Unanswered::document("G-3", DocumentKind::reinstatement));
  CHECK(again.sent("2026-11-18") == "G-3 1 2026-11-18");
  again.receive("G-3", "2026-11-18");
  CHECK(again.sent("2026-11-18") == "");
}

TEST_CASE("a report that the policy itself demands goes out again during a pause as ever") {
  Unanswered paused;
  paused.pause("2026-11-18", "2026-11-19");
  paused.rules.book.rules.front().mandatory = true;
  paused.known.duties.front().key.rule = paused.rules.book.rules.front().id;
  CHECK(paused.sent("2026-11-19") == "G-1 1 2026-11-18");
  CHECK(paused.sent("2026-11-27") == "G-1 1 2026-11-18; G-1 2 2026-11-20");
}

TEST_CASE("during a pause nothing is sent again, and after it the night says the same however often it runs") {
  Unanswered paused;
  paused.pause("2026-11-18", "2026-11-19");
  paused.known.duties.front().muted_until = day("2026-11-19");
  CHECK(paused.sent("2026-11-19") == "");
  CHECK(paused.sent("2026-11-27") == "G-1 2 2026-11-20");
  // The first night after the pause has taken the mark off the duty.
  paused.known.duties.front().muted_until.reset();
  CHECK(paused.sent("2026-11-27") == "G-1 2 2026-11-20");
}

}  // namespace
}  // namespace ksbx
