#include "app/repair/merge_pupils.h"

#include <algorithm>

#include "app/repair/fields_said.h"
#include "app/repair/repair_table.h"
#include "app/workspace/pupils.h"
#include "policy/papers/last_word.h"
#include "policy/papers/statement.h"
#include "store/history/fact_move.h"
#include "store/history/record_store.h"
#include "store/ledger/duty_store.h"
#include "store/ledger/storm_store.h"
#include "store/roster/repair_store.h"
#include "store/roster/roster_store.h"
#include "store/roster/student_row.h"
#include "store/roster/unit_store.h"

namespace ksbx {
namespace {

const Duty* duty_of(const Ledger& ledger, const Document& document) {
  const auto found = std::ranges::find(ledger.duties, document.duty, &Duty::id);
  return found == ledger.duties.end() ? nullptr : &*found;
}

std::vector<const Document*> in_force(const Ledger& ledger) {
  std::vector<const Document*> all;
  for (const Duty& duty : ledger.duties)
    for (const Document* last : last_words(ledger.documents, duty.id))
      if (is_in_force(*last)) all.push_back(last);
  return all;
}

// Of one matter, and yet they say that it came about otherwise.
bool contradict(const Document& one, const Document& other) {
  if (one.form != other.form || one.line != other.line) return false;
  return std::ranges::any_of(one.stated, [&](const auto& told) {
    const auto there = other.stated.find(told.first);
    return is_told_of_its_day(told.first) && there != other.stated.end() && there->second != told.second;
  });
}

void refuse_contradiction(const Ledger& stays, const Ledger& goes) {
  Problems problems;
  for (const Document* one : in_force(stays))
    for (const Document* other : in_force(goes)) {
      const Duty* mine = duty_of(stays, *one);
      const Duty* theirs = duty_of(goes, *other);
      if (!mine || !theirs || mine->key.rule != theirs->key.rule || mine->key.period != theirs->key.period) continue;
      if (!contradict(*one, *other)) continue;
      problems.push_back(
          {Severity::error,
           "documents-contradict",
           {},
           text("两名学生就同一件事都有文书在外，说的不一样：{} 和 {}",
                "documents of both about one matter are out and say different things: {} and {}", one->number,
                other->number),
           text("先用 ksbx document {} 和 {} 查明哪件属实，在说错的那名学生名下更正考勤或记录，运行 ksbx escalate "
                "使它更正或撤回，再合并；两件都要由合并后的那一夜更正，请加 --accept",
                "print both with ksbx document {} and {}, correct attendance or records of the pupil of whom it is "
                "wrong, run ksbx escalate so that it is corrected or withdrawn, and merge then; or add --accept: the "
                "night after the merge corrects both",
                one->number, other->number)});
    }
  if (!problems.empty()) throw Error(Failure::guard, std::move(problems));
}

class Merge {
 public:
  Merge(const Workspace& workspace, const MergeRequest& request, Transaction& transaction)
      : workspace_(workspace),
        request_(request),
        transaction_(transaction),
        database_(transaction.database()),
        organisation_(load_organisation(database_)),
        table_(workspace, organisation_, request.language, request.shown),
        stays_(required_pupil(database_, organisation_, request.stays, workspace.dates.today)),
        goes_(required_pupil(database_, organisation_, request.goes, workspace.dates.today)) {}

  MergeOutcome run() {
    refuse_if_needed();
    outcome_.stays = stays_.id;
    outcome_.goes = goes_.id;
    const std::vector<FieldSaid> said = said_together(fields_said(database_, stays_), fields_said(database_, goes_));
    join_books();
    say(said);
    move_facts();
    note(transaction_, Repair::merged, goes_.id, stays_.id, request_.reason);
    outcome_.who = described(*student(database_, stays_.id), organisation_, request_.shown);
    outcome_.difference = table_.take();
    return std::move(outcome_);
  }

 private:
  void refuse_if_needed() {
    if (stays_.id == goes_.id)
      throw Error(Failure::usage, "merge-with-itself", text("两个都是 {}", "both are {}", short_code(stays_.id)),
                  text("写两名学生的短码，先写留下的那个", "give the codes of two pupils, the one that stays first"));
    if (!request_.accept)
      refuse_contradiction(ledger(database_, subject_of(stays_)), ledger(database_, subject_of(goes_)));
  }

