#include "cli/words/on_record.h"

#include "cli/words/open_workspace.h"

namespace ksbx {
namespace {

// Counts the rows as they come.
RowStream counted(Context& context, const RowStream& print) {
  return [&context, print](const TakeRows& take) {
    std::size_t rows = 0;
    return print([&](const Table& block) {
      rows += block.rows.size();
      take(block);
      context.console.progress(text("已读 {} 行", "{} rows", rows));
    });
  };
}

}  // namespace

ExportLog export_log(Context& context, const std::string& command) {
  return {[&context] { return open_database(context, Access::write); }, occasion_of(context, command),
          [&context] {
            context.console.say(text("提示：您对数据库只有读的权限，这次导出没有记入日志",
                                     "note: you may only read the database, so this export is not recorded"));
          }};
}

void deliver_on_record(Context& context, const RowStream& print, const Export& taken) {
  const Rendering how = rendering_of_rows(context);
  const auto outlet = outlet_of(context);
  const Table rest = take_out(export_log(context, taken.command), *outlet, how, counted(context, print), taken);
  print_notes(context, how.format, rest);
}

void deliver_on_record(Context& context, const Table& table, const Export& taken) {
  const Rendering how = rendering_wanted(context);
  take_out(export_log(context, taken.command), *outlet_of(context), how, table, taken);
  print_notes(context, how.format, table);
}

void deliver_on_record(Context& context, const Page& page, const Export& taken) {
  const Rendering how = rendering_wanted(context);
  take_out(export_log(context, taken.command), *outlet_of(context), how, page, taken);
}

void deliver_on_record(Context& context, std::string_view document, const Export& taken) {
  take_out(export_log(context, taken.command), *outlet_of(context), document, taken);
}

void deliver_changes_on_record(Context& context, const Table& changes, const Export& taken) {
  const Rendering how = rendering_wanted(context);
  const Keep keep = context.common.dry_run ? Keep::nothing : Keep::changes;
  take_out_changes(export_log(context, taken.command), *outlet_of(context), how, changes, keep, taken);
  print_notes(context, how.format, changes);
}

void write_on_record(Context& context, const std::string& path, std::string_view bytes, const Export& taken) {
  take_out(export_log(context, taken.command), *outlet_of(context, path), bytes, taken);
}

}  // namespace ksbx
