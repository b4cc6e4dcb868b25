#include "files/input/csv_reader.h"

#include <algorithm>
#include <cstring>
#include <span>
#include <utility>

#include "base/problem.h"
#include "files/input/byte_source.h"

namespace ksbx {
namespace {

constexpr std::size_t sample_size = 64 * 1024;
constexpr int sample_lines = 20;
constexpr std::string_view delimiters[] = {",", "\t", ";", "，"};

void worsen(RawRow& row, RowFault fault) {
  row.fault = std::max(row.fault, fault);
}

bool is_line_end(char c) {
  return c == '\n' || c == '\r';
}

int count_line_ends(std::string_view text) {
  int count = 0;
  char previous = 0;
  for (char c : text) {
    count += c == '\r' || (c == '\n' && previous != '\r');
    previous = c;
  }
  return count;
}

std::string_view take_line(std::string_view& text) {
  std::size_t length = std::min(text.find_first_of("\r\n"), text.size());
  std::string_view line = text.substr(0, length);
  text.remove_prefix(std::min(length + 1, text.size()));
  return line;
}

// How often `delimiter` stands outside quotes.
int count_outside_quotes(std::string_view line, std::string_view delimiter) {
  int count = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"')
      quoted = !quoted;
    else if (!quoted && line.substr(i).starts_with(delimiter))
      ++count;
  }
  return count;
}

// How a delimiter cuts the first lines.
struct Cutting {
  int score = 0;  // lines that are cut into equally many cells, times the number of cuts
  int cuts = 0;   // how many that is
  int line = 0;   // the first one that is cut so
};

// A comma in some addresses loses against the delimiter.
Cutting cutting_of(std::string_view sample, std::string_view delimiter) {
  struct Lines {
    int count = 0, first = 0;
  };
  std::vector<Lines> lines_with(1);
  for (int i = 0; i < sample_lines && !sample.empty(); ++i) {
    auto cuts = static_cast<std::size_t>(count_outside_quotes(take_line(sample), delimiter));
    cuts = std::min(cuts, CsvReader::most_cells);
    if (lines_with.size() <= cuts) lines_with.resize(cuts + 1);
    if (lines_with[cuts].count++ == 0) lines_with[cuts].first = i;
  }
  Cutting best;
  for (std::size_t cuts = 1; cuts < lines_with.size(); ++cuts)
    if (const int score = lines_with[cuts].count * static_cast<int>(cuts); score > best.score)
      best = {score, static_cast<int>(cuts), lines_with[cuts].first};
  return best;
}

// Follows quotes and line ends byte by byte, for a record that is too long to be looked at as a whole. Begins at a
// cell.
class RecordEnd {
 public:
  RecordEnd(char delimiter_end, int line) : delimiter_end_(delimiter_end), line_(line), previous_(delimiter_end) {}

  // Takes the next byte; true if it is the line end after the record.
  bool is_at(char c) {
    // A quote opens a cell, closes it, or directly after a closing one belongs to it.
    bool may_open = previous_ == delimiter_end_ || just_closed_;
    just_closed_ = c == '"' && quoted_;
    if (c == '"' && !quoted_ && may_open) {
      if (previous_ == delimiter_end_) quote_line_ = line_;
      quoted_ = true;
    } else if (just_closed_) {
      quoted_ = false;
    } else if (is_line_end(c)) {
      if (!quoted_) return true;
      if (c == '\r' || previous_ != '\r') ++line_;
    }
    previous_ = c;
    return false;
  }

  bool is_quoted() const { return quoted_; }
  int line() const { return line_; }              // of the byte taken last
  int quote_line() const { return quote_line_; }  // on which the last quoted cell begins

 private:
  char delimiter_end_;
  int line_;
  char previous_;
  bool quoted_ = false;
  bool just_closed_ = false;
  int quote_line_ = 0;
};

}  // namespace

CsvReader::CsvReader(DecodedFile file) : file_(std::move(file)), buffer_(longest_record + 2 * block_size + 1, '\0') {
  while (end_ < sample_size && refill()) {
  }
  guess_delimiter();
  take_separator_line();
}

// Makes room in front and reads one block more after the text in the window; false if there is none.
bool CsvReader::refill() {
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  return read_block();
}

bool CsvReader::read_block() {
  std::size_t got = file_.read(std::span(buffer_).subspan(end_, block_size));
  // Ctrl-Z ended a file in the days of DOS; it stands where programs still write it, and where files were joined.
  constexpr char ctrl_z = '\x1A';
  std::replace(buffer_.begin() + static_cast<std::ptrdiff_t>(end_),
               buffer_.begin() + static_cast<std::ptrdiff_t>(end_ + got), ctrl_z, ' ');
  end_ += got;
  buffer_[end_] = '\n';
  at_end_ = got == 0;
  return got > 0;
}

