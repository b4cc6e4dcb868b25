// The scan before toml++: that library stops the program on some files and explains Chinese punctuation badly.

#include <algorithm>
#include <array>
#include <cstddef>

#include "base/utf8.h"
#include "files/toml/toml.h"

namespace ksbx {
namespace {

constexpr int most_dots = 32;  // a line with tens of thousands of dotted keys exhausts the stack of toml++

// What a full-width character should have been. Full-width ASCII (U+FF01–U+FF5E) is computed.
struct HalfWidth {
  char32_t full;
  char half;
};
constexpr std::array half_widths{
    HalfWidth{U'。', '.'}, HalfWidth{U'、', ','},     HalfWidth{U'“', '"'},      HalfWidth{U'”', '"'},
    HalfWidth{U'‘', '\''}, HalfWidth{U'’', '\''},     HalfWidth{U'【', '['},     HalfWidth{U'】', ']'},
    HalfWidth{U'〔', '['}, HalfWidth{U'〕', ']'},     HalfWidth{U'「', '"'},     HalfWidth{U'」', '"'},
    HalfWidth{U'—', '-'},  HalfWidth{U'\u3000', ' '}, HalfWidth{U'\u00a0', ' '},
};

std::optional<char> half_width(char32_t character) {
  if (character >= U'！' && character <= U'～') return static_cast<char>(character - U'！' + '!');
  for (const HalfWidth& pair : half_widths)
    if (pair.full == character) return pair.half;
  return std::nullopt;
}

// Where the scan stands: outside strings and comments only ASCII may appear.
enum class Inside { nothing, comment, basic, literal, long_basic, long_literal };

class Scanner {
 public:
  Scanner(const SourceFile& source, Problems& problems) : source_(source), problems_(problems), text_(source.text) {
    constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
    if (text_.starts_with(byte_order_mark)) line_begin_ = at_ = byte_order_mark.size();
  }

  void run() {
    while (at_ < text_.size()) step();
  }

 private:
  char here(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }

  void step() {
    if (here() == '\n') return end_line();
    switch (inside_) {
      case Inside::nothing: return step_outside();
      case Inside::comment: at_ = std::min(text_.find('\n', at_), text_.size()); return;
      case Inside::basic:
      case Inside::literal: return step_in_short_string();
      case Inside::long_basic:
      case Inside::long_literal: return step_in_long_string();
    }
  }

  void end_line() {
    if (inside_ != Inside::long_basic && inside_ != Inside::long_literal) inside_ = Inside::nothing;
    line_begin_ = ++at_;
    ++line_;
    dots_ = 0;
    reported_ = false;
  }

  bool three(char quote) const { return here() == quote && here(1) == quote && here(2) == quote; }

  void step_outside() {
    const char character = here();
    if (character == '#') inside_ = Inside::comment;
    if (character == '"' || character == '\'') return open_string(character);
    if (character == '.' && ++dots_ == most_dots + 1) report_dots();
    if (!is_ascii(character) && !reported_) report_character();
    ++at_;
  }

  void open_string(char quote) {
    const bool is_long = three(quote);
    if (quote == '"')
      inside_ = is_long ? Inside::long_basic : Inside::basic;
    else
      inside_ = is_long ? Inside::long_literal : Inside::literal;
    at_ += is_long ? 3 : 1;
  }

  void step_in_short_string() {
    const char quote = inside_ == Inside::basic ? '"' : '\'';
    if (inside_ == Inside::basic && here() == '\\' && here(1) != '\n') {
      at_ += 2;
      return;
    }
    if (here() == quote) inside_ = Inside::nothing;
    ++at_;
  }

  void step_in_long_string() {
    const char quote = inside_ == Inside::long_basic ? '"' : '\'';
    if (inside_ == Inside::long_basic && here() == '\\' && here(1) != '\n') {
      at_ += 2;
      return;
    }
    if (!three(quote)) {
      ++at_;
      return;
    }
    at_ += 3;
    // Up to two quotation marks may belong to the text itself, right before the closing three.
    for (int extra = 0; extra < 2 && here() == quote; ++extra) ++at_;
    inside_ = Inside::nothing;
  }

