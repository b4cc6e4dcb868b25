#include "policy/roster/same_person.h"

#include <algorithm>
#include <array>
#include <functional>

#include "policy/roster/near_miss.h"

namespace ksbx {
namespace {

std::uint64_t hash_of(std::string_view words) {
  return std::hash<std::string_view>()(words);
}

std::uint64_t hash_of(const std::string& name, Day birth) {
  return hash_of(name) + static_cast<std::uint64_t>(birth.serial()) * 0x9E3779B97F4A7C15;
}

bool is_one_name_and_birth(const Listed& one, const Listed& other) {
  return one.birth == other.birth && (!one.birth || one.name == other.name);
}

// A line, and by what lines of one name and birth date come together: all of that in numbers but for long names.
struct Sorted {
  std::array<std::uint64_t, 2> start;
  std::uint32_t line;
};

std::string key_of(const Listed& line) {
  return line.birth ? line.name + '\x1f' + std::to_string(line.birth->serial()) : std::string();
}

Sorted sorted(const std::vector<Listed>& list, std::size_t line) {
  Sorted one{{}, static_cast<std::uint32_t>(line)};
  std::string key = key_of(list[line]);
  key.resize(16);
  for (std::size_t i = 0; i < key.size(); ++i)
    one.start[i / 8] = one.start[i / 8] << 8 | static_cast<unsigned char>(key[i]);
  return one;
}

std::vector<Sorted> by_name_and_birth(const std::vector<Listed>& list, const std::vector<std::size_t>& lines) {
  std::vector<Sorted> all;
  all.reserve(lines.size());
  for (const std::size_t line : lines) all.push_back(sorted(list, line));
  std::ranges::sort(all, [&](const Sorted& one, const Sorted& other) {
    if (one.start != other.start) return one.start < other.start;
    const Listed &a = list[one.line], &b = list[other.line];
    return is_one_name_and_birth(a, b) ? one.line < other.line : key_of(a) < key_of(b);
  });
  return all;
}

bool differ_in_one_character(std::string_view one, std::string_view other) {
  if (one.size() != other.size()) return false;
  int differences = 0;
  for (std::size_t i = 0; i < one.size(); ++i) differences += one[i] == other[i] ? 0 : 1;
  return differences == 1;
}

}  // namespace

Text label_of(Basis basis) {
  switch (basis) {
    case Basis::id_number: return text("证件号一致", "same id number");
    case Basis::decided: return text("经走访或核对认定", "found to be so by a person");
    case Basis::id_repaired: return text("证件号错一位，已按校验码和姓名更正", "id repaired: one character was wrong");
    case Basis::name_birth: return text("按姓名和出生日期认定", "by name and birth date");
    case Basis::name_birth_village: return text("按姓名、出生日期和村居认定", "by name, birth date and village");
    case Basis::nobody: return text("其他名册里没有", "on no other list");
    case Basis::near_miss: return text("与其他名册里的一人相近", "much like someone on another list");
    case Basis::unclear: return text("对应不上是哪一个人", "identity unclear");
  }
  return {};
}

// What is known while one list is joined.
struct People::Joining {
  const std::vector<Listed>& list;
  std::vector<Joined> joined;
};

void PersonIndex::reserve(std::size_t persons) {
  entries_.reserve(persons);
  std::size_t places = 16;
  while (places < persons * 3 / 2) places *= 2;
  if (places <= first_.size()) return;
  first_.assign(places, 0);
  for (std::uint32_t number = 1; number <= entries_.size(); ++number) place(number);
}

void PersonIndex::add(std::uint64_t hash, int person) {
  if (entries_.size() * 3 / 2 >= first_.size()) reserve(entries_.size() * 2 + 16);
  entries_.push_back({static_cast<std::uint32_t>(hash), 0, person});
  place(static_cast<std::uint32_t>(entries_.size()));
}

void PersonIndex::place(std::uint32_t number) {
  Entry& entry = entries_[number - 1];
  std::uint32_t& first = first_[entry.hash & (first_.size() - 1)];
  entry.next = std::exchange(first, number);
}

int People::enter(const Listed& entry) {
  const int person = count();
  people_.push_back({&entry});
  if (entry.birth) by_name_and_birth_.add(hash_of(entry.name, *entry.birth), person);
  if (!entry.id_number.empty() && with_id(entry.id_number) < 0) by_id_.add(hash_of(entry.id_number), person);
  return person;
}

void People::learn(int person, const Listed& line) {
  if (id_number_of(person).empty() && !line.id_number.empty()) {
    if (with_id(line.id_number) < 0) by_id_.add(hash_of(line.id_number), person);
    learnt_[person].numbered = &line;
  }
  if (line.birth && !birth_of(person)) learnt_[person].birth = line.birth;
  if (line.place && !lives_in(person, line.place)) learnt_[person].places.push_back(line.place);
}

const People::Learnt* People::learnt_of(int person) const {
  const auto found = learnt_.find(person);
  return found == learnt_.end() ? nullptr : &found->second;
}

std::string_view People::id_number_of(int person) const {
  if (const Listed& line = line_of(person); !line.id_number.empty()) return line.id_number;
  const Learnt* learnt = learnt_of(person);
  return learnt && learnt->numbered ? std::string_view(learnt->numbered->id_number) : std::string_view();
}

std::optional<Day> People::birth_of(int person) const {
  if (const Listed& line = line_of(person); line.birth) return line.birth;
  const Learnt* learnt = learnt_of(person);
  return learnt ? learnt->birth : std::nullopt;
}

// The first that is known.
UnitId People::place_of(int person) const {
  if (const Listed& line = line_of(person); line.place) return line.place;
  const Learnt* learnt = learnt_of(person);
  return learnt && !learnt->places.empty() ? learnt->places.front() : UnitId{};
}

bool People::lives_in(int person, UnitId place) const {
  if (!place) return false;
  if (line_of(person).place == place) return true;
  const Learnt* learnt = learnt_of(person);
  return learnt && std::ranges::find(learnt->places, place) != learnt->places.end();
}

int People::with_id(std::string_view id_number) const {
  return by_id_.find(hash_of(id_number), [&](int person) { return id_number_of(person) == id_number; });
}

void People::know_names() {
  by_name_.reserve(people_.size());
  for (int person = static_cast<int>(by_name_.size()); person < count(); ++person)
    by_name_.add(hash_of(line_of(person).name), person);
}

bool People::is_known_name(const std::string& name) const {
  return by_name_.find(hash_of(name), [&](int person) { return line_of(person).name == name; }) >= 0;
}

std::vector<Joined> People::join(const std::vector<Listed>& list) {
  Joining joining{list, std::vector<Joined>(list.size())};
  const int known_before = count();
  for (Person& person : people_) person.in_list = nullptr;
  const std::size_t most = people_.size() + list.size();
  people_.reserve(most);
  by_id_.reserve(most);
  by_name_and_birth_.reserve(most);
  std::vector<std::size_t> new_ids, without_id;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (list[i].meant >= 0)
      attach(joining, i, list[i].meant, Basis::decided);
    else if (list[i].id_number.empty())
      without_id.push_back(i);
    else if (const int known = with_id(list[i].id_number); known >= 0)
      attach(joining, i, known, Basis::id_number);
    else
      new_ids.push_back(i);
  }
  settle(joining, new_ids);
  std::vector<std::size_t> without_number;
  for (const std::size_t i : without_id) {
    if (const auto person = repaired(list[i]))
      attach(joining, i, *person, Basis::id_repaired);
    else
      without_number.push_back(i);
  }
  std::vector<std::size_t> only_named;
  std::erase_if(without_number, [&](std::size_t i) {
    if (!list[i].birth) only_named.push_back(i);
    return !list[i].birth;
  });
  settle(joining, without_number);
  set_apart(joining, only_named);
  find_near_misses(joining, known_before);
  return std::move(joining.joined);
}

