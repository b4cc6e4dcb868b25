#include "policy/ledger/follow_up.h"

#include <algorithm>
#include <utility>

#include "base/digest.h"
#include "base/join.h"
#include "policy/judge/route.h"
#include "policy/judge/walk.h"
#include "policy/papers/document.h"
#include "policy/papers/last_word.h"
#include "policy/papers/notice.h"
#include "policy/papers/office.h"
#include "policy/papers/statement.h"

namespace ksbx {
namespace {

using Words = std::vector<const Document*>;

// Writes what follows the words of one duty.
class FollowUps {
 public:
  // `lasts`: the matter is not over, so what has changed since counts too.
  FollowUps(const Judge& judge, const History& history, const std::vector<Document>& documents, const Duty& duty,
            bool lasts, Day issued)
      : judge_(judge), history_(history), documents_(documents), duty_(duty), lasts_(lasts), issued_(issued) {}

  std::vector<Document> all() const {
    Words standing, withdrawn;
    for (const Document* word : last_words(documents_, duty_.id))
      (is_in_force(*word) ? standing : withdrawn).push_back(word);
    if (duty_.state == DutyState::withdrawn) return withdrawals(standing);
    if (duty_.muted_until && issued_ <= *duty_.muted_until) return {};
    std::vector<Document> follow_ups = reinstatements(withdrawn);
    std::vector<Document> corrected = corrections(standing);
    if (corrected.empty())
      for (const Document* word : standing)
        if (auto whole = supplement(*word)) corrected.push_back(std::move(*whole));
    std::ranges::move(corrected, std::back_inserter(follow_ups));
    return follow_ups;
  }

 private:
  // The duty as owed by whoever is in charge now: what was done by one town is told anew by the next one.
  Duty sender() const {
    if (!lasts_ || item() == nullptr) return duty_;
    const Day arose = arose_on(judge_.rulebook(), judge_.organisation(), history_, duty_);
    const Assignee now = route(judge_.rulebook(), judge_.organisation(), history_, item()->who, arose, issued_);
    Duty duty = duty_;
    if (now.unit) duty.who = now;
    return duty;
  }

  std::vector<Document> withdrawals(const Words& standing) const {
    std::vector<Document> all;
    for (const Document* word : standing) {
      Fields fields = about(standing);
      fields["cause"] = with_official_dates(duty_.note);
      all.push_back(following(*word, DocumentKind::withdrawal, {noticed(DocumentKind::withdrawal, fields), {}, {}}));
    }
    return all;
  }

  std::vector<Document> reinstatements(const Words& withdrawn) const {
    std::vector<Document> all;
    for (const Document* word : withdrawn) {
      Words before;
      for (const Document* one : withdrawn)
        if (const auto first = std::ranges::find(documents_, one->corrects, &Document::number);
            first != documents_.end())
          before.push_back(&*first);
      Fields fields = about(before.empty() ? withdrawn : before);
      fields["withdrawal"] =
          formatted("{}撤回（撤回文书编号：{}）", official_date(withdrawn.front()->issued), numbers_of(withdrawn));
      all.push_back(renewed(*word, DocumentKind::reinstatement, std::move(fields)));
    }
    return all;
  }

  // All lines get the same text, so what is untrue on one is put right on all of them.
  std::vector<Document> corrections(const Words& standing) const {
    const std::string changes = changes_in(standing);
    std::vector<Document> all;
    if (changes.empty()) return all;
    for (const Document* word : standing) {
      Fields fields = about(standing);
      fields["changes"] = changes;
      Document correction = renewed(*word, DocumentKind::correction, std::move(fields));
      if (correction.addressee != word->addressee && word->addressee) {
        all.push_back(release(*word, standing, correction.addressee));
        correction.corrects.clear();  // it follows the release
      }
      all.push_back(std::move(correction));
    }
    return all;
  }

  Document release(const Document& word, const Words& standing, UnitId successor) const {
    Fields fields = about(standing);
    fields["successor"] = office_name(judge_.rulebook(), judge_.organisation(), successor, "（未落实）的单位");
    return following(word, DocumentKind::release, {noticed(DocumentKind::release, fields), {}, {}});
  }

  // What was and what is, a line each; empty if all that was told is true and every receiver the right one.
  std::string changes_in(const Words& standing) const {
    std::vector<std::string> lines;
    for (const Document* word : told_differently(standing))
      for (const Untruth& untruth : untruths_in(judge_, history_, duty_, *word, lasts_)) {
        std::string line = formatted("{}：原为“{}”，现为“{}”", label_of(untruth.field, word), untruth.told,
                                     untruth.now.empty() ? not_found_out : untruth.now);
        if (std::ranges::find(lines, line) == lines.end()) lines.push_back(std::move(line));
      }
    for (const Document* word : standing)
      if (const UnitId receiver = receiver_of(*word); receiver != word->addressee)
        lines.push_back(formatted("{}主送单位：原为“{}”，现为“{}”", ksbx::label_of(word->line).zh,
                                  judge_.organisation().name_of(word->addressee, "（未落实）"),
                                  judge_.organisation().name_of(receiver, "（未落实）")));
    if (!lines.empty())
      for (std::string& line : came_to_light(standing)) lines.push_back(std::move(line));
    return join(lines, "\n");
  }

