// The definitions of the policy counted once more, child by child and day by day, from the files of the sample city and
// a list of what happened since: without the store, its views or any SQL.
#pragma once

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "app/demo/demo.h"

namespace ksbx {

using FileRow = std::map<std::string, std::string>;  // header → cell

// Where a child is from a day on. The state is the word of the roster: 在读, 辍学 …
struct Whereabouts {
  Day from;
  std::string school, grade, school_class, state;
};

struct Child {
  std::vector<Whereabouts> path;  // by day; the first holds for all days before it, unless he came later
  std::optional<Day> came;
  std::string id_number, xueji, name, birth, hukou, home;
  FileRow cells;        // of his roster
  std::size_t row = 0;  // in the roster on which he came

  const Whereabouts* on(Day day) const {
    if (came && day < *came) return nullptr;
    const Whereabouts* there = &path.front();
    for (const Whereabouts& one : path)
      if (one.from <= day) there = &one;
    return there;
  }
};

// What is above and below the line, by "学校,石桥市第一初级中学,初中,出勤率": the words of the report.
using Rates = std::map<std::string, std::pair<int, int>>;

class Reference {
 public:
  int year = 2026;  // in which the school year begins
  std::vector<Child> children;
  std::map<std::string, std::string> names;  // of units, by code
  std::map<std::string, std::string> towns;  // of schools, codes
  std::set<std::string> town_names;          // of 镇街
  std::string city;
  std::vector<FileRow> staff;
  std::set<std::string> returned;                     // "school/grade/class day"
  std::map<std::pair<std::size_t, Day>, int> missed;  // sessions of a child
  std::map<std::pair<std::size_t, Day>, int> leave;   // how many of these with leave

  static std::vector<FileRow> rows_of(const std::string& csv) {
    std::vector<std::vector<std::string>> lines(1, std::vector<std::string>(1));
    for (const char letter : csv) {
      if (letter == '\n')
        lines.emplace_back(1);
      else if (letter == ',')
        lines.back().emplace_back();
      else
        lines.back().back() += letter;
    }
    std::vector<FileRow> rows;
    for (std::size_t i = 1; i < lines.size(); ++i) {
      if (lines[i].size() != lines[0].size()) continue;
      FileRow row;
      for (std::size_t k = 0; k < lines[0].size(); ++k) row[lines[0][k]] = lines[i][k];
      rows.push_back(row);
    }
    return rows;
  }

  explicit Reference(const std::vector<DemoFile>& files) {
    for (const DemoFile& file : files) {
      if (file.kind == DemoKind::staff) staff = rows_of(file.content);
      if (file.kind == DemoKind::units) read_units(file);
      if (file.kind == DemoKind::students) read_children(file);
      if (file.kind == DemoKind::attendance) read_attendance(file);
    }
  }

  static std::string class_of(const Whereabouts& there) {
    return there.school + "/" + there.grade + "/" + there.school_class;
  }
  static constexpr const char* grades[] = {"一年级", "二年级", "三年级", "四年级", "五年级",
                                           "六年级", "七年级", "八年级", "九年级"};
  static int year_of(const Whereabouts& there) {
    for (int i = 0; i < 9; ++i)
      if (there.grade == grades[i]) return i + 1;
    return 0;
  }

  // The classes move up: who is enrolled goes into the next grade, who was in the last of his school has finished it.
  void promote(Day to) {
    for (Child& child : children) {
      Whereabouts next = child.path.back();
      const int before = year_of(next);
      if (next.state != "在读" || before == 0) continue;
      if (before == 6 || before == 9)
        next.state = "毕业";
      else
        next.grade = grades[before];
      next.from = to;
      child.path.push_back(next);
    }
  }

  Rates rates(Day day) const {
    Rates all;
    for (std::size_t i = 0; i < children.size(); ++i) {
      const Child& child = children[i];
      const Whereabouts* now = child.on(day);
      if (now == nullptr) continue;
      retain(all, *now);
      flow(all, child.on(first()), *now);
      name(all, child, day);
      enrol(all, child, *now);
      attend(all, i, day);
    }
    return all;
  }

