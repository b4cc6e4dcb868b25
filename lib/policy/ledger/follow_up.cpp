#include "policy/ledger/follow_up.h"

#include <algorithm>
#include <utility>

#include "base/digest.h"
#include "base/join.h"
#include "policy/judge/walk.h"
#include "policy/ledger/pauses.h"
#include "policy/papers/document.h"
#include "policy/papers/last_word.h"

namespace ksbx {
namespace {

using Words = std::vector<const Document*>;

// Writes what follows the words of one duty.
class FollowUps {
 public:
  FollowUps(const Judge& judge, const History& history, const std::vector<Document>& documents, const Duty& duty,
            Day issued)
      : judge_(judge), history_(history), documents_(documents), duty_(duty), issued_(issued) {}

  std::vector<Document> all() const {
    Words standing, withdrawn;
    for (const Document* word : last_words(documents_, duty_.id))
      (is_in_force(*word) ? standing : withdrawn).push_back(word);
    if (duty_.state == DutyState::withdrawn) return withdrawals(standing);
    if (duty_.muted_until && issued_ <= *duty_.muted_until) return {};
    std::vector<Document> follow_ups = reinstatements(withdrawn);
    for (const Document* word : standing)
      if (auto whole = supplement(*word)) follow_ups.push_back(std::move(*whole));
    return follow_ups;
  }

 private:
  std::vector<Document> withdrawals(const Words& standing) const {
    std::vector<Document> all;
    for (const Document* word : standing)
      all.push_back(following(*word, DocumentKind::withdrawal, {withdrawal_text(standing), {}}));
    return all;
  }

  std::vector<Document> reinstatements(const Words& withdrawn) const {
    std::vector<Document> all;
    for (const Document* word : withdrawn)
      all.push_back(following(*word, DocumentKind::reinstatement, text_now(*word, reinstatement_note(withdrawn))));
    return all;
  }

  std::optional<Document> supplement(const Document& word) const {
    if (word.missing.empty() || form_of(judge_, duty_.key) == nullptr) return std::nullopt;
    DocumentText whole =
        text_now(word, formatted("补报：{}报送的本报告有尚未查明的内容，现补报全文。", official_date(word.issued)));
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
    later.issuer = issuer_of(judge_.organisation(), duty_);
    later.issued = issued_;
    later.content = std::move(written.content);
    later.hash = sha256_hex(later.content);
    later.missing = std::move(written.missing);
    return later;
  }

  // The form filled in with what is known now, addressed as `word` was, under a note that says why.
  DocumentText text_now(const Document& word, std::string note) const {
    if (form_of(judge_, duty_.key) == nullptr) return {formatted("{}\n{}\n", note, official_date(issued_)), {}};
    Letterhead letterhead{issued_, {}, {}, std::move(note)};
    if (item()->document->lines.size() == 1) letterhead.addressee = judge_.organisation().name_of(word.addressee);
    return compose(judge_, history_, duty_, letterhead);
  }

  std::string withdrawal_text(const Words& standing) const {
    Words texts;
    for (const Document* word : standing)
      for (const Document* one : word_of(documents_, *word)) texts.push_back(one);
    const std::string title = title_of(judge_.rulebook(), texts.front()->form);
    return formatted(
        "关于撤回《{0}》的通知\n\n"
        "{1}的《{0}》（编号：{2}）自即日起撤回。\n"
        "{3}撤回原因：{4}。\n\n"
        "请停止按上述文书开展的工作；已经布置下去的，一并通知停止。上述文书和已经形成的签收、办理记录照原样存档，不得销"
        "毁；"
        "其他文书和任务不受影响。情况再次成立的，另行发文恢复。\n\n"
        "{5}\n{6}\n",
        title, days_of(texts), numbers_of(texts), whom(), duty_.note,
        judge_.organisation().name_of(issuer_of(judge_.organisation(), duty_)), official_date(issued_));
  }

  std::string reinstatement_note(const Words& withdrawn) const {
    Words before;
    for (const Document* word : withdrawn) {
      const auto one = std::ranges::find(documents_, word->corrects, &Document::number);
      if (one != documents_.end()) before.push_back(&*one);
    }
    return formatted(
        "恢复：{}的本文书（编号：{}）曾于{}撤回（撤回文书编号：{}"
        "）。现情况重新成立，该文书恢复有效，请按下列情况办理并重新签收。",
        days_of(before), numbers_of(before), official_date(withdrawn.front()->issued), numbers_of(withdrawn));
  }

  // 2026年11月10日签发、2026年11月12日补报: each day once.
  static std::string days_of(const Words& texts) {
    std::vector<std::string> days;
    for (const Document* one : texts) {
      const std::string verb = one->kind == DocumentKind::original ? "签发" : label_of(one->kind).zh;
      std::string day = official_date(one->issued) + verb;
      if (std::ranges::find(days, day) == days.end()) days.push_back(std::move(day));
    }
    return join(days, "、");
  }

  static std::string numbers_of(const Words& texts) {
    std::vector<std::string> numbers;
    for (const Document* one : texts) numbers.push_back(one->number);
    return join(numbers, "、");
  }

  // Whom the withdrawn text named, as far as the receiver was informed; a line, or nothing.
  std::string whom() const {
    const Form* form = form_of(judge_, duty_.key);
    if (!history_.student) return "涉及单位：" + judge_.organisation().full_name(history_.subject.unit) + "\n";
    if (form == nullptr || !fields_in(*form).contains("student")) return {};
    const std::vector<std::string>& share = item()->share;
    const bool may_name = share.empty() || std::ranges::find(share, "student") != share.end();
    return may_name ? "涉及学生：" + history_.student->name + "\n" : std::string();
  }

  const DutyItem* item() const { return item_of(judge_.rulebook(), duty_.key); }

  const Judge& judge_;
  const History& history_;
  const std::vector<Document>& documents_;
  const Duty& duty_;
  Day issued_;
};

// The duty as it stands once the plan is applied.
Duty as_planned(Duty duty, const Plan& plan) {
  for (const auto* changes : {&plan.amended, &plan.withdrawn, &plan.overdue, &plan.done})
    for (const Change& change : *changes)
      if (change.before.id == duty.id) duty = change.after;
  return duty;
}

void append(std::vector<Document>& all, std::vector<Document> more) {
  std::ranges::move(more, std::back_inserter(all));
}

}  // namespace

std::vector<Document> follow_ups_of(const Judge& judge, const History& history, const Ledger& known, const Plan& plan,
                                    Day issued) {
  std::vector<Document> all;
  for (const Duty& before : known.duties) {
    if (std::ranges::find(known.documents, before.id, &Document::duty) == known.documents.end()) continue;
    const Duty duty = as_planned(before, plan);
    append(all, FollowUps(judge, history, known.documents, duty, issued).all());
  }
  for (const Duty& duty : resumed_in(plan)) append(all, documents_after_pause(judge, history, known, duty, issued));
  return all;
}

}  // namespace ksbx
