#include "cli/words/deliver.h"

#include <doctest/doctest.h>
#include <stdlib.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "cli/words/on_record.h"

using namespace ksbx;
namespace fs = std::filesystem;

namespace {

const Table duties = {"duties", text("任务", "duties"), {{"who", text("谁", "who")}}, {{Cell{std::string("王老师")}}}};

// A command that delivers one table into a folder of its own; removed at the end.
class Delivery {
 public:
  Delivery() {
    std::string name = (fs::temp_directory_path() / "ksbx-deliver-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    folder = name;
  }
  Delivery(const Delivery&) = delete;
  Delivery& operator=(const Delivery&) = delete;
  ~Delivery() {
    std::fclose(nowhere_);
    fs::remove_all(folder);
  }

  // The code of what was refused, or "done".
  std::string deliver_to(const std::string& name, std::optional<std::string> format = {}) {
    if (name != "-") common.out = (folder / name).string();
    common.format = std::move(format);
    OutputFiles outputs = outputs_of();
    Context context{console_, common, settings_, environment, Dates{}, outputs, summary_};
    try {
      deliver(context, duties);
    } catch (const Error& error) {
      return error.problems().front().code;
    }
    return "done";
  }
  // The same for rows that come in blocks, of which the second fails.
  std::string deliver_half(const std::string& name) {
    if (name != "-") common.out = (folder / name).string();
    common.format = "csv";
    OutputFiles outputs = outputs_of();
    Context context{console_, common, settings_, environment, Dates{}, outputs, summary_};
    const RowStream half = [](const TakeRows& take) -> Table {
      take(duties);
      throw Error(Failure::database, "half", text("断了", "broken off"), text("", ""));
    };
    try {
      deliver_on_record(context, half, {"report", "duties", Masking::strict});
    } catch (const Error& error) {
      return error.problems().front().code;
    }
    return "done";
  }
  std::string read(const std::string& name) const {
    std::ifstream stream(folder / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
  }
  long files() const { return std::distance(fs::directory_iterator(folder), {}); }

  fs::path folder;
  Common common;
  Environment environment;

 private:
  OutputFiles outputs_of() const {
    std::vector<NamedFile> files;
    if (common.out) files.push_back({FileRole::written, *common.out, same_text("-o")});
    return {files, common.force ? OutputFiles::Replaces::everything : OutputFiles::Replaces::ours};
  }

  std::FILE* nowhere_ = std::fopen("/dev/null", "w");
  Console console_{nowhere_, nowhere_};
  Settings settings_;
  Summary summary_;
};

}  // namespace

TEST_SUITE("Results in files") {
  TEST_CASE("A report that breaks off half way leaves no half file") {
    Delivery delivery;
    CHECK(delivery.deliver_half("任务.csv") == "half");
    CHECK(delivery.files() == 0);
  }

  TEST_CASE("The name of the file picks the format, --format overrules it") {
    Delivery delivery;
    CHECK(delivery.deliver_to("任务.csv") == "done");
    CHECK(delivery.read("任务.csv") == "who\n王老师\n");
    CHECK(delivery.deliver_to("任务.txt", "jsonl") == "done");
    CHECK(delivery.read("任务.txt").starts_with("{\"who\""));
    CHECK(delivery.deliver_to("任务") == "unknown-format");
  }

  TEST_CASE("A workbook goes into a file or a pipe, never onto the screen") {
    Delivery delivery;
    CHECK(delivery.deliver_to("任务.xlsx") == "done");
    CHECK(delivery.read("任务.xlsx").starts_with("PK"));
    Delivery to_screen;
    CHECK(to_screen.deliver_to("-", "xlsx") == "done");
    to_screen.environment.shows_on_terminal = true;
    CHECK(to_screen.deliver_to("-", "xlsx") == "binary-on-terminal");
  }

  TEST_CASE("--excel goes with CSV and TSV, with headings as people say them, and is refused with anything else") {
    Delivery delivery;
    delivery.common.excel = true;
    CHECK(delivery.deliver_to("任务.csv") == "done");
    CHECK(delivery.read("任务.csv") == "\xEF\xBB\xBF谁\r\n王老师\r\n");
    CHECK(delivery.deliver_to("任务.json") == "excel-format");
  }

  TEST_CASE("A file that someone else wrote stays, and goes only when that is said") {
    Delivery delivery;
    std::ofstream(delivery.folder / "a.csv") << "remarks of the head teacher";
    CHECK(delivery.deliver_to("a.csv") == "output-exists");
    CHECK(delivery.read("a.csv") == "remarks of the head teacher");
    CHECK(delivery.files() == 1);
    std::ofstream(delivery.folder / "empty.csv") << "";
    CHECK(delivery.deliver_to("empty.csv") == "done");
  }

  TEST_CASE("A file is for its owner only, replaces an older one, and leaves nothing next to it") {
    Delivery delivery;
    delivery.common.force = true;
    std::ofstream(delivery.folder / "a.csv") << "old and longer than the new one";
    CHECK(delivery.deliver_to("a.csv") == "done");
    CHECK(delivery.read("a.csv") == "who\n王老师\n");
    CHECK(fs::status(delivery.folder / "a.csv").permissions() == (fs::perms::owner_read | fs::perms::owner_write));
    CHECK(delivery.files() == 1);
  }

  TEST_CASE("What cannot be written is said, and no half file stays") {
    Delivery delivery;
    CHECK(delivery.deliver_to("missing/a.csv") == "unwritable");
    fs::create_directory(delivery.folder / "folder.csv");
    CHECK(delivery.deliver_to("folder.csv") == "unwritable");
    CHECK(delivery.files() == 1);
  }
}
