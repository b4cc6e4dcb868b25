#include "files/input/compound_file.h"

#include <algorithm>
#include <span>
#include <utility>

#include "base/problem.h"
#include "files/input/little_endian.h"

namespace ksbx {
namespace {

constexpr std::uint32_t no_sector = 0xFFFFFFFA;  // this and above: the end of a chain, a free sector …
constexpr std::size_t header_size = 512;
constexpr std::size_t entry_size = 128;
constexpr std::size_t small_sector = 64;

// Of a name in UTF-16: those that are looked for are ASCII.
std::string ascii_name(std::string_view entry) {
  const std::size_t length = std::min<std::size_t>(u16(entry, 64), 64) / 2;  // with the NUL
  std::string name;
  for (std::size_t i = 0; i + 1 < length; ++i) {
    const std::uint16_t unit = u16(entry, 2 * i);
    name += unit < 0x80 ? static_cast<char>(unit) : '?';
  }
  return name;
}

std::vector<std::uint32_t> numbers_in(std::string_view bytes) {
  std::vector<std::uint32_t> numbers;
  for (std::size_t at = 0; at + 4 <= bytes.size(); at += 4) numbers.push_back(u32(bytes, at));
  return numbers;
}

}  // namespace

void refuse_xls(const std::string& name, Text what) {
  throw Error(Failure::input,
              {Problem{Severity::error,
                       "E_XLS",
                       {name, 0, 0},
                       std::move(what),
                       text("请用 Excel 或 WPS 打开，另存为 .xlsx 或“CSV UTF-8（逗号分隔）”后再导入。",
                            "Open it in Excel or WPS, save it as .xlsx or \"CSV UTF-8\" and import that file.")}});
}

void refuse_encrypted(const std::string& name) {
  throw Error(
      Failure::input,
      {Problem{Severity::error,
               "E_ENCRYPTED",
               {name, 0, 0},
               text("这个 Excel 工作簿设了打开密码，读不了。", "this Excel workbook is protected with a password"),
               text("请用 Excel 或 WPS 打开，去掉密码后另存，再导入。",
                    "Open it in Excel or WPS, save it without a password and import that file.")}});
}

void CompoundFile::refuse() const {
  refuse_xls(name_, text("这个旧版 Excel 工作簿（.xls）已损坏或不完整，读不了。",
                         "this old Excel workbook (.xls) is damaged or cut off"));
}

bool CompoundFile::begins(std::string_view head) {
  return head.starts_with("\xD0\xCF\x11\xE0");
}

CompoundFile::CompoundFile(ByteSource& bytes, std::string name) : name_(std::move(name)) {
  std::string block(block_size, '\0');
  while (const std::size_t got = bytes.read(block)) {
    bytes_.append(block, 0, got);
    if (bytes_.size() > largest_file)
      refuse_xls(name_, text("这个旧版 Excel 工作簿（.xls）超过 128 MiB。",
                             "this old Excel workbook (.xls) has more than 128 MiB"));
  }
  const std::uint16_t shift = u16(bytes_, 30);
  if (bytes_.size() < header_size || (shift != 9 && shift != 12)) refuse();
  sector_size_ = std::size_t{1} << shift;
  read_table();
  read_directory();
}

// Sector 0 begins after the header, which takes a sector. A last one that is cut short is taken as it is.
std::string_view CompoundFile::sector(std::uint32_t number) const {
  const std::uint64_t at = (std::uint64_t{number} + 1) * sector_size_;
  if (at >= bytes_.size()) refuse();
  return std::string_view(bytes_).substr(at, sector_size_);
}

// Which sectors hold the table stands in the header, and beyond 109 of them in a chain of its own.
void CompoundFile::read_table() {
  const std::string_view header = std::string_view(bytes_).substr(0, header_size);
  std::vector<std::uint32_t> places = numbers_in(header.substr(76));
  const std::size_t sectors = bytes_.size() / sector_size_ + 1;
  std::size_t lists = 0;
  for (std::uint32_t next = u32(header, 68); next < no_sector;) {
    if (++lists > sectors) refuse();
    std::vector<std::uint32_t> more = numbers_in(sector(next));
    if (more.empty()) refuse();
    next = more.back();
    places.insert(places.end(), more.begin(), more.end() - 1);
  }
  for (const std::uint32_t place : places) {
    if (place >= no_sector) continue;
    if (table_.size() > sectors + sector_size_) refuse();
    const std::vector<std::uint32_t> part = numbers_in(sector(place));
    table_.insert(table_.end(), part.begin(), part.end());
  }
}

std::vector<std::uint32_t> CompoundFile::chain(const std::vector<std::uint32_t>& table, std::uint32_t first) const {
  std::vector<std::uint32_t> all;
  for (std::uint32_t next = first; next < no_sector; next = table[next]) {
    if (next >= table.size() || all.size() >= table.size()) refuse();
    all.push_back(next);
  }
  return all;
}

std::string CompoundFile::sectors(std::uint32_t first) const {
  std::string all;
  for (const std::uint32_t number : chain(table_, first)) all += sector(number);
  return all;
}

void CompoundFile::read_directory() {
  const std::string directory = sectors(u32(bytes_, 48));
  small_below_ = u32(bytes_, 56);
  for (std::size_t at = 0; at + entry_size <= directory.size(); at += entry_size) {
    const std::string_view entry = std::string_view(directory).substr(at, entry_size);
    constexpr char is_file = 2, is_root = 5;
    if (entry[66] == is_file) entries_.push_back({ascii_name(entry), u32(entry, 116), u32(entry, 120)});
    if (entry[66] == is_root) small_begins_ = u32(entry, 116);
  }
}

bool CompoundFile::has(std::string_view file) const {
  return std::ranges::any_of(entries_, [&](const Entry& entry) { return entry.name == file; });
}

std::string CompoundFile::read(std::string_view file) const {
  const auto entry = std::ranges::find_if(entries_, [&](const Entry& one) { return one.name == file; });
  if (entry == entries_.end()) refuse();
  std::string all;
  if (entry->size >= small_below_) {
    all = sectors(entry->begins);
  } else if (entry->size > 0) {
    const std::string small = sectors(small_begins_);
    const std::vector<std::uint32_t> table = numbers_in(sectors(u32(bytes_, 60)));
    for (const std::uint32_t number : chain(table, entry->begins)) {
      if (number >= small.size() / small_sector + 1) refuse();
      all += std::string_view(small).substr(std::min(small.size(), number * small_sector), small_sector);
    }
  }
  if (all.size() < entry->size) refuse();
  all.resize(entry->size);
  return all;
}

}  // namespace ksbx
