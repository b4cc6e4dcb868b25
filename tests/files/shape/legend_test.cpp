// What the words say with which a register explains its marks, and which of its marks mean nothing for certain.
#include <doctest/doctest.h>

#include "files/shape/find_shape.h"
#include "files/shape/legend.h"
#include "files/sheet/roster_text.h"
#include "files/sheet/sheet.h"

using namespace ksbx;

namespace {

// "√=出勤 ×=旷课", an empty cell as _, and behind it what is left over.
std::string legend_of(std::string_view words) {
  const LegendReading reading = Legend::read(words, 1, 0);
  std::string all;
  for (const LegendEntry& entry : reading.entries)
    all += (all.empty() ? "" : " ") + (entry.mark.empty() ? "_" : entry.mark) + "=" + entry.meaning;
  return all + (reading.left_over.empty() ? "" : " ?" + reading.left_over);
}

Sheet marked_sheet(std::string text, const Mapping& mapping = {}) {
  SheetOptions options;
  options.shape = find_shape;
  options.today = Day::of(2026, 11, 23);
  options.mapping = mapping;
  return Sheet::of_bytes(std::move(text), "表.csv", layouts({}), options);
}

// "钱试二 2 旷课" for each mark that does not say that the pupil was there, and how many do.
std::string absent_of(Sheet sheet) {
  std::string all;
  int there = 0;
  while (const Row* row = sheet.next()) {
    const std::string state(row->cell(ColumnName::attendance));
    if (state == "出勤" || state == "到校" || state == "√")
      ++there;
    else
      all += formatted("{} {} {}, ", row->cell(ColumnName::name), row->cell(ColumnName::date).substr(8), state);
  }
  return all + std::to_string(there);
}

std::string five_pupils(std::string_view mark, std::string_view first) {
  std::string text = "姓名,2,3,4,5,6\n";
  for (const char* pupil : {"钱试二", "孙试三", "李试四", "周试五", "吴试六"})
    text += formatted("{0},{2},{1},{1},{1},{1}\n", pupil, mark, std::string_view(pupil) == "钱试二" ? first : mark);
  return text;
}

const std::string month_title = "七1班2026年11月考勤表\n";

}  // namespace

TEST_CASE("a word in a legend that is spelled out behind itself is the mark of it") {
  CHECK(legend_of("说明：√出勤  ×旷课  △病假  ○事假  迟 迟到") == "√=出勤 ×=旷课 △=病假 ○=事假 迟=迟到");
  CHECK(legend_of("图例：√出勤 旷 旷课 病 病假") == "√=出勤 旷=旷课 病=病假");
}

TEST_CASE("a legend has its marks before the words or behind them, in all of it alike") {
  for (const char* words : {"图例：√出勤 ×旷课 △病假", "√出勤×旷课△病假", "出勤√ 旷课× 病假△",
                            "出勤（√）旷课（×）病假（△）", "√：出勤；×：旷课；△：病假", "说明：出勤√，旷课×，病假△",
                            "√表示出勤，×表示旷课，△为病假", "出勤的打√，旷课的打×，病假用△表示",
                            "1、√出勤 2、×旷课 3、△病假", "√-出勤 ×-旷课 △-病假", "√ — 出勤  × — 旷课  △ — 病假"}) {
    CAPTURE(words);
    CHECK(legend_of(words) == "√=出勤 ×=旷课 △=病假");
  }
}

TEST_CASE("letters and digits are marks where a legend says what they mean") {
  for (const char* words : {"X 旷课 V 到", "X：旷课；V：到", "图例：X旷课，V到", "旷课X 到V", "旷课（X）到（V）"}) {
    CAPTURE(words);
    CHECK(legend_of(words) == "X=旷课 V=到");
  }
  for (const char* words : {"0=到 1=旷课 2=病假", "图例：0：到，1：旷课，2：病假", "说明：0到 1旷课 2病假",
                            "图例：到=0 旷课=1 病假=2", "图例：到（0）旷课（1）病假（2）"}) {
    CAPTURE(words);
    CHECK(legend_of(words) == "0=到 1=旷课 2=病假");
  }
  for (const char* words : {"旷课：1 病假：2", "旷课1 病假2", "1、旷课 2、病假", "应到：6 实到：5", "说明：旷课2节",
                            "说明：3 人缺勤", "注：旷课1天记1次", "11=旷课 12=病假"}) {
    CAPTURE(words);
    CHECK(legend_of(words).find_first_of("0123456789") == std::string::npos);
  }
}

