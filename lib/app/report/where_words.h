// where_words: the words that a report shows, in a condition over its columns (--where), become the values that stand
// for them in the files: status = '未达到' is status = 'breach'.
#pragma once

#include <string>

#include "files/report/report_reader.h"
#include "policy/rulebook/rulebook.h"

namespace ksbx {

// Each text in quotes after the name of a column that shows its values in words: if one of these words, in either
// language, it becomes the value; if a value already, or anything else, it stays.
std::string with_values_for_words(const ReportDefinition& report, const Rulebook& rulebook,
                                  const std::string& condition);

}  // namespace ksbx
