// What left the program: a result in a file, or full names on a screen. That it did is an entry of the journal (view `exports`).
#pragma once

#include <cstddef>
#include <string>

#include "files/mask.h"
#include "store/database.h"

namespace ksbx {

struct Export {
  std::string command;  // report, sql, compare, document
  std::string subject;  // name of the report; of a question in SQL the hash of its text, which may name a child
  Masking masking = Masking::normal;
  std::size_t rows = 0;
  std::string format;  // "csv"; empty: shown, not written to a file
  std::string digest;  // SHA-256 of the file; empty: shown
  std::string reason;  // why full names were needed
};

// Commits. Nothing that identifies a person is written down, nor the name of the file: clerks name files after children.
void note_export(Database& database, const Occasion& occasion, const Export& taken);

std::string name_of(Masking masking);  // none, normal, strict

}  // namespace ksbx
