#include "policy/condition/condition_faults.h"

#include <algorithm>

namespace ksbx {
namespace {

// Every byte but the continuation bytes 10xxxxxx starts a character.
int characters(std::string_view utf8) {
  return static_cast<int>(
      std::ranges::count_if(utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

}  // namespace

void Faults::add(std::string code, std::size_t at, Text what, Text remedy) {
  const std::string_view before = source_.substr(0, at);
  const std::size_t newline = before.rfind('\n');
  Origin origin = place_.origin;
  std::string excerpt = place_.excerpt;
  if (newline == std::string_view::npos) {
    if (origin.column > 0) origin.column += characters(before);
  } else {
    origin.line += static_cast<int>(std::ranges::count(before, '\n'));
    origin.column = characters(before.substr(newline + 1)) + 1;
    const std::size_t end = std::min(source_.find('\n', at), source_.size());
    excerpt = source_.substr(newline + 1, end - newline - 1);
  }
  problems_.push_back(
      {Severity::error, std::move(code), std::move(origin), std::move(what), std::move(remedy), std::move(excerpt)});
}

std::string Faults::words(std::size_t begin, std::size_t end) const {
  return std::string(source_.substr(begin, end - begin));
}

}  // namespace ksbx
