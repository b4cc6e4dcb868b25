// A small city in which things happen by the dice: rosters, posts, villages, absences, records and corrections, each
// through its use case. The same seed gives the same days, whoever lives them.
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "app/enter/close_lessons.h"
#include "app/enter/promote.h"
#include "app/enter/undo.h"
#include "app/office.h"

namespace ksbx {

// timely: whatever happens is entered on its day, before the night, and stays as it is; nobody answers documents, since
// a city in which fewer nights ran has not issued them yet.
enum class Offices { careless, timely };

struct Deed {
  Day day;
  std::string words;
  std::function<void(Office&)> act;
};

class RandomCity {
 public:
  // `days`: how many it lives at most; half of them at least.
  RandomCity(unsigned seed, Offices offices, int days) : dice_(seed), is_timely_(offices == Offices::timely) {
    constexpr std::array begins = {"2026-02-20", "2026-03-05", "2026-05-08", "2026-08-25", "2026-09-10"};
    first_ = day(begins[dice(begins.size())]);
    last_ = std::min(first_ + days / 2 + number(days / 2), shipped_calendar().range().last);
    constexpr std::array often = {2, 10, 25};
    badness_ = often[dice(often.size())];
    quiet_ = first_ + number(days / 2);
    quiet_until_ = quiet_ + (chance(50) ? 20 + number(15) : 0);
    settle();
    for (Day today = first_ + 1; today <= last_; ++today)
      if (today < quiet_ || today >= quiet_until_) live(today);
  }

  Day first() const { return first_; }
  Day last() const { return last_; }
  const std::vector<Deed>& deeds() const { return deeds_; }  // by day

  // Does what happened on that day; returns how many deeds the office refused. A deed it refuses is left out.
  int happen(Day day, Office& office) const {
    int refused = 0;
    for (const Deed& deed : deeds_)
      if (deed.day == day && !refusal([&] { deed.act(office); }).empty()) ++refused;
    return refused;
  }

 private:
  struct Child {
    std::string name, id_number, residence;
    std::string school;
    int grade = 7, school_class = 1;
    bool boards = false;
    std::string enrolment = "在读";
    int away = 0;  // so many days more
  };

  std::size_t dice(std::size_t sides) { return dice_() % sides; }
  int number(int below) { return static_cast<int>(dice(static_cast<std::size_t>(below))); }
  bool chance(int percent) { return number(100) < percent; }
  template <class List>
  auto one_of(const List& list) {
    return list[dice(list.size())];
  }

  void does(Day day, std::string words, std::function<void(Office&)> act) {
    deeds_.push_back({day, std::move(words), std::move(act)});
  }
  void imports(Day day, const std::string& csv, bool whole = false) {
    const std::string name = formatted("{}.csv", deeds_.size());
    does(day, "import" + std::string(whole ? " whole" : "") + "\n" + csv, [=](Office& office) {
      ImportRequest request;
      request.files = {office.file(name, csv)};
      request.snapshot = whole;
      request.accept = true;
      request.reason = "核对过";
      office.import_on(day.iso(), request);
    });
  }

  // A number of the division 99, with its check character.
  static std::string id_number(int nth, int year) {
    std::string digits = formatted("990181{}{:02}{:02}{:03}", year, 1 + nth % 12, 1 + nth % 28, 100 + nth);
    int sum = 0, weight = 1;  // of the place before the check character: 2 to the power of 1
    for (std::size_t i = digits.size(); i-- > 0;) {
      weight = weight * 2 % 11;
      sum += (digits[i] - '0') * weight;
    }
    return digits + "10X98765432"[sum % 11];
  }

  void settle() {
    imports(first_,
            "种类,代码,名称,上级代码,所在镇街代码\n"
            "镇街,990181004,白云镇,990181,\n村,990181004001,梨园村,990181004,\n村,990181003006,杏花村,990181003,\n"
            "教办,990181004E0,白云镇教办,990181E00,990181004\n派出所,990181004P0,白云镇派出所,990181,990181004\n"
            "部门,9901810M0,石桥市民政局,990181,\n场所,990181003V1,青石网吧,990181003,990181003\n");
    for (int i = 0; i < 10; ++i) arrive();
    imports(first_, roster(children_));
    std::string staff = staff_header;
    for (const char* school : schools)
      staff += formatted("赵校长,校长,{0},,,2025-09-01,\n孙老师,班主任,{0},{1},1班,2025-09-01,\n", school,
                         school == schools[0] ? "七年级" : "六年级");
    imports(first_, staff);
  }

