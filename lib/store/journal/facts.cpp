#include "store/journal/facts.h"

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.h"
#include "base/text.h"
#include "model/attendance.h"
#include "model/student.h"
#include "store/sqlite/chain.h"
#include "store/sqlite/database_witness.h"
#include "store/sqlite/row_bytes.h"

namespace ksbx {
namespace {

constexpr int most_named = 10;

const Text remedy = text("保留现场，用备份对照查清是谁、何时改的", "keep the file and compare it with a backup");

// What one entry wrote.
struct Sealed {
  std::int64_t entry = 0;
  std::string salt, rows;
};

// A row as an entry wrote it, or removed it.
struct Version {
  std::string_view key;  // in Sealed::rows
  const Sealed* by = nullptr;
  SaltedDigest digest{};
  bool is_there = false, seen = false;
};

// The last version of each row of a table, by its key: a table of places, of which an empty one ends the search.
class Versions {
 public:
  void add(const Version& version) {
    if (2 * (versions_.size() + 1) > places_.size()) grow();
    std::uint32_t& place = place_of(version.key);
    if (place != 0) {
      versions_[place - 1] = version;
      return;
    }
    versions_.push_back(version);
    place = static_cast<std::uint32_t>(versions_.size());
  }

  Version* find(std::string_view key) {
    if (places_.empty()) return nullptr;
    const std::uint32_t place = place_of(key);
    return place == 0 ? nullptr : &versions_[place - 1];
  }

  const std::vector<Version>& all() const { return versions_; }

 private:
  std::uint32_t& place_of(std::string_view key) {
    const std::size_t mask = places_.size() - 1;
    std::size_t at = static_cast<std::size_t>(fingerprint(key)) & mask;
    while (places_[at] != 0 && versions_[places_[at] - 1].key != key) at = (at + 1) & mask;
    return places_[at];
  }

  void grow() {
    places_.assign(std::max<std::size_t>(64, 2 * places_.size()), 0);
    for (std::size_t n = 0; n < versions_.size(); ++n) place_of(versions_[n].key) = static_cast<std::uint32_t>(n + 1);
  }

  std::vector<Version> versions_;
  std::vector<std::uint32_t> places_;  // 1 and more: a version
};

// Some columns say which row it is; what people typed is not among them.
std::string shown(Database& database, const std::string& column, const Cell& value) {
  const auto* number = std::get_if<std::int64_t>(&value);
  if (number == nullptr) {
    const auto* words = std::get_if<std::string>(&value);
    return words == nullptr ? "" : words->substr(0, 64);
  }
  if (column == "student") return short_code(StudentId{*number});
  if ((column == "day" || column == "issued" || column == "through") && *number >= Day::first().serial() &&
      *number <= Day::last().serial())
    return Day::from_serial(static_cast<std::int32_t>(*number)).iso();
  if (column == "session" && (*number == 0 || *number == 1)) return std::string(name_of(static_cast<Session>(*number)));
  if (column == "unit" || column == "class" || column == "school") {
    Statement unit(database, "SELECT code FROM t_unit WHERE id = ?");
    if (unit.start(*number).step() && !unit.view(0).empty()) return unit.text(0);
  }
  return std::to_string(*number);
}

class Check {
 public:
  explicit Check(Database& database) : database_(database), witness_(database.witness()) {}

  FactsCheck run() {
    if (database_.number("SELECT EXISTS (SELECT 1 FROM t_journal)") != 0 && is_unsealed(database_)) return {};
    find_beginning();
    read_entries();
    versions_.resize(witness_.tables().size());
    for (const auto& sealed : sealed_)
      if (!read_versions(*sealed)) broken(sealed->entry);
    for (std::size_t n = 0; n < versions_.size(); ++n) check_table(n);
    return std::move(check_);
  }

 private:
  // Where everything that was there was sealed last. No ksbx does so twice in one format, nor in the first format with
  // digests after it vouched for anything.
  void find_beginning() {
    std::int64_t format = 0;
    Statement rows(
        database_,
        "SELECT seq, coalesce(detail ->> 'format', 0), EXISTS (SELECT 1 FROM t_journal b WHERE b.seq < j.seq "
        "AND b.facts <> '') FROM t_journal j WHERE event = ? ORDER BY seq");
    rows.start(sealed_event);
    while (rows.step()) {
      beginning_ = rows.number(0);
      const bool is_second = rows.number(1) <= format || (rows.number(1) <= first_sealed_format && rows.number(2) != 0);
      if (is_second) broken(beginning_);
      format = rows.number(1);
    }
  }

