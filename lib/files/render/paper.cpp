#include "files/render/paper.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "base/ascii.h"
#include "base/day.h"
#include "base/table.h"
#include "base/text.h"
#include "files/render/render.h"

namespace ksbx {
namespace {

constexpr const char* cut = "- - - - - - - - - - - - - - - - - - - - - - - - - - - -\n";
constexpr const char* next_paper = "========================================================\n";
constexpr std::string_view wide_blank = "\u3000";
constexpr int least_blank = 2;  // wide blanks in a row that are to be filled in: 年　　月　　日
constexpr std::array chinese_numbers = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};

std::vector<std::string> split(const std::string& text, char at_each) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(at_each, at), text.size());
    parts.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  if (at_each != '\n' && text.ends_with(at_each)) parts.emplace_back();
  return parts;
}

std::vector<std::string> lines_of(const std::string& text) {
  return split(text, '\n');
}

bool is_table_line(const std::string& line) {
  return line.find('\t') != std::string::npos;
}

bool ends_in_colon(const std::string& line) {
  return line.ends_with("：");
}

// 王大明：  and no sentence that a list follows.
bool speaks_to_somebody(const std::string& line) {
  return ends_in_colon(line) && line.find("，") == std::string::npos && line.find("。") == std::string::npos;
}

// 一、缺课情况
bool is_heading(const std::string& line) {
  return std::ranges::any_of(chinese_numbers,
                             [&](const char* number) { return line.starts_with(std::string(number) + "、"); });
}

// A line that is a date and nothing else, as the forms end: 2026年11月18日.
std::optional<Day> date_of(const std::string& line) {
  int numbers[3] = {0, 0, 0};
  std::size_t at = 0;
  constexpr std::string_view units[] = {"年", "月", "日"};
  for (int i = 0; i < 3; ++i) {
    const std::size_t first = at;
    while (at < line.size() && is_ascii_digit(line[at]) && at - first < 4)
      numbers[i] = numbers[i] * 10 + (line[at++] - '0');
    if (at == first || line.compare(at, units[i].size(), units[i]) != 0) return std::nullopt;
    at += units[i].size();
  }
  return at == line.size() ? Day::of(numbers[0], numbers[1], numbers[2]) : std::nullopt;
}

// A text that begins with its title leaves the next line free.
bool has_title(const std::vector<std::string>& lines, const std::string& title) {
  if (lines.empty() || lines[0].empty()) return false;
  const bool stands_alone = lines.size() > 1 && lines[1].empty();
  return lines[0] == title || (stands_alone && lines[0].find("：") == std::string::npos && !is_heading(lines[0]) &&
                               !is_table_line(lines[0]));
}

// 接收人：　　　　　接收时间：
PaperBlock fill_in(const std::string& line) {
  PaperBlock block{PaperBlock::Kind::fill_in, {}, {{}}};
  std::string label;
  const auto put = [&] {
    if (!label.empty()) block.rows.front().push_back(std::move(label));
    label.clear();
  };
  for (std::size_t at = 0; at < line.size();) {
    if (line.compare(at, wide_blank.size(), wide_blank) == 0) {
      put();
      at += wide_blank.size();
    } else {
      label += line[at++];
    }
  }
  put();
  return block;
}

PaperBlock block_of(const std::string& line) {
  using enum PaperBlock::Kind;
  if (is_heading(line)) return {heading, line};
  if (line.starts_with("附件：")) return {attachment, line};
  if (speaks_to_somebody(line)) return {flush, line};
  return {paragraph, line};
}

// Of a form that is filled in by hand: labels with lines, and room where the form leaves a line free.
PaperBlock sheet_block_of(const std::string& line) {
  const bool has_blanks = line.find("：\u3000") != std::string::npos || ends_in_colon(line);
  if (is_heading(line)) return {PaperBlock::Kind::heading, line};
  return has_blanks ? fill_in(line) : PaperBlock{PaperBlock::Kind::flush, line};
}

enum class Style { official, sheet };

std::vector<PaperBlock> blocks_of(const std::vector<std::string>& lines, Style style) {
  std::vector<PaperBlock> blocks;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string& line = lines[i];
    if (is_table_line(line)) {
      const bool goes_on = i > 0 && is_table_line(lines[i - 1]);
      if (!goes_on) blocks.push_back({PaperBlock::Kind::table});
      blocks.back().rows.push_back(split(line, '\t'));
    } else if (!line.empty()) {
      blocks.push_back(style == Style::official ? block_of(line) : sheet_block_of(line));
    } else if (style == Style::sheet && i > 0 && ends_in_colon(lines[i - 1])) {
      blocks.push_back({PaperBlock::Kind::room});
    }
  }
  return blocks;
}

std::vector<PaperBlock> fill_ins(const std::vector<std::string>& lines) {
  std::vector<PaperBlock> blocks;
  for (const std::string& line : lines)
    if (!line.empty()) blocks.push_back(fill_in(line));
  return blocks;
}

