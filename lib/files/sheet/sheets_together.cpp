// Sheet::open_all: the sheets of a workbook that are one roster, or several.
#include <algorithm>
#include <utility>

#include "base/join.h"
#include "base/shell_word.h"
#include "files/sheet/sheet.h"

namespace ksbx {

// The sheets of one file, those that could be opened and those that could not, until it is decided which are read.
class SheetsTogether {
 public:
  SheetsTogether(std::vector<Layout> layouts, const SheetOptions& options)
      : layouts_(Sheet::only_said(std::move(layouts), options)), options_(options) {}

  RowOptions rows_wanted(const std::string& file) const { return Sheet::rows_wanted(file, layouts_, options_); }

  std::vector<Sheet> of(std::vector<OpenedRows> opened) {
    Problems of_file = std::move(opened.front().problems);
    for (OpenedRows& one : opened) add(std::move(one));
    if (options_.worksheet.empty()) leave_one_kind(of_file);
    refuse_what_failed();
    std::vector<Sheet> sheets;
    for (Tried& tried : tried_) sheets.push_back(std::move(tried.sheet));
    Problems& first = sheets.front().problems_;
    first.insert(first.begin(), of_file.begin(), of_file.end());
    return sheets;
  }

 private:
  struct Tried {
    Sheet sheet;
    Problems refusals;
    const std::string& kind() const { return sheet.layout().name; }
  };

  void add(OpenedRows opened) {
    Tried tried{Sheet(std::move(opened)), {}};
    try {
      tried.sheet.find_header(layouts_, options_);
    } catch (const Error& error) {
      tried.refusals = error.problems();
    }
    tried_.push_back(std::move(tried));
  }

  // A sheet of another kind that lacks what its kind needs is no roster, but the table beside one. The first sheet says
  // what the kind is, if none can be read.
  void leave_one_kind(Problems& of_file) {
    if (!options_.columns.empty() && tried_.size() > 1) refuse_without_headers();
    const auto good = std::ranges::find_if(tried_, [](const Tried& tried) { return tried.refusals.empty(); });
    const std::string kind = good == tried_.end() ? tried_.front().kind() : good->kind();
    const auto is_other = [&](const Tried& tried) { return !tried.kind().empty() && tried.kind() != kind; };
    if (std::ranges::any_of(tried_, [&](const Tried& tried) { return tried.refusals.empty() && is_other(tried); }))
      refuse_kinds();
    for (const Tried& tried : tried_)
      if (is_other(tried)) of_file.push_back(ignored(tried));
    std::erase_if(tried_, is_other);
  }

  static Problem ignored(const Tried& tried) {
    const Sheet& sheet = tried.sheet;
    return {Severity::warning,
            "W_SHEETS_IGNORED",
            {sheet.book_->name(), 0, 0},
            text("工作表“{}”有点像{}，但列不全，没有读取。",
                 "the sheet \"{}\" resembles a table of {}, but lacks columns: it was not read", sheet.worksheet(),
                 sheet.layout().label),
            text("如果要读，请再运行一次，加 --sheet {}。", "To read it, run again with --sheet {}.",
                 shell_word(sheet.worksheet()))};
  }

  [[noreturn]] void refuse_kinds() const {
    std::vector<Text> kinds;
    std::vector<std::string> known, first;
    for (const Tried& tried : tried_) {
      if (!tried.refusals.empty()) continue;
      if (std::ranges::find(known, tried.kind()) == known.end()) {
        known.push_back(tried.kind());
        kinds.push_back(text("{}（{}）", "{} ({})", tried.sheet.layout().label, worksheets_of(tried.kind())));
      }
      if (tried.kind() == known.front()) first.push_back(tried.sheet.worksheet());
    }
    throw Error(
        Failure::input,
        {Problem{Severity::error,
                 "E_SHEETS_DIFFER",
                 {tried_.front().sheet.book_->name(), 0, 0},
                 text("工作簿里有几种表：{}。不知道要读哪一种。",
                      "the workbook has several kinds of tables: {}; which is meant?", enumerated(kinds)),
                 text("请用 --sheet 指明，如 --sheet {}；都要读就写 --sheet all。",
                      "Say which, as in --sheet {}; --sheet all reads every one.", shell_word(join(first, ",")))}});
  }

  // Whoever says what the columns are has one table in mind.
  [[noreturn]] void refuse_without_headers() const {
    const std::string names = join(tried_, "、", [](const Tried& tried) { return tried.sheet.worksheet(); });
    throw Error(Failure::input,
                {Problem{Severity::error,
                         "E_SHEETS_DIFFER",
                         {tried_.front().sheet.book_->name(), 0, 0},
                         text("工作簿里有几个工作表：{}。--columns 说的是哪一个？",
                              "the workbook has several sheets: {}; which one has these --columns?", names),
                         text("请用 --sheet 指明；几个都是，就用逗号隔开写全。",
                              "Say which with --sheet; several with a comma between them.")}});
  }

  std::string worksheets_of(const std::string& kind) const {
    std::vector<std::string> names;
    for (const Tried& tried : tried_)
      if (tried.refusals.empty() && tried.kind() == kind) names.push_back(tried.sheet.worksheet());
    return join(names, "、");
  }

  void refuse_what_failed() const {
    Problems refusals;
    for (const Tried& tried : tried_) refusals.insert(refusals.end(), tried.refusals.begin(), tried.refusals.end());
    if (!refusals.empty()) throw Error(Failure::input, std::move(refusals));
  }

  std::vector<Layout> layouts_;
  const SheetOptions& options_;
  std::vector<Tried> tried_;
};

std::vector<Sheet> Sheet::open_all(const std::string& path, std::vector<Layout> layouts, const SheetOptions& options) {
  SheetsTogether together(std::move(layouts), options);
  return together.of(open_sheets(path, together.rows_wanted(path)));
}

std::vector<Sheet> Sheet::all_of_bytes(std::string bytes, const std::string& name, std::vector<Layout> layouts,
                                       const SheetOptions& options) {
  SheetsTogether together(std::move(layouts), options);
  return together.of(sheets_of_bytes(std::move(bytes), name, together.rows_wanted(name)));
}

}  // namespace ksbx
