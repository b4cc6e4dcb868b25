#include "app/papers/documents.h"

#include <algorithm>
#include <map>

#include "app/papers/document_meant.h"
#include "app/report/report.h"
#include "app/workspace/pupils.h"
#include "app/workspace/units.h"
#include "base/join.h"
#include "base/nearest.h"
#include "policy/papers/document.h"
#include "policy/papers/notice.h"
#include "policy/papers/office.h"
#include "store/history/history_store.h"
#include "store/ledger/document_store.h"
#include "store/ledger/duty_store.h"
#include "store/query/query.h"
#include "store/roster/roster_store.h"
#include "store/roster/unit_store.h"

namespace ksbx {
namespace {

// Whom the document is about, in a line of the stub.
std::string subject_line(const Workspace& workspace, const Organisation& organisation, const Subject& subject,
                         const Disclosure& shown) {
  if (!subject.student) return organisation.full_name(subject.unit);
  const auto pupil = student(workspace.database, subject.student);
  if (!pupil) return short_code(subject.student);
  if (shown != Masking::none) return described(*pupil, organisation, shown).zh;
  return formatted("{}（{}，{}）", pupil->name, organisation.full_name(pupil->school_class), short_code(pupil->id));
}

// The full name of an office; `otherwise` for none.
std::string office(const Workspace& workspace, const Organisation& organisation, UnitId unit,
                   std::string_view otherwise = {}) {
  return office_name(workspace.rulebook, organisation, unit, otherwise);
}

std::string receivers(const Workspace& workspace, const Organisation& organisation, const Document& document) {
  std::string line = "主送：" + office(workspace, organisation, document.addressee, "（未落实）");
  if (document.copy_to) line += "　抄送：" + office(workspace, organisation, document.copy_to);
  return line + "\n";
}

// As much of the hash as people compare; the view documents has all of it.
std::string short_check(const Document& document) {
  constexpr std::size_t compared = 8;
  return document.hash.substr(0, compared);
}

constexpr const char* not_shown = "（正文有个人信息；需要打印的，加 --unmask --reason 理由）\n";

std::string stub_of(const Workspace& workspace, const Organisation& organisation, const Document& document,
                    const std::string& about) {
  const auto number = [&](const std::string& kept) { return official_number(workspace.rulebook, kept); };
  std::string part = formatted("存　根\n\n编号：{}\n文书：{}（{}）\n事由：{}\n{}", number(document.number),
                               title_of(workspace.rulebook, document), label_of(document.line).zh, about,
                               receivers(workspace, organisation, document));
  part += formatted("签发：{}　{}\n", office(workspace, organisation, document.issuer, "（未登记）"),
                    official_date(document.issued));
  if (!document.corrects.empty())
    part += formatted("性质：{}（前一文书：{}）\n", label_of(document.kind).zh, number(document.corrects));
  if (const auto by = corrected_by(workspace.database, document.number))
    part += formatted("后一文书：{}（{}）\n", number(by->number), label_of(by->kind).zh);
  return part + formatted("内容校验：{}\n经办人：　　　　　　　　\n", short_check(document));
}

std::string receipt_slip_of(const Workspace& workspace, const Organisation& organisation, const Document& document) {
  return formatted(
      "回　执\n\n{}：\n你单位{}签发的《{}》（编号：{}）已收到。\n\n收件单位（盖章）：{}"
      "\n签收人：　　　　　　　签收日期：　　　　　　　\n",
      office(workspace, organisation, document.issuer, "签发单位"), official_date(document.issued),
      title_of(workspace.rulebook, document), official_number(workspace.rulebook, document.number),
      office(workspace, organisation, document.addressee, "　　　　　　　　"));
}

Table in_words(const Rulebook& rulebook, Language language, Table table) {
  for (std::size_t i = 0; i < table.columns.size(); ++i)
    for (auto& row : table.rows) {
      auto* value = std::get_if<std::string>(&row[i]);
      if (value == nullptr) continue;
      const Form* form = table.columns[i].name == "form" ? rulebook.form(*value) : nullptr;
      const auto its_line = table.columns[i].name == "line" ? line(*value) : std::nullopt;
      const auto kind = table.columns[i].name == "kind" ? document_kind(*value) : std::nullopt;
      if (form) *value = form->title.in(language);
      if (kind) *value = label_of(*kind).in(language);
      if (its_line) *value = label_of(*its_line).in(language);
    }
  return table;
}

const Form& required_form(const Rulebook& rulebook, const std::string& id) {
  if (const Form* form = rulebook.form(id)) return *form;
  std::vector<std::string> known;
  for (const Form& one : rulebook.forms) known.push_back(one.id);
  const std::string close = nearest(id, known);
  throw Error(Failure::usage, "unknown-form", text("没有文书样式“{}”", "there is no form {}", id),
              close.empty() ? text("现有样式：{}", "the forms are {}", join(known, "、"))
                            : text("是不是 {}？", "did you mean {}?", close));
}

bool is_about_pupil(const Form& form) {
  const std::set<std::string> used = fields_in(form);
  return std::ranges::any_of(document_fields(), [&](const DocumentField& field) {
    return field.tells == DocumentField::Tells::pupil && used.contains(field.name);
  });
}

Subject subject_meant(const Workspace& workspace, const Organisation& organisation, const Form& form,
                      const std::string& whom) {
  if (is_about_pupil(form))
    return subject_of(required_pupil(workspace.database, organisation, whom, workspace.dates.judged));
  Problems problems;
  const Unit* unit = unit_meant(organisation, whom, {}, problems);
  if (unit == nullptr) throw Error(Failure::usage, std::move(problems));
  return subject_of(*unit);
}

void refuse_incomplete(const Form& form, const std::vector<std::string>& missing) {
  if (missing.empty()) return;
  std::vector<std::string> zh, en;
  for (const DocumentField& field : document_fields())
    if (std::ranges::find(missing, field.name) != missing.end()) {
      zh.push_back(field.label.zh);
      en.push_back(field.label.en);
    }
  throw Error(Failure::usage, "form-incomplete",
              text("“{}”还缺：{}", "“{}” still needs: {}", form.title, Text{join(zh, "、"), join(en, ", ")}),
              text("请先补登花名册或相应的记录（如劝复记录的原因），再打印",
                   "complete the roster or the records first (the reason of a persuasion, for example)"));
}

// A cell between two tabs, days as papers write them.
std::string cell_on_paper(const Cell& cell) {
  std::string words = with_official_dates(words_of(cell));
  for (char& c : words)
    if (c == '\t' || c == '\n' || c == '\r') c = ' ';
  return words;
}

// Lines with tabs, which a paper sets as a table; columns that say nothing are left out.
std::string tabbed(const Table& table) {
  if (table.rows.empty()) return "（无）\n";
  std::vector<std::string> lines(table.rows.size() + 1);
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const auto says_nothing = [i](const TableRow& row) { return words_of(row[i]).empty(); };
    if (std::ranges::all_of(table.rows, says_nothing)) continue;
    const char* before = lines.front().empty() ? "" : "\t";
    lines.front() += before + heading_of(table.columns[i]).zh;
    for (std::size_t row = 0; row < table.rows.size(); ++row)
      lines[row + 1] += before + cell_on_paper(table.rows[row][i]);
  }
  return join(lines, "\n") + "\n";
}

// The rows and notes of a report; of one that has a parameter `unit`, those of this unit.
std::string report_text(const Workspace& workspace, const std::vector<ReportDefinition>& reports, ReportWanted wanted,
                        const std::string& unit, const Disclosure& shown) {
  const auto definition = std::ranges::find(reports, wanted.name, &ReportDefinition::name);
  if (definition != reports.end() &&
      std::ranges::find(definition->parameters, "unit", &ReportParameter::name) != definition->parameters.end())
    wanted.settings["unit"] = unit;
  ReportRequest request;
  request.name = std::move(wanted.name);
  request.settings = std::move(wanted.settings);
  request.shown = shown;
  const Table table = report(workspace, reports, request).table;
  std::string text = tabbed(table);
  if (!table.notes.empty()) text += "\n";
  for (const Text& note : table.notes) text += "注：" + with_official_dates(note.zh) + "\n";
  while (text.ends_with('\n')) text.pop_back();
  return text;
}

std::map<std::string, std::string> reports_in(const Workspace& workspace, const std::vector<ReportDefinition>& reports,
                                              const Form& form, const std::string& unit, const Disclosure& shown) {
  std::map<std::string, std::string> texts;
  for (const std::string& field : fields_in(form))
    if (auto wanted = report_wanted(field))
      texts[field] = report_text(workspace, reports, std::move(*wanted), unit, shown);
  return texts;
}

Paper printed(const Workspace& workspace, const Organisation& organisation, const Document& found,
              const Disclosure& shown) {
  const auto duty = ksbx::duty(workspace.database, found.duty);
  const Subject subject = duty ? duty->key.subject : Subject{};
  const bool may_read = shown == Masking::none || !subject.student;
  return {title_of(workspace.rulebook, found),
          official_number(workspace.rulebook, found.number),
          office(workspace, organisation, found.addressee, "（未落实）"),
          office(workspace, organisation, found.copy_to),
          may_read ? found.content : std::string(not_shown),
          stub_of(workspace, organisation, found, subject_line(workspace, organisation, subject, shown)),
          receipt_slip_of(workspace, organisation, found),
          office(workspace, organisation, found.issuer),
          official_date(found.issued)};
}

// As they were issued; of those that stand, to one unit, only what is not signed for.
std::vector<std::string> numbers_in(const Workspace& workspace, const Organisation& organisation, const Batch& wanted) {
  std::string sql = "SELECT number FROM documents WHERE issued <= :day";
  std::map<std::string, Cell> values = {{"day", workspace.dates.judged.iso()}};
  if (wanted.night) {
    sql += " AND issued = :night";
    values["night"] = wanted.night->iso();
  } else {
    sql += " AND answered IS NULL AND corrected_by IS NULL";
  }
  if (wanted.to) {
    Problems problems;
    const Unit* unit = unit_meant(organisation, *wanted.to, {}, problems);
    if (unit == nullptr) throw Error(Failure::usage, std::move(problems));
    sql += unit->code.empty() ? " AND addressee = :unit" : " AND addressee_code = :unit";
    values["unit"] = unit->code.empty() ? unit->name : unit->code;
  }
  const Table found = query(workspace.database, "documents", sql + " ORDER BY issued, duty, line, number", values);
  std::vector<std::string> numbers;
  for (const TableRow& row : found.rows) numbers.push_back(words_of(row.front()));
  return numbers;
}

}  // namespace

