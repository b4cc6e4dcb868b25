#include "app/import/read_ahead.h"

#include <doctest/doctest.h>

#include <stdexcept>
#include <string>

#include "without_threads.h"

using namespace ksbx;

namespace {

struct Numbers {
  int last;
  int made = 0;
  bool operator()(std::string& place) {
    if (made == last) return false;
    place = std::to_string(++made);
    return true;
  }
};

}  // namespace

TEST_CASE("whatever is read ahead arrives once and in order, however much there is") {
  for (int count : {0, 1, 255, 256, 257, 5000}) {
    CAPTURE(count);
    ReadAhead<std::string> numbers(Numbers{count});
    int taken = 0;
    while (const std::string* number = numbers.next()) REQUIRE(*number == std::to_string(++taken));
    CHECK(taken == count);
    CHECK(numbers.next() == nullptr);
  }
}

TEST_CASE("where no thread is to be had rows are made when they are asked for") {
  CHECK(holds_without_threads([] {
    ReadAhead<std::string> numbers(Numbers{1000});
    int taken = 0;
    while (const std::string* number = numbers.next())
      if (*number != std::to_string(++taken)) return false;
    return taken == 1000;
  }));
}

TEST_CASE("a mistake far down a file is reported after the rows before it") {
  ReadAhead<int> rows([made = 0](int& row) mutable {
    if (made == 1000) throw std::runtime_error("line 1001");
    row = ++made;
    return true;
  });
  int taken = 0;
  CHECK_THROWS_WITH(
      [&] {
        while (rows.next() != nullptr) ++taken;
      }(),
      "line 1001");
  CHECK(taken == 1000);
}

TEST_CASE("who stops in the middle of a file waits for no one") {
  ReadAhead<int> endless([](int& row) {
    row = 1;
    return true;
  });
  CHECK(*endless.next() == 1);
}
