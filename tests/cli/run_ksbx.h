// run_ksbx: a command line from its words to its end, inside the test.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <vector>

#include "cli/dispatch.h"

namespace ksbx {

struct Ended {
  ExitCode exit{};
  std::string talk;  // what stood on standard error
};

// Its result is thrown away. `variables`: all of the environment.
inline Ended run_ksbx(const std::vector<std::string>& words, const std::map<std::string, std::string>& variables = {}) {
  char* talk = nullptr;
  std::size_t size = 0;
  std::FILE* err = open_memstream(&talk, &size);
  Environment environment;
  environment.variables = variables;
  Ended ended;
  {
    Console console(std::fopen("/dev/null", "w"), err);
    ended.exit = run_words(words, environment, console);
  }
  std::fclose(err);
  ended.talk.assign(talk, size);
  std::free(talk);
  return ended;
}

}  // namespace ksbx
