#include "app/site/site.h"

#include <algorithm>
#include <map>
#include <utility>

#include "app/deliver/delivery.h"
#include "app/deliver/slip_page.h"
#include "app/explain/case_story.h"
#include "app/report/pages.h"
#include "app/report/report.h"
#include "app/site/rule_booklet.h"
#include "app/site/site_lists.h"
#include "app/site/site_map.h"
#include "files/render/render_page.h"
#include "store/roster/unit_store.h"

namespace ksbx {
namespace {

using Step = PageLinks::Step;

constexpr const char* first_page = "index.html";
constexpr const char* people_page = "people.html";
constexpr const char* rules_page = "rules.html";
constexpr const char* all_pages = "pages.html";

// One page of the way down: what it is called and where it lies.
struct Place {
  Text words;
  std::string path;
};

class Site {
 public:
  Site(const Workspace& workspace, const std::vector<ReportDefinition>& reports, const SiteRequest& request,
       const TakePage& take)
      : workspace_(workspace),
        reports_(reports),
        request_(request),
        take_(take),
        handed_{Cut::person, {Since::From::all, {}}, request.shown, request.language},
        surroundings_(surroundings(workspace, workspace.dates.now)),
        lists_(class_lists(workspace, reports, request.shown, request.language)),
        delivery_(delivery(workspace, reports, handed_)) {}

  SiteCounts write() {
    draw_map();
    write_city();
    for (const Unit* town : standing(UnitKind::town)) write_town(*town);
    for (const Unit* school : standing(UnitKind::school)) write_school(*school);
    for (const auto& [code, of_class] : lists_.classes) write_class(code, of_class);
    write_pupils();
    write_people();
    put(rule_booklet(workspace_, request_.language), {rules_page, {home()}}, text("规则", "rules"));
    write_index();
    return counts_;
  }

 private:
  // Where a page lies, and the pages above it.
  struct Location {
    std::string path;
    std::vector<Place> above = {};
    Text search = {};
  };

  std::string in(const Text& words) const { return words.in(request_.language); }
  static Place home() { return {text("全市", "the city"), first_page}; }

  std::vector<const Unit*> standing(UnitKind kind) const {
    std::vector<const Unit*> units = surroundings_.organisation.of_kind(kind);
    std::erase_if(
        units, [&](const Unit* unit) { return !surroundings_.organisation.stands(unit->id, workspace_.dates.today); });
    std::ranges::sort(units, {}, &Unit::code);
    return units;
  }

  void draw_map() {
    add_units(UnitKind::town, "town", "town_code", "town");
    add_units(UnitKind::school, "school", "school_code", "school");
    std::vector<std::string> codes;
    for (const auto& [code, of_class] : lists_.classes) codes.push_back(code);
    map_.add("class", "class_code", codes);
    codes.clear();
    for (const TableRow& row : lists_.all.rows)
      if (has_page(row)) codes.push_back(lists_.student_code(row));
    map_.add("pupil", "student_code", codes);
    codes.clear();
    for (const Parcel& parcel : delivery_.parcels) codes.push_back(parcel.name);
    map_.add("person", "recipient", codes);
    for (const Parcel& parcel : delivery_.parcels) {
      map_.call("recipient", parcel.name, "responsible", parcel.name);
      if (!parcel.receiver.person.empty()) map_.call("recipient", parcel.name, "responsible", parcel.receiver.person);
    }
  }

  void add_units(UnitKind kind, const std::string& folder, const std::string& column, const std::string& by_name) {
    std::vector<std::string> codes;
    for (const Unit* unit : standing(kind)) codes.push_back(unit->code);
    map_.add(folder, column, codes);
    for (const Unit* unit : standing(kind)) map_.call(column, unit->code, by_name, unit->name);
  }

  bool has_page(const TableRow& row) const {
    return request_.pupils == SiteRequest::Pupils::all || lists_.open_duties(row) > 0;
  }

  // ── Pages ──

  void put(const Page& page, const Location& where, const Text& kind) {
    RenderOptions options;
    options.language = request_.language;
    const auto step = [&](const Text& words, const std::string& path) {
      return Step{words, path == where.path ? std::string() : address_between(where.path, path)};
    };
    options.links.menu = {step(text("全市", "the city"), first_page), step(text("责任人", "people"), people_page),
                          step(text("规则", "rules"), rules_page), step(text("查找", "find"), all_pages)};
    for (const Place& above : where.above) options.links.trail.push_back(step(above.words, above.path));
    if (!where.above.empty()) options.links.trail.push_back({page.title, {}});
    options.links.search = where.search;
    options.links.of_cell = [&](const Table& table, const TableRow& row, std::size_t column) {
      const std::string path = map_.path_of(table, row, column);
      return path.empty() || path == where.path ? std::string() : address_between(where.path, path);
    };
    take_(where.path, render(page, Format::html, options));
    ++counts_.pages;
    index_.rows.push_back({in(page.title), in(kind), where.path});
  }

  // The page of the rulebook about that unit; without it an empty one, for the lists.
  Page page_about(const std::string& name, const std::string& parameter, const Unit& unit) const {
    Page made{name, same_text(unit.name)};
    if (page_named(reports_, name)) {
      ReportRequest wanted{name, request_.shown, request_.language};
      if (!parameter.empty()) wanted.settings[parameter] = unit.code;
      made = page(workspace_, reports_, wanted);
      if (!parameter.empty()) made.title = text("{}　{}", "{}  {}", unit.name, made.title);
    }
    return made;
  }

  static void add_list(Page& page, Table table) {
    if (!table.rows.empty()) page.parts.push_back({std::move(table)});
  }