Table document_list(const Workspace& workspace, const Disclosure& shown, Language language) {
  Table table = query(
      workspace.database, "documents",
      "SELECT issued, number, form, line, issuer, addressee, student_name, student_code, unit_name, answered, "
      "corrects, corrected_by, kind FROM documents WHERE issued <= :day ORDER BY issued DESC, duty DESC, line DESC",
      {{"day", workspace.dates.judged.iso()}});
  table.title = text("文书（{}）", "Documents ({})", workspace.dates.judged.iso());
  table = in_words(workspace.rulebook, language, std::move(table));
  if (table.rows.empty()) table.notes.push_back(text("还没有签发过文书。", "No document was issued yet."));
  return mask(std::move(table), shown);
}

Paper printed_document(const Workspace& workspace, const std::string& number, const Disclosure& shown) {
  const auto [found, problem] = document_meant(workspace.database, workspace.rulebook, number);
  if (!found) throw Error(Failure::usage, Problems{*problem});
  return printed(workspace, load_organisation(workspace.database), *found, shown);
}

std::vector<Paper> printed_documents(const Workspace& workspace, const Batch& wanted, const Disclosure& shown) {
  const Organisation organisation = load_organisation(workspace.database);
  std::vector<Paper> papers;
  for (const std::string& number : numbers_in(workspace, organisation, wanted))
    if (const auto found = document(workspace.database, number))
      papers.push_back(printed(workspace, organisation, *found, shown));
  if (papers.empty())
    throw Error(Failure::usage, "no-documents", text("没有要打印的文书", "there is no document to print"),
                text("签发过的文书见 ksbx document；--for 只打印还没有签收的，加 --night 打印那一天的全部",
                     "ksbx document lists what was issued; --for prints what is not signed for, --night all of a day"));
  return papers;
}

Paper document_on_demand(const Workspace& workspace, const std::vector<ReportDefinition>& reports,
                         const std::string& form_id, const std::string& whom, const Disclosure& shown) {
  const Form& form = required_form(workspace.rulebook, form_id);
  const Organisation organisation = load_organisation(workspace.database);
  const Subject subject = subject_meant(workspace, organisation, form, whom);
  if (subject.student && shown != Masking::none)
    throw Error(Failure::guard, "document-with-names",
                text("“{}”上有学生和家庭的个人信息", "“{}” names the pupil and the family", form.title),
                text("确需打印的，加 --unmask --reason 理由；这次打印会记入日志",
                     "to print it, add --unmask --reason REASON: that is recorded"));
  const History past = history(workspace.database, organisation, subject, workspace.dates.now);
  const Judge judge(workspace.rulebook, workspace.calendar, organisation, workspace.dates.judged);
  const Unit* unit = organisation.find(subject.unit);
  const DocumentText written = compose_on_demand(judge, past, form, workspace.dates.judged,
                                                 reports_in(workspace, reports, form, unit ? unit->code : "", shown));
  refuse_incomplete(form, written.missing);
  return {form.title.zh, {}, {}, {}, written.content, {}, {}};
}

}  // namespace ksbx
