// How a document is set on A4, after the habits of official papers (GB/T 9704: title in the middle, two characters of
// indent, the issuer's name and the date to the right under the seal).
#include <algorithm>
#include <optional>
#include <vector>

#include "base/ascii.h"
#include "base/day.h"
#include "files/render/html.h"
#include "files/render/paper.h"

namespace ksbx {
namespace {

constexpr std::string_view wide_blank = "\u3000";

constexpr std::string_view style = R"css(@page{size:A4 portrait;margin:24mm 24mm 18mm 26mm}
body{background:#eceff2;font-family:FangSong,STFangsong,"FangSong_GB2312","Noto Serif CJK SC","Source Han Serif SC",SimSun,"Songti SC","WenQuanYi Zen Hei",serif}
main{max-width:210mm;background:#fff;padding:24mm 24mm 18mm 26mm;margin:16px auto;font-size:16pt;line-height:1.75}
h1{font:700 22pt/1.4 "FZXiaoBiaoSong-B05S",SimSun,"Songti SC","Noto Serif CJK SC","Source Han Serif SC","WenQuanYi Zen Hei",serif;text-align:center;margin:0 0 6pt;letter-spacing:.06em}
.number{text-align:center;font-size:13pt;margin:0 0 16pt}
p{margin:0;text-indent:2em;overflow-wrap:anywhere}
p.flush{text-indent:0}
p.part{font-family:SimHei,"Heiti SC","Noto Sans CJK SC","WenQuanYi Zen Hei",sans-serif;margin-top:4pt}
.signed{position:relative;margin:26pt 2em 0 auto;width:fit-content;min-width:46mm;text-align:center;padding:6mm 0;break-inside:avoid}
.signed p{text-indent:0;text-align:center;position:relative}
.seal{position:absolute;left:50%;top:50%;width:40mm;height:40mm;margin:-20mm 0 0 -20mm;border:1px dashed #8a8a8a;border-radius:50%;color:#777;font-size:9pt;line-height:1;text-align:center;padding-top:31mm}
.copies{border-top:1px solid #000;border-bottom:1px solid #000;font-size:13pt;margin-top:22pt;padding:2pt 1em}
.copies p{text-indent:0}
.blank{display:inline-block;border-bottom:1px solid #000;min-width:4em;height:1.2em;vertical-align:bottom;margin:0 .4em 2pt 0}
.fill{display:flex;flex-wrap:wrap;text-indent:0;column-gap:1.2em}
.fill span{display:inline-flex;flex:1 1 auto;align-items:flex-end}
.fill i{flex:1;min-width:5em;border-bottom:1px solid #000;margin:0 0 5pt 2pt}
.room{border-bottom:1px solid #999;height:26pt}
.tail{margin-top:18pt}
.cut{border-top:1px dashed #000;margin:0 0 12pt;text-align:center;font-size:9pt;line-height:1;height:0;break-after:avoid}
.cut span{position:relative;top:-.55em;background:#fff;padding:0 1em;letter-spacing:.4em;color:#444}
.slip{font-size:12pt;line-height:1.7;break-inside:avoid;padding-top:20pt}
.slip p{text-indent:0;text-align:left;overflow-wrap:anywhere}
.slip .name{font-size:15pt;text-align:center;letter-spacing:.3em;margin-bottom:6pt}
@media screen and (max-width:640px){main{padding:20px 18px;margin:0;font-size:17px}h1{font-size:23px}.number{font-size:14px}.slip{font-size:15px}.copies{font-size:15px}.seal{width:120px;height:120px;margin:-60px 0 0 -60px;padding-top:92px}}
@media print{body{background:none}main{margin:0;padding:0;max-width:none;font-size:15pt;line-height:1.65}}
)css";

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

// A line that is a date and nothing else, as the forms end: 2026年11月18日.
std::optional<Day> date_of(const std::string& line) {
  int numbers[3] = {0, 0, 0};
  std::size_t at = 0;
  constexpr std::string_view units[] = {"年", "月", "日"};
  for (int i = 0; i < 3; ++i) {
    const std::size_t first = at;
    while (at < line.size() && is_ascii_digit(line[at]) && at - first < 4)
      numbers[i] = numbers[i] * 10 + (line[at++] - '0');
    if (at == first || line.compare(at, units[i].size(), units[i]) != 0) return std::nullopt;
    at += units[i].size();
  }
  return at == line.size() ? Day::of(numbers[0], numbers[1], numbers[2]) : std::nullopt;
}

constexpr const char* chinese_digits[] = {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

// 11: 十一; of months and days.
std::string spelled(int number) {
  const int tens = number / 10, ones = number % 10;
  std::string out = tens > 1 ? chinese_digits[tens] : "";
  if (tens > 0) out += "十";
  return ones > 0 || tens == 0 ? out + chinese_digits[ones] : out;
}

// 二〇二六年十一月十八日
std::string chinese_date(Day day) {
  std::string year;
  for (char digit : formatted("{}", day.year())) year += chinese_digits[digit - '0'];
  return formatted("{}年{}月{}日", year, spelled(day.month()), spelled(day.day_of_month()));
}

// Where the form leaves three wide blanks or more, a line to write on.
std::string with_blanks(const std::string& line) {
  std::string out, words;
  std::size_t at = 0;
  while (at < line.size()) {
    std::size_t count = 0;
    while (line.compare(at + count * wide_blank.size(), wide_blank.size(), wide_blank) == 0) ++count;
    if (count >= 3) {
      out += html_words(words) + formatted("<span class=\"blank\" style=\"width:{}em\"></span>", count);
      words.clear();
      at += count * wide_blank.size();
    } else {
      words += line[at++];
    }
  }
  return out + html_words(words);
}

bool ends_in_colon(const std::string& line) {
  return line.ends_with("：");
}

// 接收人：　　　　　接收时间：  every label with a line after it, the last one too.
std::string fill_in_line(const std::string& line) {
  std::string out = "<p class=\"fill\">", label;
  std::size_t at = 0;
  const auto put = [&] {
    if (!label.empty()) out += "<span>" + html_words(label) + (ends_in_colon(label) ? "<i></i>" : "") + "</span>";
    label.clear();
  };
  while (at < line.size()) {
    if (line.compare(at, wide_blank.size(), wide_blank) == 0) {
      put();
      at += wide_blank.size();
    } else {
      label += line[at++];
    }
  }
  put();
  return out + "</p>\n";
}

// 一、缺课情况
bool is_part(const std::string& line) {
  for (int i = 1; i <= 9; ++i)
    if (line.starts_with(std::string(chinese_digits[i]) + "、")) return true;
  return false;
}

struct Parts {
  std::vector<std::string> body, tail;
  std::string issuer;
  std::optional<Day> date;
};

// The issuer and the date are the last line that is a date, and the one above it.
Parts parted(const Paper& paper) {
  std::vector<std::string> lines = lines_of(paper.content);
  if (!lines.empty() && lines.front() == paper.title) lines.erase(lines.begin());
  Parts parts;
  for (std::size_t i = lines.size(); i-- > 0;) {
    const auto date = date_of(lines[i]);
    if (!date) continue;
    parts.date = date;
    parts.tail.assign(lines.begin() + static_cast<std::ptrdiff_t>(i) + 1, lines.end());
    if (i > 0) parts.issuer = lines[--i];
    lines.resize(i);
    break;
  }
  parts.body = std::move(lines);
  return parts;
}

std::string body_line(const std::string& line) {
  if (is_part(line)) return "<p class=\"part\">" + html_words(line) + "</p>\n";
  if (ends_in_colon(line)) return "<p class=\"flush\">" + html_words(line) + "</p>\n";  // whom it speaks to
  return "<p>" + with_blanks(line) + "</p>\n";
}

// A form that is filled in by hand: labels with lines, and room where the form leaves a line free.
std::string sheet_line(const std::string& line) {
  const bool has_blanks = line.find("：\u3000") != std::string::npos || ends_in_colon(line);
  return has_blanks ? fill_in_line(line) : "<p class=\"flush\">" + with_blanks(line) + "</p>\n";
}

std::string set(const Parts& parts) {
  std::string out;
  for (std::size_t i = 0; i < parts.body.size(); ++i) {
    const std::string& line = parts.body[i];
    if (!line.empty())
      out += parts.date ? body_line(line) : sheet_line(line);
    else if (!parts.date && i > 0 && ends_in_colon(parts.body[i - 1]))
      out += "<div class=\"room\"></div>\n";
  }
  return out;
}

std::string signature(const Parts& parts) {
  if (!parts.date) return {};
  return formatted("<div class=\"signed\"><div class=\"seal\">（盖章处）</div><p>{}</p><p>{}</p></div>\n",
                   html_words(parts.issuer), chinese_date(*parts.date));
}

std::string tail(const Parts& parts) {
  std::string out;
  for (const std::string& line : parts.tail)
    if (!line.empty()) out += fill_in_line(line);
  return out.empty() ? out : "<div class=\"tail\">" + out + "</div>\n";
}

std::string slip(const std::string& text) {
  if (text.empty()) return {};
  std::string out = "<section class=\"slip\">\n<div class=\"cut\"><span>裁切线</span></div>\n";
  bool first = true;
  for (const std::string& line : lines_of(text)) {
    if (line.empty()) continue;
    const bool to_fill = !first && line.find("：\u3000") != std::string::npos;
    out += first     ? "<p class=\"name\">" + html_words(line) + "</p>\n"
           : to_fill ? fill_in_line(line)
                     : "<p>" + html_words(line) + "</p>\n";
    first = false;
  }
  return out + "</section>\n";
}

}  // namespace

std::string paper_html(const Paper& paper) {
  const Parts parts = parted(paper);
  HtmlPage page;
  page.title = paper.number.empty() ? paper.title : paper.title + " " + paper.number;
  page.style = std::string(style);
  page.body = formatted("<main>\n<h1>{}</h1>\n", html_words(paper.title));
  if (!paper.number.empty()) page.body += formatted("<p class=\"number\">{}</p>\n", html_words(paper.number));
  if (!paper.to.empty()) page.body += formatted("<p class=\"flush\">主送：{}</p>\n", html_words(paper.to));
  page.body += set(parts) + signature(parts) + tail(parts);
  if (!paper.copy_to.empty())
    page.body += formatted("<div class=\"copies\"><p>抄送：{}</p></div>\n", html_words(paper.copy_to));
  page.body += slip(paper.stub) + slip(paper.slip) + "</main>\n";
  return html_page(page);
}

}  // namespace ksbx
