// A city whose rosters come by the dice over two school years, with the truth of who is who: numbers dragged, mistyped
// and late, characters and birthdays corrected, children who move, leave, come back, stand on two rosters, stay for
// another year. The house number in each address says which child a row is about; nobody is recognised by it.
#pragma once

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "app/enter/promote.h"
#include "app/enter/undo.h"
#include "app/office.h"
#include "model/id_number.h"
#include "store/roster/deferral_store.h"

namespace ksbx {

class RosterCity {
 public:
  struct Counts {
    int rows = 0, doubts = 0, merges = 0, splits = 0, accused = 0, misplaced = 0, lost = 0;
    std::string first_fault;
  };

  explicit RosterCity(unsigned seed) : seed_(seed), dice_(seed), office_(shipped_rules(), "2025-09-01") {
    office_.import_on("2025-09-01", {office_.file("more.csv",
                                                  "种类,代码,名称,上级代码,所在镇街代码\n学校,9990180003,"
                                                  "石桥市青石镇第二小学,990181003E0,990181003\n")});
    for (int grade = 5; grade <= 9; ++grade)
      for (int i = 0; i < 24; ++i) arrive(grade);
  }

  Counts live() {
    for (const char* iso : {"2025-09-05", "2025-10-10", "2025-12-05", "2026-03-06", "2026-05-08"}) come(iso);
    new_year();
    for (const char* iso : {"2026-10-16", "2026-12-04"}) come(iso);
    return counts_;
  }

 private:
  struct Child {
    std::string name, id_number, xueji, school;
    Day birth;
    int grade = 0, school_class = 1;
    bool is_on_roster = true;
    int away = 0;            // so many rosters more
    std::string also_at;     // a second school whose roster has him
    std::string typed = {};  // another number, on this roster only; "-" none
  };

  int number(int below) { return static_cast<int>(dice_() % static_cast<unsigned>(below)); }
  bool chance(int per_mille) { return number(1000) < per_mille; }

  std::string number_of(Day birth, int nth) const {
    const std::string stem =
        formatted("990181{:04}{:02}{:02}{:03}", birth.year(), birth.month(), birth.day_of_month(), nth % 1000);
    return stem + id_check_character(stem);
  }

  void arrive(int grade) {
    static const std::string surnames[] = {"王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴"};
    static const std::string given[] = {"伟", "芳", "娜", "敏", "静", "强", "磊", "军",
                                        "洋", "勇", "艳", "杰", "涛", "明", "超"};
    const int nth = static_cast<int>(children_.size());
    Child child;
    child.name = surnames[number(10)] + given[number(15)] + (chance(800) ? given[number(15)] : "");
    child.birth = day("2020-01-01") - 365 * grade + 365 * (office_year_ - 2025) + number(364);
    if (chance(950)) child.id_number = number_of(child.birth, 7 * nth + number(7));
    if (chance(500)) child.xueji = "G" + number_of(child.birth, 7 * nth + number(7));
    child.school = grade >= 7 ? "9990180001" : nth % 2 == 0 ? "9990180002" : "9990180003";
    child.grade = grade;
    child.school_class = 1 + nth % 2;
    children_.push_back(child);
  }

  // What happens to one of a few children between two rosters.
  void change(Child& child) {
    static const std::string letters[] = {"梅", "兰", "竹", "菊", "松"};
    switch (number(12)) {
      case 0:
        if (child.name.size() >= 9) child.name.replace(3 * (1 + dice_() % 2), 3, letters[number(5)]);
        break;
      case 1:
        child.birth = child.birth + 1;
        if (!child.id_number.empty())
          child.id_number = number_of(child.birth, std::stoi(child.id_number.substr(14, 3)));
        break;
      case 2:
        if (!child.id_number.empty())
          child.id_number = number_of(child.birth, (std::stoi(child.id_number.substr(14, 3)) / 10 * 10) + number(10));
        break;
      case 3:
        child.typed = child.id_number;
        if (!child.typed.empty())
          child.typed[15] = child.typed[15] == '9' ? '0' : static_cast<char>(child.typed[15] + 1);
        break;
      case 4: child.typed = "-"; break;
      case 5:
        if (child.id_number.empty()) child.id_number = number_of(child.birth, 500 + number(400));
        break;
      case 6:
        for (const Child& other : children_)
          if (other.school == child.school && other.grade == child.grade && &other != &child)
            child.typed = other.id_number;
        break;
      case 7:
        for (const Child& other : children_)
          if (!other.is_on_roster && !other.id_number.empty()) child.typed = other.id_number;
        break;
      case 8: child.school_class = 3 - child.school_class; break;
      case 9:
        if (child.grade <= 6) child.school = child.school == "9990180002" ? "9990180003" : "9990180002";
        break;
      case 10: child.away = 1 + number(2); break;
      default:
        if (child.grade <= 6) child.also_at = child.school == "9990180002" ? "9990180003" : "9990180002";
    }
  }