  int enrolled(Day day) const {
    int count = 0;
    for (const Child& child : children)
      if (const Whereabouts* there = child.on(day)) count += there->state == "在读";
    return count;
  }

  // A line for each child who has missed anything: where he was on that day, sessions missed without leave and with it,
  // and the last day of either.
  std::string ledger(Day day) const {
    struct Sum {
      int without = 0, with = 0;
      Day last;
    };
    std::map<std::size_t, Sum> sums;
    for (const auto& [when, sessions] : missed) {
      if (when.second > day) continue;
      Sum& sum = sums[when.first];
      sum.without += sessions - on_leave(when);
      sum.with += on_leave(when);
      sum.last = std::max(sum.last, when.second);
    }
    std::multiset<std::string> lines;
    for (const auto& [nth, sum] : sums) {
      const Whereabouts& there = *children[nth].on(day);
      lines.insert(formatted("{},{},{},{},{},{}\n", names.at(there.school), there.grade, there.school_class,
                             sum.without, sum.with, sum.last.iso()));
    }
    return std::accumulate(lines.begin(), lines.end(), std::string());
  }

  // By where they live: children enrolled; those who missed anything without leave in thirty days, and their sessions.
  std::map<std::string, std::vector<int>> by_town(Day day) const {
    std::map<std::string, std::vector<int>> all;
    for (std::size_t i = 0; i < children.size(); ++i) {
      const Whereabouts* there = children[i].on(day);
      if (there == nullptr) continue;
      int sessions = 0;
      for (Day one = day - 29; one <= day; ++one) sessions += without_leave({i, one});
      std::vector<int>& town = all.try_emplace(town_of(children[i]), 3, 0).first->second;
      town[0] += there->state == "在读";
      town[1] += sessions > 0;
      town[2] += sessions;
    }
    return all;
  }

  // Of whom each member of the staff answers for, by name: in schools for children enrolled, in towns for all who live
  // there; of other posts nothing.
  std::multiset<std::string> load(Day day) const {
    std::multiset<std::string> all;
    for (const FileRow& post : staff) {
      const std::string &code = post.at("单位代码"), &grade = post.at("年级"), &school_class = post.at("班级");
      int count = 0;
      for (const Child& child : children) {
        const Whereabouts* there = child.on(day);
        if (there == nullptr) continue;
        const bool is_pupil = there->state == "在读" && there->school == code &&
                              (grade.empty() || there->grade == grade) &&
                              (school_class.empty() || there->school_class == school_class);
        count += is_pupil || (names.at(code) == town_of(child) && there->state != "死亡");
      }
      const bool answers = towns.contains(code) || town_names.contains(names.at(code));
      all.insert(post.at("姓名") + " " + (answers ? std::to_string(count) : std::string()));
    }
    return all;
  }

  // Of the columns of the rosters as they came in: pupils, cells that are empty, that are wrong, and different values.
  std::map<std::string, std::vector<int>> quality() const {
    static const std::map<std::string, std::string> columns = {{"身份证件号", "身份证件号"},
                                                               {"学籍号", "全国学籍号"},
                                                               {"姓名", "姓名"},
                                                               {"性别", "性别"},
                                                               {"出生日期", "出生日期"},
                                                               {"班级", "班级"},
                                                               {"现住址", "现住址"},
                                                               {"户籍地", "户籍地址"},
                                                               {"监护人", "成员1姓名"},
                                                               {"与学生关系", "成员1关系"},
                                                               {"监护人电话", "成员1联系电话"}};
    std::map<std::string, std::vector<int>> all;
    for (const auto& [heading, header] : columns) {
      std::set<std::string> values;
      int pupils = 0, empty = 0, wrong = 0;
      for (const Child& child : children) {
        if (child.path.front().state != "在读" && child.path.front().state != "休学") continue;
        const std::string& cell = child.cells.at(header);
        ++pupils;
        if (cell.empty())
          ++empty;
        else if (header == "身份证件号" && !has_check_character(cell))
          ++wrong;
        else
          values.insert(cell);
      }
      all[heading] = {pupils, empty, wrong, static_cast<int>(values.size())};
    }
    return all;
  }

