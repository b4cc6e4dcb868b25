#include "app/repair/split_file.h"

#include <algorithm>
#include <map>

#include "app/repair/repair_table.h"
#include "app/workspace/field_words.h"
#include "app/workspace/pupils.h"
#include "files/cell/cell_words.h"
#include "files/sheet/header_match.h"
#include "files/sheet/sheet.h"
#include "policy/papers/last_word.h"
#include "store/history/fact_move.h"
#include "store/history/record_store.h"
#include "store/journal/journal.h"
#include "store/ledger/duty_store.h"
#include "store/ledger/storm_store.h"
#include "store/roster/roster_store.h"

namespace ksbx {
namespace {

constexpr int number_field = 0, decision_field = 1;  // of the layout

Layout split_layout() {
  Layout layout;
  layout.kind = RosterKind::record;
  layout.name = "split";
  layout.label = text("一条学生拆成两名的归属表", "whose the parts of a pupil are");
  int field = 0;
  for (const char* header : {"编号", "归属", "类别", "日期", "内容", "值", "登记"}) {
    ColumnRule rule;
    rule.field = field++;
    rule.headers = {header};
    rule.normal = {normal_header(header)};
    layout.columns.push_back(std::move(rule));
  }
  layout.needs = {{number_field}, {decision_field}};
  return layout;
}

const char* word_of(Whose whose) {
  switch (whose) {
    case Whose::stays: return "留";
    case Whose::added: return "新";
    case Whose::both: return "都";
    case Whose::nobody: return "无";
  }
  return "";
}

std::optional<Whose> whose(std::string_view word) {
  const std::map<std::string_view, Whose> words = {
      {"留", Whose::stays},    {"stays", Whose::stays}, {"原", Whose::stays},
      {"新", Whose::added},    {"new", Whose::added},   {"都", Whose::both},
      {"shared", Whose::both}, {"无", Whose::nobody},   {"nobody", Whose::nobody},
  };
  const auto found = words.find(word);
  return found == words.end() ? std::nullopt : std::optional(found->second);
}

std::int64_t change_of_person(Database& database, StudentId student) {
  std::int64_t last = 0;
  const std::int64_t arrival = arrival_of(database, student);
  for (const StudentChange& one : changes_of(database, student))
    if (one.lasts && one.change != arrival && (one.field == "name" || one.field == "birth" || one.field == "id_number"))
      last = one.change;
  return last;
}

// "M-2026-10-12-am-3fa2b1c0": what it is, and a sum over all that it must not be mistaken for.
std::string key_of(Database& database, StudentId student, const std::string& what, const std::string& says) {
  return what + "-" + sum_of_store(database, formatted("{}|{}|{}", short_code(student), what, says));
}

std::string says(const FieldSaid& one) {
  return formatted("{}={}", one.field, one.value);
}
std::string says(const Mark& one) {
  return formatted("{} {} {}", name_of(one.presence), one.by, one.recorded.seconds);
}
std::string says(const Record& one) {
  return formatted("{} {} {}", one.kind, one.day.iso(), one.by);
}
std::string says(const Document& one) {
  return one.hash;
}

const FieldSaid& last_said(const std::vector<FieldSaid>& said, const std::string& field) {
  return *std::find_if(said.rbegin(), said.rend(), [&](const FieldSaid& one) { return one.field == field; });
}

void propose_fields(Database& database, SplitParts& parts) {
  const std::vector<FieldSaid> said = fields_said(database, parts.student);
  int number = 0;
  for (const FieldSaid& one : said) {
    const bool is_late = parts.since_change != 0 && one.change >= parts.since_change;
    const bool said_again = std::ranges::any_of(
        said, [&](const FieldSaid& other) { return other.field == one.field && other.change >= parts.since_change; });
    Whose to = is_late ? Whose::added : Whose::stays;
    // Where both are, nobody said that it changed.
    if (!is_late && !said_again && parts.since_change != 0 &&
        (one.field == "school_class" || one.field == "enrolment") && one == last_said(said, one.field))
      to = Whose::both;
    parts.fields.push_back({one, to, key_of(database, parts.student.id, formatted("F-{}", ++number), says(one))});
  }
}

class Reader {
 public:
  explicit Reader(SplitParts& parts) : parts_(parts) {
    const auto list = [&](auto& lines, bool is_field) {
      for (auto& line : lines) places_[line.key] = {&line.whose, &line.origin, is_field, false};
    };
    list(parts.fields, true);
    list(parts.marks, false);
    list(parts.records, false);
    list(parts.named_in, false);
    list(parts.documents, false);
  }

  void read(const std::string& path) {
    Sheet sheet = Sheet::open(path, {split_layout()});
    while (const Row* row = sheet.next()) take(*row);
    Origin whole;
    whole.file = path;
    std::size_t missing = 0;
    for (const auto& [key, place] : places_) missing += place.is_read ? 0 : 1;
    if (missing > 0 && problems_.empty())
      problems_.push_back({Severity::error, "split-file-old", whole,
                           text("这名学生名下有 {} 条不在表里：导出之后又登记过，或删去了行",
                                "{} lines of the pupil are not in the file: something was entered since, or lines were "
                                "removed",
                                missing),
                           text("重新用 ksbx pupil split {} -o 文件 导出",
                                "export it again: ksbx pupil split {} -o FILE", short_code(parts_.student.id))});
    if (!problems_.empty()) throw Error(Failure::input, std::move(problems_));
  }

 private:
  struct Place {
    Whose* whose = nullptr;
    Origin* origin = nullptr;
    bool is_field = false;
    bool is_read = false;
  };

