#include <algorithm>
#include <random>

#include "app/enter/promote.h"
#include "app/enter/undo.h"
#include "app/office.h"
#include "app/report/reference.h"
#include "app/report/report.h"
#include "model/id_number.h"

using namespace ksbx;

namespace {

constexpr const char* roster_header =
    "学校标识码,年级,班级,姓名,出生日期,身份证件号,全国学籍号,户籍地址,现住址,学籍状态\n";

// The sample city on 15 October, and what happens in it until the end of the year, each time with the whole rosters of
// the schools concerned.
struct LivingCity {
  std::vector<DemoFile> files;
  Reference truth;
  Office office;
  std::mt19937 dice;
  int written = 0;

  LivingCity(int students, unsigned seed)
      : LivingCity(demo(students, seed), seed, "2026-10-15",
                   {DemoKind::units, DemoKind::students, DemoKind::attendance}) {}
  // These of the files alone, on that day.
  LivingCity(const std::vector<DemoFile>& all, unsigned seed, const std::string& iso, const std::set<DemoKind>& kinds)
      : files(of_kinds(all, kinds)), truth(files), office(shipped_rules(), iso), dice(seed) {
    std::vector<std::string> paths;
    for (const DemoFile& file : files)
      if (file.kind != DemoKind::staff) paths.push_back(office.file(file.name, file.content));
    office.import_on(iso, paths);
    for (Child& child : truth.children) child.path.front().from = std::min(child.path.front().from, day(iso));
  }

  static std::vector<DemoFile> of_kinds(const std::vector<DemoFile>& all, const std::set<DemoKind>& kinds) {
    std::vector<DemoFile> some;
    for (const DemoFile& file : all)
      if (kinds.contains(file.kind)) some.push_back(file);
    return some;
  }

  static std::vector<DemoFile> demo(int students, unsigned seed) {
    DemoOptions options;
    options.students = students;
    options.seed = seed;
    return demo_city(options);
  }

  int number(std::size_t below) { return static_cast<int>(dice() % below); }

  // The roster of the school as it is now: whoever is or was last there.
  std::string roster(const std::string& school) const {
    std::string text = roster_header;
    for (const Child& child : truth.children) {
      const Whereabouts& now = child.path.back();
      if (now.school == school)
        text += formatted("{},{},{},{},{},{},{},{},{},{}\n", now.school, now.grade, now.school_class, child.name,
                          child.birth, child.id_number, child.xueji, child.hukou, child.home, now.state);
    }
    return text;
  }

  void import_rosters(Day day, const std::set<std::string>& schools) {
    ImportRequest request;
    for (const std::string& school : schools)
      request.files.push_back(office.file(formatted("roster-{}-{}.csv", school, ++written), roster(school)));
    request.accept = true;
    request.reason = "核对过";
    office.import_on(day.iso(), request);
  }

  // A child with a wrong number may be taken for another one in a new school; that is for other tests.
  static bool is_known_by_number(const Child& child) {
    if (child.id_number.size() != 18) return false;
    const std::string stem = child.id_number.substr(0, 17);
    return child.id_number == stem + id_check_character(stem);
  }
  Child& somebody() {
    for (;;) {
      Child& child = truth.children[static_cast<std::size_t>(number(truth.children.size()))];
      if (!child.path.back().school.empty() && is_known_by_number(child)) return child;
    }
  }

  // To a class of the same grade at another school; to none if there is none.
  std::optional<Whereabouts> elsewhere(const Whereabouts& now) {
    std::vector<Whereabouts> found;
    for (const Child& other : truth.children) {
      const Whereabouts& there = other.path.front();
      if (there.grade == now.grade && there.school != now.school) found.push_back(there);
    }
    if (found.empty()) return std::nullopt;
    Whereabouts there = found[static_cast<std::size_t>(number(found.size()))];
    there.state = "在读";
    return there;
  }

  void arrive(Day day) {
    Child child = somebody();
    const int nth = static_cast<int>(truth.children.size());
    const std::string birth = child.birth.empty() ? "2014-01-05" : child.birth;
    std::string stem = "990181" + birth.substr(0, 4) + birth.substr(5, 2) + birth.substr(8, 2);
    stem += formatted("{:03}", 700 + nth % 300);
    child.birth = birth;
    child.id_number = stem + id_check_character(stem);
    child.xueji.clear();
    child.name = "新来" + std::string(nth % 2 == 0 ? "梅" : "竹");
    child.path = {child.path.back()};
    child.path.front().state = "在读";
    child.came = day;
    truth.children.push_back(child);
    import_rosters(day, {child.path.front().school});
  }

  void promote_on(Day to) {
    PromoteRequest request;
    request.to = to;
    promote(office.on(to.iso()), request, Keep::changes);
    truth.promote(to);
  }

