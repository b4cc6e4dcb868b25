#include "files/paper/docx.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "base/text.h"
#include "base/utf8.h"
#include "files/input/archive.h"
#include "files/render/html.h"

namespace ksbx {
namespace {

// In twentieths of a point, as the format counts.
constexpr int text_width = 8844;         // 156 mm
constexpr int letter = text_width / 28;  // of 28 in a line
constexpr double largest_mark = 42;      // points
constexpr double mark_width = 430;       // the text area, in points, less a little
constexpr std::string_view word_namespaces =
    R"(xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main")"
    R"( xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships")";
constexpr std::string_view xml_head = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)";

constexpr std::string_view content_types =
    R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">)"
    R"(<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>)"
    R"(<Default Extension="xml" ContentType="application/xml"/>)"
    R"(<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>)"
    R"(<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>)"
    R"(<Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/>)"
    R"(<Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>)"
    R"(<Override PartName="/word/footer2.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>)"
    R"(<Override PartName="/word/footer3.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>)"
    R"(</Types>)";

constexpr std::string_view package_parts =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" )"
    R"(Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" )"
    R"(Target="word/document.xml"/>)"
    R"(</Relationships>)";

// rId1 styles, rId2 settings, rId3 to rId5 the footers of odd pages, of even ones, and of slips.
std::string document_parts() {
  std::string out = R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)";
  int id = 0;
  for (const auto& [type, target] :
       {std::pair("styles", "styles"), std::pair("settings", "settings"), std::pair("footer", "footer1"),
        std::pair("footer", "footer2"), std::pair("footer", "footer3")})
    out += formatted(
        R"(<Relationship Id="rId{}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" )"
        R"(Target="{}.xml"/>)",
        ++id, type, target);
  return out + "</Relationships>";
}

std::string settings() {
  return formatted(
      R"(<w:settings {}><w:evenAndOddHeaders/><w:characterSpacingControl w:val="compressPunctuation"/>)"
      R"(<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" )"
      R"(w:val="15"/></w:compat></w:settings>)",
      word_namespaces);
}

// Half points, as the format counts sizes.
std::string style(const char* id, const char* font, int size, const char* paragraph, const char* run) {
  return formatted(
      R"(<w:style w:type="paragraph" w:customStyle="1" w:styleId="{0}"><w:name w:val="{0}"/><w:basedOn w:val="Normal"/>)"
      R"(<w:pPr>{3}</w:pPr><w:rPr><w:rFonts w:ascii="{1}" w:hAnsi="{1}" w:eastAsia="{1}"/>{4}<w:sz w:val="{2}"/><w:szCs w:val="{2}"/></w:rPr></w:style>)",
      id, font, size, paragraph, run);
}

constexpr const char* song = "方正小标宋简体";
constexpr const char* fangsong = "仿宋";
constexpr const char* hei = "黑体";
// A letter of 16 pt takes 15.75, so that 28 stand in a line; a grid of letters is understood otherwise by LibreOffice.
constexpr const char* tight = R"(<w:spacing w:val="-5"/>)";

std::string styles() {
  return formatted(
             R"(<w:styles {}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="仿宋" w:hAnsi="仿宋" w:eastAsia="仿宋" w:cs="Times New Roman"/>)"
             R"(<w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="zh-CN" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>)"
             R"(<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:pPr><w:jc w:val="both"/></w:pPr></w:style>)",
             word_namespaces) +
         style("Mark", song, 84,
               R"(<w:snapToGrid w:val="0"/><w:spacing w:before="1984" w:after="860"/><w:jc w:val="center"/>)",
               R"(<w:b/><w:color w:val="D40000"/>)") +
         style(
             "Number", fangsong, 32,
             R"(<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="11" w:color="D40000"/></w:pBdr><w:spacing w:after="1156"/><w:jc w:val="center"/>)",
             "") +
         style("PaperTitle", song, 44, R"(<w:snapToGrid w:val="0"/><w:spacing w:after="578"/><w:jc w:val="center"/>)",
               "<w:b/>") +
         style("Text", fangsong, 32, R"(<w:ind w:firstLineChars="200" w:firstLine="640"/>)", tight) +
         style("Part", hei, 32, R"(<w:keepNext/><w:ind w:firstLineChars="200" w:firstLine="640"/>)", tight) +
         style("Flush", fangsong, 32, "", tight) +
         style("Annex", fangsong, 32, R"(<w:spacing w:before="578"/><w:ind w:left="1600" w:hanging="960"/>)", tight) +
         style("Cell", fangsong, 24, R"(<w:snapToGrid w:val="0"/><w:jc w:val="left"/>)", "") +
         style("Record", fangsong, 28, R"(<w:keepLines/><w:snapToGrid w:val="0"/><w:ind w:left="280" w:right="280"/>)",
               "") +
         style("SlipName", fangsong, 36, R"(<w:keepNext/><w:spacing w:after="160"/><w:jc w:val="center"/>)",
               R"(<w:spacing w:val="120"/>)") +
         style("Slip", fangsong, 28, R"(<w:spacing w:line="500" w:lineRule="auto"/><w:jc w:val="left"/>)", "") +
         style(
             "Cut", fangsong, 18,
             R"(<w:pBdr><w:top w:val="dashed" w:sz="4" w:space="1" w:color="000000"/></w:pBdr><w:spacing w:before="700" w:after="500"/><w:jc w:val="center"/>)",
             "") +
         style("Page", "宋体", 28, "", "") + "</w:styles>";
}

