// number_format: what a number in a workbook's cell is meant to be. A workbook stores dates as numbers, and only the
// cell's number format distinguishes the two.
#pragma once

#include <string>
#include <string_view>

namespace ksbx {

// Of the formats that are not written down in the file but known by number: 14–17 and 22 everywhere; 27–36 and 50–58
// are the dates of Chinese, Japanese and Korean systems.
bool is_date_format(int number);

// Of a format that is written down: yyyy-mm-dd, yyyy"年"m"月"d"日", [$-804]m月d日. A time of day (h:mm) or a duration
// ([h]:mm) is no date; neither is 0.00E+00 or "day" 0.
bool is_date_format(std::string_view code);

// A number as the office meant it: `%.15g`, since a spreadsheet keeps no more digits. What has more than 15 digits
// before the point comes as 9.90181201303071E+17, with all fifteen: the digits after them are lost, whatever the file
// says, and read_id_number knows it by that.
std::string number_text(double value);

}  // namespace ksbx
