#include "files/sheet/header_refusals.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"
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

// Beside reasons no one should be told to write that all were truants.
bool has_reasons(const HeaderMatch& match) {
  for (std::size_t i = 0; i < match.places.size(); ++i)
    if (match.layout->columns[i].field < 0 && match.layout->columns[i].column == ColumnName::reason)
      return match.places[i] >= 0;
  return false;
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

namespace {

// What a header in English means, by the words in it; empty if it tells nothing.
std::string column_of_english(std::string_view header, const Layout& layout) {
  const std::string words = " " + ascii_lower(std::string(header)) + " ";
  const auto has = [&](std::initializer_list<std::string_view> all) {
    return std::ranges::any_of(all, [&](std::string_view one) { return words.find(one) != std::string::npos; });
  };
  using enum ColumnName;
  static const std::vector<std::pair<ColumnName, std::vector<std::string_view>>> hints = {
      {guardian_phone,
       {"parent phone", "guardian phone", "parent tel", "guardian tel", "parent mobile", "contact number"}},
      {guardian, {"parent", "guardian", "father", "mother"}},
      {birth_date, {"birth", "dob", "d.o.b"}},
      {sex, {"gender", "sex"}},
      {id_number, {"national id", "identity", "id card", "id number", "id no"}},
      {xueji, {"student id", "student no", "student number", "pupil id", "pupil no", "learner id", "admission no"}},
      {school_name, {"school", "institution", "campus"}},
      {school_class, {"class", "section", "homeroom", "form"}},
      {grade, {"grade", "year", "level"}},
      {attendance, {"status", "attendance", "mark", "present", "absent"}},
      {session, {"session", "am/pm", "period"}},
      {reason, {"reason", "note", "remark"}},
      {phone, {"phone", "mobile", "telephone"}},
      {address, {"address", "residence"}},
      {date, {" date", "day "}},
      {name, {"name", "pupil", "student", "learner"}}};
  for (const auto& [column, some] : hints) {
    const auto rule = std::ranges::find_if(
        layout.columns, [&](const ColumnRule& one) { return one.field < 0 && one.column == column; });
    if (rule == layout.columns.end()) continue;
    for (const std::string_view hint : some)
      if (has({hint})) return rule->headers.front();
  }
  return {};
}

bool is_english(std::string_view cell) {
  constexpr std::size_t longest = 60;
  int letters = 0;
  for (const char c : cell) {
    if (static_cast<unsigned char>(c) > '~') return false;
    letters += (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
  return letters >= 2 && cell.size() <= longest;
}

}  // namespace

std::optional<Problem> english_header(const std::string& file, const std::vector<TopRow>& rows,
                                      const std::vector<Layout>& layouts) {
  constexpr std::size_t enough = 3;
  for (const TopRow& row : rows) {
    const std::size_t filled = filled_cells(row.cells);
    const bool all_english = std::ranges::all_of(
        row.cells, [](const std::string& cell) { return is_blank(cell) || is_english(trimmed(cell)); });
    if (filled < enough || !all_english) continue;
    const auto is_kind = [](RosterKind kind) { return [kind](const Layout& one) { return one.kind == kind; }; };
    const bool is_of_attendance = std::ranges::any_of(row.cells, [](const std::string& cell) {
      const std::string word = ascii_lower(cell);
      return word.find("status") != std::string::npos || word.find("attendance") != std::string::npos;
    });
    auto layout =
        std::ranges::find_if(layouts, is_kind(is_of_attendance ? RosterKind::attendance : RosterKind::students));
    if (layout == layouts.end()) layout = layouts.begin();
    std::string example;
    std::vector<std::string> taken;
    for (const std::string& cell : row.cells) {
      const std::string column = is_blank(cell) ? std::string() : column_of_english(trimmed(cell), *layout);
      if (column.empty() || std::ranges::find(taken, column) != taken.end()) continue;
      taken.push_back(column);
      example += formatted(" --map \"{}={}\"", trimmed(cell), column);
    }
    if (example.empty()) return std::nullopt;  // three words in English may be anything
    return Problem{
        Severity::error,
        "E_NO_HEADER",
        {file, row.line, 0},
        text("第 {} 行像是英文列名，不知道各是哪一列：{}。", "line {} looks like headers that are not known: {}",
             row.line, joined(row.cells)),
        text("请用 --map 逐列说明（不读的写 -），例如：{}；或先用 --inspect 写出对应关系，改好后用 --mapping。",
             "Say what each means with --map (- is not read), for example:{}; or let --inspect write a "
             "mapping, correct it, and use --mapping.",
             example)};
  }
  return std::nullopt;
}

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

Problem too_wide(const std::string& file, int line) {
  return {Severity::error,
          "E_TOO_WIDE",
          {file, line, 0},
          text("表头超过 {} 列，读不全。", "the header has more than {} columns", RowSource::most_cells),
          text("请删去不需要的列（右边的空列也删去），再导入。",
               "Remove the columns that are not needed, empty ones to the right among them.")};
}

Problem which_roster(const FoundHeader& header, const std::string& file) {
  std::vector<std::string> zh, en, ways;
  for (const HeaderMatch& match : header.fits) {
    zh.push_back(match.layout->label.zh + "（" + match.layout->name + "）");
    en.push_back(match.layout->name);
    const bool lacks_state = match.layout->kind == RosterKind::attendance && !match.unmet.empty();
    ways.push_back("--kind " + match.layout->name +
                   (!lacks_state         ? ""
                    : has_reasons(match) ? " --set 状态=待核实"
                                         : " --set 状态=旷课"));
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
std::string example_of(const ColumnRule& rule, const HeaderMatch& match) {
  if (rule.is_date) return "2026-11-10";
  if (rule.column == ColumnName::attendance && rule.field < 0) return has_reasons(match) ? "待核实" : "旷课";
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
  const bool is_yes_no = !first.choices.empty() && first.choices.front().word == "是";  // never alike in all rows
  if (can_map && is_yes_no) {
    const Text add =
        text("没有这一列的，请加一列“{}”，每行写是或否。",
             "Where there is no such column, add {} and write 是 or 否 in each row. ", first.headers.front());
    remedy = {remedy.zh + add.zh, remedy.en + add.en};
  } else if (can_map) {
    const Text set = text("没有这一列、各行都一样的，用 --set {0}={1}。",
                          "Where there is no such column and all rows "
                          "are alike, use --set {0}={1}. ",
                          first.headers.front(), example_of(first, match));
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
