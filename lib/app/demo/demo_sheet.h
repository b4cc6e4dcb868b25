// DemoSheet: one CSV file of the sample city, written row by row into a sink that keeps it in memory or on disk.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/demo/demo.h"

namespace ksbx {

// Where the bytes of one file go.
class DemoSink {
 public:
  virtual ~DemoSink() = default;
  virtual void write(std::string_view bytes) = 0;
  // Everything is there once this returns; nothing is written afterwards.
  virtual void close() = 0;
};

// Opens the sink of a file (its `content` is empty) and remembers the file in the list of those made.
using DemoOpen = std::function<std::unique_ptr<DemoSink>(const DemoFile&)>;

// How an office dresses its export up; without it, the header is the first line and the last row the last one.
struct DemoOffice {
  std::string title;      // 石桥市第一初级中学2026—2027学年度第一学期学生花名册
  std::string filled_by;  // 石桥市第一初级中学
};

class DemoSheet {
 public:
  // Plain UTF-8 with LF; the header is the first line.
  DemoSheet(std::unique_ptr<DemoSink> sink, const std::vector<std::string_view>& header);
  // The same in plain dress. In office dress GB18030 with CRLF, two rows above the header and one
  // with the number of rows (合计) below the last.
  DemoSheet(std::unique_ptr<DemoSink> sink, const std::vector<std::string_view>& header, DemoOptions::Dress dress,
            const DemoOffice& office);

  // As many cells as the header has. Cells with a comma, a quotation mark or a line break are quoted (RFC 4180).
  void row(const std::vector<std::string_view>& cells);
  // Must be called once, after the last row.
  void close();

 private:
  void line(const std::vector<std::string_view>& cells);
  void flush();

  std::unique_ptr<DemoSink> sink_;
  std::size_t width_;
  bool office_ = false;
  long long rows_ = 0;
  std::string pending_;
};

}  // namespace ksbx
