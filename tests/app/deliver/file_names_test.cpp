#include "app/deliver/file_names.h"

#include <doctest/doctest.h>

using namespace ksbx;

TEST_CASE("what a disk, a shell or Windows would take for something else is no part of a name") {
  const struct {
    const char* words;
    const char* name;
  } cases[] = {
      {"青石镇 徐可鹏", "青石镇 徐可鹏"},
      {"../../etc/passwd", "_.._etc_passwd"},
      {"王/老师", "王_老师"},
      {"a\nb\tc", "a_b_c"},
      {"一中\\七(1)班:\"王\"?", "一中_七(1)班__王__"},
      {"-rf", "rf"},
      {".hidden", "hidden"},
      {"~$lock", "$lock"},
      {"name. ", "name"},
      {"con", "_con"},
      {"COM1.x", "_COM1.x"},
      {"...", "_"},
      {"", "_"},
  };
  for (const auto& [words, name] : cases) {
    CAPTURE(words);
    CHECK(file_name(words) == name);
  }
}

TEST_CASE("a long name is cut between characters") {
  std::string words;
  for (int i = 0; i < 200; ++i) words += "镇";
  const std::string name = file_name(words);
  CHECK(name.size() == 120);
  CHECK(name.ends_with("镇"));
}

TEST_CASE("two receivers of one name have two folders, also where a disk knows no small letters") {
  CHECK(distinct_file_names({"王老师", "李老师", "王老师", "Wang", "WANG", "王老师（2）"}) ==
        std::vector<std::string>{"王老师", "李老师", "王老师（2）", "Wang", "WANG（2）", "王老师（2）（2）"});
}
