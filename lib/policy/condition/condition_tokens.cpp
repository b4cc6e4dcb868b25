#include "policy/condition/condition_tokens.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/ascii.h"
#include "base/utf8.h"

namespace ksbx {
namespace {

constexpr std::int64_t largest_number = 1'000'000'000'000'000;
constexpr std::array<std::string_view, 7> keywords = {"and", "or", "not", "in", "is", "true", "false"};

// A character as it was written, and the half-width one that was meant.
struct Character {
  char32_t written = 0;
  char32_t meant = 0;
  std::size_t begin = 0;
};

// How a symbol may be written, longest first, and what it stands for. The wrong ones come with the
// right one.
struct Symbol {
  std::u32string_view written;
  std::string_view means;  // empty: there is no such thing
  bool right = true;
};
constexpr std::array symbols = {
    Symbol{U"<=", "<="},        Symbol{U">=", ">="},        Symbol{U"<>", "!="},        Symbol{U"!=", "!="},
    Symbol{U"==", "=", false},  Symbol{U"=>", ">=", false}, Symbol{U"=<", "<=", false}, Symbol{U"&&", "and", false},
    Symbol{U"||", "or", false}, Symbol{U"=", "="},          Symbol{U"<", "<"},          Symbol{U">", ">"},
    Symbol{U"(", "("},          Symbol{U")", ")"},          Symbol{U",", ","},          Symbol{U"+", "+"},
    Symbol{U"-", "-"},          Symbol{U"*", "*"},          Symbol{U"!", "not", false}, Symbol{U"&", "and", false},
    Symbol{U"|", "or", false},  Symbol{U"≥", ">=", false},  Symbol{U"≤", "<=", false},  Symbol{U"≠", "!=", false},
    Symbol{U"×", "*", false},   Symbol{U"−", "-", false},   Symbol{U"、", ",", false},  Symbol{U"/", "", false},
    Symbol{U"÷", "", false},
};

// Chinese conjunctions, which stand apart from the ASCII names around them.
constexpr std::array<std::pair<std::u32string_view, std::string_view>, 8> conjunctions = {{
    {U"且", "and"},
    {U"并且", "and"},
    {U"而且", "and"},
    {U"或", "or"},
    {U"或者", "or"},
    {U"非", "not"},
    {U"不是", "not"},
    {U"属于", "in"},
}};

std::size_t utf8_length(char32_t c) {
  return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
}

char32_t half_width(char32_t c) {
  if (c >= U'！' && c <= U'～') return c - U'！' + U'!';
  if (c == U'‘' || c == U'’') return U'\'';
  if (c == U'“' || c == U'”') return U'"';
  if (c == U'　' || c == U'\u00A0') return U' ';
  return c;
}

std::vector<Character> characters_of(std::string_view source) {
  std::vector<Character> characters;
  std::size_t begin = 0;
  for (char32_t c : code_points(source)) {
    characters.push_back({c, half_width(c), begin});
    begin += utf8_length(c);
  }
  return characters;
}

bool is_blank(char32_t c) {
  return c == U' ' || c == U'\t' || c == U'\n' || c == U'\r';
}
bool is_name_start(char32_t c) {
  return is_ascii_letter(c) || c == U'_';
}
bool is_name_character(char32_t c) {
  return is_name_start(c) || is_ascii_digit(c);
}

// A letter of another script: no name has one, but whoever writes 连续缺课天数 must hear the
// name's spelling.
bool is_foreign_letter(char32_t c) {
  const bool is_punctuation = (c >= 0x2000 && c <= 0x2BFF) || (c >= 0x3000 && c <= 0x303F) ||
                              (c >= 0xFF00 && c <= 0xFFEF) || c == U'×' || c == U'÷' || c == U'·';
  return c >= 0xA1 && !is_punctuation;
}

std::string in_quotes(std::string_view words) {
  std::string quoted = "'";
  for (char c : words) quoted += c == '\'' ? "''" : std::string(1, c);
  return quoted + "'";
}

class Lexer {
 public:
  Lexer(std::string_view source, Faults& faults)
      : source_size_(source.size()), characters_(characters_of(source)), faults_(faults) {}

  std::vector<Token> run() {
    while (skip_blanks()) take_one();
    tokens_.push_back({.kind = Token::Kind::end, .begin = source_size_, .end = source_size_});
    return std::move(tokens_);
  }

 private:
  void take_one();
  void take_name();
  void take_foreign_word();
  void take_parameter();
  void take_number();
  void take_text();
  std::optional<std::string> quoted_text(bool is_right);
  void take_symbol();
  bool follows_is() const;
  void refuse_symbol(const Symbol& symbol, std::size_t first);

