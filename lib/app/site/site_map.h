// SiteMap: which pages a site has, where each lies, and which of them a cell of a table leads to.
//
// Files are called by codes, since two units may share a name: school/9990180001.html, class/9990180001_七年级_1班.html,
// pupil/S-7K3Q.html. A code that no file can be called by is changed until one can (app/deliver/file_names.h).
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/table.h"

namespace ksbx {

// The address of `to` in an attribute of the page at `from`; both are paths within the site.
std::string address_between(const std::string& from, const std::string& to);

class SiteMap {
 public:
  // Pages of one kind, one for each code, in the order given; a cell of the column with one of these codes leads there.
  void add(const std::string& folder, const std::string& column, const std::vector<std::string>& codes);
  // A cell of the column that says `words` leads where one says `code`; nowhere, if that is said of two codes.
  void call(const std::string& column, const std::string& code, const std::string& other, const std::string& words);

  // Cells that say the path of this page lead there.
  void lead(const std::string& path) { paths_[{"path", path}] = path; }

  // The page of that code; empty if there is none.
  std::string path_of(const std::string& column, const std::string& code) const;
  // Where a cell leads: by the code beside it, where its row has one, else by what it says. Empty: nowhere.
  std::string path_of(const Table& table, const TableRow& row, std::size_t column) const;

 private:
  std::map<std::pair<std::string, std::string>, std::string> paths_;  // by column and what the cell says
};

}  // namespace ksbx
