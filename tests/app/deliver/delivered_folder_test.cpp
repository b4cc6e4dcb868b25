#include "app/deliver/delivered_folder.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "base/digest.h"
#include "temporary_folder.h"

using namespace ksbx;
namespace fs = std::filesystem;

namespace {

void put_file(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

struct HandedFolder {
  Folder folder;
  HandedFolder() {
    fs::create_directory(folder.file("王老师"));
    put_file(folder.file("王老师/点名册.xlsx"), "empty");
    put_file(folder.file("投递清单.html"), "list");
    put_file(folder.file(delivery_list),
             list_of({{"王老师/点名册.xlsx", sha256_hex("empty")}, {"投递清单.html", sha256_hex("list")}}));
  }
};

}  // namespace

TEST_CASE("a folder as it was handed out has nothing that came back") {
  const HandedFolder handed;
  const auto lying = DeliveredFolder::at(handed.folder.file(""));
  REQUIRE(lying);
  CHECK(lying->files().back.empty());
  CHECK(lying->files().unchanged == 2);
}

TEST_CASE("what was filled in, and what was put_file beside it, came back; the lock of an open workbook did not") {
  const HandedFolder handed;
  put_file(handed.folder.file("王老师/点名册.xlsx"), "filled in");
  put_file(handed.folder.file("王老师/签收.csv"), "receipt");
  put_file(handed.folder.file("王老师/~$点名册.xlsx"), "lock");
  const auto lying = DeliveredFolder::at(handed.folder.file(""));
  REQUIRE(lying);
  std::vector<std::string> names;
  for (const std::string& path : lying->files().back) names.push_back(fs::path(path).filename().string());
  CHECK(names == std::vector<std::string>{"点名册.xlsx", "签收.csv"});
  CHECK(lying->files().unchanged == 1);
}

TEST_CASE("a file of ours that was put_file there later is known again until someone changes it") {
  const HandedFolder handed;
  const std::string rejects = handed.folder.file("王老师/点名册-拒收.csv");
  put_file(rejects, "rejected");
  DeliveredFolder::at(handed.folder.file(""))->remember(rejects);
  CHECK(DeliveredFolder::at(handed.folder.file(""))->files().back.empty());
  put_file(rejects, "corrected");
  CHECK(DeliveredFolder::at(handed.folder.file(""))->files().back.size() == 1);
}

TEST_CASE("a folder without the list was handed out by no one") {
  const Folder folder;
  put_file(folder.file("花名册.csv"), "x");
  CHECK_FALSE(DeliveredFolder::at(folder.file("")));
  CHECK_FALSE(DeliveredFolder::at(folder.file("nowhere")));
}
