// ksbx mark-absent: what a school says about one date.
#include "app/enter/mark_absent.h"

#include <cstdio>

#include "app/import/import.h"
#include "cli/commands/commands.h"
#include "cli/commands/enter/import_output.h"
#include "cli/terminal/read_words.h"
#include "cli/words/duty_lines.h"
#include "cli/words/on_record.h"
#include "cli/words/open_workspace.h"
#include "cli/words/unmask.h"
#include "files/shape/find_shape.h"
#include "files/sheet/sheet.h"
#include "store/roster/unit_store.h"

namespace ksbx {
namespace {

struct MarkAbsent final : Command {
  std::vector<std::string> pupils;
  std::optional<Day> date;
  std::optional<Day> first, last;
  std::string session = "day", first_session = "am", last_session = "pm", by;
  std::optional<std::string> excused, code, from, in_class;
  std::string worksheet;
  bool unverified = false, present = false, complete = false;
  std::vector<std::string> nil;
  mutable std::optional<std::string> words_ = {};  // of `from`

  void setup(Options& options) override {
    options.positional(text("学生", "PUPIL"), &pupils,
                       text("短码、学籍号、证件号，或“姓名@班级”；可写多名",
                            "short code, 学籍号, id number or name@class; several may be given"));
    options.option("--date", &date, text("日期", "DATE"), text("哪一天；不写则为今天", "which day; default: today"));
    options.choice("--session", &session, {"am", "pm", "day"},
                   text("上午、下午，还是全天", "morning, afternoon or the whole day"));
    options.option(
        "--from-date", &first, text("日期", "DATE"),
        text("多天：从哪天起（其中的上课日都登记）", "several days: the first (all its school days are marked)"));
    options.option("--to-date", &last, text("日期", "DATE"), text("多天：到哪天止", "several days: the last"));
    options.choice("--from-session", &first_session, {"am", "pm"},
                   text("多天：第一天从上午还是下午起", "several days: the session in which the first begins"));
    options.choice("--to-session", &last_session, {"am", "pm"},
                   text("多天：最后一天到上午还是下午止", "several days: the session in which the last ends"));
    options.option("--excused", &excused, text("原因", "REASON"), text("请假，写明原因", "on leave, with the reason"));
    options.flag("--unverified", &unverified, text("缺课，是否请假还在核实", "absent; not yet known whether on leave"));
    options.option("--code", &code, text("代码", "CODE"),
                   text("规则集里的考勤代码", "an attendance code of the rulebook"));
    options.flag("--present", &present, text("更正：其实到校了", "correction: was present after all"));
    options.option("--class", &in_class, text("班级", "CLASS"), text("姓名所在的班级", "the class of the names"));
    options
        .option("--from", &from, text("文件", "FILE"),
                text("名单（每行一名学生，- 为标准输入）或考勤表 CSV、xlsx",
                     "a list, one pupil a line (- is standard input), or an attendance return as CSV or xlsx"))
        .names_file(FileRole::read);
    takes_worksheet(options, worksheet);
    options.flag("--complete", &complete,
                 text("这就是所涉学校的全部缺课，其余都到校",
                      "these are all who are absent in their schools; everyone else is present"));
    options.option("--nil", &nil, text("班级或学校", "UNIT"),
                   text("这个班或学校无人缺课", "no one in this class or school is absent"));
    options.option("--by", &by, text("姓名", "NAME"), text("登记人", "who says so"));
    uses_database(options, common);
    uses_rules(options, common);
    enters(options, common);
    writes(options, common);
    options.example("ksbx mark-absent 王小明@七(1)班 --date 2026-11-23 --session am",
                    text("上午缺课", "absent in the morning"));
    options.example("ksbx mark-absent S-7K3Q --excused 病假", text("请病假", "on sick leave"));
    options.example("ksbx mark-absent S-7K3Q --excused 手术 --from-date 2026-12-07 --to-date 2026-12-18",
                    text("预先登记两周的假", "two weeks of leave, entered ahead"));
    options.example("ksbx mark-absent --nil 石桥市第一初级中学", text("全校到齐", "no one in the school is absent"));
  }

  ExitCode run(Context& context) override {
    check();
    const Disclosure shown = disclosure_of(context);
    OpenWorkspace open(context, "mark-absent", Access::write);
    const Keep keep = common.dry_run ? Keep::nothing : Keep::changes;
    if (const Table table = table_of(open.workspace()); !table.layout.empty())
      return import_return(context, open.workspace(), table, keep);
    Problems unread;
    const MarkRequest request = requested(open.workspace(), shown, unread);
    MarkOutcome outcome = mark_absent(open.workspace(), request, keep);
    outcome.rows += static_cast<int>(unread.size());
    outcome.rejected.insert(outcome.rejected.begin(), unread.begin(), unread.end());
    print(context, open.workspace(), outcome, shown);
    context.summary.count("rows", outcome.rows);
    context.summary.count("marked", outcome.marked);
    context.summary.count("unchanged", outcome.unchanged);
    context.summary.count("registers", outcome.registers);
    context.summary.count("rejected", static_cast<std::int64_t>(outcome.rejected.size()));
    return outcome.rejected.empty() ? ExitCode::done : ExitCode::rejected;
  }

