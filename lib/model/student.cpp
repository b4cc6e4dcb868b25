#include "model/student.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"

namespace ksbx {
namespace {

constexpr std::array all_enrolments = {Enrolment::enrolled,  Enrolment::suspended,   Enrolment::transferred_out,
                                       Enrolment::graduated, Enrolment::dropped_out, Enrolment::deceased,
                                       Enrolment::idle};

// Short codes. A number below 2^20 has four digits of five bits each, one below 2^25 five digits,
// and so on: codes stay as short as the city is small, and a code once given is never given another
// way.
constexpr std::string_view digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";  // without I, L, O, U
constexpr int bits_per_digit = 5;
constexpr int fewest_digits = 4;
constexpr int most_digits = 12;  // 2^60 pupils

// Odd, so that multiplying by them modulo a power of two loses nothing; otherwise arbitrary.
constexpr std::uint64_t first_factor = 0x9E3779B97F4A7C15;
constexpr std::uint64_t second_factor = 0xD1B54A32D192ED03;

// The number that undoes a multiplication by `odd` modulo 2^64, by Newton's method: each round
// doubles the right bits.
constexpr std::uint64_t inverse(std::uint64_t odd) {
  std::uint64_t x = odd;
  for (int round = 0; round < 6; ++round) x *= 2 - odd * x;
  return x;
}

constexpr std::uint64_t low_bits(std::uint64_t x, int bits) {
  return x & ((std::uint64_t{1} << bits) - 1);
}

// Folds the upper half onto the lower one, so that neighbours differ in every digit. It is its own
// inverse.
constexpr std::uint64_t fold(std::uint64_t x, int bits) {
  return x ^ x >> (bits + 1) / 2;
}

constexpr std::uint64_t shuffle(std::uint64_t x, int bits) {
  return low_bits(fold(low_bits(x * first_factor, bits), bits) * second_factor, bits);
}

constexpr std::uint64_t unshuffle(std::uint64_t x, int bits) {
  const std::uint64_t folded = fold(low_bits(x * inverse(second_factor), bits), bits);
  return low_bits(folded * inverse(first_factor), bits);
}

int digits_for(std::uint64_t number) {
  int count = fewest_digits;
  while (count < most_digits && number >> (count * bits_per_digit) != 0) ++count;
  return count;
}

// The value of one digit as people may write it, or nothing.
std::optional<std::uint64_t> digit_value(char c) {
  const char upper = ascii_upper(c);
  if (upper == 'O') return 0;
  if (upper == 'I' || upper == 'L') return 1;
  const std::size_t place = digits.find(upper);
  if (place == std::string_view::npos) return std::nullopt;
  return place;
}

// A value of every type, to count members by.
struct Anything {
  template <class T>
  operator T() const {
    return T();
  }
};

template <class... Some>
constexpr std::size_t members_of_student() {
  if constexpr (requires { Student{Some{}..., Anything{}}; })
    return members_of_student<Some..., Anything>();
  else
    return sizeof...(Some);
}
static_assert(student_fields.size() == members_of_student<>() - 1, "a field of Student is missing in student_fields");

}  // namespace

std::string_view name_of(Enrolment enrolment) {
  switch (enrolment) {
    case Enrolment::enrolled: return "enrolled";
    case Enrolment::suspended: return "suspended";
    case Enrolment::transferred_out: return "transferred_out";
    case Enrolment::graduated: return "graduated";
    case Enrolment::dropped_out: return "dropped_out";
    case Enrolment::deceased: return "deceased";
    case Enrolment::idle: return "idle";
  }
  return {};
}

Text label_of(Enrolment enrolment) {
  switch (enrolment) {
    case Enrolment::enrolled: return {"在读", "enrolled"};
    case Enrolment::suspended: return {"休学", "suspended"};
    case Enrolment::transferred_out: return {"转出", "transferred out"};
    case Enrolment::graduated: return {"毕业", "graduated"};
    case Enrolment::dropped_out: return {"辍学", "dropped out"};
    case Enrolment::deceased: return {"死亡", "deceased"};
    case Enrolment::idle: return {"社会闲散", "out of school"};
  }
  return {};
}

std::optional<Enrolment> enrolment(std::string_view name) {
  for (Enrolment one : all_enrolments)
    if (name_of(one) == name) return one;
  return std::nullopt;
}

const StudentField* student_field(std::string_view name) {
  const auto found = std::ranges::find(student_fields, name, &StudentField::name);
  return found == student_fields.end() ? nullptr : &*found;
}

std::string short_code(StudentId id) {
  const auto number = static_cast<std::uint64_t>(id.value);
  if (id.value <= 0 || number >> (most_digits * bits_per_digit) != 0) return {};
  const int count = digits_for(number);
  std::uint64_t rest = shuffle(number, count * bits_per_digit);
  std::string code(static_cast<std::size_t>(count), '0');
  for (auto digit = code.rbegin(); digit != code.rend(); ++digit) {
    *digit = digits[low_bits(rest, bits_per_digit)];
    rest >>= bits_per_digit;
  }
  return "S-" + code;
}

std::optional<StudentId> student_of_code(std::string_view code) {
  if (code.empty() || (code.front() != 'S' && code.front() != 's')) return std::nullopt;
  code.remove_prefix(1);
  if (!code.empty() && code.front() == '-') code.remove_prefix(1);
  const int count = static_cast<int>(std::min<std::size_t>(code.size(), most_digits + 1));
  if (count < fewest_digits || count > most_digits) return std::nullopt;
  std::uint64_t shuffled = 0;
  for (char c : code) {
    const auto value = digit_value(c);
    if (!value) return std::nullopt;
    shuffled = shuffled << bits_per_digit | *value;
  }
  const std::uint64_t number = unshuffle(shuffled, count * bits_per_digit);
  // A number that would have been written shorter was never given out in this form.
  if (number == 0 || digits_for(number) != count) return std::nullopt;
  return StudentId{static_cast<std::int64_t>(number)};
}

}  // namespace ksbx
