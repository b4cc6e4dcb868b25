#include "app/demo/demo_people.h"

#include <array>
#include <cstddef>
#include <string_view>

#include "app/demo/demo_names.h"
#include "base/text.h"
#include "model/id_number.h"

namespace ksbx {

namespace {

// The id number with this birthday and this place among those born on it. Boys have odd orders, girls even ones that do
// not end in 00, since 18 digits that end in 000 look as if a spreadsheet had rounded them. After 490 places of each
// sex the next division follows: 990182, which is not assigned either.
std::string id_number(Day birth, int place, Sex sex) {
  constexpr int places = 490;
  const int nth = place % places;
  const int order = sex == Sex::male ? 2 * nth + 1 : 2 * (nth + 1 + nth / 49);
  std::string id = formatted("{:06}{:04}{:02}{:02}{:03}", 990181 + place / places, birth.year(), birth.month(),
                             birth.day_of_month(), order);
  id += id_check_character(id);
  return id;
}

std::string with_wrong_check(std::string id) {
  id.back() = id.back() == '3' ? '8' : '3';
  return id;
}

std::string phone(Dice& dice) {
  return formatted("100{:08}", dice.below(100'000'000));
}

std::string address_in(const DemoTown& town, Dice& dice) {
  const std::string village = dice.of(town.villages);
  const int group = 1 + dice.below(8);
  return formatted("石桥市{}{}{}组{}号", town.name, village, group, 1 + dice.below(90));
}

// Everything about someone except what identifies a class: name, family, where he lives.
void settle(DemoPupil& pupil, const DemoPlan& plan, int town, Dice& dice) {
  constexpr std::array<std::string_view, 6> relations = {"父亲", "母亲", "父亲", "母亲", "祖父", "祖母"};
  pupil.ethnicity = dice.on(1).once_in(40) ? "回族" : "汉族";
  pupil.name = demo_person_name(dice);
  pupil.address = address_in(plan.towns[static_cast<std::size_t>(town)], dice);
  pupil.hukou = dice.once_in(40) ? "东原县河口镇" : pupil.address;
  pupil.guardian = demo_relative_name(pupil.name, dice);
  pupil.relation = std::string(dice.of(relations));
  pupil.guardian_phone = phone(dice);
  pupil.left_behind = dice.once_in(10);
  pupil.poor = dice.once_in(14);
}

void blot_id(DemoPupil& pupil, Dice& dice) {
  if (dice.once_in(300)) {
    pupil.id_as_written.clear();
    pupil.xueji.front() = 'L';  // a temporary number, until there is an id number
  } else if (dice.once_in(600)) {
    pupil.id_as_written = with_wrong_check(pupil.id_as_written);
  }
}

}  // namespace

int demo_school_year(const DemoPlan& plan) {
  const Day first = plan.options.school_days.front();
  return first.month() >= 8 ? first.year() : first.year() - 1;
}

DemoPupil demo_pupil(const DemoPlan& plan, int school_class, int seat) {
  const DemoClass& where = plan.classes[static_cast<std::size_t>(school_class)];
  const DemoSchool& school = plan.schools[static_cast<std::size_t>(where.school)];
  Dice dice(plan.options.seed, DemoQuestion::person,
            {static_cast<std::uint64_t>(school_class), static_cast<std::uint64_t>(seat)});
  const DemoCase* known = demo_case_of(plan, school_class, seat);

  DemoPupil pupil;
  const bool moved = dice.once_in(33);
  const bool elsewhere = known != nullptr ? known->lives_next_door : moved;
  settle(pupil, plan, elsewhere ? demo_neighbour(school.town) : school.town, dice);
  pupil.sex = dice.once_in(2) ? Sex::male : Sex::female;
  // Pupils of a grade take the days of their year in turn (211 is prime to 365), so that no two share a number.
  const int nth = where.before_in_grade + seat;
  const Day first = Day::nearest(demo_school_year(plan) - 6 - where.grade, 9, 1);
  pupil.birth = first + nth % 365 * 211 % 365;
  pupil.boarding = where.grade >= 7 && dice.once_in(4);
  if (known != nullptr) {
    pupil.name = known->name;
    pupil.sex = known->sex;
    pupil.guardian = demo_relative_name(pupil.name, dice);
  }
  pupil.id_as_written = id_number(pupil.birth, nth / 365, pupil.sex);
  pupil.xueji = "G" + pupil.id_as_written;
  if (known == nullptr) blot_id(pupil, dice);
  return pupil;
}

DemoPupil demo_idle_minor(const DemoPlan& plan, int n) {
  Dice dice(plan.options.seed, DemoQuestion::person, {0xD1E, static_cast<std::uint64_t>(n)});
  DemoPupil pupil;
  const bool last = n == demo_idle_minors - 1;
  settle(pupil, plan, last ? demo_neighbour(demo_story_town) : demo_story_town, dice);
  pupil.sex = n % 2 == 0 ? Sex::male : Sex::female;
  // One year older than grade nine, so the number cannot be a pupil's; all are minors during the school year.
  pupil.birth = Day::nearest(demo_school_year(plan) - 16, 9, 1) + n * 61;
  pupil.id_as_written = id_number(pupil.birth, n, pupil.sex);
  pupil.xueji = "G" + pupil.id_as_written;
  return pupil;
}

}  // namespace ksbx
