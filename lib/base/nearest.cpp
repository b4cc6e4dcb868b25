#include "base/nearest.h"

#include <algorithm>

#include "base/utf8.h"

namespace ksbx {
namespace {

// Damerau and Levenshtein's distance in its restricted form: no part of a word is edited twice.
std::size_t edits(std::u32string_view a, std::u32string_view b) {
  std::vector<std::size_t> before_last, last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, changed});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
    before_last = last;
    std::swap(last, row);
  }
  return last[b.size()];
}

// A word longer than any name is no typing mistake, and must not cost time squared.
constexpr std::size_t longest_word = 200;

}  // namespace

std::string nearest(std::string_view word, const std::vector<std::string>& candidates) {
  const std::u32string wanted = code_points(word);
  std::string best;
  if (wanted.empty() || wanted.size() > longest_word) return best;
  std::size_t fewest = longest_word;
  for (const std::string& candidate : candidates) {
    const std::u32string offered = code_points(candidate);
    const std::size_t longer = std::max(wanted.size(), offered.size());
    if (longer > longest_word || offered.empty()) continue;
    const std::size_t allowed = longer < 2 ? 0 : std::max<std::size_t>(1, longer / 3);
    const std::size_t distance = edits(wanted, offered);
    if (distance > allowed || distance >= fewest) continue;
    fewest = distance;
    best = candidate;
  }
  return best;
}

}  // namespace ksbx
