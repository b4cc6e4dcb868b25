// Names, free text, codes and telephone numbers.
#include <algorithm>
#include <array>
#include <vector>

#include "base/ascii.h"
#include "base/says_nothing.h"
#include "base/utf8.h"
#include "files/cell/cell.h"
#include "files/cell/cell_words.h"

namespace ksbx {
namespace {

struct OldCharacter {
  char32_t private_use;
  char32_t real;
};

// Code points that older decoders of GB18030 put into the private-use area, because Unicode did not have the character
// yet (GB18030-2005 against Unicode 5.2 and later). Systems that write GBK put the whole row FE50 … FEA0 there, with
// 䶮 (U+E863), in order from U+E815.
constexpr OldCharacter old_characters[] = {
    {0xE78D, 0xFE10}, {0xE78E, 0xFE12}, {0xE78F, 0xFE11},  {0xE790, 0xFE13},  {0xE791, 0xFE14},  {0xE792, 0xFE15},
    {0xE793, 0xFE16}, {0xE794, 0xFE17}, {0xE795, 0xFE18},  {0xE796, 0xFE19},  {0xE7C7, 0x1E3F},  {0xE7C8, 0x01F9},
    {0xE5E5, 0x3000}, {0xE815, 0x2E81}, {0xE816, 0x20087}, {0xE817, 0x20089}, {0xE818, 0x200CC}, {0xE819, 0x2E84},
    {0xE81A, 0x3473}, {0xE81B, 0x3447}, {0xE81C, 0x2E88},  {0xE81D, 0x2E8B},  {0xE81E, 0x9FB4},  {0xE81F, 0x359E},
    {0xE820, 0x361A}, {0xE821, 0x360E}, {0xE822, 0x2E8C},  {0xE823, 0x2E97},  {0xE824, 0x396E},  {0xE825, 0x3918},
    {0xE826, 0x9FB5}, {0xE827, 0x39CF}, {0xE828, 0x39DF},  {0xE829, 0x3A73},  {0xE82A, 0x39D0},  {0xE82B, 0x9FB6},
    {0xE82C, 0x9FB7}, {0xE82D, 0x3B4E}, {0xE82E, 0x3C6E},  {0xE82F, 0x3CE0},  {0xE830, 0x2EA7},  {0xE831, 0x215D7},
    {0xE832, 0x9FB8}, {0xE833, 0x2EAA}, {0xE834, 0x4056},  {0xE835, 0x415F},  {0xE836, 0x2EAE},  {0xE837, 0x4337},
    {0xE838, 0x2EB3}, {0xE839, 0x2EB6}, {0xE83A, 0x2EB7},  {0xE83B, 0x2298F}, {0xE83C, 0x43B1},  {0xE83D, 0x43AC},
    {0xE83E, 0x2EBB}, {0xE83F, 0x43DD}, {0xE840, 0x44D6},  {0xE841, 0x4661},  {0xE842, 0x464C},  {0xE843, 0x9FB9},
    {0xE844, 0x4723}, {0xE845, 0x4729}, {0xE846, 0x477C},  {0xE847, 0x478D},  {0xE848, 0x2ECA},  {0xE849, 0x4947},
    {0xE84A, 0x497A}, {0xE84B, 0x497D}, {0xE84C, 0x4982},  {0xE84D, 0x4983},  {0xE84E, 0x4985},  {0xE84F, 0x4986},
    {0xE850, 0x499F}, {0xE851, 0x499B}, {0xE852, 0x49B7},  {0xE853, 0x49B6},  {0xE854, 0x9FBA},  {0xE855, 0x241FE},
    {0xE856, 0x4CA3}, {0xE857, 0x4C9F}, {0xE858, 0x4CA0},  {0xE859, 0x4CA1},  {0xE85A, 0x4C77},  {0xE85B, 0x4CA2},
    {0xE85C, 0x4D13}, {0xE85D, 0x4D14}, {0xE85E, 0x4D15},  {0xE85F, 0x4D16},  {0xE860, 0x4D17},  {0xE861, 0x4D18},
    {0xE862, 0x4D19}, {0xE863, 0x4DAE}, {0xE864, 0x9FBB}};

char32_t modern(char32_t c) {
  if (c < 0xE000 || c > 0xF8FF) return c;
  for (const OldCharacter& old : old_characters)
    if (old.private_use == c) return old.real;
  return c;
}

bool is_invisible(char32_t c) {
  return c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069) ||
         c == 0xFEFF || (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7F && c < 0xA0);
}

bool is_space(char32_t c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x3000;
}

bool is_dot(char32_t c) {
  return c == 0xB7 || c == 0x2022 || c == 0x2027 || c == 0x2219 || c == 0x22C5 || c == 0x30FB || c == 0xFF65 ||
         c == 0x0387 || c == 0x2024 || c == 0x318D || c == 0x2E31 || c == 0x2E33;
}

bool is_chinese(char32_t c) {
  return c == 0x3007 || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

bool is_wide(char32_t c) {
  return c > 0x7F;
}

// The character before and behind a place, 0 at the edges.
char32_t before(const std::u32string& text, std::size_t i) {
  return i == 0 ? 0 : text[i - 1];
}
char32_t after(const std::u32string& text, std::size_t i) {
  return i + 1 < text.size() ? text[i + 1] : 0;
}

std::u32string visible(std::string_view text) {
  std::u32string result;
  for (char32_t c : code_points(text))
    if (!is_invisible(c)) result += modern(c);
  return result;
}

// Runs of spaces become one space, and none between Chinese characters.
std::u32string without_idle_spaces(const std::u32string& text) {
  std::u32string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!is_space(text[i])) {
      result += text[i];
      continue;
    }
    while (i + 1 < text.size() && is_space(text[i + 1])) ++i;
    char32_t left = result.empty() ? 0 : result.back();
    char32_t right = after(text, i);
    if (left != 0 && right != 0 && !(is_wide(left) && is_wide(right))) result += U' ';
  }
  return result;
}

