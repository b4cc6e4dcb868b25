#include "app/compare/compare.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "app/compare/people_file.h"
#include "app/compare/recent_attendance.h"
#include "app/workspace/roster_signs.h"
#include "base/counts.h"
#include "base/digest.h"
#include "policy/roster/comparison.h"
#include "policy/roster/recognition.h"
#include "store/history/record_store.h"
#include "store/roster/deferral_store.h"
#include "store/roster/roster_store.h"
#include "store/roster/unit_store.h"

namespace ksbx {
namespace {

// A rulebook may set these numbers; it need not.
struct Number {
  Meant parameter;
  int otherwise;
};
constexpr Number school_age_from{Meant::school_age_from, 6};
constexpr Number school_age_until{Meant::school_age_until, 15};
constexpr Number not_seen_after{Meant::not_seen_after, 5};  // school days: a week of lessons

int on_day(const Workspace& workspace, Number number) {
  const Rulebook& rulebook = workspace.rulebook;
  const Parameter* parameter = rulebook.parameter(rulebook.meaning.id(number.parameter));
  return parameter ? static_cast<int>(parameter->on(workspace.dates.judged).value) : number.otherwise;
}

// Of one of the roll, what a visit needs to know.
struct Entry {
  StudentId id;
  UnitId school_class;
  std::string guardian, guardian_phone;
  Day since;  // on the books
};

// Everything that is compared, and what is needed to report on it.
struct Gathered {
  Lists lists;
  std::vector<Entry> roll;                   // as many as lists.roll
  PeopleList household, poverty;             // without their people
  std::map<std::int64_t, Deferral> waiting;  // lines that wait or waited for a person, by what they say
};

// What the line says, as a number.
std::int64_t print_of(const Listed& line) {
  return fingerprint(formatted("compare\x1f{}\x1f{}\x1f{}\x1f{}\x1f{}", line.name, line.id_number, line.doubtful_id,
                               line.birth ? line.birth->iso() : std::string(), line.place.value));
}

// Another school has confirmed that the pupil came: a record of his reception, or his case closed as received.
bool is_received(const Workspace& workspace, StudentId student) {
  const Meanings& meaning = workspace.rulebook.meaning;
  const std::vector<Record> records = records_of(workspace.database, student);
  return std::any_of(records.begin(), records.end(), [&](const Record& record) {
    return meaning.says(record, Meant::transfer_in) || meaning.says(record, Meant::closed_as_transferred);
  });
}

OnRoll entry_of(const Student& student, const Organisation& organisation) {
  OnRoll entry;
  entry.person = {student.name, student.id_number, {}, student.birth, student.residence};
  entry.enrolment = student.enrolment;
  entry.has_school = static_cast<bool>(student.school_class);
  const Unit* grade = organisation.above(student.school_class, UnitKind::grade);
  entry.grade = grade ? grade->year : 0;
  return entry;
}

void gather_roll(const Workspace& workspace, const Organisation& organisation, Gathered& gathered) {
  RecentAttendance attendance(workspace, organisation, on_day(workspace, not_seen_after),
                              missing_from_rosters(workspace));
  for_each_student(workspace.database, [&](Student student, Day since) {
    OnRoll entry = entry_of(student, organisation);
    if (entry.enrolment == Enrolment::enrolled && entry.has_school) entry.last_seen = attendance.of(student, since);
    if (entry.enrolment == Enrolment::transferred_out) entry.received = is_received(workspace, student.id);
    gathered.lists.roll.push_back(std::move(entry));
    gathered.roll.push_back(
        {student.id, student.school_class, std::move(student.guardian), std::move(student.guardian_phone), since});
  });
}

// Whose a line is that waited, if a person has decided.
void follow_decisions(const Workspace& workspace, Gathered& gathered) {
  for (Deferral& one : in_doubt(workspace.database, name_of(RowDoubt::listed)))
    gathered.waiting.emplace(one.fingerprint, std::move(one));
  if (gathered.waiting.empty()) return;
  std::map<StudentId, int> places;
  for (std::size_t i = 0; i < gathered.roll.size(); ++i) places.emplace(gathered.roll[i].id, static_cast<int>(i));
  for (std::vector<Listed>* list : {&gathered.lists.household, &gathered.lists.poverty})
    for (Listed& line : *list) {
      const auto found = gathered.waiting.find(print_of(line));
      if (found == gathered.waiting.end() || found->second.decision.empty()) continue;
      if (const auto place = places.find(found->second.student); place != places.end()) line.meant = place->second;
    }
}

Gathered gather(const Workspace& workspace, const CompareRequest& request, const Organisation& organisation) {
  Gathered gathered;
  Residences residences(organisation);
  PeopleReader reader(residences, workspace.dates.judged);
  gathered.household = reader.read(request.household, request.encoding, text("户籍名册", "household register"));
  gathered.poverty = reader.read(request.poverty, request.encoding, text("贫困名册", "poverty list"));
  gathered.lists.household = std::move(gathered.household.people);
  gathered.lists.poverty = std::move(gathered.poverty.people);
  const Snapshot one_moment(workspace.database);
  gather_roll(workspace, organisation, gathered);
  follow_decisions(workspace, gathered);
  return gathered;
}

ListedContact contact_of(const Gathered& gathered, ListKind list, std::size_t line) {
  return (list == ListKind::poverty ? gathered.poverty : gathered.household).contacts[line];
}

Problem listed_twice(const Gathered& gathered, const Repeated& repeated) {
  const Origin first = contact_of(gathered, repeated.list, repeated.first).origin;
  return {Severity::warning, "W_LISTED_TWICE", contact_of(gathered, repeated.list, repeated.line).origin,
          text("与 {} 第 {} 行是同一个人，只算一次", "the same person as in {}, line {}: counted once",
               first.file.str(), first.line),
          text("请从名册里删去一行", "delete one of the lines")};
}

Problems problems_of(const Gathered& gathered, const Comparison& found) {
  Problems all = gathered.household.problems;
  all.insert(all.end(), gathered.poverty.problems.begin(), gathered.poverty.problems.end());
  MessageLimit said;
  for (const Repeated& repeated : found.repeated) {
    if (said.takes("W_LISTED_TWICE")) all.push_back(listed_twice(gathered, repeated));
  }
  return all;
}

// ---- the summary ----

struct PeopleCounts {
  std::int64_t people = 0, household = 0, roll = 0, classroom = 0, poverty = 0;
  static constexpr std::array counters = {&PeopleCounts::people, &PeopleCounts::household, &PeopleCounts::roll,
                                          &PeopleCounts::classroom, &PeopleCounts::poverty};
};

PeopleCounts counts_of(const Comparison& found, Standing standing) {
  PeopleCounts counts;
  for (const Compared& person : found.people) {
    if (person.standing != standing) continue;
    counts += PeopleCounts{1, person.in(ListKind::household) ? 1 : 0, person.in(ListKind::roll) ? 1 : 0,
                           is_in_class(standing) ? 1 : 0, person.in(ListKind::poverty) ? 1 : 0};
  }
  return counts;
}

PeopleCounts repeated_in(const Comparison& found) {
  const auto count = [&](ListKind list) {
    return std::count_if(found.repeated.begin(), found.repeated.end(),
                         [&](const Repeated& one) { return one.list == list; });
  };
  return {0, count(ListKind::household), 0, 0, count(ListKind::poverty)};
}

Table empty_summary(const Workspace& workspace) {
  return {"comparison",
          text("四查三比对（{}）", "Comparison ({})", workspace.dates.judged.iso()),
          {{"standing", text("代号", "standing")},
           {"meaning", text("情况", "meaning")},
           {"visit", text("走访", "visit")},
           {"people", text("人数", "people")},
           {"household", label_of(ListKind::household)},
           {"roll", label_of(ListKind::roll)},
           {"classroom", text("课堂", "classroom")},
           {"poverty", label_of(ListKind::poverty)}},
          {}};
}

Table summary_of(const Workspace& workspace, const CompareRequest& request, const Gathered& gathered,
                 const Comparison& found) {
  Table table = empty_summary(workspace);
  PeopleCounts total;
  const auto add = [&](std::string name, const Text& meaning, const Text& visit, const PeopleCounts& counts) {
    table.rows.push_back({std::move(name), meaning.in(request.language), visit.in(request.language), counts.people,
                          counts.household, counts.roll, counts.classroom, counts.poverty});
    total += counts;
  };
  for (int i = 0; i < standings; ++i) {
    const auto standing = static_cast<Standing>(i);
    const Text visit = needs_visit(standing) ? text("是", "yes") : Text{};
    add(std::string(name_of(standing)), label_of(standing), visit, counts_of(found, standing));
  }
  add("listed_twice", text("同一名册重复登记", "listed twice"), {}, repeated_in(found));
  add("rejected", text("看不懂、没有收的行", "rows that could not be read"), {},
      {0, gathered.household.rejected, 0, 0, gathered.poverty.rejected});
  add("total", text("合计", "total"), {}, PeopleCounts(total));
  table.notes.push_back(text("是否在课堂看最近 {} 个上学日的点名册；年龄按本学年 8 月 31 日计算，{} 至 {} 岁为适龄",
                             "in class: by the registers of the last {} school days; of school age: {} to {} on the 31 "
                             "August of the school year",
                             on_day(workspace, not_seen_after), on_day(workspace, school_age_from),
                             on_day(workspace, school_age_until)));
  const auto repaired = std::count_if(found.people.begin(), found.people.end(),
                                      [](const Compared& one) { return one.basis == Basis::id_repaired; });
  if (repaired > 0)
    table.notes.push_back(text("{} 人的证件号错一位，按校验码和姓名对上了，请核对后改正名册",
                               "{} id numbers were repaired by check digit and name: correct the lists", repaired));
  const auto decided = std::count_if(found.people.begin(), found.people.end(),
                                     [](const Compared& one) { return one.basis == Basis::decided; });
  if (decided > 0)
    table.notes.push_back(
        text("{} 人与名册相近，经走访或核对已经认定", "{} near misses were settled by a person", decided));
  if (counts_of(found, Standing::attendance_unknown).people > 0)
    table.notes.push_back(text("缺点名册的班级见 ksbx report missing-registers",
                               "classes without a register: ksbx report missing-registers"));
  return table;
}

// ---- the visits ----

Table empty_visits(const Workspace& workspace) {
  return {"visits",
          text("走访名单（{}）", "Who to visit ({})", workspace.dates.judged.iso()),
          {{"town", text("镇街", "town")},
           {"village", text("村居", "village")},
           {"standing", text("情况", "standing")},
           {"student_name", text("姓名", "name"), Privacy::name},
           {"source", text("短码或名册行", "code or line")},
           {"school", text("学校班级", "school and class")},
           {"poverty", text("贫困", "poverty")},
           {"guardian", text("监护人", "guardian"), Privacy::name},
           {"guardian_phone", text("电话", "phone"), Privacy::phone},
           {"basis", text("怎样对上的", "joined by")},
           {"since", text("已列入", "since")}},
          {}};
}

// Where a child is looked for: where the school says he lives, else where he is registered.
UnitId place_of(const Lists& lists, const Compared& person) {
  if (const auto& entry = person.in(ListKind::roll); entry && lists.roll[*entry].person.place)
    return lists.roll[*entry].person.place;
  if (const auto& line = person.in(ListKind::household); line && lists.household[*line].place)
    return lists.household[*line].place;
  const auto& line = person.in(ListKind::poverty);
  return line ? lists.poverty[*line].place : UnitId{};
}

const Listed* first_line(const Gathered& gathered, const Compared& person) {
  if (const auto& line = person.in(ListKind::household)) return &gathered.lists.household[*line];
  const auto& line = person.in(ListKind::poverty);
  return line ? &gathered.lists.poverty[*line] : nullptr;
}

// Name, code or line, and whom to ask. The roll's, or what the first list says.
struct Contact {
  std::string name, source, school, guardian, phone;
};

Contact contact_of(const Gathered& gathered, const Organisation& organisation, const Compared& person) {
  Contact contact;
  if (const auto& entry = person.in(ListKind::roll)) {
    const Entry& pupil = gathered.roll[*entry];
    contact = {gathered.lists.roll[*entry].person.name, short_code(pupil.id),
               organisation.full_name(pupil.school_class), pupil.guardian, pupil.guardian_phone};
  }
  for (const ListKind list : {ListKind::household, ListKind::poverty}) {
    if (!person.in(list)) continue;
    const ListedContact line = contact_of(gathered, list, *person.in(list));
    if (contact.name.empty()) contact.name = first_line(gathered, person)->name;
    if (contact.source.empty()) contact.source = formatted("{}:{}", line.origin.file.str(), line.origin.line);
    if (contact.guardian.empty()) contact.guardian = line.guardian;
    if (contact.phone.empty()) contact.phone = line.guardian_phone;
  }
  return contact;
}

struct Visit {
  const Unit* town = nullptr;
  const Unit* village = nullptr;
  const Compared* person = nullptr;
  Contact contact;
};

// By town and village as they are numbered, those of unknown residence last; then the worst first.
auto order_of(const Visit& visit) {
  const auto place = [](const Unit* unit) {
    return unit ? std::pair(0, std::string_view(unit->code)) : std::pair(1, std::string_view());
  };
  return std::tuple(place(visit.town), place(visit.village), visit.person->standing,
                    std::string_view(visit.contact.name), std::string_view(visit.contact.source));
}

std::vector<Visit> visits_of(const Gathered& gathered, const Organisation& organisation, const Comparison& found) {
  std::vector<Visit> visits;
  for (const Compared& person : found.people) {
    if (!needs_visit(person.standing)) continue;
    const UnitId place = place_of(gathered.lists, person);
    visits.push_back({organisation.above(place, UnitKind::town), organisation.above(place, UnitKind::village), &person,
                      contact_of(gathered, organisation, person)});
  }
  std::sort(visits.begin(), visits.end(),
            [](const Visit& one, const Visit& other) { return order_of(one) < order_of(other); });
  return visits;
}

// Since when somebody looks for him: a child of no school since he is on the books, a line since it waits. Whoever is
// new has none.
std::string known_since(const Gathered& gathered, const Compared& person) {
  if (const auto& entry = person.in(ListKind::roll))
    return person.standing == Standing::no_school ? gathered.roll[*entry].since.iso() : std::string();
  const auto found = gathered.waiting.find(print_of(*first_line(gathered, person)));
  return found == gathered.waiting.end() ? std::string() : found->second.recorded.day().iso();
}

// How his lines were joined; of a near miss who it may be, and why.
Text basis_of(const Gathered& gathered, const Comparison& found, const Compared& person) {
  if (person.basis == Basis::nobody) return {};
  if (!person.may_be) return label_of(person.basis);
  const Compared& other = found.people[*person.may_be];
  const Text words = words_of(person.evidence);
  if (const auto& entry = other.in(ListKind::roll))
    return text("可能是 {}：{}", "may be {}: {}", short_code(gathered.roll[*entry].id), words);
  const ListKind list = other.in(ListKind::household) ? ListKind::household : ListKind::poverty;
  const Origin line = contact_of(gathered, list, *other.in(list)).origin;
  return text("可能是 {} 第 {} 行：{}", "may be {}, line {}: {}", line.file.str(), line.line, words);
}

Table visits_table(const Workspace& workspace, const CompareRequest& request, const Gathered& gathered,
                   const Comparison& found, const std::vector<Visit>& visits) {
  Table table = empty_visits(workspace);
  const auto in_words = [&](const Text& words) { return words.in(request.language); };
  for (const Visit& visit : visits) {
    const Compared& person = *visit.person;
    table.rows.push_back({visit.town ? visit.town->name : in_words(text("住址不明", "residence unknown")),
                          visit.village ? visit.village->name : std::string(), in_words(label_of(person.standing)),
                          visit.contact.name, visit.contact.source, visit.contact.school,
                          person.in(ListKind::poverty) ? in_words(text("是", "yes")) : std::string(),
                          visit.contact.guardian, visit.contact.phone, in_words(basis_of(gathered, found, person)),
                          known_since(gathered, person)});
  }
  if (visits.empty())
    table.notes.push_back(
        text("没有需要走访的人，每一个人都有着落", "no one needs a visit: everyone is accounted for"));
  return mask(std::move(table), request.shown);
}

// ---- whom no roll has ----

UnmatchedChild child_of(const Gathered& gathered, const Organisation& organisation, const Compared& person) {
  const ListKind list = person.in(ListKind::household) ? ListKind::household : ListKind::poverty;
  const Listed& listed = *first_line(gathered, person);
  const ListedContact contact = contact_of(gathered, list, *person.in(list));
  const std::string place = organisation.full_name(place_of(gathered.lists, person));
  return {listed.name,      listed.id_number,      listed.birth, contact.address.empty() ? place : contact.address,
          contact.guardian, contact.guardian_phone};
}

std::vector<UnmatchedChild> unmatched_of(const Gathered& gathered, const Organisation& organisation,
                                         const Comparison& found) {
  std::vector<UnmatchedChild> children;
  for (const Compared& person : found.people)
    if (person.standing == Standing::on_no_roll || person.standing == Standing::poor_on_no_roll)
      children.push_back(child_of(gathered, organisation, person));
  return children;
}

// Those who may be a pupil; of whom another list has something alike, nobody can say yet which child it is.
std::vector<UnclearChild> unclear_of(const Gathered& gathered, const Organisation& organisation,
                                     const Comparison& found) {
  std::vector<UnclearChild> children;
  for (const Compared& person : found.people) {
    if (person.standing != Standing::unclear || !person.may_be) continue;
    const auto& entry = found.people[*person.may_be].in(ListKind::roll);
    if (!entry) continue;
    const ListKind list = person.in(ListKind::household) ? ListKind::household : ListKind::poverty;
    const Origin origin = contact_of(gathered, list, *person.in(list)).origin;
    children.push_back({child_of(gathered, organisation, person), gathered.roll[*entry].id,
                        print_of(*first_line(gathered, person)), origin.file.str(), origin.line});
  }
  return children;
}

}  // namespace

ComparisonOutcome compare_lists(const Workspace& workspace, const CompareRequest& request) {
  const Organisation organisation = load_organisation(workspace.database);
  const Gathered gathered = gather(workspace, request, organisation);
  const Comparison found =
      compare(gathered.lists, {on_day(workspace, school_age_from), on_day(workspace, school_age_until)},
              workspace.dates.judged);
  ComparisonOutcome outcome;
  outcome.summary = summary_of(workspace, request, gathered, found);
  outcome.to_visit = std::ranges::count_if(found.people, needs_visit, &Compared::standing);
  if (!request.only_counts) {
    outcome.visits = visits_table(workspace, request, gathered, found, visits_of(gathered, organisation, found));
    outcome.unmatched = unmatched_of(gathered, organisation, found);
    outcome.unclear = unclear_of(gathered, organisation, found);
  }
  outcome.problems = problems_of(gathered, found);
  outcome.rejected = gathered.household.rejected + gathered.poverty.rejected;
  return outcome;
}

}  // namespace ksbx
