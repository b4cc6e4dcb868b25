#include "store/journal/journal.h"

#include "store/store_fixture.h"

using namespace ksbx;

namespace {

// A journal with a few entries whose guards were taken away, as someone with the file in hand could.
struct Unguarded : School {
  Unguarded() {
    for (const char* trigger : {"t_journal_no_UPDATE", "t_journal_no_DELETE"})
      database.execute(std::string("DROP TRIGGER ") + trigger);
  }
};

}  // namespace

TEST_CASE("an untouched journal is whole, and its head is the last entry") {
  School school;
  const JournalCheck check = verify_journal(school.database);
  CHECK_FALSE(check.first_broken.has_value());
  CHECK(check.head == journal_head(school.database));
  CHECK(check.head.entries == 7);  // the units of the school
  CHECK(check.head.print() == "7 " + check.head.hash);
}

TEST_CASE("any change of any field of any entry is found") {
  for (const std::string& change : std::vector<std::string>{
           "at = at + 1", "command = 'x'", "actor = 'x'", "event = 'x'", "subject = 'x'",
           "detail = replace(detail, '990181', '990182')", "hash = replace(hash, substr(hash, 1, 1), 'g')"}) {
    CAPTURE(change);
    Unguarded school;
    school.database.execute("UPDATE t_journal SET " + change + " WHERE seq = 3");
    CHECK(verify_journal(school.database).first_broken == 3);
  }
}

TEST_CASE("a missing entry and two entries swapped are found") {
  Unguarded missing;
  missing.database.execute("DELETE FROM t_journal WHERE seq = 4");
  CHECK(verify_journal(missing.database).first_broken == 4);
  Unguarded swapped;
  swapped.database.execute(
      "UPDATE t_journal SET seq = -5 WHERE seq = 5; UPDATE t_journal SET seq = 5 WHERE seq = 6;"
      "UPDATE t_journal SET seq = 6 WHERE seq = -5");
  CHECK(verify_journal(swapped.database).first_broken == 5);
}

TEST_CASE("a tail that was cut off is found by whoever kept an earlier head") {
  Unguarded school;
  const JournalHead kept = journal_head(school.database);
  CHECK(contains(school.database, kept));
  school.database.execute("DELETE FROM t_journal WHERE seq = 7");
  CHECK_FALSE(verify_journal(school.database).first_broken.has_value());
  CHECK_FALSE(contains(school.database, kept));
}

TEST_CASE("fields cannot be shifted from one to the next without being seen") {
  Unguarded school;
  school.database.execute("UPDATE t_journal SET event = event || substr(subject, 1, 1), subject = substr(subject, 2)");
  CHECK(verify_journal(school.database).first_broken == 1);
}
