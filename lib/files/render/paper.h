// paper: a written document (文书) as it is printed: as plain text, as a page of A4, or for a word processor.
//
// The text is the one that was hashed when the document was issued. All else is layout: it is derived each time a
// document is printed, after GB/T 9704-2012 (docs/papers.md has its elements one by one). The original (正本) is an
// official paper; the stub (存根), which stays with the issuer, and the receipt slip (回执), which comes back, lie on a
// sheet of their own and are cut apart.
//
// In the text a blank line after the first one makes that the title; 一、 begins a heading; a colon ends a line that
// speaks to somebody; lines with tabs are a table whose first line is its header; three wide blanks are to be filled
// in; the last line that is a date ends the text, with who signs above it.
#pragma once

#include <string>
#include <vector>

namespace ksbx {

struct Paper {
  std::string title;  // 学生辍学情况报告; the text's own title, if it begins with one, comes before it
  std::string number;  // 发文字号, as it is shown: 控辍〔2026〕9990180001-政-2号; empty for a paper without one
  std::string to;      // 主送机关, the full name; may be empty
  std::string copy_to;       // 抄送机关, likewise
  std::string content;       // lines
  std::string stub;          // lines, the first a heading; empty: there is none
  std::string slip;          // likewise
  std::string issuer = {};   // 发文机关, the full name; empty: the paper has neither a red head nor 版记
  std::string printed = {};  // 印发日期: 2026年11月18日
};

struct PaperBlock {
  enum class Kind {
    paragraph,   // indented by two characters
    heading,     // 一、缺课情况
    flush,       // not indented: whom it speaks to, a line of a sheet
    attachment,  // 附件：
    table,       // `rows`, the first its header
    fill_in,     // `rows` has one row of labels; after one that ends in a colon there is a line to write on
    room         // a line left free to write on
  };
  Kind kind = Kind::paragraph;
  std::string words = {};
  std::vector<std::vector<std::string>> rows = {};
};

// The elements of a paper, in the order in which they stand on it; what is empty is not there.
struct PaperLayout {
  std::string mark;      // 发文机关标志, in red
  std::string number;    // 发文字号, above the title
  bool goes_up = false;  // 上行文, by its name a 报告 or 请示: the number stands left, and who signs it is named
  std::string title;
  std::string to;  // without the colon; empty where the text itself speaks to somebody: 王大明：
  std::vector<PaperBlock> body;
  std::string signer, date;                  // 署名 and 成文日期, under the seal
  std::vector<PaperBlock> tail;              // below the date: to be filled in
  std::string copy_to, printed_by, printed;  // 版记
  std::vector<PaperBlock> stub, slip;        // the first of each its name
};
PaperLayout laid_out(const Paper& paper);

// Of a column of a table block: all its cells are figures, so they stand to the right.
bool holds_figures(const PaperBlock& table, std::size_t column);
// A line in pieces: words, and how many wide blanks stand between them to be filled in.
struct PaperPiece {
  std::string words;
  int blank = 0;  // after the words
};
std::vector<PaperPiece> pieces_of(const std::string& line);

// The parts one below the other, ending in a line feed; tables are aligned.
std::string paper_text(const Paper& paper);
// A page as files/render/html.h promises.
std::string paper_html(const Paper& paper);

// Several in one file, each beginning on a sheet of its own. At least one. A page of several has no page numbers, since
// no browser begins to count anew; files/paper/docx.h does.
std::string papers_text(const std::vector<Paper>& papers);
std::string papers_html(const std::vector<Paper>& papers);

}  // namespace ksbx