  // ISO 7064 MOD 11-2.
  static bool has_check_character(const std::string& number) {
    static const int weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    if (number.size() != 18) return false;
    int sum = 0;
    for (std::size_t i = 0; i < 17; ++i) sum += (number[i] - '0') * weights[i];
    return "10X98765432"[sum % 11] == number[17];
  }

  // The children away without leave, by the days of which a register came in; `length` 7: by month.
  std::map<std::string, int> absent(Day day, std::size_t length = 10) const {
    std::map<std::string, std::set<std::size_t>> who;
    for (const std::string& of_a_class : returned) {
      const std::string iso = of_a_class.substr(of_a_class.rfind(' ') + 1);
      if (iso <= day.iso()) who[iso.substr(0, length)];
    }
    for (const auto& [when, sessions] : missed)
      if (when.second <= day && sessions > on_leave(when)) who[when.second.iso().substr(0, length)].insert(when.first);
    std::map<std::string, int> counts;
    for (const auto& [time, children_away] : who) counts[time] = static_cast<int>(children_away.size());
    return counts;
  }

 private:
  int without_leave(const std::pair<std::size_t, Day>& when) const {
    const auto found = missed.find(when);
    return found == missed.end() ? 0 : found->second - on_leave(when);
  }
  std::string town_of(const Child& child) const {
    for (const std::string& name : town_names)
      if (child.home.find(name) != std::string::npos) return name;
    return "—";
  }
  int on_leave(const std::pair<std::size_t, Day>& when) const {
    const auto found = leave.find(when);
    return found == leave.end() ? 0 : found->second;
  }

  void read_units(const DemoFile& file) {
    for (const FileRow& row : rows_of(file.content)) {
      names[row.at("代码")] = row.at("名称");
      if (row.at("种类") == "市") city = row.at("名称");
      if (row.at("种类") == "镇街") town_names.insert(row.at("名称"));
      if (row.at("种类") == "学校") towns[row.at("代码")] = row.at("所在镇街代码");
    }
  }

  void read_children(const DemoFile& file) {
    std::size_t nth = 0;
    for (const FileRow& row : rows_of(file.content)) {
      Child child;
      child.path = {{day_of("2026-09-01"), row.at("学校标识码"), row.at("年级"), row.at("班级"), row.at("学籍状态")}};
      child.id_number = row.at("身份证件号");
      child.xueji = row.at("全国学籍号");
      child.name = row.at("姓名");
      child.birth = row.at("出生日期");
      child.hukou = row.at("户籍地址");
      child.home = row.at("现住址");
      child.cells = row;
      child.row = nth++;
      children.push_back(child);
    }
  }

  void read_attendance(const DemoFile& file) {
    for (const FileRow& row : rows_of(file.content)) {
      const Whereabouts there{{}, row.at("学校标识码"), row.at("年级"), row.at("班级"), {}};
      returned.insert(class_of(there) + " " + row.at("日期"));
      if (row.at("姓名").empty()) continue;
      for (std::size_t i = 0; i < children.size(); ++i) {
        const Child& child = children[i];
        if (class_of(child.path.front()) != class_of(there) || child.name != row.at("姓名")) continue;
        if (!row.at("全国学籍号").empty() && child.xueji != row.at("全国学籍号")) continue;
        const int sessions = row.at("时段") == "全天" ? 2 : 1;
        missed[{i, day_of(row.at("日期"))}] += sessions;
        if (row.at("状态") == "事假" || row.at("状态") == "病假") leave[{i, day_of(row.at("日期"))}] += sessions;
        break;
      }
    }
  }

  static Day day_of(const std::string& iso) { return *Day::parse(iso); }

