// ksbx: the driver.
#include <cstdio>
#include <string>
#include <vector>

#include "cli/dispatch.h"
#include "cli/terminal/console.h"
#include "cli/terminal/environment.h"
#include "cli/terminal/process.h"

int main(int argc, char** argv) {
  // Nothing may be opened or written before the process is safe for other people's data.
  ksbx::prepare_process();

  // What we were given: the environment once, and the words after the program's name.
  const ksbx::Environment environment = ksbx::environment_of_process();
  const std::vector<std::string> words(argv + (argc > 0 ? 1 : 0), argv + argc);

  // Find the command, read its options, run it, and answer for every byte of its result.
  ksbx::Console console(stdout, stderr);
  return static_cast<int>(ksbx::run_words(words, environment, console));
}
