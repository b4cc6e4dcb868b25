#include "files/sheet/header_match.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "base/utf8.h"

namespace ksbx {
namespace {

void erase_all(std::string& text, std::string_view part) {
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at)) text.erase(at, part.size());
}

// "出生日期(公历)" → "出生日期"; of a header that is nothing but a bracket, 【姓名】 is decoration and (备注) stays.
void cut_bracket(std::string& header) {
  constexpr std::string_view open = "【", close = "】";
  if (header.starts_with(open) && header.ends_with(close) && header.find(close) == header.size() - close.size() &&
      header.size() > open.size() + close.size())
    header = header.substr(open.size(), header.size() - open.size() - close.size());
  struct Pair {
    std::string_view open, close;
  };
  for (Pair bracket : {Pair{"(", ")"}, Pair{"[", "]"}, Pair{"【", "】"}}) {
    std::size_t at = header.rfind(bracket.open);
    if (at != std::string::npos && at > 0 && header.ends_with(bracket.close)) header.erase(at);
  }
}

// What a person mapped is before everything else.
void assign_mapped(HeaderMatch& match, const std::vector<std::string>& normal, const Mapping& mapping,
                   std::vector<bool>& settled) {
  for (const MappedHeader& mapped : mapping.headers) {
    const int at = place_of_header(normal, mapped.header);
    if (at < 0) continue;
    settled[static_cast<std::size_t>(at)] = true;
    if (mapped.column == not_read) continue;
    const int column = place_of_column(*match.layout, mapped.column);
    if (column < 0) {
      match.misfit = true;
      continue;
    }
    match.places[static_cast<std::size_t>(column)] = at;
    ++match.known;
  }
}

// Gives each column of the layout the header that names it best: all best names first, then all second-best ones.
void assign(HeaderMatch& match, const std::vector<std::string>& normal, std::vector<bool>& taken) {
  const auto& columns = match.layout->columns;
  std::size_t ranks = 0;
  for (const ColumnRule& rule : columns) ranks = std::max(ranks, rule.headers.size());
  for (std::size_t rank = 0; rank < ranks; ++rank) {
    for (std::size_t c = 0; c < columns.size(); ++c) {
      if (match.places[c] >= 0 || rank >= columns[c].normal.size()) continue;
      const std::string& wanted = columns[c].normal[rank];
      for (std::size_t i = 0; i < normal.size() && match.places[c] < 0; ++i) {
        if (taken[i] || normal[i] != wanted) continue;
        match.places[c] = static_cast<int>(i);
        taken[i] = true;
        ++match.known;
      }
    }
  }
}

// Which of the headers that no column took repeat one that is read; unless a person chose among those of that name.
void sort_out_rest(HeaderMatch& match, const std::vector<std::string>& normal, const std::vector<bool>& settled,
                   const std::vector<bool>& taken) {
  for (std::size_t i = 0; i < normal.size(); ++i) {
    if (taken[i] || normal[i].empty()) continue;
    bool doubled = false, chosen = false;
    for (std::size_t j = 0; j < normal.size(); ++j) {
      if (normal[j] != normal[i]) continue;
      doubled = doubled || (taken[j] && !settled[j]);
      chosen = chosen || settled[j];
    }
    (doubled && !chosen ? match.doubled : match.ignored).push_back(static_cast<int>(i));
  }
}

bool fits_better(const HeaderMatch& a, const HeaderMatch& b) {
  if (a.known != b.known) return a.known > b.known;
  if (a.unmet.empty() != b.unmet.empty()) return a.unmet.empty();
  // Of two kinds of record the smaller one is no better guess: filed under the wrong kind, a visit would prove nothing.
  if (a.layout->kind == RosterKind::record && b.layout->kind == RosterKind::record) return false;
  return a.layout->columns.size() < b.layout->columns.size();
}

bool is_enough(const HeaderMatch& match) {
  return match.known >= 3 || (match.known > 0 && match.unmet.empty() && match.ignored.empty());
}

}  // namespace

std::string normal_header(std::string_view header) {
  std::string normal = ascii_lower(nfkc(header));
  for (std::string_view dropped : {" ", "\t", "\r", "\n", "*", "_", "-", ":", "\u200B", "\uFEFF",
                                   "※", "★",  "☆",  "▲",  "△", "●", "◆", "◇", "■",      "□"})
    erase_all(normal, dropped);
  cut_bracket(normal);
  constexpr std::string_view whether = "是否";
  if (normal.starts_with(whether) && normal.size() > whether.size()) normal.erase(0, whether.size());
  return normal;
}

namespace {

std::vector<std::string> normal_headers(const std::vector<std::string>& headers) {
  std::vector<std::string> normal;
  normal.reserve(headers.size());
  for (const std::string& header : headers) normal.push_back(normal_header(header));
  return normal;
}

HeaderMatch match_normal(const Layout& layout, const std::vector<std::string>& normal, const Mapping& mapping) {
  HeaderMatch match;
  match.layout = &layout;
  match.places.assign(layout.columns.size(), -1);
  std::vector<bool> settled(normal.size(), false);
  assign_mapped(match, normal, mapping, settled);
  std::vector<bool> taken = settled;
  assign(match, normal, taken);
  sort_out_rest(match, normal, settled, taken);

  for (std::size_t i = 0; i < layout.needs.size(); ++i) {
    const std::vector<int>& group = layout.needs[i];
    bool met = std::any_of(group.begin(), group.end(),
                           [&](int place) { return match.places[static_cast<std::size_t>(place)] >= 0; });
    if (!met) match.unmet.push_back(static_cast<int>(i));
  }
  return match;
}

}  // namespace

HeaderMatch match(const Layout& layout, const std::vector<std::string>& headers, const Mapping& mapping) {
  return match_normal(layout, normal_headers(headers), mapping);
}

void keep_best(std::vector<HeaderMatch>& best, HeaderMatch fit) {
  if (!best.empty() && fits_better(best.front(), fit)) return;
  if (!best.empty() && fits_better(fit, best.front())) best.clear();
  best.push_back(std::move(fit));
}

std::vector<HeaderMatch> recognise(const std::vector<std::string>& headers, const std::vector<Layout>& all,
                                   const Mapping& mapping) {
  const std::vector<std::string> normal = normal_headers(headers);
  std::vector<HeaderMatch> best;
  for (const Layout& layout : all) {
    HeaderMatch fit = match_normal(layout, normal, mapping);
    if (fit.misfit || !is_enough(fit)) continue;
    keep_best(best, std::move(fit));
  }
  return best;
}

}  // namespace ksbx
