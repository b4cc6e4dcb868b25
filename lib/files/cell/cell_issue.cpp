// What the issues of cell.h are called and how they are reported.
#include <utility>

#include "files/cell/cell.h"

namespace ksbx {
namespace {

struct Message {
  const char* code;
  Text what;
  Text remedy;
};

// One row an issue, so that a new one is seen to have no words.
Message message_of(CellIssue issue) {  // NOLINT(readability-function-size): a table
  switch (issue) {
    case CellIssue::none: break;
    case CellIssue::mojibake:
      return {"MOJIBAKE",
              {"文字已成乱码，在导入之前就损坏了", "the characters were destroyed before the file came here"},
              {"请从原系统重新导出，不要修补乱码。", "Export it again from where it came; do not repair it by hand."}};
    case CellIssue::name_missing:
      return {"NAME_MISSING",
              {"没有姓名", "there is no name"},
              {"请填写姓名后再导入这一行。", "Fill in the name and import the row again."}};
    case CellIssue::name_suspect:
      return {"NAME_SUSPECT",
              {"姓名里有数字、括号或备注，按原样保留", "there are digits, brackets or notes in the name; it was kept"},
              {"请核对姓名，备注请另设一列。", "Check the name; notes belong in a column of their own."}};
    case CellIssue::id_missing:
      return {"ID_MISSING",
              {"没有身份证件号", "there is no id number"},
              {"学生先保留，办好证件后请补上。", "The child is kept; add the number when there is one."}};
    case CellIssue::id_scientific:
      return {
          "ID_SCIENTIFIC",
          {"证件号被 Excel 变成了科学记数法，后面的数字已经丢失",
           "Excel turned the number into scientific notation; its last digits are lost"},
          {"请把这一列设为“文本”格式后重新填写并导出。", "Format the column as text, fill it in again and export."}};
    case CellIssue::id_precision:
      return {
          "ID_PRECISION",
          {"证件号被 Excel 当作数字，第 15 位以后的数字已经丢失",
           "Excel treated the id as a number: the digits after the fifteenth are lost"},
          {"请把这一列设为“文本”格式后重新填写并导出。", "Format the column as text, fill it in again and export."}};
    case CellIssue::id_checkdigit:
      return {"ID_CHECKDIGIT",
              {"证件号的校验码不对，至少有一位填错", "the check character does not fit: at least one digit is wrong"},
              {"请对照户口簿或身份证核对。", "Compare it with the household register or the card."}};
    case CellIssue::id_birth_date:
      return {
          "ID_BIRTH_DATE",
          {"证件号里的出生日期不存在或还没有到", "the date of birth in the number does not exist or is yet to come"},
          {"请对照户口簿或身份证核对。", "Compare it with the household register or the card."}};
    case CellIssue::id_format:
      return {"ID_FORMAT",
              {"不是 18 位身份证号", "this is not an id number of 18 characters"},
              {"请核对；其他证件请填写“身份证件类型”。", "Check it; for other papers fill in the type of document."}};
    case CellIssue::id_15_digits:
      return {"ID_15_DIGITS",
              {"是 15 位旧身份证号；年龄相符时换算成 18 位，否则按没有证件号处理",
               "an old number of 15 digits: completed to 18 if the age fits, otherwise as if there were none"},
              {"请核对，改填 18 位号码。", "Check it and fill in the 18 characters."}};
    case CellIssue::xueji_format:
      return {"XUEJI_FORMAT",
              {"学籍号应为 G、J 或 L 加 18 位", "a school register number is G, J or L and 18 characters"},
              {"请从学籍系统重新导出这一列。", "Export the column from the school register again."}};
    case CellIssue::sex_unreadable:
      return {"SEX_UNREADABLE", {"看不懂性别", "the sex cannot be read"}, {"请填“男”或“女”。", "Write 男 or 女."}};
    case CellIssue::date_unreadable:
      return {"DATE_UNREADABLE",
              {"看不懂日期", "the date cannot be read"},
              {"请写成 2013-02-04 或 2013年2月4日。", "Write it as 2013-02-04."}};
    case CellIssue::date_ambiguous:
      return {"DATE_AMBIGUOUS",
              {"分不清哪个是月、哪个是日", "it is not clear which is the month and which the day"},
              {"请写成 2013-02-04，年份在前。", "Write it as 2013-02-04, the year first."}};
    case CellIssue::date_weekday:
      return {"DATE_WEEKDAY",
              {"写的星期不是这一天的星期", "the weekday is not that of the date"},
              {"请核对是哪一天，改正日期或星期。", "Find out which day is meant; correct the date or the weekday."}};
    case CellIssue::phone_format:
      return {
          "PHONE_FORMAT", {"不像电话号码", "this is not a telephone number"}, {"请核对号码。", "Check the number."}};
    case CellIssue::grade_missing:
      return {"GRADE_MISSING",
              {"没有年级，也不能从班级看出", "there is no grade, and the class does not say it"},
              {"请填写年级，例如“七年级”。", "Fill in the grade, such as 七年级."}};
    case CellIssue::grade_unreadable:
      return {"GRADE_UNREADABLE",
              {"看不懂年级", "the grade cannot be read"},
              {"请写成“七年级”或“2026级”。", "Write 七年级 or 2026级."}};
    case CellIssue::outside_compulsory:
      return {"OUTSIDE_COMPULSORY",
              {"不在义务教育九年之内，照常保存并注明", "outside the nine compulsory years; it was kept and marked"},
              {"如果年级填错，请改正。", "Correct the grade if it is wrong."}};
    case CellIssue::class_missing:
      return {"CLASS_MISSING",
              {"没有班级", "there is no class"},
              {"请填写班级，例如“1班”。", "Fill in the class, such as 1班."}};
    case CellIssue::class_unreadable:
      return {"CLASS_UNREADABLE",
              {"里面有一长串数字，不像班级，先列为班级不明", "it holds a long number: no class is called so"},
              {"请核对这一列是不是错位了。", "Check whether the columns slipped."}};
    case CellIssue::class_is_date:
      return {"CLASS_DATE",
              {"表格软件把班级变成了日期，只在月份就是年级时采用其中的日",
               "a spreadsheet turned the class into a date: its day is used if the month is the grade"},
              {"请把这一列设为“文本”，写成“1班”。", "Format the column as text and write 1班."}};
    case CellIssue::class_contradicts:
      return {"CLASS_CONTRADICTS",
              {"与年级不一致，按年级一栏保存", "it names another grade than the grade column, which is used"},
              {"请核对年级和班级，改正其中一个。", "Check both and correct one of them."}};
    case CellIssue::yes_no_unreadable:
      return {
          "YES_NO_UNREADABLE", {"应填“是”或“否”", "this must be yes or no"}, {"请改成“是”或“否”。", "Write 是 or 否."}};
    case CellIssue::time_unreadable:
      return {"TIME_UNREADABLE", {"看不懂时间", "the time of day cannot be read"}, {"写成 14:30", "write it as 14:30"}};
    case CellIssue::session_unreadable:
      return {"SESSION_UNREADABLE",
              {"看不懂时段", "the session cannot be read"},
              {"请填“上午”“下午”或“全天”。", "Write 上午, 下午 or 全天."}};
    case CellIssue::session_missing:
      return {
          "SESSION_MISSING",
          {"只说了半天或几节，没有说是上午还是下午", "a part of the day, and not whether the morning or the afternoon"},
          {"请在“时段”一列写上午、下午或全天。", "Write 上午, 下午 or 全天 in the column 时段."}};
    case CellIssue::status_unreadable:
      return {"STATUS_UNREADABLE",
              {"看不懂出勤状态", "the attendance cannot be read"},
              {"请填：旷课、缺勤、病假、事假、请假、待核实、到校、迟到、早退或全勤；本校的符号可在 --mapping 的 "
               "[values.attendance] 里对应，--inspect 会列出来。",
               "Write one of 旷课, 缺勤, 病假, 事假, 请假, 待核实, 到校, 迟到, 早退, 全勤; signs of your own go into "
               "[values.attendance] of --mapping, and --inspect lists them."}};
    case CellIssue::enrolment_unreadable:
      return {"ENROLMENT_UNREADABLE",
              {"看不懂学籍状态", "the enrolment cannot be read"},
              {"请填：在读、休学、转出、毕业、辍学、死亡或社会闲散。",
               "Write one of 在读, 休学, 转出, 毕业, 辍学, 死亡, 社会闲散."}};
    case CellIssue::number_unreadable:
      return {"NUMBER_UNREADABLE", {"应填整数", "this must be a whole number"}, {"请改成数字。", "Write digits only."}};
    case CellIssue::choice_unknown:
      return {"CHOICE_UNKNOWN",
              {"不是可选的内容", "this is not one of the choices"},
              {"请对照规则集里这一栏的选项填写。", "Use one of the choices that the rulebook gives for this field."}};
    case CellIssue::value_missing:
      return {"VALUE_MISSING",
              {"必填的一格是空的", "a required cell is empty"},
              {"请填写后再导入这一行。", "Fill it in and import the row again."}};
    case CellIssue::formula_text:
      return {"FORMULA_TEXT",
              {"内容像公式，按普通文字保存", "it looks like a formula; it was kept as text"},
              {"请核对这一格是否正确。", "Check that the cell is right."}};
    case CellIssue::placeholder:
      return {"PLACEHOLDER",
              {"填的是“不详”“NULL”一类的字，按空白处理", "it says that nothing is known, and counts as empty"},
              {"请补上实际内容；没有就留空。", "Fill in what it is, or leave it empty."}};
  }
  return {"UNREADABLE", {"看不懂这一格", "the cell cannot be read"}, {"请核对内容。", "Check it."}};
}

}  // namespace

Problem problem_of(CellIssue issue, Origin origin, std::string_view column) {
  bool fatal = issue == CellIssue::mojibake || issue == CellIssue::name_missing;
  return problem_of(issue, std::move(origin), column, fatal ? Severity::error : Severity::warning);
}

Problem problem_of(CellIssue issue, Origin origin, std::string_view column, Severity severity) {
  Message told = message_of(issue);
  return {severity, (severity == Severity::error ? "R_" : "W_") + std::string(told.code), std::move(origin),
          text("{}：{}。", "{}: {}", column, told.what), told.remedy};
}

}  // namespace ksbx
