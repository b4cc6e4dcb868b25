#include "store/sqlite/chain.h"

#include "base/digest.h"
#include "base/text.h"
#include "store/sqlite/database_witness.h"

namespace ksbx {

const std::string no_hash(64, '0');

namespace {

constexpr std::size_t part_size = 4 << 20;  // SQLite keeps values of up to 16 MB here

// The rows of all tables that have any: a byte with the length of the name, the name, four bytes with the length of the
// rows, the rows.
std::string packed(const RowWitness& witness, const WrittenRows& rows) {
  std::string all;
  for (std::size_t n = 0; n < rows.by_table.size(); ++n) {
    const std::string& of_table = rows.by_table[n];
    if (of_table.empty()) continue;
    const std::string& name = witness.tables()[n].name;
    all += static_cast<char>(name.size());
    all += name;
    for (int shift = 24; shift >= 0; shift -= 8) all += static_cast<char>(of_table.size() >> shift);
    all += of_table;
  }
  return all;
}

struct LastEntry {
  std::int64_t number = 0;
  std::string hash = no_hash;
};

LastEntry last_entry_of(Database& database) {
  Statement last(database, "SELECT seq, hash FROM t_journal ORDER BY seq DESC LIMIT 1");
  return last.step() ? LastEntry{last.number(0), last.text(1)} : LastEntry{};
}

void add_link(Transaction& transaction, std::string_view event, std::string_view subject, std::string_view detail,
              const WrittenRows& rows, bool is_first) {
  Database& database = transaction.database();
  const LastEntry last = last_entry_of(database);
  const Occasion& occasion = transaction.occasion();
  const std::string facts = packed(database.witness(), rows);
  const bool vouches = is_first || !facts.empty();
  const std::string digest = vouches ? digest_of_facts(rows.salt, facts) : std::string();
  const ChainLink link{
      last.number + 1, occasion.at, {occasion.command, occasion.actor, event, subject, detail}, digest};
  Statement(database,
            "INSERT INTO t_journal(seq, at, command, actor, event, subject, detail, facts, hash) VALUES (?, ?, ?, ?, "
            "?, ?, ?, ?, ?)")
      .execute(link.number, occasion.at, occasion.command, occasion.actor, event, subject, detail, digest,
               chained(last.hash, link));
  if (!vouches) return;
  Statement keep(database, "INSERT INTO t_facts(entry, salt, rows) VALUES (?, CAST(? AS BLOB), CAST(? AS BLOB))");
  std::string_view rest = facts;
  do {
    const std::string_view part = rest.substr(0, part_size);
    keep.execute(link.number, rows.salt, part);
    rest.remove_prefix(part.size());
  } while (!rest.empty());
}

}  // namespace

// Each field is preceded by its length, so that no two entries have the same bytes. Entries that vouch for nothing are
// hashed as they were before there were digests of facts.
std::string chained(std::string_view previous, const ChainLink& link) {
  std::string bytes =
      formatted("ksbx-journal-v{}\n{}\n{}\n{}\n", link.facts.empty() ? 1 : 2, previous, link.number, link.at.seconds);
  for (std::string_view field : link.fields) bytes += formatted("{}:{}", field.size(), field);
  if (!link.facts.empty()) bytes += formatted("{}:{}", link.facts.size(), link.facts);
  return sha256_hex(bytes);
}

bool is_unsealed(Database& database) {
  if (database.number("SELECT EXISTS (SELECT 1 FROM t_facts WHERE entry > 0)") != 0) return false;
  const std::int64_t format = database.number("PRAGMA user_version");
  if (format > first_sealed_format && database.number("SELECT EXISTS (SELECT 1 FROM t_facts WHERE entry = 0)") != 0) {
    Statement sealed(database, "SELECT 1 FROM t_journal WHERE event = ? AND detail ->> 'format' = ?");
    return !sealed.start(sealed_event, format).step();
  }
  return database.number("SELECT EXISTS (SELECT 1 FROM t_journal WHERE facts <> '')") == 0;
}

std::string digest_of_facts(std::string_view salt, std::string_view rows) {
  Sha256 sum;
  sum.add("ksbx-facts-v1\n");
  sum.add(salt);
  sum.add(rows);
  return sum.hex();
}

void add_entry(Transaction& transaction, std::string_view event, std::string_view subject, std::string_view detail) {
  Database& database = transaction.database();
  RowWitness& witness = database.witness();
  const bool is_first = last_entry_of(database).number == 0;
  if (!is_first && is_unsealed(database)) {
    witness.take();  // all of it is among what is there
    const std::int64_t format = database.number("PRAGMA user_version");
    add_link(transaction, sealed_event, {}, formatted(R"({{"format":{}}})", format), witness.all_rows(database), true);
  }
  add_link(transaction, event, subject, detail, witness.take(), is_first);
}

}  // namespace ksbx
