// docx: papers as a file that Word and WPS open, so that an office can edit, print and stamp them.
//
// The layout is that of the page (files/render/paper.h): the same margins, 22 lines of 28 characters, the
// issuer in red, page numbers outside. There is room for the seal, but no circle. A paper is a section that begins with
// page 1; its stub and slip are one without page numbers. The same papers give the same bytes.
#pragma once

#include <string>
#include <vector>

#include "files/render/paper.h"

namespace ksbx {

// The bytes of the file. At least one paper. Throws Error, Failure::output, if they cannot be put together.
std::string papers_docx(const std::vector<Paper>& papers);

}  // namespace ksbx
