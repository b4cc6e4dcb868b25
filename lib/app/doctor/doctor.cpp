#include "app/doctor/doctor.h"

#include <algorithm>

#include "app/night/sleepers.h"
#include "app/report/report.h"
#include "app/report/report_words.h"
#include "app/workspace/shared_posts.h"
#include "base/join.h"
#include "policy/judge/route.h"
#include "store/journal/health.h"
#include "store/roster/unit_store.h"
#include "store/sqlite/draft_file.h"

namespace ksbx {
namespace {

constexpr int enough_days_ahead = 45;  // to get the next calendar approved and installed
constexpr std::size_t cells_shown = 4;

void look_at_store(const Workspace& workspace, Diagnosis& diagnosis) {
  ++diagnosis.checks;
  for (const Problem& problem : check_health(workspace.database))
    diagnosis.findings.push_back({problem.code, problem.what, 1, {}, problem.remedy});
}

// Copies of the whole store, or rows of children, that no one would ever look for.
void look_for_drafts(const Workspace& workspace, Diagnosis& diagnosis) {
  ++diagnosis.checks;
  const LeftDrafts found = remove_left_drafts(workspace.database.folder());
  if (found.removed > 0)
    diagnosis.findings.push_back(
        {"left-drafts",
         text("被中断的程序留下的草稿文件，已删除", "drafts of programs that were killed, removed"),
         found.removed,
         {},
         text("不用再做什么", "nothing more to do")});
  if (found.left > 0)
    diagnosis.findings.push_back(
        {"left-drafts",
         text("别的机器或用户留下的草稿文件（.ksbx-…）", "drafts (.ksbx-…) of another machine or user"),
         found.left,
         {},
         text("那里没有 ksbx 在运行的话，请删除", "remove them if no ksbx is running there")});
}

void look_at_calendar(const Workspace& workspace, Diagnosis& diagnosis) {
  ++diagnosis.checks;
  const DayRange range = workspace.calendar.range();
  if (workspace.calendar.covers(workspace.dates.judged) && range.last - workspace.dates.judged >= enough_days_ahead)
    return;
  diagnosis.findings.push_back({"calendar-ends",
                                text("校历只到 {}，不足 {} 天", "the calendar ends on {}, in less than {} days",
                                     range.last.iso(), enough_days_ahead),
                                1,
                                {},
                                text("补上下一学年的校历文件", "add the calendar of the next school year")});
}

void look_for_sleepers(const Workspace& workspace, const std::string& calendar_digest, Diagnosis& diagnosis) {
  ++diagnosis.checks;
  const Sleepers sleepers = find_sleepers(workspace, calendar_digest);
  if (sleepers.altered)
    diagnosis.findings.push_back({"wakes-altered",
                                  text("何时再看谁的日子被 ksbx 以外的程序改过",
                                       "the days on which to look at someone again were altered outside ksbx"),
                                  1,
                                  {},
                                  text("下一夜会查看所有人；也可现在运行 ksbx escalate --everybody",
                                       "the next night looks at everybody; or run ksbx escalate --everybody now")});
  if (sleepers.wrong.empty()) return;
  const Subject& first = sleepers.wrong.front();
  diagnosis.findings.push_back(
      {"left-asleep",
       text("夜间判断漏看的对象（查了 {} 个）", "the nights missed these ({} were checked)", sleepers.looked_at),
       static_cast<std::int64_t>(sleepers.wrong.size()),
       first.student ? short_code(first.student) : load_organisation(workspace.database).full_name(first.unit),
       text("请运行 ksbx escalate --everybody 重新判断，并把这条信息告诉维护人员",
            "run ksbx escalate --everybody, and report this message")});
}

void find_each(Diagnosis& diagnosis, std::string check, Text what, const std::vector<std::string>& all, Text remedy) {
  if (all.empty()) return;
  constexpr std::ptrdiff_t most = 3;
  const std::vector<std::string> few(all.begin(), all.begin() + std::min(std::ssize(all), most));
  diagnosis.findings.push_back({std::move(check), std::move(what), std::ssize(all),
                                join(few, "、") + (few.size() < all.size() ? " …" : ""), std::move(remedy)});
}

// Towns without a police station, and towns and villages for which two are named alike: the first one counts.
void look_at_stations(const Organisation& organisation, Day day, Diagnosis& diagnosis) {
  std::vector<std::string> without, several;
  const auto add_if_several = [&](const Unit& place, const std::vector<const Unit*>& stations) {
    if (stations.size() > 1)
      several.push_back(formatted("{}（{}）", organisation.full_name(place.id),
                                  join(stations, "、", [](const Unit* station) { return station->name; })));
  };
  for (const Unit* town : organisation.of_kind(UnitKind::town)) {
    if (!organisation.stands(town->id, day)) continue;
    const std::vector<const Unit*> stations = stations_of(organisation, town->id, day);
    if (stations.empty()) without.push_back(town->name);
    add_if_several(*town, stations);
    for (const Unit* village : organisation.children(town->id, UnitKind::village))
      if (const auto nearer = stations_of(organisation, village->id, day); nearer != stations)
        if (organisation.stands(village->id, day)) add_if_several(*village, nearer);
  }
  find_each(diagnosis, "town-without-station", text("没有派出所的镇街", "towns without a police station"), without,
            text("导入派出所，写明所在镇街代码或辖区",
                 "import the police station with the code of its town, or with its area"));
  find_each(diagnosis, "several-stations",
            text("几个派出所都管的镇街、村", "towns and villages of several police stations"), several,
            text("在单位表的辖区一列写明各所管哪些镇街、村，再导入",
                 "say in the column 辖区 of the list of units which station serves which, and import it again"));
}

// Whoever acts for another without an end stands before him for ever.
void look_at_acting(const Workspace& workspace, const Organisation& organisation, Day day, Language language,
                    Diagnosis& diagnosis) {
  std::vector<std::string> endless;
  for (const Assignment& post : organisation.assignments()) {
    const Role* role = workspace.rulebook.role(post.role);
    if (post.acting && !post.until && post.from <= day && organisation.stands(post.unit, day))
      endless.push_back(formatted("{} {} {}", organisation.full_name(post.unit),
                                  role ? role->label.in(language) : post.role, post.person));
  }
  find_each(diagnosis, "acting-without-end", text("没有结束日期的代理", "acting posts without an end"), endless,
            text("在教职工表里写上结束日期再导入；已经正式任职的，把代理改成“否”",
                 "give the end (结束日期) in the staff list and import it; for a lasting post set 代理 to 否"));
}

// Both are asked, and the former one may have left long ago.
void look_at_shared_posts(const Workspace& workspace, const Organisation& organisation, Day day, Language language,
                          Diagnosis& diagnosis) {
  std::vector<std::string> shared;
  for (const SharedPost& post : shared_posts(organisation, workspace.rulebook, day))
    if (organisation.stands(post.unit, day))
      shared.push_back(formatted("{} {} {}", organisation.full_name(post.unit), post.role->label.in(language),
                                 join(post.people, "、")));
  find_each(
      diagnosis, "post-of-two", text("一个班有两名班主任一类的岗位", "posts of a class that two people hold"), shared,
      text("在教职工表里给离任的人写上结束日期再导入，或用 --snapshot 导入完整的教职工表",
           "give the one who left his last day (结束日期) in the staff list, or import a whole list with --snapshot"));
}

// Duties of a role that nobody answers for are slips without an addressee.
void look_at_roles(const Workspace& workspace, Language language, Diagnosis& diagnosis) {
  ++diagnosis.checks;
  const Day day = workspace.dates.judged;
  const Organisation organisation = load_organisation(workspace.database).on(day);
  std::vector<std::string> nobody, several;
  bool asks_police = false;
  for (const Role& role : workspace.rulebook.roles) {
    asks_police |= role.at == RoleAt::police_station;
    if (role.at != RoleAt::department) continue;
    if (role.named.empty()) continue;  // named by records
    const std::vector<const Unit*> called = departments_called(organisation, role.named, day);
    if (called.empty()) nobody.push_back(role.label.in(language));
    if (called.size() > 1)
      several.push_back(formatted("{}（{}）", role.label.in(language),
                                  join(called, "、", [](const Unit* unit) { return unit->name; })));
  }
  find_each(diagnosis, "role-without-unit", text("没有单位对得上的部门", "departments that no unit answers for"),
            nobody,
            text("导入这些部门（单位表，种类“部门”），或在 roles.toml 里改 named",
                 "import these departments (kind department in the unit list), or change `named` in roles.toml"));
  find_each(diagnosis, "role-of-several", text("几个单位都对得上的部门", "departments that several units answer for"),
            several,
            text("在 roles.toml 里把 named 写成其中一个单位的全名", "write the full name of one of them as `named`"));
  if (asks_police) look_at_stations(organisation, day, diagnosis);
  look_at_acting(workspace, organisation, day, language, diagnosis);
  look_at_shared_posts(workspace, organisation, day, language, diagnosis);
}

// The first cells of a row that say anything, in words.
std::string example_of(const Workspace& workspace, const ReportDefinition& report, Language language, Masking masking,
                       Table one) {
  one = in_words(report, workspace.rulebook, language, std::move(one));
  const std::vector<Cell> row = mask(std::move(one), masking).rows.front();
  std::vector<std::string> shown;
  for (const Cell& cell : row)
    if (std::string words = words_of(cell); !words.empty() && shown.size() < cells_shown)
      shown.push_back(std::move(words));
  return join(shown, " ");
}

void run(const Workspace& workspace, const ReportDefinition& report, Language language, Masking masking,
         Diagnosis& diagnosis) {
  ++diagnosis.checks;
  const Table found = rows_of(workspace, report, masking);
  const auto column = std::find_if(found.columns.begin(), found.columns.end(),
                                   [&](const Column& one) { return one.name == report.findings; });
  const auto place = static_cast<std::size_t>(column - found.columns.begin());
  const auto is_finding = [&](const std::vector<Cell>& row) {
    return report.doctor->finding.empty() || words_of(row.at(place)) == report.doctor->finding;
  };
  const auto first = std::find_if(found.rows.begin(), found.rows.end(), is_finding);
  if (first == found.rows.end()) return;
  const std::string example =
      example_of(workspace, report, language, masking, {found.name, {}, found.columns, {*first}});
  diagnosis.findings.push_back({report.name, report.title,
                                std::count_if(found.rows.begin(), found.rows.end(), is_finding), example,
                                report.doctor->remedy});
}

}  // namespace

Diagnosis diagnose(const Workspace& workspace, const std::vector<ReportDefinition>& reports,
                   const std::string& calendar_digest, Language language, const Disclosure& shown) {
  Diagnosis diagnosis;
  look_at_store(workspace, diagnosis);
  look_for_drafts(workspace, diagnosis);
  look_at_calendar(workspace, diagnosis);
  look_for_sleepers(workspace, calendar_digest, diagnosis);
  look_at_roles(workspace, language, diagnosis);
  for (const ReportDefinition& report : reports)
    if (report.doctor) run(workspace, report, language, shown, diagnosis);
  return diagnosis;
}

Table table_of(const Diagnosis& diagnosis, Language language) {
  Table table{"doctor",
              text("数据检查", "What is wrong in the data"),
              {{"check", text("检查", "check")},
               {"what", text("问题", "what")},
               {"count", text("数量", "count")},
               {"example", text("例如", "example")},
               {"remedy", text("处理意见", "what to do")}},
              {}};
  for (const DoctorFinding& one : diagnosis.findings)
    table.rows.push_back({one.check, one.what.in(language), one.count, one.example, one.remedy.in(language)});
  return table;
}

}  // namespace ksbx
