// How a document is set on A4 in HTML, after GB/T 9704-2012: margins of 37 and 28 mm, a text area of 156 by 225 mm with
// 22 lines of 28 characters in FangSong of 16 pt, the issuer in red, the page number below the text, outside.
#include <algorithm>

#include "base/utf8.h"
#include "files/render/html.h"
#include "files/render/paper.h"

namespace ksbx {
namespace {

constexpr std::string_view style =
    R"css(@page{size:A4 portrait;margin:37mm 26mm 35mm 28mm;@top-left{content:none}@bottom-right{content:none}}
@page :right{@bottom-right{content:"— " counter(page) " —";font:14pt/1 SimSun,"Songti SC","Noto Serif CJK SC",serif;color:#000;vertical-align:top;padding:7mm 1em 0 0}}
@page :left{@bottom-left{content:"— " counter(page) " —";font:14pt/1 SimSun,"Songti SC","Noto Serif CJK SC",serif;color:#000;vertical-align:top;padding:7mm 0 0 1em}}
@page slips{margin:20mm 26mm 18mm 28mm;@bottom-left{content:none}@bottom-right{content:none}}
body{background:#eceff2;font-family:FangSong,STFangsong,"FangSong_GB2312","Noto Serif CJK SC","Source Han Serif SC",SimSun,"Songti SC","WenQuanYi Zen Hei",serif}
main,.slips{box-sizing:border-box;max-width:210mm;background:#fff;margin:16px auto;font-size:16pt;line-height:28.9pt;color:#000}
main{padding:37mm 26mm 35mm 28mm}
.slips{padding:20mm 26mm 18mm 28mm}
.head{border-bottom:2px solid #d40000;margin-bottom:57.8pt}
.mark{color:#d40000;font-family:"FZXiaoBiaoSong-B05S",SimSun,"Songti SC","Noto Serif CJK SC","Source Han Serif SC","WenQuanYi Zen Hei",serif;font-weight:700;line-height:1.2;text-align:center;text-indent:0;padding-top:35mm;margin-bottom:43pt}
.number{display:flex;justify-content:center;text-indent:0;padding-bottom:4mm;line-height:1.4}
.number.up{justify-content:space-between;padding-left:1em;padding-right:1em}
.number i{display:inline-block;border-bottom:1px solid #000;width:5em}
h1{font:700 22pt/1.4 "FZXiaoBiaoSong-B05S",SimSun,"Songti SC","Noto Serif CJK SC","Source Han Serif SC","WenQuanYi Zen Hei",serif;text-align:center;text-wrap:balance;margin:0 0 28.9pt}
p{margin:0;text-indent:2em;overflow-wrap:anywhere;text-align:justify}
p.flush{text-indent:0}
p.annex{margin-top:28.9pt;padding-left:5em;text-indent:-3em}
main>:has(+.signed){break-after:avoid}
p.part{font-family:SimHei,"Heiti SC","Noto Sans CJK SC","WenQuanYi Zen Hei",sans-serif;break-after:avoid}
.columns{width:100%;border-collapse:collapse;margin:6pt 0 8pt;font-size:12pt;line-height:1.45}
.columns.many{font-size:10.5pt}
.columns.crowd{font-size:9pt}
.columns th,.columns td{border:1px solid #000;padding:2pt 4pt;text-align:left;font-weight:400;overflow-wrap:anywhere}
.columns th{font-family:SimHei,"Heiti SC","Noto Sans CJK SC","WenQuanYi Zen Hei",sans-serif;text-align:center}
.columns td.figure{text-align:right}
.columns td:empty{height:20pt}
.columns tr{break-inside:avoid}
.columns thead{display:table-header-group}
.signed{position:relative;margin:57.8pt 0 28.9pt auto;width:fit-content;text-align:center;break-inside:avoid}
.signed p{text-indent:0;text-align:center;position:relative}
.seal{position:absolute;left:50%;top:50%;width:40mm;height:40mm;margin:-24mm 0 0 -20mm;border:1px dashed #a33;border-radius:50%;color:#a33;font-size:9pt;line-height:1;text-align:center;padding-top:8mm;box-sizing:border-box}
.record{border-top:.35mm solid #000;border-bottom:.35mm solid #000;font-size:14pt;line-height:1.7;break-inside:avoid}
.record p{text-indent:0;padding:0 1em;display:flex;justify-content:space-between;column-gap:1em}
.record p+p{border-top:.25mm solid #000}
.blank{display:inline-block;border-bottom:1px solid #000;height:1.2em;vertical-align:bottom;margin:0 .2em 2pt}
.fill{display:flex;flex-wrap:wrap;text-indent:0;column-gap:1.2em}
.fill span{display:inline-flex;flex:1 1 auto;align-items:flex-end}
.fill i{flex:1;min-width:5em;border-bottom:1px solid #000;margin:0 0 5pt 2pt}
.room{border-bottom:1px solid #999;height:28.9pt}
.tail{margin:28.9pt 0}
.cut{border-top:1px dashed #000;margin:14mm 0 10mm;text-align:center;font-size:9pt;line-height:1;height:0}
.cut span{position:relative;top:-.55em;background:#fff;padding:0 1em;letter-spacing:.4em;color:#444}
.slip{font-size:14pt;line-height:1.9;break-inside:avoid}
.slip p{text-indent:0;text-align:left}
.slip .name{font-size:18pt;text-align:center;letter-spacing:.3em;margin-bottom:8pt}
@media screen and (max-width:640px){main,.slips{padding:20px 18px;margin:0 0 12px;font-size:17px;line-height:1.75}h1{font-size:23px}.mark{padding-top:0!important;margin-bottom:14px}.head{margin-bottom:24px}.number{flex-wrap:wrap;font-size:15px}.slip,.record{font-size:15px}.columns{display:block;overflow-x:auto}}
@media print{body{background:none}main,.slips{margin:0;padding:0;max-width:none}main{letter-spacing:-.21pt;min-height:224mm;display:flex;flex-direction:column}.record{margin-top:auto}.slips{page:slips}main,.slips{break-before:page}body>:first-child{break-before:auto}.columns,.record,.slips{letter-spacing:0}}
)css";

// Of several papers: no browser begins to count anew.
constexpr std::string_view no_page_numbers =
    "@page :right{@bottom-right{content:none}}\n@page :left{@bottom-left{content:none}}\n";

// Of Chinese letters, two columns of a terminal are one.
double letters_in(const std::string& words) {
  return display_width(words) / 2.0;
}

// Where the form leaves wide blanks, a line to write on.
std::string with_blanks(const std::string& line) {
  std::string out;
  for (const PaperPiece& piece : pieces_of(line)) {
    out += html_words(piece.words);
    if (piece.blank > 0) out += formatted("<span class=\"blank\" style=\"width:{}em\"></span>", piece.blank);
  }
  return out;
}

// Every label with a line after it, the last one too.
std::string fill_in_line(const PaperBlock& block) {
  std::string out = "<p class=\"fill\">";
  for (const std::string& label : block.rows.front())
    out += "<span>" + html_words(label) + (label.ends_with("：") ? "<i></i>" : "") + "</span>";
  return out + "</p>\n";
}

std::string table(const PaperBlock& block) {
  const std::size_t columns = block.rows.front().size();
  std::string out = formatted("<table class=\"columns{}\">\n<thead><tr>", columns > 9   ? " crowd"
                                                                          : columns > 6 ? " many"
                                                                                        : "");
  for (const std::string& heading : block.rows.front()) out += "<th>" + html_words(heading) + "</th>";
  out += "</tr></thead>\n<tbody>\n";
  for (std::size_t i = 1; i < block.rows.size(); ++i) {
    out += "<tr>";
    for (std::size_t column = 0; column < columns; ++column) {
      const std::string& cell = column < block.rows[i].size() ? block.rows[i][column] : std::string();
      out += formatted("<td{}>{}</td>", holds_figures(block, column) ? " class=\"figure\"" : "", html_words(cell));
    }
    out += "</tr>\n";
  }
  return out + "</tbody>\n</table>\n";
}

std::string set(const PaperBlock& block) {
  using enum PaperBlock::Kind;
  switch (block.kind) {
    case paragraph: return "<p>" + with_blanks(block.words) + "</p>\n";
    case heading: return "<p class=\"part\">" + with_blanks(block.words) + "</p>\n";
    case flush: return "<p class=\"flush\">" + with_blanks(block.words) + "</p>\n";
    case attachment: return "<p class=\"annex\">" + html_words(block.words) + "</p>\n";
    case PaperBlock::Kind::table: return ksbx::table(block);
    case fill_in: return fill_in_line(block);
    case room: return "<div class=\"room\"></div>\n";
  }
  return {};
}

std::string set(const std::vector<PaperBlock>& blocks) {
  std::string out;
  for (const PaperBlock& block : blocks) out += set(block);
  return out;
}

std::string head(const PaperLayout& layout) {
  if (layout.number.empty()) return {};
  std::string out = "<header class=\"head\">\n";
  if (!layout.mark.empty()) {
    const double letters = std::max(letters_in(layout.mark), 1.0);
    const double size = std::min(42.0, 430.0 / letters);
    out += formatted("<p class=\"mark\" style=\"font-size:min({:.1f}pt,{:.1f}vw)\">{}</p>\n", size, 84 / letters,
                     html_words(layout.mark));
  }
  return out + formatted("<p class=\"number{}\"><span>{}</span>{}</p>\n</header>\n", layout.goes_up ? " up" : "",
                         html_words(layout.number), layout.goes_up ? "<span>签发人：<i></i></span>" : "");
}

// The date stands four letters from the right, and the name in the middle above it, but never past the edge.
std::string signature(const PaperLayout& layout) {
  if (layout.date.empty()) return {};
  const double over = (letters_in(layout.signer) - letters_in(layout.date)) / 2;
  return formatted(
      "<div class=\"signed\" style=\"margin-right:{:.2f}em\"><div "
      "class=\"seal\">（印章）</div><p>{}</p><p>{}</p></div>\n",
      std::max(0.5, 4 - std::max(over, 0.0)), html_words(layout.signer), html_words(layout.date));
}

std::string record(const PaperLayout& layout) {
  std::string out;
  if (!layout.copy_to.empty()) out += formatted("<p>抄送：{}。</p>\n", html_words(layout.copy_to));
  if (!layout.printed_by.empty() && !layout.printed.empty())
    out += formatted("<p><span>{}</span><span>{}印发</span></p>\n", html_words(layout.printed_by),
                     html_words(layout.printed));
  return out.empty() ? out : "<footer class=\"record\">\n" + out + "</footer>\n";
}

std::string slip(const std::vector<PaperBlock>& blocks) {
  if (blocks.empty()) return {};
  std::string out = "<div class=\"slip\">\n<p class=\"name\">" + html_words(blocks.front().words) + "</p>\n";
  for (std::size_t i = 1; i < blocks.size(); ++i) out += set(blocks[i]);
  return out + "</div>\n";
}

// Both on one sheet, so that no slip is alone on a page and the original can be filed as it is.
std::string slips(const PaperLayout& layout) {
  if (layout.stub.empty() && layout.slip.empty()) return {};
  constexpr const char* line = "<div class=\"cut\"><span>裁切线</span></div>\n";
  return "<section class=\"slips\">\n" + slip(layout.stub) + line + slip(layout.slip) + "</section>\n";
}

std::string original(const PaperLayout& layout) {
  std::string out = "<main>\n" + head(layout) + formatted("<h1>{}</h1>\n", html_words(layout.title));
  if (!layout.to.empty()) out += formatted("<p class=\"flush\">{}：</p>\n", html_words(layout.to));
  const std::string tail = set(layout.tail);
  out += set(layout.body) + signature(layout);
  if (!tail.empty()) out += "<div class=\"tail\">" + tail + "</div>\n";
  return out + record(layout) + "</main>\n";
}

}  // namespace

std::string papers_html(const std::vector<Paper>& papers) {
  HtmlPage page;
  page.style = std::string(style);
  for (const Paper& paper : papers) {
    const PaperLayout layout = laid_out(paper);
    if (page.title.empty()) page.title = layout.title + (paper.number.empty() ? "" : " " + paper.number);
    page.body += original(layout) + slips(layout);
  }
  if (papers.size() > 1) {
    page.title = formatted("文书 {} 份", papers.size());
    page.style += no_page_numbers;
  }
  return html_page(page);
}

std::string paper_html(const Paper& paper) {
  return papers_html({paper});
}

}  // namespace ksbx
