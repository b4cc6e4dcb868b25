#include "cli/words/trust.h"

#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <string>

#include "store/sqlite/database_file.h"

namespace ksbx {
namespace {

// Debian gives each user a group of his own, in which he may leave what he makes open to change (umask 002).
bool is_group_of_owner(const struct stat& status) {
  const passwd* owner = ::getpwuid(status.st_uid);
  const group* members = ::getgrgid(status.st_gid);
  if (owner == nullptr || members == nullptr || owner->pw_gid != status.st_gid) return false;
  const std::string name = owner->pw_name;  // what is asked next is answered in the same place
  for (char** one = members->gr_mem; *one != nullptr; ++one)
    if (*one != name) return false;
  ::setpwent();
  bool is_shared = false;
  while (const passwd* other = ::getpwent())
    is_shared = is_shared || (other->pw_gid == status.st_gid && other->pw_name != name);
  ::endpwent();
  return !is_shared;
}

}  // namespace

namespace fs = std::filesystem;

Problems distrusted(const fs::path& file, const Text& what) {
  struct stat status {};
  if (::stat(file.c_str(), &status) != 0) return {};
  const auto problem = [&](Text why, Text remedy) {
    return Problems{{Severity::error, "settings-owner", {file.string()}, std::move(why), std::move(remedy)}};
  };
  if (status.st_uid != 0 && status.st_uid != ::geteuid())
    return problem(text("{}是用户 {} 的，不予采用", "{} belongs to {} and is not used", what, owner_of(file.string())),
                   text("请运行 chown；确要采用，用 --db、--rules、--calendar 写明",
                        "make it your own (chown), or name what you want with --db, --rules, --calendar"));
  // Who may change a folder marked so can do nothing to what others have in it; of a file the mark says nothing.
  const bool is_sticky = S_ISDIR(status.st_mode) && (status.st_mode & S_ISVTX) != 0;
  if ((status.st_mode & S_IWOTH) != 0 && !is_sticky)
    return problem(text("{}谁都能改，不予采用", "everyone may change {}, so it is not used", what),
                   text("请运行 chmod o-w {}", "run chmod o-w {}", file.string()));
  if ((status.st_mode & S_IWGRP) != 0 && !is_sticky && !is_group_of_owner(status))
    return problem(text("{}一组人都能改，不予采用", "a group of people may change {}, so it is not used", what),
                   text("请运行 chmod g-w {}", "run chmod g-w {}", file.string()));
  return {};
}

Problems distrusted(const Setting<std::vector<fs::path>>& named, const Text& what) {
  Problems all;
  if (named.layer != Layer::project && named.layer != Layer::user && named.layer != Layer::system) return all;
  const auto look = [&](const fs::path& file) {
    for (Problem& problem : distrusted(file, what)) all.push_back(std::move(problem));
  };
  std::error_code none;
  for (const fs::path& path : named.value) {
    look(path);
    if (!all.empty()) return all;  // what is in it is as doubtful
    constexpr auto linked_too = fs::directory_options::follow_directory_symlink;
    for (fs::recursive_directory_iterator entry(path, linked_too, none), end; !none && entry != end;
         entry.increment(none))
      look(entry->path());
  }
  return all;
}

}  // namespace ksbx
