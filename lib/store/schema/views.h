// Views: what analysts may rely on. docs/data.md describes each with its columns, meaning and unit.
//
// The fixed ones are in store/schema/views.sql. Here are those of the rulebook's record kinds, and what the columns
// of all are.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/table.h"
#include "policy/rulebook/rulebook.h"
#include "store/sqlite/transaction.h"

namespace ksbx {

// One view for each record kind of the rulebook, `record_<kind>`, with its fields as typed columns.
// Views that are right already are left alone, those of kinds that no longer exist are dropped.
// `unchanged` if nothing was to do.
Effect refresh_record_views(Transaction& transaction, const Rulebook& rulebook);

// The same for who only reads, before anything was written with this rulebook: the views of its kinds that the file
// lacks, or has from another rulebook, come into being as temporary ones of this connection and hide those of the file.
// Nothing is written, on a connection for reading or writing; done twice, nothing happens.
void supply_record_views(Database& database, const Rulebook& rulebook);

// The statement that makes the same view as a temporary one of a connection; `statement` as SQLite keeps it, "CREATE
// VIEW …".
std::string temporary_view(std::string_view statement);

// The heading, the privacy and the type of a view's column: the one place that says what each holds about a person. Of
// the views of record kinds, texts of the rulebook's fields are what someone typed, unless only units have such
// records and none names a child; a child's short code is not.
Column column_of(const std::string& view, const std::string& name, const Rulebook& rulebook);
bool is_typed_of_children(const RecordKind& kind, const Field& field);
// Whether that was typed into one record, whatever its field and its kind are called now: what no list of the rulebook
// has, in a record that is of a pupil or of a kind that can be. A kind or a field that is not known (nullptr) can.
bool is_typed_of_children(const RecordKind* kind, const Field* field, std::string_view value, bool of_pupil);
// Whether it is said there what that column holds; what is not said is private to no one.
bool is_stated(const std::string& view, const std::string& name);

// The heading, the privacy and the type of a column, by its name alone, as reports have it: {"id_number", 身份证件号,
// Privacy::id_number, text}. A name that is not known is its own heading, private to no one, and text.
Column column_named(const std::string& name);

}  // namespace ksbx
