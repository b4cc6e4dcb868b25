#include "app/workspace/class_register.h"

#include <algorithm>
#include <span>
#include <utility>

#include "app/workspace/school_names.h"
#include "base/ascii.h"
#include "base/join.h"
#include "base/nearest.h"
#include "base/utf8.h"
#include "files/cell/cell_words.h"
#include "store/roster/unit_store.h"

namespace ksbx {
namespace {

// Whether `key` is that of these words: each with an end that no cell holds; what follows is the stretch.
bool is_key_of(std::string_view key, const ClassWords& words) {
  for (const std::string_view part : {words.school_code, words.school_name, words.grade, words.school_class}) {
    if (!key.starts_with(part) || key.size() == part.size() || key[part.size()] != '\x1f') return false;
    key.remove_prefix(part.size() + 1);
  }
  return true;
}

void make_key(const ClassWords& words, std::string& key) {
  key.clear();
  for (const std::string_view part : {words.school_code, words.school_name, words.grade, words.school_class}) {
    key += part;
    key += '\x1f';
  }
}

// In the codes of grades and classes; no class is called so.

std::string grade_code(const Unit& school, std::optional<Grade> grade) {
  return formatted("{}/{}", school.code, grade ? std::to_string(grade->number) : std::string(unclear_part_of_code));
}

std::string class_code(const Unit& school, std::optional<Grade> grade, const std::string& key) {
  return formatted("{}/{}", grade_code(school, grade), key.empty() ? std::string(unclear_part_of_code) : key);
}

// Those that a line has room for.
std::string first_of(const std::vector<const Unit*>& schools) {
  constexpr std::size_t most = 5;
  const auto named = std::span(schools).first(std::min(schools.size(), most));
  return join(named, "、", &Unit::name) + (schools.size() > most ? " ……" : "");
}

}  // namespace

bool names_school(const ClassWords& words) {
  return !trimmed(words.school_code).empty() || !trimmed(words.school_name).empty();
}

ClassRegister::ClassRegister(const Organisation& organisation, Day today, Names names)
    : organisation_(organisation), today_(today), names_(names) {}

void ClassRegister::forget() {
  seen_.clear();
  short_names_.clear();
  latest_ = nullptr;
  entered_.clear();
  entered_schools_.clear();
}

const ClassRegister::Found* ClassRegister::seen(const ClassWords& words, std::optional<Day> spoken_of) {
  const std::vector<Day>& changes = organisation_.changes();
  const bool may_differ = spoken_of && !changes.empty();
  const std::ptrdiff_t stretch = may_differ ? 1 + (std::ranges::upper_bound(changes, *spoken_of) - changes.begin()) : 0;
  if (latest_ != nullptr && stretch == stretch_ && is_key_of(key_, words)) return latest_;
  stretch_ = stretch;
  make_key(words, key_);
  if (may_differ) key_ += std::to_string(stretch);
  const auto known = seen_.find(key_);
  latest_ = known == seen_.end() ? nullptr : &known->second;
  return latest_;
}

const ClassRegister::Found& ClassRegister::keep(Found found) {
  constexpr std::size_t enough = 20'000;  // spellings of classes; rows of one class are together
  if (seen_.size() == enough) seen_.clear();
  latest_ = &seen_.insert_or_assign(key_, std::move(found)).first->second;
  return *latest_;
}

const ClassRegister::Found& ClassRegister::find(const ClassWords& words, std::optional<Day> spoken_of) {
  if (const Found* known = seen(words, spoken_of)) return *known;
  Resolved resolved = resolve(words, spoken_of);
  if (resolved.in_short) short_names_.emplace(read_text(words.school_name).value, resolved.school->id);
  return keep(std::move(resolved.found));
}

const ClassRegister::Found& ClassRegister::find_or_enter(const ClassWords& words, Transaction& transaction, New what) {
  // A class that was looked up for a row that was not taken may not be there yet; an unknown school stays so.
  if (const Found* known = seen(words, {}))
    if (known->school_class || (!known->school && what == New::classes)) return *known;
  Resolved wanted = resolve(words, {});
  Found& found = wanted.found;
  if (!wanted.school && what == New::school_too && !found.is_other_code) {
    wanted.school = enter_school(transaction, words);
    if (wanted.school) {
      found.school = wanted.school->id;
      found.unknown = {};
    }
  }
  if (wanted.school && !found.school_class) {
    found.unclear = !wanted.grade || wanted.key.empty();
    found.school_class = enter_class(transaction, *wanted.school, wanted);
    found.unknown = {};
  }
  return keep(std::move(found));
}

// Schools of that name.
std::vector<const Unit*> ClassRegister::schools_named(const std::string& name) const {
  if (name.empty()) return {};
  std::vector<const Unit*> schools = organisation_.named(name);
  std::erase_if(schools, [](const Unit* unit) { return unit->kind != UnitKind::school; });
  return schools;
}

const Unit* ClassRegister::school_of(const ClassWords& words, std::optional<Day> spoken_of) const {
  const std::string code = read_code(words.school_code);
  const auto entered = entered_schools_.find(code);
  if (!code.empty() && entered != entered_schools_.end()) return &entered->second;
  const Organisation then = spoken_of ? organisation_.on(*spoken_of) : organisation_;
  const Unit* by_code = code.empty() ? nullptr : then.find_code(code);
  if (by_code && by_code->kind == UnitKind::school) return organisation_.find(by_code->id);
  if (school_of_other_code(words)) return nullptr;
  const std::vector<const Unit*> by_name = schools_named(read_text(words.school_name).value);
  return by_name.size() == 1 ? by_name.front() : nullptr;
}

const Unit* ClassRegister::school_in_short(const ClassWords& words) const {
  if (names_ == Names::registered || !read_code(words.school_code).empty()) return nullptr;
  const std::string name = read_text(words.school_name).value;
  if (name.empty() || !schools_named(name).empty()) return nullptr;
  const std::vector<const Unit*> called = schools_called(organisation_, name);
  return called.size() == 1 ? called.front() : nullptr;
}

// A school that is built anew, split or merged may keep its name and get another code; so may the row be of a namesake
// in another county.
const Unit* ClassRegister::school_of_other_code(const ClassWords& words) const {
  constexpr std::size_t official = 10;  // 学校标识码; anything else is a number of the sender's own
  const std::string code = read_code(words.school_code);
  if (code.size() != official || !all_digits(code) || organisation_.find_code(code)) return nullptr;
  const std::vector<const Unit*> by_name = schools_named(read_text(words.school_name).value);
  return by_name.size() == 1 ? by_name.front() : nullptr;
}

Text ClassRegister::why_no_school(const ClassWords& words) const {
  const std::string name = read_text(words.school_name).value;
  if (const Unit* school = school_of_other_code(words))
    return text("没有登记过代码 {}，“{}”登记的代码是 {}", "no school has the code {}; {} is registered under {}",
                read_code(words.school_code), school->name, school->code);
  const std::string shown = name.empty() ? read_code(words.school_code) : name;
  if (shown.empty()) return text("没有填学校", "no school is given");
  if (const std::size_t hits = schools_named(name).size(); hits > 1)
    return text("有 {} 所学校都叫“{}”", "{} schools have the name {}", hits, shown);
  const std::vector<const Unit*> called = schools_called(organisation_, name);
  if (called.size() > 1)
    return text("“{}”可以是 {} 所学校：{}", "{} may be any of {} schools: {}", shown, called.size(), first_of(called));
  if (called.size() == 1)
    return text("没有登记过学校“{}”，是不是“{}”？", "no school {} is registered; did you mean {}?", shown,
                called.front()->name);
  std::vector<std::string> schools;
  for (const Unit& unit : organisation_.units())
    if (unit.kind == UnitKind::school) schools.push_back(unit.name);
  const std::string close = nearest(name, schools);
  return close.empty()
             ? text("没有登记过学校“{}”", "no school {} is registered", shown)
             : text("没有登记过学校“{}”，是不是“{}”？", "no school {} is registered; did you mean {}?", shown, close);
}

ClassRegister::Resolved ClassRegister::resolve(const ClassWords& words, std::optional<Day> spoken_of) const {
  Resolved wanted;
  Found& found = wanted.found;
  wanted.school = school_of(words, spoken_of);
  if (!wanted.school) {
    wanted.school = school_in_short(words);
    wanted.in_short = wanted.school != nullptr;
  }
  if (wanted.school)
    found.school = wanted.school->id;
  else
    found.unknown = why_no_school(words);
  found.is_other_code = !wanted.school && school_of_other_code(words) != nullptr;
  const std::string_view school_name = wanted.school ? std::string_view(wanted.school->name) : words.school_name;
  const auto grade = read_grade(words.grade, words.school_class, school_name, today_);
  found.grade_issue = grade.issue;
  wanted.grade = grade.value;
  found.year = grade.value ? grade.value->number : 0;
  const auto key = read_class(words.school_class, grade.value);
  found.class_issue = key.issue;
  wanted.key = key.value;
  if (!wanted.school || !grade.value || key.value.empty()) return wanted;
  found.school_class = known(class_code(*wanted.school, grade.value, key.value));
  if (!found.school_class)
    found.unknown = text("{} 没有登记过 {}{}班", "{0} has no class {2} in grade {1}", wanted.school->name,
                         label_of(*grade.value).zh, key.value);
  return wanted;
}

UnitId ClassRegister::known(const std::string& code) const {
  const auto entered = entered_.find(code);
  if (entered != entered_.end()) return entered->second;
  const Unit* unit = organisation_.find_code(code);
  return unit && unit->code == code ? unit->id : UnitId{};  // who had it before is at the school of before
}

UnitId ClassRegister::enter_grade(Transaction& transaction, const Unit& school, std::optional<Grade> grade) {
  const std::string code = grade_code(school, grade);
  if (const UnitId id = known(code)) return id;
  const std::string name = grade ? label_of(*grade).zh : "年级不明";
  return entered_[code] = add(
             transaction, {{}, UnitKind::grade, code, name, school.id, school.town, grade ? grade->number : 0}, today_);
}

UnitId ClassRegister::enter_class(Transaction& transaction, const Unit& school, const Resolved& wanted) {
  const std::string code = class_code(school, wanted.grade, wanted.key);
  if (const UnitId id = known(code)) return id;
  const UnitId grade = enter_grade(transaction, school, wanted.grade);
  const std::string name = wanted.key.empty() ? "班级不明" : wanted.key + "班";
  const int year = wanted.grade ? wanted.grade->number : 0;
  return entered_[code] = add(transaction, {{}, UnitKind::school_class, code, name, grade, school.town, year}, today_);
}

const Unit* ClassRegister::enter_school(Transaction& transaction, const ClassWords& words) {
  const std::string code = read_code(words.school_code);
  const std::string name = read_text(words.school_name).value;
  if (code.empty() || name.empty()) return nullptr;
  Unit school{{}, UnitKind::school, code, name, {}, {}, 0};
  for (const Unit& unit : organisation_.units())
    if (unit.kind == UnitKind::bureau) school.parent = unit.id;
  school.id = add(transaction, school, today_);
  return &entered_schools_.emplace(code, school).first->second;
}

std::vector<UnitId> ClassRegister::matching(std::string_view words) const {
  if (const Unit* unit = organisation_.find_code(read_code(words)); unit && unit->kind == UnitKind::school_class)
    return {unit->id};
  return at_schools(words, [&](const Unit& school, const std::string& rest) {
    const auto grade = read_grade({}, rest, school.name, today_);
    if (!grade.value) return UnitId{};
    // The grade's own words go before the class: 七年级1班 is grade 7, class 1.
    const std::size_t after_grade = rest.find("级");
    const std::string of_class =
        after_grade == std::string::npos ? rest : rest.substr(after_grade + std::string_view("级").size());
    return known(class_code(school, grade.value, read_class(of_class, grade.value).value));
  });
}

std::vector<UnitId> ClassRegister::grades_matching(std::string_view words) const {
  return at_schools(words, [&](const Unit& school, const std::string& rest) {
    const auto grade = read_grade(rest, {}, school.name, today_);
    return grade.value ? known(grade_code(school, grade.value)) : UnitId{};
  });
}

std::vector<UnitId> ClassRegister::at_schools(
    std::string_view words, const std::function<UnitId(const Unit&, const std::string&)>& find) const {
  const std::string wanted = school_first(words);
  std::vector<UnitId> result;
  for (const Unit& school : organisation_.units()) {
    if (school.kind != UnitKind::school) continue;
    const std::string name = nfkc(school.name);
    const bool named = wanted.starts_with(name);
    const std::string_view rest = named ? std::string_view(wanted).substr(name.size()) : wanted;
    const UnitId id = find(school, std::string(trimmed(rest)));
    if (id && named) return {id};
    if (id) result.push_back(id);
  }
  return result;
}

// 七(1)班@一中 as 一中七(1)班; the school also by its code.
std::string ClassRegister::school_first(std::string_view words) const {
  std::string wanted = nfkc(words);
  const std::size_t at = wanted.find('@');
  if (at == std::string::npos) return wanted;
  const std::string place(trimmed(std::string_view(wanted).substr(at + 1)));
  const Unit* school = organisation_.find_code(read_code(place));
  return (school && school->kind == UnitKind::school ? nfkc(school->name) : place) + wanted.substr(0, at);
}

}  // namespace ksbx
