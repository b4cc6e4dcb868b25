#include "app/report/take_out.h"

#include <utility>

#include "base/digest.h"
#include "files/render/render_page.h"
#include "files/render/table_writer.h"

namespace ksbx {
namespace {

void put_on_record(const ExportLog& log, const Export& taken) {
  try {
    Database database = log.open();
    note_export(database, log.occasion, taken);
  } catch (const Error& error) {
    if (error.problems().front().code != "database-permission" || taken.shown == Masking::none) throw;
    log.unrecorded();
  }
}

bool shows_full_names(const Outlet& outlet, const Export& taken) {
  return taken.shown == Masking::none && outlet.leaves() == Leaves::for_the_eye;
}

void write_whole(Outlet& outlet, std::string_view bytes) {
  outlet.write(bytes);
  outlet.keep();
}

}  // namespace

void take_out(const ExportLog& log, Outlet& outlet, std::string_view bytes, Export taken) {
  if (outlet.leaves() == Leaves::as_a_file) {
    taken.digest = sha256_hex(bytes);
    taken.file = outlet.name_on_record();
    put_on_record(log, taken);
  } else if (shows_full_names(outlet, taken)) {
    taken.format.clear();
    put_on_record(log, taken);
  }
  write_whole(outlet, bytes);
}

void take_out(const ExportLog& log, Outlet& outlet, const Rendering& how, const Table& table, Export taken) {
  taken.rows = table.rows.size();
  taken.format = name_of(how.format);
  take_out(log, outlet, render(table, how.format, how.options), std::move(taken));
}

void take_out(const ExportLog& log, Outlet& outlet, const Rendering& how, const Page& page, Export taken) {
  taken.rows = rows_of(page);
  taken.format = name_of(how.format);
  take_out(log, outlet, render(page, how.format, how.options), std::move(taken));
}

Table take_out(const ExportLog& log, Outlet& outlet, const Rendering& how, const RowStream& rows, Export taken) {
  // For the eye the first row may be seen before the last is known, so full names are collected and recorded first.
  if (!TableWriter::can_write(how.format) || shows_full_names(outlet, taken)) {
    Table table = collected(rows);
    take_out(log, outlet, how, table, std::move(taken));
    table.rows.clear();
    return table;
  }
  Sha256 digest;
  TableWriter writer(how.format, how.options, [&](std::string_view bytes) {
    digest.add(bytes);
    outlet.write(bytes);
  });
  taken.rows = 0;
  const Table rest = rows([&](const Table& block) {
    taken.rows += block.rows.size();
    writer.add(block);
  });
  writer.finish(rest);
  if (outlet.leaves() == Leaves::as_a_file) {
    taken.format = name_of(how.format);
    taken.digest = digest.hex();
    taken.file = outlet.name_on_record();
    put_on_record(log, taken);
  }
  outlet.keep();
  return rest;
}

void take_out_changes(const ExportLog& log, Outlet& outlet, const Rendering& how, const Table& changes, Keep keep,
                      Export taken) {
  taken.rows = changes.rows.size();
  taken.format = name_of(how.format);
  take_out_changes(log, outlet, render(changes, how.format, how.options), keep, std::move(taken));
}

void take_out_changes(const ExportLog& log, Outlet& outlet, std::string_view bytes, Keep keep, Export taken) {
  const bool writes_nothing = keep == Keep::nothing || (taken.rows == 0 && outlet.is_known());
  if (writes_nothing && taken.shown != Masking::none) return write_whole(outlet, bytes);
  take_out(log, outlet, bytes, std::move(taken));
}

std::size_t rows_of(const Page& page) {
  std::size_t rows = 0;
  for (const Panel& part : page.parts) rows += part.table.rows.size();
  return rows;
}

}  // namespace ksbx
