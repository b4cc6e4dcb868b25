// What happened in the sample city as files: the weeks' registers, and what was recorded of each pupil.
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "app/demo/demo_absence.h"
#include "app/demo/demo_files.h"
#include "app/demo/demo_people.h"
#include "base/text.h"

namespace ksbx {

namespace {

int week_of(Day day) {
  return (day.serial() - static_cast<int>(day.weekday())) / 7;
}

// The school days, cut where a calendar week ends.
std::vector<DemoDays> weeks_of(const std::vector<Day>& days) {
  std::vector<DemoDays> weeks;
  for (int n = 0; n < static_cast<int>(days.size()); ++n) {
    const Day day = days[static_cast<std::size_t>(n)];
    if (weeks.empty() || week_of(days[static_cast<std::size_t>(weeks.back().first)]) != week_of(day))
      weeks.push_back({n, n});
    weeks.back().last = n + 1;
  }
  return weeks;
}

struct Words {
  std::string_view session;
  std::string_view status;
  std::string_view reason;
};

Words absence_words(char letter, int seat) {
  switch (letter) {
    case 'a': return {"上午", "缺勤", ""};
    case 'p': return {"下午", "缺勤", ""};
    case 'E': return seat % 3 == 0 ? Words{"全天", "事假", "家长已请假"} : Words{"全天", "病假", "家长已请假"};
    case 'V': return {"全天", "待核实", "正在联系家长"};
    default: return {"全天", "缺勤", ""};
  }
}

// The register of one class for one week.
class ClassWeek {
 public:
  ClassWeek(const DemoPlan& plan, int school_class, DemoDays days, DemoSheet& sheet)
      : plan_(plan),
        school_class_(school_class),
        days_(days),
        sheet_(sheet),
        taught_(plan.classes[static_cast<std::size_t>(school_class)]),
        grade_(demo_grade_name(taught_.grade)),
        number_(demo_class_name(taught_.number)),
        keeper_(demo_register_keeper(plan, school_class)) {}

  void write() {
    for (int seat = 0; seat < taught_.size; ++seat) letters_.push_back(demo_letters(plan_, school_class_, seat, days_));
    for (int day = days_.first; day < days_.last; ++day)
      if (demo_register_returned(plan_, school_class_, day)) write_day(day);
  }

 private:
  void write_day(int day) {
    const std::string date = plan_.options.school_days[static_cast<std::size_t>(day)].iso();
    bool everybody_there = true;
    for (int seat = 0; seat < taught_.size; ++seat) {
      const char letter = letters_[static_cast<std::size_t>(seat)][static_cast<std::size_t>(day - days_.first)];
      if (letter == 'P') continue;
      everybody_there = false;
      const DemoPupil pupil = demo_pupil(plan_, school_class_, seat);
      add(date, pupil.name, pupil.xueji, absence_words(letter, seat));
    }
    if (everybody_there) add(date, "", "", {"", "全勤", ""});
  }

  void add(std::string_view date, std::string_view name, std::string_view xueji, Words words) {
    const DemoSchool& school = plan_.schools[static_cast<std::size_t>(taught_.school)];
    sheet_.row({date, school.code, grade_, number_, name, xueji, words.session, words.status, words.reason, keeper_});
  }

  const DemoPlan& plan_;
  int school_class_;
  DemoDays days_;
  DemoSheet& sheet_;
  const DemoClass& taught_;
  std::string grade_;
  std::string number_;
  std::string keeper_;
  std::vector<std::string> letters_;  // by seat
};

// One open file for each kind of record.
class RecordFiles {
 public:
  RecordFiles(const DemoPlan& plan, const DemoOpen& open) : plan_(plan), kinds_(demo_record_kinds()) {
    for (const DemoRecordKind& kind : kinds_) {
      std::vector<std::string_view> header = {"日期", "姓名", "全国学籍号", "记录人", "角色"};
      header.insert(header.end(), kind.fields.begin(), kind.fields.end());
      const std::string name(kind.kind);
      sheets_.emplace_back(open({name + ".csv", DemoKind::records, name, ""}), header);
    }
  }

