#include "app/repair/pupil_history.h"

#include <algorithm>

#include "app/repair/fields_said.h"
#include "app/workspace/field_words.h"
#include "app/workspace/pupils.h"
#include "base/join.h"
#include "base/mask.h"
#include "store/history/fact_move.h"
#include "store/history/record_store.h"
#include "store/ledger/duty_store.h"
#include "store/ledger/storm_store.h"
#include "store/roster/repair_store.h"
#include "store/roster/roster_store.h"
#include "store/roster/student_row.h"
#include "store/roster/unit_store.h"
#include "store/undo/undo_store.h"

namespace ksbx {
namespace {

class Story {
 public:
  Story(const Workspace& workspace, Language language, const Disclosure& shown)
      : workspace_(workspace),
        database_(workspace.database),
        organisation_(load_organisation(database_)),
        language_(language),
        masking_(shown) {
    told_.counts = {"pupil",
                    text("学生", "Pupil"),
                    {{"student_code", text("学生短码", "code")},
                     {"student_name", text("姓名", "name"), Privacy::name},
                     {"since", text("在册起", "on the books since"), Privacy::none, ColumnType::date},
                     {"marks", text("考勤", "marks"), Privacy::none, ColumnType::count},
                     {"records", text("记录", "records"), Privacy::none, ColumnType::count},
                     {"duties", text("任务", "duties"), Privacy::none, ColumnType::count},
                     {"documents", text("文书", "documents"), Privacy::none, ColumnType::count},
                     {"note", text("说明", "note")}},
                    {}};
    told_.fields = {"pupil_history",
                    text("各栏的值", "Fields"),
                    {{"student_code", text("学生短码", "code")},
                     {"field", text("栏目", "field")},
                     {"value", text("值", "value")},
                     {"day", text("起", "from"), Privacy::none, ColumnType::date},
                     {"change", text("改动", "change"), Privacy::none, ColumnType::integer},
                     {"recorded", text("登记时间", "entered"), Privacy::none, ColumnType::moment},
                     {"source", text("来源", "source")},
                     {"by", text("登记人", "by"), Privacy::maker},
                     {"note", text("说明", "note")}},
                    {}};
  }

  PupilHistory of(const Student& student, HistoryOf which) {
    std::vector<StudentId> entries = {student.id};
    for (std::size_t i = 0; i < entries.size(); ++i)
      for (const Repaired& one : repairs_of(database_, entries[i]))
        if (one.what == Repair::merged && one.other == entries[i] && one.holds &&
            std::ranges::find(entries, one.student) == entries.end())
          entries.push_back(one.student);
    if (which == HistoryOf::now) entries.resize(1);
    for (const StudentId id : entries)
      if (const auto one = ksbx::student(database_, id)) tell(*one, which);
    told_.counts = mask(std::move(told_.counts), masking_);
    told_.fields = mask(std::move(told_.fields), masking_);
    return std::move(told_);
  }

 private:
  std::string say(const Text& words) const { return words.in(language_); }

  void tell(const Student& one, HistoryOf which) {
    count(one);
    if (which == HistoryOf::now) {
      for (const FieldSaid& said : last_of_each(fields_said(database_, one))) add(one.id, said, {});
      return;
    }
    struct Step {
      FieldSaid said;
      Text note;
    };
    std::vector<Step> steps;
    const std::vector<StudentChange> changes = changes_of(database_, one.id);
    const std::int64_t arrival = arrival_of(database_, one.id);
    for (const FieldSaid& said : fields_said(database_, one))
      if (said.change == arrival) steps.push_back({said, {}});
    for (const StudentChange& change : changes) {
      const bool is_first = change.lasts && change.change == arrival && change.field != "since";
      if (!is_first) steps.push_back({{change.change, change.field, change.after, change.day}, standing(change)});
    }
    for (const StudentField& field : student_fields)
      for (const Step& step : steps)
        if (step.said.field == field.name) add(one.id, step.said, step.note);
    for (const Step& step : steps)
      if (step.said.field == "since") add(one.id, step.said, step.note);
  }