  // First: a number must be free before the other can have it.
  void join_books() {
    const Day own = *on_the_books_since(database_, stays_.id), other = *on_the_books_since(database_, goes_.id);
    const Text books = text("在册", "on the books");
    set_on_the_books_since(transaction_, goes_.id, never);
    table_.row(books, goes_.id, text("起", "since"), same_text(other.iso()),
               text("并入 {}", "merged into {}", short_code(stays_.id)));
    if (other >= own) return;
    set_on_the_books_since(transaction_, stays_.id, other);
    table_.row(books, stays_.id, text("起", "since"), same_text(own.iso()), same_text(other.iso()));
  }

  void say(const std::vector<FieldSaid>& said) {
    Student now = stays_;
    for (const FieldSaid& one : said) {
      Student next = now;
      set_field(next, one.field, one.value);
      outcome_.fields += update(transaction_, now, next, one.day) == Effect::written;
      now = next;
    }
    table_.fields(stays_, now);
  }

  void move_facts() {
    FactMove move(transaction_);
    for (const Mark& mark : marks_that_hold(database_, goes_.id)) {
      const bool moved = move.mark(mark, stays_.id) == Effect::written;
      outcome_.marks += moved;
      table_.mark(mark, stays_.id, moved ? Text{} : text("那里说过更晚的", "something later is known there"));
    }
    drop_accusations(move, stays_.id, goes_.id);
    drop_accusations(move, goes_.id, stays_.id);
    for (const Record& record : records_of(database_, goes_.id)) {
      if (!record.document.empty()) continue;  // a receipt answers a document, and is withdrawn with it
      const bool moved = move.record(record, stays_.id) == Effect::written;
      outcome_.records += moved;
      table_.record(record, stays_.id, moved ? Text{} : text("那里已有", "it is there already"));
    }
    for (const Record& record : records_naming(database_, goes_.id)) {
      const bool moved = move.name(record, goes_.id, stays_.id) == Effect::written;
      outcome_.records += moved;
      table_.named(record, goes_.id, stays_.id, moved ? Text{} : text("那里已有", "it is there already"));
    }
    move.finish();
  }

  // Missing from a roster under the one name, because he stood on it under the other.
  void drop_accusations(FactMove& move, StudentId accused, StudentId other) {
    const Meanings& meaning = workspace_.rulebook.meaning;
    const Moment came = occasion_of_change(database_, arrival_of(database_, other)).at;
    for (const Record& record : records_of(database_, accused)) {
      if (!meaning.says(record, Meant::roster_missing) || came > record.recorded) continue;
      if (is_missing_too(other, record)) continue;
      move.record(record, {});
      table_.record(record, {}, text("在名册上，用的是另一条", "he was on the roster, as the other entry"));
    }
  }

  bool is_missing_too(StudentId other, const Record& accusation) {
    return std::ranges::any_of(records_of(database_, other), [&](const Record& one) {
      return one.kind == accusation.kind && one.recorded == accusation.recorded;
    });
  }

  const Workspace& workspace_;
  const MergeRequest& request_;
  Transaction& transaction_;
  Database& database_;
  Organisation organisation_;
  RepairTable table_;
  Student stays_, goes_;
  MergeOutcome outcome_;
};

}  // namespace

void require_reason(const std::string& reason) {
  if (!reason.empty()) return;
  throw Error(Failure::usage, "reason-missing", text("没有写为什么", "no reason is given"),
              text("加上 --reason “……”：谁查明的、凭什么", "add --reason: who found out, and from what"));
}

MergeOutcome merge_pupils(const Workspace& workspace, const MergeRequest& request, Keep keep) {
  require_reason(request.reason);
  Transaction transaction(workspace.database, workspace.occasion());
  MergeOutcome outcome = Merge(workspace, request, transaction).run();
  if (keep == Keep::changes) transaction.commit();
  return outcome;
}

}  // namespace ksbx
