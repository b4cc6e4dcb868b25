#include "store/spill/rejects.h"

#include <algorithm>
#include <cstring>
#include <span>
#include <utility>

namespace ksbx {
namespace {

constexpr std::size_t most_in_memory = 4 << 20;  // bytes

void put(std::string& bytes, std::size_t number) {
  const auto small = static_cast<std::uint32_t>(number);
  bytes.append(reinterpret_cast<const char*>(&small), sizeof small);
}

void put(std::string& bytes, const std::string& word) {
  put(bytes, word.size());
  bytes += word;
}

void put(std::string& bytes, const std::vector<std::string>& words) {
  put(bytes, words.size());
  for (const std::string& word : words) put(bytes, word);
}

// What `put` wrote, first in the file, then in memory.
class Reader {
 public:
  Reader(const std::optional<ScratchFile>& file, std::string_view rest) : file_(file), rest_(rest) {}

  bool at_end() { return begin_ == block_.size() && !next_block(); }

  std::size_t number() {
    std::uint32_t small = 0;
    take({reinterpret_cast<char*>(&small), sizeof small});
    return small;
  }

  void word(std::string& into) {
    into.resize(number());
    take(into);
  }

  void words(std::vector<std::string>& into) {
    into.resize(number());
    for (std::string& one : into) word(one);
  }

 private:
  void take(std::span<char> into) {
    while (!into.empty() && !at_end()) {
      const std::size_t count = std::min(into.size(), block_.size() - begin_);
      std::memcpy(into.data(), block_.data() + begin_, count);
      begin_ += count;
      into = into.subspan(count);
    }
  }

  bool next_block() {
    begin_ = 0;
    block_.resize(256 * 1024);
    block_.resize(file_ ? file_->read(done_, block_) : 0);
    done_ += block_.size();
    if (block_.empty()) block_ = std::exchange(rest_, {});
    return !block_.empty();
  }

  const std::optional<ScratchFile>& file_;
  std::string_view rest_;
  std::string block_;
  std::size_t begin_ = 0;   // of what is not taken yet
  std::uint64_t done_ = 0;  // of the file
};

}  // namespace

void Rejects::add(const Reject& reject) {
  const bool other_file = size_ == 0 || reject.file != file_name_ || reject.header != header_;
  put(latest_, other_file ? 1 : 0);
  if (other_file) {
    put(latest_, file_name_ = reject.file);
    put(latest_, header_ = reject.header);
  }
  put(latest_, static_cast<std::size_t>(reject.line));
  put(latest_, reject.code);
  put(latest_, reject.reason);
  put(latest_, reject.cells);
  ++size_;
  if (latest_.size() < most_in_memory) return;
  if (!file_) file_.emplace(folder_);
  file_->append(latest_);
  latest_.clear();
}

void Rejects::each(const std::function<bool(const Reject&)>& take) const {
  Reader reader(file_, latest_);
  Reject reject;
  while (!reader.at_end()) {
    if (reader.number() == 1) {
      reader.word(reject.file);
      reader.words(reject.header);
    }
    reject.line = static_cast<int>(reader.number());
    reader.word(reject.code);
    reader.word(reject.reason);
    reader.words(reject.cells);
    if (!take(reject)) return;
  }
}

}  // namespace ksbx
