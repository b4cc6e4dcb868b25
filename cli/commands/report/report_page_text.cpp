#include "cli/commands/report/report_page_text.h"

#include <algorithm>

#include "base/utf8.h"

namespace ksbx {
namespace {

Text type_in_words(ColumnType type) {
  switch (type) {
    case ColumnType::text: return text("文字", "text");
    case ColumnType::integer: return text("整数", "whole number");
    case ColumnType::count: return text("数目", "count");
    case ColumnType::decimal: return text("小数", "decimal");
    case ColumnType::percent: return text("百分比", "per cent");
    case ColumnType::date: return text("日期", "date");
    case ColumnType::moment: return text("时间", "moment");
    case ColumnType::code: return text("编号", "code");
  }
  return {};
}

Text type_in_words(ReportParameter::Type type) {
  switch (type) {
    case ReportParameter::Type::text: return text("文字", "text");
    case ReportParameter::Type::integer: return text("整数", "whole number");
    case ReportParameter::Type::date: return text("日期", "date");
    case ReportParameter::Type::month: return text("月份，如 2026-10", "month, as in 2026-10");
  }
  return {};
}

std::string padded(const std::string& words, int width) {
  return words + std::string(static_cast<std::size_t>(std::max(0, width - display_width(words))), ' ');
}

std::string section(const Text& heading, Language language) {
  return "\n" + heading.in(language) + "\n";
}

std::string columns(const ReportPage& page, Language language) {
  if (page.columns.empty()) return {};
  int name_width = 0, label_width = 0;
  for (const ReportPage::Entry& entry : page.columns) {
    name_width = std::max(name_width, display_width(entry.column.name));
    label_width = std::max(label_width, display_width(heading_of(entry.column).in(language)));
  }
  std::string lines = section(text("列（--columns、--sort、--where、--group-by 用左边的名字）：",
                                   "Columns (--columns, --sort, --where, --group-by use the names on the left):"),
                              language);
  constexpr std::size_t few = 12;
  for (const ReportPage::Entry& entry : page.columns) {
    std::string words;
    for (std::size_t i = 0; i < entry.values.size() && i < few; ++i)
      words += (i > 0 ? text("、", ", ").in(language) : "") + entry.values[i] + " " + entry.words[i].in(language);
    if (entry.values.size() > few) words += text("……共 {} 种", " … {} in all", entry.values.size()).in(language);
    lines += "  " + padded(entry.column.name, name_width + 2) +
             padded(heading_of(entry.column).in(language), label_width + 2) +
             type_in_words(entry.column.type).in(language);
    if (entry.column.privacy != Privacy::none) lines += text("，遮盖", ", masked").in(language);
    if (entry.on_request) lines += text("，要了才显示", ", shown if asked for").in(language);
    lines += (words.empty() ? "" : text("：", ": ").in(language) + words) + "\n";
  }
  return lines;
}

std::string parameters(const ReportDefinition& report, Language language) {
  if (report.parameters.empty()) return {};
  std::string lines = section(text("可以设定（--set 名称=值）：", "Parameters (--set NAME=VALUE):"), language);
  for (const ReportParameter& one : report.parameters) {
    lines += "  " + one.name + "  " + one.label.in(language) + text("（", " (").in(language) +
             type_in_words(one.type).in(language);
    if (const auto number = number_of(one.otherwise))
      lines += text("，不写则为 {}", ", default: {}", *number).in(language);
    else if (const auto* words = std::get_if<std::string>(&one.otherwise))
      lines += text("，不写则为 {}", ", default: {}", *words).in(language);
    lines += text("）", ")").in(language) + "\n";
  }
  return lines;
}

std::string findings(const ReportPage& page, Language language) {
  if (page.report->findings.empty()) return {};
  const auto column = std::ranges::find_if(
      page.columns, [&](const ReportPage::Entry& entry) { return entry.column.name == page.report->findings; });
  std::string lines = section(
      text("--fail-on 找的是列 {} 里的值", "--fail-on checks for a value in the column {}", page.report->findings),
      language);
  if (column == page.columns.end()) return lines;
  for (std::size_t i = 0; i < column->values.size(); ++i)
    lines += "  " + column->values[i] + "  " + column->words[i].in(language) + "\n";
  return lines;
}

}  // namespace

std::string text_of(const ReportPage& page, Language language) {
  const ReportDefinition& report = *page.report;
  std::string lines =
      text("用法：ksbx report {} [选项]\n\n{}\n", "usage: ksbx report {} [options]\n\n{}\n", report.name, report.title)
          .in(language);
  if (!page.clauses.empty()) lines += section(text("依据条款：", "Clauses:"), language);
  for (const Text& clause : page.clauses) lines += "  " + clause.in(language) + "\n";
  lines += parameters(report, language) + columns(page, language) + findings(page, language);
  if (!report.dated.empty())
    lines += section(
        text("--period 按列 {} 的日期取行", "--period selects rows by the dates in the column {}", report.dated),
        language);
  if (report.suppress_below > 0)
    lines +=
        section(text("小于 {} 的数字不予显示，以保护个人信息", "figures below {} are not shown", report.suppress_below),
                language);
  return lines +
         section(text("写在 {} 里。各报表都有的选项：ksbx report --help",
                      "Defined in {}. For the options of every report: ksbx report --help", report.origin.file.str()),
                 language);
}

}  // namespace ksbx
