// Deliveries (文书的送达和签收): how a duty to report, and the duties to sign for the report, stand by the papers
// that went out.
//
// A form that says until when it must be answered splits what is owed: the sender has done his part once the papers
// are out, and each receiver then owes his signature, with a clock that begins with the paper. So no paper is born
// overdue, and one that nobody signs costs its receiver, not the sender. What is told anew (a correction, a
// reinstatement) is to be signed for anew: the duty to sign is open again. Of a form that says nothing of it the
// sender's duty is done when every line has signed.
#pragma once

#include "policy/judge/decide.h"
#include "policy/ledger/reconcile.h"

namespace ksbx {

// The day on which the papers of a night really go out: one that is caught up with dates them back.
Day goes_out_on(const Night& night);

// What a night knows of the papers of one subject. The arguments must outlive it.
class Deliveries {
 public:
  Deliveries(const Judge& judge, const Ledger& ledger, const History& history, const Night& night);

  // A duty as it was derived, by how its papers stand; `known`: how the ledger has it, nullptr: not yet.
  Duty as_they_stand(Duty derived, const Duty* known) const;

  // Was something told that is not so, or is the record gone that it came of? Then the cause of a duty that does not
  // arise any more was never there; otherwise it is the rules that are others now, and what went out stays.
  bool is_unfounded(const Duty& known) const;
  // Is a paper of that duty in force?
  bool are_out(const Duty& known) const;

 private:
  void deliver(Duty& derived, const Duty* known) const;
  void sign(Duty& derived, const DutyItem::Signature& of, const Duty* known) const;
  void acknowledge_all(Duty& derived, const Duty* known) const;
  std::vector<Miss> unsigned_by_deadline(const Duty& derived, const std::vector<Document>& on_line) const;
  bool is_silenced(const Duty& duty) const;

  const Judge& judge_;
  const Ledger& ledger_;
  const History& history_;
  const Night& night_;
};

}  // namespace ksbx