  void write_city() {
    const Unit* city = surroundings_.organisation.first(UnitKind::city);
    Page page = page_about("overview", {}, city ? *city : Unit{});
    add_list(page, unit_list(standing(UnitKind::town), "town", text("镇街", "Towns")));
    add_list(page, school_list({}));
    add_list(page, lists_.rows_where(text("不在班级、有任务没有办结的", "In no class, with something to be done"),
                                     [&](const TableRow& row) { return lists_.class_code(row).empty(); }));
    put(page, {first_page}, text("全市", "city"));
  }

  void write_town(const Unit& town) {
    Page page = page_about("town-page", "town", town);
    add_list(page, school_list(town.id));
    add_list(page, lists_.rows_where(text("有任务没有办结的学生", "Children with something to be done"),
                                     [&](const TableRow& row) {
                                       return lists_.town(row) == town.name && lists_.open_duties(row) > 0;
                                     }));
    put(page, {map_.path_of("town_code", town.code), {home()}}, label_of(UnitKind::town));
  }

  // Of that town; without one all.
  Table school_list(UnitId town) const {
    std::vector<const Unit*> schools = standing(UnitKind::school);
    if (town) std::erase_if(schools, [&](const Unit* school) { return town_of(*school) != town; });
    return unit_list(schools, "school", text("学校", "Schools"));
  }

  UnitId town_of(const Unit& school) const {
    const Unit* town = surroundings_.organisation.successor(school.town);
    return town ? town->id : UnitId{};
  }

  std::vector<Place> above_school(const Unit& school) const {
    std::vector<Place> above{home()};
    if (const Unit* town = surroundings_.organisation.successor(school.town))
      if (const std::string path = map_.path_of("town_code", town->code); !path.empty())
        above.push_back({same_text(town->name), path});
    return above;
  }

  void write_school(const Unit& school) {
    Page page = page_about("school-page", "school", school);
    add_list(page, lists_.class_counts(school.code));
    put(page, {map_.path_of("school_code", school.code), above_school(school)}, label_of(UnitKind::school));
  }

  std::vector<Place> above_class(const std::string& code) const {
    const Unit* unit = surroundings_.organisation.find_code(code);
    const Unit* school = unit ? surroundings_.organisation.above(unit->id, UnitKind::school) : nullptr;
    if (school == nullptr) return {home()};
    std::vector<Place> above = above_school(*school);
    if (const std::string path = map_.path_of("school_code", school->code); !path.empty())
      above.push_back({same_text(school->name), path});
    return above;
  }

  void write_class(const std::string& code, const Table& of_class) {
    const Unit* unit = surroundings_.organisation.find_code(code);
    const std::string name = unit ? surroundings_.organisation.full_name(unit->id) : code;
    Page page{"class", text("{}（{}）", "{} ({})", name, workspace_.dates.today.iso())};
    page.parts.push_back({of_class});
    put(page, {map_.path_of("class_code", code), above_class(code)}, label_of(UnitKind::school_class));
  }

  void write_pupils() {
    for (const TableRow& row : lists_.all.rows) {
      if (!has_page(row)) continue;
      const std::string code = lists_.student_code(row);
      std::vector<Place> above{home()};
      if (const std::string of = lists_.class_code(row); !of.empty()) {
        above = above_class(of);
        above.push_back({same_text(lists_.class_name(row)), map_.path_of("class_code", of)});
      }
      put(case_story(workspace_, surroundings_, code, request_.shown, request_.language),
          {map_.path_of("student_code", code), above}, text("学生", "pupil"));
      ++counts_.pupils;
    }
  }

  void write_people() {
    const SlipPages slips(workspace_, reports_, handed_);
    Page people{"people", text("责任人（{}）", "Who has to act ({})", workspace_.dates.today.iso())};
    add_list(people, people_list(delivery_.parcels));
    put(people, {people_page, {home()}, text("查找：", "find: ")}, text("责任人", "people"));
    for (const Parcel& parcel : delivery_.parcels) {
      put(slips.read(parcel),
          {map_.path_of("recipient", parcel.name), {home(), {text("责任人", "people"), people_page}}},
          text("责任人", "people"));
      ++counts_.people;
    }
  }

  // Last: it lists what was written, itself included.
  void write_index() {
    Page page{"pages", text("查找：全部网页（{}）", "Find: all pages ({})", workspace_.dates.today.iso())};
    index_.rows.push_back({in(page.title), in(text("查找", "find")), all_pages});
    Table all = index_;
    all.title = text("全部网页", "All pages");
    page.parts.push_back({std::move(all)});
    for (const TableRow& row : index_.rows) map_.lead(words_of(row.back()));
    put(page, {all_pages, {home()}, text("查找姓名、编号、学校、镇街：", "name, code, school or town: ")}, {});
  }

  const Workspace& workspace_;
  const std::vector<ReportDefinition>& reports_;
  const SiteRequest& request_;
  const TakePage& take_;
  const DeliveryRequest handed_;
  const Surroundings surroundings_;
  const ClassLists lists_;
  const Delivery delivery_;
  SiteMap map_;
  Table index_{"pages",
               {},
               {{"page", text("网页", "page")}, {"kind", text("种类", "kind")}, {"path", text("文件", "file")}},
               {}};
  SiteCounts counts_;
};

}  // namespace

SiteCounts write_site(const Workspace& workspace, const std::vector<ReportDefinition>& reports,
                      const SiteRequest& request, const TakePage& take) {
  const Snapshot one_moment(workspace.database);
  return Site(workspace, reports, request, take).write();
}

}  // namespace ksbx