  void happen(Day day) {
    static const char* states[] = {"辍学", "转出", "休学", "毕业", "在读", "辍学"};
    const int what = number(10);
    if (what == 9) return arrive(day);
    Child& child = somebody();
    Whereabouts next = child.path.back();
    const std::string before = next.school;
    if (what < 3) {
      const std::optional<Whereabouts> there = elsewhere(next);
      if (!there) return;
      next = *there;
    } else {
      if (next.state == states[what - 3]) return;
      next.state = states[what - 3];
    }
    next.from = day;
    child.path.push_back(next);
    import_rosters(day, {before, next.school});
    if (number(6) > 0) return;
    undo(office.on(day.iso()), std::nullopt, Keep::changes, Language::zh, {});
    child.path.pop_back();
  }

  Table table(Day day, const std::string& name, const std::map<std::string, std::string>& settings = {}) {
    ReportRequest request{name};
    request.settings = settings;
    return report(office.on(day.iso()), shipped_reports(), request).table;
  }
  static std::string words(const Cell& cell) {
    if (const auto* text = std::get_if<std::string>(&cell)) return *text;
    if (const auto* number = std::get_if<std::int64_t>(&cell)) return std::to_string(*number);
    return {};
  }
  static std::string print(const Rates& rates) {
    std::string all;
    for (const auto& [place, cell] : rates) all += formatted("{} {}/{}\n", place, cell.first, cell.second);
    return all;
  }

  Rates reported(Day day) {
    Rates all;
    for (const auto& row : table(day, "rates").rows)
      all[words(row[0]) + "," + words(row[1]) + "," + words(row[2]) + "," + words(row[3])] = {std::stoi(words(row[4])),
                                                                                              std::stoi(words(row[5]))};
    return all;
  }
  // The trend has the same figures, of those that have a denominator.
  Rates in_trend(Day day) {
    Rates all;
    for (const auto& row : table(day, "rates-trend", {{"years", "1"}}).rows)
      all[words(row[9]) + "," + words(row[2]) + "," + words(row[1]) + "," + words(row[0])] = {std::stoi(words(row[4])),
                                                                                              std::stoi(words(row[5]))};
    return all;
  }
  // The children enrolled: on the first tile of the overview, and town by town in its table.
  std::pair<int, int> on_overview(Day day) {
    int tile = -1, towns = 0;
    for (const auto& row : table(day, "overview.now").rows)
      if (words(row[0]) == "在读学生") tile = std::stoi(words(row[1]));
    for (const auto& row : table(day, "overview.towns-table").rows) towns += std::stoi(words(row[1]));
    return {tile, towns};
  }
  std::string in_ledger(Day day) {
    std::multiset<std::string> lines;
    for (const auto& row : table(day, "ledger").rows) {
      std::string line;
      for (std::size_t column = 2; column < 8; ++column) line += (column > 2 ? "," : "") + words(row[column]);
      lines.insert(line + "\n");
    }
    return std::accumulate(lines.begin(), lines.end(), std::string());
  }
  // Of the part of the overview, what stands in its second column beside each of the first.
  std::map<std::string, int> in_part(Day day, const std::string& name) {
    std::map<std::string, int> all;
    for (const auto& row : table(day, "overview." + name).rows)
      if (!words(row[1]).empty())
        all[words(row[0])] = std::stoi(words(row[1]));  // no night was judged: not all are known
    return all;
  }
  // Town by town: children enrolled, absent in thirty days, their sessions.
  std::map<std::string, std::vector<int>> by_town(Day day) {
    std::map<std::string, std::vector<int>> all;
    for (const auto& row : table(day, "overview.towns-table").rows)
      all[words(row[0])] = {std::stoi(words(row[1])), std::stoi(words(row[2])), std::stoi(words(row[3]))};
    return all;
  }
  std::multiset<std::string> load(Day day) {
    std::multiset<std::string> all;
    for (const auto& row : table(day, "load").rows) all.insert(words(row[0]) + " " + words(row[3]));
    return all;
  }
  // Of each column that a roster has: pupils, empty, broken, different values; no cell says 无 or the like.
  std::map<std::string, std::vector<int>> quality(Day day, const std::map<std::string, std::vector<int>>& columns) {
    std::map<std::string, std::vector<int>> all;
    for (const auto& row : table(day, "quality").rows) {
      if (!columns.contains(words(row[0]))) continue;
      CHECK(words(row[3]) == "0");
      all[words(row[0])] = {std::stoi(words(row[1])), std::stoi(words(row[2])), std::stoi(words(row[4])),
                            std::stoi(words(row[5]))};
    }
    return all;
  }
  // What the roster adds up to, school by school.
  Rates in_roster(Day day) {
    Rates all;
    for (const auto& row : table(day, "rates-roster", {{"all", "1"}}).rows) {
      if (words(row[2]).empty()) continue;
      auto& cell = all["学校," + words(row[2]) + "," + words(row[1]) + "," + words(row[0])];
      cell.first += std::stoi(words(row[6]));
      cell.second += std::stoi(words(row[7]));
    }
    return all;
  }
};

template <class Wanted>
Rates those_of(const Rates& rates, Wanted wanted) {
  Rates some;
  for (const auto& [place, cell] : rates)
    if (wanted(place, cell)) some[place] = cell;
  return some;
}

// The rates, their trend and the roster behind them, of the school year that begins in `year`.
void count_rates_again(LivingCity& city, Day day, int year = 2026) {
  CAPTURE(day.iso());
  city.truth.year = year;
  const Rates right = city.truth.rates(day);
  CHECK(LivingCity::print(city.reported(day)) == LivingCity::print(right));
  const auto has_base = [](const std::string&, const auto& cell) { return cell.second > 0; };
  CHECK(LivingCity::print(city.in_trend(day)) == LivingCity::print(those_of(right, has_base)));
  const auto is_school = [](const std::string& place, const auto&) { return place.starts_with("学校"); };
  CHECK(LivingCity::print(city.in_roster(day)) == LivingCity::print(those_of(right, is_school)));
}

void count_again(LivingCity& city, Day day) {
  CAPTURE(day.iso());
  count_rates_again(city, day);
  CHECK(city.on_overview(day) == std::pair(city.truth.enrolled(day), city.truth.enrolled(day)));
  CHECK(city.in_ledger(day) == city.truth.ledger(day));
  CHECK(city.by_town(day) == city.truth.by_town(day));
  const std::map<std::string, int> absent = city.truth.absent(day);
  CHECK(city.in_part(day, "calendar") == absent);
  CHECK(city.in_part(day, "now").at("最近上学日无故缺课") == absent.rbegin()->second);
  const std::map<std::string, int> months = city.in_part(day, "months");
  for (const auto& [month, count] : city.truth.absent(day, 7)) CHECK(months.at(month) == count);
}

}  // namespace

