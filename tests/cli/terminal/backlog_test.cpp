#include "cli/terminal/backlog.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <filesystem>
#include <utility>

#include "without_threads.h"

using namespace ksbx;

namespace {

struct Pipe {
  std::array<int, 2> ends{};
  Pipe() {
    std::signal(SIGPIPE, SIG_IGN);
    REQUIRE(::pipe(ends.data()) == 0);
  }
  ~Pipe() {
    for (const int end : ends) ::close(end);
  }
  int out() const { return ends[1]; }
  std::string read_all() {
    ::close(std::exchange(ends[1], -1));
    std::string all, block(100'000, '\0');
    while (true) {
      const ssize_t got = ::read(ends[0], block.data(), block.size());
      if (got <= 0) return all;
      all.append(block, 0, static_cast<std::size_t>(got));
    }
  }
};

const std::string scratch = std::filesystem::temp_directory_path().string();

// Rows that can be told from each other, more than a pipe holds, and than memory does.
std::string rows(int count) {
  std::string all;
  for (int i = 0; i < count; ++i) all += std::to_string(i) + ",王小明,青石镇初级中学,七年级,1班\n";
  return all;
}

}  // namespace

TEST_CASE("a reader who takes nothing keeps no one waiting, and gets every row in order when he reads at last") {
  Pipe pipe;
  const std::string wanted = rows(400'000);  // 18 MB
  std::string got;
  Backlog backlog(pipe.out(), scratch);
  for (std::size_t at = 0; at < wanted.size(); at += 50'000)
    REQUIRE(backlog.add(std::string_view(wanted).substr(at, 50'000)));
  CHECK_FALSE(backlog.settle(std::chrono::milliseconds(20)));
  std::thread late([&] {
    std::string block(100'000, '\0');
    while (got.size() < wanted.size()) {
      const ssize_t count = ::read(pipe.ends[0], block.data(), block.size());
      if (count <= 0) return;
      got.append(block, 0, static_cast<std::size_t>(count));
    }
  });
  CHECK(backlog.finish());
  late.join();
  CHECK(got == wanted);
}

TEST_CASE("a reader who is gone is noticed, and nothing waits for him") {
  Pipe pipe;
  ::close(std::exchange(pipe.ends[0], -1));
  Backlog backlog(pipe.out(), scratch);
  backlog.add(rows(1000));
  CHECK_FALSE(backlog.finish());
  CHECK(backlog.reader_left());
  CHECK_FALSE(backlog.add("more"));
}

TEST_CASE("where no thread is to be had everything is written in the end") {
  CHECK(holds_without_threads([] {
    Pipe pipe;
    Backlog backlog(pipe.out(), scratch);
    return backlog.add("one row\n") && !backlog.settle(std::chrono::milliseconds(0)) && backlog.finish() &&
           pipe.read_all() == "one row\n";
  }));
}
