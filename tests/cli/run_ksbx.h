// run_ksbx: a command line from its words to its end, inside the test.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <vector>

#include "cli/dispatch.h"
#include "temporary_folder.h"

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

// The same on the store of a folder, on the evening of 2026-11-16 and in English.
inline Ended run_on_store(const Folder& folder, std::vector<std::string> words) {
  const std::string rules = std::string(KSBX_SOURCE_DIR) + "/rules/";
  for (const std::string& more : {std::string("--db"), folder.file("ksbx.db")}) words.push_back(more);
  if (words.front() == "escalate" || words.front() == "deliver" || words.front() == "collect" ||
      words.front() == "site")
    for (const std::string& more :
         {std::string("--rules"), rules + "kongchuo-2016", std::string("--calendar"), rules + "calendars"})
      words.push_back(more);
  return run_ksbx(words, {{"KSBX_CLOCK", "2026-11-16T20:00"}, {"KSBX_LANG", "en"}});
}

}  // namespace ksbx
