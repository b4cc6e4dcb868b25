#include "cli/terminal/device.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <thread>
#include <utility>

#include "base/problem.h"
#include "store/sqlite/draft_file.h"

namespace ksbx {
namespace {

// Opening a pipe for writing waits until someone reads it, so it is asked for without waiting, again and again.
int opened(const std::string& path) {
  constexpr std::chrono::milliseconds between_tries{50}, patience{2'000};
  for (auto waited = between_tries;; waited += between_tries) {
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (descriptor >= 0) {
      ::fcntl(descriptor, F_SETFL, ::fcntl(descriptor, F_GETFL) & ~O_NONBLOCK);
      return descriptor;
    }
    if (errno != ENXIO) throw unwritable(path, errno);
    if (waited > patience)
      throw Error(Failure::output, "no-reader", text("没有人读管道 {}", "no one reads the pipe {}", path),
                  text("先启动读它的程序，再运行一次", "start the program that reads it, then run again"));
    std::this_thread::sleep_for(between_tries);
  }
}

}  // namespace

Device::Device(std::string path) : path_(std::move(path)) {
  const int descriptor = opened(path_);
  stream_.reset(::fdopen(descriptor, "w"));
  if (stream_) return;
  const int error = errno;
  ::close(descriptor);
  throw unwritable(path_, error);
}

void Device::write(std::string_view bytes) {
  if (std::fwrite(bytes.data(), 1, bytes.size(), stream_.get()) != bytes.size()) throw unwritable(path_, errno);
}

void Device::close() {
  if (std::fclose(stream_.release()) != 0) throw unwritable(path_, errno);
}

}  // namespace ksbx