  void take(const Row& row) {
    const std::string key(trimmed(row.field(number_field)));
    const auto place = places_.find(key);
    if (place == places_.end()) return foreign(row);
    if (place->second.is_read)
      return refuse(row, "split-file-old", text("这一行出现了两次", "this line is there twice"),
                    text("删去一行", "remove one of them"), number_field);
    place->second.is_read = true;
    *place->second.origin = row.field_origin(decision_field);
    const auto decided = whose(trimmed(row.field(decision_field)));
    const bool fits = decided && (place->second.is_field || *decided == Whose::stays || *decided == Whose::added);
    if (!fits)
      return refuse(row, "split-undecided", text("没有说是谁的，或看不懂", "it is not said whose this is"),
                    place->second.is_field ? text("填 留、新、都 或 无", "write 留, 新, 都 or 无")
                                           : text("填 留 或 新", "write 留 or 新"),
                    decision_field);
    *place->second.whose = *decided;
  }

  // Of the same thing by its number, another sum: another store, another pupil, or it was altered.
  void foreign(const Row& row) {
    refuse(row, "split-file-foreign",
           text("编号对不上：不是这个数据库、这名学生的表，或编号被改过，或这一条后来变了",
                "the number does not fit: the file is of another store or pupil, the number was altered, or what it "
                "stands for has changed since"),
           text("编号不要改动；重新用 ksbx pupil split {} -o 文件 导出",
                "leave the numbers alone; export it again: ksbx pupil split {} -o FILE", short_code(parts_.student.id)),
           number_field);
  }

  void refuse(const Row& row, const char* code, Text what, Text remedy, int field) {
    constexpr std::size_t most = 20;
    if (problems_.size() < most)
      problems_.push_back({Severity::error, code, row.field_origin(field), std::move(what), std::move(remedy)});
  }

  SplitParts& parts_;
  std::map<std::string, Place> places_;
  Problems problems_;
};

}  // namespace

SplitParts proposed_split(Database& database, const Student& student, std::optional<std::int64_t> change) {
  SplitParts parts;
  parts.student = student;
  parts.since_change = change.value_or(change_of_person(database, student.id));
  const Moment came = occasion_of_change(database, parts.since_change).at;
  const auto proposed = [&](Moment recorded) {
    return parts.since_change != 0 && recorded >= came ? Whose::added : Whose::stays;
  };
  propose_fields(database, parts);
  for (const Mark& mark : marks_that_hold(database, student.id))
    parts.marks.push_back(
        {mark, proposed(mark.recorded),
         key_of(database, student.id, formatted("M-{}-{}", mark.day.iso(), name_of(mark.session)), says(mark))});
  for (const Record& record : records_of(database, student.id))
    if (record.document.empty())
      parts.records.push_back({record, proposed(record.recorded),
                               key_of(database, student.id, formatted("R-{}", record.id.value), says(record))});
  for (const Record& record : records_naming(database, student.id))
    parts.named_in.push_back({record, proposed(record.recorded),
                              key_of(database, student.id, formatted("R-{}", record.id.value), says(record))});
  const Ledger known = ledger(database, subject_of(student));
  for (const Duty& duty : known.duties)
    for (const Document* last : last_words(known.documents, duty.id))
      if (is_in_force(*last))
        parts.documents.push_back({*last, causes_of(parts, *last, Whose::added) > 0 ? Whose::added : Whose::stays,
                                   key_of(database, student.id, formatted("D-{}", last->id.value), says(*last))});
  return parts;
}

std::int64_t causes_of(const SplitParts& parts, const Document& document, Whose child) {
  const auto is_told = [&](const auto& line) {
    return line.whose == child && line.part.day <= document.issued && document.issued - line.part.day <= days_of_cause;
  };
  const auto is_told_mark = [&](const auto& line) { return line.part.presence != Presence::present && is_told(line); };
  return std::ranges::count_if(parts.marks, is_told_mark) + std::ranges::count_if(parts.records, is_told);
}

Table split_table(const Workspace& workspace, const Organisation& organisation, const SplitParts& parts,
                  Masking masking) {
  Table table{"split", text("归属", "whose the parts are"), {}, {}};
  for (const char* header : {"编号", "归属", "类别", "日期", "内容", "值", "登记"})
    table.columns.push_back({header, same_text(header)});
  const auto add = [&](const auto& line, const char* what, const std::string& day, const std::string& field,
                       const std::string& value, const std::string& by) {
    table.rows.push_back({line.key, std::string(word_of(line.whose)), std::string(what), day, field, value,
                          masked(by, Privacy::maker, masking)});
  };
  for (const auto& line : parts.fields)
    add(line, "栏目", line.part.day.iso(), label_of_field(line.part.field).zh,
        words_of_field(line.part.field, line.part.value, organisation, masking).zh,
        line.part.change == 0 ? std::string() : occasion_of_change(workspace.database, line.part.change).actor);
  for (const auto& line : parts.marks)
    add(line, "考勤", line.part.day.iso(), words_of(line.part).zh, masked(line.part.reason, Privacy::text, masking),
        line.part.by);
  const auto add_records = [&](const auto& lines, const char* what) {
    for (const auto& line : lines) {
      std::string fields;
      for (const auto& [name, value] : line.part.fields)
        fields += formatted("{}{}={}", fields.empty() ? "" : " ", name, text_of(value));
      add(line, what, line.part.day.iso(), words_of(workspace, line.part).zh, masked(fields, Privacy::text, masking),
          line.part.by);
    }
  };
  add_records(parts.records, "记录");
  add_records(parts.named_in, "点名的记录");
  for (const auto& line : parts.documents)
    add(line, "文书", line.part.issued.iso(), line.part.number, line.part.form, {});
  return table;
}

void decide_split(SplitParts& parts, const std::string& path) {
  Reader(parts).read(path);
}

}  // namespace ksbx
