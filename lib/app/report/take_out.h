// take_out: an answer about children leaves the program, and goes on record before a byte of it does.
//
// What lies in a file afterwards is an entry of the journal first: which report, when, how many rows, how masked, the
// hash of the bytes. So are full names that are only shown. Whoever has an answer hands it over with an outlet; the
// order of rendering, recording and appearing is kept here, for every front end.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "app/report/exports.h"
#include "app/report/outlet.h"
#include "app/workspace/workspace.h"
#include "base/page.h"
#include "base/row_stage.h"
#include "files/render/render.h"

namespace ksbx {

// Where entries are made.
struct ExportLog {
  std::function<Database()> open;  // for writing: the entry has a connection and a transaction of its own
  Occasion occasion;
  // Is called instead where a reader without the right to write (an analyst's group) takes out what is masked. Full
  // names do not leave then, nor anything where the entry fails otherwise: Error.
  std::function<void()> unrecorded;
};

struct Rendering {
  Format format = Format::table;
  RenderOptions options = {};
};

// `taken` says the command, the subject, the masking and the reason; its rows, format, digest and place are filled in
// here. Throws what the log, the outlet and the rows throw; then nothing has appeared in a file.
//
// Rows that need not fit into memory: csv, tsv, jsonl and xlsx go out as they come, the other formats need them all
// first. Returns the table without its rows.
Table take_out(const ExportLog& log, Outlet& outlet, const Rendering& how, const RowStream& rows, Export taken);
void take_out(const ExportLog& log, Outlet& outlet, const Rendering& how, const Table& table, Export taken);
// The format must hold pages (files/render/render_page.h).
void take_out(const ExportLog& log, Outlet& outlet, const Rendering& how, const Page& page, Export taken);
// Bytes that are rendered already; `taken` says their rows and format.
void take_out(const ExportLog& log, Outlet& outlet, std::string_view bytes, Export taken);

// What a command that writes reports of its changes. A rehearsal writes nothing, nor does a command that found nothing
// to change: such a table is on record only if it shows full names, or goes to a file for the first time, which is ours
// from then on.
void take_out_changes(const ExportLog& log, Outlet& outlet, const Rendering& how, const Table& changes, Keep keep,
                      Export taken);
void take_out_changes(const ExportLog& log, Outlet& outlet, std::string_view bytes, Keep keep, Export taken);

std::size_t rows_of(const Page& page);  // of all its parts

}  // namespace ksbx
