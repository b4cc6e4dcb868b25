// What left the program: a result in a file, or full names on a screen. That it did is an entry of the journal (view
// `exports`).
#pragma once

#include <cstddef>
#include <string>

#include "app/workspace/disclosure.h"
#include "store/sqlite/transaction.h"

namespace ksbx {

struct Export {
  std::string command;  // report, sql, compare, document
  std::string subject;  // name of the report; of a question in SQL the hash of its text, which may name a child
  Disclosure shown = {};
  std::size_t rows = 0;
  std::string format = {};  // "csv"; empty: shown, not written to a file
  std::string digest = {};  // SHA-256 of the file; empty: shown
  std::string file = {};    // hash of the place it was written to; empty: shown, or written by the shell
};

// Commits. Nothing that identifies a person is written down, nor the name of the file: clerks name files after
// children. A hash of its place is enough to know the file again.
void note_export(Database& database, const Occasion& occasion, const Export& taken);

// Was anything written to this place, or these bytes anywhere? The latest entries are looked at first.
bool is_export_named(Database& database, const std::string& hash_of_place);
bool is_export_of_digest(Database& database, const std::string& digest);

std::string name_of(Masking masking);  // none, normal, strict

}  // namespace ksbx
