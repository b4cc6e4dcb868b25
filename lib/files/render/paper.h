// paper: a written document (文书) as it is printed, as plain text or as a page of A4.
//
// One sheet has three parts to be cut apart: the original (正本), the stub (存根) that stays with the issuer, and the
// receipt slip (回执) that comes back. The text is the one that was hashed when the document was issued; the page only
// sets it: title in the middle, paragraphs indented by two characters, a place for the seal at the issuer's name, the
// date in Chinese numerals, and lines to write on where the form leaves blanks.
#pragma once

#include <string>

namespace ksbx {

struct Paper {
  std::string title;    // 学生辍学情况报告
  std::string number;   // empty for a paper that is not numbered
  std::string to;       // 白杨镇; may be empty
  std::string copy_to;  // likewise
  std::string content;  // lines; the first may be the title
  std::string stub;     // lines, the first a heading; empty: there is none
  std::string slip;     // likewise
};

// The parts one below the other, ending in a line feed.
std::string paper_text(const Paper& paper);
// A page as files/render/html.h promises.
std::string paper_html(const Paper& paper);

}  // namespace ksbx
