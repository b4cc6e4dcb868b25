// ksbx deliver: what each has to do, sign and fill in, in a folder for each.
#include "app/deliver/delivery.h"

#include "app/deliver/delivered_folder.h"
#include "app/deliver/delivery_files.h"
#include "app/deliver/folder_outlet.h"
#include "base/digest.h"
#include "cli/commands/commands.h"
#include "cli/words/on_record.h"
#include "cli/words/open_workspace.h"
#include "cli/words/unmask.h"

namespace ksbx {
namespace {

struct DeliverCommand final : Command {
  std::optional<std::string> by, out;
  std::string since = "last";
  Unmask unmask;

  void setup(Options& options) override {
    options
        .choice("--by", &by, {"person", "school", "town", "unit"},
                text("按什么分：人、学校、镇街、单位（各一个文件夹）",
                     "what gets a folder: each person, school, town or unit"))
        .required();
    options
        .option("--out", &out, text("文件夹", "FOLDER"),
                text("写到这里：没有的、空的，或上次送的、没有人放回文件的文件夹",
                     "where: a folder that is not there, is empty, or was delivered and has nothing put back"))
        .required()
        .names_file(FileRole::own_folder);
    options.option(
        "--since", &since, text("last|日期|all", "last|DATE|all"),
        text("从什么时候以来的：上次同样分送以来（默认）、某日以来、全部待办",
             "what is new since the last delivery of this kind (default), since a date, or all that is open"));
    unmasks(options, unmask);
    uses_database(options, common);
    uses_rules(options, common);
    writes(options, common);
    options.example("ksbx deliver --by person --out 送/2026-10-15 --unmask --reason 送达",
                    text("昨晚以来的新任务，一人一个文件夹，姓名电话齐全",
                         "what is new since last night, a folder for each person, with names and phones"));
    options.example("ksbx deliver --by school --since all --out 送/全部 --unmask --reason 开学送达",
                    text("各学校的全部待办", "all that is open, by school"));
  }

  ExitCode run(Context& context) override {
    const Disclosure shown = disclosure(unmask, Leaves::as_a_file);
    DeliveryRequest request{*cut_called(*by), since_meant(), shown, context.console.language};
    count(context.summary, {});
    OpenWorkspace open(context, "deliver", Access::write);
    const Workspace& workspace = open.workspace();
    const std::vector<ReportDefinition> reports = reports_of(context);
    refuse_what_came_back();
    const Delivery made = delivery(workspace, reports, request);
    count(context.summary, made);
    if (made.parcels.empty()) {
      context.console.say(nothing_new(made));
      return ExitCode::done;
    }
    if (common.dry_run) {
      say_dry_run(context.console);
      return ExitCode::done;
    }
    write(context, workspace, reports, request, made);
    note_handed_out(workspace.database, workspace.occasion(), request.by, made);
    context.console.say(text("给 {} 个收件人的都在 {}，先看投递清单",
                             "what {} receivers get is in {}: begin with its list", made.parcels.size(), *out));
    return ExitCode::done;
  }

 private:
  Since since_meant() const {
    if (since == "last" || since == "LAST") return {Since::From::last, {}};
    if (since == "all" || since == "ALL") return {Since::From::all, {}};
    if (const auto day = Day::parse(since)) return {Since::From::day, *day};
    throw Error(Failure::usage, "bad-date", text("--since 看不懂“{}”", "--since cannot be {}", since),
                text("写 last、all 或日期，如 2026-10-15", "write last, all or a date, as 2026-10-15"));
  }

  // What someone put there, or filled in, is not in the store yet.
  void refuse_what_came_back() const {
    const auto lying = DeliveredFolder::at(*out);
    if (!lying) return;
    const std::vector<std::string> back = lying->files().back;
    if (back.empty()) return;
    throw Error(Failure::usage, "came-back",
                text("{} 里有 {} 个文件是放回来的或改动过的，例如 {}",
                     "{} has {} files that were put back or changed: {}", *out, back.size(), back.front()),
                text("先收回：ksbx collect {}，再换一个文件夹送；什么都没有写",
                     "collect them (ksbx collect {}) and deliver to another folder; nothing was written", *out));
  }

  void write(Context& context, const Workspace& workspace, const std::vector<ReportDefinition>& reports,
             const DeliveryRequest& request, const Delivery& made) const {
    DraftFolder draft(*out);
    std::map<std::string, std::string> digests;
    write_delivery(workspace, reports, request, made, [&](const std::string& name, std::string_view bytes) {
      draft.write(name, bytes);
      digests[name] = sha256_hex(bytes);
    });
    FolderOutlet outlet(draft, delivery_list, context.outputs.name_on_record(*out));
    take_out(export_log(context, "deliver"), outlet, list_of(digests),
             {"deliver", std::string(name_of(request.by)), request.shown, made.duties + made.papers, "folder"});
  }

  static Text nothing_new(const Delivery& made) {
    if (!made.through)
      return text("还没有判断过，没有什么可送的：先运行 ksbx escalate",
                  "no night was judged yet, so there is nothing to hand out: run ksbx escalate first");
    return text("上次分送以来没有新的内容，没有写文件夹；全部待办用 --since all",
                "nothing is new since the last delivery, and no folder was written; --since all has all that is open");
  }

  static void count(Summary& summary, const Delivery& made) {
    const auto number = [](std::size_t size) { return static_cast<std::int64_t>(size); };
    summary.count("receivers", number(made.parcels.size()));
    summary.count("duties", number(made.duties));
    summary.count("papers", number(made.papers));
    summary.count("registers", number(made.registers));
  }
};

}  // namespace

std::unique_ptr<Command> deliver_command() {
  return std::make_unique<DeliverCommand>();
}

}  // namespace ksbx
