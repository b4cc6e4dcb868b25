// SqlScanner: an SQL text, one token after the other.
//
// It knows as much of SQL as it takes to find names and the ends of statements: blanks, comments and quotes. Whether
// the SQL is right is SQLite's to say.
//
//   SqlScanner scanner("SELECT a -- why\nFROM \"t x\"");
//   scanner.next();  // SELECT, then a, FROM, "t x" with its quotes, and then the empty token again and again
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ksbx {

class SqlScanner {
 public:
  // `sql` must outlive the scanner and its tokens.
  explicit SqlScanner(std::string_view sql) : sql_(sql) {}

  // A word or number, a quoted name or text with its quotes, or one other character; empty at the end.
  std::string_view next();

 private:
  bool skip_comment();
  std::size_t end_of_quoted(char quote) const;

  std::string_view sql_;
  std::size_t at_ = 0;
};

// A token without the quotes in which SQLite takes a name ("t", [t], `t`, 't'); any other token as it is.
std::string bare(std::string_view token);

// The same text for all ways of laying out a statement: its tokens with one blank between, no comments, names without
// quotes.
std::string normalised(std::string_view sql);
// Whether two statements differ in layout only.
bool same_sql(std::string_view a, std::string_view b);

// The statements of a file, each from its first token to before its semicolon.
std::vector<std::string_view> statements_in(std::string_view sql);

}  // namespace ksbx
