#include "policy/condition/condition_parser.h"

#include <array>
#include <utility>
#include <vector>

#include "base/utf8.h"
#include "policy/condition/condition_tokens.h"
#include "policy/condition/condition_typing.h"

namespace ksbx {
namespace {

constexpr std::size_t longest_source = 4000;
constexpr int deepest_nesting = 50;

using Part = Typing::Part;

constexpr std::array<std::pair<std::string_view, Node::Comparison>, 6> comparisons = {{
    {"=", Node::Comparison::equal},
    {"!=", Node::Comparison::unequal},
    {"<", Node::Comparison::less},
    {"<=", Node::Comparison::at_most},
    {">", Node::Comparison::greater},
    {">=", Node::Comparison::at_least},
}};

// What to do about a word after the end: SQL has more of them than conditions.
Text remedy_for_extra(std::string_view word) {
  if (word == "between" || word == "BETWEEN") {
    return {"请写成两个比较，例如 unexcused_days >= 1 and unexcused_days <= 3",
            "write two comparisons, as in unexcused_days >= 1 and unexcused_days <= 3"};
  }
  if (word == "like" || word == "LIKE") {
    return {"文字只能整个比较，请用 = 或 in (…)", "texts are compared as a whole, with = or in (…)"};
  }
  return {"两个条件之间要写 and 或 or", "put and or or between two conditions"};
}

// Recursive descent, one function for each line of the grammar in condition.h. When the structure
// breaks, `break_off` reports it once and moves to the end, where every function finds nothing more
// to do and returns.
class Parser {
 public:
  Parser(std::string_view source, const Vocabulary& names, const Vocabulary& parameters, Faults& faults)
      : tokens_(tokens_of(source, faults)), typing_(names, parameters, faults), faults_(faults) {}

  Part whole(Wanted wanted);

 private:
  Part alternatives();
  Part conjunction();
  Part negation();
  Part comparison();
  Part relation(Part left);
  Part list(Node::Kind kind, Part left);
  Part knowledge(Part left);
  Part sum();
  Part product();
  Part signed_value();
  Part value();
  Part parenthesis();

  // A deeper level, counted; nothing if it is too deep.
  Part nested(Part (Parser::*inside)());
  Part break_off(Text what, Text remedy, std::string code = "condition-syntax");

  const Token& here() const { return tokens_[at_]; }
  bool sees(Token::Kind kind, std::string_view spelling) const { return here().is(kind, spelling); }
  bool sees_relation() const;
  bool take(Token::Kind kind, std::string_view spelling);
  bool take_symbol(std::string_view spelling) { return take(Token::Kind::symbol, spelling); }
  bool take_keyword(std::string_view spelling) { return take(Token::Kind::keyword, spelling); }
  // The part stands from byte `begin` to the end of what was taken last.
  Part standing(std::size_t begin, Part part) const;
  std::string shown(const Token& token) const { return faults_.words(token.begin, token.end); }

