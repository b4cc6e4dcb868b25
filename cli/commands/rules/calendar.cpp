// ksbx calendar: which days of a month are school days, and why the others are not.
#include <filesystem>

#include "app/workspace/class_register.h"
#include "app/workspace/closures.h"
#include "app/workspace/units.h"
#include "cli/commands/commands.h"
#include "cli/words/deliver.h"
#include "cli/words/open_workspace.h"
#include "store/roster/unit_store.h"

namespace ksbx {
namespace {

struct CalendarCommand final : Command {
  std::optional<std::string> month;
  std::optional<std::string> school, school_class;

  void setup(Options& options) override {
    options.positional(text("月份", "MONTH"), &month,
                       text("如 2026-10；不写则为本月", "as in 2026-10; default: this month"));
    options.option(
        "--school", &school, text("学校", "SCHOOL"),
        text("这所学校（名称或代码），含它自己的停课和补课", "this school, by name or code, with its own closures"));
    options.option("--class", &school_class, text("班级", "CLASS"),
                   text("这个班，含只停它的课", "this class, with closures of its own"));
    uses_database(options, common);
    uses_calendar(options, common);
    tells_table(options, common);
    options.example("ksbx calendar 2026-10", text("十月哪几天上课，哪几天为什么不上", "the school days of October"));
  }

  ExitCode run(Context& context) override {
    const Day first = first_day(context);
    const ReadCalendar read = calendar_of(context);
    const auto [calendar, code] = known(context, read.calendar);
    Table table{"calendar",
                text("校历 {}", "Calendar of {}", first.iso().substr(0, 7)),
                {{"day", text("日期", "day")},
                 {"weekday", text("星期", "weekday")},
                 {"lessons", text("上课", "lessons")},
                 {"reason", text("原因", "reason")}},
                {}};
    int school_days = 0, half_days = 0;
    for (Day day = first; day <= first.last_of_month(); ++day) {
      if (!calendar.covers(day)) continue;
      const Sessions lessons = calendar.sessions_on(day, code);
      school_days += lessons.any() ? 1 : 0;
      half_days += lessons.is_half_day() ? 1 : 0;
      table.rows.push_back({day.iso(), label_of(day.weekday()).in(context.console.language),
                            lessons_of(lessons).in(context.console.language),
                            reasons(calendar, day, lessons, code, context.console.language)});
    }
    if (table.rows.empty()) calendar.is_work_day(first);  // outside: an error that names what is missing
    table.notes.push_back(half_days == 0 ? text("共 {} 个上课日。", "{} school days.", school_days)
                                         : text("共 {} 个上课日，其中 {} 个只上半天。",
                                                "{} school days, {} of them with lessons in one session only.",
                                                school_days, half_days));
    deliver(context, table);
    return ExitCode::done;
  }

 private:
  Day first_day(const Context& context) const {
    if (!month) return context.dates.today.first_of_month();
    if (const auto day = Day::parse(*month + "-01")) return *day;
    if (const auto day = Day::parse(*month)) return day->first_of_month();
    throw Error(Failure::usage, "bad-month", text("“{}”不是月份", "{} is not a month", *month),
                text("写成 2026-10", "write it as 2026-10"));
  }

  struct Known {
    Calendar calendar;
    CalendarPlace place;
  };

  // Where there is no database, nothing was closed by command.
  Known known(const Context& context, const Calendar& files) const {
    std::error_code ignored;
    if (!school && !school_class && !std::filesystem::exists(context.settings.db.value, ignored)) return {files, {}};
    Database database = open_database(context, Access::read);
    const Organisation organisation = load_organisation(database);
    Known all{with_closures(files, database, organisation, context.dates.now), {}};
    if (school_class)
      all.place = organisation.calendar_place(class_meant(organisation, context.dates.today));
    else if (school)
      all.place = code_of(organisation);
    return all;
  }

  UnitId class_meant(const Organisation& organisation, Day today) const {
    const std::vector<UnitId> fitting = ClassRegister(organisation, today).matching(*school_class);
    if (fitting.size() == 1) return fitting.front();
    if (fitting.size() > 1) throw Error(Failure::usage, {ambiguous_unit(organisation, *school_class, fitting)});
    throw Error(Failure::usage, "not-a-class", text("没有“{}”这个班", "there is no class {}", *school_class),
                text("写班级名称或代码", "give the name or code of a class"));
  }

  std::string code_of(const Organisation& organisation) const {
    Problems problems;
    const Unit* unit = unit_meant(organisation, *school, {}, problems);
    if (unit == nullptr) throw Error(Failure::usage, std::move(problems));
    if (unit->kind == UnitKind::school) return unit->code;
    throw Error(Failure::usage, "not-a-school", text("“{}”不是学校", "{} is not a school", *school),
                text("写学校的名称或代码", "give the name or code of a school"));
  }

  static Text lessons_of(const Sessions& lessons) {
    if (!lessons.any()) return text("不上课", "no");
    if (!lessons.is_half_day()) return text("上课", "yes");
    return lessons.morning ? text("只上上午", "morning only") : text("只上下午", "afternoon only");
  }

  // Why there are lessons that would be none by the week, and why there are none, of which session ever.
  static std::string reasons(const Calendar& calendar, Day day, const Sessions& lessons, const CalendarPlace& place,
                             Language language) {
    if (!lessons.any()) return why_none(calendar.why_no_school(day, place), language);
    std::string why = why_lessons(calendar, day, language);
    if (!lessons.is_half_day()) return why;
    const Session missing = lessons.morning ? Session::afternoon : Session::morning;
    const std::string none = why_none(calendar.why_no_lessons(day, missing, place), language);
    if (why.empty() || none.empty()) return why + none;
    return why + text("，", ", ").in(language) + none;
  }

  // The calendar's own words in the reader's language; a holiday or a closure by the name it has there.
  static std::string why_none(const std::string& reason, Language language) {
    for (const Text& known : {text("周末", "weekend"), text("学期外", "no term"), text("法定节假日", "public holiday"),
                              text("只上半天课", "half a day of lessons")})
      if (known.zh == reason) return known.in(language);
    return reason;
  }

  // A day of lessons that would be none by the week.
  static std::string why_lessons(const Calendar& calendar, Day day, Language language) {
    constexpr int saturday = 5;
    if (calendar.parts().makeup_workdays.contains(day)) return text("调休", "make-up day").in(language);
    return day - day.monday() >= saturday ? text("补课", "extra day").in(language) : std::string();
  }
};

}  // namespace

std::unique_ptr<Command> calendar_command() {
  return std::make_unique<CalendarCommand>();
}

}  // namespace ksbx
