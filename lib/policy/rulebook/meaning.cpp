#include "policy/rulebook/meaning.h"

namespace ksbx {
namespace {

// Of people, rules and facts.
std::vector<MeaningKey> named_keys() {
  using enum MeaningKey::Names;
  return {
      {Meant::class_teacher, "class_teacher", role, text("班主任", "the class teacher")},
      {Meant::missing_register, "missing_register", rule,
       text("点名册没有交的规则", "the rule about a missing register")},
      {Meant::unexcused_days, "unexcused_days", fact,
       text("连续无故缺课天数", "the days missed in a row without reason"), Type::Kind::integer},
  };
}

// Of persuasions, as documents and `explain` show them.
std::vector<MeaningKey> persuasion_keys() {
  using enum MeaningKey::Names;
  return {
      {Meant::outcome, "outcome", fields, text("劝复结果", "the outcome of a persuasion")},
      {Meant::mode, "mode", fields, text("劝复方式", "how a persuasion was made")},
      {Meant::reason, "reason", fields, text("不来上学的原因", "why a pupil stays away")},
      {Meant::family, "family", fields, text("家庭情况", "the family situation")},
      {Meant::refusal, "refusal", choice, text("劝复被拒绝", "a persuasion that was refused")},
      {Meant::refusal_mode,
       "refusal_mode",
       choice,
       text("被拒绝的那次劝复用什么方式", "how it was made"),
       {},
       Meant::refusal},
      {Meant::refusal_reached, "refusal_reached", field, text("被拒绝的那次劝复见到了人", "that someone was reached"),
       Type::Kind::boolean, Meant::refusal},
  };
}

// Of the roll, as rosters and `promote` show it.
std::vector<MeaningKey> roll_keys() {
  using enum MeaningKey::Names;
  return {
      {Meant::roster_missing, "roster_missing", record, text("整校名册里没有的学生", "missing from a whole roster")},
      {Meant::roster_missing_school, "roster_missing_school", field,
       text("是哪所学校的名册", "the school of the roster"), Type::Kind::text, Meant::roster_missing},
      {Meant::roster_missing_class, "roster_missing_class", field, text("他所在的班级", "the class that he was in"),
       Type::Kind::text, Meant::roster_missing},
      {Meant::roster_found, "roster_found", record, text("名册里又有了的学生", "on a roster again")},
      {Meant::roster_found_school, "roster_found_school", field, text("是哪所学校的名册", "the school of the roster"),
       Type::Kind::text, Meant::roster_found},
      {Meant::roster_found_class, "roster_found_class", field, text("他所在的班级", "the class that he is in"),
       Type::Kind::text, Meant::roster_found},
      {Meant::double_roll, "double_roll", record, text("两所学校的名册都有的学生", "on the rosters of two schools")},
      {Meant::double_roll_school, "double_roll_school", field, text("另一所学校", "the other school"), Type::Kind::text,
       Meant::double_roll},
      {Meant::double_roll_class, "double_roll_class", field, text("在那里的班级", "his class there"), Type::Kind::text,
       Meant::double_roll},
      {Meant::double_roll_settled, "double_roll_settled", record,
       text("只剩一所学校的名册有的学生", "on the roster of one of the two again")},
      {Meant::transfer_out, "transfer_out", record, text("转出", "a transfer to another school")},
      {Meant::transfer_out_school, "transfer_out_school", field, text("转往学校", "the school that he goes to"),
       Type::Kind::text, Meant::transfer_out},
      {Meant::transfer_in, "transfer_in", record, text("转入报到", "the reception by another school")},
      {Meant::transfer_in_school, "transfer_in_school", field, text("接收学校", "the school that received him"),
       Type::Kind::text, Meant::transfer_in},
      {Meant::transfer_in_attending, "transfer_in_attending", field, text("是否已到校上课", "whether he attends"),
       Type::Kind::boolean, Meant::transfer_in},
      {Meant::transfer_in_proof, "transfer_in_proof", field, text("接收凭证", "what proves the reception"),
       Type::Kind::text, Meant::transfer_in},
      {Meant::closed_as_transferred, "closed_as_transferred", choice,
       text("因已转出并接收而结案", "a case closed because another school received the pupil")},
      {Meant::graduation, "graduation", record, text("毕业去向", "where a graduate went")},
      {Meant::graduation_completed, "graduation_completed", choice, text("毕业", "graduated"), {}, Meant::graduation},
      {Meant::graduation_next_unknown,
       "graduation_next_unknown",
       choice,
       text("去向不明", "next school unknown"),
       {},
       Meant::graduation},
      {Meant::suspension, "suspension", record, text("休学", "a suspension")},
      {Meant::dropout, "dropout", record, text("学籍改为辍学", "the roll says that he dropped out")},
      {Meant::death, "death", record, text("死亡", "the death of a pupil")},
  };
}

// Of a duty that somebody else gets, of receipts, and of the comparison with other offices' lists.
std::vector<MeaningKey> other_keys() {
  using enum MeaningKey::Names;
  return {
      {Meant::reassignment, "reassignment", record, text("改派任务", "a duty given to somebody else")},
      {Meant::reassignment_action, "reassignment_action", field, text("改派的是什么任务", "the action of that duty"),
       Type::Kind::text, Meant::reassignment},
      {Meant::reassignment_to, "reassignment_to", field, text("改派给谁", "to whom it is given"), Type::Kind::text,
       Meant::reassignment},
      {Meant::receipt_line, "receipt_line", document_field,
       text("收到的文书在哪条线上", "the line of the document received")},
      {Meant::receipt_form, "receipt_form", document_field,
       text("收到的文书是哪种样式", "the form of the document received")},
      {Meant::school_age_from, "school_age_from", parameter, text("几岁起适龄", "of school age from")},
      {Meant::school_age_until, "school_age_until", parameter, text("到几岁适龄", "of school age until")},
      {Meant::compulsory_until, "compulsory_until", parameter,
       text("义务教育到几岁", "the last age of compulsory education")},
      {Meant::not_seen_after, "not_seen_after", parameter,
       text("几个上学日不见人就不算在课堂", "school days after which a pupil is not in class")},
  };
}

// What stands for a name that the rulebook does not say.
const std::string& no_name() {
  static const std::string none;
  return none;
}

}  // namespace

const std::vector<MeaningKey>& meaning_keys() {
  static const std::vector<MeaningKey> all = [] {
    std::vector<MeaningKey> keys = named_keys();
    for (const auto& some : {persuasion_keys(), roll_keys(), other_keys()})
      keys.insert(keys.end(), some.begin(), some.end());
    return keys;
  }();
  return all;
}

const MeaningKey& key_of(Meant meant) {
  return meaning_keys()[static_cast<std::size_t>(meant)];
}

std::string Referent::words() const {
  std::string all = id;
  for (const std::string* part : {&field, &choice})
    if (!part->empty()) all += (all.empty() ? "" : ".") + *part;
  return all;
}

void Meanings::set(Meant meant, Referent referent) {
  set_all(meant, {std::move(referent)});
}

void Meanings::set_all(Meant meant, std::vector<Referent> referents) {
  all_[static_cast<std::size_t>(meant)] = std::move(referents);
}

const Referent* Meanings::find(Meant meant) const {
  const auto& found = all_[static_cast<std::size_t>(meant)];
  return found.empty() ? nullptr : &found.front();
}

const std::string& Meanings::id(Meant meant) const {
  const Referent* found = find(meant);
  return found ? found->id : no_name();
}

const std::string& Meanings::field(Meant meant) const {
  const Referent* found = find(meant);
  return found ? found->field : no_name();
}

const std::string& Meanings::field_of(std::string_view kind, Meant meant) const {
  for (const Referent& one : all_[static_cast<std::size_t>(meant)])
    if (one.id == kind) return one.field;
  return no_name();
}

bool Meanings::says(const Record& record, Meant meant) const {
  const Referent* found = find(meant);
  if (found == nullptr || record.kind != found->id) return false;
  if (found->choice.empty()) return true;
  const auto chosen = record.fields.find(found->field);
  return chosen != record.fields.end() && text_of(chosen->second) == found->choice;
}

void Meanings::put(Record& record, Meant meant, FieldValue value) const {
  const Referent* found = find(meant);
  if (found == nullptr) return;
  record.kind = found->id;
  if (!found->choice.empty())
    record.fields[found->field] = found->choice;
  else if (!found->field.empty())
    record.fields[found->field] = std::move(value);
}

}  // namespace ksbx
