// absentees: who was not there, as people write it in one cell or one line: 张三（病假）、李四 旷课2节、王五：事假半天,
// 病假：张三、李四；旷课：王五.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ksbx {

struct Absentee {
  std::string name;         // empty: the words could not be cut into name and state
  std::string state;        // as written, with its note; empty: no word says it
  std::string words;        // what was read
  std::string remark = {};  // 电话没人接, 发烧: what else the words say of the child
};

struct Absentees {
  std::vector<Absentee> all;
  bool nobody = false;  // 无, 全勤: and there are none
  // Of 应到45 实到43 缺勤2, if the words say so.
  std::optional<int> expected, present, missing;
};

// Nothing is left out: words that are neither a name nor a state are an Absentee without a name, unless they are known
// to tell why a child is missing (发烧, 电话没人接): then they are a remark about the child before them.
// 张三妈妈：孩子迟到 is about 张三. `state`: what the column says of a bare name (旷课学生); empty if it does not.
Absentees read_absentees(std::string_view words, std::string_view state = {});

// 45, 45人; nothing of anything else.
std::optional<int> read_head_count(std::string_view cell);

// Whether the word is read as a state of one pupil.
bool is_state(std::string_view word);
// Whether it says that the pupil was there, if late: such a one is not missing.
bool says_there(std::string_view state);

}  // namespace ksbx
