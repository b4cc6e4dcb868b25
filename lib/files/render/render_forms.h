// One function for each format of files/render/render.h, which says what each promises. Only render.cpp calls them.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/page.h"
#include "base/table.h"
#include "files/render/render.h"

namespace ksbx {

std::string render_aligned(const Table& table, const RenderOptions& options);
std::string render_markdown(const Table& table, const RenderOptions& options);
// Of csv and tsv the line of column names and the lines of rows, one after the other the whole text.
std::string csv_head(const Table& table, const RenderOptions& options);
std::string csv_rows(const Table& table, const RenderOptions& options);
std::string tsv_head(const Table& table, const RenderOptions& options);
std::string tsv_rows(const Table& table, const RenderOptions& options);
std::string render_json(const Table& table, const RenderOptions& options);
std::string render_json_lines(const Table& table);
std::string render_xlsx(const Table& table, const RenderOptions& options);
std::string render_xlsx(const Page& page, const RenderOptions& options);  // a sheet for each part
std::string render_ics(const Table& table, const RenderOptions& options);
std::string render_html(const Table& table, const RenderOptions& options);

class BookWriter;

// A workbook of one table, whose rows may still be coming (files/render/table_writer.h).
class SheetWriter {
 public:
  // `head`: for its title and columns.
  SheetWriter(const Table& head, const RenderOptions& options);
  ~SheetWriter();
  void add(const Table& block);
  void finish(const std::vector<Text>& notes, const std::function<void(std::string_view bytes)>& out);

 private:
  std::unique_ptr<BookWriter> book_;
};

// Under the title of a page of html: when it was made and, if said, of how many rows.
std::string made_line(const RenderOptions& options, std::optional<std::size_t> rows);
// Words as they are in markdown, and as a string of JSON.
std::string markdown_words(const std::string& words);
std::string json_words(const std::string& words);

// A column of numbers stands to the right: it is said to be one, also where a figure is hidden ("<3"), or all its cells
// are numbers.
bool is_numeric(const Table& table, std::size_t column);
// Text whose every byte is UTF-8: what is not becomes U+FFFD.
std::string as_utf8(std::string text);

}  // namespace ksbx
