#include "app/explain/typed_words.h"

#include <set>

#include "model/makers.h"
#include "store/schema/views.h"

namespace ksbx {

std::string TypedWords::covered(const std::string& words) const {
  return masked(words, Privacy::text, masking_);
}

bool TypedWords::is_typed(const std::string& name) const {
  const FactDefinition* fact = rulebook_.fact(name);
  return fact && fact->type.kind == Type::Kind::text && fact->kind != FactDefinition::Kind::attribute;
}

void TypedWords::cover(std::vector<Mark>& marks) const {
  for (Mark& mark : marks) mark.reason = covered(mark.reason);
}

void TypedWords::cover(std::vector<Record>& records, const Organisation& organisation) const {
  std::set<std::string> staff;
  for (const Assignment& one : organisation.assignments()) staff.insert(one.person);
  for (Record& record : records) {
    const RecordKind* kind = rulebook_.record(record.kind);
    for (auto& [name, value] : record.fields) {
      const Field* field = kind ? kind->field(name) : nullptr;
      auto* words = std::get_if<std::string>(&value);
      if (words && is_typed_of_children(kind, field, *words, static_cast<bool>(record.student)))
        *words = covered(*words);
    }
    const auto is_staff = [&](const std::string& name) { return staff.contains(name); };
    if (!makers_in(record.by, is_staff).are_all) record.by = covered(record.by);
  }
}

void TypedWords::cover(std::vector<FactValue>& facts) const {
  for (FactValue& fact : facts)
    if (is_typed(fact.name) && fact.value.is_exact()) fact.value = Value::of(covered(fact.value.text()));
}

void TypedWords::cover(std::vector<Leaf>& leaves) const {
  const auto is_known = [](const Text& shown) {
    return shown.zh != Value().show({}).zh && shown.zh != Value::unknown().show({}).zh;
  };
  for (Leaf& leaf : leaves)
    for (Leaf::Word& word : leaf.words)
      if (is_typed(word.name) && is_known(word.value)) word.value = same_text(covered(word.value.zh));
}

}  // namespace ksbx
