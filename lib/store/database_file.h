// The file under the database, before SQLite opens it and when it is made: permissions, kind, first bytes.
//
// Everything refused here is Failure::database, with what to do about it.
#pragma once

#include <string>

namespace ksbx {

// The folder with all links resolved, so that SQLite may be told to follow none; the file itself stays as named.
std::string resolved_path(const std::string& path);

// A regular file that nobody else may write to, with the header of a ksbx store. Must not be called
// while SQLite has the file open in this process: closing it would drop SQLite's locks.
void check_file(const std::string& path);

// A file of our own, there and empty, for nobody else to read under any umask (0600). Refused if
// anything is there.
void make_private_file(const std::string& path);
void remove_file(const std::string& path);

// Makes the appearance of a file in its folder survive a power cut.
void sync_folder_of(const std::string& path);

[[noreturn]] void fail_permission(const std::string& path);

}  // namespace ksbx