  // `school_class` is -1 for a minor without one.
  void add(const DemoRecord& known, const DemoPupil& pupil, int school_class, int town) {
    const std::vector<Day>& days = plan_.options.school_days;
    const std::string date = days[days.size() - 1 - static_cast<std::size_t>(known.days_before_last)].iso();
    const auto [person, role] = who(known.by, school_class, town);
    std::vector<std::string_view> cells = {date, pupil.name, pupil.xueji, person, role};
    cells.insert(cells.end(), known.cells.begin(), known.cells.end());
    std::vector<std::string> came;
    for (const DemoActor actor : known.came) came.push_back(who(actor, school_class, town).person);
    cells.insert(cells.end(), came.begin(), came.end());
    for (std::size_t n = 0; n < kinds_.size(); ++n)
      if (kinds_[n].kind == known.kind) sheets_[n].row(cells);
  }

  void close() {
    for (DemoSheet& sheet : sheets_) sheet.close();
  }

 private:
  struct Signature {
    std::string person;
    std::string_view role;
  };

  Signature who(DemoActor actor, int school_class, int town) const {
    switch (actor) {
      case DemoActor::class_teacher: {
        const bool named = plan_.classes[static_cast<std::size_t>(school_class)].has_teacher;
        return {demo_register_keeper(plan_, school_class), named ? "班主任" : "任课教师"};
      }
      case DemoActor::principal: return {demo_principal(plan_, school_of(school_class)), "校长"};
      case DemoActor::vice_principal: return {demo_vice_principal(plan_, school_of(school_class)), "副校长"};
      case DemoActor::town: return {demo_town_official(plan_, town), "镇政府（街道办事处）"};
      case DemoActor::police_station: return {demo_police_officer(plan_, town), "派出所"};
    }
    return {};
  }

  int school_of(int school_class) const { return plan_.classes[static_cast<std::size_t>(school_class)].school; }

  const DemoPlan& plan_;
  std::vector<DemoRecordKind> kinds_;
  std::vector<DemoSheet> sheets_;
};

}  // namespace

void write_demo_attendance(const DemoPlan& plan, const DemoOpen& open) {
  for (const DemoDays& week : weeks_of(plan.options.school_days)) {
    const Day first = plan.options.school_days[static_cast<std::size_t>(week.first)];
    DemoSheet sheet(open({"attendance-" + first.iso() + ".csv", DemoKind::attendance, "", ""}),
                    {"日期", "学校标识码", "年级", "班级", "姓名", "全国学籍号", "时段", "状态", "原因", "登记人"});
    for (int n = 0; n < static_cast<int>(plan.classes.size()); ++n)
      if (plan.covers_school(plan.classes[static_cast<std::size_t>(n)].school)) ClassWeek(plan, n, week, sheet).write();
    sheet.close();
  }
}

void write_demo_records(const DemoPlan& plan, const DemoOpen& open) {
  RecordFiles files(plan, open);
  for (int n = 0; n < static_cast<int>(plan.classes.size()); ++n) {
    const DemoClass& taught = plan.classes[static_cast<std::size_t>(n)];
    if (!plan.covers_school(taught.school)) continue;
    const int town = plan.schools[static_cast<std::size_t>(taught.school)].town;
    for (int seat = 0; seat < taught.size; ++seat)
      for (const DemoRecord& known : demo_records(plan, n, seat)) files.add(known, demo_pupil(plan, n, seat), n, town);
  }
  const int days = static_cast<int>(plan.options.school_days.size());
  for (int n = 0; n < demo_idle_minors; ++n)
    for (const DemoRecord& known : demo_idle_records(n))
      if (known.days_before_last < days) files.add(known, demo_idle_minor(plan, n), -1, demo_story_town);
  files.close();
}

}  // namespace ksbx