// — 1 —, of 4号.
std::string page_number(const char* side, const char* indent) {
  return formatted(
      R"(<w:ftr {}><w:p><w:pPr><w:pStyle w:val="Page"/><w:ind {}/><w:jc w:val="{}"/></w:pPr><w:r><w:t xml:space="preserve">— </w:t></w:r>)"
      R"(<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>)"
      R"(<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>)"
      R"(<w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>)",
      word_namespaces, indent, side);
}

std::string empty_footer() {
  return formatted(R"(<w:ftr {}><w:p><w:pPr><w:pStyle w:val="Page"/></w:pPr></w:p></w:ftr>)", word_namespaces);
}

std::string run(const std::string& words, const char* properties = "") {
  if (words.empty()) return {};
  return formatted(R"(<w:r><w:rPr>{}</w:rPr><w:t xml:space="preserve">{}</w:t></w:r>)", properties, html_words(words));
}

constexpr const char* underlined = R"(<w:u w:val="single"/>)";
constexpr const char* tab = "<w:r><w:tab/></w:r>";

// Words, and underlined room where the form leaves wide blanks.
std::string runs_of(const std::string& line) {
  std::string out;
  for (const PaperPiece& piece : pieces_of(line)) {
    std::string blank;
    for (int i = 0; i < piece.blank; ++i) blank += "\u3000";
    out += run(piece.words) + run(blank, underlined);
  }
  return out;
}

int letters_in(const std::string& words) {
  return (display_width(words) + 1) / 2;
}

// A section of the document: what stands in it, and how its pages are.
class Body {
 public:
  void paragraph(const char* its_style, const std::string& runs, const std::string& properties = {}) {
    put_down();
    style_ = its_style;
    properties_ = properties;
    runs_ = runs;
  }

  void table(const std::string& xml) {
    put_down();
    xml_ += xml;
  }

  // The last paragraph of a section holds what is said of its pages.
  void end_section(const std::string& pages) {
    if (style_.empty()) paragraph("Cell", {});
    properties_ += pages;
    put_down();
  }

  // What the last section says of its pages stands by itself.
  std::string end(const std::string& pages) {
    if (style_.empty()) paragraph("Cell", {});
    put_down();
    return xml_ + pages;
  }

 private:
  void put_down() {
    if (!style_.empty())
      xml_ += formatted(R"(<w:p><w:pPr><w:pStyle w:val="{}"/>{}</w:pPr>{}</w:p>)", style_, properties_, runs_);
    style_.clear();
  }

  std::string xml_, style_, properties_, runs_;
};

// Columns as wide as their widest cell asks, but none without room.
std::vector<int> widths_of(const PaperBlock& block) {
  std::vector<int> widths(block.rows.front().size(), 4);
  int all = 0;
  for (std::size_t column = 0; column < widths.size(); ++column) {
    for (const auto& row : block.rows)
      if (column < row.size()) widths[column] = std::clamp(display_width(row[column]) + 2, widths[column], 24);
    all += widths[column];
  }
  for (int& width : widths) width = width * text_width / all;
  return widths;
}

std::string cell(const std::string& words, int width, const char* side, int size, const char* font) {
  const std::string look = formatted(R"({}<w:sz w:val="{}"/>)", font, size);
  return formatted(
      R"(<w:tc><w:tcPr><w:tcW w:w="{}" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="Cell"/><w:jc w:val="{}"/></w:pPr>{}</w:p></w:tc>)",
      width, side, run(words, look.c_str()));
}