  static Text standing(const StudentChange& change) {
    return change.lasts ? Text{} : text("已撤销，或是撤销", "undone, or an undo");
  }

  static std::vector<FieldSaid> last_of_each(const std::vector<FieldSaid>& all) {
    std::vector<FieldSaid> last;
    for (const StudentField& field : student_fields)
      for (auto said = all.rbegin(); said != all.rend(); ++said)
        if (said->field == field.name) {
          last.push_back(*said);
          break;
        }
    return last;
  }

  void add(StudentId id, const FieldSaid& said, const Text& note) {
    const Text value = words_of_field(said.field, said.value, organisation_, masking_);
    std::vector<Cell> row = {short_code(id), say(label_of_field(said.field)),
                             value.empty() ? std::string("—") : say(value), said.day.iso()};
    if (said.change == 0) {
      row.insert(row.end(), {std::monostate{}, std::monostate{}, std::string(), std::string()});
    } else {
      const Occasion occasion = occasion_of_change(database_, said.change);
      row.insert(row.end(),
                 {said.change, occasion.at.iso().substr(0, 16), source(said.change, occasion), occasion.actor});
    }
    row.emplace_back(say(note));
    told_.fields.rows.push_back(std::move(row));
  }

  std::string source(std::int64_t change, const Occasion& occasion) {
    const auto made = change_made(database_, change);
    const std::string files = made ? join(made->files, "、") : std::string();
    return files.empty() ? occasion.command : formatted("{} {}", occasion.command, files);
  }

  void count(const Student& one) {
    const Ledger known = ledger(database_, subject_of(one));
    std::vector<Text> notes;
    for (const Repaired& repair : repairs_of(database_, one.id)) notes.push_back(words_of(repair, one.id));
    const auto since = on_the_books_since(database_, one.id);
    const auto number = [](const auto& list) { return static_cast<std::int64_t>(list.size()); };
    told_.counts.rows.push_back({short_code(one.id), one.name, since ? since->iso() : std::string(),
                                 number(marks_that_hold(database_, one.id)), number(records_of(database_, one.id)),
                                 number(known.duties), number(known.documents),
                                 join(notes, "；", [&](const Text& note) { return say(note); })});
  }

  static Text words_of(const Repaired& repair, StudentId own) {
    const std::string day = repair.at.day().iso();
    const std::string student = short_code(repair.student), other = short_code(repair.other);
    const Text undone = repair.holds ? Text{} : text("（已撤销）", " (undone)");
    switch (repair.what) {
      case Repair::merged:
        return repair.student == own
                   ? text("{} 并入 {}：{}{}", "{} merged into {}: {}{}", day, other, repair.reason, undone)
                   : text("{} 并进 {}：{}{}", "{} took in {}: {}{}", day, student, repair.reason, undone);
      case Repair::split:
        return repair.student == own
                   ? text("{} 拆出 {}：{}{}", "{} {} was split off: {}{}", day, other, repair.reason, undone)
                   : text("{} 从 {} 拆出：{}{}", "{} split off from {}: {}{}", day, student, repair.reason, undone);
      case Repair::corrected: return text("{} 更正：{}{}", "{} corrected: {}{}", day, repair.reason, undone);
    }
    return {};
  }

  const Workspace& workspace_;
  Database& database_;
  Organisation organisation_;
  Language language_;
  Masking masking_;
  PupilHistory told_;
};

}  // namespace

PupilHistory pupil_history(const Workspace& workspace, const std::string& pupil, HistoryOf which, Language language,
                           const Disclosure& shown) {
  const Snapshot one_moment(workspace.database);
  const Organisation organisation = load_organisation(workspace.database);
  const std::vector<Student> meant = pupils_meant(workspace.database, organisation, pupil, workspace.dates.today);
  const Student student = meant.size() == 1
                              ? meant.front()
                              : required_pupil(workspace.database, organisation, pupil, workspace.dates.today);
  return Story(workspace, language, shown).of(student, which);
}

}  // namespace ksbx
