#include "cli/terminal/console.h"

#include <fcntl.h>
#include <stdio_ext.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "base/mask.h"
#include "base/utf8.h"
#include "cli/terminal/backlog.h"
#include "cli/terminal/clock.h"
#include "cli/terminal/pager.h"

namespace ksbx {
namespace {

constexpr std::string_view red = "\033[1;31m";
constexpr std::string_view yellow = "\033[1;33m";
constexpr std::string_view paint_ends = "\033[0m";
constexpr int excerpt_columns = 100;

// [#########           ]  45%
std::string bar_of(double done) {
  constexpr int width = 30;
  const auto full = static_cast<std::size_t>(std::clamp(static_cast<int>(done * width), 0, width));
  return formatted("[{}{}] {:>3.0f}%", std::string(full, '#'), std::string(width - full, ' '), done * 100);
}

std::string prefix_of(const Origin& origin) {
  if (origin.file.empty()) return {};
  std::string place = display(origin.file.str());
  if (origin.line > 0) place += formatted(":{}", origin.line);
  if (origin.line > 0 && origin.column > 0) place += formatted(":{}", origin.column);
  return place + ": ";
}

// The words "error" and "warning" are the same in both languages: editors and scripts look for
// them.
std::string head_of(const Problem& problem) {
  const std::string word = problem.severity == Severity::error ? "error" : "warning";
  return problem.code.empty() ? word : formatted("{}[{}]", word, display(problem.code));
}

// The part of a long line around the column, and the columns of the terminal before the character
// that is meant.
struct Window {
  std::string words;
  int before = 0;
};

Window window_of(const Problem& problem) {
  const std::u32string line = code_points(problem.excerpt);
  const std::size_t meant = std::min(static_cast<std::size_t>(std::max(problem.origin.column - 1, 0)), line.size());
  const std::size_t first = meant > excerpt_columns / 2 ? meant - excerpt_columns / 2 : 0;
  const std::string head = (first > 0 ? "…" : "") + display(to_utf8(line.substr(first, meant - first)));
  const std::string tail = display(to_utf8(line.substr(meant)));
  return {head + truncate_to_width(tail, excerpt_columns), display_width(head)};
}

std::string excerpt_of(const Problem& problem) {
  if (problem.excerpt.empty()) return {};
  const Window window = window_of(problem);
  std::string lines = "  " + window.words + "\n";
  if (problem.origin.column > 0) lines += "  " + std::string(static_cast<std::size_t>(window.before), ' ') + "^\n";
  return lines;
}

std::string painted(const Problem& problem, Language language, std::string_view paint, std::string_view plain) {
  std::string lines = prefix_of(problem.origin);
  lines += formatted("{}{}{}: {}\n", paint, head_of(problem), plain, display(problem.what.in(language)));
  lines += excerpt_of(problem);
  if (!problem.remedy.empty()) lines += formatted("  → {}\n", display(problem.remedy.in(language)));
  return lines;
}

bool is_read_by_someone(std::FILE* stream) {
  struct stat status {};
  const int descriptor = fileno(stream);
  if (descriptor < 0 || fstat(descriptor, &status) != 0) return false;
  return S_ISFIFO(status.st_mode) || S_ISSOCK(status.st_mode) || isatty(descriptor) != 0;
}

// Lines of a log begin with a moment, "2026-11-23T20:00:00+08:00". Also nothing at all, and what is no regular file,
// can be one.
bool is_log_of_ours(const std::string& path) {
  std::error_code none;
  if (!std::filesystem::is_regular_file(path, none) || std::filesystem::is_empty(path, none)) return true;
  constexpr std::size_t seconds = 19;  // "2026-11-23T20:00:00"
  std::string first(seconds, '\0');
  std::ifstream file(path, std::ios::binary);
  return file.read(first.data(), seconds) && Moment::parse(first);
}

}  // namespace

void Summary::count(const std::string& key, std::int64_t number) {
  for (auto& [known, counted] : counts)
    if (known == key) {
      counted = number;
      return;
    }
  counts.emplace_back(key, number);
}

std::string Summary::line() const {
  std::string line = "ksbx: " + command;
  for (const auto& [key, number] : counts) line += formatted(" {}={}", key, number);
  return line;
}

std::string shown(const Problem& problem, Language language) {
  return painted(problem, language, "", "");
}

Console::Console(std::FILE* out, std::FILE* err) : out_(out), err_(err), has_reader_(is_read_by_someone(out)) {}

Console::~Console() {
  if (log_ != nullptr) std::fclose(log_);
}

void Console::open_log(const std::string& path, Moment now) {
  if (!is_log_of_ours(path))
    throw Error(Failure::usage, "log-foreign",
                text("{} 里不是 ksbx 的日志，没有往里写", "{} is not a log of ksbx and was not changed", path),
                text("--log-file 请用新的文件名", "choose another name for --log-file"));
  // A pipe that no one reads is refused instead of waited for.
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0600);
  if (descriptor >= 0) ::fcntl(descriptor, F_SETFL, ::fcntl(descriptor, F_GETFL) & ~O_NONBLOCK);
  log_ = descriptor >= 0 ? ::fdopen(descriptor, "a") : nullptr;
  if (log_ == nullptr)
    throw Error(Failure::io, "log-file",
                text("日志文件 {} 打不开：{}", "cannot open the log file {}: {}", path, std::strerror(errno)),
                text("检查文件夹是否存在、有没有写权限", "check that its folder exists and is writable"));
  log_time_ = now.iso();
}

void Console::result(std::string_view bytes) {
  if (pager.empty()) return write(bytes);
  held_ += bytes;
}

