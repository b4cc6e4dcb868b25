// OpenWorkspace: the store opened, the rulebook and the calendars read, as the settings say; what most commands begin
// with.
//
// It owns all parts of its workspace and outlives every use case that is given it; one for each run of a command. Rules
// are read before the store is touched, so a mistake in a rule file never leaves a half-opened store, and output files
// are claimed before anything is judged.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/workspace/workspace.h"
#include "cli/words/command.h"
#include "files/report/report_reader.h"
#include "files/rulebook/calendar_reader.h"
#include "files/rulebook/rulebook_reader.h"
#include "store/sqlite/transaction.h"

namespace ksbx {

class OpenWorkspace {
 public:
  // Throws Error: Failure::rules with every problem of every rule and calendar file, Failure::database if the store
  // refuses. Warnings about the files are reported on the way.
  OpenWorkspace(Context& context, const std::string& command, Access access)
      : OpenWorkspace(context, command, access, context.dates) {}
  // For what knows its own day, whatever day it is.
  OpenWorkspace(Context& context, const std::string& command, Access access, const Dates& dates);
  OpenWorkspace(const OpenWorkspace&) = delete;
  OpenWorkspace& operator=(const OpenWorkspace&) = delete;

  const Workspace& workspace() const { return workspace_; }
  const std::string& calendar_digest() const { return calendar_.digest; }
  // As the files have them, and with those. The workspace's know by which values judged days were judged.
  const ReadRulebook& rules() const { return rules_; }
  const ReadCalendar& calendar() const { return calendar_; }

 private:
  ReadRulebook rules_;
  ReadCalendar calendar_;
  Database database_;
  Rulebook rulebook_;
  Calendar known_calendar_;  // with the closures in the store
  const Workspace workspace_;
};

// The store alone, for commands that need no rules. A change that was cut short is rolled back, and a warning says so.
// Claims the files that the call writes (cli/words/output_files.h), so nothing is judged that could not be written.
Database open_database(const Context& context, Access access);
// Who runs this command, as the machine knows him: kept with every change.
Occasion occasion_of(const Context& context, const std::string& command);

// Read and checked, or Failure::rules with all problems; warnings are printed.
Rulebook rulebook_of(Context& context);  // the one in use
Rulebook rulebook_of(Context& context, const std::vector<std::filesystem::path>& folders);
ReadCalendar calendar_of(Context& context);
std::vector<ReportDefinition> reports_of(Context& context);

}  // namespace ksbx