  bool skip_blanks() {
    while (is_blank(meant(at_))) ++at_;
    return at_ < characters_.size();
  }
  char32_t meant(std::size_t i) const { return i < characters_.size() ? characters_[i].meant : 0; }
  std::size_t byte(std::size_t i) const { return i < characters_.size() ? characters_[i].begin : source_size_; }
  std::string spelling(std::size_t first, std::size_t end) const;
  void add(Token::Kind kind, std::size_t first, std::string spelling, std::int64_t number = 0);
  void syntax_fault(std::size_t first, Text what, Text remedy) {
    faults_.add("condition-syntax", byte(first), std::move(what), std::move(remedy));
  }
  // Adds a token that ends at `at_`, after a fault if any of its characters is full-width.
  void add_half_width(Token::Kind kind, std::size_t first, std::string spelling, std::int64_t number = 0);

  std::size_t source_size_;
  std::vector<Character> characters_;
  Faults& faults_;
  std::size_t at_ = 0;
  std::vector<Token> tokens_ = {};
};

std::string Lexer::spelling(std::size_t first, std::size_t end) const {
  std::u32string characters;
  for (std::size_t i = first; i < end; ++i) characters.push_back(characters_[i].meant);
  return to_utf8(characters);
}

void Lexer::add(Token::Kind kind, std::size_t first, std::string spelling, std::int64_t number) {
  tokens_.push_back(
      {.kind = kind, .spelling = std::move(spelling), .number = number, .begin = byte(first), .end = byte(at_)});
}

void Lexer::add_half_width(Token::Kind kind, std::size_t first, std::string spelling, std::int64_t number) {
  const auto is_wide = [](const Character& c) { return c.written != c.meant; };
  const auto begin = characters_.begin();
  if (std::any_of(begin + static_cast<std::ptrdiff_t>(first), begin + static_cast<std::ptrdiff_t>(at_), is_wide)) {
    const std::string written = faults_.words(byte(first), byte(at_));
    const std::string narrow = this->spelling(first, at_);
    syntax_fault(first, text("“{}”是全角字符", "\"{}\" is a full-width character", written),
                 text("请改成半角的 {}", "write the half-width {}", narrow));
  }
  add(kind, first, std::move(spelling), number);
}

void Lexer::take_one() {
  const char32_t c = meant(at_);
  if (is_name_start(c)) return take_name();
  if (is_ascii_digit(c)) return take_number();
  if (c == U'$') return take_parameter();
  if (c == U'\'' || c == U'"') return take_text();
  if (is_foreign_letter(c)) return take_foreign_word();
  take_symbol();
}

void Lexer::take_name() {
  const std::size_t first = at_;
  while (is_name_character(meant(at_))) ++at_;
  std::string word = spelling(first, at_);
  std::string small = ascii_lower(word);
  const bool is_keyword = std::ranges::find(keywords, small) != keywords.end() || (small == "known" && follows_is());
  add_half_width(is_keyword ? Token::Kind::keyword : Token::Kind::word, first, std::move(is_keyword ? small : word));
}

// Behind `is` or `is not`, where a field called `known` cannot stand.
bool Lexer::follows_is() const {
  const std::size_t count = tokens_.size();
  if (count == 0) return false;
  if (tokens_[count - 1].is(Token::Kind::keyword, "is")) return true;
  return count > 1 && tokens_[count - 1].is(Token::Kind::keyword, "not") &&
         tokens_[count - 2].is(Token::Kind::keyword, "is");
}

void Lexer::take_foreign_word() {
  const std::size_t first = at_;
  while (is_foreign_letter(meant(at_))) ++at_;
  const std::string word = spelling(first, at_);
  const std::u32string points = code_points(word);
  for (const auto& [chinese, keyword] : conjunctions) {
    if (points != chinese) continue;
    syntax_fault(first, text("条件里的“{}”要用英文单词", "\"{}\" is written in English in a condition", word),
                 text("请改成 {}（前后留空格）", "write {} with blanks around it", keyword));
    return add(Token::Kind::keyword, first, std::string(keyword));
  }
  add(Token::Kind::word, first, word);
}

void Lexer::take_parameter() {
  const std::size_t first = at_++;
  while (is_name_character(meant(at_))) ++at_;
  if (at_ == first + 1) {
    syntax_fault(first, text("$ 后面缺少参数名", "the name of a parameter is missing after $"),
                 text("请紧跟着 $ 写参数名，例如 $leader_visit_after",
                      "write the name right after it, as in $leader_visit_after"));
    return add(Token::Kind::missing, first, "");
  }
  add_half_width(Token::Kind::parameter, first, spelling(first + 1, at_));
}

void Lexer::take_number() {
  const std::size_t first = at_;
  std::int64_t number = 0;
  for (; is_ascii_digit(meant(at_)); ++at_) {
    number = std::min(number * 10 + static_cast<std::int64_t>(meant(at_) - U'0'), largest_number + 1);
  }
  if (number > largest_number) {
    syntax_fault(first, text("数字太大", "the number is too large"),
                 text("最大是 {}", "the largest is {}", largest_number));
  }
  if (meant(at_) == U'.' && is_ascii_digit(meant(at_ + 1))) {
    ++at_;
    while (is_ascii_digit(meant(at_))) ++at_;
    syntax_fault(first, text("“{}”不是整数", "{} is not a whole number", spelling(first, at_)),
                 text("条件里只有整数，请把小数去掉，例如改写成 {}",
                      "conditions know whole numbers only: write {}, for example", number));
  }
  add_half_width(Token::Kind::number, first, "", number);
}

// 'text', in which '' is one quote. Other quotation marks are refused, and read up to the next mark
// of their sort.
void Lexer::take_text() {
  const std::size_t first = at_;
  const bool is_right = characters_[first].written == U'\'';
  const std::optional<std::string> words = quoted_text(is_right);
  if (!words) {
    syntax_fault(first, text("文字没有结束：缺少收尾的引号", "the text does not end: its closing quote is missing"),
                 text("请在文字末尾加上半角单引号 '", "put a half-width single quote ' where the text ends"));
    return add(Token::Kind::missing, first, "");
  }
  if (!is_right) {
    syntax_fault(first,
                 text("文字要放在半角单引号里，不能用 {}", "text must be in half-width single quotes, not in {}",
                      faults_.words(byte(first), byte(first + 1))),
                 text("请改写成 {}", "write {}", in_quotes(*words)));
  }
  add(Token::Kind::text, first, *words);
}

// From the opening mark to after the closing one; nothing if that is missing.
std::optional<std::string> Lexer::quoted_text(bool is_right) {
  const char32_t mark = meant(at_);
  const auto closes = [&](std::size_t i) {
    return is_right ? i < characters_.size() && characters_[i].written == mark : meant(i) == mark;
  };
  std::u32string content;
  for (++at_; at_ < characters_.size(); ++at_) {
    if (closes(at_)) {
      ++at_;
      if (!is_right || !closes(at_)) return to_utf8(content);
    }
    content.push_back(characters_[at_].written);
  }
  return std::nullopt;
}

void Lexer::take_symbol() {
  const std::size_t first = at_;
  const auto is_here = [&](const Symbol& symbol) {
    for (std::size_t i = 0; i < symbol.written.size(); ++i)
      if (meant(first + i) != symbol.written[i]) return false;
    return true;
  };
  const auto symbol = std::ranges::find_if(symbols, is_here);
  if (symbol == symbols.end()) {
    ++at_;
    return syntax_fault(
        first, text("条件里不能有“{}”", "\"{}\" has no meaning in a condition", faults_.words(byte(first), byte(at_))),
        text("请删去；文字要放在单引号里，例如 'refused'", "remove it; text goes in single quotes, as in 'refused'"));
  }
  at_ += symbol->written.size();
  if (!symbol->right) return refuse_symbol(*symbol, first);
  add_half_width(Token::Kind::symbol, first, std::string(symbol->means));
}

void Lexer::refuse_symbol(const Symbol& symbol, std::size_t first) {
  const std::string written = faults_.words(byte(first), byte(at_));
  if (symbol.means.empty()) {
    syntax_fault(first, text("条件里没有除法“{}”", "a condition cannot divide with \"{}\"", written),
                 text("请把另一边乘上去，例如把 a / 2 > b 写成 a > b * 2",
                      "multiply the other side: a > b * 2 instead of a / 2 > b"));
    return add(Token::Kind::symbol, first, "*");
  }
  syntax_fault(first, text("条件里没有“{}”这种写法", "\"{}\" is not used in conditions", written),
               text("请改成 {}", "write {}", symbol.means));
  const bool is_keyword = std::ranges::find(keywords, symbol.means) != keywords.end();
  add(is_keyword ? Token::Kind::keyword : Token::Kind::symbol, first, std::string(symbol.means));
}

}  // namespace

std::vector<Token> tokens_of(std::string_view source, Faults& faults) {
  return Lexer(source, faults).run();
}

}  // namespace ksbx
