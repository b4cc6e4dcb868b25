#include "cli/words/on_record.h"

#include "base/digest.h"
#include "cli/words/open_workspace.h"

namespace ksbx {
namespace {

bool shows_full_names(const Context& context, const Export& taken) {
  return taken.masking == Masking::none && how_it_leaves(context.common) == Leaves::for_the_eye;
}

BeforeFile recording(Context& context, Export& taken) {
  return [&context, &taken](const Leaving& leaving) {
    taken.format = leaving.format;
    taken.digest = leaving.digest;
    taken.rows = leaving.rows;
    if (context.common.out) taken.file = context.outputs.name_on_record(*context.common.out);
    put_on_record(context, taken);
  };
}

}  // namespace

void put_on_record(Context& context, const Export& taken) {
  try {
    Database database = open_database(context, Access::write);
    note_export(database, occasion_of(context, taken.command), taken);
  } catch (const Error& error) {
    // Only a reader without rights goes on: where the entry fails for any other reason the file must not go out without
    // it.
    if (error.problems().front().code != "database-permission" || taken.masking == Masking::none) throw;
    context.console.say(text("提示：您对数据库只有读的权限，这次导出没有记入日志",
                             "note: you may only read the database, so this export is not on record"));
  }
}

void deliver_on_record(Context& context, const TellRows& print, Export taken) {
  if (shows_full_names(context, taken)) return deliver_on_record(context, collected(print), std::move(taken));
  deliver(context, print, recording(context, taken));
}

void deliver_on_record(Context& context, const Table& table, Export taken) {
  taken.rows = table.rows.size();
  if (shows_full_names(context, taken)) put_on_record(context, taken);
  deliver(context, table, recording(context, taken));
}

void deliver_changes_on_record(Context& context, const Table& changes, Export taken) {
  const std::string file = context.common.out.value_or("-");
  const bool is_known = file == "-" || context.outputs.is_on_record(file);
  const bool writes_nothing = context.common.dry_run || (changes.rows.empty() && is_known);
  if (writes_nothing && taken.masking != Masking::none) return deliver(context, changes);
  deliver_on_record(context, changes, std::move(taken));
}

void deliver_on_record(Context& context, const Page& page, Export taken) {
  taken.rows = rows_of(page);
  if (shows_full_names(context, taken)) put_on_record(context, taken);
  deliver(context, page, recording(context, taken));
}

void deliver_on_record(Context& context, std::string_view document, const std::string& format, Export taken) {
  taken.rows = 1;
  if (shows_full_names(context, taken)) put_on_record(context, taken);
  deliver(context, document, format, taken.rows, recording(context, taken));
}

void write_on_record(Context& context, const std::string& path, std::string_view bytes, Export taken) {
  taken.digest = sha256_hex(bytes);
  taken.file = context.outputs.name_on_record(path);
  put_on_record(context, taken);
  write_file(context, path, bytes);
}

}  // namespace ksbx
