#include "cli/terminal/backlog.h"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <optional>
#include <system_error>
#include <utility>

namespace ksbx {
namespace {

constexpr std::size_t most_in_memory = std::size_t{8} << 20, block_size = std::size_t{64} << 10;

// False for a reader who is gone (errno is EPIPE then) and for a full disk.
bool write_whole(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0 && errno == EAGAIN) {  // the other end made the pipe one that does not wait
      pollfd ready{descriptor, POLLOUT, 0};
      ::poll(&ready, 1, -1);
      continue;
    }
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace

Backlog::Backlog(int descriptor, std::string folder) : descriptor_(descriptor), folder_(std::move(folder)) {
  try {
    writer_ = std::thread([this] { write_all(); });
  } catch (const std::system_error&) {
    // As many processes as the user may have: written in the end, without one.
  }
}

Backlog::~Backlog() {
  if (!writer_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    ends_ = true;
    failed_ = failed_ || !is_empty();
  }
  changed_.notify_all();
  writer_.join();
}

bool Backlog::is_empty() const {
  return blocks_.empty() && read_ == kept_;
}

bool Backlog::add(std::string_view bytes) {
  const std::lock_guard lock(mutex_);
  if (failed_ || bytes.empty()) return !failed_;
  if (read_ == kept_ && in_memory_ + bytes.size() <= most_in_memory) {
    blocks_.emplace_back(bytes);
    in_memory_ += bytes.size();
  } else {
    if (!file_) file_ = std::make_unique<ScratchFile>(folder_);
    file_->append(bytes);
    kept_ += bytes.size();
  }
  changed_.notify_all();
  return true;
}

// What is taken out stays a byte that is missing until it is written (writing_).
bool Backlog::write_one_block() {
  std::string block;
  {
    const std::lock_guard lock(mutex_);
    if (failed_ || is_empty()) return false;
    if (!blocks_.empty()) {
      block = std::move(blocks_.front());
      blocks_.pop_front();
      in_memory_ -= block.size();
    } else {
      block.resize(std::min<std::uint64_t>(block_size, kept_ - read_));
      block.resize(file_->read(read_, block));
      read_ += block.size();
    }
    writing_ = true;
  }
  const bool written = write_whole(descriptor_, block);
  const bool is_alone = !written && errno == EPIPE;
  const std::lock_guard lock(mutex_);
  writing_ = false;
  reader_left_ = is_alone;
  failed_ = failed_ || !written;
  changed_.notify_all();
  return !failed_;
}

void Backlog::write_all() {
  while (true) {
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return failed_ || ends_ || !is_empty(); });
      if (failed_ || is_empty()) return;  // it ends
    }
    try {
      write_one_block();
    } catch (const std::exception&) {  // the file cannot be read again
      const std::lock_guard lock(mutex_);
      failed_ = true;
      changed_.notify_all();
    }
  }
}

bool Backlog::settle(std::chrono::milliseconds most) {
  if (!writer_.joinable()) return false;
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, most, [this] { return failed_ || (is_empty() && !writing_); });
  return !failed_ && is_empty() && !writing_;
}

bool Backlog::reader_left() const {
  const std::lock_guard lock(mutex_);
  return reader_left_;
}

bool Backlog::finish() {
  if (!writer_.joinable()) {
    while (write_one_block()) {
    }
    return !failed_;
  }
  {
    const std::lock_guard lock(mutex_);
    ends_ = true;
  }
  changed_.notify_all();
  writer_.join();
  return !failed_;
}

}  // namespace ksbx
