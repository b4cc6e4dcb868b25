#include "app/demo/demo.h"

#include <deque>
#include <fstream>
#include <system_error>
#include <utility>

#include "app/demo/demo_files.h"
#include "app/demo/demo_plan.h"
#include "base/problem.h"
#include "base/text.h"

namespace ksbx {

namespace {

class InMemory : public DemoSink {
 public:
  explicit InMemory(std::string& content) : content_(content) {}
  void write(std::string_view bytes) override { content_ += bytes; }
  void close() override {}

 private:
  std::string& content_;
};

class OnDisk : public DemoSink {
 public:
  explicit OnDisk(std::filesystem::path path)
      : path_(std::move(path)), file_(path_, std::ios::binary | std::ios::trunc) {
    check();
  }
  void write(std::string_view bytes) override {
    file_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    check();
  }
  void close() override {
    file_.close();
    check();
  }

 private:
  void check() const {
    if (!file_)
      throw Error(Failure::io, "demo-write", text("无法写入文件 {}", "cannot write {}", path_.string()),
                  text("请检查文件夹的写入权限和磁盘空间，然后重新运行",
                       "check the folder's permissions and the space on the disk, then run again"));
  }

  std::filesystem::path path_;
  std::ofstream file_;
};

// What there is comes before what refers to it: units, pupils with their classes, staff of those classes, then events.
void write_all(const DemoOptions& options, const DemoOpen& open) {
  const DemoPlan plan = demo_plan(options);
  write_demo_units(plan, open);
  write_demo_rosters(plan, open);
  write_demo_staff(plan, open);
  write_demo_attendance(plan, open);
  write_demo_records(plan, open);
}

}  // namespace

std::vector<DemoFile> demo_city(const DemoOptions& options) {
  std::deque<DemoFile> files;  // a deque: sinks keep a reference into it while it grows
  write_all(options, [&files](const DemoFile& file) {
    files.push_back(file);
    return std::make_unique<InMemory>(files.back().content);
  });
  return {std::make_move_iterator(files.begin()), std::make_move_iterator(files.end())};
}

std::vector<DemoFile> write_demo_city(const DemoOptions& options, const std::filesystem::path& folder) {
  std::error_code failed;  // what is wrong shows when the first file is opened
  std::filesystem::create_directories(folder, failed);
  std::vector<DemoFile> files;
  write_all(options, [&](const DemoFile& file) {
    auto sink = std::make_unique<OnDisk>(folder / file.name);
    files.push_back(file);
    return sink;
  });
  return files;
}

}  // namespace ksbx
