// ReadAhead: items are made on a thread of their own while the caller works on those made before.
//
// A few batches go to and fro between the two, so memory does not grow with the number of items, and places are used
// again with whatever they hold: strings in them allocate once. Where no thread is to be had, they are made when they
// are asked for.
//
//   ReadAhead<CheckedRow> rows([&](CheckedRow& row) { return check.next(row); });
//   while (CheckedRow* row = rows.next()) …
#pragma once

#include <array>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

namespace ksbx {

template <class Item>
class ReadAhead {
 public:
  // `make` fills one item and returns whether there was one. It runs on the other thread only; what it throws comes out
  // of `next` after the items made before.
  explicit ReadAhead(std::function<bool(Item&)> make) : make_(std::move(make)) {
    try {
      maker_ = std::thread([this] { make_all(); });
    } catch (const std::system_error&) {
      // As many as the user may have.
    }
  }

  ~ReadAhead() {
    if (!maker_.joinable()) return;
    {
      const std::lock_guard lock(mutex_);
      stopped_ = true;
    }
    changed_.notify_all();
    maker_.join();
  }
  ReadAhead(const ReadAhead&) = delete;
  ReadAhead& operator=(const ReadAhead&) = delete;

  // The next item, valid until the one after it is asked for; nullptr at the end.
  Item* next() {
    if (!maker_.joinable()) return make_(alone_) ? &alone_ : nullptr;
    if (current_ == nullptr || taken_ == current_->count) {
      if (!exchange()) return nullptr;
      taken_ = 0;
    }
    return &current_->items[taken_++];
  }

 private:
  static constexpr std::size_t batch_size = 256;
  struct Batch {
    std::deque<Item> items;
    std::size_t count = 0;  // of them filled
  };

  // Gives back the batch that was read and waits for the next one; false at the end.
  bool exchange() {
    std::unique_lock lock(mutex_);
    if (current_ != nullptr) ++read_;
    changed_.notify_all();
    changed_.wait(lock, [this] { return made_ > read_ || finished_; });
    current_ = made_ > read_ ? &batches_[read_ % batches_.size()] : nullptr;
    if (current_ != nullptr) return true;
    if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
    return false;
  }

  void make_all() {
    try {
      while (make_batch()) {
      }
    } catch (...) {
      const std::lock_guard lock(mutex_);
      failure_ = std::current_exception();
    }
    const std::lock_guard lock(mutex_);
    finished_ = true;
    changed_.notify_all();
  }

  // Waits for a free batch and fills it; false if there is no more, or no one wants it.
  bool make_batch() {
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return made_ < read_ + batches_.size() || stopped_; });
      if (stopped_) return false;
    }
    Batch& batch = batches_[made_ % batches_.size()];
    batch.count = 0;
    const auto hand_over = [&] {
      const std::lock_guard lock(mutex_);
      if (batch.count > 0) ++made_;
      changed_.notify_all();
    };
    try {
      while (batch.count < batch_size) {
        if (batch.count == batch.items.size()) batch.items.emplace_back();
        if (!make_(batch.items[batch.count])) break;
        ++batch.count;
      }
    } catch (...) {
      hand_over();
      throw;
    }
    hand_over();
    return batch.count == batch_size;
  }

  std::function<bool(Item&)> make_;
  std::array<Batch, 4> batches_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t made_ = 0, read_ = 0;  // batches, ever
  bool finished_ = false, stopped_ = false;
  std::exception_ptr failure_;
  Batch* current_ = nullptr;  // that is read
  std::size_t taken_ = 0;     // items of it
  Item alone_;                // without a thread
  std::thread maker_;         // last: it uses all of the above
};

}  // namespace ksbx