// A wrong character can never make a right number of another right one, so whoever is one character away is meant, if
// the name agrees and no one else is.
std::optional<int> People::repaired(const Listed& line) {
  if (line.doubtful_id.empty()) return std::nullopt;
  know_names();
  std::optional<int> meant;
  const int another = by_name_.find(hash_of(line.name), [&](int person) {
    if (line_of(person).name != line.name) return false;
    if (!differ_in_one_character(id_number_of(person), line.doubtful_id)) return false;
    return std::exchange(meant, person).has_value();
  });
  return another < 0 ? meant : std::nullopt;
}

void People::settle(Joining& joining, const std::vector<std::size_t>& lines) {
  const std::vector<Sorted> ordered = by_name_and_birth(joining.list, lines);
  std::vector<Cluster> clusters;
  for (auto at = ordered.begin(); at != ordered.end();) {
    clusters.clear();
    const Listed& first = joining.list[at->line];
    for (; at != ordered.end() && is_one_name_and_birth(first, joining.list[at->line]); ++at) {
      const Listed& line = joining.list[at->line];
      const auto same = std::find_if(clusters.begin(), clusters.end(), [&](const Cluster& one) {
        return line.id_number.empty() ? line.place && one.place == line.place : one.id_number == line.id_number;
      });
      if (same != clusters.end())
        same->lines.push_back(at->line);
      else
        clusters.push_back({line.id_number, line.place, {at->line}});
    }
    settle_group(joining, clusters);
  }
}

