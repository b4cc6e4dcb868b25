// JSON and JSON lines. Rows are written one by one, so that a large report never is in memory as
// a tree; each stands on a line of its own, so that line tools can read the object too.
#include <nlohmann/json.hpp>

#include "files/render/render_forms.h"

namespace ksbx {
namespace {

using Json = nlohmann::ordered_json;

std::string dumped(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

struct AsJson {
  std::string operator()(std::monostate) const { return "null"; }
  std::string operator()(std::int64_t number) const { return std::to_string(number); }
  std::string operator()(double number) const { return dumped(number); }  // null if it is no number
  std::string operator()(const std::string& text) const { return dumped(text); }
};

std::string object(const Table& table, const std::vector<Cell>& row) {
  std::string out = "{";
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (i > 0) out += ',';
    out += dumped(table.columns[i].name) + ":" + std::visit(AsJson{}, row[i]);
  }
  return out + "}";
}

}  // namespace

std::string json_words(const std::string& words) {
  return dumped(words);
}

std::string render_json(const Table& table, const RenderOptions& options) {
  Json columns = Json::array();
  for (const Column& column : table.columns) columns.push_back(column.name);
  Json notes = Json::array();
  for (const Text& note : table.notes) notes.push_back(note.in(options.language));

  std::string out =
      "{\"schema\":" + dumped("ksbx." + table.name) + ",\"version\":1,\"columns\":" + dumped(columns) + ",\"rows\":[";
  for (std::size_t i = 0; i < table.rows.size(); ++i) out += (i > 0 ? ",\n" : "\n") + object(table, table.rows[i]);
  if (!table.rows.empty()) out += '\n';
  return out + "],\"notes\":" + dumped(notes) + "}\n";
}

std::string render_json_lines(const Table& table) {
  std::string out;
  for (const auto& row : table.rows) out += object(table, row) + "\n";
  return out;
}

}  // namespace ksbx
