// A process that may have no thread but its own, as at the limit of processes of its user.
#pragma once

#include <doctest/doctest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <exception>

namespace ksbx {

// Whether `act` answers true there, and throws nothing.
template <class Act>
bool holds_without_threads(Act act) {
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    constexpr uid_t nobody = 65534;  // the limit does not hold for root
    const rlimit one{1, 1};
    if (::geteuid() == 0 && ::setuid(nobody) != 0) ::_exit(2);
    if (::setrlimit(RLIMIT_NPROC, &one) != 0) ::_exit(3);
    try {
      ::_exit(act() ? 0 : 1);
    } catch (const std::exception&) {
      ::_exit(4);
    }
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace ksbx