  // What the journal vouches for, entry by entry, and whether it is there.
  void read_entries() {
    Statement entries(database_, "SELECT seq, facts FROM t_journal WHERE facts <> '' AND seq >= ? ORDER BY seq");
    entries.start(beginning_);
    Statement parts(database_, "SELECT entry, salt, rows FROM t_facts ORDER BY id");
    bool more = parts.step();
    while (entries.step()) {
      for (; more && parts.number(0) < entries.number(0); more = parts.step())
        if (parts.number(0) >= std::max<std::int64_t>(beginning_, 1)) broken(parts.number(0));
      auto sealed = std::make_unique<Sealed>();
      sealed->entry = entries.number(0);
      for (; more && parts.number(0) == sealed->entry; more = parts.step()) {
        sealed->salt = parts.text(1);
        sealed->rows += parts.view(2);
      }
      if (digest_of_facts(sealed->salt, sealed->rows) != entries.view(1)) broken(sealed->entry);
      if (!check_.since) check_.since = sealed->entry;
      sealed_.push_back(std::move(sealed));
    }
    for (; more; more = parts.step()) broken(parts.number(0));
  }

  void broken(std::int64_t entry) {
    if (++times_broken_ > most_named) return;
    check_.problems.push_back({Severity::error,
                               "facts-broken",
                               {},
                               text("第 {} 条日志写了什么，记下的摘要不在或被改过",
                                    "what entry {} of the journal wrote is not known: its digests are missing or were "
                                    "changed",
                                    entry),
                               remedy});
  }

  bool read_versions(const Sealed& sealed) {
    std::string_view rest = sealed.rows;
    while (!rest.empty()) {
      const std::size_t name_size = static_cast<unsigned char>(rest.front());
      if (rest.size() < 1 + name_size + 4) return false;
      const std::string_view name = rest.substr(1, name_size);
      std::size_t size = 0;
      for (const char byte : rest.substr(1 + name_size, 4)) size = size << 8 | static_cast<unsigned char>(byte);
      rest.remove_prefix(1 + name_size + 4);
      const auto table = std::ranges::find(witness_.tables(), name, &WitnessedTable::name);
      if (size > rest.size() || table == witness_.tables().end()) return false;
      const auto number = static_cast<std::size_t>(table - witness_.tables().begin());
      if (!read_rows(sealed, rest.substr(0, size), table->key.size(), versions_[number])) return false;
      rest.remove_prefix(size);
    }
    return true;
  }

  static bool read_rows(const Sealed& sealed, std::string_view rows, std::size_t keys, Versions& versions) {
    Cell value;
    while (!rows.empty()) {
      Version version{{}, &sealed, {}, rows.front() == '\1', false};
      rows.remove_prefix(1);
      const std::string_view from = rows;
      for (std::size_t n = 0; n < keys; ++n)
        if (!take_value(rows, value)) return false;
      version.key = from.substr(0, from.size() - rows.size());
      if (version.is_there) {
        if (rows.size() < version.digest.size()) return false;
        std::copy_n(rows.begin(), version.digest.size(), version.digest.begin());
        rows.remove_prefix(version.digest.size());
      }
      versions.add(version);
    }
    return true;
  }

  void check_table(std::size_t number) {
    const WitnessedTable& table = witness_.tables()[number];
    Versions& versions = versions_[number];
    int changed = 0, foreign = 0, missing = 0;
    const Version* version = nullptr;
    std::vector<std::pair<std::string, const Version*>> wrong;  // named afterwards, when no statement runs
    const auto look_up = [&](std::string_view key) -> const std::string* {
      Version* known = versions.find(key);
      const bool twice = known != nullptr && known->seen;
      version = known == nullptr || !known->is_there || twice ? nullptr : known;
      if (known != nullptr) known->seen = true;
      return version == nullptr ? nullptr : &version->by->salt;
    };
    RowWitness::scan(database_, table, look_up, [&](std::string_view key, const SaltedDigest& digest) {
      ++check_.rows;
      if (version != nullptr && version->digest == digest) return;
      if (++(version == nullptr ? foreign : changed) <= most_named) wrong.emplace_back(key, version);
    });
    for (const auto& [key, known] : wrong) known == nullptr ? say_foreign(table, key) : say_changed(table, key, *known);
    for (const Version& one : versions.all())
      if (one.is_there && !one.seen && ++missing <= most_named) say_missing(table, one);
    say_more("fact-changed", table, changed);
    say_more("fact-foreign", table, foreign);
    say_more("fact-missing", table, missing);
  }

