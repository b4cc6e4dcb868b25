// ksbx site: everything there is to read, as a folder of pages that lead to each other.
#include "app/site/site.h"

#include <filesystem>

#include "app/deliver/delivered_folder.h"
#include "app/deliver/folder_outlet.h"
#include "base/digest.h"
#include "cli/commands/commands.h"
#include "cli/words/on_record.h"
#include "cli/words/open_workspace.h"
#include "cli/words/unmask.h"

namespace ksbx {
namespace {

struct SiteCommand final : Command {
  std::optional<std::string> out;
  bool all_pupils = false;
  Unmask unmask;

  void setup(Options& options) override {
    options
        .option("-o,--out", &out, text("文件夹", "FOLDER"),
                text("写到这里：没有的、空的，或上次写的、没有人改动过的文件夹",
                     "where: a folder that is not there, is empty, or was written so and not changed since"))
        .required()
        .names_file(FileRole::own_folder);
    options.flag("--all-pupils", &all_pupils,
                 text("每名学生一页；不写则只有任务没有办结的学生有",
                      "a page for each pupil; default: for those with something to be done"));
    masks(options, unmask);
    uses_database(options, common);
    uses_rules(options, common);
    judges(options, common);
    writes(options, common);
    options.example("ksbx site -o 网页",
                    text("从 网页/index.html 看起，不用联网", "begin with index.html; no network is needed"));
    options.example("ksbx site -o 网页 --all-pupils --unmask --reason 督查",
                    text("全部学生，姓名齐全，会记入日志", "all pupils with full names, on record"));
  }

  ExitCode run(Context& context) override {
    SiteRequest request;
    request.shown = disclosure(unmask, Leaves::as_a_file);
    request.language = context.console.language;
    if (all_pupils) request.pupils = SiteRequest::Pupils::all;
    count(context.summary, {}, 0);
    OpenWorkspace open(context, "site", Access::read);
    const std::vector<ReportDefinition> reports = reports_of(context);
    const auto there = DeliveredFolder::at(*out, site_list);
    refuse_other_files(there);
    if (common.dry_run) {
      count(context.summary,
            write_site(open.workspace(), reports, request, [](const std::string&, std::string_view) {}), 0);
      say_dry_run(context.console);
      return ExitCode::done;
    }
    DraftFolder draft(*out);
    std::map<std::string, std::string> digests;
    std::size_t written = 0;
    const SiteCounts made =
        write_site(open.workspace(), reports, request, [&](const std::string& path, std::string_view bytes) {
          written += draft.write_if_new(path, bytes) ? 1 : 0;
          digests[path] = sha256_hex(bytes);
        });
    count(context.summary, made, written);
    if (written == 0 && there && there->lists(digests)) {
      context.console.say(text("{} 里的 {} 个网页都没有变化，没有写",
                               "none of the {1} pages in {0} changed: nothing was written", *out, made.pages));
      return ExitCode::done;
    }
    FolderOutlet outlet(draft, site_list, context.outputs.name_on_record(*out));
    take_out(export_log(context, "site"), outlet, list_of(digests),
             {"site", "site", request.shown, made.pages, "folder"});
    context.console.say(text("{} 个网页在 {}，{} 个是新的或变了的；从 index.html 看起",
                             "{} pages are in {}, {} of them new or changed: begin with index.html", made.pages, *out,
                             written));
    return ExitCode::done;
  }

 private:
  // The folder is replaced as a whole, so what someone put there would be lost.
  void refuse_other_files(const std::optional<DeliveredFolder>& there) const {
    if (!there) return refuse_folder_of_another_kind();  // another command's: the export log knows it, too
    const std::vector<std::string> changed = there->files().back;
    if (changed.empty()) return;
    throw Error(Failure::usage, "folder-changed",
                text("{} 里有 {} 个文件是放进去的或改动过的，例如 {}",
                     "{} has {} files that were put there or changed: {}", *out, changed.size(), changed.front()),
                text("把它们移走，或换一个文件夹；什么都没有写",
                     "move them away, or name another folder; nothing was written"));
  }

  void refuse_folder_of_another_kind() const {
    std::error_code none;
    if (!std::filesystem::exists(*out, none) || std::filesystem::is_empty(*out, none)) return;
    throw Error(Failure::usage, "folder-changed",
                text("{} 里的文件不是 ksbx site 写的", "what lies in {} was not written by ksbx site", *out),
                text("换一个文件夹；什么都没有写", "name another folder; nothing was written"));
  }

  static void count(Summary& summary, const SiteCounts& made, std::size_t written) {
    const auto number = [](std::size_t size) { return static_cast<std::int64_t>(size); };
    summary.count("pages", number(made.pages));
    summary.count("pupils", number(made.pupils));
    summary.count("people", number(made.people));
    summary.count("written", number(written));
  }
};

}  // namespace

std::unique_ptr<Command> site_command() {
  return std::make_unique<SiteCommand>();
}

}  // namespace ksbx
