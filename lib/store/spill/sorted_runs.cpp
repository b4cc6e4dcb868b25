#include "store/spill/sorted_runs.h"

#include <algorithm>
#include <cstring>

namespace ksbx {
namespace {

constexpr std::size_t page_size = 256;  // entries, 4 KiB
constexpr std::size_t keys_a_word = 6;  // of a filter: one key in forty is taken for one that is there
constexpr std::size_t often = 64;       // in a row: then the keys are not asked for at random

std::size_t word_of(std::int64_t key, std::size_t words) {
  return static_cast<std::size_t>((static_cast<std::uint64_t>(key) >> 31) * words >> 32);
}

std::uint64_t bits_of(std::int64_t key) {
  std::uint64_t bits = 0;
  for (int shift = 0; shift < 24; shift += 6)
    bits |= std::uint64_t{1} << (static_cast<std::uint64_t>(key) >> shift & 63);
  return bits;
}

}  // namespace

bool SortedRuns::Run::may_hold(std::int64_t key) const {
  const std::uint64_t bits = bits_of(key);
  return (filter[word_of(key, filter.size())] & bits) == bits;
}

void SortedRuns::add(std::span<Entry> entries) {
  std::sort(entries.begin(), entries.end());
  if (latest_.empty() && entries.size() >= most_in_memory) return spill(entries);
  const auto known = static_cast<std::ptrdiff_t>(latest_.size());
  latest_.insert(latest_.end(), entries.begin(), entries.end());
  std::inplace_merge(latest_.begin(), latest_.begin() + known, latest_.end());
  if (latest_.size() < most_in_memory) return;
  spill(latest_);
  latest_ = {};
}

void SortedRuns::clear() {
  *this = SortedRuns(std::move(folder_));
}

void SortedRuns::spill(std::span<const Entry> entries) {
  if (!file_) file_.emplace(folder_);
  Run run;
  run.count = entries.size();
  run.at = file_->append({reinterpret_cast<const char*>(entries.data()), entries.size_bytes()});
  for (std::size_t i = 0; i < entries.size(); i += page_size) run.pages.push_back(entries[i].key);
  run.filter.resize(entries.size() / keys_a_word + 1);
  for (const Entry& one : entries) run.filter[word_of(one.key, run.filter.size())] |= bits_of(one.key);
  runs_.push_back(std::move(run));
}

void SortedRuns::find(std::int64_t key, const std::function<bool(std::int64_t)>& take) const {
  for (std::size_t run = 0; run < runs_.size(); ++run)
    if (runs_[run].may_hold(key) && !find_in(run, key, take)) return;
  auto at = std::ranges::lower_bound(latest_, key, {}, &Entry::key);
  while (at != latest_.end() && at->key == key)
    if (!take(at++->value)) return;
}

std::int64_t SortedRuns::first(std::int64_t key) const {
  std::int64_t value = 0;
  find(key, [&](std::int64_t found) {
    value = found;
    return false;
  });
  return value;
}

// False if `take` wants no more.
bool SortedRuns::find_in(std::size_t run, std::int64_t key, const std::function<bool(std::int64_t)>& take) const {
  const std::vector<std::int64_t>& pages = runs_[run].pages;
  // The page before may end with the key that begins this one.
  auto number = static_cast<std::size_t>(std::ranges::lower_bound(pages, key) - pages.begin());
  if (number > 0) --number;
  for (; number < pages.size() && pages[number] <= key; ++number) {
    const std::span<const Entry> entries = page(run, number);
    auto at = std::ranges::lower_bound(entries, key, {}, &Entry::key);
    if (at != entries.end() && at->key == key) note_found(run);
    for (; at != entries.end() && at->key == key; ++at)
      if (!take(at->value)) return false;
  }
  return true;
}

std::span<const SortedRuns::Entry> SortedRuns::page(std::size_t run, std::size_t number) const {
  const std::size_t begin = number * page_size, count = std::min(page_size, runs_[run].count - begin);
  if (!whole_.empty() && whole_run_ == run) return std::span(whole_).subspan(begin, count);
  read_.resize(count);
  file_->read(runs_[run].at + begin * sizeof(Entry), {reinterpret_cast<char*>(read_.data()), count * sizeof(Entry)});
  return read_;
}

void SortedRuns::note_found(std::size_t run) const {
  found_in_a_row_ = found_in_ == run ? found_in_a_row_ + 1 : 1;
  found_in_ = run;
  if (found_in_a_row_ != often || (!whole_.empty() && whole_run_ == run)) return;
  whole_.resize(runs_[run].count);
  whole_run_ = run;
  file_->read(runs_[run].at, {reinterpret_cast<char*>(whole_.data()), whole_.size() * sizeof(Entry)});
}

}  // namespace ksbx