TEST_CASE("a register of letters or digits is read as its legend says, and without one no cell of it is guessed") {
  CHECK(absent_of(marked_sheet(month_title + "图例：X＝旷课，V＝出勤\n" + five_pupils("V", "X"))) ==
        "钱试二 02 旷课, 24");
  CHECK(absent_of(marked_sheet(month_title + "图例：V＝旷课，X＝出勤\n" + five_pupils("x", "v"))) ==
        "钱试二 02 旷课, 24");
  CHECK(absent_of(marked_sheet(month_title + "P 出勤 A 旷课\n" + five_pupils("p", "A"))) == "钱试二 02 旷课, 24");
  CHECK(absent_of(marked_sheet(month_title + five_pupils("0", "1") + "0=出勤 1=旷课,,,,,\n")) == "钱试二 02 旷课, 24");
  CHECK(absent_of(marked_sheet(month_title + "图例：1出勤 0旷课\n" + five_pupils("1", "0"))) == "钱试二 02 旷课, 24");
  for (const char* mark : {"0", "1", "2", "V", "X"}) {
    CAPTURE(mark);
    Sheet sheet = marked_sheet(month_title + five_pupils("旷课", mark));
    const Row* row = sheet.next();
    REQUIRE(row != nullptr);
    CHECK(row->cell(ColumnName::attendance) == mark);
    CHECK(!read_attendance(row->cell(ColumnName::attendance)).value);
  }
}

TEST_CASE("headings of a legend and sentences before it explain no mark") {
  for (const char* words :
       {"考勤说明：√出勤 ×旷课", "缺勤符号：√出勤 ×旷课", "注：缺勤情况：√出勤 ×旷课", "学生考勤符号：√出勤 ×旷课",
        "考勤要求：每天到校后填写。√出勤 ×旷课", "每天到校后填写 √出勤 ×旷课", "石桥中学考勤表（√出勤 ×旷课）"}) {
    CAPTURE(words);
    CHECK(legend_of(words) == "√=出勤 ×=旷课");
  }
}

TEST_CASE("notes in brackets, and several words for one mark, do not shift the others") {
  CHECK(legend_of("√出勤 ○请假（病假、事假） ×旷课") == "√=出勤 ○=请假 ×=旷课");
  CHECK(legend_of("√到校（含迟到、早退） ×旷课") == "√=到校 ×=旷课");
  CHECK(legend_of("○病假、事假 ×旷课") == "○=请假 ×=旷课");
  CHECK(legend_of("√、/出勤 ×旷课") == "√=出勤 /=出勤 ×=旷课");
}

TEST_CASE("strokes and signs are marks where nothing but a word is beside them") {
  CHECK(legend_of("/出勤 -事假 +病假 ×旷课") == "/=出勤 -=事假 +=病假 ×=旷课");
  CHECK(legend_of("出勤/ 事假- 旷课×") == "/=出勤 -=事假 ×=旷课");
  CHECK(legend_of("○请假/病假 ×旷课") == "○=请假 ×=旷课");
}

TEST_CASE("an empty cell may be explained, whichever way the marks stand") {
  CHECK(legend_of("说明：空白：出勤；×：旷课") == "_=出勤 ×=旷课");
  CHECK(legend_of("图例：出勤不填 ×旷课 ○病假") == "_=出勤 ×=旷课 ○=病假");
  CHECK(legend_of("空白为到校，旷课×，病假○") == "_=到校 ×=旷课 ○=病假");
}

TEST_CASE("one mark is a legend where nothing else stands beside it, and notes of people are none") {
  CHECK(legend_of("√：旷课") == "√=旷课");
  CHECK(legend_of("石桥中学11月缺勤登记表（缺勤打√）") == "√=缺勤");
  for (const char* words : {"A4 纸打印", "10日×因病假未交条，11日○家长来电事假", "班主任：王老师 电话：×",
                            "备注：旷课请及时上报", "注意事项：20日 - 24日期中考试", "王小病 √", "√", "病假", ""}) {
    CAPTURE(words);
    CHECK(legend_of(words) == "");
  }
}

