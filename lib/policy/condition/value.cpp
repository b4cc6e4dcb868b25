#include "policy/condition/value.h"

namespace ksbx {
namespace {

Text show_one(std::int64_t number, const Type& type) {
  switch (type.kind) {
    case Type::Kind::boolean: return number != 0 ? Text{"是", "yes"} : Text{"否", "no"};
    case Type::Kind::integer:
    case Type::Kind::text: return same_text(formatted("{}", number));
    case Type::Kind::choice: {
      const auto place = static_cast<std::size_t>(number);
      return same_text(place < type.choices.size() ? type.choices[place] : formatted("{}", number));
    }
    case Type::Kind::date: return same_text(Day::from_serial(static_cast<std::int32_t>(number)).iso());
  }
  return {};
}

Text show_range(const Value& value, const Type& type) {
  if (value.most() == Value::no_limit) {
    return text("至少 {}", "at least {}", show_one(value.least(), type));
  }
  if (value.least() == -Value::no_limit) {
    return text("至多 {}", "at most {}", show_one(value.most(), type));
  }
  return text("{}…{}", "{}…{}", show_one(value.least(), type), show_one(value.most(), type));
}

}  // namespace

std::string_view name_of(Truth truth) {
  switch (truth) {
    case Truth::no: return "no";
    case Truth::unknown: return "unknown";
    case Truth::yes: return "yes";
  }
  return {};
}

Value Value::unknown() {
  Value value;
  value.known_ = Known::unknown;
  value.least_ = -no_limit;
  value.most_ = no_limit;
  return value;
}

Value Value::of(Truth truth) {
  return truth == Truth::unknown ? unknown() : of(std::int64_t{truth == Truth::yes});
}

Value Value::of(std::int64_t number) {
  Value value;
  value.known_ = Known::exactly;
  value.least_ = number;
  value.most_ = number;
  return value;
}

Value Value::between(std::int64_t least, std::int64_t most) {
  if (least <= -no_limit && most == no_limit) return unknown();
  Value value = of(least);
  value.most_ = most;
  if (least != most) value.known_ = Known::between;
  return value;
}

Value Value::choice(std::size_t place) {
  return of(static_cast<std::int64_t>(place));
}

Value Value::of(Day day) {
  return of(std::int64_t{day.serial()});
}

Value Value::of(std::string text) {
  Value value = of(std::int64_t{0});
  value.text_ = std::move(text);
  return value;
}

Truth Value::truth() const {
  if (known_ == Known::absent) return Truth::no;
  if (known_ != Known::exactly) return Truth::unknown;
  return ksbx::truth(least_ != 0);
}

Text Value::show(const Type& type) const {
  switch (known_) {
    case Known::absent: return same_text("—");
    case Known::unknown: return {"未知", "unknown"};
    case Known::exactly: return type.kind == Type::Kind::text ? same_text(text_) : show_one(least_, type);
    case Known::between: return show_range(*this, type);
  }
  return {};
}

int Vocabulary::add(Name name) {
  const auto [entry, is_new] = slots_.try_emplace(name.name, size());
  if (is_new) names_.push_back(std::move(name));
  return entry->second;
}

std::optional<int> Vocabulary::slot(std::string_view name) const {
  const auto found = slots_.find(std::string(name));
  if (found == slots_.end()) return std::nullopt;
  return found->second;
}

std::vector<std::string> Vocabulary::words() const {
  std::vector<std::string> words;
  words.reserve(names_.size());
  for (const Name& name : names_) words.push_back(name.name);
  return words;
}

}  // namespace ksbx
