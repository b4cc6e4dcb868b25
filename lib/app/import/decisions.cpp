// The layout and the table; app/import/import_decisions.cpp takes what was filled in.
#include "app/import/decisions.h"

#include "base/join.h"
#include "files/sheet/header_match.h"
#include "policy/roster/recognition.h"
#include "store/journal/journal.h"
#include "store/roster/claim_store.h"
#include "store/roster/deferral_store.h"
#include "store/roster/roster_store.h"
#include "store/roster/unit_store.h"

namespace ksbx {
namespace {

constexpr const char* layout_name = "decisions";

std::string words_of(const Organisation& organisation, const Student& one) {
  std::string words = short_code(one.id) + " " + one.name;
  if (one.school_class) words += " " + organisation.full_name(one.school_class);
  if (one.birth) words += " " + one.birth->iso();
  words += " " + (one.id_number.empty() ? std::string("无证件号") : one.id_number);
  if (!one.xueji.empty()) words += " " + one.xueji;
  return words + " " + label_of(one.enrolment).zh;
}

// What the row says of the pupil, between the cells that are asked about.
std::vector<Cell> line_of(const Organisation& organisation, Cell number, std::string may_be, std::string why,
                          const Student& pupil, std::string file, Cell line, std::string check) {
  const Unit* school = organisation.above(pupil.school_class, UnitKind::school);
  const Unit* grade = organisation.above(pupil.school_class, UnitKind::grade);
  return {std::move(number),
          std::string(),
          std::move(may_be),
          std::move(why),
          pupil.name,
          school ? school->name : std::string(),
          grade ? grade->name : std::string(),
          organisation.name_of(pupil.school_class),
          pupil.birth ? pupil.birth->iso() : std::string(),
          pupil.id_number,
          pupil.xueji,
          std::move(file),
          std::move(line),
          std::move(check)};
}

}  // namespace

Layout decisions_layout() {
  Layout layout;
  layout.kind = RosterKind::record;
  layout.name = layout_name;
  layout.label = text("待定行的决定", "decisions about rows in doubt");
  // The first two and the last one are read; the others are for the person who decides.
  int field = 0;
  for (const std::vector<std::string>& headers : {std::vector<std::string>{"待定号", "deferral"},
                                                  {"决定", "decision"},
                                                  {"可能是"},
                                                  {"为什么待定"},
                                                  {"文件"},
                                                  {"行号"},
                                                  {"核对码"}}) {
    ColumnRule rule;
    rule.field = field++;
    rule.headers = headers;
    layout.columns.push_back(std::move(rule));
  }
  for (const auto& [column, header] :
       {std::pair(ColumnName::name, "姓名"), std::pair(ColumnName::school_name, "学校"),
        std::pair(ColumnName::grade, "年级"), std::pair(ColumnName::school_class, "班级"),
        std::pair(ColumnName::birth_date, "出生日期"), std::pair(ColumnName::id_number, "身份证件号"),
        std::pair(ColumnName::xueji, "全国学籍号")}) {
    ColumnRule rule;
    rule.column = column;
    rule.headers = {header};
    layout.columns.push_back(std::move(rule));
  }
  for (ColumnRule& rule : layout.columns)
    for (const std::string& header : rule.headers) rule.normal.push_back(normal_header(header));
  layout.needs = {{0}, {1}};
  return layout;
}

bool is_decisions(const Layout& layout) {
  return layout.name == layout_name;
}

std::string check_of(Database& database, const Deferral& row) {
  return "k" +
         sum_of_store(database, formatted("{} {}", row.id, row.fingerprint));  // no spreadsheet takes it for a number
}

std::optional<ClaimMeant> claim_of_number(const Organisation& organisation, std::string_view number) {
  const std::size_t at = number.find('@');
  if (at == std::string_view::npos) return std::nullopt;
  const auto student = student_of_code(number.substr(0, at));
  const Unit* school = organisation.find_code(number.substr(at + 1));
  if (!student || !school) return std::nullopt;
  return ClaimMeant{*student, school->id};
}

std::string check_of(Database& database, const ClaimMeant& claim) {
  return "k" + sum_of_store(database, formatted("claim {} {}", claim.student.value, claim.school.value));
}

Table decisions_to_make(Database& database) {
  Table table{"decisions", text("待核定的名册记录", "rows in doubt"), {}, {}};
  for (const char* header : {"待定号", "决定", "可能是", "为什么待定", "姓名", "学校", "年级", "班级", "出生日期",
                             "身份证件号", "全国学籍号", "文件", "行号", "核对码"})
    table.columns.push_back({header, same_text(header)});
  const Organisation organisation = load_organisation(database);
  for (const Deferral& row : undecided(database)) {
    std::vector<std::string> may_be;
    for (const StudentId id : row.candidates)
      if (const auto one = student(database, id)) may_be.push_back(words_of(organisation, *one));
    table.rows.push_back(line_of(organisation, row.id, join(may_be, "；"),
                                 label_of(row_doubt(row.doubt).value_or(RowDoubt::none)).zh, row.pupil, row.file,
                                 std::int64_t{row.line}, check_of(database, row)));
  }
  for (const Claim& claim : claims(database)) {
    if (claim.standing != ClaimStanding::both) continue;
    const auto known = student(database, claim.student);
    const Unit* school = organisation.find(claim.school);
    if (!known || !school || !is_on_the_books(database, claim.student)) continue;
    Student there = *known;
    there.school_class = claim.school_class;
    table.rows.push_back(line_of(organisation, short_code(known->id) + "@" + school->code,
                                 words_of(organisation, *known),
                                 "两所学校的名册都有：在“可能是”里的学校填 留，在这一行的学校填 转", there,
                                 std::string(), std::string(), check_of(database, {known->id, school->id})));
  }
  return table;
}

}  // namespace ksbx
