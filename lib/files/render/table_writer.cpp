#include "files/render/table_writer.h"

#include <utility>

#include "base/problem.h"
#include "files/render/render_forms.h"

namespace ksbx {

class TableWriter::Form {
 public:
  virtual ~Form() = default;
  virtual void add(const Table& block) = 0;
  virtual void finish(const Table& rest) = 0;
};

namespace {

// Formats in which a row is a piece of text and what comes before them all is a function of the columns.
class Pieces final : public TableWriter::Form {
 public:
  using Render = std::string (*)(const Table&, const RenderOptions&);
  Pieces(Render head, Render rows, RenderOptions options, TableWriter::Out out)
      : head_(head), rows_(rows), options_(std::move(options)), out_(std::move(out)) {}

  void add(const Table& block) override {
    begin(block);
    out_(rows_(block, options_));
  }
  void finish(const Table& rest) override { begin(rest); }

 private:
  void begin(const Table& table) {
    if (!std::exchange(begun_, true)) out_(head_(table, options_));
  }

  Render head_, rows_;
  RenderOptions options_;
  TableWriter::Out out_;
  bool begun_ = false;
};

class Book final : public TableWriter::Form {
 public:
  Book(RenderOptions options, TableWriter::Out out) : options_(std::move(options)), out_(std::move(out)) {}

  void add(const Table& block) override {
    begin(block);
    sheet_->add(block);
  }
  void finish(const Table& rest) override {
    begin(rest);
    sheet_->finish(rest.notes, out_);
  }

 private:
  void begin(const Table& table) {
    if (!sheet_) sheet_ = std::make_unique<SheetWriter>(table, options_);
  }

  RenderOptions options_;
  TableWriter::Out out_;
  std::unique_ptr<SheetWriter> sheet_;
};

std::string nothing(const Table&, const RenderOptions&) {
  return {};
}

std::string json_lines(const Table& table, const RenderOptions&) {
  return render_json_lines(table);
}

std::unique_ptr<TableWriter::Form> form_of(Format format, const RenderOptions& options, TableWriter::Out out) {
  switch (format) {
    case Format::csv: return std::make_unique<Pieces>(csv_head, csv_rows, options, std::move(out));
    case Format::tsv: return std::make_unique<Pieces>(tsv_head, tsv_rows, options, std::move(out));
    case Format::jsonl: return std::make_unique<Pieces>(nothing, json_lines, options, std::move(out));
    case Format::xlsx: return std::make_unique<Book>(options, std::move(out));
    case Format::table:
    case Format::json:
    case Format::md:
    case Format::html:
    case Format::ics: break;
  }
  throw Error(Failure::internal, "no-writer",
              text("{} 不能边读边写", "{} cannot be written in pieces", name_of(format)),
              text("请报告这个错误", "please report this"));
}

}  // namespace

bool TableWriter::can_write(Format format) {
  return format == Format::csv || format == Format::tsv || format == Format::jsonl || format == Format::xlsx;
}

TableWriter::TableWriter(Format format, const RenderOptions& options, Out out)
    : form_(form_of(format, options, std::move(out))) {}
TableWriter::~TableWriter() = default;

void TableWriter::add(const Table& block) {
  form_->add(block);
}

void TableWriter::finish(const Table& rest) {
  form_->finish(rest);
}

}  // namespace ksbx
