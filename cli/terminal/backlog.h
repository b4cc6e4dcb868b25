// Backlog: bytes for a reader who may be slow (a pipe, a terminal), taken at once and written as he reads.
//
// Whoever reads the database while he writes to a pipe keeps all writers out until the last row is read, perhaps by
// someone who went home with a pager open. With this in between the query ends as fast as it can. What the reader has
// not taken waits in memory, and beyond some megabytes in a file without a name.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "store/spill/scratch_file.h"

namespace ksbx {

class Backlog {
 public:
  // Writes to `descriptor`, which stays the caller's and open as long as this lives. What memory cannot hold goes into
  // `folder`.
  Backlog(int descriptor, std::string folder);
  Backlog(const Backlog&) = delete;
  Backlog& operator=(const Backlog&) = delete;
  ~Backlog();  // what the reader has not taken by then, he does not get

  // Never waits for the reader. False if he is gone, or nothing could be written: then nothing more is. Throws Error
  // (Failure::io) where the file cannot hold it.
  bool add(std::string_view bytes);
  // Waits until the reader has everything; false if `most` is over before, or he never gets it.
  bool settle(std::chrono::milliseconds most);
  // Waits until the reader has everything; false if he did not get it.
  bool finish();
  // Whether that was because he closed his end of the pipe.
  bool reader_left() const;

 private:
  bool is_empty() const;   // under the lock
  bool write_one_block();  // false if nothing is there
  void write_all();

  int descriptor_;
  std::string folder_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::string> blocks_;  // the oldest first; after them comes what the file holds
  std::size_t in_memory_ = 0;       // bytes of the blocks
  std::unique_ptr<ScratchFile> file_;
  std::uint64_t read_ = 0, kept_ = 0;  // bytes of the file: taken out of it, put into it
  bool writing_ = false;               // a block is on its way
  bool failed_ = false, reader_left_ = false, ends_ = false;
  std::thread writer_;  // none where no thread is to be had: then all is written in the end
};

}  // namespace ksbx
