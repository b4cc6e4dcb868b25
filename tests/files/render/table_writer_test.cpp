#include "files/render/table_writer.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace ksbx;

namespace {

Table pupils() {
  Table table{"pupils", text("学生", "Pupils"), {{"name", text("姓名", "name")}, {"days", text("天数", "days")}}, {}};
  table.columns[1].type = ColumnType::count;
  for (std::int64_t i = 0; i < 2500; ++i) table.rows.push_back({"学" + std::to_string(i) + ",\"生\"", i});
  table.notes = {text("共 2500 人", "2500 pupils")};
  return table;
}

// The bytes that come of the table a block at a time, and how many pieces they came in.
struct Written {
  std::string bytes;
  int pieces = 0;
};

Written in_blocks(Table table, Format format, const RenderOptions& options = {}) {
  Written written;
  TableWriter writer(format, options, [&](std::string_view piece) {
    written.bytes += piece;
    ++written.pieces;
  });
  const auto all = std::move(table.rows);
  for (std::size_t begin = 0; begin < all.size(); begin += rows_in_a_block) {
    table.rows.assign(all.begin() + static_cast<std::ptrdiff_t>(begin),
                      all.begin() + static_cast<std::ptrdiff_t>(std::min(begin + rows_in_a_block, all.size())));
    writer.add(table);
  }
  table.rows.clear();
  writer.finish(table);
  return written;
}

}  // namespace

TEST_CASE("a report that is written while it is read has the bytes of one that was read first") {
  for (const Format format : {Format::csv, Format::tsv, Format::jsonl, Format::xlsx})
    CHECK(in_blocks(pupils(), format).bytes == render(pupils(), format));
  RenderOptions for_excel;
  for_excel.excel = true;
  CHECK(in_blocks(pupils(), Format::csv, for_excel).bytes == render(pupils(), Format::csv, for_excel));
}

TEST_CASE("rows of text go out as they come") {
  CHECK(in_blocks(pupils(), Format::csv).pieces >= 3);
}

TEST_CASE("a report without rows has its heads all the same") {
  Table none = pupils();
  none.rows.clear();
  for (const Format format : {Format::csv, Format::tsv, Format::jsonl, Format::xlsx})
    CHECK(in_blocks(none, format).bytes == render(none, format));
}

TEST_CASE("a workbook put together on disk is the same and leaves no file behind") {
  RenderOptions on_disk;
  on_disk.scratch_folder = "/tmp";
  CHECK(in_blocks(pupils(), Format::xlsx, on_disk).bytes == render(pupils(), Format::xlsx));
}

TEST_CASE("what people look at cannot be written before all of it is known") {
  for (const Format format : {Format::table, Format::json, Format::md, Format::html, Format::ics})
    CHECK_FALSE(TableWriter::can_write(format));
}
