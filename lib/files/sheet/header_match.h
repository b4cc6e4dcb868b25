// header_match: how a row of headers fits the kinds of roster.
//
// A header is compared after normalisation: normal form KC, lower case, without spaces, line breaks, stars, a bracketed
// addition ("姓名（必填）") and a leading 是否. What a person mapped comes first; then each column takes the header
// that names it best.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "files/sheet/columns.h"
#include "files/sheet/mapping.h"

namespace ksbx {

// "出生日期（公历）" and "出生 日期" are the same header.
std::string normal_header(std::string_view header);

// How a row of headers fits a layout.
struct HeaderMatch {
  const Layout* layout = nullptr;
  std::vector<int> places;   // per column of the layout, the place among the headers; -1: not there
  int known = 0;             // headers that were recognised or mapped
  std::vector<int> doubled;  // places of headers that repeat, by the same name, one that is read
  std::vector<int> ignored;  // places of headers with a name that are not read, unless a mapping says so
  std::vector<int> unmet;    // places in Layout::needs of which nothing is there
  bool misfit = false;       // a header of the file is mapped to a column that the layout does not have
};

HeaderMatch match(const Layout& layout, const std::vector<std::string>& headers, const Mapping& mapping = {});

// The layouts that fit best: one, or several where the headers do not decide (then the user must say which), or none
// where fewer than three headers are known to any of them. The pointers point into `all`.
std::vector<HeaderMatch> recognise(const std::vector<std::string>& headers, const std::vector<Layout>& all,
                                   const Mapping& mapping = {});

// Puts a match to those that fit best so far: instead of them if it fits better, together with them if as well.
void keep_best(std::vector<HeaderMatch>& best, HeaderMatch fit);

}  // namespace ksbx
