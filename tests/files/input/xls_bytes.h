// An .xls file in memory, record by record, as the tests of reading need it: clean, odd or damaged.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

namespace ksbx {

inline std::string le(std::uint64_t number, std::size_t size) {
  std::string bytes;
  for (std::size_t i = 0; i < size; ++i) bytes += static_cast<char>(number >> 8 * i & 0xFFU);
  return bytes;
}

inline std::string record(unsigned kind, const std::string& body) {
  return le(kind, 2) + le(body.size(), 2) + body;
}

// ASCII in one byte a character; with `wide` in two.
inline std::string xls_text(const std::string& ascii, bool wide = false) {
  std::string text = le(ascii.size(), 2) + le(wide ? 1 : 0, 1);
  for (const char c : ascii) text += wide ? std::string{c, '\0'} : std::string{c};
  return text;
}

// The body of a cell: row and column from 0, and the number of its style.
inline std::string at(unsigned row, unsigned column, unsigned style = 0) {
  return le(row, 2) + le(column, 2) + le(style, 2);
}

inline std::string text_in(unsigned row, unsigned column, const std::string& ascii) {
  return record(0x0204, at(row, column) + xls_text(ascii));
}

inline std::string number_in_cell(unsigned row, unsigned column, double value, unsigned style = 0) {
  std::uint64_t bits = 0;
  std::memcpy(&bits, &value, sizeof bits);
  return record(0x0203, at(row, column, style) + le(bits, 8));
}

struct XlsSheet {
  std::string name;  // ASCII
  std::string records;
  unsigned hidden = 0, kind = 0;
};

// The workbook inside: `globals` are further records of its own.
inline std::string workbook_stream(const std::vector<XlsSheet>& sheets, const std::string& globals = {},
                                   unsigned version = 0x0600) {
  const auto begin = [&](unsigned kind) {
    return record(0x0809, le(version, 2) + le(kind, 2) + std::string(12, '\0'));
  };
  const std::string end = record(0x000A, "");
  std::string list, parts;
  std::size_t place = begin(5).size() + globals.size() + end.size();
  for (const XlsSheet& sheet : sheets) place += 4 + 8 + sheet.name.size();
  for (const XlsSheet& sheet : sheets) {
    list += record(0x0085, le(place + parts.size(), 4) + le(sheet.hidden, 1) + le(sheet.kind, 1) +
                               le(sheet.name.size(), 1) + le(0, 1) + sheet.name);
    parts += begin(0x10) + sheet.records + end;
  }
  return begin(5) + globals + list + end + parts;
}

// A compound file with that one file inside, which gets as many bytes as one must have that lies among the large ones.
inline std::string compound(std::string content, const std::string& name = "Workbook") {
  constexpr std::size_t sector = 512;
  constexpr std::uint64_t last = 0xFFFFFFFE, table = 0xFFFFFFFD, free = 0xFFFFFFFF;
  if (content.size() < 4096) content.resize(4096);
  content.resize((content.size() + sector - 1) / sector * sector);
  const std::size_t sectors = content.size() / sector, tables = sectors / 120 + 1;
  std::string header = std::string("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) + std::string(16, '\0') + le(0x3E, 2) +
                       le(3, 2) + le(0xFFFE, 2) + le(9, 2) + le(6, 2) + std::string(10, '\0') + le(tables, 4) +
                       le(tables, 4) + le(0, 4) + le(4096, 4) + le(last, 4) + le(0, 4) + le(last, 4) + le(0, 4);
  for (std::size_t i = 0; i < 109; ++i) header += le(i < tables ? i : free, 4);
  std::string chains;
  for (std::size_t i = 0; i < tables; ++i) chains += le(table, 4);
  chains += le(last, 4);  // of the directory
  for (std::size_t i = 0; i < sectors; ++i) chains += le(i + 1 < sectors ? tables + 2 + i : last, 4);
  while (chains.size() < tables * sector) chains += le(free, 4);
  const auto entry = [](const std::string& called, unsigned kind, std::uint64_t begins, std::uint64_t size) {
    std::string words;
    for (const char c : called) words += {c, '\0'};
    words.resize(64);
    return words + le(called.empty() ? 0 : 2 * called.size() + 2, 2) + le(kind, 1) + le(1, 1) +
           std::string(12, '\xFF') + std::string(36, '\0') + le(begins, 4) + le(size, 8);
  };
  return header + chains + entry("Root Entry", 5, last, 0) + entry(name, 2, tables + 1, content.size()) +
         entry("", 0, 0, 0) + entry("", 0, 0, 0) + content;
}

inline std::string xls_of(const std::vector<XlsSheet>& sheets, const std::string& globals = {}) {
  return compound(workbook_stream(sheets, globals));
}

}  // namespace ksbx