// What people and programs put before a text so that a spreadsheet leaves it alone.
std::string_view without_marks(std::string_view text) {
  for (std::string_view mark : {"'", "‘", "’", "＇", "`"})
    if (auto rest = behind(text, mark)) return trimmed(*rest);
  return trimmed(without_formula_quotes(text));
}

// An apostrophe that exports put before what a spreadsheet would run or round. Any other is a quotation mark.
std::string_view without_guard(std::string_view text) {
  if (!text.starts_with('\'') || text.size() < 2) return text;
  const std::string_view rest = text.substr(1);
  const bool is_guarded =
      std::ranges::any_of(std::array<std::string_view, 8>{"=", "+", "-", "@", "＝", "＋", "－", "＠"},
                          [&](std::string_view sign) { return rest.starts_with(sign); }) ||
      is_ascii_digit(rest.front());
  return is_guarded ? rest : text;
}

// Two to five common characters, as nearly every name is, need no further look.
bool is_ordinary_name(std::string_view text) {
  if (text.size() < 6 || text.size() > 15 || text.size() % 3 != 0) return false;
  for (std::size_t i = 0; i < text.size(); i += 3) {
    auto lead = static_cast<unsigned char>(text[i]);
    if (lead < 0xE5 || lead > 0xE9) return false;  // U+5000 … U+9FFF
  }
  return text.find("锟") == std::string_view::npos && text.find("烫烫") == std::string_view::npos;
}

// The same of any text: common characters, Latin letters and digits are their own normal form, and no formula.
bool is_ordinary(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    auto byte = static_cast<unsigned char>(text[i]);
    bool letter_or_digit = is_ascii_letter(byte) || is_ascii_digit(byte);
    bool common = (byte >= 0xE5 && byte <= 0xE9) ||  // U+5000 … U+9FFF, and U+4E00 … U+4FFF
                  (byte == 0xE4 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) >= 0xB8);
    if (!letter_or_digit && !common) return false;
    i += common ? 3 : 1;
  }
  return text.find("锟") == std::string_view::npos && text.find("烫") == std::string_view::npos;
}

bool is_destroyed(std::string_view text) {
  for (std::string_view trace : {"\uFFFD", "锟斤", "斤拷", "烫烫烫"})
    if (text.find(trace) != std::string_view::npos) return true;
  return false;
}

