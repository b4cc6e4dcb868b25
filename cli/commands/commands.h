// The makers of all commands, one for each command file. The table that names them is in commands.cpp.
//
// Each returns a new command that is run once and thrown away: a command keeps what its words say in members, so it
// must not be run twice. Making one reads and opens nothing, so `help` may make all of them.
#pragma once

#include <memory>

#include "cli/words/command.h"

namespace ksbx {

std::unique_ptr<Command> import_command();
std::unique_ptr<Command> collect_command();
std::unique_ptr<Command> deliver_command();
std::unique_ptr<Command> site_command();
std::unique_ptr<Command> add_minor_command();
std::unique_ptr<Command> add_student_command();
std::unique_ptr<Command> pupil_merge_command();
std::unique_ptr<Command> pupil_split_command();
std::unique_ptr<Command> pupil_correct_command();
std::unique_ptr<Command> pupil_show_command();
std::unique_ptr<Command> mark_absent_command();
std::unique_ptr<Command> record_command();
std::unique_ptr<Command> escalate_command();
std::unique_ptr<Command> undo_command();
std::unique_ptr<Command> report_command();
std::unique_ptr<Command> sql_command();
std::unique_ptr<Command> document_command();
std::unique_ptr<Command> explain_command();
std::unique_ptr<Command> compare_command();
std::unique_ptr<Command> status_command();
std::unique_ptr<Command> rules_check_command();
std::unique_ptr<Command> rules_test_command();
std::unique_ptr<Command> rules_coverage_command();
std::unique_ptr<Command> rules_facts_command();
std::unique_ptr<Command> rules_eval_command();
std::unique_ptr<Command> rules_schema_command();
std::unique_ptr<Command> rules_show_command();
std::unique_ptr<Command> rules_diff_command();
std::unique_ptr<Command> rules_backtest_command();
std::unique_ptr<Command> rules_at_command();
std::unique_ptr<Command> doctor_command();
std::unique_ptr<Command> calendar_command();
std::unique_ptr<Command> calendar_close_command();
std::unique_ptr<Command> calendar_list_command();
std::unique_ptr<Command> calendar_open_command();
std::unique_ptr<Command> verify_command();
std::unique_ptr<Command> backup_command();
std::unique_ptr<Command> restore_command();
std::unique_ptr<Command> init_command();
std::unique_ptr<Command> promote_command();
std::unique_ptr<Command> demo_command();
std::unique_ptr<Command> version_command();
std::unique_ptr<Command> help_command();

}  // namespace ksbx
