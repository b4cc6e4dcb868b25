// Lists and fields as the JSON texts that the tables hold.
//
// Keys are sorted, so the same value is always the same text. A date among a record's fields is {"day":"2026-11-23"}:
// that keeps it apart from a text that looks like one.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/table.h"
#include "model/duty.h"
#include "model/record.h"
#include "policy/judge/decide.h"

namespace ksbx {

std::string json_of(const std::vector<std::string>& words);
std::vector<std::string> words_in(std::string_view json);

// Of texts by name.
std::string json_of(const std::map<std::string, std::string>& texts);
std::map<std::string, std::string> texts_in(std::string_view json);

std::string json_of(const std::map<std::string, FieldValue>& fields);
std::map<std::string, FieldValue> fields_in(std::string_view json);

std::string json_of(const std::vector<Assignee>& assignees);
std::vector<Assignee> assignees_in(std::string_view json);

// The values of a parameter as they decide: from when, how much, for whom; not who wrote them, and why.
std::string json_of(const std::vector<Parameter::Dated>& values);
std::vector<Parameter::Dated> values_in(std::string_view json);

// A row of a table by its columns, as SQLite's json_object writes it: texts, whole numbers and null.
std::map<std::string, Cell> row_in(std::string_view json);

// [{"source": "unexcused_days >= 2", "truth": "unknown", "words": [{"name": …, "label": …, "value": …}]}], labels in
// Chinese.
std::string json_of(const std::vector<Leaf>& leaves);

}  // namespace ksbx