void CsvReader::guess_delimiter() {
  std::string_view sample(buffer_.data() + begin_, std::min(end_ - begin_, sample_size));
  std::string_view best = delimiters[0];
  Cutting most;
  for (std::string_view candidate : delimiters) {
    const Cutting cutting = cutting_of(sample, candidate);
    // Two that cut into equally many cells stand for one delimiter that changed on the way: the first one is that of
    // the header.
    const bool changed = cutting.cuts > 1 && cutting.cuts == most.cuts;
    if (changed ? cutting.line > most.line : cutting.score <= most.score) continue;
    most = cutting;
    best = candidate;
  }
  usual_cuts_ = most.cuts;
  cut_at(best);
}

// Excel's own hint, a first line "sep=;", is not a row.
void CsvReader::take_separator_line() {
  std::string_view text(buffer_.data(), end_);
  std::size_t before = text.size();
  std::string_view line = take_line(text);
  std::size_t taken = before - text.size();
  if (line.size() >= 2 && line.front() == '"' && line.back() == '"') line = line.substr(1, line.size() - 2);
  if (!line.starts_with("sep=") && !line.starts_with("SEP=")) return;
  line.remove_prefix(4);
  for (std::string_view candidate : delimiters) {
    if (line != candidate) continue;
    cut_at(candidate);
    if (taken < end_ && buffer_[taken - 1] == '\r' && buffer_[taken] == '\n') ++taken;
    begin_ = taken;
    line_ = 2;
  }
}

void CsvReader::cut_at(std::string_view delimiter) {
  delimiter_ = delimiter;
  stops_.fill(false);
  for (char c : {'\n', '\r', '"', delimiter.front()}) stops_[static_cast<unsigned char>(c)] = true;
}

bool CsvReader::is_delimiter(std::size_t at) const {
  return delimiter_.size() == 1 ? buffer_[at] == delimiter_.front()
                                : std::string_view(buffer_).substr(at, delimiter_.size()) == delimiter_;
}

bool CsvReader::ends_cell(std::size_t at) const {
  return at >= end_ || is_line_end(buffer_[at]) || is_delimiter(at);
}

bool CsvReader::next(RawRow& row) {
  for (;;) {
    if (begin_ == end_ && !refill()) return false;
    if (std::exchange(swallow_line_feed_, false) && buffer_[begin_] == '\n') {
      ++begin_;
      continue;
    }
    if (scan_record(row) == Scan::complete) {
      end_record(row);
      return true;
    }
    if (end_ - begin_ >= longest_record) {
      skip_overlong(row);
      return true;
    }
    refill();  // the record is scanned again from its beginning, with more text or knowing that there is none
  }
}

CsvReader::Scan CsvReader::scan_record(RawRow& row) {
  row.line = line_;
  row.fault = RowFault::none;
  row.cells.clear();
  doubled_.clear();
  inner_lines_ = 0;
  record_ended_ = false;
  at_ = begin_;
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  if (end_ - at_ < mark.size() && !at_end_) return Scan::needs_more;
  while (std::string_view(buffer_).substr(at_, std::min(mark.size(), end_ - at_)) == mark) at_ += mark.size();
  while (!record_ended_) {
    cell_ = at_;
    Scan scan = at_ < end_ && buffer_[at_] == '"' ? scan_quoted(row) : scan_plain(row);
    if (scan == Scan::needs_more) return scan;
  }
  return Scan::complete;
}

CsvReader::Scan CsvReader::scan_plain(RawRow& row) {
  for (;;) {
    while (!stops_[static_cast<unsigned char>(buffer_[at_])]) ++at_;
    if (at_ >= end_) {
      at_ = end_;
      if (!at_end_) return Scan::needs_more;
      break;
    }
    if (buffer_[at_] == '"') {
      worsen(row, RowFault::bare_quote);
    } else if (delimiter_.size() > 1 && end_ - at_ < delimiter_.size() && !at_end_) {
      return Scan::needs_more;
    } else if (ends_cell(at_)) {
      break;
    }
    ++at_;
  }
  return end_cell(row, {buffer_.data() + cell_, at_ - cell_});
}

CsvReader::Scan CsvReader::scan_quoted(RawRow& row) {
  bool doubled = false;
  std::size_t quote = cell_ + 1;
  for (;; quote += 2) {
    const void* found = std::memchr(buffer_.data() + quote, '"', end_ - quote);
    if (found == nullptr) {
      if (at_end_) refuse_unclosed(line_ + inner_lines_);
      return Scan::needs_more;
    }
    quote = static_cast<std::size_t>(static_cast<const char*>(found) - buffer_.data());
    if (quote + 1 >= end_ && !at_end_) return Scan::needs_more;
    if (quote + 1 >= end_ || buffer_[quote + 1] != '"') break;
    doubled = true;
    if (quote + 2 > end_) return Scan::needs_more;
  }
  std::string_view inner(buffer_.data() + cell_ + 1, quote - cell_ - 1);
  at_ = quote + 1;
  while (at_ < end_ && buffer_[at_] == ' ') ++at_;
  if (end_ - at_ < delimiter_.size() && !at_end_) return Scan::needs_more;
  int lines = count_line_ends(inner);
  if (!ends_cell(at_)) {
    // Taken literally to the end of the cell on this line, so that the mistake does not swallow the rows after it.
    worsen(row, RowFault::stray_quote);
    Scan scan = scan_plain(row);
    if (scan == Scan::complete) inner_lines_ += lines;
    return scan;
  }
  if (lines > 0) refuse_if_rows(inner, line_ + inner_lines_, lines);
  if (doubled) doubled_.push_back(row.cells.size());
  Scan scan = end_cell(row, inner);
  if (scan == Scan::complete) inner_lines_ += lines;
  return scan;
}

