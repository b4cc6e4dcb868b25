// Condition: the small typed language of `when` and `where`.
//
//   failed_persuasions >= $failed_persuasions_before_report and not (stage >= 'reported')
//   mode = 'home_visit' and reached and reason is known
//   outcome in ('refused', 'not_found') or unexcused_days + 1 > 3
//
// Grammar, loosest first; words may be written in either case:
//   or · and · not · comparison (= != <> < <= > >=, [not] in (…), is [not] known) · + - · * · -x ·
//   (…) names: a letter or _, then letters, digits, _      parameters: $name literals: 12, 'text'
//   ('' is a quote), true, false  a 'YYYY-MM-DD' compared with a date is a date
// A subset of SQL's WHERE. Double quotes, unknown names, a choice that does not exist, a text
// compared with a number, `<` on an unordered choice: all are problems when the file is read, each
// with its column and the nearest right name.
//
// Numbers are whole; a result beyond 64 bits stops at Value::no_limit; a division is not offered. A
// text may nest at most 50 deep (parentheses, `not` and minus signs counted together) and be at
// most 4,000 bytes long.
//
// Codes of the problems: unknown-name, unknown-parameter, unknown-choice, condition-syntax,
// condition-type, condition-too-long, condition-too-deep. All of one text are reported together, up
// to the place where its structure breaks.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.h"
#include "policy/condition/value.h"

namespace ksbx {

// What a condition is asked about: one value per slot of each vocabulary it was parsed with.
struct Situation {
  std::span<const Value> names;
  std::span<const Value> parameters;
};

// One comparison of a condition, and how it came out: "unexcused_days >= $leader_visit_after", yes,
// with what each word stood for.
struct Leaf {
  std::string source;
  Truth truth = Truth::unknown;
  struct Word {
    std::string name;  // "unexcused_days", "$leader_visit_after"
    Text label;
    Text value;
  };
  std::vector<Word> words;
};

struct Node;  // one step of the parsed expression; policy/condition/condition_node.h, for those who reason
              // about conditions

class Condition {
 public:
  // The words of a vocabulary that a condition uses, by slot, as they were when it was parsed.
  using Words = std::map<int, Vocabulary::Name>;

  // Where the text stands: `origin` is the place of its first character, `excerpt` the whole line of the file.
  struct Place {
    Origin origin;
    std::string excerpt;
  };

  // A condition, which must be boolean; or a value of any type. Nothing if there are errors, which
  // are added to `problems`.
  static std::optional<Condition> parse(std::string_view source, const Vocabulary& names, const Vocabulary& parameters,
                                        const Place& place, Problems& problems);
  static std::optional<Condition> parse_value(std::string_view source, const Vocabulary& names,
                                              const Vocabulary& parameters, const Place& place, Problems& problems);

  const std::string& source() const { return source_; }
  const Place& place() const { return place_; }
  const Type& type() const;

  Truth holds(Situation situation) const;
  Value value(Situation situation) const;
  // Every comparison and every boolean that stands alone, left to right, whether or not the answer
  // needed it. A value that is not boolean is one leaf, whose truth is unknown.
  std::vector<Leaf> explain(Situation situation) const;

  std::vector<int> names_used() const;  // slots, ascending, each once
  bool uses_name(int slot) const;
  std::vector<int> parameters_used() const;

  const Node& root() const { return *root_; }

 private:
  Condition(std::string_view source, std::shared_ptr<const Node> root, const Vocabulary& names,
            const Vocabulary& parameters, Place place);

  std::string source_;
  Place place_;
  std::shared_ptr<const Node> root_;
  std::shared_ptr<const Words> names_, parameters_;
};

}  // namespace ksbx
