#include "cli/words/deliver.h"

#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <utility>

namespace ksbx {
namespace {

namespace fs = std::filesystem;

// "-" is standard output, as everywhere.
bool to_file(const Common& common) {
  return common.out && *common.out != "-";
}

Leaves how_standard_output_leaves() {
  struct stat status {};
  return fstat(STDOUT_FILENO, &status) == 0 && S_ISREG(status.st_mode) ? Leaves::as_a_file : Leaves::for_the_eye;
}

// The formats that a file's name can say, as endings.
std::string endings() {
  std::string all;
  for (const std::string& name : output_formats())
    if (output_format_of_file("x." + name)) all += "." + name + " ";
  return all + ".txt";
}

// Standard output. Where the shell sends it into a file, what is not kept has not been there.
class ConsoleOutlet final : public Outlet {
 public:
  explicit ConsoleOutlet(Console& console) : console_(console) { console_.begin_part(); }
  ~ConsoleOutlet() override {
    if (!kept_) console_.take_back_part();
  }

  Leaves leaves() const override { return how_standard_output_leaves(); }
  std::string name_on_record() const override { return {}; }
  bool is_known() const override { return true; }
  void write(std::string_view bytes) override { console_.result(bytes); }
  void keep() override { kept_ = true; }

 private:
  Console& console_;
  bool kept_ = false;
};

class FileOutlet final : public Outlet {
 public:
  FileOutlet(OutputFiles& outputs, std::string path)
      : outputs_(outputs), path_(std::move(path)), draft_(outputs.draft(path_)) {}

  Leaves leaves() const override { return Leaves::as_a_file; }
  std::string name_on_record() const override { return outputs_.name_on_record(path_); }
  bool is_known() const override { return outputs_.is_on_record(path_); }
  void write(std::string_view bytes) override { draft_.write(bytes); }
  void keep() override { draft_.keep(); }

 private:
  const OutputFiles& outputs_;
  std::string path_;
  DraftFile draft_;
};

// A terminal, a pipe: output cannot be undone, so it gets all bytes at the end.
class DeviceOutlet final : public Outlet {
 public:
  explicit DeviceOutlet(Device device) : device_(std::move(device)) {}

  Leaves leaves() const override { return Leaves::for_the_eye; }
  std::string name_on_record() const override { return {}; }
  bool is_known() const override { return true; }
  void write(std::string_view bytes) override { bytes_ += bytes; }
  void keep() override {
    device_.write(bytes_);
    device_.close();
  }

 private:
  Device device_;
  std::string bytes_;
};

void refuse_if_unreadable(const Context& context, Format format) {
  if (is_binary(format) && !to_file(context.common) && context.environment.shows_on_terminal)
    throw Error(Failure::usage, "binary-on-terminal",
                text("{} 在屏幕上看不了", "a terminal cannot show {}", name_of(format)),
                text("写进文件：-o 报表.{0}", "write it to a file: -o report.{0}", name_of(format)));
  if (format == Format::csv || format == Format::tsv) return;
  if (context.common.excel)
    throw Error(Failure::usage, "excel-format", text("--excel 只用于 csv 和 tsv", "--excel goes with csv and tsv"),
                text("要 Excel 文件用 --format xlsx", "for a workbook use --format xlsx"));
  if (context.common.raw_cells)
    throw Error(Failure::usage, "raw-cells-format",
                text("--raw-cells 只用于 csv 和 tsv", "--raw-cells goes with csv and tsv"),
                text("其他格式本来就是原样", "other formats are as they are anyway"));
}

// Columns of the terminal that standard output goes to; 0 if it is none, and nothing is cut.
int terminal_width() {
  winsize size{};
  return isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

RenderOptions options_of(const Context& context) {
  RenderOptions options;
  options.language = context.console.language;
  options.excel = context.common.excel;
  options.raw_cells = context.common.raw_cells;
  options.made = context.dates.now;
  if (!to_file(context.common)) {
    options.width = terminal_width();
    options.emphasis = context.console.result_colour == Colour::on;
  }
  return options;
}

// Beside what it becomes, or beside the database, so that a workbook needs no memory for its rows.
std::string scratch_folder(const Context& context) {
  if (!to_file(context.common) || is_device(*context.common.out)) return context.console.scratch_folder;
  const fs::path folder = fs::path(*context.common.out).parent_path();
  return folder.empty() ? "." : folder.string();
}

}  // namespace

Format format_wanted(const Common& common) {
  if (common.format) return output_format(*common.format).value_or(Format::table);
  if (!to_file(common) || is_device(*common.out)) return common.excel ? Format::csv : Format::table;
  if (const auto by_name = output_format_of_file(*common.out)) return *by_name;
  throw Error(Failure::usage, "unknown-format",
              text("从文件名 {} 看不出格式", "the name {} does not say which format", *common.out),
              text("请加 --format，或者用 {} 结尾", "add --format, or use a name that ends in {}", endings()));
}

void refuse_calendar(const Common& common) {
  if (format_wanted(common) != Format::ics) return;
  throw Error(Failure::usage, "no-due-date",
              text("这里的结果没有到期日，写不成日历", "the answer has no due dates for a calendar"),
              text("日历只用于有到期日的报表，如 duties、overdue",
                   "use it with reports that have them, as in: duties, overdue"));
}

Leaves how_it_leaves(const Common& common) {
  if (to_file(common)) return is_device(*common.out) ? Leaves::for_the_eye : Leaves::as_a_file;
  return how_standard_output_leaves();
}

Rendering rendering_wanted(const Context& context) {
  const Format format = format_wanted(context.common);
  refuse_if_unreadable(context, format);
  return {format, options_of(context)};
}

Rendering rendering_of_rows(const Context& context) {
  Rendering how = rendering_wanted(context);
  how.options.scratch_folder = scratch_folder(context);
  return how;
}

std::unique_ptr<Outlet> outlet_of(Context& context) {
  return outlet_of(context, context.common.out.value_or("-"));
}

std::unique_ptr<Outlet> outlet_of(Context& context, const std::string& path) {
  if (path == "-") return std::make_unique<ConsoleOutlet>(context.console);
  if (is_device(path)) return std::make_unique<DeviceOutlet>(context.outputs.device(path));
  return std::make_unique<FileOutlet>(context.outputs, path);
}

void deliver(Context& context, const Table& table) {
  const Rendering how = rendering_wanted(context);
  deliver(context, render(table, how.format, how.options));
  print_notes(context, how.format, table);
}

void deliver(Context& context, std::string_view bytes) {
  write_file(context, context.common.out.value_or("-"), bytes);
}

void print_notes(Context& context, Format format, const Table& table) {
  if (keeps_notes(format)) return;
  for (const Text& note : table.notes) context.console.say(note);
}

void write_file(Context& context, const std::string& path, std::string_view bytes) {
  const auto outlet = outlet_of(context, path);
  outlet->write(bytes);
  outlet->keep();
}

void write_file(Context& context, const std::string& path, const FillFile& fill) {
  if (is_device(path)) {
    Device device = context.outputs.device(path);
    fill([&device](std::string_view bytes) { device.write(bytes); });
    return device.close();
  }
  DraftFile draft = context.outputs.draft(path);
  fill([&draft](std::string_view bytes) { draft.write(bytes); });
  draft.keep();
}

std::string write_new_file(const NameFile& name, const FillFile& fill) {
  DraftFile draft(name(1));
  fill([&draft](std::string_view bytes) { draft.write(bytes); });
  int number = 1;
  while (!draft.keep_if_free(name(number))) ++number;
  return name(number);
}

}  // namespace ksbx
