// The tables about documents that format 2 brought and their view, as statements: part of the schema, and the step from version 1 to 2.
#pragma once

#include <string>

namespace ksbx {

// Spelled as SQLite keeps it. The last number given to a document of a year, a unit (0: none) and a line.
std::string document_number_table();

// When a document was sent again because nobody had answered it.
std::string sending_table();
// The view `sendings` (docs/data.md).
std::string sendings_view();

// What brings the documents of version 1 to version 2. Numbers given before keep their form, which names no unit; so the new
// counts begin at 1 without meeting them.
std::string document_upgrade();
// Finds the records that answer a document; most records answer none.
std::string answer_index();

}  // namespace ksbx