TEST_CASE("a legend may have words for marks, and leave that stands for itself") {
  CHECK(legend_of("说明：出勤√  病假“病”  事假“事”  旷课×  迟到△") == "√=出勤 病=病假 事=事假 ×=旷课 △=迟到");
  CHECK(legend_of("病：病假  事：事假") == "病=病假 事=事假");
  CHECK(legend_of("图例：√：出勤 旷：旷课 病：病假") == "√=出勤 旷=旷课 病=病假");
  CHECK(legend_of("注：√出勤 ×旷课 △迟到 病假 事假") == "√=出勤 ×=旷课 △=迟到");
  CHECK(legend_of("√到 ×缺 △迟到 病 事") == "√=到 ×=缺 △=迟到");
  CHECK(legend_of("图例：√出勤 ×旷课 ○ 病假 △") == "√=出勤 ×=旷课 ○=病假 ?△");
  CHECK(absent_of(marked_sheet(month_title + five_pupils("√", "事假") + "注：√出勤 ×旷课 △迟到 病假 事假,,,,,\n")) ==
        "钱试二 02 事假, 24");
}

TEST_CASE("a mark or a state of a legend that nothing belongs to is left over") {
  CHECK(legend_of("图例：√出勤 × ○病假") == "√=出勤 ○=病假 ?×");
  CHECK(legend_of("图例：√出勤 ×旷课 迟到") == "√=出勤 ×=旷课 ?迟到");
  CHECK(legend_of("说明：／上午 ＼下午 ×全天 ○半天") == " ?×");
  CHECK(refusal_of([] { absent_of(marked_sheet("图例：√出勤 × ○病假\n" + month_title + five_pupils("√", "○"))); }) ==
        "E_LEGEND_UNCLEAR");
}

TEST_CASE("what a legend says of an empty cell is what empty cells mean") {
  CHECK(absent_of(marked_sheet(month_title + "说明：空白：出勤；×：旷课；○：病假\n" + five_pupils("", "○"))) ==
        "钱试二 02 病假, 4");
  CHECK(
      absent_of(marked_sheet(month_title + "说明：空白：缺勤；√：出勤\n姓名,2,3,4,5,6\n钱试二,√,,,,\n孙试三,,,,,\n")) ==
      "孙试三 02 缺勤, 1");
}

TEST_CASE("a legend stands in the title, or line by line below the pupils") {
  CHECK(absent_of(marked_sheet("七1班2026年11月考勤表（√出勤 ×旷课 ○病假）\n" + five_pupils("√", "○"))) ==
        "钱试二 02 病假, 24");
  CHECK(absent_of(marked_sheet("七1班2026年11月缺勤登记表（缺勤打√）\n" + five_pupils("", "√"))) ==
        "钱试二 02 缺勤, 4");
  CHECK(absent_of(marked_sheet(month_title + five_pupils("", "√") + "√：旷课,,,,,\n○：病假,,,,,\n")) ==
        "钱试二 02 旷课, 4");
}

TEST_CASE("a remark about one pupil explains no mark") {
  CHECK(
      absent_of(marked_sheet(month_title + "姓名,2,3,4,5,6,备注\n钱试二,√,×,√,√,√,3日×因病假未交条，4日○家长来电事假\n"
                                           "孙试三,√,√,√,√,√,\n")) == "钱试二 03 ×, 9");
}

TEST_CASE("a tick in a list of truants, and crosses for a whole class, are asked about") {
  CHECK(refusal_of([] { absent_of(marked_sheet("七1班2026年11月旷课登记表\n" + five_pupils("", "√"))); }) ==
        "E_MARK_UNCLEAR");
  CHECK(refusal_of([] { absent_of(marked_sheet(month_title + five_pupils("×", "√"))); }) == "E_MARK_UNCLEAR");
  CHECK(absent_of(marked_sheet(month_title + "图例：×出勤 √旷课\n" + five_pupils("×", "√"))) == "钱试二 02 旷课, 24");
  Mapping mapping;
  mapping.values.push_back({"attendance", "×", "到校"});
  CHECK(absent_of(marked_sheet(month_title + five_pupils("×", "旷课"), mapping)) == "钱试二 02 旷课, 24");
}
