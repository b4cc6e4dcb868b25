#include "cli/words/deliver.h"

#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <utility>

#include "base/digest.h"
#include "files/render/render_page.h"
#include "files/render/table_writer.h"

namespace ksbx {
namespace {

namespace fs = std::filesystem;

// "-" is standard output, as everywhere.
bool to_file(const Common& common) {
  return common.out && *common.out != "-";
}

// The formats that a file's name can say, as endings.
std::string endings() {
  std::string all;
  for (const std::string& name : output_formats())
    if (output_format_of_file("x." + name)) all += "." + name + " ";
  return all + ".txt";
}

// Where bytes go that come in pieces: the file behind -o, or standard output. What is not kept has not been there.
class Destination {
 public:
  explicit Destination(Context& context) : console_(context.console) {
    if (to_file(context.common)) {
      draft_.emplace(context.outputs.draft(*context.common.out));
      return;
    }
    may_take_back_ = true;
    console_.begin_part();
  }
  Destination(const Destination&) = delete;
  Destination& operator=(const Destination&) = delete;
  ~Destination() {
    if (may_take_back_) console_.take_back_part();
  }

  void write(std::string_view bytes) { draft_ ? draft_->write(bytes) : console_.result(bytes); }
  void keep() {
    if (draft_) draft_->keep();
    may_take_back_ = false;
  }

 private:
  Console& console_;
  std::optional<DraftFile> draft_;
  bool may_take_back_ = false;
};

void write_device(const std::string& path, const FillFile& fill) {
  std::unique_ptr<std::FILE, decltype(&std::fclose)> device(std::fopen(path.c_str(), "we"), &std::fclose);
  if (!device) throw unwritable(path, errno);
  fill([&](std::string_view bytes) {
    if (std::fwrite(bytes.data(), 1, bytes.size(), device.get()) != bytes.size()) throw unwritable(path, errno);
  });
  if (std::fclose(device.release()) != 0) throw unwritable(path, errno);
}

void refuse_if_unreadable(const Context& context, Format format) {
  if (is_binary(format) && !to_file(context.common) && context.environment.shows_on_terminal)
    throw Error(Failure::usage, "binary-on-terminal",
                text("{} 在屏幕上看不了", "a terminal cannot show {}", name_of(format)),
                text("写进文件：-o 报表.{0}", "write it to a file: -o report.{0}", name_of(format)));
  if (context.common.excel && format != Format::csv && format != Format::tsv)
    throw Error(Failure::usage, "excel-format", text("--excel 只用于 csv 和 tsv", "--excel goes with csv and tsv"),
                text("要 Excel 文件用 --format xlsx", "for a workbook use --format xlsx"));
}

// Columns of the terminal behind standard output; 0 if it is none, and nothing is cut.
int terminal_width() {
  winsize size{};
  return isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

RenderOptions options_of(const Context& context) {
  RenderOptions options;
  options.language = context.console.language;
  options.excel = context.common.excel;
  options.made = context.dates.now;
  if (!to_file(context.common)) {
    options.width = terminal_width();
    options.emphasis = context.console.result_colour == Colour::on;
  }
  return options;
}

// Beside what it becomes, so that a workbook needs no memory for its rows.
std::string scratch_folder(const Common& common) {
  std::error_code none;
  if (!to_file(common)) return fs::temp_directory_path(none).string();
  const fs::path folder = fs::path(*common.out).parent_path();
  return folder.empty() ? "." : folder.string();
}

void print_notes(Context& context, Format format, const Table& table) {
  if (keeps_notes(format)) return;
  for (const Text& note : table.notes) context.console.say(note);
}

}  // namespace

Format format_wanted(const Common& common) {
  if (common.format) return output_format(*common.format).value_or(Format::table);
  if (!to_file(common) || is_device(*common.out)) return common.excel ? Format::csv : Format::table;
  if (const auto by_name = output_format_of_file(*common.out)) return *by_name;
  throw Error(Failure::usage, "unknown-format",
              text("从文件名 {} 看不出格式", "the name {} says no format", *common.out),
              text("请加 --format，或者用 {} 结尾", "add --format, or end it in {}", endings()));
}

Leaves how_it_leaves(const Common& common) {
  if (to_file(common)) return is_device(*common.out) ? Leaves::for_the_eye : Leaves::as_a_file;
  struct stat status {};
  return fstat(STDOUT_FILENO, &status) == 0 && S_ISREG(status.st_mode) ? Leaves::as_a_file : Leaves::for_the_eye;
}

void deliver(Context& context, const Page& page, const BeforeFile& before_file) {
  const Format format = format_wanted(context.common);
  refuse_if_unreadable(context, format);
  deliver(context, render(page, format, options_of(context)), std::string(name_of(format)), rows_of(page), before_file);
}

void deliver(Context& context, const Table& table, const BeforeFile& before_file) {
  const Format format = format_wanted(context.common);
  refuse_if_unreadable(context, format);
  deliver(context, render(table, format, options_of(context)), std::string(name_of(format)), table.rows.size(),
          before_file);
  print_notes(context, format, table);
}

void deliver(Context& context, const TellRows& print, const BeforeFile& before_file) {
  const Format format = format_wanted(context.common);
  refuse_if_unreadable(context, format);
  const bool to_device = to_file(context.common) && is_device(*context.common.out);
  if (!TableWriter::can_write(format) || to_device) return deliver(context, collected(print), before_file);
  RenderOptions options = options_of(context);
  options.scratch_folder = scratch_folder(context.common);
  Destination destination(context);
  Sha256 digest;
  std::size_t rows = 0;
  TableWriter writer(format, options, [&](std::string_view bytes) {
    digest.add(bytes);
    destination.write(bytes);
  });
  const Table rest = print([&](const Table& block) {
    rows += block.rows.size();
    writer.add(block);
    context.console.progress(text("已读 {} 行", "{} rows", rows));
  });
  writer.finish(rest);
  if (before_file && how_it_leaves(context.common) == Leaves::as_a_file)
    before_file({std::string(name_of(format)), digest.hex(), rows});
  destination.keep();
  print_notes(context, format, rest);
}

std::size_t rows_of(const Page& page) {
  std::size_t rows = 0;
  for (const Panel& part : page.parts) rows += part.table.rows.size();
  return rows;
}

void deliver(Context& context, std::string_view bytes, const std::string& format, std::size_t rows,
             const BeforeFile& before_file) {
  if (before_file && how_it_leaves(context.common) == Leaves::as_a_file) before_file({format, sha256_hex(bytes), rows});
  deliver(context, bytes);
}

void deliver(Context& context, std::string_view bytes) {
  if (!to_file(context.common)) return context.console.result(bytes);
  write_file(context, *context.common.out, bytes);
}

void write_file(Context& context, const std::string& path, std::string_view bytes) {
  write_file(context, path, [bytes](const WriteBytes& write) { write(bytes); });
}

void write_file(Context& context, const std::string& path, const FillFile& fill) {
  if (is_device(path)) return write_device(path, fill);
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
