// BlankForm: a workbook for others to fill in: one sheet with the header and what is known already (the pupils of a
// class), so that it can be read as it comes back, and a sheet 说明 that says of each column whether it is needed, what
// may stand there, and an example. Examples stand there alone: none can be sent back as a child.
#pragma once

#include <string>
#include <vector>

#include "base/text.h"
#include "files/render/render.h"

namespace ksbx {

struct FormColumn {
  std::string heading;  // as the importer knows it
  std::vector<std::string> choices =
      {};            // offered as a list; other words are warned of by the spreadsheet, not refused
  Text needed = {};  // 必填
  Text about = {};   // what may stand there
  std::string example = {};
  int width = 14;  // in characters of the default font
};

struct BlankForm {
  Text title;                      // also the name of its sheet
  std::vector<std::string> above;  // lines over the header, each in one cell
  std::vector<FormColumn> columns;
  std::vector<Text> notes;                          // above the columns on the sheet 说明
  std::vector<std::vector<std::string>> rows = {};  // under the header, from the first column on
};

// The bytes of the workbook. Every cell that is to be filled in is a text cell, so that no id number is rounded. Lists
// of choices lie on a hidden sheet. The same form gives the same bytes.
std::string render_form(const BlankForm& form, const RenderOptions& options);

}  // namespace ksbx