  // One of those that told the same on the same day: what is true of one is true of all.
  static Words told_differently(const Words& standing) {
    Words some;
    for (const Document* word : standing)
      if (std::ranges::none_of(
              some, [&](const Document* one) { return one->issued == word->issued && one->stated == word->stated; }))
        some.push_back(word);
    return some;
  }

  // What the papers could not tell and can now. By itself it is said in a supplement.
  std::vector<std::string> came_to_light(const Words& standing) const {
    std::vector<std::string> lines;
    const DocumentText now = text_now({}, {});
    for (const auto& [field, value] : now.stated)
      if (std::ranges::none_of(standing, [&](const Document* word) { return word->stated.contains(field); }) &&
          !standing.front()->stated.empty())
        lines.push_back(formatted("{}：原为“{}”，现为“{}”", label_of(field, nullptr), not_found_out, value));
    return lines;
  }

  // With the day as of which `word` told it, if it is told so.
  std::string label_of(const std::string& field, const Document* word) const {
    const auto known = std::ranges::find(document_fields(), field, &DocumentField::name);
    const std::string label = known != document_fields().end() ? known->label.zh : label_of_record_field(field);
    return word && is_told_of_its_day(field) ? formatted("截至{}的{}", official_date(word->issued), label) : label;
  }

  std::string label_of_record_field(const std::string& name) const {
    const auto dot = name.find('.');
    const RecordKind* kind = judge_.rulebook().record(name.substr(0, dot));
    const Field* field = kind ? kind->field(name.substr(dot + 1)) : nullptr;
    return field ? field->label.zh : name;
  }

  // Who is in charge now; whoever it was, if the matter is over or nobody knows where the pupil lives.
  UnitId receiver_of(const Document& word) const {
    if (!lasts_ && is_in_force(word)) return word.addressee;
    const UnitId now = addressee_of(judge_, history_, duty_, word.line, issued_);
    const bool is_nowhere = history_.student && !history_.placement_on(issued_).residence;
    return now || !is_nowhere ? now : word.addressee;
  }

  std::optional<Document> supplement(const Document& word) const {
    if (word.missing.empty() || form_of(judge_, duty_.key) == nullptr) return std::nullopt;
    DocumentText whole = text_now(
        word.addressee, formatted("补报：{}报送的本报告有尚未查明的内容，现补报全文。", official_date(word.issued)));
    if (whole.missing.size() >= word.missing.size()) return std::nullopt;
    return following(word, DocumentKind::supplement, std::move(whole));
  }

  // To the same receiver on the same line.
  Document following(const Document& word, DocumentKind kind, DocumentText written) const {
    Document later = word;
    later.id = {};
    later.number.clear();
    later.kind = kind;
    later.corrects = word.number;
    if (!later.issuer) later.issuer = issuer_of(judge_.organisation(), duty_);  // of an older ksbx
    later.issued = issued_;
    later.content = std::move(written.content);
    later.hash = sha256_hex(later.content);
    later.missing = std::move(written.missing);
    later.stated = std::move(written.stated);
    if (!is_in_force(later)) later.answer_by.reset();
    return later;
  }

  // A notice with the whole text as it is now, to whoever is in charge now, to be signed for anew.
  Document renewed(const Document& word, DocumentKind kind, Fields fields) const {
    const UnitId receiver = receiver_of(word);
    DocumentText now = text_now(receiver, {});
    fields["text"] = now.content.substr(0, now.content.find_last_not_of('\n') + 1);
    now.content = noticed(kind, fields);
    Document later = following(word, kind, std::move(now));
    later.issuer = issuer_of(judge_.organisation(), sender());
    later.addressee = receiver;
    later.copy_to = copied_to(judge_, history_, duty_, word.line, issued_);
    later.answer_by.reset();
    return later;
  }

  // The form filled in with what is known now; where the rulebook has the form no more, its date alone.
  DocumentText text_now(UnitId receiver, std::string note) const {
    if (form_of(judge_, duty_.key) == nullptr) return {official_date(issued_) + "\n", {}, {}};
    Letterhead letterhead{issued_, {}, {}, std::move(note)};
    if (item()->document->lines.size() == 1)
      letterhead.addressee = office_name(judge_.rulebook(), judge_.organisation(), receiver);
    return compose(judge_, history_, sender(), letterhead);
  }

