#include "policy/papers/statement.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "policy/judge/timeline.h"
#include "policy/papers/office.h"

namespace ksbx {
namespace {

// What the pieces of a list are: the lines about persuasions.
std::vector<std::string_view> pieces_of(std::string_view list, std::string_view between) {
  std::vector<std::string_view> pieces;
  for (std::size_t at = 0; at <= list.size();) {
    const std::size_t end = std::min(list.find(between, at), list.size());
    if (end > at) pieces.push_back(list.substr(at, end - at));
    at = end + between.size();
  }
  return pieces;
}

// 2026年11月16日，赵校长（校长），家访，拒绝返校。 as documents of an older ksbx told it: without the post.
std::string without_post(std::string_view line) {
  constexpr std::string_view comma = "，", stop = "。", open = "（", close = "）";
  const auto name = line.find(comma);
  if (name == std::string_view::npos) return std::string(line);
  const auto end = std::min(line.find(comma, name + comma.size()), line.find(stop, name));
  if (end == std::string_view::npos || !line.substr(0, end).ends_with(close)) return std::string(line);
  const auto post = line.substr(0, end).rfind(open);
  if (post == std::string_view::npos || post <= name + comma.size()) return std::string(line);
  return std::string(line.substr(0, post)) + std::string(line.substr(end));
}

bool holds_all_lines(std::string_view now, std::string_view told) {
  const auto there = pieces_of(now, "\n");
  return std::ranges::all_of(pieces_of(told, "\n"), [&](std::string_view piece) {
    return std::ranges::any_of(there, [&](std::string_view one) { return one == piece || without_post(one) == piece; });
  });
}

// 至少3 is still so while it is known that there were three; 3 while it may still have been three, although there may
// have been more than anybody knew.
bool may_be(std::string_view told, const Value& now) {
  if (!now.is_exact() && now.known() != Value::Known::between) return false;
  constexpr std::string_view at_least = "至少";
  const bool is_least = told.starts_with(at_least);
  if (is_least) told.remove_prefix(at_least.size());
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(told.data(), told.data() + told.size(), number);
  if (error != std::errc() || end != told.data() + told.size()) return false;
  return is_least ? number <= now.least() : now.least() <= number && number <= now.most();
}

class Claims {
 public:
  Claims(const Judge& judge, const History& history, const Duty& duty, const Document& document, bool lasts)
      : judge_(judge), history_(history), duty_(duty), document_(document), lasts_(lasts) {
    std::set<std::string> stated;
    for (const auto& [field, told] : document.stated) stated.insert(field);
    then_ = fields_of(judge, history, duty, {document.issued, {}, {}, {}}, stated);
    stated.erase("unexcused_days");  // is asked of its day alone
    if (lasts) now_ = fields_of(judge, history, duty, {judge.through(), {}, {}, {}}, stated);
  }

  std::vector<Untruth> untruths() const {
    std::vector<Untruth> all;
    for (const auto& [field, told] : document_.stated) {
      if (!is_compared(field)) continue;
      std::string now = value_of(field);
      if (!is_so(field, told, now)) all.push_back({field, told, std::move(now)});
    }
    return all;
  }

 private:
  bool is_compared(const std::string& field) const {
    if (is_told_of_its_day(field)) return true;
    if (!lasts_) return false;
    const Rulebook& rulebook = judge_.rulebook();
    return field != "class" || rulebook.school_year_of(document_.issued) == rulebook.school_year_of(judge_.through());
  }

  std::string value_of(const std::string& field) const {
    if (is_record_field(field)) return field_of_records(judge_, history_, duty_, field, judge_.through());
    const Fields& fields = is_told_of_its_day(field) ? then_ : now_;
    const auto found = fields.find(field);
    return found == fields.end() ? std::string() : found->second;
  }

  // Of a long absence only the latest sessions are told, and later ones came to light.
  bool is_so(const std::string& field, const std::string& told, const std::string& now) const {
    if (told == now) return true;
    if (field == "absence") return are_missed(sessions_told(told));
    if (field == "persuasions") return holds_all_lines(now, told);
    // As older documents told them: the whole address, and days of records as programs write them.
    if (field == "address") return told == history_.student->address;
    if (is_record_field(field)) return with_official_dates(told) == now;
    if (field == "unexcused_days")
      return may_be(told, judge_.fact(history_, judge_.rulebook().meaning.id(Meant::unexcused_days), document_.issued));
    return false;
  }

  bool are_missed(const std::vector<MissedSession>& told) const {
    return !told.empty() && std::ranges::all_of(told, [&](const MissedSession& one) {
      return std::ranges::any_of(history_.marks, [&](const Mark& mark) {
        return without_leave(mark.presence) && mark.day == one.day && mark.session == one.session;
      });
    });
  }

  const Judge& judge_;
  const History& history_;
  const Duty& duty_;
  const Document& document_;
  bool lasts_;
  Fields then_, now_;
};

}  // namespace

bool is_told_of_its_day(const std::string& field) {
  static const std::set<std::string> fields = {"absence", "unexcused_days", "persuasions"};
  return fields.contains(field);
}

std::vector<Untruth> untruths_in(const Judge& judge, const History& history, const Duty& duty, const Document& document,
                                 bool lasts) {
  if (document.stated.empty()) return {};
  return Claims(judge, history, duty, document, lasts).untruths();
}

std::map<std::string, std::string> stated_by(const Form& form, const Fields& fields) {
  std::map<std::string, std::string> stated;
  for (const std::string& name : fields_in(form)) {
    const auto field = std::ranges::find(document_fields(), name, &DocumentField::name);
    const bool is_fact = is_record_field(name) || (field != document_fields().end() && field->about_subject());
    const auto value = fields.find(name);
    if (is_fact && value != fields.end() && !value->second.empty() && value->second != not_found_out)
      stated[name] = value->second;
  }
  return stated;
}

}  // namespace ksbx
