#include "store/spill/rejects.h"

#include <doctest/doctest.h>

#include <filesystem>

using namespace ksbx;

namespace {

Reject reject(int line) {
  const std::string number = std::to_string(line);
  return {line % 20'000 < 10'000 ? "青石镇.csv" : "河口镇.csv",
          line,
          "R_NAME_MISSING",
          "没有姓名",
          {"姓名", "性别", "备注"},
          {"", "男\"，", std::string(static_cast<std::size_t>(line % 300), 'x') + number}};
}

}  // namespace

TEST_CASE("every row that could not be taken comes back as it stood, however many there are") {
  constexpr int many = 60'000;  // some ten megabytes
  Rejects rejects(std::filesystem::temp_directory_path().string());
  for (int line = 1; line <= many; ++line) rejects.add(reject(line));
  CHECK(rejects.size() == many);
  for (int reading = 0; reading < 2; ++reading) {
    int line = 0;
    rejects.each([&](const Reject& one) {
      const Reject wanted = reject(++line);
      REQUIRE(one.file == wanted.file);
      REQUIRE(one.line == line);
      REQUIRE(one.header == wanted.header);
      REQUIRE(one.cells == wanted.cells);
      return true;
    });
    CHECK(line == many);
  }
}

TEST_CASE("who has seen enough of the rows that could not be taken is shown no more") {
  Rejects rejects(std::filesystem::temp_directory_path().string());
  for (int line = 1; line <= 3; ++line) rejects.add(reject(line));
  int seen = 0;
  rejects.each([&](const Reject&) { return ++seen < 2; });
  CHECK(seen == 2);
}
