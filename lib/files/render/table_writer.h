// TableWriter: a table becomes a file while its rows are still coming, so that it never is in memory as a whole.
//
// The bytes are the same that `render` (files/render/render.h) gives for the whole table.
//
//   TableWriter writer(Format::csv, {}, [&](std::string_view bytes) { file.write(bytes); });
//   each_block([&](const Table& block) { writer.add(block); });
//   writer.finish(head);
#pragma once

#include <functional>
#include <memory>
#include <string_view>

#include "base/table.h"
#include "files/render/render.h"

namespace ksbx {

class TableWriter {
 public:
  // Whether rows can go out before all are known: csv, tsv, jsonl and xlsx. The others need to know every width, or are
  // for people.
  static bool can_write(Format format);

  using Out = std::function<void(std::string_view bytes)>;
  TableWriter(Format format, const RenderOptions& options, Out out);
  ~TableWriter();

  // Blocks of one table, in its order: all have the same title and columns.
  void add(const Table& block);
  // `rest`: the table without rows, with all its notes. What could not go out before goes out now. Throws as `render`.
  void finish(const Table& rest);

  class Form;  // the rest of it is different for each format

 private:
  std::unique_ptr<Form> form_;
};

}  // namespace ksbx
