// What each of those who have to act is given.
#include "app/deliver/delivery.h"

#include <algorithm>
#include <set>

#include "app/deliver/delivered_folder.h"
#include "app/deliver/delivery_files.h"
#include "app/office.h"
#include "store/ledger/list_store.h"

using namespace ksbx;

namespace {

struct HandingOut : Office {
  Delivery for_all(const std::string& iso, Cut by = Cut::person, Since since = {}) {
    DeliveryRequest request{by, since, {Masking::none, "送达"}, Language::zh};
    const Workspace workspace = on(iso);
    return delivery(workspace, shipped_reports(), request);
  }
  std::map<std::string, std::string> files(const std::string& iso, Cut by = Cut::person,
                                           const Disclosure& shown = {Masking::none, "送达"}) {
    const DeliveryRequest request{by, {}, shown, Language::zh};
    const Workspace workspace = on(iso);
    std::map<std::string, std::string> all;
    write_delivery(workspace, shipped_reports(), request, delivery(workspace, shipped_reports(), request),
                   [&](const std::string& name, std::string_view bytes) { all[name] = bytes; });
    return all;
  }
  void handed_out(const std::string& iso, Cut by = Cut::person) {
    note_handed_out(database, on(iso).occasion(), by, for_all(iso, by));
  }
  // 钱试二 stays away for two days, the second without an answer of anyone.
  void two_days() {
    enrol();
    for (const char* iso : {"2026-11-16", "2026-11-17"}) {
      registers(iso);
      absent(iso, {"钱试二"});
      escalate_on(iso);
    }
  }
};

const Parcel* parcel_of(const Delivery& delivery, const std::string& name) {
  const auto found = std::ranges::find(delivery.parcels, name, &Parcel::name);
  return found == delivery.parcels.end() ? nullptr : &*found;
}

std::set<std::string> words_of_column(const Table& table, const std::string& column) {
  std::set<std::string> words;
  for (const TableRow& row : table.rows) words.insert(words_of(row[*place_of(table, column)]));
  return words;
}

std::size_t duties_handed_out(const Delivery& delivery) {
  std::size_t rows = 0;
  for (const Parcel& parcel : delivery.parcels) rows += parcel.duties.rows.size();
  return rows;
}

}  // namespace

TEST_CASE("every open duty goes to whoever owes it, once, and no one who owes nothing gets anything") {
  HandingOut office;
  office.two_days();
  const Delivery delivery = office.for_all("2026-11-17");
  const Parcel* teacher = parcel_of(delivery, "石桥市第一初级中学 孙老师");
  REQUIRE(teacher);
  CHECK(words_of_column(teacher->duties, "responsible").contains("孙老师"));
  CHECK(words_of_column(teacher->duties, "student_name").contains("钱试二"));
  for (const Parcel& parcel : delivery.parcels) {
    CAPTURE(parcel.name);
    CHECK_FALSE((parcel.duties.rows.empty() && parcel.papers.empty() && parcel.withdrawn.rows.empty()));
  }
  const std::size_t open = static_cast<std::size_t>(
      office.database.number("SELECT count(*) FROM t_duty WHERE state = 'open' AND muted_until IS NULL"));
  CHECK(delivery.duties == open);
  CHECK(duties_handed_out(delivery) + delivery.unassigned >= open);
}

TEST_CASE("whoever takes part in a duty gets it as well") {
  HandingOut office;
  office.enrol();
  for (const char* iso : {"2026-11-16", "2026-11-17"}) {
    office.registers(iso);
    office.absent(iso, {"钱试二"});
    office.done(iso, "persuasion", "钱试二",
                {{"mode", "home_visit"}, {"reached", "yes"}, {"outcome", "refused"}, {"reason", "weariness"}},
                "赵校长");
    office.escalate_on(iso);
  }
  const Table shared =
      query(office.database, "shared", "SELECT duty FROM duties WHERE state = 'open' AND participants IS NOT NULL");
  REQUIRE_FALSE(shared.rows.empty());
  const Delivery delivery = office.for_all("2026-11-17", Cut::unit);
  std::size_t most = 0;
  for (const TableRow& row : shared.rows) {
    const std::string duty = words_of(row.front());
    most = std::max(most, static_cast<std::size_t>(std::ranges::count_if(delivery.parcels, [&](const Parcel& parcel) {
                      return words_of_column(parcel.duties, "duty").contains(duty);
                    })));
  }
  CHECK(most > 1);
}

TEST_CASE("what was handed out is handed out no more, and the rest is counted for whoever has news") {
  HandingOut office;
  office.two_days();
  office.handed_out("2026-11-17");
  CHECK(office.for_all("2026-11-17").parcels.empty());
  office.registers("2026-11-18");
  office.absent("2026-11-18", {"钱试二"});
  office.escalate_on("2026-11-18");
  const Delivery next = office.for_all("2026-11-18");
  REQUIRE_FALSE(next.parcels.empty());
  const std::size_t open =
      static_cast<std::size_t>(office.database.number("SELECT count(*) FROM t_duty WHERE state = 'open'"));
  CHECK(next.duties < open);
  CHECK(std::ranges::any_of(next.parcels, [](const Parcel& parcel) { return parcel.earlier > 0; }));
}

