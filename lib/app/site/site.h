// site: everything there is to read, as pages that lead to each other: the city, its towns, schools and classes, each
// child, each who has to act, the rules.
//
//   index.html                the city at a glance, its towns and schools
//   town/990181003.html       a town, its schools, its children with something to be done
//   school/9990180001.html    a school and its classes
//   class/9990180001_….html   a class list
//   pupil/S-7K3Q.html         the story of one child
//   person/….html             what is mine today, of each who holds a post and has something to do
//   people.html, rules.html, pages.html
//
// What a page says is said elsewhere: by the pages `overview`, `town-page` and `school-page` of the rulebook, its report
// `class-lists`, cut up by class, the story of a case (app/explain/case_story.h), slips (app/deliver/slip_page.h). Here
// it is decided which pages there are and what leads where. The store is asked once for each kind of page; but for each
// town, school and child that has one.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "app/workspace/disclosure.h"
#include "app/workspace/workspace.h"
#include "files/report/report_reader.h"

namespace ksbx {

struct SiteRequest {
  enum class Pupils { with_open_duties, all };
  Disclosure shown = {};
  Language language = Language::zh;
  Pupils pupils = Pupils::with_open_duties;
};

struct SiteCounts {
  std::size_t pages = 0;
  std::size_t pupils = 0;  // of them of a child
  std::size_t people = 0;  // of them of someone who has to act
};

// "folder/name" or "name", and the whole file.
using TakePage = std::function<void(const std::string& path, std::string_view bytes)>;

// Hands out one page after another, of one moment of the store: the same store and day, the same bytes. Pages of the
// rulebook that it does not have leave their lists. Throws as `report` does; Failure::usage ("unknown-report") of a
// rulebook without `class-lists` or the reports of a delivery.
SiteCounts write_site(const Workspace& workspace, const std::vector<ReportDefinition>& reports,
                      const SiteRequest& request, const TakePage& take);

}  // namespace ksbx
