#include "files/input/workbook.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <utility>

#include "base/problem.h"
#include "files/input/number_format.h"
#include "files/input/xml_reader.h"

namespace ksbx {
namespace {

// More of these than any spreadsheet program writes is damage, or meant to harm.
constexpr std::size_t most_worksheets = 10'000;
constexpr std::size_t most_formats = 65'536;
constexpr std::size_t longest_name = 4'096;

struct Relationship {
  std::string id, type, target;
};

std::optional<int> read_number(std::string_view digits) {
  int value = 0;
  const char* end = digits.data() + digits.size();
  if (digits.empty() || std::from_chars(digits.data(), end, value).ptr != end) return std::nullopt;
  return value;
}

// A handler that only looks at where elements begin.
class Beginnings : public XmlHandler {
 public:
  explicit Beginnings(std::string file) : file_(std::move(file)) {}
  void words(std::string_view) override {}
  Flow end(std::string_view) override { return Flow::go_on; }

 protected:
  std::string kept(std::string_view value) const {
    if (value.size() > longest_name) refuse();
    return std::string(value);
  }
  void require_fewer(std::size_t count, std::size_t most) const {
    if (count >= most)
      refuse_workbook(file_, 0,
                      text("工作簿的目录里超过 {} 项（工作表、格式等），大得不正常，读不了。",
                           "the workbook lists more than {} sheets, formats or parts, which is not normal", most));
  }

 private:
  [[noreturn]] void refuse() const {
    refuse_workbook(file_, 0, text("工作簿的目录不正常，读不了。", "the workbook's list of its parts is not normal"));
  }
  std::string file_;
};

class Relationships : public Beginnings {
 public:
  using Beginnings::Beginnings;
  void begin(std::string_view element, const XmlAttributes& attributes) override {
    if (element != "Relationship") return;
    require_fewer(all.size(), most_worksheets);
    all.push_back({kept(attributes["Id"]), kept(attributes["Type"]), kept(attributes["Target"])});
  }
  std::vector<Relationship> all;
};

struct NamedWorksheet {
  std::string name, id;
  bool hidden;
};

class WorksheetList : public Beginnings {
 public:
  using Beginnings::Beginnings;
  void begin(std::string_view element, const XmlAttributes& attributes) override {
    if (element == "workbookPr") {
      const std::string_view word = attributes["date1904"];
      if (word == "1" || word == "true") epoch = ExcelEpoch::y1904;
    }
    if (element != "sheet") return;
    require_fewer(all.size(), most_worksheets);
    const std::string_view state = attributes["state"];
    all.push_back({kept(attributes["name"]), kept(attributes["id"]), state == "hidden" || state == "veryHidden"});
  }
  std::vector<NamedWorksheet> all;
  ExcelEpoch epoch = ExcelEpoch::y1900;
};

// cellXfs, the styles that cells name by number, refer to formats: known by number, or written down in numFmts. Both
// elements occur elsewhere too, with other meanings.
class Styles : public Beginnings {
 public:
  using Beginnings::Beginnings;
  void begin(std::string_view element, const XmlAttributes& attributes) override {
    if (element == "numFmts" || element == "cellXfs") within_ = element;
    const auto format = read_number(attributes["numFmtId"]);
    if (element == "numFmt" && within_ == "numFmts" && format) {
      require_fewer(written_.size(), most_formats);
      written_.emplace(*format, is_date_format(attributes["formatCode"]));
    }
    if (element == "xf" && within_ == "cellXfs") {
      require_fewer(dates.size(), most_formats);
      dates.push_back(format && is_date(*format));
    }
  }
  Flow end(std::string_view element) override {
    if (element == within_) within_.clear();
    return Flow::go_on;
  }
  std::vector<bool> dates;

 private:
  bool is_date(int format) const {
    const auto found = written_.find(format);
    return found == written_.end() ? is_date_format(format) : found->second;
  }
  std::string within_;
  std::map<int, bool> written_;  // whether each format is a date
};

class SharedTextsReader : public XmlHandler {
 public:
  SharedTextsReader(std::string file, SharedTexts& texts) : file_(std::move(file)), texts_(texts) {}
  void begin(std::string_view element, const XmlAttributes&) override {
    if (element == "si")
      text_.clear();
    else
      text_.begin(element);
  }
  void words(std::string_view text) override { text_.words(text); }
  Flow end(std::string_view element) override {
    text_.end(element);
    if (element == "si" && !texts_.add(text_.finish()))
      refuse_oversized(file_, text("工作簿里的文字超过 {} MiB。", "the workbook holds more than {} MiB of texts",
                                   SharedTexts::most_bytes >> 20));
    return Flow::go_on;
  }