// No one is taken for someone else because of a name: each of these is counted on its own.
void People::set_apart(Joining& joining, const std::vector<std::size_t>& lines) {
  std::vector<bool> has_namesake;
  if (!lines.empty()) know_names();
  std::unordered_map<std::string_view, int> bearers;
  for (const std::size_t i : lines) ++bearers[joining.list[i].name];
  for (const std::size_t i : lines) {
    const std::string& name = joining.list[i].name;
    has_namesake.push_back(is_known_name(name) || bearers[name] > 1);
  }
  for (std::size_t n = 0; n < lines.size(); ++n)
    joining.joined[lines[n]] = {enter(joining.list[lines[n]]), has_namesake[n] ? Basis::unclear : Basis::nobody, false};
}

// Everyone of that name and birth date whose id number, if any, is not another one.
std::vector<int> People::candidates_of(const Listed& line) const {
  std::vector<int> candidates;
  if (!line.birth) return candidates;
  by_name_and_birth_.find(hash_of(line.name, *line.birth), [&](int person) {
    const bool has_other_number = !line.id_number.empty() && !id_number_of(person).empty();
    if (is_one_name_and_birth(line_of(person), line) && !has_other_number) candidates.push_back(person);
    return false;
  });
  return candidates;
}

// One can be meant, and one is there: the village need not agree, since people move. But a second line of the same list
// that lives elsewhere is hardly the same child.
bool People::join_only(Joining& joining, const std::vector<int>& candidates, const std::vector<Cluster>& clusters) {
  if (candidates.size() != 1 || clusters.size() != 1) return false;
  const Person& person = people_[static_cast<std::size_t>(candidates.front())];
  const Cluster& cluster = clusters.front();
  if (person.in_list && !(cluster.place && cluster.place == person.in_list->place)) return false;
  attach(joining, cluster, candidates.front(), Basis::name_birth);
  return true;
}

void People::settle_group(Joining& joining, const std::vector<Cluster>& clusters) {
  std::vector<int> candidates = candidates_of(joining.list[clusters.front().lines.front()]);
  if (join_only(joining, candidates, clusters)) return;
  const auto neighbours = [&](const Cluster& cluster) {
    return std::count_if(clusters.begin(), clusters.end(),
                         [&](const Cluster& one) { return one.place == cluster.place; });
  };
  std::vector<std::pair<const Cluster*, int>> settled;
  for (const Cluster& cluster : clusters) {
    std::vector<int> local = candidates;
    std::erase_if(local, [&](int person) { return !lives_in(person, cluster.place); });
    if (local.size() == 1 && neighbours(cluster) == 1) settled.emplace_back(&cluster, local.front());
  }
  for (const auto& [cluster, person] : settled) {
    attach(joining, *cluster, person, Basis::name_birth_village);
    std::erase(candidates, person);
  }
  for (const Cluster& cluster : clusters) {
    const bool is_settled =
        std::any_of(settled.begin(), settled.end(), [&](const auto& one) { return one.first == &cluster; });
    if (is_settled) continue;
    const int person = enter(joining.list[cluster.lines.front()]);
    attach(joining, cluster, person, candidates.empty() ? Basis::nobody : Basis::unclear);
  }
}

// Of those who were known before the list, whoever has no line in it may be meant by a line that is nobody's. A number
// that cannot be right is compared as it is written.
void People::find_near_misses(Joining& joining, int known) {
  std::vector<std::uint32_t> lines;
  std::vector<int> persons;
  for (std::size_t i = 0; i < joining.list.size(); ++i)
    if (joining.joined[i].basis == Basis::nobody) lines.push_back(static_cast<std::uint32_t>(i));
  for (int person = 0; person < known; ++person)
    if (!people_[static_cast<std::size_t>(person)].in_list) persons.push_back(person);
  const Descriptions described(lines.size(), [&](std::size_t i) -> Described {
    const Listed& line = joining.list[lines[i]];
    return {{line.name, line.id_number.empty() ? line.doubtful_id : line.id_number, {}, {}, line.birth}, line.place};
  });
  const Descriptions without_line(persons.size(), [&](std::size_t i) -> Described {
    const int person = persons[i];
    return {{line_of(person).name, id_number_of(person), {}, {}, birth_of(person)}, place_of(person)};
  });
  for (const NearMiss& one : near_misses(described, without_line)) {
    Joined& joined = joining.joined[lines[one.line]];
    joined.basis = Basis::near_miss;
    joined.may_be = persons[one.known];
    joined.evidence = one.evidence;
  }
}

void People::attach(Joining& joining, std::size_t line, int person, Basis basis) {
  Person& known = people_[static_cast<std::size_t>(person)];
  joining.joined[line] = {person, basis, known.in_list != nullptr};
  if (!known.in_list) known.in_list = &joining.list[line];
  learn(person, joining.list[line]);
}

void People::attach(Joining& joining, const Cluster& cluster, int person, Basis basis) {
  for (const std::size_t i : cluster.lines) attach(joining, i, person, basis);
}

}  // namespace ksbx