  void pass_time() {
    for (Child& child : children_) {
      child.typed.clear();
      if (child.away > 0) --child.away;
      if (!child.also_at.empty() && chance(500)) child.also_at.clear();
      if (child.is_on_roster && child.away == 0 && chance(16)) change(child);
    }
    if (chance(500)) arrive(5 + number(5));
  }

  static std::string address(std::size_t nth) { return formatted("青石镇柳树村{}号", nth + 1); }

  std::string row(std::size_t nth, const std::string& school) const {
    static const char* grades[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九"};
    const Child& child = children_[nth];
    const std::string typed = child.typed == "-" ? "" : child.typed.empty() ? child.id_number : child.typed;
    return formatted("{},{}年级,{}班,{},{},{},{},{}\n", school, grades[child.grade - 1], child.school_class, child.name,
                     child.birth.iso(), typed, child.xueji, address(nth));
  }

  ImportRequest rosters() {
    static const std::string head = "学校标识码,年级,班级,姓名,出生日期,身份证件号,全国学籍号,现住址\n";
    std::map<std::string, std::string> files;
    for (const char* school : {"9990180001", "9990180002", "9990180003"}) files[school] = head;
    for (std::size_t i = 0; i < children_.size(); ++i) {
      const Child& child = children_[i];
      if (!child.is_on_roster || child.away > 0) continue;
      files[child.school] += row(i, child.school);
      if (!child.also_at.empty()) files[child.also_at] += row(i, child.also_at);
    }
    ImportRequest request;
    for (const auto& [school, text] : files)
      request.files.push_back(office_.file(formatted("{}_{}.csv", school, ++file_), text));
    request.snapshot = true;
    request.accept = true;
    request.reason = "核对过";
    return request;
  }

  void come(const std::string& iso) {
    if (iso != "2025-09-05") pass_time();
    take(iso);
  }

  void take(const std::string& iso) {
    const ImportRequest request = rosters();
    ImportOutcome outcome = office_.import_on(iso, request);
    if (chance(250)) {  // it was a mistake, and then it was none
      const Workspace workspace = office_.on(iso);
      if (refusal([&] { undo(workspace, std::nullopt, Keep::changes, Language::zh, {}); }).empty())
        outcome = office_.import_on(iso, request);
    }
    counts_.rows += static_cast<int>(outcome.total().rows);
    decide(iso);
    look(iso);
  }

  void promote_all(const std::string& iso) {
    PromoteRequest request;
    request.to = day("2026-09-01");
    request.accept = true;
    request.reason = "核对过";
    const Workspace workspace = office_.on(iso);
    promote(workspace, request, Keep::changes);
    if (!chance(300)) return;
    undo(workspace, std::nullopt, Keep::changes, Language::zh, {});
    promote(workspace, request, Keep::changes);
  }

  void new_year() {
    office_year_ = 2026;
    pass_time();
    std::set<std::string> held_back;
    for (Child& child : children_) {
      child.also_at.clear();
      if (child.grade == 9) child.is_on_roster = false;
      if (chance(20) && child.is_on_roster) continue;  // for another year
      if (child.grade == 6) child.school = "9990180001";
      if (child.grade == 6 && chance(50)) child.is_on_roster = false;
      ++child.grade;
    }
    for (int i = 0; i < 24; ++i) arrive(5);
    const bool promotes_first = seed_ % 2 == 0;
    if (promotes_first) promote_all("2026-09-02");
    take("2026-09-04");
    if (!promotes_first) promote_all("2026-09-05");
    look("2026-09-06");
  }

  // A person who knows the truth.
  void decide(const std::string& iso) {
    std::string lines;
    for (const Deferral& one : undecided(office_.database)) {
      if (seen_.insert(one.id).second) ++counts_.doubts;
      std::string code = office_.rows("SELECT student_code FROM students WHERE address = '" + one.pupil.address + "'");
      code = code.substr(0, code.find('\n'));
      lines += formatted("{},{},x\n", one.id, code.empty() ? "新" : code);
    }
    if (!lines.empty())
      office_.import_on(iso, {office_.file(formatted("decided_{}.csv", ++file_), "待定号,决定,姓名\n" + lines)});
  }

  void fault(int& count, const std::string& iso, const std::string& what, const std::string& rows) {
    if (rows.empty()) return;
    count += static_cast<int>(std::count(rows.begin(), rows.end(), '\n'));
    if (counts_.first_fault.empty()) counts_.first_fault = formatted("seed {} {} {}:\n{}", seed_, iso, what, rows);
  }

  void look(const std::string& iso) {
    fault(counts_.merges, iso, "merged",
          office_.rows(
              "SELECT student_code, before, after FROM student_changes WHERE field = 'address' AND before <> '' AND "
              "after <> '' AND before <> after"));
    fault(counts_.splits, iso, "split",
          office_.rows(
              "SELECT address, group_concat(student_code || ' ' || student_name || ' ' || coalesce(id_number, '') || "
              "' ' || coalesce(class_code, '')) FROM students GROUP BY address HAVING count(*) > 1"));
    std::set<std::string> missing;
    std::istringstream rows(
        office_.rows("SELECT s.address FROM students s WHERE (SELECT kind FROM records r WHERE r.student_code = "
                     "s.student_code AND kind IN "
                     "('roster_missing', 'roster_found') ORDER BY record DESC LIMIT 1) = 'roster_missing'"));
    for (std::string line; std::getline(rows, line);) missing.insert(line);
    std::map<std::string, std::string> places;
    std::istringstream all(office_.rows("SELECT address, class_code, enrolment FROM students"));
    for (std::string line; std::getline(all, line);)
      places[line.substr(0, line.find(','))] = line.substr(line.find(',') + 1);
    for (std::size_t i = 0; i < children_.size(); ++i) {
      const Child& child = children_[i];
      if (!child.is_on_roster || child.away > 0) continue;
      const std::string who = formatted("{} {}", address(i), child.name);
      if (missing.contains(address(i)))
        fault(counts_.accused, iso, "accused",
              formatted("{} typed {} also at {}: ", who, child.typed, child.also_at) + story_of(i) + "\n");
      if (!places.contains(address(i))) {
        if (child.also_at.empty()) fault(counts_.lost, iso, "lost", who + "\n");
        continue;
      }
      const std::string place = formatted("{}/{}/{},enrolled", child.school, child.grade, child.school_class);
      if (child.also_at.empty() && places[address(i)] != place)
        fault(counts_.misplaced, iso, "misplaced", formatted("{} {} instead of {}\n", who, places[address(i)], place));
    }
  }

  // What is on record of him, in a line.
  std::string story_of(std::size_t nth) {
    std::string story = office_.rows(
        "SELECT kind || ' ' || day FROM records WHERE student_code IN (SELECT student_code FROM students WHERE address "
        "= '" +
        address(nth) + "') ORDER BY record");
    std::ranges::replace(story, '\n', ' ');
    return story;
  }

  unsigned seed_;
  std::mt19937 dice_;
  Office office_;
  int office_year_ = 2025, file_ = 0;
  std::vector<Child> children_;
  std::set<std::int64_t> seen_;
  Counts counts_;
};

}  // namespace ksbx
