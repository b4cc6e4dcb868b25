#include "app/repair/repair_table.h"

#include "app/workspace/field_words.h"
#include "store/roster/roster_store.h"
#include "store/roster/student_row.h"

namespace ksbx {

Text words_of(const Mark& mark) {
  return text("{} {}", "{} {}", label_of(mark.session), label_of(mark.presence));
}

Text words_of(const Workspace& workspace, const Record& record) {
  const RecordKind* kind = workspace.rulebook.record(record.kind);
  return kind ? kind->label : same_text(record.kind);
}

RepairTable::RepairTable(const Workspace& workspace, const Organisation& organisation, Language language,
                         const Disclosure& shown)
    : workspace_(workspace), organisation_(organisation), language_(language), masking_(shown) {
  table_ = {"repair",
            text("前后对照", "Before and after"),
            {{"what", text("类别", "what")},
             {"student_code", text("学生短码", "code")},
             {"student_name", text("姓名", "name"), Privacy::name},
             {"day", text("日期", "day"), Privacy::none, ColumnType::date},
             {"field", text("内容", "field")},
             {"before", text("之前", "before")},
             {"after", text("之后", "after")}},
            {}};
}

void RepairTable::fields(const Student& before, const Student& after) {
  const Text none = text("—", "—");
  for (const FieldDifference& one : differences(before, after)) {
    const Text then = words_of_field(one.field, one.before, organisation_, masking_);
    const Text now = words_of_field(one.field, one.after, organisation_, masking_);
    row(text("学生变更", "changed pupil"), before.id, label_of_field(one.field), then.empty() ? none : then,
        now.empty() ? none : now);
  }
}

void RepairTable::mark(const Mark& mark, StudentId now, const Text& note) {
  moved(text("考勤", "attendance"), mark.student, mark.day, words_of(mark), now, note);
}

void RepairTable::record(const Record& record, StudentId now, const Text& note) {
  moved(text("记录", "record"), record.student, record.day, words_of(workspace_, record), now, note);
}

void RepairTable::named(const Record& record, StudentId before, StudentId now, const Text& note) {
  moved(text("点名的记录", "record that names"), before, record.day, words_of(workspace_, record), now, note);
}

void RepairTable::document(const std::string& number, Day issued, StudentId before, StudentId now, const Text& note) {
  moved(text("文书", "document"), before, issued, same_text(number), now, note);
}

void RepairTable::moved(const Text& what, StudentId before, std::optional<Day> day, const Text& field, StudentId now,
                        const Text& note) {
  const Text whose = now ? same_text(short_code(now)) : text("—", "—");
  const Text after = note.empty() ? whose : text("{}（{}）", "{} ({})", whose, note);
  row(what, before, field, same_text(short_code(before)), after);
  if (day) table_.rows.back()[3] = day->iso();
}

void RepairTable::row(const Text& what, StudentId student, const Text& field, const Text& before, const Text& after) {
  const auto say = [&](const Text& words) { return words.in(language_); };
  const auto known = ksbx::student(workspace_.database, student);
  const std::string name = known ? masked(known->name, Privacy::name, masking_) : std::string();
  table_.rows.push_back({say(what), short_code(student), name, std::string(), say(field), say(before), say(after)});
}

}  // namespace ksbx
