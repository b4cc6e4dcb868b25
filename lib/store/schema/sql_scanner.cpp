#include "store/schema/sql_scanner.h"

#include <algorithm>

#include "base/ascii.h"

namespace ksbx {
namespace {

bool in_word(char c) {
  return is_ascii_letter(c) || is_ascii_digit(c) || c == '_' || c == '$' || static_cast<unsigned char>(c) >= 0x80;
}

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

bool opens_quote(char c) {
  return c == '"' || c == '\'' || c == '`' || c == '[';
}

}  // namespace

bool SqlScanner::skip_comment() {
  if (sql_.substr(at_, 2) == "--") {
    at_ = std::min(sql_.find('\n', at_), sql_.size());
    return true;
  }
  if (sql_.substr(at_, 2) != "/*") return false;
  const std::size_t end = sql_.find("*/", at_ + 2);
  at_ = end == std::string_view::npos ? sql_.size() : end + 2;
  return true;
}

// A quote that is doubled does not end what is quoted, but for brackets.
std::size_t SqlScanner::end_of_quoted(char quote) const {
  const char closing = quote == '[' ? ']' : quote;
  for (std::size_t at = at_ + 1; at < sql_.size(); ++at) {
    if (sql_[at] != closing) continue;
    if (closing == ']' || sql_.substr(at + 1, 1) != std::string_view(&closing, 1)) return at + 1;
    ++at;
  }
  return sql_.size();
}

std::string_view SqlScanner::next() {
  while (at_ < sql_.size() && (is_blank(sql_[at_]) || skip_comment()))
    if (at_ < sql_.size() && is_blank(sql_[at_])) ++at_;
  const std::size_t begin = at_;
  if (begin == sql_.size()) return sql_.substr(begin);
  if (opens_quote(sql_[begin]))
    at_ = end_of_quoted(sql_[begin]);
  else if (in_word(sql_[begin]))
    while (at_ < sql_.size() && in_word(sql_[at_])) ++at_;
  else
    ++at_;
  return sql_.substr(begin, at_ - begin);
}

std::string bare(std::string_view token) {
  if (token.empty() || !opens_quote(token.front())) return std::string(token);
  const char closing = token.front() == '[' ? ']' : token.front();
  std::string name;
  for (std::size_t at = 1; at < token.size(); ++at) {
    if (token[at] == closing && (closing == ']' || token.substr(++at, 1) != std::string_view(&closing, 1))) break;
    name += token[at];
  }
  return name;
}

std::string normalised(std::string_view sql) {
  std::string words;
  SqlScanner scanner(sql);
  for (std::string_view token = scanner.next(); !token.empty(); token = scanner.next()) {
    if (!words.empty()) words += ' ';
    if (opens_quote(token.front()) && token.front() != '\'')
      words += bare(token);
    else
      words += token;
  }
  return words;
}

bool same_sql(std::string_view a, std::string_view b) {
  return a == b || normalised(a) == normalised(b);
}

// The body of a trigger has semicolons of its own; the trigger ends with the one after END.
std::vector<std::string_view> statements_in(std::string_view sql) {
  constexpr std::size_t none = std::string_view::npos;
  std::vector<std::string_view> statements;
  std::size_t begin = none;
  bool in_trigger = false;
  std::string_view before;
  SqlScanner scanner(sql);
  for (std::string_view token = scanner.next(); !token.empty(); before = token, token = scanner.next()) {
    const auto at = static_cast<std::size_t>(token.data() - sql.data());
    if (token != ";") {
      if (begin == none) begin = at;
      if (before == "CREATE" && token == "TRIGGER") in_trigger = true;
    } else if (begin != none && (!in_trigger || before == "END")) {
      statements.push_back(sql.substr(begin, at - begin));
      begin = none;
      in_trigger = false;
    }
  }
  if (begin != none) statements.push_back(sql.substr(begin));
  return statements;
}

}  // namespace ksbx
