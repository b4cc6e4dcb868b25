#include "cli/words/on_record.h"

#include <utility>

#include "base/utf8.h"
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

Keep keep_of(const Context& context) {
  return context.common.dry_run ? Keep::nothing : Keep::changes;
}

// What stands before the list in the same place; counts that do not belong there are shown.
std::string counts_before(Context& context, Format format, const Table& counts) {
  const std::string words = render(counts, Format::table, {.language = context.console.language, .width = 0});
  if (context.common.out.value_or("-") == "-") return format == Format::table ? words + "\n" : "";
  context.console.result(words);
  return {};
}

Export of_list(Export taken, const Rendering& how, const Table& list) {
  taken.rows = list.rows.size();
  taken.format = name_of(how.format);
  return taken;
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

void deliver_chart_on_record(Context& context, const Page& chart, const Export& taken) {
  Rendering how = rendering_wanted(context);
  how.options.draws_charts = true;
  take_out(export_log(context, taken.command), *outlet_of(context), how, chart, taken);
}

void deliver_on_record(Context& context, std::string_view document, const Export& taken) {
  take_out(export_log(context, taken.command), *outlet_of(context), document, taken);
}

void deliver_changes_on_record(Context& context, const Table& changes, const Export& taken) {
  const Rendering how = rendering_wanted(context);
  take_out_changes(export_log(context, taken.command), *outlet_of(context), how, changes, keep_of(context), taken);
  print_notes(context, how.format, changes);
}

void deliver_on_record(Context& context, const Table& counts, const Table& list, Export taken) {
  const Rendering how = rendering_wanted(context);
  const std::string bytes = counts_before(context, how.format, counts) + render(list, how.format, how.options);
  const ExportLog log = export_log(context, taken.command);
  take_out(log, *outlet_of(context), bytes, of_list(std::move(taken), how, list));
  print_notes(context, how.format, list);
}

void deliver_changes_on_record(Context& context, const Table& counts, const Table& changes, Export taken) {
  const Rendering how = rendering_wanted(context);
  const std::string bytes = counts_before(context, how.format, counts) + render(changes, how.format, how.options);
  const ExportLog log = export_log(context, taken.command);
  take_out_changes(log, *outlet_of(context), bytes, keep_of(context), of_list(std::move(taken), how, changes));
  print_notes(context, how.format, changes);
}

void Answer::say(const Text& sentence) {
  bytes_ += display(sentence.in(context_.console.language)) + "\n";
  ++rows_;
}

void Answer::show(const Table& table) {
  const Rendering how = rendering_wanted(context_);
  bytes_ += render(table, how.format, how.options);
  rows_ += table.rows.size();
  format_ = name_of(how.format);
}

void Answer::hand_over(Export taken) {
  deliver_on_record(context_, bytes_, counted(std::move(taken)));
}

void Answer::hand_over_changes(Export taken) {
  taken = counted(std::move(taken));
  take_out_changes(export_log(context_, taken.command), *outlet_of(context_), bytes_, keep_of(context_), taken);
}

Export Answer::counted(Export taken) const {
  taken.rows = rows_;
  taken.format = format_;
  return taken;
}

void write_on_record(Context& context, const std::string& path, std::string_view bytes, const Export& taken) {
  take_out(export_log(context, taken.command), *outlet_of(context, path), bytes, taken);
}

}  // namespace ksbx
