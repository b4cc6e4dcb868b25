// Forms of documents: the wording is in the TOML file or in a text file of its own, forms/NAME.txt.

#include <algorithm>
#include <filesystem>

#include "base/utf8.h"
#include "files/rulebook/rulebook_reading.h"

namespace ksbx::reading {
namespace {

// A wording and where it stands, to the line if it has a file of its own.
struct Wording {
  std::string text;
  Origin origin;
  bool has_own_file = false;

  Origin at(std::size_t offset) const {
    if (!has_own_file) return origin;
    const std::string_view before = std::string_view(text).substr(0, offset);
    const auto start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
    return {origin.file, 1 + static_cast<int>(std::count(before.begin(), before.end(), '\n')),
            1 + static_cast<int>(code_points(before.substr(start)).size())};
  }
  std::string line_of(std::size_t offset) const {
    const auto before = text.rfind('\n', offset);
    const std::size_t start = before == std::string::npos ? 0 : before + 1;
    return text.substr(start, text.find('\n', offset) - start);
  }
};

// As an editor on Windows leaves it: a mark at the beginning, CR LF at the ends.
std::string unified(std::string text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  std::erase(text, '\r');
  return text;
}

// Only names of files that were read from forms/ next to the TOML file are known, so no path leads out of the rulebook.
std::optional<Wording> wording_in_file(Reading& reading, TableReader& table, const Word& name) {
  const std::filesystem::path folder = std::filesystem::path(table.file().name).parent_path() / "forms";
  std::vector<std::string> known;
  const SourceFile* found = nullptr;
  for (const SourceFile& source : reading.texts) {
    const std::filesystem::path path(source.name);
    if (path.parent_path() != folder) continue;
    known.push_back(path.filename().string());
    if (known.back() == name.name) found = &source;
  }
  if (!is_one_of(table, name, text("样式文本", "text in forms/"), "unknown-file", known) || found == nullptr)
    return std::nullopt;
  Wording wording{unified(found->text), {found->name, 1, 1}, true};
  if (!first_invalid_utf8(wording.text) && wording.text.find_first_not_of(" \t\n") != std::string::npos) return wording;
  table.problem("form-text", name.origin,
                text("样式文本“{}”是空的，或者不是 UTF-8 编码", "the text “{}” is empty or not UTF-8", name.name),
                text("请写上正文，并另存为 UTF-8 编码", "Write the body and save it as UTF-8"));
  return std::nullopt;
}

std::optional<Wording> read_wording(Reading& reading, TableReader& table) {
  const auto file = table.words("file");
  const auto body = table.words("body", table.has("file") ? Need::optional : Need::required);
  if (file && body) {
    table.problem("body-or-file", table.content().find("file")->value.origin,
                  text("“body”和“file”写了两样", "both “body” and “file” are given"),
                  text("正文只留一处，请删去其中一个键", "Keep the text in one place: remove one of the two"));
    return std::nullopt;
  }
  if (file) return wording_in_file(reading, table, {*file, table.content().find("file")->value.origin});
  if (body) return Wording{*body, table.content().find("body")->value.origin};
  return std::nullopt;
}

// What the body of a document, or of a notice, may hold.
std::vector<std::string> fields_for(bool is_notice) {
  std::vector<std::string> known;
  for (const DocumentField& field : document_fields()) {
    const bool is_of_both = field.name == "issuer" || field.name == "date";
    if (is_of_both || (field.tells == DocumentField::Tells::notice) == is_notice) known.push_back(field.name);
  }
  return known;
}

// Every {field} must be one that ksbx can fill in; that there is the report of a {report:…} is seen with the reports,
// and whether a kind of record has the field of a {KIND.FIELD} once the records are read.
void check_wording(Reading& reading, TableReader& table, const Wording& wording, bool is_notice) {
  const std::string& body = wording.text;
  const auto known = fields_for(is_notice);
  bool whole = true;
  for (std::size_t open = body.find('{'); whole && open != std::string::npos; open = body.find('{', open + 1)) {
    const Origin at = wording.at(open);
    const std::size_t so_far = reading.problems.size();
    const std::size_t close = body.find_first_of("{}\n", open + 1);
    whole = close != std::string::npos && body[close] == '}';
    const std::string field = whole ? body.substr(open + 1, close - open - 1) : std::string();
    if (field.starts_with("report:") || (whole && !is_notice && is_record_field(field))) continue;
    if (whole)
      is_one_of(table, {field, at}, text("文书栏目", "field of documents"), "unknown-field", known);
    else
      table.problem("form-syntax", at, text("正文里有“{{”没有配对的“}}”", "a “{{” of the body has no “}}”"),
                    text("栏目要写成 {{栏目名}}", "Write fields as {{name}}"));
    if (wording.has_own_file && reading.problems.size() > so_far)
      reading.problems.back().excerpt = wording.line_of(open);
  }
}

void check_sections(TableReader& table, const Form& form) {
  const std::set<std::string> used = fields_in(form);
  for (const std::string& section : form.must_include)
    if (!used.contains(section))
      table.problem("form-lacks-section", table.origin(),
                    text("文书样式“{}”的正文里没有必写的栏目“{}”", "the form “{}” lacks the mandatory field “{}”",
                         form.id, section),
                    text("请在样式正文里加上 {{{}}}", "Put {{{}}} into its body", section));
}

// resend = ["$resend_first", "$resend_second"]: slots of parameters.
std::vector<int> read_resend(Reading& reading, TableReader& table) {
  std::vector<int> slots;
  const TomlValue* value = table.value("resend");
  if (value == nullptr) return slots;
  const Text wanted = text("[\"$参数名\", …]", "[\"$parameter\", …]");
  const auto* list = std::get_if<TomlArray>(&value->content);
  if (list == nullptr) {
    table.wrong_type(*value, "resend", wanted);
    return slots;
  }
  for (const TomlValue& one : *list) {
    const auto* name = std::get_if<std::string>(&one.content);
    if (name == nullptr || !name->starts_with('$')) {
      table.wrong_type(one, "resend", wanted);
      continue;
    }
    const Word word{name->substr(1), one.origin};
    if (is_one_of(table, word, text("参数", "parameter"), "unknown-parameter", reading.book.parameter_names.words()))
      slots.push_back(*reading.book.parameter_names.slot(word.name));
  }
  return slots;
}

constexpr std::array notice_words{
    Meaning<DocumentKind>{"correction", DocumentKind::correction},
    Meaning<DocumentKind>{"release", DocumentKind::release},
    Meaning<DocumentKind>{"withdrawal", DocumentKind::withdrawal},
    Meaning<DocumentKind>{"reinstatement", DocumentKind::reinstatement},
};

// answer = { within = "$answer_within", unit = "work_day", action = "sign", escalate = { … } }
std::optional<Form::Answer> read_answer(Reading& reading, TableReader& form) {
  auto table = form.table("answer", text("签收期限", "deadline for an answer"));
  if (!table) return std::nullopt;
  const auto action = table->word("action", Need::required);
  const bool is_known = action && is_one_of(*table, *action, text("行动", "action"), "unknown-action",
                                            names_of(reading.book.actions, &Action::id));
  std::vector<EscalationLevel> levels = read_levels(reading, *table);
  const auto due = read_stretch(reading, *table, "within");
  if (!is_known || !due) return std::nullopt;
  return Form::Answer{*due, action->name, std::move(levels)};
}

// titles = { government = { zh, en }, education = { zh, en } }
std::map<Line, Text> read_titles(TableReader& form) {
  std::map<Line, Text> titles;
  auto table = form.table("titles", text("标题", "titles"));
  if (!table) return titles;
  for (const Line one : {Line::government, Line::education})
    if (auto title = table->label(name_of(one))) titles[one] = std::move(*title);
  table->finish();
  return titles;
}

void read_form(Reading& reading, TableReader table) {
  const Word id = new_name(table, "id", names_of(reading.book.forms, &Form::id));
  Form form;
  form.id = id.name;
  form.title = table.label("title", Need::required).value_or(same_text(id.name));
  form.origin = table.origin();
  form.single_line = table.yes_or_no("single_line").value_or(false);
  form.notice = meaning(table, "notice", notice_words);
  form.titles = read_titles(table);
  form.must_include = read_document_fields(table, "must_include");
  form.answer = read_answer(reading, table);
  form.resend = read_resend(reading, table);
  if (auto wording = read_wording(reading, table)) {
    check_wording(reading, table, *wording, form.notice.has_value());
    form.body = std::move(wording->text);
    check_sections(table, form);
  }
  table.finish();
  if (!id.empty()) reading.book.forms.push_back(std::move(form));
}

// [[office]] kind = "town", ends = "镇", name = "{unit}人民政府"
void read_office(Reading& reading, TableReader table) {
  OfficeName office;
  const auto kind = table.word("kind");
  if (kind) office.kind = unit_kind(kind->name);
  office.ends = table.words("ends").value_or("");
  office.unit = table.words("unit").value_or("");
  office.name = table.words("name").value_or("");
  office.sign = table.words("sign").value_or("");
  if (kind && !office.kind) {
    std::vector<std::string> known;
    for (const UnitKind one : all_unit_kinds()) known.emplace_back(name_of(one));
    is_one_of(table, *kind, text("单位种类", "kind of unit"), "unknown-unit-kind", known);
  }
  if (kind.has_value() == !office.unit.empty() || (kind && !office.sign.empty()))
    table.problem(
        "office-of-whom", table.origin(),
        text("要么写 kind（和 ends）给一类单位定全称，要么写 unit 给一个单位定全称或机关代字",
             "say `kind` (and `ends`) for the full name of a sort of units, or `unit` for the name or sign of one"),
        text("机关代字只能逐个单位写", "signs are given unit by unit"));
  table.finish();
  reading.book.offices.push_back(std::move(office));
}

}  // namespace

std::vector<std::string> read_document_fields(TableReader& table, std::string_view key) {
  std::vector<std::string> fields;
  const auto known = names_of(document_fields(), &DocumentField::name);
  for (const Word& word : table.names(key))
    if (is_record_field(word.name) ||
        is_one_of(table, word, text("文书栏目", "field of documents"), "unknown-field", known))
      fields.push_back(word.name);
  return fields;
}

void read_forms(Reading& reading) {
  for (TableReader& root : reading.roots) {
    for (auto& table : root.tables("form", text("文书样式", "form"))) read_form(reading, table);
    for (auto& table : root.tables("office", text("单位全称", "office"))) read_office(reading, table);
  }
}

// document_number = { form = "{sign}〔{year}〕{count}号", sign = "控辍" }, on the title page.
void read_document_number(Reading& reading, TableReader& page) {
  auto table = page.table("document_number", text("发文字号", "number of documents"));
  if (!table) return;
  Rulebook& book = reading.book;
  if (auto form = table->words("form")) {
    // The number typed from paper must find the document, and no other.
    if (form->ends_with("{count}") || form->ends_with("{count}号"))
      book.document_number = std::move(*form);
    else
      table->problem("document-number", table->origin(),
                     text("发文字号要以 {{count}}号 结尾", "the number must end in {{count}}号"),
                     text("例如 {{sign}}〔{{year}}〕{{unit}}-{{line}}-{{count}}号",
                          "as in {{sign}}〔{{year}}〕{{unit}}-{{line}}-{{count}}号"));
  }
  book.document_sign = table->words("sign").value_or(book.document_sign);
  table->finish();
}

}  // namespace ksbx::reading