  void add(Rates& all, const std::string& measure, const std::string& level, const std::string& school,
           const std::string& town, int above, int below) const {
    std::vector<std::string> places = {"全市," + city, "镇街," + (town.empty() ? std::string("—") : town)};
    if (!school.empty()) places.push_back("学校," + names.at(school));
    for (const std::string& place : places) {
      auto& cell = all[place + "," + level + "," + measure];
      cell.first += above;
      cell.second += below;
    }
  }
  void add(Rates& all, const std::string& measure, const Whereabouts& there, int above, int below) const {
    add(all, measure, year_of(there) <= 6 ? "小学" : "初中", there.school, names.at(towns.at(there.school)), above,
        below);
  }

  // Retention: of the last grade, who is still there or has graduated, of those who were not transferred out. Who left
  // before the year began was in the last grade of a year before, and so was who graduated as it began.
  void retain(Rates& all, const Whereabouts& now) const {
    if (year_of(now) != 6 && year_of(now) != 9) return;
    if (now.state != "在读" && now.from < first()) return;
    if (now.state == "毕业" && now.from == first()) return;
    add(all, "巩固率", now, now.state == "在读" || now.state == "毕业", now.state != "转出");
  }

  // Drop-out A: what flowed out of the school less what flowed in, of those enrolled at the start.
  void flow(Rates& all, const Whereabouts* start, const Whereabouts& now) const {
    const bool is_there = now.state == "在读" && year_of(now) > 0;
    if (start == nullptr || start->state != "在读" || year_of(*start) == 0) {
      if (is_there) add(all, "辍学率（净流失口径）", now, -1, 0);
      return;
    }
    const bool has_moved = is_there && now.school != start->school;
    add(all, "辍学率（净流失口径）", *start, has_moved || (!is_there && now.state != "毕业"), 1);
    add(all, "辍学率（实名口径）", *start, 0, 1);
    if (has_moved) add(all, "辍学率（净流失口径）", now, -1, 0);
  }

  // Drop-out B: who dropped out in the year, at the school that he left last.
  void name(Rates& all, const Child& child, Day day) const {
    const Whereabouts* left = nullptr;
    for (std::size_t i = 1; i < child.path.size(); ++i)
      if (child.path[i].from <= day && child.path[i].state == "辍学" && child.path[i - 1].state != "辍学")
        left = &child.path[i];
    if (left != nullptr) add(all, "辍学率（实名口径）", *left, 1, 0);
  }

  // Enrolment: of the children of the city between 6 and 14, by the household register, who are at school.
  void enrol(Rates& all, const Child& child, const Whereabouts& now) const {
    if (now.state == "死亡" || (now.state == "毕业" && year_of(now) == 9)) return;
    const int age = child.birth.empty()
                        ? year_of(now) + 5
                        : year - std::stoi(child.birth.substr(0, 4)) - (child.birth.substr(5) >= "09-01" ? 1 : 0);
    if (age < 6 || age > 14) return;
    std::string town;
    for (const auto& [school, code] : towns)
      if (child.hukou.find(names.at(code)) != std::string::npos) town = names.at(code);
    if (town.empty() && child.hukou.find(city) == std::string::npos) return;
    add(all, "入学率", age < 12 ? "小学" : "初中", {}, town, now.state == "在读", 1);
  }

  // Attendance: sessions of the days on which he was enrolled in a class that returned its register; of one that did
  // not, only what he is known to have missed.
  void attend(Rates& all, std::size_t nth, Day day) const {
    for (Day one = first(); one <= day; ++one) {
      const Whereabouts* there = children[nth].on(one);
      if (there == nullptr || there->state != "在读" || year_of(*there) == 0) continue;
      const auto found = missed.find({nth, one});
      const int away = found == missed.end() ? 0 : found->second;
      if (returned.contains(class_of(*there) + " " + one.iso()))
        add(all, "出勤率", *there, 2 - away, 2);
      else if (away > 0)
        add(all, "出勤率", *there, 0, away);
    }
  }

  Day first() const { return day_of(formatted("{}-09-01", year)); }
};

}  // namespace ksbx