  std::vector<Token> tokens_;
  Typing typing_;
  Faults& faults_;
  std::size_t at_ = 0;
  int depth_ = 0;
  bool broken_ = false;
};

Part Parser::whole(Wanted wanted) {
  if (here().kind == Token::Kind::end) {
    return break_off({"条件是空的", "the condition is empty"},
                     {"请写一个条件，例如 unexcused_days >= 2，或者删去这一项",
                      "write one, as in unexcused_days >= 2, or leave the key out"});
  }
  Part part = alternatives();
  if (here().kind != Token::Kind::end) {
    if (sees(Token::Kind::symbol, ")")) {
      return break_off({"多了一个右括号", "there is no ( for this )"},
                       {"请删去它，或在前面补上左括号 (", "remove it, or put a ( before"});
    }
    return break_off(text("“{}”不该出现在这里", "\"{}\" is not expected here", shown(here())),
                     remedy_for_extra(here().spelling));
  }
  if (part && wanted == Wanted::boolean && !typing_.expect_boolean(*part)) return std::nullopt;
  return part;
}

Part Parser::alternatives() {
  const std::size_t begin = here().begin;
  std::vector<Part> parts;
  parts.push_back(conjunction());
  while (take_keyword("or")) parts.push_back(conjunction());
  if (parts.size() == 1) return std::move(parts.front());
  return standing(begin, typing_.joined(Node::Kind::any_of, std::move(parts)));
}

Part Parser::conjunction() {
  const std::size_t begin = here().begin;
  std::vector<Part> parts;
  parts.push_back(negation());
  while (take_keyword("and")) parts.push_back(negation());
  if (parts.size() == 1) return std::move(parts.front());
  return standing(begin, typing_.joined(Node::Kind::all_of, std::move(parts)));
}

Part Parser::negation() {
  const std::size_t begin = here().begin;
  if (!take_keyword("not")) return comparison();
  return standing(begin, typing_.turned(Node::Kind::opposite, nested(&Parser::negation)));
}

Part Parser::comparison() {
  const std::size_t begin = here().begin;
  Part left = sum();
  if (!sees_relation()) return left;
  Part result = standing(begin, relation(std::move(left)));
  if (!sees_relation()) return result;
  return break_off(
      text("比较不能连写，“{}”是多出来的", "comparisons cannot be chained: \"{}\" is one too many", shown(here())),
      {"请拆成两个比较，例如 1 <= days and days <= 3", "write two, as in 1 <= days and days <= 3"});
}

bool Parser::sees_relation() const {
  if (sees(Token::Kind::keyword, "is") || sees(Token::Kind::keyword, "in")) return true;
  if (sees(Token::Kind::keyword, "not")) return tokens_[at_ + 1].is(Token::Kind::keyword, "in");
  for (const auto& [symbol, comparison] : comparisons)
    if (sees(Token::Kind::symbol, symbol)) return true;
  return false;
}

Part Parser::relation(Part left) {
  if (take_keyword("is")) return knowledge(std::move(left));
  if (take_keyword("in")) return list(Node::Kind::one_of, std::move(left));
  if (take_keyword("not")) {
    take_keyword("in");
    return list(Node::Kind::none_of, std::move(left));
  }
  for (const auto& [symbol, comparison] : comparisons) {
    if (take_symbol(symbol)) return typing_.compared(std::move(left), comparison, sum());
  }
  return left;
}

Part Parser::list(Node::Kind kind, Part left) {
  if (!take_symbol("(")) {
    return break_off({"in 后面要有括号里的清单", "in needs a list in parentheses"},
                     {"例如 outcome in ('refused', 'not_found')", "as in outcome in ('refused', 'not_found')"});
  }
  std::vector<Part> items;
  do {
    items.push_back(sum());
  } while (take_symbol(","));
  if (!take_symbol(")")) {
    return break_off(
        {"清单没有结束", "the list does not end"},
        {"各项之间用逗号 , 隔开，最后用右括号 ) 结束", "separate the items with commas and end the list with )"});
  }
  return typing_.listed(kind, std::move(left), std::move(items));
}

Part Parser::knowledge(Part left) {
  const Node::Kind kind = take_keyword("not") ? Node::Kind::not_known : Node::Kind::known;
  if (take_keyword("known")) return Typing::known(kind, std::move(left));
  return break_off({"is 后面只能是 known 或 not known", "after \"is\" only \"known\" or \"not known\" can follow"},
                   {"要比较相等请用 =；要问是否已知请写 is known",
                    "use = to compare; write is known to ask whether there is a value"});
}

Part Parser::sum() {
  const std::size_t begin = here().begin;
  std::vector<Part> parts;
  parts.push_back(product());
  while (true) {
    const std::size_t sign = here().begin;
    if (take_symbol("+")) {
      parts.push_back(product());
    } else if (take_symbol("-")) {
      parts.push_back(standing(sign, typing_.turned(Node::Kind::negative, product())));
    } else {
      break;
    }
  }
  if (parts.size() == 1) return std::move(parts.front());
  return standing(begin, typing_.joined(Node::Kind::sum, std::move(parts)));
}

Part Parser::product() {
  const std::size_t begin = here().begin;
  std::vector<Part> parts;
  parts.push_back(signed_value());
  while (take_symbol("*")) parts.push_back(signed_value());
  if (parts.size() == 1) return std::move(parts.front());
  return standing(begin, typing_.joined(Node::Kind::product, std::move(parts)));
}

Part Parser::signed_value() {
  const std::size_t begin = here().begin;
  if (!take_symbol("-")) return value();
  return standing(begin, typing_.turned(Node::Kind::negative, nested(&Parser::signed_value)));
}

Part Parser::value() {
  if (take_symbol("(")) return nested(&Parser::parenthesis);
  const Token& token = here();
  const std::size_t begin = token.begin;
  if (take_keyword("true")) return standing(begin, Typing::truth_literal(Truth::yes));
  if (take_keyword("false")) return standing(begin, Typing::truth_literal(Truth::no));
  switch (token.kind) {
    case Token::Kind::word: ++at_; return standing(begin, typing_.name(token));
    case Token::Kind::parameter: ++at_; return standing(begin, typing_.parameter(token));
    case Token::Kind::number: ++at_; return standing(begin, Typing::number_literal(token));
    case Token::Kind::text: ++at_; return standing(begin, Typing::text_literal(token));
    case Token::Kind::missing: ++at_; return std::nullopt;
    case Token::Kind::end:
      return break_off({"条件到这里就断了，后面缺少内容", "the condition ends where something is missing"},
                       {"请补上名称、数字或单引号里的文字", "add a name, a number or a text in single quotes"});
    case Token::Kind::keyword:
    case Token::Kind::symbol:
      return break_off(text("“{}”不该出现在这里", "\"{}\" is not expected here", shown(token)),
                       {"这里应当是名称、数字、单引号里的文字，或用括号括起来的条件",
                        "expected here: a name, a number, a text in single quotes, or a condition in "
                        "parentheses"});
  }
  return std::nullopt;
}

// After its opening one.
Part Parser::parenthesis() {
  Part part = alternatives();
  if (take_symbol(")")) return part;
  return break_off({"缺少右括号", "a closing parenthesis is missing"},
                   {"请补上 )；两个条件之间要写 and 或 or", "add the ); put and or or between two conditions"});
}

Part Parser::nested(Part (Parser::*inside)()) {
  if (depth_ == deepest_nesting) {
    return break_off(text("条件嵌套超过 {} 层", "the condition nests more than {} deep", deepest_nesting),
                     {"请拆成几个表达式事实（type = \"expression\"），再引用它们的名称",
                      "split it into expression facts (type = \"expression\") and use their names"},
                     "condition-too-deep");
  }
  ++depth_;
  Part part = (this->*inside)();
  --depth_;
  return part;
}

Part Parser::break_off(Text what, Text remedy, std::string code) {
  if (!broken_) faults_.add(std::move(code), here().begin, std::move(what), std::move(remedy));
  broken_ = true;
  at_ = tokens_.size() - 1;
  return std::nullopt;
}

bool Parser::take(Token::Kind kind, std::string_view spelling) {
  if (!sees(kind, spelling)) return false;
  ++at_;
  return true;
}

Part Parser::standing(std::size_t begin, Part part) const {
  if (!part) return part;
  part->begin = begin;
  part->end = at_ > 0 ? tokens_[at_ - 1].end : begin;
  return part;
}

}  // namespace

std::optional<Node> parse_condition(std::string_view source, Wanted wanted, const Vocabulary& names,
                                    const Vocabulary& parameters, Faults& faults) {
  if (source.size() > longest_source) {
    faults.add("condition-too-long", 0,
               text("条件有 {} 个字节，最多 {} 个", "the condition has {} bytes; {} are allowed", source.size(),
                    longest_source),
               {"请拆成几个表达式事实（type = \"expression\"），再引用它们的名称",
                "split it into expression facts (type = \"expression\") and use their names"});
    return std::nullopt;
  }
  if (const std::optional<std::size_t> bad = first_invalid_utf8(source)) {
    faults.add("condition-syntax", *bad, {"这里不是 UTF-8 文字", "this is not UTF-8 text"},
               {"请把文件另存为 UTF-8 编码", "save the file in UTF-8"});
    return std::nullopt;
  }
  return Parser(source, names, parameters, faults).whole(wanted);
}

}  // namespace ksbx