// Stub and slip: a name, then lines.
std::vector<PaperBlock> slip_of(const std::string& text) {
  std::vector<PaperBlock> blocks;
  for (const std::string& line : lines_of(text)) {
    if (line.empty()) continue;
    const bool is_to_fill = !blocks.empty() && line.find("：\u3000") != std::string::npos;
    blocks.push_back(is_to_fill ? fill_in(line) : PaperBlock{PaperBlock::Kind::flush, line});
  }
  return blocks;
}

bool is_upward(const std::string& title) {
  return title.ends_with("报告") || title.ends_with("请示");
}

// A table as the rest of ksbx has it.
Table table_of(const std::vector<std::string>& lines) {
  PaperBlock block{PaperBlock::Kind::table};
  for (const std::string& line : lines) block.rows.push_back(split(line, '\t'));
  Table table;
  const std::vector<std::string>& header = block.rows.front();
  for (std::size_t i = 0; i < header.size(); ++i)
    table.columns.push_back({header[i],
                             {header[i], header[i]},
                             Privacy::none,
                             holds_figures(block, i) ? ColumnType::integer : ColumnType::text});
  for (std::size_t i = 1; i < block.rows.size(); ++i) {
    block.rows[i].resize(header.size());
    table.rows.emplace_back(block.rows[i].begin(), block.rows[i].end());
  }
  return table;
}

// The text as it is, but for its tables.
std::string with_tables_aligned(const std::string& content) {
  std::string out;
  std::vector<std::string> rows;
  const auto end_table = [&] {
    if (!rows.empty()) out += render(table_of(rows), Format::table);
    rows.clear();
  };
  for (const std::string& line : lines_of(content)) {
    if (is_table_line(line)) {
      rows.push_back(line);
    } else {
      end_table();
      out += line + '\n';
    }
  }
  end_table();
  return out;
}

}  // namespace

PaperLayout laid_out(const Paper& paper) {
  std::vector<std::string> lines = lines_of(paper.content);
  PaperLayout layout;
  layout.title = paper.title;
  if (has_title(lines, paper.title)) {
    layout.title = lines.front();
    lines.erase(lines.begin());
  }
  layout.mark = paper.issuer;
  layout.number = paper.number;
  layout.goes_up = !paper.number.empty() && is_upward(layout.title);
  layout.to = paper.to;
  for (std::size_t i = lines.size(); i-- > 0 && layout.date.empty();) {
    if (!date_of(lines[i])) continue;
    layout.date = lines[i];
    layout.tail = fill_ins({lines.begin() + static_cast<std::ptrdiff_t>(i) + 1, lines.end()});
    if (i > 0) layout.signer = lines[--i];
    lines.resize(i);
  }
  layout.body = blocks_of(lines, layout.date.empty() ? Style::sheet : Style::official);
  if (!layout.body.empty() && layout.body.front().kind == PaperBlock::Kind::flush && !layout.date.empty())
    layout.to.clear();  // it is the one who serves the paper, and the text says so
  layout.copy_to = paper.copy_to;
  layout.printed_by = paper.issuer;
  layout.printed = paper.printed;
  layout.stub = slip_of(paper.stub);
  layout.slip = slip_of(paper.slip);
  return layout;
}

bool holds_figures(const PaperBlock& table, std::size_t column) {
  bool has_some = false;
  for (std::size_t i = 1; i < table.rows.size(); ++i) {
    if (column >= table.rows[i].size() || table.rows[i][column].empty()) continue;
    const std::string& cell = table.rows[i][column];
    has_some = true;
    if (!number_of(cell.starts_with('<') ? cell.substr(1) : cell)) return false;  // <3 is a figure that is hidden
  }
  return has_some;
}

std::vector<PaperPiece> pieces_of(const std::string& line) {
  std::vector<PaperPiece> pieces(1);
  for (std::size_t at = 0; at < line.size();) {
    int count = 0;
    while (line.compare(at + static_cast<std::size_t>(count) * wide_blank.size(), wide_blank.size(), wide_blank) == 0)
      ++count;
    if (count >= least_blank) {
      pieces.back().blank = count;
      pieces.emplace_back();
      at += static_cast<std::size_t>(count) * wide_blank.size();
    } else {
      pieces.back().words += line[at++];
    }
  }
  return pieces;
}

std::string paper_text(const Paper& paper) {
  const std::string content = with_tables_aligned(paper.content);
  if (paper.number.empty()) return content;
  std::string out = formatted("编号：{}\n主送：{}", paper.number, paper.to);
  if (!paper.copy_to.empty()) out += "　抄送：" + paper.copy_to;
  out += "\n\n";
  if (!has_title(lines_of(paper.content), paper.title)) out += paper.title + "\n\n";
  return out + content + cut + paper.stub + cut + paper.slip;
}

std::string papers_text(const std::vector<Paper>& papers) {
  std::string out;
  for (const Paper& paper : papers) out += (out.empty() ? "" : next_paper) + paper_text(paper);
  return out;
}

}  // namespace ksbx