bool is_letter(char32_t c) {
  return is_ascii_letter(c) || (c >= 0xC0 && c < 0x2000);
}

// Names are Chinese characters, dots between the parts of a minority name, or foreign letters.
bool is_suspect(const std::u32string& name) {
  bool chinese = false, letters = false;
  for (char32_t c : name) {
    if (is_chinese(c))
      chinese = true;
    else if (is_letter(c) && c != 0xB7)
      letters = true;
    else if (c != 0xB7 && c != ' ' && c != '.' && c != '-' && c != '\'' && !(c >= 0xE000 && c <= 0xF8FF))
      return true;
  }
  return (chinese && letters) || name.size() < 2 || name.size() > 40;
}

std::u32string with_middle_dots(std::u32string name) {
  for (std::size_t i = 0; i < name.size(); ++i) {
    bool full_stop = name[i] == '.' || name[i] == 0xFF0E || name[i] == 0x3002 || name[i] == 0xFE52;
    if (is_dot(name[i]) || (full_stop && is_wide(before(name, i)) && is_wide(after(name, i)))) name[i] = 0xB7;
  }
  return name;
}

// "+86 138…" and "-5" are numbers, "=A1", "@x", "+1+1" are what a spreadsheet would execute.
bool is_formula(std::string_view text) {
  std::string_view rest;
  for (std::string_view sign : {"=", "+", "-", "@", "＝", "＋", "－", "＠"})
    if (auto found = behind(text, sign)) rest = *found;
  if (rest.empty()) return false;
  bool number =
      (text.front() == '+' || text.front() == '-') && rest.find_first_not_of("0123456789. ") == std::string_view::npos;
  return !number;
}

std::string digits_of(std::string_view text) {
  std::string digits;
  for (char c : text)
    if (is_ascii_digit(c)) digits += c;
  return digits;
}

// A mobile has 11 digits and begins with 1; a line has 7 or 8, and 10 to 12 with its area's 0; 400 and 800 numbers have
// 10.
bool is_phone(std::string_view digits) {
  if (digits.empty()) return false;
  const char first = digits.front();
  switch (digits.size()) {
    case 7:
    case 8: return first >= '2';
    case 10: return first == '0' || first == '4' || first == '8';
    case 11: return first == '0' || first == '1';
    case 12: return first == '0';
    default: return false;
  }
}

std::string digits_of_phone(std::string_view piece) {
  std::string digits = digits_of(piece);
  for (std::string_view country : {"0086", "86"})
    if (digits.size() == country.size() + 11 && digits.starts_with(country)) digits.erase(0, country.size());
  return digits;
}

// What may be one number each: cut at punctuation, and at words such as 父 and 妈妈.
std::vector<std::string> pieces_of_phones(std::string_view text) {
  std::vector<std::string> pieces(1);
  for (char c : text) {
    const bool cuts =
        static_cast<unsigned char>(c) >= 0x80 || std::string_view(",;/|\n\r:").find(c) != std::string_view::npos;
    if (!cuts)
      pieces.back() += c;
    else if (!pieces.back().empty())
      pieces.emplace_back();
  }
  return pieces;
}

// Two numbers with nothing but a space between them.
std::vector<std::string> cut_at_spaces(const std::string& piece) {
  std::vector<std::string> parts(1);
  for (char c : piece) {
    if (c != ' ' && c != '\t')
      parts.back() += c;
    else if (!parts.back().empty())
      parts.emplace_back();
  }
  std::erase(parts, "");
  return parts;
}

// Adds the numbers of a piece to `numbers`, after "、". False if there is something else in it.
bool add_phones(const std::string& piece, std::string& numbers) {
  const std::string words = without_point_zero(std::string(trimmed(piece)));
  const std::string digits = digits_of_phone(words);
  if (words.find_first_not_of("+-() .") == std::string::npos) return true;  // what stood around the numbers
  if (words.find_first_not_of("0123456789+-() ") != std::string::npos) return false;
  if (is_phone(digits)) {
    numbers += (numbers.empty() ? "" : "、") + digits;
    return true;
  }
  const std::vector<std::string> parts = cut_at_spaces(words);
  if (parts.size() < 2) return false;
  for (const std::string& part : parts)
    if (!is_phone(digits_of_phone(part))) return false;
  for (const std::string& part : parts) numbers += (numbers.empty() ? "" : "、") + digits_of_phone(part);
  return true;
}

}  // namespace

