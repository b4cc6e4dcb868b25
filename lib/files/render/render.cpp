#include "files/render/render.h"

#include <array>

#include "base/ascii.h"
#include "base/utf8.h"
#include "files/render/render_forms.h"

namespace ksbx {
namespace {

constexpr std::array all_formats = {Format::table, Format::csv,  Format::tsv,  Format::json, Format::jsonl,
                                    Format::md,    Format::html, Format::xlsx, Format::ics};

}  // namespace

bool is_numeric(const Table& table, std::size_t column) {
  if (is_number(table.columns[column].type)) return true;
  bool any = false;
  for (const auto& row : table.rows) {
    if (std::holds_alternative<std::string>(row[column])) return false;
    any = any || !std::holds_alternative<std::monostate>(row[column]);
  }
  return any;
}

std::string as_utf8(std::string text) {
  if (!first_invalid_utf8(text)) return text;
  return to_utf8(code_points(text));
}

std::string_view name_of(Format format) {
  switch (format) {
    case Format::table: return "table";
    case Format::csv: return "csv";
    case Format::tsv: return "tsv";
    case Format::json: return "json";
    case Format::jsonl: return "jsonl";
    case Format::md: return "md";
    case Format::html: return "html";
    case Format::xlsx: return "xlsx";
    case Format::ics: return "ics";
  }
  return {};
}

std::vector<std::string> output_formats() {
  std::vector<std::string> names;
  for (Format format : all_formats) names.emplace_back(name_of(format));
  return names;
}

std::optional<Format> output_format(std::string_view name) {
  for (Format format : all_formats)
    if (name_of(format) == name) return format;
  return std::nullopt;
}

std::optional<Format> output_format_of_file(std::string_view path) {
  const std::size_t dot = path.find_last_of("./");
  if (dot == std::string_view::npos || path[dot] == '/') return std::nullopt;
  const std::string ending = ascii_lower(std::string(path.substr(dot + 1)));
  if (ending == "txt") return Format::table;
  if (ending == "htm") return Format::html;
  if (ending == "table") return std::nullopt;  // the name of a format, but no ending of files
  return output_format(ending);
}

bool is_binary(Format format) {
  return format == Format::xlsx;
}

bool keeps_notes(Format format) {
  switch (format) {
    case Format::table:
    case Format::json:
    case Format::md:
    case Format::html: return true;
    case Format::xlsx:
    case Format::csv:
    case Format::tsv:
    case Format::jsonl:
    case Format::ics: return false;
  }
  return false;
}

std::string render(const Table& table, Format format, const RenderOptions& options) {
  switch (format) {
    case Format::table: return render_aligned(table, options);
    case Format::csv: return csv_head(table, options) + csv_rows(table, options);
    case Format::tsv: return tsv_head(table, options) + tsv_rows(table, options);
    case Format::json: return render_json(table, options);
    case Format::jsonl: return render_json_lines(table);
    case Format::md: return render_markdown(table, options);
    case Format::html: return render_html(table, options);
    case Format::xlsx: return render_xlsx(table, options);
    case Format::ics: return render_ics(table, options);
  }
  return {};
}

}  // namespace ksbx