  static bool is_ascii(char byte) { return static_cast<unsigned char>(byte) <= 0x7f; }

  void report_character() {
    reported_ = true;
    const std::u32string rest = code_points(text_.substr(at_, rest_of_line()));
    if (const auto half = half_width(rest.front())) {
      const std::string wanted = *half == ' ' ? "空格" : std::string("“") + *half + "”";
      const std::string wanted_en = *half == ' ' ? "a space" : std::string("“") + *half + "”";
      add("toml-full-width", text("“{}”是全角标点", "“{}” is full-width punctuation", shown(rest, 1)),
          text("请改成半角的{}；汉字和全角标点只能写在引号里或 # 之后",
               "Write {} instead; such characters are allowed only in quotation marks or after #",
               Text{wanted, wanted_en}));
      return;
    }
    add("toml-unquoted", text("“{}”写在了引号外面", "“{}” is outside quotation marks", shown(rest, word_length(rest))),
        text("键名请用英文字母、数字和下划线，文字请加上英文双引号",
             "Keys are ASCII letters, digits and _; put text in double quotes"));
  }

  // How far the word goes that begins here; a long one is not quoted whole.
  static std::size_t word_length(const std::u32string& rest) {
    constexpr std::size_t longest = 12;
    std::size_t length = 1;
    while (length < std::min(longest, rest.size()) && rest[length] > 0x7f && !half_width(rest[length])) ++length;
    return length;
  }

  static std::string shown(const std::u32string& rest, std::size_t length) {
    return display(to_utf8(std::u32string_view(rest).substr(0, length)));
  }

  void report_dots() {
    add("toml-too-deep", text("这一行有超过 {} 个点", "this line has more than {} dots", most_dots),
        text("键名不会有这么多层；请拆开或检查是否写错", "No key is nested that deep; split it up or correct it"));
  }

  std::size_t rest_of_line() const { return std::min(text_.find('\n', at_), text_.size()) - at_; }

  void add(std::string code, Text what, Text remedy) {
    const int column = static_cast<int>(code_points(text_.substr(line_begin_, at_ - line_begin_)).size()) + 1;
    problems_.push_back({Severity::error,
                         std::move(code),
                         {source_.name, line_, column},
                         std::move(what),
                         std::move(remedy),
                         std::string(text_.substr(line_begin_, at_ - line_begin_ + rest_of_line()))});
  }

  const SourceFile& source_;
  Problems& problems_;
  std::string_view text_;  // valid UTF-8, in which no byte of a longer character looks like an ASCII one
  std::size_t at_ = 0;
  std::size_t line_begin_ = 0;
  int line_ = 1;
  int dots_ = 0;
  bool reported_ = false;  // one stray character a line is enough; the rest is usually the same slip
  Inside inside_ = Inside::nothing;
};

Origin origin_of_byte(const SourceFile& source, std::size_t offset) {
  const std::string_view before = std::string_view(source.text).substr(0, offset);
  Origin origin{source.name, 1, 1};
  std::size_t line_begin = 0;
  for (std::size_t at = before.find('\n'); at != std::string_view::npos; at = before.find('\n', at + 1)) {
    ++origin.line;
    line_begin = at + 1;
  }
  origin.column += static_cast<int>(code_points(before.substr(line_begin)).size());
  return origin;
}

}  // namespace

Problems scan_toml(const SourceFile& source) {
  Problems problems;
  if (source.text.size() > largest_toml) {
    problems.push_back(
        {Severity::error,
         "toml-too-big",
         {source.name, 0, 0},
         text("文件超过 1 MiB", "the file is larger than 1 MiB"),
         text("规则文件不会这么大，请确认文件没有选错", "No rule file is that big; is it the right file?")});
    return problems;
  }
  if (const auto bad = first_invalid_utf8(source.text)) {
    problems.push_back({Severity::error, "toml-encoding", origin_of_byte(source, *bad),
                        text("文件不是 UTF-8 编码", "the file is not UTF-8"),
                        text("请用编辑器另存为 UTF-8（记事本：另存为 → 编码 → UTF-8）", "Save it again as UTF-8")});
    return problems;
  }
  Scanner(source, problems).run();
  return problems;
}

}  // namespace ksbx