std::vector<std::string> read_list(std::string_view cell) {
  constexpr std::array<std::string_view, 10> separators = {"、", "，", "；", "　", ",", ";", " ", "\t", "\n", "\r"};
  std::vector<std::string> words;
  while (!cell.empty()) {
    std::size_t end = cell.size(), length = 0;
    for (const std::string_view one : separators)
      if (const std::size_t found = cell.find(one); found < end) {
        end = found;
        length = one.size();
      }
    if (std::string word = read_text(cell.substr(0, end)).value; !word.empty()) words.push_back(std::move(word));
    cell.remove_prefix(end + length);
  }
  return words;
}

Parsed<std::string> read_text(std::string_view cell) {
  std::string_view text = without_marks(trimmed(cell));
  if (text.empty()) return {};
  if (is_ordinary(text)) return {std::string(text), CellIssue::none};
  CellIssue issue = is_destroyed(text) ? CellIssue::mojibake
                    : is_formula(text) ? CellIssue::formula_text
                                       : CellIssue::none;
  bool plain_text = std::none_of(text.begin(), text.end(), [](char c) {
    auto byte = static_cast<unsigned char>(c);
    return byte <= ' ' || byte == 0x7F || byte == 0xC2 || byte == 0xE2 || byte == 0xE3 || byte == 0xEE || byte == 0xEF;
  });
  if (plain_text) return {nfc(text), issue};
  return {nfc(to_utf8(without_idle_spaces(visible(text)))), issue};
}

Parsed<std::string> read_note(std::string_view cell) {
  std::string_view text = without_guard(without_formula_quotes(trimmed(cell)));
  if (text.empty()) return {};
  if (is_ordinary(text)) return {std::string(text), CellIssue::none};
  const CellIssue issue = is_destroyed(text) ? CellIssue::mojibake
                          : is_formula(text) ? CellIssue::formula_text
                                             : CellIssue::none;
  std::u32string words = visible(text);
  for (std::size_t i = 0; i < words.size(); ++i)
    if (words[i] == U'\r') words[i] = after(words, i) == U'\n' ? U'\0' : U'\n';
  std::erase(words, U'\0');
  return {nfc(to_utf8(words)), issue};
}

std::string read_code(std::string_view cell) {
  std::string code = plain(cell);
  bool simple = std::all_of(code.begin(), code.end(), [](char c) { return c > ' ' && c < 0x7F; });
  if (simple) return code;
  std::u32string kept;
  for (char32_t c : code_points(code))
    if (!is_space(c) && !is_invisible(c)) kept += c;
  return to_utf8(kept);
}

Parsed<std::string> read_name(std::string_view cell) {
  std::string_view text = without_marks(trimmed(cell));
  if (text.empty()) return {"", CellIssue::name_missing};
  if (is_ordinary_name(text)) {
    if (says_nothing(text)) return {"", CellIssue::name_missing};
    return {std::string(text), CellIssue::none};
  }
  if (is_destroyed(text)) return {std::string(text), CellIssue::mojibake};
  std::u32string name =
      without_idle_spaces(with_middle_dots(without_idle_spaces(code_points(nfc(to_utf8(visible(text)))))));
  if (name.empty() || says_nothing(plain(text))) return {"", CellIssue::name_missing};
  return {to_utf8(name), is_suspect(name) ? CellIssue::name_suspect : CellIssue::none};
}

Parsed<std::string> read_phone(std::string_view cell) {
  std::string_view raw = trimmed(cell);
  if (raw.size() == 11 && all_digits(raw) && is_phone(raw)) return {std::string(raw), CellIssue::none};
  std::string text = plain(raw);
  if (text.empty() || says_nothing(text)) return {};
  Parsed<std::string> result;
  for (const std::string& piece : pieces_of_phones(text))
    if (!add_phones(piece, result.value)) result.issue = CellIssue::phone_format;
  return result;
}

}  // namespace ksbx
