#include "files/input/xls_book.h"

#include <algorithm>
#include <map>

#include "files/input/compound_file.h"
#include "files/input/little_endian.h"
#include "files/input/number_format.h"
#include "files/input/xls_rows.h"
#include "files/input/xls_text.h"

namespace ksbx {
namespace {

constexpr std::uint16_t of_1997 = 0x0600;

// Which of the documents that Office kept in such files this is: only one is a workbook that can be read.
std::string workbook_in(const CompoundFile& file, const std::string& name) {
  if (file.has("EncryptedPackage")) refuse_encrypted(name);
  if (file.has("Workbook")) return file.read("Workbook");
  if (file.has("Book")) refuse_xls(name, text("这是 Excel 95 的工作簿。", "this is a workbook of Excel 95"));
  if (file.has("WordDocument"))
    refuse_xls(name, text("这是 Word 文档（.doc），不是表格。", "this is a Word document (.doc), not a table"));
  refuse_xls(name, text("这是旧版 Office 文件，里面没有 Excel 工作簿。",
                        "this is a file of an old Office without a workbook inside"));
}

}  // namespace

XlsRecord XlsGlobals::record_at(std::size_t place) const {
  constexpr std::size_t head = 4;
  const std::string_view all = bytes;
  XlsRecord record{u16(all, place), place, place + head + u16(all, place + 2), {}};
  if (record.end <= all.size()) record.body = all.substr(place + head, record.end - place - head);
  return record;
}

bool XlsBook::begins(std::string_view head) {
  return CompoundFile::begins(head);
}

XlsBook::XlsBook(ByteSource& bytes, const std::string& name) : Book(name) {
  globals_->bytes = workbook_in(CompoundFile(bytes, name), name);
  const std::vector<Part> parts = find_parts();
  if (parts.empty()) refuse_damaged();
  if (u16(globals_->record_at(0).body, 0) != of_1997)
    refuse_xls(name, text("这个工作簿比 Excel 97 还旧。", "this workbook is older than Excel 97"));
  read_globals(parts.front(), parts);
  if (sheets().empty()) refuse_damaged();
}

// The workbook and each of its sheets is a row of records between a beginning and an end; charts lie inside sheets in
// the same way. Every record is looked at once.
std::vector<XlsBook::Part> XlsBook::find_parts() const {
  std::vector<Part> parts;
  int depth = 0;
  for (std::size_t at = 0; at < globals_->bytes.size();) {
    const XlsRecord record = globals_->record_at(at);
    if (depth == 0 && record.kind != xls::beginning) break;  // what fills the last sector
    if (record.end > globals_->bytes.size()) refuse_damaged();
    if (record.kind == xls::beginning && depth++ == 0) parts.push_back({at, 0});
    if (record.kind == xls::end && --depth == 0) parts.back().end = record.end;
    at = record.end;
  }
  if (depth > 0) refuse_damaged();
  return parts;
}

void XlsBook::read_globals(Part part, const std::vector<Part>& parts) {
  std::map<std::uint16_t, bool> formats;
  for (std::size_t at = part.begin; at < part.end;) {
    const XlsRecord record = globals_->record_at(at);
    at = record.end;
    switch (record.kind) {
      case xls::password: refuse_encrypted(name());
      case xls::epoch:
        if (u16(record.body, 0) == 1) globals_->epoch = ExcelEpoch::y1904;
        break;
      case xls::format: {
        XlsText words({record.body});
        const auto number = static_cast<std::uint16_t>(words.number(2));
        formats[number] = is_date_format(words.text());
        break;
      }
      case xls::style: {
        const std::uint16_t format = u16(record.body, 2);
        const auto written = formats.find(format);
        globals_->date_styles.push_back(written == formats.end() ? is_date_format(int{format}) : written->second);
        break;
      }
      case xls::sheet: read_sheet(record, parts); break;
      case xls::texts: read_texts(record, part.end); break;
      default: break;
    }
  }
}

void XlsBook::read_sheet(const XlsRecord& record, const std::vector<Part>& parts) {
  XlsText words({record.body});
  const std::size_t place = words.number(4);
  const bool hidden = (words.number(1) & 3U) != 0;
  const bool has_rows = words.number(1) == 0;
  const std::size_t length = words.number(1);
  std::string tab = words.characters(length, static_cast<unsigned>(words.number(1)));
  const auto part = std::ranges::find(parts, place, &Part::begin);
  const bool is_taken = std::ranges::find(sheets_, place, &Part::begin) != sheets_.end();
  if (part == parts.begin() || part == parts.end() || is_taken) refuse_damaged();
  sheets_.push_back(*part);
  add({std::move(tab), hidden, has_rows});
}

void XlsBook::read_texts(XlsRecord record, std::size_t end) {
  std::vector<std::string_view> pieces{record.body};
  for (std::size_t at = record.end; at < end; at = record.end) {
    record = globals_->record_at(at);
    if (record.kind != xls::continued) break;
    pieces.push_back(record.body);
  }
  XlsText words(std::move(pieces));
  words.skip(4);  // how often they are used
  for (std::size_t left = words.number(4); left > 0 && !words.at_end(); --left)
    if (!globals_->texts.add(words.text()))
      refuse_xls(name(), text("工作簿里的文字太多（超过 128 MiB）。", "the workbook has more than 128 MiB of texts"));
}

std::unique_ptr<RowSource> XlsBook::rows(std::size_t sheet) const {
  return std::make_unique<XlsRows>(globals_, name(), sheets_[sheet].begin, sheets_[sheet].end);
}

void XlsBook::refuse_damaged() const {
  refuse_xls(name(), text("这个旧版 Excel 工作簿（.xls）已损坏或不完整，读不了。",
                          "this old Excel workbook (.xls) is damaged or cut off"));
}

}  // namespace ksbx