std::string table(const PaperBlock& block) {
  const std::vector<int> widths = widths_of(block);
  const int size = widths.size() > 9 ? 18 : widths.size() > 6 ? 21 : 24;
  std::string out = formatted(R"(<w:tbl><w:tblPr><w:tblW w:w="{}" w:type="dxa"/><w:tblBorders>)", text_width);
  for (const char* edge : {"top", "left", "bottom", "right", "insideH", "insideV"})
    out += formatted(R"(<w:{} w:val="single" w:sz="4" w:space="0" w:color="000000"/>)", edge);
  out +=
      R"(</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>)";
  for (const int width : widths) out += formatted(R"(<w:gridCol w:w="{}"/>)", width);
  out += "</w:tblGrid>";
  for (std::size_t i = 0; i < block.rows.size(); ++i) {
    out += formatted(R"(<w:tr><w:trPr><w:cantSplit/>{}</w:trPr>)", i == 0 ? "<w:tblHeader/>" : "");
    for (std::size_t column = 0; column < widths.size(); ++column) {
      const std::string& words = column < block.rows[i].size() ? block.rows[i][column] : std::string();
      if (i == 0)
        out += cell(words, widths[column], "center", size, R"(<w:rFonts w:eastAsia="黑体"/>)");
      else
        out += cell(words, widths[column], holds_figures(block, column) ? "right" : "left", size, "");
    }
    out += "</w:tr>";
  }
  return out + "</w:tbl>";
}

// Labels at equal distances, and after each that ends in a colon a line up to the next one.
void put_fill_in(Body& body, const char* its_style, const PaperBlock& block) {
  const std::vector<std::string>& labels = block.rows.front();
  std::string tabs = "<w:tabs>", runs;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    tabs += formatted(R"(<w:tab w:val="left" w:pos="{}"/>)",
                      text_width * static_cast<int>(i + 1) / static_cast<int>(labels.size()));
    runs += run(labels[i]);
    runs += labels[i].ends_with("：") ? formatted("<w:r><w:rPr>{}</w:rPr><w:tab/></w:r>", underlined) : tab;
  }
  body.paragraph(its_style, runs, tabs + "</w:tabs>");
}

void put(Body& body, const PaperBlock& block, const char* plain) {
  using enum PaperBlock::Kind;
  switch (block.kind) {
    case paragraph: return body.paragraph("Text", runs_of(block.words));
    case heading: return body.paragraph("Part", runs_of(block.words));
    case flush: return body.paragraph(plain, runs_of(block.words));
    case attachment: return body.paragraph("Annex", run(block.words));
    case PaperBlock::Kind::table: return body.table(ksbx::table(block));
    case fill_in: return put_fill_in(body, plain, block);
    case room:
      return body.paragraph(plain, {},
                            R"(<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="999999"/></w:pBdr>)");
  }
}

void put_head(Body& body, const PaperLayout& layout) {
  if (!layout.mark.empty()) {
    const double size = std::min(largest_mark, mark_width / std::max(letters_in(layout.mark), 1));
    const std::string look = formatted(R"(<w:sz w:val="{}"/>)", std::lround(size * 2));
    body.paragraph("Mark", run(layout.mark, look.c_str()));
  }
  if (layout.number.empty()) return;
  if (!layout.goes_up) return body.paragraph("Number", run(layout.number));
  body.paragraph(
      "Number", run(layout.number) + tab + run("签发人：") + run("\u3000\u3000\u3000\u3000", underlined),
      formatted(R"(<w:tabs><w:tab w:val="right" w:pos="{}"/></w:tabs><w:ind w:left="{}"/><w:jc w:val="left"/>)",
                text_width - letter, letter));
}

// The date four letters from the right, the name in the middle above it; room for the seal above both.
void put_signature(Body& body, const PaperLayout& layout) {
  if (layout.date.empty()) return;
  const int over = (letters_in(layout.signer) - letters_in(layout.date)) * letter / 2;
  const int right = std::max(letter / 2, 4 * letter - std::max(over, 0));
  const auto place = [](int edge, int before) {
    return formatted(
        R"(<w:keepNext/><w:keepLines/><w:spacing w:before="{}"/><w:ind w:right="{}"/><w:jc w:val="right"/>)", before,
        edge);
  };
  body.paragraph("Flush", run(layout.signer), place(std::max(0, right + (over > 0 ? 0 : -over)), 1156));
  std::string date = place(std::max(0, right + std::max(over, 0)), 0);
  date.erase(0, std::string_view("<w:keepNext/>").size());
  body.paragraph("Flush", run(layout.date), date);
}

