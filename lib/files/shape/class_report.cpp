#include "files/shape/class_report.h"

#include <algorithm>
#include <utility>

#include "base/mask.h"
#include "files/cell/cell.h"

namespace ksbx {
namespace {

constexpr std::string_view unverified = "待核实", complete = "全勤";

class ReportRows {
 public:
  ReportRows(const ClassReport& report, const std::string& file) : report_(report), file_(file) {}

  std::vector<SaidRow> write() {
    for (const ClassReport::Named& one : report_.named) add(one);
    const std::optional<int> missing = report_.count_missing();
    if (const auto& [who, expected, present, given, named, nobody, column] = report_; expected && present)
      are_counts_wrong_ = *expected < *present || (given && *given != *expected - *present);
    if (absent_ > 0) {
      if (missing && *missing > absent_)
        add_missing(*missing);
      else if (missing && *missing < absent_)
        tell_counts(*missing);
    } else if (missing ? *missing == 0 : report_.nobody && !are_counts_wrong_) {
      add_class(complete);
    } else if (missing) {
      add_missing(*missing);
    } else if (lists_who_came()) {
      // Whether they are all of the class is known where its roster is (app/enter/class_returns.h).
    } else {
      add_class("").wrong =
          error("R_CLASS_UNREPORTED",
                text("这个班没有写谁没到，应到、实到人数也没有填全或对不上：没有当作全勤。",
                     "the class names no one, and its counts are missing or do not agree: not taken as complete"),
                text("请补上人数和没到的学生；全到的写“全勤”。",
                     "Add the counts and who was missing; if all came write 全勤."));
    }
    return std::move(rows_);
  }

 private:
  // 已到校: 张三 李四
  bool lists_who_came() const {
    return !report_.named.empty() && !report_.expected && !report_.present &&
           std::ranges::all_of(report_.named, [](const ClassReport::Named& one) {
             const auto state = read_attendance(one.who.state).value;
             return state && state->presence == Presence::present;
           });
  }

  Problem error(const char* code, Text what, Text remedy, int line = 0, int column = 0) const {
    return {Severity::error,
            code,
            {file_, line == 0 ? report_.who.line : line, column == 0 ? report_.column : column},
            std::move(what),
            std::move(remedy)};
  }

  SaidRow& add_class(std::string_view state) {
    SaidRow row = report_.who;
    row.say(ColumnName::attendance, std::string(state), report_.column);
    row.columns[place_in_list(ColumnName::name)] = report_.column;
    rows_.push_back(std::move(row));
    return rows_.back();
  }

  void add(const ClassReport::Named& one) {
    SaidRow row = report_.who;
    row.line = one.line;
    row.say(ColumnName::name, one.who.name.empty() ? one.who.words : one.who.name, one.column);
    row.say(ColumnName::attendance, one.who.state, one.column);
    if (!one.reason.empty()) row.say(ColumnName::reason, one.reason, one.reason_column);
    if (one.who.name.empty() && !row.wrong) {
      row.wrong = error("R_NAMES_UNREAD", text("有几个字看不出是谁、什么情况。", "some words are no name with a state"),
                        text("请写成“张三（病假）、李四（旷课）”。", "Write 张三（病假）、李四（旷课）."), one.line,
                        one.column);
      row.wrong->excerpt = one.who.words;
    } else if (one.who.state.empty() && !row.wrong) {
      row.say(ColumnName::attendance, std::string(unverified), one.column);
      row.wrong = error("W_STATE_MISSING",
                        text("“{}”没有写是旷课还是请假，按待核实登记。",
                             "it is not said whether \"{}\" has leave: entered as unverified",
                             masked(one.who.name, Privacy::name, Masking::normal)),
                        text("请核实后补上。", "Find out and add it."), one.line, one.column);
      row.wrong->severity = Severity::warning;
    }
    if (!row.wrong && row.cell(ColumnName::session).empty() && is_part_of_a_day(one.who.state)) leave_open(row, one);
    if (!says_there(one.who.state)) ++absent_;
    rows_.push_back(std::move(row));
  }

  // 旷课2节, 事假半天: of which half, it does not say.
  static bool is_part_of_a_day(std::string_view state) {
    const auto read = read_attendance(state).value;
    return read && read->is_part;
  }
  void leave_open(SaidRow& row, const ClassReport::Named& one) const {
    const std::string reason = row.cell(ColumnName::reason);
    row.say(ColumnName::attendance, std::string(unverified), one.column);
    row.say(ColumnName::reason, one.who.state + (reason.empty() ? "" : "，" + reason), one.column);
    row.wrong = error("W_SESSION_MISSING",
                      text("“{}”{}，没有说是上午还是下午，按待核实登记。",
                           "\"{}\" has {}, and not whether in the morning or in the afternoon: entered as unverified",
                           masked(one.who.name, Privacy::name, Masking::normal), one.who.state),
                      text("请问清后补登，如“张三（下午旷课）”。", "Find out and enter it, as in 张三（下午旷课）."),
                      one.line, one.column);
    row.wrong->severity = Severity::warning;
  }

  void add_missing(int missing) {
    add_class("").wrong = error(
        "R_NAMES_MISSING",
        text("按人数有 {} 人没到，只写了 {} 人：其余的人没有当作到校，点名册没有交齐。",
             "{} are missing by the counts, and {} are named: the others are not taken as present", missing, absent_),
        text("请补上没有写的学生；人数写错的请改正。",
             "Add those who are not named; where a count is wrong correct it."));
  }

  void tell_counts(int missing) {
    SaidRow& first = rows_.front();
    if (first.wrong) return;
    first.wrong = error("W_COUNTS_DIFFER",
                        text("按人数有 {} 人没到，却写了 {} 人；按写的名字登记。",
                             "{} are missing by the counts, and {} are named; the names count", missing, absent_),
                        text("请核对人数和名单。", "Check counts and names."));
    first.wrong->severity = Severity::warning;
  }

  const ClassReport& report_;
  const std::string& file_;
  std::vector<SaidRow> rows_;
  int absent_ = 0;
  bool are_counts_wrong_ = false;
};

}  // namespace

std::optional<int> ClassReport::count_missing() const {
  if (!expected || !present || *expected < *present) return missing;
  return std::max(*expected - *present, missing.value_or(0));
}

void ClassReport::explain(std::size_t begin, std::string_view reason, int at) {
  for (std::size_t i = begin; i < named.size(); ++i) {
    Named& one = named[i];
    if (!one.who.state.empty() || one.who.name.empty()) continue;
    if (is_state(reason)) {
      one.who.state = reason;
    } else {
      one.reason = reason;
      one.reason_column = at;
    }
  }
}

void ClassReport::add(Absentees found, int line, int at) {
  for (Absentee& one : found.all) {
    const std::string remark = one.remark;
    named.push_back({std::move(one), line, at, remark, remark.empty() ? 0 : at});
  }
  nobody = nobody || found.nobody;
  for (const auto& [own, said] :
       {std::pair(&expected, found.expected), std::pair(&present, found.present), std::pair(&missing, found.missing)})
    if (!*own) *own = said;
}

std::vector<SaidRow> rows_of(const ClassReport& report, const std::string& file) {
  return ReportRows(report, file).write();
}

}  // namespace ksbx
