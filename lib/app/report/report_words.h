// How a report's columns appear: headings, types and masks from its file, and words in place of ids.
#pragma once

#include <string>
#include <vector>

#include "base/table.h"
#include "files/report/report_reader.h"
#include "policy/rulebook/rulebook.h"
#include "policy/table/table_shape.h"
#include "store/sqlite/database.h"

namespace ksbx {

// The columns that the report's SQL gives, without rows; only rows settle the types of those that neither the views nor
// the report's file know. Failure::usage if the SQL is wrong.
Table columns_of(Database& database, const ReportDefinition& report);

// Heading, privacy, type and unit of each column that the report speaks of; the values stay.
Table with_described_columns(const ReportDefinition& report, Table table);

// Without the columns that are there for whoever names them: in `shape` by its list of columns or its order.
Table without_unnamed(const ReportDefinition& report, const Shape& shape, Table table);

// The values of the column that appear in words, in the order in which they are there.
std::vector<std::string> values_in_words(const ReportColumn& column, const Rulebook& rulebook);

// The values of the columns that hold nothing but values from a list (of the report's words, the rulebook's choices or
// its ids), in the order in which they are there. One word alone is an exception among other values, and no list.
Choices choices_of(const ReportDefinition& report, const Rulebook& rulebook);

// What a value of the column is called: by the report's own words, else by its list, else by the rulebook's label of
// that id; else it is called what it is.
Text word_for(const ReportColumn& column, const Rulebook& rulebook, const std::string& value);

// In a table of groups, what those are called that have no town, school, class or person: （不属于学校）.
Table with_groups_named(Language language, Table groups);

// Values become words.
Table in_words(const ReportDefinition& report, const Rulebook& rulebook, Language language, Table table);

}  // namespace ksbx