  // What every notice about these words may say.
  Fields about(const Words& words) const {
    Words texts;
    for (const Document* word : words)
      for (const Document* one : word_of(documents_, *word)) texts.push_back(one);
    const std::string title = title_of(judge_.rulebook(), texts.front()->form);
    return {
        {"title", title},
        {"papers", formatted("{}的《{}》（编号：{}）", days_of(texts), title, numbers_of(texts))},
        {"concerns", whom()},
        {"issuer",
         office_name(judge_.rulebook(), judge_.organisation(),
                     words.front()->issuer ? words.front()->issuer : issuer_of(judge_.organisation(), duty_))},
        {"date", official_date(issued_)},
    };
  }

  std::string noticed(DocumentKind kind, const Fields& fields) const {
    return composed(notice_form(judge_.rulebook(), kind).body, fields);
  }

  // 2026年11月10日签发、2026年11月12日补报: each day once.
  static std::string days_of(const Words& texts) {
    std::vector<std::string> days;
    for (const Document* one : texts) {
      const std::string verb = one->kind == DocumentKind::original ? "签发" : ksbx::label_of(one->kind).zh;
      std::string day = official_date(one->issued) + verb;
      if (std::ranges::find(days, day) == days.end()) days.push_back(std::move(day));
    }
    return join(days, "、");
  }

  std::string numbers_of(const Words& texts) const {
    std::vector<std::string> numbers;
    for (const Document* one : texts) numbers.push_back(official_number(judge_.rulebook(), one->number));
    return join(numbers, "、");
  }

  // Whom the withdrawn text named, as far as the receiver was informed; or nothing.
  std::string whom() const {
    const Form* form = form_of(judge_, duty_.key);
    if (!history_.student) return "涉及单位：" + judge_.organisation().full_name(history_.subject.unit);
    if (form == nullptr || !fields_in(*form).contains("student")) return {};
    const std::vector<std::string>& share = item()->share;
    const bool may_name = share.empty() || std::ranges::find(share, "student") != share.end();
    return may_name ? "涉及学生：" + history_.student->name : std::string();
  }

  const DutyItem* item() const { return item_of(judge_.rulebook(), duty_.key); }

  const Judge& judge_;
  const History& history_;
  const std::vector<Document>& documents_;
  const Duty& duty_;
  bool lasts_;
  Day issued_;
};

// The duty as it stands once the plan is applied.
Duty as_planned(Duty duty, const Plan& plan) {
  for (const auto* changes : {&plan.amended, &plan.withdrawn, &plan.overdue, &plan.done})
    for (const Change& change : *changes)
      if (change.before.id == duty.id) duty = change.after;
  return duty;
}

// Its case is open, or somebody still has to act or to sign. What was handed to one unit alone for something that
// happened is over once that is done.
bool lasts(const Duty& duty, const DutyItem* item, const Decision& decision, const Ledger& known) {
  const bool is_handed_over =
      is_event_key(duty.key.period) && item && item->document && item->document->lines.size() == 1;
  if (duty.state == DutyState::open) return true;
  if (!is_handed_over && decision.open_case && *decision.open_case <= duty.opened) return true;
  return std::ranges::any_of(known.duties, [&](const Duty& one) {
    return one.state == DutyState::open && are_of_one_matter(one.key, duty.key);
  });
}

// In force, not silenced, and not one paper went out: a pause held when it was opened.
bool is_unsent(const Duty& duty, const Duty& before, const Ledger& known) {
  const bool is_in_force = duty.state == DutyState::open ||
                           (duty.state == DutyState::done && !duty.proof && before.state != DutyState::done);
  return is_in_force && !duty.muted_until &&
         std::ranges::find(known.documents, duty.id, &Document::duty) == known.documents.end();
}

}  // namespace

std::vector<Document> follow_ups_of(const Judge& judge, const History& history, const Decision& decision,
                                    const Ledger& known, const Plan& plan, Day issued) {
  std::vector<Document> all;
  const auto append = [&](std::vector<Document> more) { std::ranges::move(more, std::back_inserter(all)); };
  for (const Duty& before : known.duties) {
    const Duty duty = as_planned(before, plan);
    if (is_unsent(duty, before, known))
      append(documents_of(judge, history, duty, issued));
    else if (std::ranges::find(known.documents, before.id, &Document::duty) != known.documents.end())
      append(FollowUps(judge, history, known.documents, duty,
                       lasts(duty, item_of(judge.rulebook(), duty.key), decision, known), issued)
                 .all());
  }
  return all;
}

void issue_in_order(std::vector<Document>& documents, const std::function<Document(Document)>& issue) {
  std::string before;
  for (Document& document : documents) {
    if (document.kind != DocumentKind::original && document.corrects.empty()) document.corrects = before;
    document = issue(std::move(document));
    before = document.number;
  }
}

}  // namespace ksbx
