// The file under the database, before SQLite opens it and when it is made: permissions, kind, first bytes.
//
// What is refused here is Failure::database, with what to do about it; what cannot be read is Failure::io.
#pragma once

#include <cstdint>
#include <string>

#include "base/text.h"

namespace ksbx {

// The folder with all links resolved, so that SQLite may be told to follow none; the file itself stays as named.
std::string resolved_path(const std::string& path);

// A regular file that no one else may write to, with the header of an SQLite database and this application_id in it.
// One that this process has open was looked at then and is not touched (store/sqlite/open_file.h).
void check_file(const std::string& path, std::int64_t application_id);

// While a restore changes the files, one of this name says where the old one goes; one that was killed leaves it.
std::string name_of_restoring(const std::string& path);
bool is_being_restored(const std::string& path);

// Did another tool switch it to a write-ahead log? Not asked of a file that this process has open.
bool is_in_wal_mode(const std::string& path);

// Whoever writes, writes pupils into it: so the file must be his own, or he is about to write what others own and can
// read and replace; and its folder must not let others put another file in its place. Nothing there: nothing to say.
void check_owner(const std::string& path);
// May everybody on the machine read it?
bool is_readable_by_all(const std::string& path);
// SQLite would take the file for the journal of a database that is next to it, and empty it; ksbx removes its drafts.
void refuse_name_of_journal(const std::string& path);

// Nothing is there, or an empty file (of a creation that was cut short) that can be replaced. Refused if a journal lies
// there without its database: SQLite would put that old change into the new file.
bool is_free_for_store(const std::string& path);
void remove_empty(const std::string& path);  // and nothing else
[[noreturn]] void fail_exists(const std::string& path);
// How a store is restored, for someone whose file is damaged.
Text restore_remedy();

// A file of our own, there and empty, for no one else to read under any umask (0600). Refused if
// anything is there.
void make_private_file(const std::string& path);
void remove_file(const std::string& path);

// Is there a journal next to it that holds something: a change that is being made just now, or one that was cut short?
bool has_journal(const std::string& path);
// Who may make it whole again: "zhang", or "uid 1000" without a name.
std::string owner_of(const std::string& path);

[[noreturn]] void fail_permission(const std::string& path);
// What the machine said (errno) when the file was to be reached: no permission, or else Failure::io, because a disk
// that cannot be read now is not a damaged file.
[[noreturn]] void fail_unreachable(const std::string& path, int error);

}  // namespace ksbx
