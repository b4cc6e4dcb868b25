// ksbx demo: the sample city, as files or in a database.
#include "app/demo/demo.h"

#include <filesystem>

#include "app/import/import.h"
#include "cli/commands/commands.h"
#include "cli/commands/enter/import_output.h"
#include "cli/words/open_workspace.h"
#include "store/schema/open_store.h"

namespace ksbx {
namespace {

namespace fs = std::filesystem;

// A folder of our own that goes when it is no longer needed.
class Scratch {
 public:
  Scratch() {
    std::string pattern = (fs::temp_directory_path() / "ksbx-demo-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr)
      throw Error(Failure::io, "no-scratch", text("建不了临时文件夹", "cannot make a temporary folder"),
                  text("检查磁盘空间", "check the disk"));
    folder_ = pattern;
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  const fs::path& folder() const { return folder_; }

 private:
  fs::path folder_;
};

struct Demo final : Command {
  std::optional<std::string> folder;
  int students = 2400, seed = 2026;
  bool one_file = false, office = false, one_town = false;

  void setup(Options& options) override {
    options
        .option("--out", &folder, text("文件夹", "FOLDER"),
                text("把样例城市写成文件，不进数据库", "write the city as files instead of filling the database"))
        .names_file(FileRole::new_folder);
    options.number("--students", &students, 270, 5'000'000, text("人数", "N"),
                   text("全市学生数", "pupils of the whole city"));
    options.number("--seed", &seed, 0, 2'000'000'000, text("种子", "SEED"),
                   text("同一个种子，每次都一样", "the same seed gives the same bytes"));
    options.flag("--one-file", &one_file, text("所有学生写进一个 students.csv", "all pupils in one students.csv"));
    options.flag(
        "--office", &office,
        text("名册写成学校导出的样子：GBK、标题行、合计行", "rosters as offices export them: GBK, title rows, totals"));
    options.flag("--one-town", &one_town, text("只写青石镇", "青石镇 alone"));
    uses_database(options, common);
    uses_rules(options, common);
    writes(options, common);
    options.example("ksbx demo --db 样例.db",
                    text("建立数据库，用样例城市石桥市填满", "makes a database and fills it with the sample city"));
    options.example("ksbx demo --students 100000 --out 大城市",
                    text("十万学生的文件，供测速", "files of 100,000 pupils, for benchmarks"));
  }

  ExitCode run(Context& context) override {
    if (folder) {
      for (const DemoFile& file : write_demo_city(wanted(), *folder))
        if (!common.quiet) context.console.answer(same_text(file.name));
      return ExitCode::done;
    }
    const Scratch scratch;
    const std::vector<DemoFile> files = write_demo_city(wanted(), scratch.folder());
    const fs::path& db = context.settings.db.value;
    if (!fs::exists(db)) create_store(db.string());
    const Day last_day = demo_school_days().back();
    OpenWorkspace open(context, "demo", Access::write,
                       dates_at(context.dates.now, context.settings.day_closes_at.value, last_day));
    count(context.summary, fill(open.workspace(), files, scratch.folder()));
    if (common.dry_run) {
      say_dry_run(context.console);
      return ExitCode::done;
    }
    context.console.say(text("样例城市石桥市已入库；请接着运行 ksbx escalate --as-of {}",
                             "the sample city is in; now run ksbx escalate --as-of {}", last_day.iso()));
    return ExitCode::done;
  }

 private:
  DemoOptions wanted() const {
    DemoOptions options;
    options.students = students;
    options.seed = static_cast<std::uint64_t>(seed);
    if (one_file) options.rosters = DemoOptions::Rosters::one_file;
    if (office) options.dress = DemoOptions::Dress::office;
    if (one_town) options.extent = DemoOptions::Extent::one_town;
    return options;
  }

  RowCounts fill(const Workspace& workspace, const std::vector<DemoFile>& files, const fs::path& from) const {
    ImportRequest request;
    for (const DemoFile& file : files) request.files.push_back((from / file.name).string());
    return import_files(workspace, request, common.dry_run ? Keep::nothing : Keep::changes).total();
  }
};

}  // namespace

std::unique_ptr<Command> demo_command() {
  return std::make_unique<Demo>();
}

}  // namespace ksbx
