// deliver: the result of a reporting command goes where the user asked, in the format asked for.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "app/report/take_out.h"
#include "base/table.h"
#include "cli/words/command.h"
#include "files/render/render.h"

namespace ksbx {

// The format in which a table would be delivered; throws as `deliver` does.
Format format_wanted(const Common& common);

// For who writes and then lists what has no due dates: a calendar is refused before anything is written, as it would be
// in the end (Failure::usage, "no-due-date").
void refuse_calendar(const Common& common);

// Given to -o, or where the shell sends standard output into a file: as a file.
Leaves how_it_leaves(const Common& common);

// How an answer would be rendered: by the format wanted, for where it goes. Throws as `format_wanted`, and for what
// no one could read there.
Rendering rendering_wanted(const Context& context);
Rendering rendering_of_rows(const Context& context);  // for rows that come in pieces and need not fit into memory
// Standard output, or the file given to -o: it appears whole and under its name or not at all
// (store/sqlite/draft_file.h; mode 0600); what it may replace: cli/words/output_files.h. If it is not kept, a file into
// which the shell sends standard output is cut back to what it held.
std::unique_ptr<Outlet> outlet_of(Context& context);
// The same for a file next to the answer; "-" is standard output.
std::unique_ptr<Outlet> outlet_of(Context& context, const std::string& path);

// What says nothing of children (for all else: cli/words/on_record.h) on standard output, or in the file given to -o;
// the format by --format, else by the file's name, else a table. Notes that the format has no place for are reported on
// standard error. Throws Error(Failure::output) if the file cannot be written, Error(Failure::usage) if its name says
// no format and --format is not given.
void deliver(Context& context, const Table& table);
void deliver(Context& context, std::string_view bytes);
void print_notes(Context& context, Format format, const Table& table);

// An output of the call, whole or not at all ("-": standard output); the second of bytes that `fill` writes one after
// another. It appears when `fill` is done.
void write_file(Context& context, const std::string& path, std::string_view bytes);
using WriteBytes = std::function<void(std::string_view bytes)>;
using FillFile = std::function<void(const WriteBytes& write)>;
void write_file(Context& context, const std::string& path, const FillFile& fill);
// A file that no one named: under name(1), or name(2) … if there is something already; nothing is replaced. Returns the
// name it got.
using NameFile = std::function<std::string(int number)>;
std::string write_new_file(const NameFile& name, const FillFile& fill);

}  // namespace ksbx