  void arrive() {
    constexpr std::array surnames = {"赵", "钱", "孙", "李", "周"};
    constexpr std::array given = {"一", "二", "三", "四", "五", "六", "七", "八", "九"};
    const int nth = static_cast<int>(children_.size());
    Child child;
    child.name = std::string(surnames[children_.size() % surnames.size()]) + "试" +
                 given[children_.size() / surnames.size() % given.size()];
    const bool is_small = chance(30);
    child.school = schools[is_small ? 1 : 0];
    child.grade = is_small ? 6 - number(2) : 7 + number(3);
    child.id_number = id_number(nth, 2019 - child.grade + 1 - number(4));
    child.residence = one_of(villages);
    child.boards = chance(30);
    children_.push_back(child);
  }
  static constexpr const char* staff_header = "姓名,职务,单位,年级,班级,起始日期,结束日期\n";
  static constexpr std::array<const char*, 2> schools = {"石桥市第一初级中学", "石桥市青石镇中心小学"};
  static constexpr std::array<const char*, 5> villages = {"990181003005", "990181003006", "990181004001", "990181003",
                                                          ""};
  static std::string roster(const std::vector<Child>& children) {
    constexpr std::array grades = {"一", "二", "三", "四", "五", "六", "七", "八", "九"};
    std::string csv = "学校名称,年级,班级,姓名,身份证件号,居住地代码,就读方式,学籍状态\n";
    for (const Child& child : children) {
      const bool is_idle = child.enrolment == "社会闲散";
      const std::string place = is_idle
                                    ? ",,"
                                    : formatted("{},{}年级,{}班", child.school,
                                                grades[static_cast<std::size_t>(child.grade - 1)], child.school_class);
      csv += formatted("{},{},{},{},{},{}\n", place, child.name, child.id_number, child.residence,
                       child.boards ? "住校" : "走读", child.enrolment);
    }
    return csv;
  }

  void live(Day today) {
    attend(today);
    if (chance(12)) change_roster(today);
    if (chance(6)) change_posts(today);
    if (chance(3)) change_units(today);
    const int told = number(2 + badness_ / 4);
    for (int i = 0; i < told; ++i) tell(today);
    if (today.month() == 9 && chance(8)) promote_all(today);
    if (is_timely_) return;
    if (chance(12)) answer(today);
    if (chance(6)) take_leave(today);
    if (chance(3)) call_off(today);
    if (chance(5)) {
      does(today, "undo", [=](Office& office) {
        const Workspace workspace = office.on(today.iso());
        undo(workspace, std::nullopt, Keep::changes, Language::zh, {});
      });
    }
  }

  void mark(Day told, Day about, MarkRequest request, const std::string& words) {
    request.day = about;
    does(told, formatted("mark-absent {} {}", about.iso(), words), [=](Office& office) {
      const Workspace workspace = office.on(told.iso());
      mark_absent(workspace, request, Keep::changes);
    });
  }

  void attend(Day today) {
    constexpr std::array ways = {Presence::unexcused, Presence::unexcused, Presence::unexcused, Presence::excused,
                                 Presence::unverified};
    MarkRequest request;
    std::string words;
    for (Child& child : children_) {
      if (child.away == 0 && chance(badness_ / 2)) child.away = 1 + number(chance(20) ? 25 : 4);
      if (child.away == 0) continue;
      --child.away;
      const Half half = chance(80) ? Half::whole_day : chance(50) ? Half::morning : Half::afternoon;
      request.absences.push_back({child.name, half, one_of(ways), {}});
      words += child.name +
               formatted(" {} {}, ", static_cast<int>(half), static_cast<int>(request.absences.back().presence));
    }
    for (const char* school : schools)
      if (chance(85)) {
        request.nil.push_back(school);
        words += school;
      }
    const bool late = !is_timely_ && chance(12);
    if (late) mark(today, std::max(first_, today - number(12)), request, words);
    if (!late) mark(today, today, request, words);
    if (is_timely_ || !chance(10)) return;
    MarkRequest correction;
    correction.absences = {
        {one_of(children_).name, Half::whole_day, chance(50) ? Presence::present : one_of(ways), {}}};
    mark(
        today, std::max(first_, today - number(10)), correction,
        formatted("correction {} {}", correction.absences[0].pupil, static_cast<int>(correction.absences[0].presence)));
  }

