#include "app/deliver/news.h"

#include "store/ledger/duty_store.h"
#include "store/ledger/list_store.h"

namespace ksbx {
namespace {

// The last run of which everything was handed out; nothing: of none.
std::optional<std::int64_t> known_through(Database& database, const Since& since, Cut by) {
  switch (since.from) {
    case Since::From::last: return handed_out_through(database, std::string(name_of(by)));
    case Since::From::day: return last_run_before(database, since.day);
    case Since::From::all: break;
  }
  return std::nullopt;
}

// Until which day what is overdue was known to be.
std::optional<Day> told_through(Database& database, const Since& since, std::int64_t run) {
  if (since.from == Since::From::day) return since.day;
  const auto last = run_numbered(database, run);
  return last ? std::optional(last->through) : std::nullopt;
}

}  // namespace

bool News::has(DutyId duty, std::optional<Day> due, Day today) const {
  if (everything || duties.contains(duty)) return true;
  return due && told && *due >= *told && *due < today;
}

News news_since(Database& database, const Since& since, Cut by) {
  News news;
  const auto known = known_through(database, since, by);
  news.everything = !known;
  if (!known) return news;
  news.leaves_gap = *known > handed_out_through(database, std::string(name_of(by))).value_or(0);
  news.told = told_through(database, since, *known);
  FoundByRuns found = found_after(database, *known, {});
  for (const Duty& duty : found.duties) news.duties.insert(duty.id);
  for (const Duty& duty : found.amended) news.duties.insert(duty.id);
  for (const Document& document : found.documents) news.papers.insert(document.number);
  for (const Sending& sending : found.sendings) news.papers.insert(sending.number);
  news.withdrawn = std::move(found.withdrawn);
  return news;
}

}  // namespace ksbx
