#include "policy/condition/value.h"

#include <doctest/doctest.h>

namespace ksbx {
namespace {

const Type boolean{.kind = Type::Kind::boolean};
const Type integer{.kind = Type::Kind::integer};
const Type free_text{.kind = Type::Kind::text};
const Type date{.kind = Type::Kind::date};
const Type outcome{.kind = Type::Kind::choice, .choices = {"returned", "promised", "refused"}};

}  // namespace

TEST_SUITE("values") {
  TEST_CASE("a value that no one gave is absent, which is not the same as unknown") {
    CHECK(Value().known() == Value::Known::absent);
    CHECK(Value::unknown().known() == Value::Known::unknown);
    CHECK(Value() != Value::unknown());
    CHECK_FALSE(Value().is_exact());
    CHECK_FALSE(Value::unknown().is_exact());
  }

  TEST_CASE("a range whose ends meet is an exact number, one without ends is unknown") {
    CHECK(Value::between(3, 3) == Value::of(std::int64_t{3}));
    CHECK(Value::between(1, 4).known() == Value::Known::between);
    CHECK(Value::between(1, 4).least() == 1);
    CHECK(Value::between(1, 4).most() == 4);
    CHECK(Value::between(-Value::no_limit, Value::no_limit) == Value::unknown());
    CHECK(Value::between(1, Value::no_limit).known() == Value::Known::between);
  }

  TEST_CASE("an unknown yes or no stays unknown, an absent one counts as no") {
    CHECK(Value::of(Truth::yes).truth() == Truth::yes);
    CHECK(Value::of(Truth::no).truth() == Truth::no);
    CHECK(Value::of(Truth::unknown).truth() == Truth::unknown);
    CHECK(Value::of(Truth::unknown) == Value::unknown());
    CHECK(Value().truth() == Truth::no);
    CHECK(Value::between(0, 1).truth() == Truth::unknown);
  }

  TEST_CASE("and, or, not of three values: an unknown is never quietly a no") {
    const Truth no = Truth::no, unknown = Truth::unknown, yes = Truth::yes;
    CHECK(both(yes, unknown) == unknown);
    CHECK(both(no, unknown) == no);
    CHECK(either(yes, unknown) == yes);
    CHECK(either(no, unknown) == unknown);
    CHECK(opposite(unknown) == unknown);
    CHECK(opposite(yes) == no);
  }

  TEST_CASE("people read a value in words of their language") {
    struct Example {
      Value value;
      Type type;
      std::string zh;
      std::string en;
    };
    const std::vector<Example> examples = {
        {Value(), integer, "—", "—"},
        {Value::unknown(), integer, "未知", "unknown"},
        {Value::of(std::int64_t{3}), integer, "3", "3"},
        {Value::between(1, 4), integer, "1…4", "1…4"},
        {Value::between(2, Value::no_limit), integer, "至少 2", "at least 2"},
        {Value::between(-Value::no_limit, 2), integer, "至多 2", "at most 2"},
        {Value::of(Truth::yes), boolean, "是", "yes"},
        {Value::of(Truth::no), boolean, "否", "no"},
        {Value::of(Truth::unknown), boolean, "未知", "unknown"},
        {Value::choice(2), outcome, "refused", "refused"},
        {Value::between(0, 1), outcome, "returned…promised", "returned…promised"},
        {Value::of(*Day::parse("2026-11-23")), date, "2026-11-23", "2026-11-23"},
        {Value::of(std::string("父亲住院")), free_text, "父亲住院", "父亲住院"},
        {Value::of(std::string()), free_text, "", ""},
    };
    for (const Example& example : examples) {
      CAPTURE(example.en);
      CHECK(example.value.show(example.type).zh == example.zh);
      CHECK(example.value.show(example.type).en == example.en);
    }
  }

  TEST_CASE("a vocabulary gives each name one slot, and a name added again keeps its type") {
    Vocabulary names;
    CHECK(names.add({"unexcused_days", integer, {"连续无故缺课天数", "unexcused days"}}) == 0);
    CHECK(names.add({"outcome", outcome, {"结果", "outcome"}}) == 1);
    CHECK(names.add({"unexcused_days", free_text, {}}) == 0);
    CHECK(names.size() == 2);
    CHECK(names.at(0).type == integer);
    CHECK(names.slot("outcome") == 1);
    CHECK(names.slot("outcomes") == std::nullopt);
    CHECK(names.words() == std::vector<std::string>{"unexcused_days", "outcome"});
  }
}

}  // namespace ksbx
