#include "cli/commands/enter/import_output.h"

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <map>
#include <tuple>
#include <utility>
#include <vector>

#include "app/import/refused_file.h"
#include "base/join.h"
#include "files/render/render.h"

namespace ksbx {
namespace {

Text form_of(const ImportedFile& file) {
  if (file.worksheet.empty()) return same_text(file.form);
  if (file.file.ends_with(']')) return same_text(file.form);  // it says which sheet
  return text("{} 工作表“{}”", "{} sheet \"{}\"", file.form, file.worksheet);
}

bool is_plain(const ImportedFile& file) {
  return file.form == name_of(Encoding::utf8) || file.form == name_of(Encoding::utf8_bom);
}

Text days_of(const ImportedFile& file) {
  return file.days ? text("，{}", ", {}", in_words(*file.days)) : Text{};
}

// 收下 3、拒收 1: those of which there are any.
Text numbers_of(std::initializer_list<std::pair<std::int64_t, Text>> all) {
  std::vector<Text> parts;
  for (const auto& [number, what] : all)
    if (number > 0) parts.push_back(text("{} {}", "{1} {0}", what, number));
  return enumerated(parts);
}

// Parts that add up to all rows.
Text where_rows_went(const ImportedFile& file) {
  const RowCounts& counts = file.counts;
  const std::int64_t said = counts.accepted + counts.provisional + counts.rejected + file.deferred + file.totals;
  return numbers_of({{counts.accepted, text("收下", "accepted")},
                     {counts.provisional, text("暂定", "provisional")},
                     {counts.rejected, text("拒收", "rejected")},
                     {file.deferred, text("待定", "in doubt")},
                     {file.totals, text("合计或说明", "totals or notes")},
                     {counts.rows - said, text("重复", "repeated")}});
}

Text what_was_entered(const RowCounts& counts) {
  const Text numbers = numbers_of({{counts.added, text("新增", "new")},
                                   {counts.changed, text("变更", "changed")},
                                   {counts.unchanged, text("未变", "unchanged")}});
  return numbers.empty() ? Text{} : text("；{}", "; {}", numbers);
}

Text what_it_was(const ImportedFile& file) {
  return text("{}：{}{}{}；{} 行：{}{}", "{}: {}{}{}; {} rows: {}{}", file.file, file.label,
              is_plain(file) ? Text{} : text("，{}", ", {}", form_of(file)), days_of(file), file.counts.rows,
              where_rows_went(file), what_was_entered(file.counts));
}

bool is_minor(const Problem& problem) {
  return problem.code == "W_SKIPPED_ABOVE_HEADER" || problem.code == "W_FOOTER_SKIPPED";
}

std::string place_in_file(const Origin& origin) {
  return origin.column > 0 ? formatted("{}:{}", origin.line, origin.column) : formatted("{}", origin.line);
}

// Those that say the same of many places of a file as one, in the place of the first, with how many they are.
Problems gathered(const Problems& problems) {
  constexpr std::size_t few = 2, most_places = 5;
  using Sentence = std::tuple<std::string, std::string, std::string, std::string>;
  const auto sentence = [](const Problem& one) {
    return Sentence(one.origin.file.str(), one.code, one.what.zh, one.excerpt);
  };
  std::map<Sentence, std::vector<Origin>> places;
  for (const Problem& one : problems)
    if (one.origin.line > 0) places[sentence(one)].push_back(one.origin);
  Problems all;
  for (const Problem& one : problems) {
    const auto found = places.find(sentence(one));
    const bool is_one_of_many = found != places.end() && found->second.size() > few;
    if (is_one_of_many && !(found->second.front() == one.origin)) continue;
    all.push_back(one);
    if (!is_one_of_many) continue;
    std::vector<std::string> shown;
    for (std::size_t i = 0; i < std::min(found->second.size(), most_places); ++i)
      shown.push_back(place_in_file(found->second[i]));
    const bool is_more = found->second.size() > most_places;
    const std::size_t count = found->second.size();
    Text& what = all.back().what;
    what = text("{}（共 {} 处：{}{}）", "{} ({} places: {}{})", what, count, Text{join(shown, "、"), join(shown, ", ")},
                is_more ? Text{" 等", " …"} : Text{});
    found->second.front().line = -1;  // said
  }
  return all;
}

Problems errors_in(const Problems& problems) {
  Problems errors;
  std::ranges::copy_if(problems, std::back_inserter(errors),
                       [](const Problem& problem) { return problem.severity == Severity::error; });
  return errors;
}

}  // namespace

void takes_worksheet(Options& options, std::string& worksheet) {
  options.option(
      "--sheet", &worksheet, text("工作表", "SHEET"),
      text("工作簿里要读的工作表：名称或序号，几个用逗号隔开，或 all；不写则读同一种表的全部",
           "of a workbook the sheets to read: names or numbers with commas, or all; default: all of one kind"));
}

void print_problems(Context& context, const Problems& problems) {
  if (context.console.volume == Volume::verbose) return context.console.problems(problems);
  Problems shown;
  std::ranges::copy_if(problems, std::back_inserter(shown), [](const Problem& problem) { return !is_minor(problem); });
  context.console.problems(gathered(shown));
}

void print(Context& context, const ImportOutcome& outcome) {
  Console& console = context.console;
  console.problems(outcome.problems);
  for (const RefusedImport& refused : outcome.refused) {
    if (refused.read)
      for (const ImportedFile& file : *refused.read) print_problems(context, errors_in(file.problems));
    print_problems(context, refused.problems);
  }
  for (const ImportedFile& file : outcome.files) {
    print_problems(context, file.problems);
    for (const Text& note : file.notes) console.say(text("{}：{}", "{}: {}", file.file, note));
    // Who sits at the terminal hears what became of each file; a log has the summary line, and of a clean file in the
    // usual encoding no more.
    if (is_plain(file) && file.counts.rejected == 0 && !console.shows_progress)
      console.detail(what_it_was(file));
    else
      console.say(what_it_was(file));
  }
  if (context.common.dry_run) say_dry_run(console);
}

void count(Summary& summary, const RowCounts& counts) {
  summary.count("rows", counts.rows);
  summary.count("accepted", counts.accepted);
  summary.count("provisional", counts.provisional);
  summary.count("rejected", counts.rejected);
  summary.count("new", counts.added);
  summary.count("changed", counts.changed);
  summary.count("unchanged", counts.unchanged);
  summary.count("vanished", counts.vanished);
}

ExitCode import_batch(Context& context, const Workspace& workspace, const ImportRequest& request, Keep keep,
                      const std::string& taken, const InOwnWords& in_own_words) {
  const auto reword = [&](Problems problems) {
    if (in_own_words)
      for (Problem& problem : problems) problem = in_own_words(std::move(problem));
    return problems;
  };
  ImportOutcome outcome;
  try {
    outcome = import_files(workspace, request, keep);
  } catch (const FileRefused& refused) {
    throw FileRefused(Error(refused.failure(), reword(refused.problems())), refused.rows, refused.read);
  }
  for (ImportedFile& file : outcome.files) file.problems = reword(std::move(file.problems));
  print(context, outcome);
  const RowCounts total = outcome.total();
  context.summary.count("rows", total.rows);
  context.summary.count(taken, total.added);
  context.summary.count("unchanged", total.unchanged);
  context.summary.count("rejected", total.rejected);
  return total.rejected > 0 ? ExitCode::rejected : ExitCode::done;
}

}  // namespace ksbx
