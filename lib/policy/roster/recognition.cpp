#include "policy/roster/recognition.h"

#include <array>
#include <string>

#include "base/ascii.h"
#include "base/utf8.h"

namespace ksbx {
namespace {

constexpr std::array all_doubts = {RowDoubt::other_person,   RowDoubt::two_ids,  RowDoubt::two_pupils,
                                   RowDoubt::several,        RowDoubt::taken,    RowDoubt::another_class,
                                   RowDoubt::name_and_class, RowDoubt::left_out, RowDoubt::listed};

// Characters of names that are written in two ways, the usual one second.
constexpr std::u32string_view variants =
    U"陳陈劉刘張张楊杨趙赵黃黄吳吴孫孙馬马羅罗鄭郑謝谢韓韩馮冯鄧邓許许蘇苏盧卢蔣蒋賈贾葉叶閻阎閆闫餘余鍾钟譚谭陸陆範范"
    U"韋韦"
    U"龍龙萬万錢钱湯汤賴赖龔龚顧顾嚴严齊齐莊庄呂吕塗涂衛卫沖冲華华國国東东軍军傑杰強强偉伟麗丽紅红蘭兰鳳凤雲云曉晓"
    U"夢梦瑩莹穎颖瓊琼倫伦億亿優优學学寶宝賢贤貴贵慶庆義义勝胜榮荣樂乐濤涛瀟潇澤泽寧宁曄晔煒炜燁烨瑋玮輝辉暉晖陽阳"
    U"靜静飛飞騰腾驍骁鵬鹏齡龄婭娅嬌娇嫻娴峯峰昇升嶽岳鑑鉴晧皓淩凌羣群緒绪維维綺绮縈萦蓮莲";

char32_t usual(char32_t c) {
  for (std::size_t i = 0; i + 1 < variants.size(); i += 2)
    if (variants[i] == c) return variants[i + 1];
  return c;
}

}  // namespace

std::string_view name_of(RowDoubt doubt) {
  switch (doubt) {
    case RowDoubt::none: return "none";
    case RowDoubt::other_person: return "other_person";
    case RowDoubt::two_ids: return "two_ids";
    case RowDoubt::two_pupils: return "two_pupils";
    case RowDoubt::several: return "several";
    case RowDoubt::taken: return "taken";
    case RowDoubt::another_class: return "another_class";
    case RowDoubt::name_and_class: return "name_and_class";
    case RowDoubt::left_out: return "left_out";
    case RowDoubt::listed: return "listed";
  }
  return {};
}

std::optional<RowDoubt> row_doubt(std::string_view name) {
  for (const RowDoubt one : all_doubts)
    if (name_of(one) == name) return one;
  return std::nullopt;
}

Text label_of(RowDoubt doubt) {
  switch (doubt) {
    case RowDoubt::none: return {};
    case RowDoubt::other_person:
      return text("证件号或学籍号是已有学生的，姓名却对不上", "the number is a known pupil's, the name is not");
    case RowDoubt::two_ids: return text("对得上已有学生，号码却不同", "fits a known pupil, but under another number");
    case RowDoubt::two_pupils:
      return text("证件号是一名学生的，学籍号或姓名、班级是另一名的",
                  "the id number is one pupil's, the 学籍号, or name and class, another's");
    case RowDoubt::several: return text("同班同名同生日的不止一人", "several of the class have this name and birthday");
    case RowDoubt::taken: return text("本表另一行已是这名学生", "another row of the file is this pupil already");
    case RowDoubt::another_class:
      return text("同名同生日的学生在别处，号码不全分不清",
                  "name and birthday fit a pupil elsewhere; a number is missing");
    case RowDoubt::name_and_class:
      return text("同班有同名学生，没有生日和号码分不清",
                  "a namesake in the class, and nothing else to tell them apart");
    case RowDoubt::left_out:
      return text("没有这名学生，却很像这次名册里不见了的学生",
                  "no one known, but much like a pupil who is on no roster now");
    case RowDoubt::listed:
      return text("其他部门的名册里有，与一名学生相近", "on a list of another office, and much like a pupil");
  }
  return {};
}

// No spaces and signs, nothing in brackets, small letters.
std::u32string folded_name(std::string_view name) {
  std::u32string kept;
  int brackets = 0;
  for (const char32_t c : code_points(ascii_lower(nfkc(name)))) {
    if (c == U'(' || c == U'[' || c == U'【') ++brackets;
    const bool is_sign =
        c < 0x80 ? !is_ascii_letter(c) && !is_ascii_digit(c) : c < 0xC0 || (c >= 0x2000 && c < 0x3040 && c != U'〇');
    if (brackets == 0 && !is_sign) kept += usual(c);
    if (c == U')' || c == U']' || c == U'】') --brackets;
  }
  return kept;
}

bool is_one_name(std::string_view a, std::string_view b) {
  return a == b || folded_name(a) == folded_name(b);
}

}  // namespace ksbx
