#include "app/demo/demo_absence.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "app/demo/demo_dice.h"

namespace ksbx {

namespace {

Dice dice_of(const DemoPlan& plan, DemoQuestion question, int school_class, int seat_or_day) {
  return Dice(plan.options.seed, question,
              {static_cast<std::uint64_t>(school_class), static_cast<std::uint64_t>(seat_or_day)});
}

int day_count(const DemoPlan& plan) {
  return static_cast<int>(plan.options.school_days.size());
}

// A story's letters end on the last school day; what lies before them was attended.
std::string letters_until(const DemoPlan& plan, const DemoCase& known, DemoDays days) {
  std::string letters;
  const int start = day_count(plan) - static_cast<int>(known.letters.size());
  for (int day = days.first; day < days.last; ++day)
    letters += day < start ? 'P' : known.letters[static_cast<std::size_t>(day - start)];
  return letters;
}

char letter_of_one_day(Dice dice) {
  const int thrown = dice.below(10'000);
  if (thrown < 9'820) return 'P';
  if (thrown < 9'960) return 'E';
  if (thrown < 9'975) return 'a';
  if (thrown < 9'985) return 'p';
  return thrown < 9'997 ? 'U' : 'V';
}

struct AbsenceRun {
  int first = 0;
  int last = 0;  // not included
  char letter = 'P';
  int step = 1;  // 2: every other day
};

AbsenceRun run_of(const DemoPlan& plan, Dice dice) {
  const int thrown = dice.below(6'000);
  if (thrown >= 42) return {};
  const int first = dice.below(day_count(plan));
  if (thrown < 30) return {first, first + 2 + dice.below(4), 'E'};
  if (thrown < 36) return {first, first + 2 + dice.below(2), 'U'};
  if (thrown < 38) return {first, day_count(plan), 'U'};
  return {first, first + 8, 'a', 2};
}

bool in_story_school(const DemoPlan& plan, int school_class) {
  return plan.classes[static_cast<std::size_t>(school_class)].school <= demo_story_primary;
}

// What the school does about one pupil's absences, day by day.
class FollowUp {
 public:
  FollowUp(std::string letters, Dice dice, bool may_forget)
      : letters_(std::move(letters)), dice_(dice), may_forget_(may_forget) {}

  std::vector<DemoRecord> records() {
    // Of the last day nothing is recorded yet: it is the day to judge.
    for (int day = 0; day + 1 < static_cast<int>(letters_.size()); ++day) follow(day);
    return std::move(records_);
  }

 private:
  char letter(int day) const { return letters_[static_cast<std::size_t>(day)]; }

  void follow(int day) {
    switch (letter(day)) {
      case 'U':
        ++run_;
        if (run_ == 1) call(day);
        if (run_ > 1 && failures_ < 2) visit(day);
        return;
      case 'V': call(day); return;
      case 'a':
      case 'p': report_to_school(day); break;
      case 'E':  // neither counts nor ends the run (POLICY default 4)
        return;
      default: break;
    }
    run_ = 0;
    failures_ = 0;
  }

  void call(int day) {
    if (may_forget_ && dice_.once_in(10)) return;
    add(day, "contact", DemoActor::class_teacher, {"电话", "是", "", "已与家长通话"});
  }

  void report_to_school(int day) { add(day, "school_report", DemoActor::class_teacher, {"年级主任", "", ""}); }

  void visit(int day) {
    const bool back = letter(day + 1) == 'P';
    if (!back) ++failures_;
    add(day, "persuasion", run_ == 2 ? DemoActor::vice_principal : DemoActor::principal,
        {"家访", "是", back ? "答应返校" : "拒绝返校", "厌学", "与父母同住", ""});
  }

  void add(int day, std::string_view kind, DemoActor by, std::vector<std::string> cells) {
    const int days_before_last = static_cast<int>(letters_.size()) - 1 - day;
    records_.push_back({kind, days_before_last, by, std::move(cells)});
  }

  std::string letters_;
  Dice dice_;
  bool may_forget_;
  int run_ = 0;
  int failures_ = 0;
  std::vector<DemoRecord> records_;
};

}  // namespace

std::string demo_letters(const DemoPlan& plan, int school_class, int seat, DemoDays days) {
  if (const DemoCase* known = demo_case_of(plan, school_class, seat)) return letters_until(plan, *known, days);
  const Dice each_day = dice_of(plan, DemoQuestion::attendance_day, school_class, seat);
  const AbsenceRun run = run_of(plan, dice_of(plan, DemoQuestion::attendance_run, school_class, seat));
  std::string letters;
  for (int day = days.first; day < days.last; ++day) {
    const bool running = run.first <= day && day < run.last && (day - run.first) % run.step == 0;
    letters += running ? run.letter : letter_of_one_day(each_day.on(day));
  }
  return letters;
}

bool demo_register_returned(const DemoPlan& plan, int school_class, int day) {
  const DemoClass& made = plan.classes[static_cast<std::size_t>(school_class)];
  if (in_story_school(plan, school_class))
    return made.grade != demo_missing_grade || made.number != demo_missing_number || day + 1 < day_count(plan);
  return !dice_of(plan, DemoQuestion::missing_register, school_class, day).once_in(150);
}

std::vector<DemoRecord> demo_records(const DemoPlan& plan, int school_class, int seat) {
  const int days = day_count(plan);
  const DemoCase* known = demo_case_of(plan, school_class, seat);
  if (known == nullptr) {
    std::string letters = demo_letters(plan, school_class, seat, {0, days});
    if (letters.find_first_not_of("PE") == std::string::npos) return {};
    return FollowUp(std::move(letters), dice_of(plan, DemoQuestion::follow_up, school_class, seat),
                    !in_story_school(plan, school_class))
        .records();
  }
  std::vector<DemoRecord> records;
  for (const DemoRecord& record : known->known)
    if (record.days_before_last < days) records.push_back(record);
  return records;
}

}  // namespace ksbx