  void say_changed(const WitnessedTable& table, std::string_view key, const Version& version) {
    say("fact-changed", text("{} 被改过：{}；{}写的不是这样", "{} was changed: {}; {} wrote it otherwise", table.name,
                             row_named(table, key), entry_named(version.by->entry)));
  }

  void say_foreign(const WitnessedTable& table, std::string_view key) {
    say("fact-foreign", text("{} 多了一行，不是 ksbx 写的：{}", "{} has a row that ksbx did not write: {}", table.name,
                             row_named(table, key)));
  }

  void say_missing(const WitnessedTable& table, const Version& version) {
    say("fact-missing", text("{} 少了一行：{}；是{}写的", "{} lacks a row: {}; {} wrote it", table.name,
                             key_named(table, version.key), entry_named(version.by->entry)));
  }

  void say_more(const char* code, const WitnessedTable& table, int found) {
    if (found > most_named)
      say(code, text("{} 这样的行共 {} 行，以上是前 {} 行", "{} has {} such rows; the first {} are above", table.name,
                     found, most_named));
  }

  void say(const char* code, Text what) {
    check_.problems.push_back({Severity::error, code, {}, std::move(what), remedy});
  }

  std::string key_named(const WitnessedTable& table, std::string_view key) {
    std::string words;
    Cell value;
    for (const int column : table.key) {
      const std::string& name = table.columns[static_cast<std::size_t>(column)];
      if (take_value(key, value)) add_words(words, table, name, value);
    }
    return words;
  }

  // The key, and what else tells an official which row it is.
  std::string row_named(const WitnessedTable& table, std::string_view key) {
    constexpr std::array telling = {"student", "unit", "class", "day",  "issued",
                                    "number",  "code", "kind",  "rule", "field"};
    std::string words = key_named(table, key), sql, where;
    std::vector<std::string> names;
    for (std::size_t n = 0; n < table.columns.size(); ++n) {
      const std::string& name = table.columns[n];
      const bool in_key = std::ranges::find(table.key, static_cast<int>(n)) != table.key.end();
      if (in_key) where += formatted("{}\"{}\" IS ?", where.empty() ? "" : " AND ", name);
      if (in_key || std::ranges::find(telling, name) == telling.end()) continue;
      sql += formatted("{}\"{}\"", sql.empty() ? "" : ", ", name);
      names.push_back(name);
    }
    if (names.empty()) return words;
    Statement row(database_, formatted("SELECT {} FROM {} WHERE {}", sql, table.name, where));
    row.reset();
    Cell value;
    // In the order of the columns, as the condition has them; the key has them in its own.
    std::map<int, Cell> values;
    for (const int column : table.key)
      if (take_value(key, value)) values[column] = value;
    int parameter = 0;
    for (const auto& [column, bound] : values) row.bind(++parameter, bound);
    if (!row.step()) return words;
    for (std::size_t n = 0; n < names.size(); ++n) add_words(words, table, names[n], row.cell(static_cast<int>(n)));
    return words;
  }

  void add_words(std::string& words, const WitnessedTable& table, const std::string& column, const Cell& value) {
    const bool is_pupil = column == "id" && table.name == "t_student";
    const std::string said = shown(database_, is_pupil ? "student" : column, value);
    if (!said.empty()) words += formatted("{}{}={}", words.empty() ? "" : " ", column, said);
  }

  Text entry_named(std::int64_t number) {
    Statement entry(database_, "SELECT event, subject, command, actor, at FROM t_journal WHERE seq = ?");
    if (!entry.start(number).step()) return text("第 {} 条日志", "entry {}", number);
    const std::string subject = entry.view(1).empty() ? "" : " " + entry.text(1);
    const std::string when = entry.moment(4).iso().substr(0, 19);
    return text("第 {} 条日志（{}{}，{}，{}，{}）", "entry {} ({}{}, {}, {}, {})", number, entry.view(0), subject,
                entry.view(2), entry.view(3), when);
  }

  Database& database_;
  const RowWitness& witness_;
  std::int64_t beginning_ = 0;
  int times_broken_ = 0;
  std::vector<std::unique_ptr<Sealed>> sealed_;
  std::vector<Versions> versions_;
  FactsCheck check_;
};

}  // namespace

FactsCheck verify_facts(Database& database) {
  const Snapshot snapshot(database);
  return Check(database).run();
}

}  // namespace ksbx
