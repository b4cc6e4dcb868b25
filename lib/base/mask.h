// mask: names and numbers of people become unreadable for those who need not know them.
//
// Reports are masked unless someone asked for the plain text and gave a reason. Each column says
// what it holds (base/table.h, Privacy); nothing is guessed from the values. Pupils can still be told
// apart by their short code, which is never masked.
//
//                 normal            strict
//   张小三        张*三             张**
//   张三          张*               张**
//   id number     990***********12  ***
//   phone         138******34       ***
//   address       青石镇***         ***
//   text          ***               ***
//   file          ***9990180001.csv ***
//   sentence      没有“***”         没有“***”
//   maker         ***               ***
#pragma once

#include <string>
#include <string_view>

#include "base/table.h"

namespace ksbx {

enum class Masking { none, normal, strict };

// One value. Normal keeps the length of names, id numbers and phones; where so little would be
// hidden that the rest can be guessed (a name of one character, a number shorter than 8) everything
// is. Of an address the part up to the town is kept, or up to the county if it names no town; of a
// file's name the codes of units (9 or 10 digits) and the ending. An empty text stays empty, and
// what is masked already stays as it is.
std::string masked(std::string_view text, Privacy privacy, Masking masking);

// A file as a log without anything personal has it: rule files and settings (.toml) by their own name, without folders;
// of all others, which clerks call after children, what Masking::normal keeps.
std::string file_on_log(std::string_view file);

// Every cell of every column with a Privacy; numbers in them become text. Title and notes are the
// caller's words and are not looked at.
Table mask(Table table, Masking masking);

}  // namespace ksbx
