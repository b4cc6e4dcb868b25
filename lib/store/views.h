// Views: what analysts may rely on. docs/data.md describes each with its columns, meaning and unit.
//
// English column names; dates "2026-11-23", moments "2026-11-23 20:00:00" in Asia/Shanghai. None of
// them asks for today's date: SQLite's date('now') is UTC and would be a day off at night. Whether
// a duty is late is a comparison with a date of yours.
#pragma once

#include <string>
#include <vector>

#include "base/table.h"
#include "policy/rulebook.h"
#include "store/database.h"

namespace ksbx {

// The fixed views, one CREATE VIEW each; part of the schema.
const std::vector<std::string>& view_statements();

// One view for each record kind of the rulebook, `record_<kind>`, with its fields as typed columns.
// Views that are right already are left alone, those of kinds that no longer exist are dropped.
// `unchanged` if nothing was to do.
Effect refresh_record_views(Transaction& transaction, const Rulebook& rulebook);

// The same for who only reads, before anything was written with this rulebook: the views of its kinds that the file lacks, or has
// from another rulebook, come into being as temporary ones of this connection and hide those of the file. Nothing is written, on
// a connection for reading or writing; done twice, nothing happens.
void supply_record_views(Database& database, const Rulebook& rulebook);

// The heading, the privacy and the type of a view's column, by its name: {"id_number", 身份证件号, Privacy::id_number, text}. A name
// that is not known is its own heading, private to nobody, and text.
Column column_named(const std::string& name);

}  // namespace ksbx
