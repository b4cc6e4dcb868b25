// What comes back in the folders that were handed out.
#include "app/deliver/collect.h"

#include "app/office.h"
#include "base/digest.h"

using namespace ksbx;
namespace fs = std::filesystem;

namespace {

struct HandedOutDesk : Office {
  std::string handed = folder.file("送");
  HandedOutDesk() {
    enrol();
    fs::create_directory(handed);
    fs::create_directory(handed + "/孙老师");
    put("孙老师/交办单.html", "slip");
    put("孙老师/点名册.csv", "石桥市第一初级中学七年级1班点名册\n姓名,2026-11-16\n钱试二,\n");
    std::map<std::string, std::string> digests;
    for (const char* name : {"孙老师/交办单.html", "孙老师/点名册.csv"}) digests[name] = sha256_hex(bytes(name));
    put(delivery_list, list_of(digests));
  }
  void put(const std::string& name, const std::string& content) const {
    std::ofstream(handed + "/" + name, std::ios::binary) << content;
  }
  std::string bytes(const std::string& name) const {
    std::ifstream in(handed + "/" + name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  Collected collected_on(const std::string& iso, Keep keep = Keep::changes) {
    const Workspace workspace = on(iso);
    return collect(workspace, handed, {}, keep);
  }
  void fill_in() const {
    put("孙老师/点名册.csv", "石桥市第一初级中学七年级1班点名册\n姓名,2026-11-16\n钱试二,×\n孙试三,√\n");
  }
};

}  // namespace

TEST_CASE("what nobody touched is passed over") {
  HandedOutDesk office;
  const Collected collected = office.collected_on("2026-11-16");
  CHECK(collected.files.empty());
  CHECK(collected.unchanged == 2);
  CHECK(office.rows("SELECT count(*) FROM absences") == "0\n");
}

TEST_CASE("a register that was filled in is entered, and once") {
  HandedOutDesk office;
  office.fill_in();
  const Collected collected = office.collected_on("2026-11-16");
  REQUIRE(collected.files.size() == 1);
  CHECK(collected.outcome.total().rejected == 0);
  CHECK(office.rows("SELECT DISTINCT day, student_name FROM absences") == "2026-11-16,钱试二\n");
  const std::int64_t entries = office.entries();
  const Collected again = office.collected_on("2026-11-16");
  CHECK(again.files.empty());
  REQUIRE(again.known.size() == 1);
  CHECK(again.known.front().imported.starts_with("2026-11-16"));
  CHECK(office.entries() == entries);
}

TEST_CASE("each file stands for itself: one that cannot be used stops no other, a picture is named") {
  HandedOutDesk office;
  office.fill_in();
  office.put("孙老师/什么表.csv", "甲,乙\n1,2\n");
  office.put("孙老师/回执.jpg", "scan");
  const Collected collected = office.collected_on("2026-11-16");
  CHECK(collected.files.size() == 2);
  CHECK(collected.outcome.refused.size() == 1);
  CHECK(collected.left_out.size() == 1);
  CHECK(office.rows("SELECT count(DISTINCT student_code) FROM absences") == "1\n");
}

TEST_CASE("a rehearsal enters nothing") {
  HandedOutDesk office;
  office.fill_in();
  const std::int64_t entries = office.entries();
  CHECK(office.collected_on("2026-11-16", Keep::nothing).outcome.files.size() == 1);
  CHECK(office.entries() == entries);
}

TEST_CASE("a folder that no delivery wrote is refused") {
  HandedOutDesk office;
  CHECK(refusal([&] {
          const Workspace workspace = office.on("2026-11-16");
          collect(workspace, office.folder.file(""), {}, Keep::changes);
        }) == "not-a-delivery");
}
