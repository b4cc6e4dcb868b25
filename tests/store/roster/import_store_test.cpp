#include "store/roster/import_store.h"

#include "store/store_fixture.h"

using namespace ksbx;

namespace {

Import roster() {
  Import import;
  import.file = "青石镇.csv";
  import.kind = "students";
  import.digest = "abc";
  import.counts.rows = 3;
  import.counts.accepted = 2;
  import.counts.rejected = 1;
  import.counts.added = 2;
  import.recorded = at("2026-09-21T12:00:00");
  return import;
}

const Reject nameless{"青石镇.csv", 4, "R_NAME_MISSING", "没有姓名", {"姓名", "性别"}, {"", "男\"，"}};

Rejects rejects_with(const Reject& reject) {
  Rejects rejects;
  rejects.add(reject);
  return rejects;
}

}  // namespace

TEST_CASE("an import is noted with its rejects, cell by cell") {
  School school;
  ImportAdded added;
  school.in_transaction("2026-09-21", [&](Transaction& t) { added = add(t, roster(), rejects_with(nameless)); });
  CHECK(added.effect == Effect::written);
  std::vector<Reject> rejects;
  each_reject(school.database, added.id, [&](const Reject& reject) {
    rejects.push_back(reject);
    return true;
  });
  REQUIRE(rejects.size() == 1);
  CHECK(rejects[0].line == 4);
  CHECK(rejects[0].cells == nameless.cells);
  CHECK(rejects[0].header == nameless.header);
  REQUIRE(last_import(school.database, "abc", "students").has_value());
  CHECK(last_import(school.database, "abc", "students")->counts.added == 2);
  CHECK_FALSE(last_import(school.database, "abc", "staff").has_value());
}

TEST_CASE("the same file that changed nothing is not noted twice, a file that changed something is") {
  School school;
  ImportAdded first, second, third;
  school.in_transaction("2026-09-21", [&](Transaction& t) { first = add(t, roster(), rejects_with(nameless)); });
  const auto entries = school.entries();
  Import again = roster();
  again.counts.added = 0;
  again.counts.unchanged = 2;
  school.in_transaction("2026-09-22", [&](Transaction& t) { second = add(t, again, rejects_with(nameless)); });
  CHECK(second.effect == Effect::unchanged);
  CHECK(second.id == first.id);
  CHECK(school.entries() == entries);
  school.in_transaction("2026-09-22", [&](Transaction& t) { third = add(t, again, Rejects()); });
  CHECK(third.effect == Effect::written);
}
