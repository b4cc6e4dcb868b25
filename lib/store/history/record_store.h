// Records: what was done or found, append-only.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/record.h"
#include "store/sqlite/transaction.h"

namespace ksbx {

struct RecordAdded {
  RecordId id;
  Effect effect = Effect::unchanged;
};

// Idempotent: the same kind, subject, document, day, person and fields is the same record; its id
// comes back and nothing is written. `record.id` is not read, `record.recorded` is kept as given.
RecordAdded add(Transaction& transaction, const Record& record);

std::optional<Record> record(Database& database, RecordId id);
// By day, then by when they were recorded. About a pupil (receipts of his documents included), or about a unit.
std::vector<Record> records_of(Database& database, StudentId student);
std::vector<Record> records_of(Database& database, UnitId unit);
// About a unit, with the pupil's short code in a field.
std::vector<Record> records_naming(Database& database, StudentId student);
// Pupils of whom the last entry of these two kinds is of the first: what `kind` says of them has not been answered. By
// id.
std::vector<StudentId> students_left_at(Database& database, std::string_view kind, std::string_view answer);
// Of these kinds, about any unit, as known at a moment.
std::vector<Record> records_of_units(Database& database, const std::vector<std::string>& kinds, Moment known_at);

}  // namespace ksbx
