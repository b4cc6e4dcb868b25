// CompoundFile: the files inside an Office document of before 2007 (.xls, .doc), and inside a new one with a password.
//
// Such a document is a small file system: sectors, a table that chains them, a directory (MS-CFB). Every number in it
// may be wrong by accident or on purpose: chains that end nowhere or run in circles are refused, and memory is bounded
// by the size of the file.
//
//   const CompoundFile file(*open_file("名册.xls"), "名册.xls");
//   if (file.has("Workbook")) std::string bytes = file.read("Workbook");
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "files/input/byte_source.h"

namespace ksbx {

class CompoundFile {
 public:
  static constexpr std::uint64_t largest_file = 128ULL << 20;
  static bool begins(std::string_view head);  // by the first four bytes

  // Reads all of the file. `name` stands for it in messages. Throws Error (Failure::input, E_XLS): damaged, or larger
  // than 128 MiB.
  CompoundFile(ByteSource& bytes, std::string name);

  // Whether there is such a file, in whatever folder.
  bool has(std::string_view file) const;
  // Its bytes. Throws E_XLS where they cannot be put together.
  std::string read(std::string_view file) const;

 private:
  struct Entry {
    std::string name;
    std::uint32_t begins = 0, size = 0;
  };
  std::vector<std::uint32_t> chain(const std::vector<std::uint32_t>& table, std::uint32_t first) const;
  std::string sectors(std::uint32_t first) const;
  std::string_view sector(std::uint32_t number) const;
  void read_table();
  void read_directory();
  [[noreturn]] void refuse() const;

  std::string name_;
  std::string bytes_;
  std::size_t sector_size_ = 512;
  std::vector<std::uint32_t> table_;  // of each sector the next
  std::vector<Entry> entries_;
  std::uint32_t small_begins_ = 0;  // where the files lie that are smaller than `small_below`
  std::uint32_t small_below_ = 4096;
};

// Refuses the file `name` with the way out: E_XLS.
[[noreturn]] void refuse_xls(const std::string& name, Text what);
// The same for one with a password: E_ENCRYPTED.
[[noreturn]] void refuse_encrypted(const std::string& name);

}  // namespace ksbx