  // Ahead, as a rule.
  void take_leave(Day today) {
    MarkRequest leave;
    leave.absences = {{one_of(children_).name, Half::whole_day, Presence::excused, "病假"}};
    const Day first = today + number(10) - 2;
    leave.last = std::max(first_, first) + number(12);
    mark(today, std::max(first_, first), leave,
         formatted("leave {} to {}", leave.absences[0].pupil, leave.last->iso()));
  }

  void call_off(Day today) {
    CloseRequest request;
    request.reason = "流感停课";
    if (chance(80)) {
      request.whom = chance(50) ? UnitKind::school : UnitKind::school_class;
      request.unit = request.whom == UnitKind::school ? one_of(schools) : "七年级1班@石桥市第一初级中学";
    }
    request.days.first = std::max(first_, today + number(8) - 5);
    request.days.last = request.days.first + number(5);
    if (chance(20)) request.session = chance(50) ? Session::morning : Session::afternoon;
    does(today, formatted("calendar close {} {}", request.unit, in_words(request.days)), [=](Office& office) {
      const Workspace workspace = office.on(today.iso());
      close_lessons(workspace, request, Keep::changes);
    });
  }

  void change_roster(Day today) {
    constexpr std::array standings = {"在读", "在读", "休学", "转出", "辍学", "毕业"};
    if (chance(20) && children_.size() < 20) {
      arrive();
      imports(today, roster({children_.back()}));
      return;
    }
    Child& child = children_[dice(children_.size())];
    switch (number(7)) {
      case 6: child.enrolment = child.enrolment == "社会闲散" ? "在读" : "社会闲散"; break;
      case 0: child.school = one_of(schools); break;
      case 1: child.grade = 1 + (child.grade - 1 + 1) % 9; break;
      case 2: child.school_class = 1 + number(2); break;
      case 3: child.boards = !child.boards; break;
      case 4: child.residence = one_of(villages); break;
      default: child.enrolment = one_of(standings);
    }
    if (!chance(25)) {
      imports(today, roster({child}));
      return;
    }
    std::vector<Child> whole = children_;
    if (chance(50)) whole.erase(whole.begin() + number(static_cast<int>(whole.size())));
    imports(today, roster(whole), true);
  }

  void change_posts(Day today) {
    constexpr std::array people = {"孙老师", "周老师", "吴老师", "郑主任"};
    constexpr std::array grades = {"五年级", "六年级", "七年级", "八年级", "九年级"};
    const Day from = is_timely_ ? today : today - 20 + number(40);
    const std::string until = chance(40) ? (from + number(30)).iso() : "";
    std::string csv = staff_header;
    if (chance(30))
      csv += formatted("{},{},{},,,{},{}\n", one_of(people), chance(50) ? "校长" : "副校长", one_of(schools),
                       from.iso(), until);
    else
      csv += formatted("{},班主任,{},{},{}班,{},{}\n", one_of(people), one_of(schools), one_of(grades), 1 + number(2),
                       from.iso(), until);
    imports(today, csv);
  }

  void change_units(Day today) {
    const Day from = is_timely_ ? today : std::max(first_, today - number(15));
    const std::string town = chance(50) ? "990181003" : "990181004";
    const std::string row =
        chance(60)
            ? formatted("村,{}", chance(50) ? "990181003005,柳树村" : "990181003006,杏花村") + formatted(",{},", town)
            : formatted("学校,9990180002,石桥市青石镇中心小学,{0}E0,{0}", town);
    imports(today, formatted("种类,代码,名称,上级代码,所在镇街代码,生效日期\n{},{}\n", row, from.iso()));
  }

