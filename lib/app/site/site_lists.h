// site_lists: the lists by which the pages of a site lead down: class lists, units, people.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "app/deliver/delivery.h"
#include "app/workspace/disclosure.h"
#include "app/workspace/workspace.h"
#include "base/table.h"
#include "files/report/report_reader.h"
#include "model/unit.h"

namespace ksbx {

// The report `class-lists`, asked once: who is in each class, and minors in none of whom something is to be done.
struct ClassLists {
  Table all;                             // with every column
  std::map<std::string, Table> classes;  // by code: the rows of each class, without what is the same in all of them

  std::string student_code(const TableRow& row) const { return words(row, student_code_); }
  std::string class_code(const TableRow& row) const { return words(row, class_code_); }
  std::string town(const TableRow& row) const { return words(row, town_); }
  std::string class_name(const TableRow& row) const;  // 七年级 1班
  std::int64_t open_duties(const TableRow& row) const;

  // Those rows under a title, without the codes of units.
  Table rows_where(Text title, const std::function<bool(const TableRow& row)>& is_meant) const;
  // The classes of a school with their pupils and what is to be done about them.
  Table class_counts(const std::string& school) const;

 private:
  friend ClassLists class_lists(const Workspace& workspace, const std::vector<ReportDefinition>& reports,
                                const Disclosure& shown, Language language);
  static std::string words(const TableRow& row, std::size_t place) { return words_of(row[place]); }

  std::size_t student_code_ = 0, class_code_ = 0, school_code_ = 0, town_ = 0, grade_ = 0, class_ = 0, open_ = 0,
              overdue_ = 0;
};

// Throws as `report` does; Failure::rules ("report-column") if the report lacks a column that is needed.
ClassLists class_lists(const Workspace& workspace, const std::vector<ReportDefinition>& reports,
                       const Disclosure& shown, Language language);

// Names and codes in columns called `column`, as in town, and town_code.
Table unit_list(const std::vector<const Unit*>& units, const std::string& column, Text title);

// Whoever has something to do, how much and what is late.
Table people_list(const std::vector<Parcel>& parcels);

}  // namespace ksbx
