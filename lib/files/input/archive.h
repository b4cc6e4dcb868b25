// Archive: the files inside a zip, read as streams and never unpacked as a whole. The door to libzip.
//
// A zip may be made to harm: a few kilobytes that unpack to terabytes, or a list of a million entries. So the list is
// limited before it is read, and what a part unpacks to is limited while it is read.
//
//   Archive archive = Archive::open("七年级.xlsx");
//   auto part = archive.part("xl/workbook.xml");
//   while (std::size_t got = part->read(block)) …
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"

namespace ksbx {

// The bytes of one file inside. Its archive must outlive it.
class ArchivePart {
 public:
  virtual ~ArchivePart() = default;
  // Fills the front of `into` and returns how many bytes; 0 at the end. Throws Error (Failure::input): E_XLSX where the
  // part is damaged, E_ZIP_BOMB where it unpacks to more than was allowed, or beyond 16 MiB to more than 200 times its
  // size.
  virtual std::size_t read(std::span<char> into) = 0;
};

class Archive {
 public:
  static constexpr std::uint64_t most_entries = 10'000;
  static constexpr std::uint64_t largest_part = 4ULL << 30;
  static constexpr std::uint64_t largest_list = 64ULL << 20;
  static constexpr std::uint64_t free_of_ratio = 16ULL << 20;
  static constexpr std::uint64_t largest_ratio = 200;

  // Throws Error (Failure::input): E_NO_FILE, E_XLSX (no zip, or a damaged one), E_ZIP_BOMB (more than 10,000 entries).
  static Archive open(const std::string& path);
  // The same for bytes in memory; `name` stands for the file in messages.
  static Archive of_bytes(std::string bytes, const std::string& name);

  Archive(Archive&&) noexcept;
  ~Archive();

  const std::string& name() const { return name_; }
  // nullptr if there is none of that name. It may unpack to `at_most` bytes: `largest_list` where what it holds is kept
  // in memory. Throws E_ENCRYPTED if it can only be read with a password, E_XLSX if it is packed in a way that is not
  // known.
  std::unique_ptr<ArchivePart> part(const std::string& part, std::uint64_t at_most = largest_part) const;

  // The names of all files inside, in their order.
  std::vector<std::string> parts() const;

 private:
  class Zip;
  Archive(std::string name, std::unique_ptr<Zip> zip);

  std::string name_;
  std::unique_ptr<Zip> zip_;
};

// A zip of these files, name and bytes, in memory. The same files give the same bytes.
std::string zip_of(const std::vector<std::pair<std::string, std::string>>& files);

// Refuses the file `name`, with the way out: E_ZIP_BOMB; E_XLSX.
[[noreturn]] void refuse_oversized(const std::string& name, Text what);
[[noreturn]] void refuse_workbook(const std::string& name, int line, Text what);

}  // namespace ksbx
