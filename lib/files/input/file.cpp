#include "files/input/file.h"

#include <array>
#include <fstream>

#include "base/digest.h"
#include "base/problem.h"

namespace ksbx {

std::string sha256_of_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  Sha256 sum;
  std::array<char, 65'536> block;
  while (file.read(block.data(), block.size()), file.gcount() > 0)
    sum.add({block.data(), static_cast<std::size_t>(file.gcount())});
  if (!file.eof())
    throw Error(Failure::input, "E_NO_FILE", text("读不了文件 {}", "cannot read {}", path),
                text("请检查文件名和权限", "check the name and permissions"));
  return sum.hex();
}

}  // namespace ksbx