TEST_CASE("what has gone to persons has not gone to units, and the list of the night knows nothing of either") {
  HandingOut office;
  office.two_days();
  const auto listed = delivered_through(office.database);
  office.handed_out("2026-11-17", Cut::person);
  CHECK_FALSE(office.for_all("2026-11-17", Cut::unit).parcels.empty());
  CHECK(delivered_through(office.database) == listed);
  CHECK(handed_out_through(office.database, "person"));
  CHECK_FALSE(handed_out_through(office.database, "unit"));
}

TEST_CASE("since a day, or all: what was handed out before comes again") {
  HandingOut office;
  office.two_days();
  office.handed_out("2026-11-17");
  const Delivery all = office.for_all("2026-11-17", Cut::person, {Since::From::all, {}});
  const Delivery since = office.for_all("2026-11-17", Cut::person, {Since::From::day, day("2026-11-17")});
  CHECK(all.duties > 0);
  CHECK(since.duties > 0);
  CHECK(since.duties <= all.duties);
}

TEST_CASE("a delivery since a day that leaves out what nobody was told before does not count as told") {
  HandingOut office;
  office.two_days();
  const Delivery gap = office.for_all("2026-11-17", Cut::person, {Since::From::day, day("2026-11-17")});
  CHECK(gap.leaves_gap);
  note_handed_out(office.database, office.on("2026-11-17").occasion(), Cut::person, gap);
  CHECK_FALSE(handed_out_through(office.database, "person"));
  office.handed_out("2026-11-17");
  CHECK_FALSE(office.for_all("2026-11-17", Cut::person, {Since::From::day, day("2026-11-17")}).leaves_gap);
}

TEST_CASE("a school gets what its people have to do, and no one else's") {
  HandingOut office;
  office.two_days();
  const Delivery delivery = office.for_all("2026-11-17", Cut::school);
  REQUIRE(delivery.parcels.size() >= 1);
  for (const Parcel& parcel : delivery.parcels) CHECK(parcel.receiver.person == "");
  CHECK(parcel_of(delivery, "石桥市第一初级中学"));
  CHECK_FALSE(parcel_of(delivery, "青石镇"));
  const Delivery towns = office.for_all("2026-11-17", Cut::town);
  CHECK_FALSE(parcel_of(towns, "石桥市第一初级中学"));
}

TEST_CASE("a class that owes a register gets a form with its pupils for exactly that day, and no name where masked") {
  HandingOut office;
  office.enrol();
  office.escalate_on("2026-11-16");
  const Delivery delivery = office.for_all("2026-11-16");
  const Parcel* teacher = parcel_of(delivery, "石桥市第一初级中学 孙老师");
  REQUIRE(teacher);
  REQUIRE(teacher->registers.size() == 1);
  CHECK(teacher->registers.front().days == std::vector<Day>{day("2026-11-16")});
  CHECK(teacher->registers.front().pupils.size() == 6);
  const DeliveryRequest masked{Cut::person, {}, {}, Language::zh};
  const Workspace workspace = office.on("2026-11-16");
  for (const Parcel& parcel : ksbx::delivery(workspace, shipped_reports(), masked).parcels)
    for (const OwedRegister& owed : parcel.registers) CHECK(owed.pupils.empty());
}

TEST_CASE("the slip has names and phones for a reason only, and the calendar never") {
  HandingOut office;
  office.two_days();
  const std::string slip = "石桥市第一初级中学 孙老师/交办单.html";
  const std::string calendar = "石桥市第一初级中学 孙老师/提醒.ics";
  auto shown = office.files("2026-11-17");
  REQUIRE(shown.contains(slip));
  REQUIRE(shown.contains(calendar));
  CHECK(shown[slip].find("钱试二") != std::string::npos);
  CHECK(shown[calendar].find("钱试二") == std::string::npos);
  CHECK(shown[calendar].find("BEGIN:VALARM") != std::string::npos);
  CHECK(shown["投递清单.html"].find("钱试二") == std::string::npos);
  CHECK(shown["投递清单.html"].find("孙老师") != std::string::npos);
  for (const auto& [name, bytes] : office.files("2026-11-17", Cut::person, {Masking::strict}))
    CHECK(bytes.find("钱试二") == std::string::npos);
}

TEST_CASE("two people of one name get two folders") {
  HandingOut office;
  office.enrol();
  office.import_on("2026-11-15", {office.file("more.csv",
                                              "姓名,职务,单位,年级,班级,起始日期\n"
                                              "孙老师,副校长,石桥市青石镇中心小学,,,2026-09-01\n"
                                              "孙老师,校长,石桥市青石镇中心小学,,,2026-09-01\n")});
  office.escalate_on("2026-11-16");
  const Delivery delivery = office.for_all("2026-11-16");
  std::set<std::string> names;
  for (const Parcel& parcel : delivery.parcels) CHECK(names.insert(parcel.name).second);
}
