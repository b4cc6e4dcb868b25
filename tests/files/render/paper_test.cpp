#include "files/render/paper.h"

#include <doctest/doctest.h>

#include "said.h"

using namespace ksbx;

namespace {

Paper report() {
  return {"学生辍学情况报告",
          "控辍〔2026〕9990180001-政-0001",
          "青石镇",
          "白杨镇",
          "学生辍学情况报告\n\n学生：王小明\n\n一、缺课情况\n连续无故缺课 2 天。\n\n青石镇初级中学\n2026年11月18日\n",
          "存　根\n\n编号：控辍〔2026〕9990180001-政-0001\n经办人：　　　　　　　　\n",
          "回　执\n\n签收人：　　　　　　　签收日期：　　　　　　　\n"};
}

std::string dated(const std::string& date) {
  Paper paper = report();
  paper.content = "正文。\n青石镇\n" + date + "\n";
  return paper_html(paper);
}

}  // namespace

TEST_CASE("as text a document has three parts, cut apart by lines") {
  const std::string text = paper_text(report());
  CHECK(text.starts_with("编号：控辍〔2026〕9990180001-政-0001\n主送：青石镇　抄送：白杨镇\n\n学生辍学情况报告\n"));
  CHECK(contains(text, "2026年11月18日\n- - - "));
  CHECK(contains(text, "- -\n回　执\n"));
}

TEST_CASE("on paper the title stands once, then number, addressee, parts and paragraphs") {
  const std::string page = paper_html(report());
  CHECK(contains(page,
                 "<h1>学生辍学情况报告</h1>\n<p class=\"number\">控辍〔2026〕9990180001-政-0001</p>\n<p "
                 "class=\"flush\">主送：青石镇</p>"));
  CHECK(contains(page, "<p>学生：王小明</p>\n<p class=\"part\">一、缺课情况</p>\n<p>连续无故缺课 2 天。</p>"));
  CHECK_FALSE(contains(page, "<p>学生辍学情况报告</p>"));
  CHECK(contains(page, "size:A4 portrait"));
}

TEST_CASE("the issuer signs under a place for the seal, with the date in Chinese numerals") {
  CHECK(contains(paper_html(report()), "（盖章处）</div><p>青石镇初级中学</p><p>二〇二六年十一月十八日</p>"));
  CHECK(contains(dated("2026年10月10日"), "二〇二六年十月十日"));
  CHECK(contains(dated("2030年2月21日"), "二〇三〇年二月二十一日"));
  CHECK(contains(dated("2026年12月30日"), "二〇二六年十二月三十日"));
  CHECK_FALSE(contains(dated("2026年13月30日"), "盖章处）</div>"));  // no date: left as it stands
}

TEST_CASE("stub and slip stand after lines to cut along, with lines to write on") {
  const std::string page = paper_html(report());
  CHECK(contains(page, "裁切线"));
  CHECK(contains(page, "<p class=\"name\">回　执</p>"));
  CHECK(contains(page, "<span>签收人：<i></i></span><span>签收日期：<i></i></span>"));
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
