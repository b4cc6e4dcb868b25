#include "store/journal/journal.h"

#include "base/digest.h"
#include "base/text.h"
#include "store/sqlite/chain.h"

namespace ksbx {

std::string JournalHead::print() const {
  return formatted("{} {}", entries, hash);
}

JournalHead journal_head(Database& database) {
  Statement last(database, "SELECT seq, hash FROM t_journal ORDER BY seq DESC LIMIT 1");
  return last.step() ? JournalHead{last.number(0), last.text(1)} : JournalHead{0, no_hash};
}

std::string sum_of_store(Database& database, std::string_view words) {
  constexpr std::size_t digits = 8;
  Statement first(database, "SELECT hash FROM t_journal ORDER BY seq LIMIT 1");
  return first.step() ? sha256_hex(formatted("{}|{}", first.view(0), words)).substr(0, digits) : std::string();
}

std::optional<Moment> last_entry(Database& database) {
  Statement last(database, "SELECT at FROM t_journal ORDER BY seq DESC LIMIT 1");
  return last.step() ? std::optional(last.moment(0)) : std::nullopt;
}

void append(Transaction& transaction, std::string_view event, std::string_view subject, std::string_view detail) {
  add_entry(transaction, event, subject, detail);
}

bool contains(Database& database, const JournalHead& earlier) {
  if (earlier.entries == 0) return earlier.hash == no_hash;
  Statement entry(database, "SELECT hash FROM t_journal WHERE seq = ?");
  return entry.start(earlier.entries).step() && entry.view(0) == earlier.hash;
}

JournalCheck verify_journal(Database& database) {
  JournalCheck check{{0, no_hash}, std::nullopt};
  Statement entries(database,
                    "SELECT seq, at, command, actor, event, subject, detail, facts, hash FROM t_journal ORDER BY seq");
  while (entries.step()) {
    const std::int64_t expected = check.head.entries + 1;
    const std::string hash =
        chained(check.head.hash, {expected,
                                  entries.moment(1),
                                  {entries.view(2), entries.view(3), entries.view(4), entries.view(5), entries.view(6)},
                                  entries.view(7)});
    if (entries.number(0) != expected || entries.view(8) != hash) {
      check.first_broken = expected;
      return check;
    }
    check.head = {expected, hash};
  }
  return check;
}

}  // namespace ksbx
