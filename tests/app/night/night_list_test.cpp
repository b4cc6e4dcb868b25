#include "app/night/night_list.h"

#include <random>
#include <set>

#include "app/night/undo_nights.h"
#include "app/office.h"
#include "app/random_city.h"
#include "store/ledger/list_store.h"

using namespace ksbx;

namespace {

struct Desk : Office {
  NightList night(const std::string& iso) {
    const Workspace workspace = on(iso);
    return night_list(workspace, escalate(workspace, {}, Keep::changes));
  }
  void hand_over(const NightList& list) { note_delivered(database, on("2026-11-18").occasion(), list); }
  std::string children_and_papers(const NightList& list) {
    return formatted("{} duties, {} documents", list.found.new_duties.size(), list.found.documents.size());
  }
  void day_of_absence(const char* iso) {
    registers(iso);
    absent(iso, {"钱试二"});
  }
  void refused_visit(const char* iso) {
    done(iso, "persuasion", "钱试二",
         {{"mode", "home_visit"}, {"reached", "yes"}, {"outcome", "refused"}, {"reason", "weariness"}}, "赵校长");
  }
};

std::set<std::int64_t> numbers(const std::vector<Duty>& duties) {
  std::set<std::int64_t> all;
  for (const Duty& duty : duties) all.insert(duty.id.value);
  return all;
}

}  // namespace

TEST_CASE("what a list told that was lost is on the next one, with the duties as they are then, and then no more") {
  Desk office;
  office.enrol();
  office.hand_over(office.night("2026-11-15"));
  office.day_of_absence("2026-11-16");
  const NightList lost = office.night("2026-11-16");
  REQUIRE_FALSE(lost.found.new_duties.empty());
  CHECK_FALSE(lost.also_from);
  office.day_of_absence("2026-11-17");
  office.refused_visit("2026-11-17");
  office.refused_visit("2026-11-17");
  const NightList next = office.night("2026-11-17");
  CHECK(next.also_from == day("2026-11-16"));
  CHECK(next.also_to == day("2026-11-16"));
  const std::set<std::int64_t> listed = numbers(next.found.new_duties);
  CHECK(listed.size() == next.found.new_duties.size());
  for (const Duty& duty : lost.found.new_duties)
    CHECK(listed.contains(duty.id.value) == (ksbx::duty(office.database, duty.id)->state == DutyState::open));
  CHECK(static_cast<std::int64_t>(next.found.documents.size()) == office.count("t_document"));

  const NightList again = office.night("2026-11-17");
  CHECK(office.children_and_papers(again) == office.children_and_papers(next));
  office.hand_over(again);
  const std::int64_t entries = office.entries();
  const NightList after = office.night("2026-11-17");
  CHECK(office.children_and_papers(after) == "0 duties, 0 documents");
  office.hand_over(after);
  CHECK(office.entries() == entries);
}

TEST_CASE("a withdrawal that nobody heard of is told with its reason, and an undone night is told no more") {
  Desk office;
  office.enrol();
  office.hand_over(office.night("2026-11-15"));
  office.day_of_absence("2026-11-16");
  office.hand_over(office.night("2026-11-16"));
  office.absent("2026-11-16", {"钱试二"}, Presence::present);
  const NightList lost = office.night("2026-11-17");
  REQUIRE_FALSE(lost.found.withdrawals.empty());
  const NightList next = office.night("2026-11-18");
  REQUIRE(next.found.withdrawals.size() == lost.found.withdrawals.size());
  CHECK(next.found.withdrawals.front().reason.zh == lost.found.withdrawals.front().reason.zh);
  undo_nights(office.on("2026-11-18"), day("2026-11-17"), ActedOn::leave, Keep::changes);
  const auto found = found_after(office.database, *delivered_through(office.database), {});
  CHECK(found.withdrawn.empty());
  CHECK(found.duties.empty());
}

TEST_CASE("a store whose nights were judged before lists were known begins with the next run") {
  Desk office;
  office.enrol();
  office.day_of_absence("2026-11-16");
  office.night("2026-11-16");
  office.database.execute("DROP TRIGGER t_journal_no_DELETE");
  office.database.execute("DELETE FROM t_journal WHERE event = 'list.delivered'");
  office.day_of_absence("2026-11-17");
  const NightList list = office.night("2026-11-17");
  CHECK_FALSE(list.also_from);
  CHECK_FALSE(list.found.new_duties.empty());
}

TEST_CASE("whichever lists are lost, what reaches people is what the nights found, each once: cities by the dice") {
  for (unsigned seed = 1; seed <= 6; ++seed) {
    CAPTURE(seed);
    constexpr int days = 30;
    const RandomCity city(seed, Offices::careless, days);
    std::mt19937 dice(seed);
    Office office(shipped_rules(), city.first().iso());
    std::multiset<std::string> papers, again;
    std::multiset<std::int64_t> duties;
    std::set<std::int64_t> settled;
    for (Day today = city.first(); today <= city.last(); ++today) {
      city.happen(today, office);
      if (dice() % 4 == 0) continue;  // no night
      const Workspace workspace = office.on(today.iso());
      const NightList list = night_list(workspace, escalate(workspace, {}, Keep::changes));
      if (dice() % 2 == 0 && today != city.last()) continue;  // killed before it was delivered
      const auto before = delivered_through(office.database).value_or(0);
      for (const Document& document : list.found.documents) papers.insert(document.number);
      for (const Sending& sending : list.found.sendings) again.insert(formatted("{} {}", sending.number, sending.nth));
      for (const Duty& duty : list.found.new_duties) duties.insert(duty.id.value);
      Statement opened(office.database,
                       "SELECT DISTINCT l.id, x.state FROM t_night_log l JOIN t_duty x ON x.id = l.id WHERE l.place = "
                       "'t_duty' AND l.deed = 'insert' AND l.run > ?");
      opened.start(before);
      while (opened.step())
        if (opened.text(1) != "open") settled.insert(opened.number(0));
      note_delivered(office.database, workspace.occasion(), list);
    }
    if (seed == 1) CHECK(duties.size() > 20);
    const auto has_each_once = [&](const std::multiset<std::string>& told, const char* sql) {
      std::multiset<std::string> found;
      Statement rows(office.database, sql);
      while (rows.step()) found.insert(rows.text(0));
      CHECK(told == found);
    };
    has_each_once(papers, "SELECT number FROM t_document");
    has_each_once(again, "SELECT d.number || ' ' || s.nth FROM t_sending s JOIN t_document d ON d.id = s.document");
    Statement rows(office.database,
                   "SELECT DISTINCT l.id FROM t_night_log l WHERE l.place = 't_duty' AND l.deed = 'insert'");
    Statement resumptions(office.database,
                          "SELECT count(*) FROM t_night_log WHERE place = 't_duty' AND deed = 'update' AND id = ? AND "
                          "json_extract(row, '$.muted_until') IS NOT NULL");
    while (rows.step()) {
      const std::int64_t duty = rows.number(0);
      CAPTURE(duty);
      const auto told = static_cast<std::int64_t>(duties.count(duty));
      resumptions.start(duty).step();
      const std::int64_t more = resumptions.number(0);
      resumptions.reset();
      CHECK(told >= (settled.contains(duty) ? 0 : 1));
      CHECK(told <= 1 + more);
    }
  }
}
