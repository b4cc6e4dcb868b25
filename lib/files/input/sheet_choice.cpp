#include "files/input/sheet_choice.h"

#include <algorithm>
#include <string_view>

#include "base/join.h"
#include "base/shell_word.h"

namespace ksbx {
namespace {

[[noreturn]] void refuse(const char* code, const std::string& file, Text what, Text remedy) {
  throw Error(Failure::input, {Problem{Severity::error, code, {file, 0, 0}, std::move(what), std::move(remedy)}});
}

// The names between commas, full-width ones included, without the blanks around them.
std::vector<std::string> names_in(std::string_view said) {
  std::vector<std::string> names;
  while (true) {
    const std::size_t comma = std::min(said.find(','), said.find("，"));
    std::string_view name = said.substr(0, comma);
    while (name.starts_with(' ')) name.remove_prefix(1);
    while (name.ends_with(' ')) name.remove_suffix(1);
    if (!name.empty()) names.emplace_back(name);
    if (comma == std::string_view::npos) return names;
    said.remove_prefix(comma + (said[comma] == ',' ? 1 : std::string_view("，").size()));
  }
}

}  // namespace

bool SheetChoice::is_wanted(std::size_t sheet) {
  const SheetEntry& entry = book_->sheets()[sheet];
  if (entry.hidden || !entry.has_rows) return false;
  if (!is_wanted_) return true;
  asked_.resize(book_->sheets().size());
  if (!asked_[sheet]) asked_[sheet] = is_wanted_(*book_->glance(sheet));
  return *asked_[sheet];
}

std::size_t SheetChoice::first_visible() const {
  const auto& sheets = book_->sheets();
  for (std::size_t i = 0; i < sheets.size(); ++i)
    if (!sheets[i].hidden && sheets[i].has_rows) return i;
  refuse("E_NO_SHEET", book_->name(), text("工作簿里没有可见的工作表。", "no sheet of the workbook is visible"),
         text("请取消隐藏，或用 --sheet 指明：{}", "Unhide one, or name it with --sheet: {}", names()));
}

// A name before a number: a sheet may be called 2.
std::optional<std::size_t> SheetChoice::find(const std::string& said) const {
  const auto& sheets = book_->sheets();
  for (std::size_t i = 0; i < sheets.size(); ++i)
    if (sheets[i].name == said && sheets[i].has_rows) return i;
  std::size_t visible = 0;
  for (std::size_t i = 0; i < sheets.size(); ++i)
    if (!sheets[i].hidden && std::to_string(++visible) == said && sheets[i].has_rows) return i;
  return std::nullopt;
}

std::size_t SheetChoice::named(const std::string& said) const {
  if (const auto found = find(said)) return *found;
  refuse("E_NO_SHEET", book_->name(), text("工作簿里没有工作表“{}”。", "the workbook has no sheet \"{}\"", said),
         text("有这些工作表：{}", "It has these: {}", names()));
}

std::size_t SheetChoice::one(const std::string& said) {
  if (!said.empty()) return named(said);
  for (std::size_t i = 0; i < book_->sheets().size(); ++i)
    if (is_wanted(i)) return i;
  return first_visible();
}

std::vector<std::size_t> SheetChoice::all(const std::string& said) {
  std::vector<std::size_t> chosen;
  if (said.empty() || said == every_sheet) {
    for (std::size_t i = 0; i < book_->sheets().size() && chosen.size() <= most_sheets; ++i)
      if (is_wanted(i)) chosen.push_back(i);
    if (chosen.empty()) chosen.push_back(first_visible());
  } else if (const auto whole = find(said)) {  // a name may have a comma in it
    chosen.push_back(*whole);
  } else {
    for (const std::string& name : names_in(said))
      if (const std::size_t sheet = named(name); std::ranges::find(chosen, sheet) == chosen.end())
        chosen.push_back(sheet);
    if (chosen.empty()) chosen.push_back(named(said));
  }
  if (chosen.size() > most_sheets)
    refuse("E_TOO_MANY_SHEETS", book_->name(),
           text("工作簿里看来是名册的工作表超过 {} 个，一次读不了这么多。",
                "more than {} sheets of the workbook look like rosters: too many to be read at once", most_sheets),
           text("请用 --sheet 名称,名称… 分几次读，或分成几个文件。",
                "Read some at a time with --sheet NAME,NAME…, or split the file."));
  return chosen;
}

// The sheets that a blank form of ours has beside the one to fill in (files/render/blank_form.h): what its columns are,
// and, hidden, the words that they offer.
bool SheetChoice::is_of_our_form(const SheetEntry& sheet) const {
  const auto has_choices = [](const SheetEntry& one) {
    return one.hidden && (one.name == "选项" || one.name == "Choices");
  };
  const bool is_form = std::ranges::any_of(book_->sheets(), has_choices);
  return is_form && (has_choices(sheet) || sheet.name == "说明" || sheet.name == "Notes");
}

Problems SheetChoice::ignored(const std::vector<std::size_t>& read) {
  Problems problems;
  for (std::size_t i = 0; i < book_->sheets().size(); ++i) {
    if (std::ranges::find(read, i) != read.end()) continue;
    const SheetEntry& sheet = book_->sheets()[i];
    if (is_of_our_form(sheet)) continue;
    Problem problem{Severity::warning,
                    "W_SHEETS_IGNORED",
                    {book_->name(), 0, 0},
                    text("工作表“{}”没有读取。", "the sheet \"{}\" was not read", sheet.name),
                    text("如果要读，请再运行一次，加 --sheet {}。", "To read it, run again with --sheet {}.",
                         shell_word(sheet.name))};
    if (sheet.hidden)
      problem.what = text("隐藏的工作表“{}”没有读取。", "the hidden sheet \"{}\" was not read", sheet.name);
    else if (is_wanted_ && is_wanted(i))
      problem.what = text("工作表“{}”看来也是名册，没有读取。",
                          "the sheet \"{}\" looks like a roster too, but was not read", sheet.name);
    problems.push_back(std::move(problem));
  }
  return problems;
}

std::string SheetChoice::names() const {
  std::vector<std::string> all;
  for (const SheetEntry& sheet : book_->sheets())
    if (sheet.has_rows) all.push_back(sheet.name);
  return join(all, "、");
}

}  // namespace ksbx