// at_ stands after the cell: on a delimiter, a line end, or the end of the file.
CsvReader::Scan CsvReader::end_cell(RawRow& row, std::string_view cell) {
  bool ends_record = at_ >= end_ || is_line_end(buffer_[at_]);
  if (at_ < end_ && buffer_[at_] == '\r') {
    if (at_ + 1 >= end_ && !at_end_) return Scan::needs_more;  // a line feed may follow
    if (at_ + 1 < end_ && buffer_[at_ + 1] == '\n') ++at_;
  }
  if (at_ < end_) at_ += ends_record ? 1 : delimiter_.size();
  if (cell.size() > longest_cell) worsen(row, RowFault::field_too_long);
  if (row.cells.size() < most_cells)
    row.cells.push_back(cell);
  else
    worsen(row, RowFault::record_too_long);
  record_ended_ = ends_record;
  return Scan::complete;
}

// Undoes doubled quotes where they lie, now that the record need not be scanned again.
void CsvReader::end_record(RawRow& row) {
  for (std::size_t place : doubled_) {
    if (place >= row.cells.size()) continue;
    std::string_view cell = row.cells[place];
    char* out = buffer_.data() + (cell.data() - buffer_.data());
    char* start = out;
    for (std::size_t i = 0; i < cell.size(); ++i) {
      *out++ = cell[i];
      if (cell[i] == '"') ++i;
    }
    row.cells[place] = {start, static_cast<std::size_t>(out - start)};
  }
  begin_ = at_;
  line_ += inner_lines_ + 1;
}

// The record does not fit the window. Its whole cells stay where they are; the text from the unfinished one on is read
// over, block by block, until the record ends.
void CsvReader::skip_overlong(RawRow& row) {
  worsen(row, end_ - cell_ > longest_cell ? RowFault::field_too_long : RowFault::record_too_long);
  RecordEnd record(delimiter_.back(), line_ + inner_lines_);
  at_ = cell_;
  do {
    for (; at_ < end_; ++at_) {
      if (!record.is_at(buffer_[at_])) continue;
      swallow_line_feed_ = buffer_[at_++] == '\r';
      inner_lines_ = record.line() - line_;
      end_record(row);
      return;
    }
    at_ = end_ = cell_;
  } while (read_block());
  if (record.is_quoted()) refuse_unclosed(record.quote_line());
  end_record(row);
}

// Of a row of two cells it cannot be told: a note of two lines has a comma in it easily.
void CsvReader::refuse_if_rows(std::string_view inner, int first_line, int lines) const {
  if (usual_cuts_ < 2) return;
  int found = 0;
  for (std::size_t at = inner.find(delimiter_); at != std::string_view::npos && found < usual_cuts_;
       at = inner.find(delimiter_, at + delimiter_.size()))
    ++found;
  if (found < usual_cuts_) return;
  throw Error(Failure::input,
              {Problem{Severity::error,
                       "E_UNCLOSED_QUOTE",
                       {file_.name(), first_line, 0},
                       text("第 {} 行的双引号到第 {} 行才闭合，把整行的内容吞进了一格。",
                            "the quote opened on line {} is closed on line {} only, and has swallowed whole rows",
                            first_line, first_line + lines),
                       text("请在第 {} 行补上右引号，或删掉多余的引号；确实是一格的内容，请把里面的“{}”换成全角标点。",
                            "Close the quote on line {}, or remove it; if it is one cell, replace each \"{}\" in it.",
                            first_line, delimiter_ == "\t" ? "Tab" : delimiter_)}});
}

void CsvReader::refuse_unclosed(int line) const {
  throw Error(
      Failure::input,
      {Problem{Severity::error,
               "E_UNCLOSED_QUOTE",
               {file_.name(), line, 0},
               text("第 {} 行的双引号没有闭合，后面的行都会被吞进这一格。",
                    "the quote opened on line {} is never closed and would "
                    "swallow all the rows after it",
                    line),
               text("请在这一行补上右引号，或删掉多余的引号。", "Close the quote on that line, or remove it.")}});
}

}  // namespace ksbx
