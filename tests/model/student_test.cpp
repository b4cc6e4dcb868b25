#include "model/student.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cctype>
#include <set>
#include <string>

using namespace ksbx;

namespace {

bool survives(std::int64_t number) {
  return student_of_code(short_code(StudentId{number})) == StudentId{number};
}

}  // namespace

TEST_CASE("every pupil is found again by the short code, however many there are") {
  for (std::int64_t number = 1; number <= 40'000; ++number) REQUIRE(survives(number));
  for (int bits = 15; bits <= 59; ++bits) {
    const std::int64_t power = std::int64_t{1} << bits;
    for (std::int64_t number : {power - 1, power, power + 1, power + 12'345}) {
      CAPTURE(number);
      CHECK(survives(number));
    }
  }
}

TEST_CASE("no two pupils share a short code") {
  std::set<std::string> codes;
  for (std::int64_t number = 1; number <= 20'000; ++number) codes.insert(short_code(StudentId{number}));
  for (std::int64_t number = 1'040'000; number <= 1'060'000; ++number)  // across the step to five digits
    codes.insert(short_code(StudentId{number}));
  CHECK(codes.size() == 40'001);
}

TEST_CASE("a short code has four digits up to a million pupils, and one more beyond") {
  CHECK(short_code(StudentId{1}).size() == 6);
  CHECK(short_code(StudentId{1'048'575}).size() == 6);
  CHECK(short_code(StudentId{1'048'576}).size() == 7);
  CHECK(short_code(StudentId{33'554'432}).size() == 8);
}

TEST_CASE("a short code is the same for ever, since people write it down") {
  CHECK(short_code(StudentId{1}) == "S-JFCY");
  CHECK(short_code(StudentId{2400}) == "S-YBWK");
  CHECK(short_code(StudentId{1'048'576}) == "S-AH7W0");
}

TEST_CASE("neighbours on the roster differ in more than the last digit of their codes") {
  const std::string one = short_code(StudentId{1001});
  const std::string next = short_code(StudentId{1002});
  CHECK(one.substr(0, 5) != next.substr(0, 5));
}

TEST_CASE("a short code may be written carelessly, in small letters, without hyphen, with O for 0") {
  for (std::int64_t number = 1; number <= 3'000; ++number) {
    const std::string code = short_code(StudentId{number});
    std::string careless = "s";
    for (char c : code.substr(2)) {
      const char small = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      careless += c == '0' ? 'o' : c == '1' ? 'l' : small;
    }
    REQUIRE(student_of_code(careless) == StudentId{number});
  }
}

TEST_CASE("a code that is accepted is the very code of that pupil") {
  const std::string_view digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  int refused = 0;
  for (std::size_t number = 0; number < 33'554'432; number += 997) {
    std::string code = "S-";
    for (int shift = 20; shift >= 0; shift -= 5) code += digits[number >> shift & 31];
    const auto pupil = student_of_code(code);
    if (pupil) REQUIRE(short_code(*pupil) == code);
    if (!pupil) ++refused;
  }
  CHECK(refused > 0);  // five digits for a number that has a code of four
}

TEST_CASE("what is not a short code names no one") {
  for (const std::string text : {"", "S", "S-", "S-7K3", "7K3Q", "T-7K3Q", "S--7K3Q", "S-7K3U", "S-7K 3Q", "S-0000",
                                 "S-0000000000000", "王小明", "S-七K3Q"}) {
    CAPTURE(text);
    CHECK_FALSE(student_of_code(text));
  }
  CHECK(short_code(StudentId{}).empty());
  CHECK(short_code(StudentId{-1}).empty());
}

TEST_CASE("a pupil without an id number is provisional") {
  Student student;
  CHECK(student.provisional());
  student.id_number = "990181201403071230";
  CHECK_FALSE(student.provisional());
}

TEST_CASE("every enrolment has a word of its own and is read back by it") {
  for (Enrolment one : {Enrolment::enrolled, Enrolment::suspended, Enrolment::transferred_out, Enrolment::graduated,
                        Enrolment::dropped_out, Enrolment::deceased, Enrolment::idle}) {
    CHECK(enrolment(name_of(one)) == one);
    CHECK_FALSE(label_of(one).zh.empty());
  }
  CHECK_FALSE(enrolment("在读"));
}

TEST_CASE("every field of a pupil has one line in the table, with a heading in both languages") {
  std::set<std::string_view> names;
  for (const StudentField& field : student_fields) {
    CAPTURE(field.name);
    CHECK(names.insert(field.name).second);
    CHECK(std::ranges::count(student_fields, field.member, &StudentField::member) == 1);
    CHECK_FALSE(field.label().zh.empty());
    CHECK_FALSE(field.label().en.empty());
    const bool is_text = std::holds_alternative<std::string Student::*>(field.member);
    CHECK(is_text == (field.spelling != StudentField::Spelling::none));
    CHECK(student_field(field.name) == &field);
  }
  CHECK(student_field("since") == nullptr);
}
