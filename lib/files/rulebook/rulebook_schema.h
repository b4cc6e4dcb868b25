// rulebook_schema: the keys of rulebook files as data, and the JSON Schema made of them, by which editors complete and
// check while a clerk is typing.
//
// The table says no more than an editor can use: which key is where, what it holds, which words it may be. Whether
// a name exists, whether a condition makes sense, is for `ksbx rules check`. A test holds the table and the reader
// (files/rulebook/rulebook_reader.h) to each other.
#pragma once

#include <string>
#include <vector>

#include "base/text.h"

namespace ksbx {

struct SchemaKey {
  enum class Holds {
    word,           // a name, or one of `words`
    names,          // a name or a list of names; each one of `words`, if there are any
    one_text,       // one text
    label,          // a text, or { zh, en }
    labels,         // a list of such labels
    yes_or_no,      // true or false
    amount,         // a whole number, or "$parameter"
    iso_date,       // 2026-03-01
    word_or_table,  // one of `words`, or { … } of `section`
    any,            // a number, a time: as the unit says
    table,          // { … } of `section`
    tables,         // [[…]] or a list of { … } of `section`
    named,          // [key.NAME], each of `section`
  };
  std::string name;
  Holds holds;
  Text what;
  bool required = false;
  std::vector<std::string> words = {};
  std::string section = {};
};

struct SchemaSection {
  std::string name;  // "rule"
  std::vector<SchemaKey> keys;
};

// The first one is the file itself.
const std::vector<SchemaSection>& rulebook_schema();

// JSON Schema, draft 7, with descriptions in `language`. Unknown keys are errors, as for the reader.
std::string json_schema(const std::vector<SchemaSection>& sections, Language language);

}  // namespace ksbx
