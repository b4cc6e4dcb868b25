#include "files/report/page_reader.h"

#include <array>
#include <variant>

#include "base/join.h"
#include "base/nearest.h"

namespace ksbx {
namespace {

constexpr std::array<std::pair<std::string_view, Picture>, 7> pictures{{
    {"table", Picture::none},
    {"cover", Picture::cover},
    {"figures", Picture::figures},
    {"bar", Picture::bar},
    {"line", Picture::line},
    {"heat", Picture::heat},
    {"timeline", Picture::timeline},
}};

Picture read_picture(TableReader& table) {
  const auto word = table.word("chart");
  if (!word) return Picture::none;
  std::vector<std::string> known;
  for (const auto& [name, picture] : pictures) {
    if (word->name == name) return picture;
    known.emplace_back(name);
  }
  const std::string close = nearest(word->name, known);
  table.problem("unknown-word", word->origin, text("没有“{}”这种图", "there is no chart {}", word->name),
                close.empty() ? text("可用：{}", "one of {}", Text{join(known, "、"), join(known, ", ")})
                              : text("是不是 {}？", "did you mean {}?", close));
  return Picture::none;
}

PagePart::Name read_name(TableReader& table, std::string_view key, Need need) {
  const auto word = table.word(key, need);
  return word ? PagePart::Name{word->name, word->origin} : PagePart::Name{};
}

std::vector<PagePart::Name> read_columns(TableReader& table, std::string_view key) {
  std::vector<PagePart::Name> columns;
  for (const Word& word : table.names(key)) columns.push_back({word.name, word.origin});
  return columns;
}

std::map<std::string, std::string> read_settings(TableReader& table) {
  std::map<std::string, std::string> settings;
  auto set = table.table("set", text("set", "set"));
  if (!set) return settings;
  for (const TomlEntry& entry : set->content().entries) {
    const TomlValue* value = set->value(entry.key);
    if (const auto* number = std::get_if<std::int64_t>(&value->content))
      settings[entry.key] = formatted("{}", *number);
    else if (const auto words = set->words(entry.key))
      settings[entry.key] = *words;
  }
  return settings;
}

// Every picture but the plain table says along what it is drawn, and all but a timeline say what is drawn.
void need_columns(TableReader& table, const PagePart& part) {
  if (part.picture == Picture::none) return;
  const bool lacks_values = part.values.empty() && part.picture != Picture::timeline;
  if (!part.across.empty() && !lacks_values) return;
  table.problem(
      "chart-columns", table.origin(), text("这张图没有写明画哪些列", "the chart does not say what to draw"),
      text("请写 across = \"列名\" 和 values = [\"列名\"]", "write across = \"column\" and values = [\"column\"]"));
}

}  // namespace

PagePart read_page_part(TableReader& table) {
  PagePart part;
  part.report = read_name(table, table.has("report") ? "report" : "name", Need::required);
  if (const auto title = table.has("report") ? table.label("title") : std::nullopt) part.title = *title;
  part.picture = read_picture(table);
  part.across = read_columns(table, "across");
  part.values = read_columns(table, "values");
  part.target = read_name(table, "target", Need::optional);
  if (table.has("report")) part.settings = read_settings(table);
  need_columns(table, part);
  return part;
}

}  // namespace ksbx
