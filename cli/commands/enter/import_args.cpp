#include "cli/commands/enter/import_args.h"

#include <algorithm>

#include "files/cell/cell_words.h"
#include "files/sheet/given_cells.h"
#include "files/sheet/header_match.h"

namespace ksbx {
namespace {

Mapping mapping_of_file(const std::string& path) {
  Problems problems;
  const auto source = read_source(path, problems);
  Mapping mapping;
  if (source) mapping = read_mapping(*source, problems);
  if (!problems.empty()) throw Error(Failure::rules, std::move(problems));
  return mapping;
}

void add_arg(Mapping& mapping, const std::string& words) {
  const auto mapped = mapped_header(words);
  if (!mapped)
    throw Error(Failure::usage, "bad-mapping", text("--map 看不懂“{}”", "--map cannot be {}", words),
                text("请写 列名=列，例如 --map 家长号码=phone", "write HEADER=COLUMN, as in --map 家长号码=phone"));
  const std::string header = normal_header(mapped->header);
  std::erase_if(mapping.headers, [&](const MappedHeader& of_file) {
    return !of_file.origin.file.empty() &&
           (normal_header(of_file.header) == header || of_file.column == mapped->column);
  });
  mapping.headers.push_back(*mapped);
}

}  // namespace

std::optional<Encoding> encoding_arg(const std::optional<std::string>& words) {
  if (!words) return std::nullopt;
  if (const auto known = encoding(*words)) return known;
  throw Error(Failure::usage, "bad-choice", text("不认识编码“{}”", "unknown encoding {}", *words),
              text("可用：utf-8、gb18030、utf-16le、utf-16be", "one of utf-8, gb18030, utf-16le, utf-16be"));
}

std::vector<std::string> column_args(bool no_header, const std::optional<std::string>& words) {
  if (no_header != words.has_value())
    throw Error(
        Failure::usage, "missing-option",
        no_header ? text("有 --no-header，还要用 --columns 依次写出各列", "--no-header needs --columns")
                  : text("--columns 只用于没有表头的文件", "--columns is for files without a header"),
        no_header ? text("例如 --columns 学校标识码,年级,班级,姓名,-,身份证件号",
                         "such as --columns school_code,grade,class,name,-,id_number")
                  : text("请加上 --no-header；有表头时用 --map", "add --no-header; where there is a header use --map"));
  std::vector<std::string> columns;
  if (!words) return columns;
  std::string column;
  const auto finish = [&] {
    columns.emplace_back(trimmed(column));
    column.clear();
  };
  for (std::size_t i = 0; i < words->size(); ++i) {
    const std::string_view rest = std::string_view(*words).substr(i);
    if (rest.front() == ',') {
      finish();
    } else if (rest.starts_with("，") || rest.starts_with("、")) {
      finish();
      i += std::string_view("，").size() - 1;
    } else {
      column += rest.front();
    }
  }
  finish();
  return columns;
}

std::vector<TypedCell> given_args(const std::vector<std::string>& words, const std::vector<Layout>& layouts) {
  std::vector<TypedCell> given;
  for (const std::string& said : words) {
    auto cell = typed_cell(said);
    if (!cell || cell->value.empty())
      throw Error(Failure::usage, "bad-set", text("--set 看不懂“{}”", "--set cannot be {}", said),
                  text("请写 列=值，例如 --set 班级=七年级1班", "write COLUMN=VALUE, as in --set class=七年级1班"));
    const bool is_known = is_month_word(cell->column) ||
                          std::any_of(layouts.begin(), layouts.end(),
                                      [&](const Layout& layout) { return place_of_column(layout, cell->column) >= 0; });
    if (!is_known)
      throw Error(Failure::usage, "unknown-column", text("没有“{}”这一列", "there is no column {}", cell->column),
                  text("可用标准列名或英文名，如 学校、班级、日期、月份",
                       "use a standard header or the English word: school_name, class, date, month"));
    const std::string normal = normal_header(cell->column);
    for (const TypedCell& other : given)
      if (normal_header(other.column) == normal)
        throw Error(Failure::usage, "given-twice", text("“{}”说了两次", "{} is given twice", cell->column),
                    text("只留一个", "keep one of them"));
    given.push_back(*std::move(cell));
  }
  return given;
}

Mapping mapping_args(const std::optional<std::string>& file, const std::vector<std::string>& words,
                     const std::vector<Layout>& layouts) {
  Mapping mapping;
  if (file) mapping = mapping_of_file(*file);
  for (const std::string& said : words) add_arg(mapping, said);
  if (mapping.kind.empty() && mapping.headers.empty()) return mapping;
  Problems mistakes = check_mapping(mapping, layouts);
  if (mistakes.empty()) return mapping;
  const bool of_file = std::any_of(mistakes.begin(), mistakes.end(),
                                   [](const Problem& mistake) { return !mistake.origin.file.empty(); });
  throw Error(of_file ? Failure::rules : Failure::usage, std::move(mistakes));
}

}  // namespace ksbx
