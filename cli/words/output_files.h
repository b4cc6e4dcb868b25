// OutputFiles: every file that a call of ksbx writes for its user, and what must not be written over.
//
// A command only declares what its files are to it (cli/words/options.h, FileRole). From that follows, before anything
// is read or judged:
//
// * No output is the database or a file next to it, a rule, calendar or configuration file in use, another database, an
//   input or another output of the same call, whatever it is called (cli/terminal/same_file.h). Nothing overrules that.
// * What is there stays, unless it is empty or of ksbx: an entry of the export log names the place, or has the hash of
//   its bytes. What people fill in is of ksbx only as long as no one did. --force replaces the rest.
// * A folder that is written as a whole is replaced only if the log names it. Nothing overrules that: what lies in a
//   folder is worth more than a file.
// * What is no regular file (a terminal, a pipe, /dev/null) is written to as it is.
//
// * No input is the database or a file next to it: a second look at the file would cost SQLite its locks
//   (store/sqlite/open_file.h), and no one keeps pupils' lists there.
//
// In the same breath a draft of each output is opened next to it, so that no night is judged for a file that cannot be
// written.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "cli/terminal/device.h"
#include "cli/words/config.h"
#include "cli/words/options.h"
#include "store/sqlite/draft_file.h"

namespace ksbx {

class Database;

// A file that stays as it is, and what it is; or, with an ending, every file of that ending in a folder, also one that
// is not there yet.
struct KeptFile {
  std::string path;
  Text what;
  std::string ending = {};
  bool is_of_database = false;  // it, or a file that SQLite keeps next to it
};
// The database with what SQLite and upgrades put next to it, the files of the rules and calendars in use and what would
// be read as one of them the next time, and those of the configuration, whether they are there or not.
std::vector<KeptFile> kept_files(const Settings& settings, const Environment& environment);

class OutputFiles {
 public:
  enum class Replaces { ours, everything };
  OutputFiles(std::vector<NamedFile> files, Replaces replaces);

  bool any() const;  // is a file read or written, be it by the shell?
  // Throws Error (Failure::usage, "output-is-kept") with both names if an output is one of `kept`, an input or another
  // output; "input-is-database" if an input is the database of `kept`.
  void refuse_kept(const std::vector<KeptFile>& kept) const;
  // Throws Error (Failure::usage, "output-exists") if what is there is not ours, Error (Failure::output) if it cannot
  // be written. Afterwards there is a draft of each output. Once is enough: later calls do nothing.
  void claim(Database& export_log);
  void claim_without_log();  // nothing but an empty file is ours then

  // Where the new bytes of an output go; the file itself is as it was until the draft is kept.
  DraftFile draft(const std::string& path);
  // The same for what is no regular file: open since it was claimed.
  Device device(const std::string& path);
  // Is it in the export log under this name?
  bool is_on_record(const std::string& path) const { return on_record_.contains(path); }
  // By what the export log knows it: a hash of its place, because clerks name files after children. Empty for what
  // people fill in.
  std::string name_on_record(const std::string& path) const;

 private:
  void claim(const NamedFile& file, Database* export_log);
  void claim_folder(const NamedFile& file, Database* export_log);
  bool is_ours(const NamedFile& file, Database& export_log);

  std::vector<NamedFile> files_;
  Replaces replaces_;
  bool claimed_ = false;
  std::map<std::string, DraftFile> drafts_;
  std::map<std::string, Device> devices_;
  std::set<std::string> on_record_;
};

// A terminal, a pipe or another device: it cannot be replaced and is written to as it is.
bool is_device(const std::string& path);

}  // namespace ksbx
