// header_refusals: why a header cannot be used, in words that say what to do.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/problem.h"
#include "files/sheet/header_search.h"

namespace ksbx {

Problem no_header(const std::string& file, const std::vector<Layout>& layouts);
// The same where one of the first rows is a header in English, with an example of a mapping made of it.
std::optional<Problem> english_header(const std::string& file, const std::vector<TopRow>& rows,
                                      const std::vector<Layout>& layouts);
// A table that is no list is not what was asked for: a class register instead of a roster.
Problem other_shape(const std::string& file, const Text& shape, const std::vector<Layout>& layouts);
// A header of more cells than are read: what stands in the others is not known.
Problem too_wide(const std::string& file, int line);
Problem which_roster(const FoundHeader& header, const std::string& file);
// Needed groups of columns (places in Layout::needs) of which nothing is there, all in one, with what was found and
// what comes nearest.
Problem missing_columns(const HeaderMatch& match, const std::vector<int>& needs, const FoundHeader& header,
                        const std::string& file);
// A header that repeats one that is read.
Problem doubled_column(const std::string& header, Origin origin);
// `--columns` was given, but the file has a header in that row.
Problem header_after_all(const std::string& file, int line);
// A column of `--columns` that no kind of roster has together with the others.
Problem columns_fit_nothing(const std::vector<std::string>& columns, const std::vector<Layout>& layouts,
                            const std::string& file);

}  // namespace ksbx
