// purpose: what a list is of, by its title, the name of its sheet or file, and by columns that only such lists have.
//
// Teachers have names, sexes and birth dates as pupils do, and so has whoever was absent on a day: by its columns alone
// a list of them would be a roster, and all who are not on it would be missing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/problem.h"
#include "files/sheet/columns.h"
#include "files/sheet/title_words.h"

namespace ksbx {

enum class Purpose {
  staff,      // 教职工花名册
  absent,     // 未到校学生名单
  leave,      // 请假学生名单
  left,       // 转出学生名单, 休学 …
  some,       // a part of the pupils: 资助学生花名册, 留守儿童登记表
  household,  // who lives there, at school or not: 适龄儿童摸底表
  no_lesson,  // 晚自习点名册, 作业登记表: not of lessons
};

struct PurposeFound {
  Purpose purpose;
  std::string word;  // that says so
  Text where;
  int line = 0;
};

// Nothing where neither says anything, or a title says it of what is in the list or not (含休学).
std::optional<PurposeFound> purpose_of(const std::vector<TitleText>& titles, const std::vector<std::string>& headers);

// Whether a list of that kind cannot be of that purpose.
bool contradicts(RosterKind kind, Purpose purpose);

// The refusal, with what to write instead.
Problem other_list(const PurposeFound& found, const Layout& taken_for, const std::vector<Layout>& layouts,
                   const std::string& file);

// The kinds that may be guessed: not those that a rulebook keeps for who names them (policy/rulebook,
// RecordKind::only_if_named), unless a title does.
std::vector<Layout> kinds_to_guess(std::vector<Layout> layouts, const std::vector<TitleText>& titles);

}  // namespace ksbx
