#include "files/paper/docx.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "files/input/archive.h"
#include "files/input/xml_reader.h"
#include "said.h"

using namespace ksbx;

namespace {

Paper letter() {
  return {"关于学生辍学情况的函",
          "控辍〔2026〕9990180001-政-1号",
          "青石镇人民政府",
          "白杨镇人民政府",
          "学生：王小明 <a>\n学校：青石镇初级中学\n\n一、缺课情况\n单位\t缺课\n青石镇初级中学\t2\n\n"
          "请于　　月　　日前答复。\n\n青石镇初级中学\n2026年11月18日\n\n接收人：　　　　　接收时间：\n",
          "存　根\n\n编号：控辍〔2026〕9990180001-政-1号\n",
          "回　执\n\n签收人：　　　　　　　签收日期：　　　　　　　\n",
          "青石镇初级中学",
          "2026年11月18日"};
}

// The words of a part, a line for each paragraph, and how many elements of a name it has.
struct Words : XmlHandler {
  std::string text;
  std::vector<std::string> elements;
  bool in_text = false;

  void begin(std::string_view element, const XmlAttributes& attributes) override {
    (void)attributes;
    elements.emplace_back(element);
    in_text = element == "t";
  }
  void words(std::string_view some) override {
    if (in_text) text += some;
  }
  Flow end(std::string_view element) override {
    in_text = false;
    if (element == "p") text += '\n';
    return Flow::go_on;
  }
  auto count(std::string_view element) const { return std::count(elements.begin(), elements.end(), element); }
};

std::string bytes_of(const Archive& archive, const std::string& name) {
  const auto part = archive.part(name);
  std::string bytes, block(4096, '\0');
  while (const std::size_t got = part->read(block)) bytes.append(block, 0, got);
  return bytes;
}

Words read(const Archive& archive, const std::string& name) {
  Words words;
  XmlReader reader(archive.part(name), name, words);
  while (reader.advance()) {
  }
  return words;
}

}  // namespace

TEST_CASE("a paper for a word processor opens, and every part of it can be read") {
  const Archive archive = Archive::of_bytes(papers_docx({letter()}), "函.docx");
  CHECK(archive.parts().front() == "[Content_Types].xml");
  for (const std::string& name : archive.parts()) {
    CAPTURE(name);
    CHECK_FALSE(read(archive, name).elements.empty());
  }
}

TEST_CASE("a paper for a word processor says what the page says, in its order") {
  const Archive archive = Archive::of_bytes(papers_docx({letter()}), "函.docx");
  const Words document = read(archive, "word/document.xml");
  CHECK(document.text ==
        "青石镇初级中学\n控辍〔2026〕9990180001-政-1号\n关于学生辍学情况的函\n青石镇人民政府：\n学生：王小明 <a>\n"
        "学校：青石镇初级中学\n一、缺课情况\n单位\n缺课\n青石镇初级中学\n2\n请于　　月　　日前答复。\n青石镇初级中学\n"
        "2026年11月18日\n接收人：接收时间：\n抄送：白杨镇人民政府。\n青石镇初级中学2026年11月18日印发\n"
        "存　根\n编号：控辍〔2026〕9990180001-政-1号\n裁　切　线\n回　执\n签收人：签收日期：\n");
  CHECK(document.count("tbl") == 1);
  CHECK(document.count("sectPr") == 2);  // the paper, and its stub and slip
}

TEST_CASE("a paper for a word processor has the margins, the grid and the page numbers of the standard") {
  const Archive archive = Archive::of_bytes(papers_docx({letter(), letter()}), "函.docx");
  const std::string document = bytes_of(archive, "word/document.xml");
  CHECK(contains(document, "w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1588\""));
  CHECK(contains(document, "w:type=\"lines\" w:linePitch=\"578\""));
  CHECK(contains(document, "<w:pgNumType w:start=\"1\"/>"));
  CHECK(read(archive, "word/document.xml").count("sectPr") == 4);
  CHECK(contains(bytes_of(archive, "word/footer1.xml"), "— </w:t>"));
  CHECK(contains(bytes_of(archive, "word/footer1.xml"), " PAGE "));
}

TEST_CASE("the same papers give the same bytes, whatever the day and the time zone") {
  CHECK(papers_docx({letter()}) == papers_docx({letter()}));
}
