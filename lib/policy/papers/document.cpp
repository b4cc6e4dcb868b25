#include "policy/papers/document.h"

#include <algorithm>

#include "base/digest.h"
#include "base/placeholders.h"
#include "policy/judge/route.h"
#include "policy/judge/walk.h"
#include "policy/papers/office.h"
#include "policy/papers/statement.h"

namespace ksbx {
namespace {

// Least disclosure: what a duty may not share does not reach the text, whatever the form says.
void withhold(Fields& fields, const Form& form, const std::vector<std::string>& share) {
  if (share.empty()) return;
  for (const std::string& name : fields_in(form)) {
    const auto field = std::ranges::find(document_fields(), name, &DocumentField::name);
    const bool is_letterhead = field != document_fields().end() && !field->about_subject();
    if (!is_letterhead && std::ranges::find(share, name) == share.end()) fields[name].clear();
  }
}

DocumentText written(const Form& form, Fields fields, const std::vector<std::string>& sections) {
  DocumentText result;
  for (const std::string& section : sections)
    if (fields[section].empty() || fields[section] == not_found_out) result.missing.push_back(section);
  result.stated = stated_by(form, fields);
  for (const std::string& section : result.missing) fields[section] = "（尚未查明，查明后补报）";
  result.content = composed(form.body, fields);
  return result;
}

Fields all_fields_of(const Judge& judge, const History& history, const Duty& duty, const Form& form,
                     const Letterhead& head) {
  const std::set<std::string> wanted = fields_in(form);
  Fields fields = fields_of(judge, history, duty, head, wanted);
  for (const std::string& name : wanted)
    if (is_record_field(name)) fields[name] = field_of_records(judge, history, duty, name, head.issued);
  return fields;
}

// The unit of the role that the duty's order names for the line, if it names one.
UnitId unit_on_line(const Judge& judge, const History& history, const Duty& duty, Line line, Day issued,
                    const std::vector<std::string> DocumentOrder::*roles) {
  const DutyItem* item = item_of(judge.rulebook(), duty.key);
  if (item == nullptr || !item->document) return {};
  const DocumentOrder& order = *item->document;
  const auto nth = static_cast<std::size_t>(std::ranges::find(order.lines, line) - order.lines.begin());
  if (nth >= (order.*roles).size()) return {};
  const Day arose = arose_on(judge.rulebook(), judge.organisation(), history, duty);
  return route(judge.rulebook(), judge.organisation(), history, (order.*roles)[nth], arose, issued).unit;
}

}  // namespace

std::string composed(const std::string& body, const Fields& fields) {
  std::string result;
  std::size_t at = 0;
  while (at < body.size()) {
    const std::size_t end = std::min(body.find('\n', at), body.size());
    const std::string_view line(body.data() + at, end - at);
    bool had_field = false;
    const std::string done = filled(line, [&](std::string_view name) {
      const auto field = fields.find(std::string(name));
      had_field = true;
      return field == fields.end() ? std::string() : field->second;
    });
    if (!had_field || !done.empty()) result += done + '\n';
    at = end + 1;
  }
  return result;
}

const Form* form_of(const Judge& judge, const DutyKey& duty) {
  const DutyItem* item = item_of(judge.rulebook(), duty);
  return item && item->document ? judge.rulebook().form(item->document->form) : nullptr;
}

UnitId issuer_of(const Organisation& organisation, const Duty& duty) {
  if (const Unit* school = organisation.above(duty.who.unit, UnitKind::school)) return school->id;
  if (organisation.find(duty.who.unit)) return duty.who.unit;
  const Unit* city = organisation.first(UnitKind::city);
  return city ? city->id : UnitId{};
}

DocumentText compose(const Judge& judge, const History& history, const Duty& duty, const Letterhead& letterhead) {
  const DutyItem* item = item_of(judge.rulebook(), duty.key);
  const Form* form = form_of(judge, duty.key);
  if (form == nullptr)
    throw Error(Failure::internal, "no-form", text("任务没有文书样式", "the duty has no form"),
                text("请报告这个错误", "please report this"));
  Fields fields = all_fields_of(judge, history, duty, *form, letterhead);
  withhold(fields, *form, item->share);
  std::vector<std::string> sections = item->document->must_include;
  for (const std::string& section : form->must_include)
    if (std::ranges::find(sections, section) == sections.end()) sections.push_back(section);
  return written(*form, std::move(fields), sections);
}

DocumentText compose_on_demand(const Judge& judge, const History& history, const Form& form, Day issued,
                               const std::map<std::string, std::string>& reports) {
  Duty as_if;
  as_if.key.subject = history.subject;
  as_if.key.period = issued.iso().substr(0, 7);
  as_if.who.unit = history.subject.unit;
  as_if.opened = issued;
  Fields fields = all_fields_of(judge, history, as_if, form, {issued, {}, {}, {}});
  fields.insert(reports.begin(), reports.end());
  return written(form, std::move(fields), form.must_include);
}

std::optional<Day> answer_by(const Judge& judge, const History& history, const Form& form, Day issued) {
  return form.answer ? judge.deadline(form.answer->due, history, issued) : std::nullopt;
}

UnitId addressee_of(const Judge& judge, const History& history, const Duty& duty, Line line, Day issued) {
  return unit_on_line(judge, history, duty, line, issued, &DocumentOrder::to);
}

UnitId copied_to(const Judge& judge, const History& history, const Duty& duty, Line line, Day issued) {
  const UnitId copy = unit_on_line(judge, history, duty, line, issued, &DocumentOrder::copy);
  return copy == addressee_of(judge, history, duty, line, issued) ? UnitId{} : copy;
}

std::vector<Document> documents_of(const Judge& judge, const History& history, const Duty& duty, Day issued) {
  const DutyItem* item = item_of(judge.rulebook(), duty.key);
  const Form* form = form_of(judge, duty.key);
  if (item == nullptr || form == nullptr) return {};
  const DocumentOrder& order = *item->document;
  Letterhead letterhead{issued, {}, {}, {}};
  if (order.lines.size() == 1)
    letterhead.addressee = office_name(judge.rulebook(), judge.organisation(),
                                       addressee_of(judge, history, duty, order.lines.front(), issued));
  const DocumentText written = compose(judge, history, duty, letterhead);
  std::vector<Document> documents;
  for (const Line line : order.lines) {
    Document document;
    document.duty = duty.id;
    document.form = order.form;
    document.line = line;
    document.issuer = issuer_of(judge.organisation(), duty);
    document.addressee = addressee_of(judge, history, duty, line, issued);
    document.copy_to = copied_to(judge, history, duty, line, issued);
    document.issued = issued;
    document.content = written.content;
    document.hash = sha256_hex(written.content);
    document.missing = written.missing;
    document.stated = written.stated;
    documents.push_back(std::move(document));
  }
  return documents;
}

}  // namespace ksbx