TEST_CASE("rates, roster, ledger and overview of the sample city are what the files say, counted by hand") {
  for (const auto& [students, seed] : {std::pair{270, 2026U}, std::pair{600, 7U}}) {
    CAPTURE(students);
    LivingCity city(students, seed);
    count_again(city, day("2026-10-15"));
    count_again(city, day("2026-10-09"));  // a day of which the rosters were entered later
  }
}

TEST_CASE("the load of each person and the quality of each column are what the files of the sample city say") {
  for (const auto& [students, seed] : {std::pair{270, 2026U}, std::pair{600, 7U}}) {
    CAPTURE(students);
    LivingCity city(LivingCity::demo(students, seed), seed, "2026-10-15",
                    {DemoKind::units, DemoKind::students, DemoKind::attendance, DemoKind::staff});
    for (const DemoFile& file : city.files)
      if (file.kind == DemoKind::staff)
        city.office.import_on("2026-10-15", {city.office.file(file.name, file.content)});
    CHECK(city.load(day("2026-10-15")) == city.truth.load(day("2026-10-15")));
    CHECK(city.quality(day("2026-10-15"), city.truth.quality()) == city.truth.quality());
  }
}

TEST_CASE("after fifty moves rates, roster, ledger and overview are what is left, on the day and asked about later") {
  for (const unsigned seed : {3U, 11U}) {
    CAPTURE(seed);
    LivingCity city(270, seed);
    for (int move = 0; move < 50; ++move) city.happen(day("2026-10-16") + move + move / 5);
    for (const char* iso : {"2026-10-15", "2026-11-10", "2026-12-31"}) count_again(city, day(iso));
  }
}

TEST_CASE("as classes move up in September each year keeps its own last grade, and the rates count who went up") {
  for (const auto& [students, seed] : {std::pair{270, 2026U}, std::pair{600, 7U}}) {
    CAPTURE(students);
    LivingCity city(LivingCity::demo(students, seed), seed, "2026-05-12", {DemoKind::units, DemoKind::students});
    count_rates_again(city, day("2026-06-30"), 2025);
    city.promote_on(day("2026-09-01"));
    count_rates_again(city, day("2026-09-01"));
    count_rates_again(city, day("2026-10-15"));
    count_rates_again(city, day("2026-06-30"), 2025);  // asked about later
    CHECK(city.on_overview(day("2026-10-15")).second == city.truth.enrolled(day("2026-10-15")));
  }
}
