#include "cli/terminal/process.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>

namespace ksbx {
namespace {

// A closed standard output must stay an output that fails: /dev/null opened for reading refuses
// every byte.
void fill_gap(int descriptor) {
  if (fcntl(descriptor, F_GETFD) != -1 || errno != EBADF) return;
  const int mode = descriptor == STDERR_FILENO ? O_WRONLY : O_RDONLY;
  // The lowest free number is handed out, and those below are open by now.
  if (open("/dev/null", mode) != descriptor) std::abort();
}

}  // namespace

void prepare_process() {
  for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; ++descriptor) fill_gap(descriptor);
  umask(077);
  // Local time in a question means Shanghai's, whatever the machine is set to: eight hours ahead, no summer time.
  setenv("TZ", "CST-8", 1);
  const rlimit none{0, 0};
  setrlimit(RLIMIT_CORE, &none);
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
}

}  // namespace ksbx
