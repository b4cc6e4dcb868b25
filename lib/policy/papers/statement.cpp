#include "policy/papers/statement.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "policy/judge/timeline.h"

namespace ksbx {
namespace {

// What the pieces of a list are: the sessions of an absence, the lines about persuasions.
std::vector<std::string_view> pieces_of(std::string_view list, std::string_view between) {
  std::vector<std::string_view> pieces;
  for (std::size_t at = 0; at <= list.size();) {
    const std::size_t end = std::min(list.find(between, at), list.size());
    if (end > at) pieces.push_back(list.substr(at, end - at));
    at = end + between.size();
  }
  return pieces;
}

// 缺课半天：2026-11-09上午、2026-11-09下午。 without the words around it.
std::string_view sessions_in(std::string_view absence) {
  constexpr std::string_view before = "：", after = "。";
  if (const auto colon = absence.find(before); colon != std::string_view::npos)
    absence.remove_prefix(colon + before.size());
  if (absence.ends_with(after)) absence.remove_suffix(after.size());
  return absence;
}

bool holds_all(std::string_view now, std::string_view told, std::string_view between) {
  const auto there = pieces_of(now, between);
  return std::ranges::all_of(pieces_of(told, between),
                             [&](std::string_view piece) { return std::ranges::count(there, piece) > 0; });
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
    if (lasts) now_ = fields_of(judge, history, duty, {judge.through(), {}, {}, {}}, {});
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
    if (field == "absence") return are_missed(sessions_in(told));
    if (field == "persuasions") return holds_all(now, told, "\n");
    if (field == "unexcused_days")
      return may_be(told, judge_.fact(history_, judge_.rulebook().meaning.id(Meant::unexcused_days), document_.issued));
    return false;
  }

  bool are_missed(std::string_view told) const {
    return std::ranges::all_of(pieces_of(told, "、"), [&](std::string_view session) {
      return std::ranges::any_of(history_.marks, [&](const Mark& mark) {
        return without_leave(mark.presence) && session_of(mark) == session;
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