 private:
  void check() const {
    if (pupils.empty() && !from && nil.empty())
      throw Error(Failure::usage, "missing-argument", text("没有说是谁", "no pupil is named"),
                  text("写出学生，或用 --from 文件，或 --nil 班级", "name pupils, or use --from FILE, or --nil UNIT"));
    const int said = (excused ? 1 : 0) + (unverified ? 1 : 0) + (present ? 1 : 0) + (code ? 1 : 0);
    if (said > 1)
      throw Error(Failure::usage, "contradiction",
                  text("--excused、--unverified、--present、--code 只能用一个",
                       "--excused, --unverified, --present and --code exclude each other"),
                  text("留下一个", "keep one of them"));
    if (first.has_value() != last.has_value())
      throw Error(Failure::usage, "missing-argument",
                  text("--from-date 和 --to-date 要一起写", "--from-date and --to-date go together"),
                  text("只有一天的用 --date", "for a single day use --date"));
    if (first && date)
      throw Error(Failure::usage, "contradiction",
                  text("--date 和 --from-date 只能用一个", "--date and --from-date exclude each other"),
                  text("留下一个", "keep one of them"));
  }

  // Throws Error (Failure::usage) if the rulebook has no such code.
  const AttendanceCode& coded(const Rulebook& rulebook) const {
    if (const AttendanceCode* known = rulebook.attendance_code(*code)) return *known;
    Text list;
    for (const AttendanceCode& one : rulebook.attendance_codes)
      list = text("{}{}（{}） ", "{}{} ({}) ", list, one.code, one.label);
    throw Error(Failure::usage, "unknown-code",
                text("规则集里没有考勤代码“{}”", "the rulebook has no attendance code {}", *code),
                list.empty() ? text("规则集没有定义考勤代码；请用 --excused 等选项",
                                    "it defines none: use --excused or another option")
                             : text("可用：{}", "it has: {}", list));
  }

  Absence absence(const Rulebook& rulebook) const {
    Absence one;
    one.half = session == "am" ? Half::morning : session == "pm" ? Half::afternoon : Half::whole_day;
    one.presence = excused      ? Presence::excused
                   : unverified ? Presence::unverified
                   : present    ? Presence::present
                                : Presence::unexcused;
    one.reason = excused.value_or("");
    if (code) {
      one.presence = coded(rulebook).presence;
      one.reason = coded(rulebook).label.zh;
    }
    return one;
  }

  MarkRequest requested(const Workspace& workspace, const Disclosure& shown, Problems& unread) const {
    MarkRequest request;
    request.day = first ? *first : date.value_or(workspace.dates.today);
    request.last = last;
    if (last) {
      request.from = first_session == "pm" ? Session::afternoon : Session::morning;
      request.to = last_session == "am" ? Session::morning : Session::afternoon;
    }
    request.by = by;
    request.nil = nil;
    request.complete = complete;
    request.shown = shown;
    for (const std::string& words : pupils) {
      Absence one = absence(workspace.rulebook);
      one.pupil = in_class && words.find('@') == std::string::npos ? words + "@" + *in_class : words;
      request.absences.push_back(std::move(one));
    }
    if (from) {
      std::vector<Absence> listed = read_list(words_of_from(), *from, absence(workspace.rulebook), unread);
      for (Absence& one : listed)
        if (in_class && one.pupil.find('@') == std::string::npos) one.pupil += "@" + *in_class;
      request.absences.insert(request.absences.end(), listed.begin(), listed.end());
    }
    return request;
  }

  // What a file holds that is no plain list.
  struct Table {
    std::string layout;       // of attendance or leave; "": a plain list
    bool needs_date = false;  // it does not say of which day it is
  };

  // What is read of the file or of standard input, by its bytes so that both are the same.
  std::optional<TypedTable> typed() const {
    if (*from != "-") return std::nullopt;
    return TypedTable{"标准输入.txt", words_of_from()};
  }
  // Standard input can be read once.
  const std::string& words_of_from() const {
    if (!words_) words_ = read_words_of(*from);
    return *words_;
  }

