#include "model/makers.h"

#include <doctest/doctest.h>

#include <set>

using namespace ksbx;

namespace {

// The people found, with "+" between; "?" after them if the words name somebody else.
std::string found(const char* words) {
  static const std::set<std::string> staff = {"王班主任", "李校长", "李和平", "Anna Maria"};
  const Makers makers = makers_in(words, [](const std::string& name) { return staff.contains(name); });
  std::string all;
  for (const std::string& one : makers.people) all += (all.empty() ? "" : "+") + one;
  return all + (makers.are_all ? "" : "?");
}

}  // namespace

TEST_CASE("several who made a record are told apart by whatever stands between their names") {
  for (const char* words :
       {"王班主任、李校长", "王班主任，李校长", "王班主任,李校长", "王班主任 李校长", "王班主任　李校长",
        "王班主任/李校长", "王班主任和李校长", "王班主任；李校长", "王班主任\n李校长", "王班主任 和 李校长"}) {
    CAPTURE(words);
    CHECK(found(words) == "王班主任+李校长");
  }
}

TEST_CASE("a name that is known is one person, and a stranger is no one") {
  CHECK(found("李和平") == "李和平");
  CHECK(found("Anna Maria、李和平") == "Anna Maria+李和平");
  CHECK(found("李和平和王班主任") == "王班主任?");
  CHECK(found("王班主任、路人") == "王班主任?");
  CHECK(found("") == "?");
}