 private:
  std::string file_;
  SharedTexts& texts_;
  RichText text_;
};

// "xl/" of "xl/workbook.xml"
std::string folder_of(const std::string& part) {
  return part.substr(0, part.rfind('/') + 1);
}

// What `target` names, seen from `folder`: "../a.xml", "/xl/a.xml" and, as some write it, "xl\\a.xml".
std::string resolved(const std::string& folder, std::string target) {
  std::replace(target.begin(), target.end(), '\\', '/');
  std::string_view rest = target;
  std::string path = rest.starts_with('/') ? "" : folder;
  while (!rest.empty()) {
    const std::string_view step = rest.substr(0, rest.find('/'));
    rest.remove_prefix(std::min(step.size() + 1, rest.size()));
    if (step == "..")
      path.erase(path.size() < 2 ? 0 : path.rfind('/', path.size() - 2) + 1);
    else if (!step.empty() && step != ".")
      path.append(step).append(rest.empty() ? "" : "/");
  }
  return path;
}

// "xl/_rels/workbook.xml.rels" of "xl/workbook.xml"
std::vector<Relationship> relationships_of(const Archive& archive, const std::string& part) {
  Relationships relationships(archive.name());
  const std::string folder = folder_of(part);
  if (auto rels = archive.part(folder + "_rels/" + part.substr(folder.size()) + ".rels", Archive::largest_list))
    read_xml(std::move(rels), archive.name(), relationships);
  for (Relationship& relationship : relationships.all)
    relationship.target = resolved(folder, std::move(relationship.target));
  return std::move(relationships.all);
}

// The two editions of the standard name types differently, up to the last word.
bool is_of_type(const Relationship& relationship, std::string_view type) {
  return std::string_view(relationship.type).ends_with(type);
}

std::string target_of_type(const std::vector<Relationship>& relationships, std::string_view type) {
  for (const Relationship& relationship : relationships)
    if (is_of_type(relationship, type)) return relationship.target;
  return {};
}

[[noreturn]] void refuse_other_archive(const std::string& name) {
  refuse_workbook(name, 0,
                  text("这是压缩包或别的文档，里面没有 Excel 工作簿。",
                       "this is an archive or another kind of document: there is no Excel workbook inside"));
}

}  // namespace

Workbook::Workbook(Archive archive) : archive_(std::move(archive)) {
  std::string main = target_of_type(relationships_of(archive_, ""), "/officeDocument");
  if (main.empty()) main = "xl/workbook.xml";
  auto list_part = archive_.part(main, Archive::largest_list);
  // A Word document has a main part too, and a binary workbook (.xlsb) one that is no XML.
  if (list_part == nullptr || !main.ends_with(".xml")) refuse_other_archive(name());
  WorksheetList list(name());
  read_xml(std::move(list_part), name(), list);
  if (list.all.empty()) refuse_other_archive(name());
  epoch_ = list.epoch;

  const std::vector<Relationship> parts = relationships_of(archive_, main);
  for (NamedWorksheet& named : list.all) {
    const auto found = std::find_if(parts.begin(), parts.end(), [&](const Relationship& part) {
      return part.id == named.id && is_of_type(part, "/worksheet");
    });
    worksheets_.push_back({std::move(named.name), found == parts.end() ? "" : found->target, named.hidden});
  }
  if (auto part = archive_.part(target_of_type(parts, "/styles"), Archive::largest_list)) {
    Styles styles(name());
    read_xml(std::move(part), name(), styles);
    date_styles_ = std::move(styles.dates);
  }
  if (auto part = archive_.part(target_of_type(parts, "/sharedStrings"))) {
    SharedTextsReader texts(name(), texts_);
    read_xml(std::move(part), name(), texts);
  }
}

}  // namespace ksbx
