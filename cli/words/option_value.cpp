#include "cli/words/option_value.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "base/join.h"
#include "base/nearest.h"

namespace ksbx {
namespace {

// Writes `value` where the declaration says; a problem if it is not of the target's type or not a
// choice.
class Filling {
 public:
  Filling(const Declared& declared, const std::string& value) : declared_(declared), value_(value) {}

  std::optional<Problem> fill() {
    if (auto problem = wrong_choice()) return problem;
    return std::visit([this](auto* target) { return into(target); }, declared_.target);
  }

 private:
  std::optional<Problem> wrong_choice() const {
    const std::vector<std::string>& choices = declared_.choices;
    if (choices.empty() || std::find(choices.begin(), choices.end(), value_) != choices.end()) return {};
    const std::string all = join(choices, ", ");
    const std::string close = nearest(value_, choices);
    Text remedy = close.empty() ? text("可以用：{}", "choose one of: {}", all)
                                : text("您是不是想用 {}？可以用：{}", "did you mean {}? choose one of: {}", close, all);
    return usage_problem("bad-choice", text("{} 不能是“{}”", "{} cannot be \"{}\"", declared_.title(), value_),
                         std::move(remedy));
  }

  std::optional<Problem> into(bool* target) const {
    *target = true;
    return {};
  }
  std::optional<Problem> into(std::string* target) const {
    *target = value_;
    return {};
  }
  std::optional<Problem> into(std::optional<std::string>* target) const {
    *target = value_;
    return {};
  }
  std::optional<Problem> into(std::vector<std::string>* target) const {
    target->push_back(value_);
    return {};
  }
  std::optional<Problem> into(std::optional<int>* target) const {
    int number = 0;
    auto problem = into(&number);
    if (!problem) *target = number;
    return problem;
  }
  std::optional<Problem> into(int* target) const {
    int number = 0;
    const char* end = value_.data() + value_.size();
    const auto [stop, error] = std::from_chars(value_.data(), end, number);
    if (error != std::errc() || stop != end || number < declared_.minimum || number > declared_.maximum)
      return usage_problem(
          "bad-number", text("{} 不能是“{}”", "{} cannot be \"{}\"", declared_.title(), value_),
          text("请写 {} 到 {} 之间的整数", "write a whole number from {} to {}", declared_.minimum, declared_.maximum));
    *target = number;
    return {};
  }
  std::optional<Problem> into(std::optional<Day>* target) const {
    const std::optional<Day> day = Day::parse(value_);
    if (!day)
      return usage_problem("bad-date", text("{} 不能是“{}”", "{} cannot be \"{}\"", declared_.title(), value_),
                           text("请写真实的日期，例如 2026-11-23", "write a date that exists, such as 2026-11-23"));
    *target = day;
    return {};
  }

  const Declared& declared_;
  const std::string& value_;
};

}  // namespace

Problem usage_problem(std::string code, Text what, Text remedy) {
  return {Severity::error, std::move(code), {}, std::move(what), std::move(remedy)};
}

Problem missing_value(const Declared& declared) {
  return usage_problem(
      "missing-value", text("{} 后面缺少“{}”", "{} needs a value: {}", declared.title(), declared.placeholder),
      text("请写成 {} 加空格再加{}；以两个减号开头的值请用等号连写",
           "write {} {}; put = before a value that begins with --", declared.title(), declared.placeholder));
}

std::optional<Problem> fill(const Declared& declared, const std::string& value) {
  const std::string_view nameless = declared.file == FileRole::read_at ? "@" : "";
  if (value == nameless && declared.file != FileRole::none) return missing_value(declared);
  return Filling(declared, value).fill();
}

}  // namespace ksbx