std::string edge(const char* side, int size) {
  return formatted(R"(<w:{} w:val="single" w:sz="{}" w:space="1" w:color="000000"/>)", side, size);
}

void put_record(Body& body, const PaperLayout& layout) {
  constexpr int strong = 8, thin = 6;  // eighths of a point: 0.35 and 0.25 mm
  const bool has_printer = !layout.printed_by.empty() && !layout.printed.empty();
  const std::string before = R"(<w:spacing w:before="578"/>)";
  if (!layout.copy_to.empty())
    body.paragraph("Record", run("抄送：" + layout.copy_to + "。"),
                   "<w:keepNext/><w:pBdr>" + edge("top", strong) + (has_printer ? "" : edge("bottom", strong)) +
                       "</w:pBdr>" + before);
  if (!has_printer) return;
  body.paragraph("Record", run(layout.printed_by) + tab + run(layout.printed + "印发"),
                 "<w:pBdr>" + edge("top", layout.copy_to.empty() ? strong : thin) + edge("bottom", strong) +
                     formatted(R"(</w:pBdr><w:tabs><w:tab w:val="right" w:pos="{}"/></w:tabs>)", text_width - 300) +
                     (layout.copy_to.empty() ? before : ""));
}

void put_slip(Body& body, const std::vector<PaperBlock>& blocks) {
  if (blocks.empty()) return;
  body.paragraph("SlipName", run(blocks.front().words));
  for (std::size_t i = 1; i < blocks.size(); ++i) put(body, blocks[i], "Slip");
}

void put_original(Body& body, const PaperLayout& layout) {
  put_head(body, layout);
  body.paragraph("PaperTitle", run(layout.title));
  if (!layout.to.empty()) body.paragraph("Flush", run(layout.to + "："));
  for (const PaperBlock& block : layout.body) put(body, block, "Flush");
  put_signature(body, layout);
  for (const PaperBlock& block : layout.tail) put(body, block, "Flush");
  put_record(body, layout);
}

std::string footers(const char* odd, const char* even) {
  return formatted(
      R"(<w:footerReference w:type="default" r:id="{}"/><w:footerReference w:type="even" r:id="{}"/><w:type w:val="nextPage"/><w:pgSz w:w="11906" w:h="16838"/>)",
      odd, even);
}

// A4, 37 and 28 mm, 22 lines of 28 characters, from page 1.
std::string pages_of_paper() {
  return "<w:sectPr>" + footers("rId3", "rId4") +
         R"(<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="1304" w:gutter="0"/>)"
         R"(<w:pgNumType w:start="1"/><w:docGrid w:type="lines" w:linePitch="578"/></w:sectPr>)";
}

std::string pages_of_slips() {
  return "<w:sectPr>" + footers("rId5", "rId5") +
         R"(<w:pgMar w:top="1134" w:right="1474" w:bottom="1021" w:left="1588" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>)";
}

std::string document(const std::vector<Paper>& papers) {
  Body body;
  std::string pages;  // of the section that is not ended yet
  const auto next = [&](std::string its_pages) {
    if (!pages.empty()) body.end_section(pages);
    pages = std::move(its_pages);
  };
  for (const Paper& paper : papers) {
    const PaperLayout layout = laid_out(paper);
    next(pages_of_paper());
    put_original(body, layout);
    if (layout.stub.empty() && layout.slip.empty()) continue;
    next(pages_of_slips());
    put_slip(body, layout.stub);
    body.paragraph("Cut", run("裁　切　线"));
    put_slip(body, layout.slip);
  }
  return formatted("<w:document {}><w:body>{}</w:body></w:document>", word_namespaces, body.end(pages));
}

}  // namespace

std::string papers_docx(const std::vector<Paper>& papers) {
  const auto part = [](const char* name, const std::string& xml) {
    return std::pair(std::string(name), std::string(xml_head) + "\n" + xml);
  };
  return zip_of(
      {part("[Content_Types].xml", std::string(content_types)), part("_rels/.rels", std::string(package_parts)),
       part("word/document.xml", document(papers)), part("word/_rels/document.xml.rels", document_parts()),
       part("word/styles.xml", styles()), part("word/settings.xml", settings()),
       part("word/footer1.xml", page_number("right", R"(w:right="280")")),
       part("word/footer2.xml", page_number("left", R"(w:left="280")")), part("word/footer3.xml", empty_footer())});
}

}  // namespace ksbx