  // A table with the headers of an attendance return or a leave list, a class register, a day report, the list of a
  // chat group. Throws what is wrong with a table that is none of these.
  Table table_of(const Workspace& workspace) const {
    if (!from) return {};
    try {
      return {layout_of_table(workspace, given_cells()), false};
    } catch (const Error& error) {
      if (is_no_table(error)) return {};
    }
    std::vector<TypedCell> given = given_cells();
    given.push_back(given_date(workspace));
    try {
      return {layout_of_table(workspace, std::move(given)), true};
    } catch (const Error& error) {
      if (is_no_table(error)) return {};
      throw in_words_of_command(error);
    }
  }
  TypedCell given_date(const Workspace& workspace) const {
    return {std::string(name_of(ColumnName::date)), date.value_or(workspace.dates.today).iso()};
  }
  std::vector<TypedCell> given_cells() const {
    if (!in_class) return {};
    return {{std::string(name_of(ColumnName::school_class)), *in_class}};
  }
  static bool is_no_table(const Error& error) {
    const std::string& reason = error.problems().front().code;
    return reason == "E_NO_HEADER" || reason == "E_EMPTY" || reason == "E_OTHER_SHAPE";
  }

  std::string layout_of_table(const Workspace& workspace, std::vector<TypedCell> given) const {
    SheetOptions options;
    options.worksheet = worksheet;
    options.shape = find_shape;
    options.today = workspace.dates.today;
    options.given_cells = std::move(given);
    const auto known = layouts_of(workspace.rulebook);
    const auto input = typed();
    const Layout layout = (input ? Sheet::all_of_bytes(input->bytes, input->name, known, options)
                                 : Sheet::open_all(*from, known, options))
                              .front()
                              .layout();
    const bool is_meant = layout.kind == RosterKind::attendance || layout.kind == RosterKind::leave;
    if (!is_meant)
      throw Error(Failure::input, "E_OTHER_LIST",
                  text("{} 是{}，不是考勤或请假", "{} is a {}, no attendance and no leave", *from, layout.label),
                  text("用 ksbx import 导入", "use ksbx import for it"));
    return layout.name;
  }

  // Of this command the day is --date and the class --class, where an import says --set.
  static Problem in_words_of_command(Problem problem) {
    const auto replace = [](std::string& words, std::string_view from_words, std::string_view to) {
      for (std::size_t at = words.find(from_words); at != std::string::npos;
           at = words.find(from_words, at + to.size()))
        words.replace(at, from_words.size(), to);
    };
    for (std::string* words : {&problem.remedy.zh, &problem.remedy.en, &problem.what.zh, &problem.what.en}) {
      replace(*words, "--set 日期=", "--date ");
      replace(*words, "--set date=", "--date ");
      replace(*words, "--set 班级=", "--class ");
    }
    if (problem.code == "E_SET_COLUMN")
      problem = {problem.severity, problem.code, problem.origin,
                 text("文件里已写了日期或班级，和命令里的不是一回事",
                      "the file says the day or the class itself, and not "
                      "as the command does"),
                 text("去掉 --date、--class，或改正文件", "leave out --date and --class, or correct the file")};
    if (problem.code == "W_FROM_TITLE")
      problem.remedy = text("如果不对，请改正文件里写的，或用 --date、--class 指明。",
                            "If it is wrong, correct the file, or use --date and --class.");
    return problem;
  }
  static Error in_words_of_command(const Error& error) {
    Problems problems;
    for (const Problem& problem : error.problems()) problems.push_back(in_words_of_command(problem));
    return Error(error.failure(), std::move(problems));
  }

  ExitCode import_return(Context& context, const Workspace& workspace, const Table& table, Keep keep) const {
    ImportRequest request;
    request.files = {*from};
    request.typed = typed();
    request.layout = table.layout;
    request.given_cells = given_cells();
    if (table.needs_date)
      request.given_cells.push_back(given_date(workspace));
    else if (table.layout == name_of(RosterKind::attendance))
      request.only_day = date;
    else if (date)
      throw Error(Failure::usage, "contradiction",
                  text("请假表自己写了起止日期，不用 --date", "a leave list says its days: --date has no place there"),
                  text("去掉 --date", "leave out --date"));
    request.worksheet = worksheet;
    request.complete = complete;
    return import_batch(context, workspace, request, keep, "marked",
                        [](Problem problem) { return in_words_of_command(std::move(problem)); });
  }

  void print(Context& context, const Workspace& workspace, const MarkOutcome& outcome, const Disclosure& shown) const {
    context.console.problems(outcome.rejected);
    context.console.problems(outcome.lifted);
    if (context.console.volume == Volume::quiet) return;
    const Organisation organisation = load_organisation(workspace.database);
    Answer answer(context);
    for (const MarkOutcome::Started& started : outcome.started) {
      answer.say(started.pupil);
      if (!started.days.empty()) answer.say(text("  {}", "  {}", started.days));
      if (started.duties.empty()) answer.say(text("  没有新任务", "  nothing new is due"));
      for (const Duty& duty : started.duties)
        answer.say(text("  {}", "  {}", in_words(duty, workspace.rulebook, organisation)));
    }
    answer.hand_over_changes({"mark-absent", "mark-absent", shown});
    if (common.dry_run) say_dry_run(context.console);
  }
};

}  // namespace

std::unique_ptr<Command> mark_absent_command() {
  return std::make_unique<MarkAbsent>();
}

}  // namespace ksbx
