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

// Finds the withdrawals among the documents; most documents are none.
std::string withdrawal_index();
// What brings the documents of version 4 to version 5: each gets its kind, read from the note that corrections were
// written with. One without such a note counts as a withdrawal: then the worst that happens is that something is said
// to hold that does.
std::string document_kind_upgrade();

}  // namespace ksbx
