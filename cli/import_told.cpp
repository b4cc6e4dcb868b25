#include "cli/import_told.h"

#include "files/render.h"

namespace ksbx {
namespace {

Text what_it_was(const ImportedFile& file) {
  const Import& counts = file.counts;
  return text("{}：{}，{}，表头在第 {} 行；{} 行：接受 {}，暂定 {}，拒收 {}；新增 {}，变更 {}，未变 {}",
              "{}: {}, {}, header in line {}; {} rows: {} accepted, {} provisional, {} rejected; {} new, {} changed, "
              "{} unchanged",
              counts.file, file.label, std::string(name_of(file.encoding)), file.header_line, counts.rows,
              counts.accepted, counts.provisional, counts.rejected, counts.added, counts.changed, counts.unchanged);
}

// What needs no word on a clean file in the usual encoding.
bool is_plain(const ImportedFile& file) {
  return file.encoding == Encoding::utf8 || file.encoding == Encoding::utf8_bom;
}

bool is_minor(const Problem& problem) {
  return problem.code == "W_SKIPPED_ABOVE_HEADER" || problem.code == "W_FOOTER_SKIPPED";
}

}  // namespace

std::optional<Encoding> encoding_said(const std::optional<std::string>& words) {
  if (!words) return std::nullopt;
  if (const auto known = encoding(*words)) return known;
  throw Error(Failure::usage, "bad-choice", text("不认识编码“{}”", "unknown encoding {}", *words),
              text("可用：utf-8、gb18030、utf-16le、utf-16be", "one of utf-8, gb18030, utf-16le, utf-16be"));
}

void tell_problems(Context& context, const Problems& problems) {
  Problems shown;
  for (const Problem& problem : problems)
    if (!is_minor(problem) || context.console.volume == Volume::verbose) shown.push_back(problem);
  context.console.problems(shown);
}

void tell(Context& context, const ImportOutcome& outcome) {
  Console& console = context.console;
  for (const ImportedFile& file : outcome.files) {
    tell_problems(context, file.problems);
    if (is_plain(file))
      console.detail(what_it_was(file));
    else
      console.say(what_it_was(file));
  }
  if (context.common.dry_run)
    console.say(text("以上只是演示，没有写入任何内容", "nothing was written: this was a rehearsal"));
}

void count(Summary& summary, const Import& counts) {
  summary.count("rows", counts.rows);
  summary.count("accepted", counts.accepted);
  summary.count("provisional", counts.provisional);
  summary.count("rejected", counts.rejected);
  summary.count("new", counts.added);
  summary.count("changed", counts.changed);
  summary.count("unchanged", counts.unchanged);
  summary.count("vanished", counts.vanished);
}

ExitCode import_batch(Context& context, Desk& desk, const ImportRequest& request, Keep keep, const std::string& taken) {
  const ImportOutcome outcome = import_files(desk, request, keep);
  tell(context, outcome);
  const Import total = outcome.total();
  context.summary.count("rows", total.rows);
  context.summary.count(taken, total.added);
  context.summary.count("unchanged", total.unchanged);
  context.summary.count("rejected", total.rejected);
  return total.rejected > 0 ? ExitCode::rejected : ExitCode::done;
}

std::string rejects_as_csv(const ImportOutcome& outcome) {
  std::string all;
  for (const ImportedFile& file : outcome.files) {
    if (file.rejects.empty()) continue;
    Table table{"rejects", {}, {}, {}};
    for (const std::string& header : file.rejects.front().header) table.columns.push_back({header, same_text(header)});
    for (const char* added : reject_columns) table.columns.push_back({added, same_text(added)});
    for (const Reject& reject : file.rejects) {
      std::vector<Cell> row(reject.cells.begin(), reject.cells.end());
      row.resize(reject.header.size());
      row.insert(row.end(), {Cell(std::int64_t{reject.line}), Cell(reject.code), Cell(reject.reason)});
      table.rows.push_back(std::move(row));
    }
    all += render(table, Format::csv);
  }
  return all;
}

}  // namespace ksbx
