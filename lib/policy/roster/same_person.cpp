#include "policy/roster/same_person.h"

#include <algorithm>

#include "policy/roster/near_miss.h"

namespace ksbx {
namespace {

std::string key_of(const Listed& line) {
  return line.birth ? formatted("{}\x1f{}", line.name, line.birth->serial()) : std::string();
}

bool differ_in_one_character(const std::string& one, const std::string& other) {
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

People::People(const std::vector<Listed>& roll) {
  for (const Listed& line : roll) enter(line);
}

int People::enter(const Listed& line) {
  const int person = count();
  people_.emplace_back();
  people_.back().name = line.name;
  by_name_[line.name].push_back(person);
  if (line.birth) by_name_and_birth_[key_of(line)].push_back(person);
  learn(person, line);
  return person;
}

void People::learn(int person, const Listed& line) {
  Person& known = people_[static_cast<std::size_t>(person)];
  if (known.id_number.empty() && !line.id_number.empty()) {
    known.id_number = line.id_number;
    by_id_.emplace(line.id_number, person);
  }
  if (!known.birth) known.birth = line.birth;
  if (line.place && !lives_in(person, line.place)) known.places.push_back(line.place);
}

bool People::lives_in(int person, UnitId place) const {
  const auto& places = people_[static_cast<std::size_t>(person)].places;
  return place && std::find(places.begin(), places.end(), place) != places.end();
}

std::vector<Joined> People::join(const std::vector<Listed>& list) {
  Joining joining{list, std::vector<Joined>(list.size())};
  const int known_before = count();
  for (Person& person : people_) person.in_list = false;
  std::vector<std::size_t> new_ids, without_id;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const auto known = by_id_.find(list[i].id_number);
    if (list[i].meant >= 0)
      attach(joining, {list[i].id_number, list[i].place, {i}}, list[i].meant, Basis::decided);
    else if (list[i].id_number.empty())
      without_id.push_back(i);
    else if (known != by_id_.end())
      attach(joining, {list[i].id_number, list[i].place, {i}}, known->second, Basis::id_number);
    else
      new_ids.push_back(i);
  }
  settle(joining, new_ids);
  std::vector<std::size_t> without_number;
  for (const std::size_t i : without_id) {
    if (const auto person = repaired(list[i]))
      attach(joining, {{}, list[i].place, {i}}, *person, Basis::id_repaired);
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
std::optional<int> People::repaired(const Listed& line) const {
  const auto namesakes = by_name_.find(line.name);
  if (line.doubtful_id.empty() || namesakes == by_name_.end()) return std::nullopt;
  std::optional<int> meant;
  for (const int person : namesakes->second) {
    if (!differ_in_one_character(people_[static_cast<std::size_t>(person)].id_number, line.doubtful_id)) continue;
    if (meant) return std::nullopt;
    meant = person;
  }
  return meant;
}

void People::settle(Joining& joining, const std::vector<std::size_t>& lines) {
  std::map<std::string, std::vector<Cluster>> groups;
  for (const std::size_t i : lines) {
    const Listed& line = joining.list[i];
    std::vector<Cluster>& clusters = groups[key_of(line)];
    const auto same = std::find_if(clusters.begin(), clusters.end(), [&](const Cluster& one) {
      return line.id_number.empty() ? line.place && one.place == line.place : one.id_number == line.id_number;
    });
    if (same != clusters.end())
      same->lines.push_back(i);
    else
      clusters.push_back({line.id_number, line.place, {i}});
  }
  for (auto& [key, clusters] : groups) settle_group(joining, key, std::move(clusters));
}

// No one is taken for someone else because of a name: each of these is counted on its own.
void People::set_apart(Joining& joining, const std::vector<std::size_t>& lines) {
  std::vector<bool> has_namesake;
  std::unordered_map<std::string, int> bearers;
  for (const std::size_t i : lines) ++bearers[joining.list[i].name];
  for (const std::size_t i : lines) {
    const std::string& name = joining.list[i].name;
    has_namesake.push_back(by_name_.contains(name) || bearers[name] > 1);
  }
  for (std::size_t n = 0; n < lines.size(); ++n)
    joining.joined[lines[n]] = {enter(joining.list[lines[n]]), has_namesake[n] ? Basis::unclear : Basis::nobody, false};
}

// Everyone of that name and birth date whose id number, if any, is not another one.
std::vector<int> People::candidates_of(const std::string& key, const Cluster& cluster) const {
  const auto known = by_name_and_birth_.find(key);
  if (known == by_name_and_birth_.end()) return {};
  std::vector<int> candidates = known->second;
  if (!cluster.id_number.empty())
    std::erase_if(candidates, [&](int person) { return !people_[static_cast<std::size_t>(person)].id_number.empty(); });
  return candidates;
}

// One can be meant, and one is there: the village need not agree, since people move. But a second line of the same list
// that lives elsewhere is hardly the same child.
bool People::join_only(Joining& joining, const std::vector<int>& candidates, const std::vector<Cluster>& clusters) {
  if (candidates.size() != 1 || clusters.size() != 1) return false;
  const Person& person = people_[static_cast<std::size_t>(candidates.front())];
  const Cluster& cluster = clusters.front();
  if (person.in_list && !(cluster.place && cluster.place == person.place_in_list)) return false;
  attach(joining, cluster, candidates.front(), Basis::name_birth);
  return true;
}

void People::settle_group(Joining& joining, const std::string& key, std::vector<Cluster> clusters) {
  std::vector<int> candidates = candidates_of(key, clusters.front());
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
  std::vector<std::size_t> lines;
  std::vector<int> persons;
  std::vector<Described> described, without_line;
  for (std::size_t i = 0; i < joining.list.size(); ++i) {
    if (joining.joined[i].basis != Basis::nobody) continue;
    const Listed& line = joining.list[i];
    const std::string& number = line.id_number.empty() ? line.doubtful_id : line.id_number;
    lines.push_back(i);
    described.push_back({{line.name, number, {}, {}, line.birth}, line.place});
  }
  for (int person = 0; person < known; ++person) {
    const Person& one = people_[static_cast<std::size_t>(person)];
    if (one.in_list) continue;
    persons.push_back(person);
    without_line.push_back(
        {{one.name, one.id_number, {}, {}, one.birth}, one.places.empty() ? UnitId{} : one.places.front()});
  }
  for (const NearMiss& one : near_misses(described, without_line)) {
    Joined& joined = joining.joined[lines[one.line]];
    joined.basis = Basis::near_miss;
    joined.may_be = persons[one.known];
    joined.evidence = one.evidence;
  }
}

void People::attach(Joining& joining, const Cluster& cluster, int person, Basis basis) {
  Person& known = people_[static_cast<std::size_t>(person)];
  for (const std::size_t i : cluster.lines) {
    joining.joined[i] = {person, basis, known.in_list};
    if (!known.in_list) known.place_in_list = joining.list[i].place;
    known.in_list = true;
    learn(person, joining.list[i]);
  }
}

}  // namespace ksbx
