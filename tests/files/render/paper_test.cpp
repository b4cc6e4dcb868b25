#include "files/render/paper.h"

#include <doctest/doctest.h>

#include "said.h"

using namespace ksbx;

namespace {

Paper report() {
  return {"学生辍学情况报告",
          "控辍〔2026〕9990180001-政-1号",
          "青石镇人民政府",
          "白杨镇人民政府",
          "学生辍学情况报告\n\n学生：王小明\n\n一、缺课情况\n连续无故缺课 2 天。\n\n青石镇初级中学\n2026年11月18日\n",
          "存　根\n\n编号：控辍〔2026〕9990180001-政-1号\n经办人：　　　　　　　　\n",
          "回　执\n\n签收人：　　　　　　　签收日期：　　　　　　　\n",
          "青石镇初级中学",
          "2026年11月18日"};
}

std::string dated(const std::string& date) {
  Paper paper = report();
  paper.content = "正文。\n青石镇\n" + date + "\n";
  return paper_html(paper);
}

Paper bulletin() {
  return {"情况通报",
          "",
          "",
          "",
          "情况通报\n\n一、本月情况\n单位\t缺课学生\n青石镇初级中学\t<3\n白杨镇中学\t12\n\n青石镇\n2026年11月18日\n",
          "",
          ""};
}

}  // namespace

TEST_CASE("as text a document has three parts, cut apart by lines") {
  const std::string text = paper_text(report());
  CHECK(text.starts_with(
      "编号：控辍〔2026〕9990180001-政-1号\n主送：青石镇人民政府　抄送：白杨镇人民政府\n\n学生辍学情况报告\n"));
  CHECK(contains(text, "2026年11月18日\n- - - "));
  CHECK(contains(text, "- -\n回　执\n"));
}

TEST_CASE("a text that does not begin with its title is given it on paper, and no title stands twice") {
  Paper paper = report();
  paper.content = "学生：王小明\n学校：青石镇初级中学\n青石镇初级中学\n2026年11月18日\n";
  CHECK(contains(paper_text(paper), "\n\n学生辍学情况报告\n\n学生：王小明\n"));
  CHECK(contains(paper_html(paper), "<h1>学生辍学情况报告</h1>"));
  paper.title = "联席会议材料";
  paper.content = "控辍保学联席会议材料\n\n石桥市教育局　2026年11月20日\n";
  CHECK(contains(paper_html(paper), "<h1>控辍保学联席会议材料</h1>"));
  CHECK_FALSE(contains(paper_html(paper), ">联席会议材料<"));
}

TEST_CASE("on paper stand the issuer in red, the number, the title once, the receiver with a colon, and the text") {
  const std::string page = paper_html(report());
  CHECK(contains(page,
                 "pt,12.0vw)\">青石镇初级中学</p>\n<p class=\"number up\"><span>控辍〔2026〕9990180001-政-1号</span>"));
  CHECK(contains(page, "<h1>学生辍学情况报告</h1>\n<p class=\"flush\">青石镇人民政府：</p>\n"));
  CHECK(contains(page, "<p>学生：王小明</p>\n<p class=\"part\">一、缺课情况</p>\n<p>连续无故缺课 2 天。</p>"));
  CHECK_FALSE(contains(page, "<p>学生辍学情况报告</p>"));
  CHECK(contains(page, "size:A4 portrait;margin:37mm 26mm 35mm 28mm"));
}

TEST_CASE("a report to those above names who signs it, a notice does not") {
  CHECK(contains(paper_html(report()), "签发人：<i></i>"));
  Paper notice = report();
  notice.content = "返校通知书\n\n王大明：\n请送王小明返校。\n白杨镇人民政府\n2026年11月18日\n";
  const std::string page = paper_html(notice);
  CHECK_FALSE(contains(page, "签发人"));
  CHECK(contains(page, "<p class=\"flush\">王大明：</p>"));
  CHECK_FALSE(contains(page, "青石镇人民政府：</p>"));  // the text speaks to the guardian
}

TEST_CASE("the issuer signs under a place for the seal, with the date in Arabic numerals") {
  CHECK(contains(paper_html(report()), "（印章）</div><p>青石镇初级中学</p><p>2026年11月18日</p>"));
  CHECK_FALSE(contains(dated("2026年13月30日"), "（印章）</div>"));  // no date: left as it stands
}

TEST_CASE("at the end stand who gets a copy, who printed it and when") {
  const std::string page = paper_html(report());
  CHECK(contains(page,
                 "<p>抄送：白杨镇人民政府。</p>\n<p><span>青石镇初级中学</span><span>2026年11月18日印发</span></p>"));
  CHECK_FALSE(contains(paper_html(bulletin()), "<footer"));
}

TEST_CASE("stub and slip stand on one sheet of their own, a line to cut along between them, with lines to write on") {
  const std::string page = paper_html(report());
  CHECK(contains(page, "</main>\n<section class=\"slips\">"));
  CHECK(contains(page, "裁切线"));
  CHECK(contains(page, "<p class=\"name\">回　执</p>"));
  CHECK(contains(page, "<span>签收人：<i></i></span><span>签收日期：<i></i></span>"));
}

TEST_CASE("a table in a paper is a table on the page, and aligned as text") {
  const std::string page = paper_html(bulletin());
  CHECK(contains(page, "<th>单位</th><th>缺课学生</th>"));
  CHECK(contains(page, "<tr><td>青石镇初级中学</td><td class=\"figure\">&lt;3</td></tr>"));
  CHECK(contains(paper_text(bulletin()),
                 "单位            缺课学生\n"
                 "--------------  --------\n"
                 "青石镇初级中学        <3\n"
                 "白杨镇中学            12\n"));
}

TEST_CASE("a form to be filled in by hand leaves lines and room") {
  const std::string page =
      paper_html({"家访表", "", "", "", "家访表\n\n家访人：　　　　时间：\n家庭情况：\n\n签字：　　　\n", "", ""});
  CHECK(contains(page, "<span>家访人：<i></i></span><span>时间：<i></i></span>"));
  CHECK(contains(page, "<div class=\"room\"></div>"));
  CHECK_FALSE(contains(page, "裁切线"));
  CHECK(paper_text({"家访表", "", "", "", "家访表\n", "", ""}) == "家访表\n");
}

TEST_CASE("what was written into a document is shown as words") {
  Paper paper = report();
  paper.content = "<script>x</script>：\n一、<b>\n\u202e\n";
  const std::string page = paper_html(paper);
  CHECK_FALSE(contains(page, "<script>"));
  CHECK_FALSE(contains(page, "<b>"));
  CHECK_FALSE(contains(page, "\u202e"));
}

TEST_CASE("several papers are one file, each with its own sheets") {
  const std::string page = papers_html({report(), report()});
  CHECK(contains(page, "<title>文书 2 份</title>"));
  CHECK(page.find("<main>") != page.rfind("<main>"));
  CHECK(contains(papers_text({report(), report()}), "签收日期：　　　　　　　\n======"));
}
