#include "files/sheet/header_refusals.h"

#include <algorithm>
#include <utility>

#include "base/join.h"
#include "base/nearest.h"
#include "files/cell/cell_words.h"
#include "files/sheet/row_words.h"

namespace ksbx {
namespace {

std::string joined(std::vector<std::string> words) {
  std::erase_if(words, is_blank);
  return join(words, "、");
}

Text names_of_needs(const Layout& layout, const std::vector<int>& group) {
  const auto name = [&](int place) { return layout.columns[static_cast<std::size_t>(place)].headers.front(); };
  return enumerated(group, name, {"或", " or "});
}

// The header that no one reads and that comes nearest to one of the needed columns.
std::string similar_header(const HeaderMatch& match, const std::vector<int>& group,
                           const std::vector<std::string>& headers) {
  std::vector<std::string> unread;
  for (int place : match.ignored) unread.push_back(headers[static_cast<std::size_t>(place)]);
  for (int place : group)
    for (const std::string& name : match.layout->columns[static_cast<std::size_t>(place)].headers)
      if (std::string close = nearest(name, unread); !close.empty()) return close;
  return {};
}

}  // namespace

Problem no_header(const std::string& file, const std::vector<Layout>& layouts) {
  const auto refusal = [&](Text remedy) -> Problem {
    return {Severity::error,
            "E_NO_HEADER",
            {file, 0, 0},
            text("前 {} 行里找不到表头：没有一行含有三个以上认识的列名。",
                 "none of the first {} rows has three known column names: there is no header", header_within),
            std::move(remedy)};
  };
  const bool of_pupils = std::any_of(layouts.begin(), layouts.end(),
                                     [](const Layout& layout) { return layout.name == name_of(RosterKind::students); });
  if (of_pupils)
    return refusal(
        text("请在数据上面加一行列名，例如：学校标识码、年级、班级、姓名、身份证件号；或用 --no-header --columns "
             "依次写出各列，用 --map 说明不认识的列名。",
             "Put a row of column names above the data, such as 学校标识码, 年级, 班级, 姓名, 身份证件号; or name the "
             "columns with --no-header --columns, or what a header means with --map."));
  std::vector<std::string> needed;
  for (const std::vector<int>& group : layouts.front().needs)
    needed.push_back(layouts.front().columns[static_cast<std::size_t>(group.front())].headers.front());
  return refusal(text("请在数据上面加一行列名，例如：{}。", "Put a row of column names above the data, such as {}.",
                      joined(needed)));
}

Problem which_roster(const FoundHeader& header, const std::string& file) {
  std::vector<std::string> zh, en, ways;
  for (const HeaderMatch& match : header.fits) {
    zh.push_back(match.layout->label.zh + "（" + match.layout->name + "）");
    en.push_back(match.layout->name);
    const bool lacks_state = match.layout->kind == RosterKind::attendance && !match.unmet.empty();
    ways.push_back("--kind " + match.layout->name + (lacks_state ? " --set 状态=旷课" : ""));
  }
  return {Severity::error,
          "E_WHICH_ROSTER",
          {file, header.line, 0},
          text("从列名看不出这是哪一种表，可能是：{}。",
               "the columns do not show what kind of file this is; it may be: {}", Text{joined(zh), joined(en)}),
          text("请在命令中写明：{}。", "Say which: {}.",
               enumerated(ways, [](const std::string& way) { return same_text(way); }, {"，或 ", ", or "}))};
}

Problem other_shape(const std::string& file, const Text& shape, const std::vector<Layout>& layouts) {
  return {
      Severity::error,
      "E_OTHER_SHAPE",
      {file, 0, 0},
      text("这是{}，不是{}。", "this is a {}, no {}", shape, layouts.front().label),
      text("请去掉命令或对应关系里写的表格种类，再导入。", "Leave out the kind given in the command or the mapping.")};
}

namespace {

// A cell that --set might give all rows.
std::string example_of(const ColumnRule& rule) {
  if (rule.is_date) return "2026-11-10";
  if (rule.column == ColumnName::attendance && rule.field < 0) return "旷课";
  return rule.choices.empty() ? "…" : rule.choices.front().label.zh;
}

}  // namespace

// The headers of a list that is compared cannot be mapped, and nothing can be given for all of its rows.
Problem missing_columns(const HeaderMatch& match, const std::vector<int>& needs, const FoundHeader& header,
                        const std::string& file) {
  const bool can_map = match.layout->name != "people";
  std::vector<Text> names, ways;
  for (const int need : needs) {
    const auto& group = match.layout->needs[static_cast<std::size_t>(need)];
    const std::string wanted = match.layout->columns[static_cast<std::size_t>(group.front())].headers.front();
    names.push_back(names_of_needs(*match.layout, group));
    const std::string similar = similar_header(match, group, header.headers);
    if (similar.empty()) continue;
    ways.push_back(can_map ? text("“{0}”是不是{1}？是就写 --map \"{0}={1}\"；",
                                  "Is \"{0}\" the {1}? Use --map "
                                  "\"{0}={1}\". ",
                                  similar, wanted)
                           : text("是不是“{}”这一列？请改名后再导入；", "Is it \"{}\"? Rename that column. ", similar));
  }
  const ColumnRule& first =
      match.layout
          ->columns[static_cast<std::size_t>(match.layout->needs[static_cast<std::size_t>(needs.front())].front())];
  if (can_map && ways.empty() && !match.ignored.empty())
    ways.push_back(text("哪一列就是它，用 --map \"列名={}\" 说明；", "If a header means it, use --map \"HEADER={}\". ",
                        first.headers.front()));
  Text remedy;
  for (const Text& way : ways) remedy = {remedy.zh + way.zh, remedy.en + way.en};
  if (can_map) {
    const Text set = text("没有这一列、各行都一样的，用 --set {0}={1}。",
                          "Where there is no such column and all rows "
                          "are alike, use --set {0}={1}. ",
                          first.headers.front(), example_of(first));
    remedy = {remedy.zh + set.zh, remedy.en + set.en};
  } else if (ways.empty()) {
    remedy = text("请补上这一列。", "Add the column. ");
  }
  return {Severity::error,
          "E_MISSING_COLUMN",
          {file, header.line, 0},
          text("{}缺少必需的列：{}。", "the {} lacks these columns: {}", match.layout->label, enumerated(names)),
          text("{}已有的列：{}", "{}Found: {}", remedy, joined(header.headers))};
}

Problem doubled_column(const std::string& header, Origin origin) {
  return {Severity::error, "E_DUPLICATE_HEADER", std::move(origin),
          text("表头里有两列都叫“{}”，不知道该读哪一列。",
               "two columns are called \"{}\", so it is unclear which one to read", header),
          text("请给其中一列改名或删去；导入时也可用 --map \"{}#2=列名\" 指明。",
               "Rename or remove one of them, or choose one with --map \"{}#2=COLUMN\".", header)};
}

Problem header_after_all(const std::string& file, int line) {
  return {Severity::error,
          "E_UNEXPECTED_HEADER",
          {file, line, 0},
          text("这一行就是表头。", "this row is a header"),
          text("请去掉 --no-header 和 --columns；列名不认识时用 --map。",
               "Leave out --no-header and --columns; where a header is not known, use --map.")};
}

Problem columns_fit_nothing(const std::vector<std::string>& columns, const std::vector<Layout>& layouts,
                            const std::string& file) {
  Mapping given;
  for (const std::string& column : columns)
    if (!column.empty()) given.headers.push_back({std::string(column), column});
  Problems mistakes = check_mapping(given, layouts);
  if (mistakes.empty()) return no_header(file, layouts);
  mistakes.front().origin = {file, 0, 0};
  mistakes.front().code = "E_NO_HEADER";
  return std::move(mistakes.front());
}

}  // namespace ksbx
