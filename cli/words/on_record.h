// on_record: answers about children leave by app/report/take_out.h, which puts them on record before they appear; here
// it is given where -o and the shell send them.
#pragma once

#include <string>
#include <string_view>

#include "app/report/take_out.h"
#include "cli/words/command.h"
#include "cli/words/deliver.h"

namespace ksbx {

// What is masked leaves also where the reader may not write to the database: then the console says that it is not on
// record.
ExportLog export_log(Context& context, const std::string& command);

// Takes out the rows of `taken` (its rows, format and digest are filled in) to standard output or the file given to -o,
// in the format wanted (cli/words/deliver.h). On a terminal's standard error it is said how many rows have come.
void deliver_on_record(Context& context, const RowStream& print, const Export& taken);
void deliver_on_record(Context& context, const Table& table, const Export& taken);
void deliver_on_record(Context& context, const Page& page, const Export& taken);
// A page whose picture someone asked for: a terminal shows it in blocks.
void deliver_chart_on_record(Context& context, const Page& chart, const Export& taken);
void deliver_on_record(Context& context, std::string_view document, const Export& taken);
// The same for the list of changes of a command that writes (take_out_changes).
void deliver_changes_on_record(Context& context, const Table& changes, const Export& taken);
// The same for a list with the counts that stand before it. People read both; a program and a file get the list alone,
// and the counts go to standard output then, if it is not the program that reads it.
void deliver_on_record(Context& context, const Table& counts, const Table& list, Export taken);
void deliver_changes_on_record(Context& context, const Table& counts, const Table& changes, Export taken);

// An answer about children in sentences, with tables between them: it leaves at once, when all of it is known.
class Answer {
 public:
  explicit Answer(Context& context) : context_(context) {}
  void say(const Text& sentence);  // a line, in the language of the console
  void show(const Table& table);   // in the format wanted
  // The rows of `taken` are the lines and rows that there are.
  void hand_over(Export taken);
  void hand_over_changes(Export taken);  // the same as deliver_changes_on_record

 private:
  Export counted(Export taken) const;

  Context& context_;
  std::string bytes_;
  std::size_t rows_ = 0;
  std::string format_ = "text";
};

// The same for a file next to the answer; `taken` says its rows and format.
void write_on_record(Context& context, const std::string& path, std::string_view bytes, const Export& taken);

}  // namespace ksbx
