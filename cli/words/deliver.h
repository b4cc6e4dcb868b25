// deliver: the result of a reporting command goes where the user asked, in the format asked for.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/page.h"
#include "base/row_stage.h"
#include "base/table.h"
#include "cli/words/command.h"
#include "files/render/render.h"

namespace ksbx {

// The format in which a table would be delivered; throws as `deliver` does.
Format format_wanted(const Common& common);

// As a file it stays and travels: behind -o, or where the shell sends standard output into one. Screens and pipes are
// for the eye.
enum class Leaves { for_the_eye, as_a_file };
Leaves how_it_leaves(const Common& common);

// What is about to leave: name of its format, SHA-256 of its bytes, how many rows.
struct Leaving {
  std::string format;
  std::string digest;
  std::size_t rows = 0;
};
using BeforeFile = std::function<void(const Leaving&)>;

// The table on standard output, or in the file behind -o; the format by --format, else by the file's name, else a
// table. A file appears whole and under its name or not at all (store/draft_file.h; mode 0600); what it may replace:
// cli/output_files.h. Notes that the format has no place for are told on standard error. Throws Error(Failure::output)
// if the file cannot be written, Error(Failure::usage) if its name says no format and --format is not given. What
// leaves as a file is told to `before_file` before it appears, so that it can be put on record or stopped by an Error.
void deliver(Context& context, const Table& table, const BeforeFile& before_file = {});
// The same for a table that need not fit into memory: `tell` hands out its rows and returns it without them. In csv,
// tsv, jsonl and xlsx they go out as they come, with a count of them on a terminal's standard error; the other formats
// need them all first. If `tell` or `before_file` fails, a file into which the shell sends standard output is cut back
// to what it held.
using TellRows = RowStream;
void deliver(Context& context, const TellRows& print, const BeforeFile& before_file = {});
// The same for a page. The format must hold pages (files/render_page.h).
void deliver(Context& context, const Page& page, const BeforeFile& before_file = {});
// The same for bytes that are no table: a document, an exported file as it is. What they are called goes with them to
// `before_file`.
void deliver(Context& context, std::string_view bytes);
void deliver(Context& context, std::string_view bytes, const std::string& format, std::size_t rows,
             const BeforeFile& before_file);

std::size_t rows_of(const Page& page);  // of all its parts

// An output of the call, whole or not at all; the second of bytes that `fill` writes one after another. It appears when
// `fill` is done.
void write_file(Context& context, const std::string& path, std::string_view bytes);
using WriteBytes = std::function<void(std::string_view bytes)>;
using FillFile = std::function<void(const WriteBytes& write)>;
void write_file(Context& context, const std::string& path, const FillFile& fill);
// A file that nobody named: under name(1), or name(2) … if there is something already; nothing is replaced. Returns the
// name it got.
using NameFile = std::function<std::string(int number)>;
std::string write_new_file(const NameFile& name, const FillFile& fill);

}  // namespace ksbx