void Console::write(std::string_view bytes) {
  clear_progress();  // on the same terminal, perhaps
  if (has_reader_) return write_to_reader(bytes);
  write_out(bytes);
}

// The first loss says why: what fails after it fails for the same reason.
void Console::lose(bool reader_left) {
  if (fate_ == OutputFate::whole) fate_ = reader_left ? OutputFate::reader_left : OutputFate::failed;
}

void Console::write_out(std::string_view bytes) {
  if (std::fwrite(bytes.data(), 1, bytes.size(), out_) != bytes.size()) lose(errno == EPIPE);
}

// Little is kept until the end, as streams do.
void Console::write_to_reader(std::string_view bytes) {
  constexpr std::size_t enough = 4096;
  waiting_ += bytes;
  const std::size_t whole = waiting_.size() - waiting_.size() % enough;
  const std::size_t ready = isatty(fileno(out_)) != 0 ? waiting_.size() : whole;
  if (ready == 0) return;
  if (!backlog_) {
    std::error_code none;
    const std::string usual = std::filesystem::temp_directory_path(none).string();
    backlog_ = std::make_unique<Backlog>(fileno(out_), scratch_folder.empty() ? usual : scratch_folder);
  }
  if (!backlog_->add(std::string_view(waiting_).substr(0, ready))) lose(backlog_->reader_left());
  waiting_.erase(0, ready);
}

void Console::begin_part() {
  struct stat status {};
  const bool regular = fstat(fileno(out_), &status) == 0 && S_ISREG(status.st_mode);
  // Behind >> writing begins at the end, whatever the position says. What waits to be written is not sent ahead:
  // whoever reads only the first lines of an answer has not broken it off.
  const bool appends = (fcntl(fileno(out_), F_GETFL) & O_APPEND) != 0;
  const auto waiting = static_cast<long>(__fpending(out_));
  part_begins_ = !regular ? -1 : appends ? static_cast<long>(status.st_size) + waiting : std::ftell(out_);
}

void Console::take_back_part() {
  if (part_begins_ < 0) return;
  const bool reverted = std::fflush(out_) == 0 && ftruncate(fileno(out_), part_begins_) == 0 &&
                        std::fseek(out_, part_begins_, SEEK_SET) == 0;
  if (!reverted) lose(false);
}

void Console::progress(const Text& sentence, std::optional<double> done) {
  constexpr std::int64_t first = 700, each = 200;  // milliseconds
  if (!tells_progress()) return;
  const std::int64_t now = monotonic_milliseconds();
  if (progress_due_ == 0) progress_due_ = now + first;
  if (now < progress_due_) return;
  progress_due_ = now + each;
  const std::string words = (done ? bar_of(*done) + " " : "") + display(sentence.in(language)) + " …";
  progress_width_ = std::max(progress_width_, display_width(words));
  std::fputs(("\r" + words).c_str(), err_);
  std::fflush(err_);
}

void Console::answer(const Text& sentence) {
  result(display(sentence.in(language)) + "\n");
}

void Console::say(const Text& sentence) {
  if (volume != Volume::quiet) line(display(sentence.in(language)));
}

void Console::detail(const Text& sentence) {
  if (volume == Volume::verbose) line(display(sentence.in(language)));
}

void Console::problems(const Problems& problems) {
  for (const Problem& each : problems) problem(each);
}

void Console::problem(const Problem& problem) {
  Origin place = problem.origin;
  place.file = file_on_log(place.file.str());
  log(prefix_of(place) + head_of(problem));
  if (volume == Volume::quiet && problem.severity == Severity::warning) return;
  const std::string_view paint = problem.severity == Severity::error ? red : yellow;
  const bool plain = colour == Colour::off;
  const std::string lines = painted(problem, language, plain ? "" : paint, plain ? "" : paint_ends);
  talk(lines);
}

void Console::summary(const Summary& summary, int exit, std::int64_t milliseconds) {
  const std::string words = formatted("{} exit={} ms={}", summary.line(), exit, milliseconds);
  log(words);
  if (volume != Volume::quiet || exit != 0) line(words);
}

OutputFate Console::finish() {
  clear_progress();
  if (!held_.empty() && !paged(held_, pager)) write(held_);
  if (backlog_ && !(backlog_->add(waiting_) && backlog_->finish())) lose(backlog_->reader_left());
  if (!backlog_) write_out(waiting_);
  if (std::fflush(out_) != 0) lose(errno == EPIPE);
  if (std::ferror(out_) != 0) lose(false);
  // Closing is part of writing: a network file system reports a full disk here and nowhere else.
  if (std::fclose(out_) != 0) lose(errno == EPIPE);
  return fate_;
}

// A message that cannot be written is not worth failing for: the exit code still says it.
void Console::line(std::string_view words) {
  talk(std::string(words) + "\n");
}

// In place of the progress that is there. What was answered comes first, unless its reader is too slow to wait for.
void Console::talk(std::string_view bytes) {
  constexpr std::chrono::milliseconds patience{500};
  clear_progress();
  if (backlog_ && !is_slow_) is_slow_ = !backlog_->settle(patience);
  std::fwrite(bytes.data(), 1, bytes.size(), err_);
}

void Console::clear_progress() {
  const int width = std::exchange(progress_width_, 0);
  if (width == 0) return;
  std::fputs(("\r" + std::string(static_cast<std::size_t>(width), ' ') + "\r").c_str(), err_);
  std::fflush(err_);
}

void Console::log(std::string_view words) {
  if (log_ == nullptr) return;
  const std::string ended = formatted("{} {}\n", log_time_, words);
  std::fwrite(ended.data(), 1, ended.size(), log_);
  std::fflush(log_);
}

}  // namespace ksbx