  // A record of any kind, most often of one that the life of a pupil turns on.
  void tell(Day today) {
    static const std::vector<std::string> frequent = {
        "persuasion", "persuasion",   "persuasion", "contact",      "return",       "closing",
        "pause",      "signal",       "notice",     "ledger_entry", "strike_off",   "joint_persuasion",
        "finding",    "transfer_out", "card",       "transfer_in",  "home_teaching"};
    const auto& kinds = shipped_rules().records;
    const RecordKind& kind = chance(60) ? *shipped_rules().record(one_of(frequent)) : kinds[dice(kinds.size())];
    if (kind.about_document()) return;
    RecordRequest request;
    request.kind = kind.kind;
    request.subject = subject(one_of(kind.subjects));
    for (const Field& field : kind.fields)
      if (field.required || chance(60)) request.fields[field.name] = word_for(kind, field, today);
    const bool late = !is_timely_ && chance(25);
    request.day = late ? std::max(first_, today - number(15)) : today;
    if (chance(20)) request.time = formatted("{:02}:30", 7 + number(11));
    request.by = one_of(std::array{"孙老师", "赵校长", "钱干部"});
    request.roles = {kind.by.empty() ? one_of(shipped_rules().roles).id : one_of(kind.by)};
    std::string words = formatted("record {} of {} about {} by {} {}", kind.kind, request.day.iso(), request.subject,
                                  request.by, request.roles.front());
    for (const auto& [name, value] : request.fields) words += formatted(" {}={}", name, value);
    does(today, words, [=](Office& office) {
      const Workspace workspace = office.on(today.iso());
      record(workspace, request, Keep::changes);
    });
  }

  std::string subject(SubjectKind kind) {
    const std::string school = chance(70) ? "9990180001" : "9990180002";
    const std::string grade = school + formatted("/{}", school.back() == '1' ? 7 + number(3) : 5 + number(2));
    switch (kind) {
      case SubjectKind::student:
      case SubjectKind::idle_minor: return one_of(children_).name;
      case SubjectKind::school_class: return grade + formatted("/{}", 1 + number(2));
      case SubjectKind::grade: return grade;
      case SubjectKind::school: return school;
      case SubjectKind::education_office: return "990181003E0";
      case SubjectKind::bureau: return "990181E00";
      case SubjectKind::village: return "990181003005";
      case SubjectKind::town: return chance(50) ? "990181003" : "990181004";
      case SubjectKind::police_station: return "990181003P0";
      case SubjectKind::department: return "9901810M0";
      case SubjectKind::premises: return "990181003V1";
      case SubjectKind::city: return "990181";
    }
    return {};
  }

  std::string word_for(const RecordKind& kind, const Field& field, Day today) {
    for (const Role& role : shipped_rules().roles)
      if (role.record == kind.kind && role.field == field.name)
        return role.at == RoleAt::police_station ? one_of(std::array{"990181003P0", "990181004P0"}) : "9901810M0";
    if (!field.member_of.empty()) return field.member_of;
    if (field.pupil) return short_code({1 + number(static_cast<int>(children_.size()))});
    if (field.name == "action") return one_of(shipped_rules().actions).label.zh;
    switch (field.type.kind) {
      case Type::Kind::boolean: return chance(70) ? "yes" : "no";
      case Type::Kind::integer: return formatted("{}", chance(30) ? 2026 : number(40));
      case Type::Kind::choice: return one_of(field.type.choices);
      case Type::Kind::date: return (today - 10 + number(40)).iso();
      case Type::Kind::text: break;
    }
    return "某某";
  }

  void promote_all(Day today) {
    const Day begins = is_timely_ ? today : day("2026-09-01");
    does(today, "promote", [=](Office& office) {
      PromoteRequest request;
      request.to = begins;
      request.accept = true;
      request.reason = "核对过";
      const Workspace workspace = office.on(today.iso());
      promote(workspace, request, Keep::changes);
    });
  }

  // A receipt of one of the documents that were issued.
  void answer(Day today) {
    const int which = number(1000);
    does(today, formatted("receipt {}", which), [=](Office& office) {
      const std::int64_t issued = office.count("documents");
      if (issued == 0) return;
      const std::string number =
          office.rows(formatted("SELECT number FROM documents ORDER BY number LIMIT 1 OFFSET {}", which % issued));
      office.done(today.iso(), "receipt", number.substr(0, number.find('\n')), {}, "");
    });
  }

  std::mt19937 dice_;
  bool is_timely_;
  int badness_ = 0;
  Day first_, last_;
  Day quiet_, quiet_until_;
  std::vector<Child> children_;
  std::vector<Deed> deeds_;
};

}  // namespace ksbx
