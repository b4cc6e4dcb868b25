// ksbx import: files that offices sent, into the store.
#include <algorithm>
#include <filesystem>

#include "app/import/decisions.h"
#include "app/import/import.h"
#include "app/import/refused_file.h"
#include "app/papers/blank_form.h"
#include "base/join.h"
#include "cli/commands/commands.h"
#include "cli/commands/enter/import_args.h"
#include "cli/commands/enter/import_output.h"
#include "cli/terminal/clock.h"
#include "cli/words/deliver.h"
#include "cli/words/on_record.h"
#include "cli/words/open_workspace.h"
#include "cli/words/rejects_file.h"
#include "cli/words/unmask.h"
#include "files/render/render.h"
#include "files/sheet/inspection.h"
#include "files/sheet/kinds.h"

namespace ksbx {
namespace {

// What people call the class register of a month among the blank forms.
bool is_of_register(std::string_view form) {
  return form == register_form || form == "点名册" || form == "考勤登记表";
}

struct ImportCommand final : Command {
  std::vector<std::string> files;
  std::string kind;
  std::optional<std::string> encoding_words;
  std::string worksheet;
  std::optional<std::string> mapping_file, columns, form;
  std::vector<std::string> mapped, given;
  bool no_header = false, inspect_only = false, strict = false;
  std::optional<std::string> rejects, decisions;
  bool create_units = false, allow_empty = false, accept = false, complete = false;
  bool snapshot = false, summary = false, each = false, supplement = false;
  Unmask unmask;

  void setup(Options& options) override {
    options
        .positional(text("文件", "FILE"), &files,
                    text("要导入的文件或文件夹；前面可写种类，如 students",
                         "files or folders to import; the kind may stand first, as in: students"))
        .names_file(FileRole::read);
    options.option(
        "--kind", &kind, text("种类", "KIND"),
        text("文件里是什么，中英文都可以：学生、考勤、请假、家访……（ksbx help kinds）；不写则看表头",
             "what the files hold: students, attendance, leave, persuasion … (ksbx help kinds); default: by the "
             "headers"));
    options.option("--encoding", &encoding_words, text("编码", "ENCODING"),
                   text("不猜编码，按这一种读：utf-8、gb18030、utf-16le、utf-16be",
                        "do not guess: utf-8, gb18030, utf-16le, utf-16be"));
    takes_worksheet(options, worksheet);
    options.flag("--inspect", &inspect_only,
                 text("什么都不导入，只写出各列会怎样读，可存为 --mapping 的文件",
                      "import nothing: write how each column would be read, as a file for --mapping"));
    options.option(
        "--template", &form, text("种类", "KIND"),
        text("什么都不导入，写一份空表（-o 表.xlsx）给学校填：种类同 --kind，或 register（按月的班级考勤表）",
             "import nothing: write an empty workbook (-o FILE.xlsx) for schools to fill in: a kind as in "
             "--kind, or register, the class register of a month"));
    options
        .option("--mapping", &mapping_file, text("文件", "FILE"),
                text("按这个文件（TOML）对应列名", "take the columns from this file (TOML)"))
        .names_file(FileRole::read);
    options.option("--map", &mapped, text("列名=列", "HEADER=COLUMN"),
                   text("这个列名就是这一列，如 联系电话#2=phone；可写多次",
                        "that header is that column, as in 联系电话#2=phone; may be given several times"));
    options.option("--set", &given, text("列=值", "COLUMN=VALUE"),
                   text("文件里没有的一列，各行都是这个值，如 班级=七年级1班、日期=2026-11-10；可写多次",
                        "a column that the files lack, with one value for all rows, as in date=2026-11-10; may be "
                        "given several times"));
    options.flag("--no-header", &no_header,
                 text("文件没有表头；与 --columns 合用", "the file has no header; with --columns"));
    options.option(
        "--columns", &columns, text("列,列…", "COLUMN,…"),
        text("没有表头的文件依次是哪些列，不读的写 -", "the columns of a file without a header; - is not read"));
    options.flag("--strict", &strict,
                 text("证件号填错的行不收，而不是暂定",
                      "reject rows whose id number cannot be right instead of keeping them as provisional"));
    options.flag("--create-units", &create_units,
                 text("名册里没登记过的学校直接建立", "enter schools that are in the roster but not registered"));
    options.flag("--allow-empty", &allow_empty, text("空表不算错", "accept a roster without rows"));
    options.flag("--accept", &accept,
                 text("大批变动也照样导入，会记入日志；原因可写在 --reason",
                      "go on although very many rows changed; recorded with --reason"));
    options.flag("--snapshot", &snapshot,
                 text("名册是其中各校的全部学生：列出新增、变动和不见的",
                      "the rosters are whole: list who is new, who changed, who is missing"));
    options.flag("--supplement", &supplement,
                 text("名册只是补充新来的学生：没有列出的学生不算不见",
                      "the rosters only add newcomers: no one is missing from them"));
    options.flag("--summary", &summary,
                 text("与 --snapshot 合用：只要各校人数", "with --snapshot: the counts by school as the result"));
    options.flag(
        "--complete", &complete,
        text("考勤：这份表就是表里各校的全部点名册", "attendance: the file is the whole return of its schools"));
    options.flag("--each", &each,
                 text("每个文件各自成败：一个不能用，其余照样导入",
                      "import each file separately: one that is refused does not stop the others"));
    options
        .option("--rejects", &rejects, text("文件", "FILE"),
                text("把不能收的行连同原因写成 CSV，改好可再导入",
                     "write the rejected rows, with the reason, as CSV to correct and import again"))
        .names_file(FileRole::filled_in);
    options
        .option("--decisions", &decisions, text("文件", "FILE"),
                text("把全部待核定的名册记录写成 CSV，填好“决定”再导入；可不写要导入的文件",
                     "write all rows in doubt as CSV, to fill in 决定 and import again; files may be left out"))
        .names_file(FileRole::filled_in);
    unmasks(options, unmask);
    uses_database(options, common);
    uses_rules(options, common);
    enters(options, common);
    writes(options, common);
    tells_table(options, common);
    options.example("ksbx import units.csv 花名册.csv",
                    text("按表头认出种类，依次导入", "recognised by their headers"));
    options.example(
        "ksbx import --snapshot 花名册.csv -o 变动.csv",
        text("整校名册：谁新来，谁变了，谁不见了", "a whole roster: who is new, who changed, who is missing"));
    options.example("ksbx import --template students -o 花名册.xlsx",
                    text("给学校填的空表", "an empty roster for schools"));
    options.example("ksbx import persuasion 劝复.csv", text("导入劝复记录", "records of persuasions"));
  }

  ExitCode run(Context& context) override {
    const Disclosure shown = disclosure_of(context, unmask);
    check();
    if (form) return write_form(context);
    if (inspect_only) return inspect_files(context);
    count(context.summary, RowCounts{});
    OpenWorkspace open(context, "import", Access::write);
    ImportRequest request = requested(open.workspace().rulebook, context.console.language);
    request.shown = shown;
    ImportOutcome outcome;
    try {
      outcome = import_files(open.workspace(), request, common.dry_run ? Keep::nothing : Keep::changes);
    } catch (const FileRefused& refused) {
      RowCounts nothing;
      nothing.rows = nothing.rejected = refused.rows;
      count(context.summary, nothing);
      print_stopped(context, refused);
      throw;
    }
    print(context, outcome);
    count(context.summary, outcome.total());
    if (outcome.deferred() > 0) context.summary.count("deferred", outcome.deferred());
    if (rejects) write_rejects(context, *rejects, outcome);
    if (decisions) print_decisions(context, decisions_to_make(open.workspace().database));
    if (outcome.snapshot) print_snapshot(context, *outcome.snapshot, shown);
    return end_of(outcome);
  }

 private:
  ExitCode write_form(Context& context) {
    const std::vector<Layout> known = layouts_of(rulebook_of(context));
    context.outputs.claim_without_log();
    const Day today = read_clock(context.environment).day();
    const bool is_register = is_of_register(*form);
    const Layout& layout = kind_meant(is_register ? name_of(RosterKind::attendance) : std::string_view(*form), known);
    RenderOptions rendering;
    rendering.language = context.console.language;
    const BlankForm blank = is_register ? blank_register(layout, given_args(given, known), today) : blank_form(layout);
    deliver(context, render_form(blank, rendering));
    context.console.say(
        is_register ? text("已写好空的点名册：{}；填好后用 ksbx import 导入",
                           "wrote an empty class register: {}; import it when it is filled in", *common.out)
                    : text("已写好空表（{}）：{}；填好后用 ksbx import 导入",
                           "wrote an empty form ({}): {}; import it when it is filled in", layout.label, *common.out));
    return ExitCode::done;
  }

  void check_form() const {
    if (!files.empty() || inspect_only || snapshot || decisions || rejects)
      throw Error(Failure::usage, "contradiction",
                  text("--template 只写空表，不导入文件", "--template writes an empty form and imports nothing"),
                  text("去掉文件和其他选项，或去掉 --template", "leave out files and other options, or --template"));
    if (!given.empty() && !is_of_register(*form))
      throw Error(Failure::usage, "contradiction",
                  text("--set 只用于 --template register", "--set goes with --template register alone"),
                  text("去掉 --set", "leave out --set"));
    if (!common.out || *common.out == "-" || output_format_of_file(*common.out) != Format::xlsx)
      throw Error(Failure::usage, "missing-argument",
                  text("空表是工作簿，-o 的文件名要以 .xlsx 结尾",
                       "the form is a workbook: -o needs a name that ends in .xlsx"),
                  text("写成 -o 表.xlsx", "write -o FILE.xlsx"));
  }

  ExitCode inspect_files(Context& context) {
    const Rulebook rulebook = rulebook_of(context);
    const ImportRequest request = requested(rulebook, context.console.language);
    context.outputs.claim_without_log();
    const Day today = read_clock(context.environment).day();
    bool usable = true;
    std::string mappings;
    for (const std::string& path : request.files) {
      const Inspection inspection = inspect(path, layouts_of(rulebook), request.how_to_read(today));
      context.console.problems(inspection.problems);
      mappings += inspection.toml.in(context.console.language);
      usable = usable && inspection.problems.empty();
    }
    deliver(context, mappings);
    return usable ? ExitCode::done : ExitCode::input;
  }

  // Where the guard stopped because of rows that cannot be taken, these are what has to be corrected.
  void print_stopped(Context& context, const FileRefused& refused) const {
    ImportOutcome stopped;
    stopped.refused.push_back({refused.failure(), {}, refused.rows, refused.read});
    print(context, stopped);
    if (rejects && refused.read) write_rejects(context, *rejects, stopped);
  }

  void check() const {
    if (form) return check_form();
    if (inspect_only) return check_files();
    refuse_calendar(common);
    if (common.out && !snapshot)
      throw Error(Failure::usage, "nothing-for-file",
                  text("导入名册的结果不是表，-o 写不出东西", "an import answers with no table to write to -o"),
                  text("变动清单用 --snapshot，怎样读表用 --inspect，被拒的行用 --rejects",
                       "--snapshot lists changes, --inspect says how files are read, --rejects takes rejected rows"));
    if (snapshot && supplement)
      throw Error(Failure::usage, "whole-or-part",
                  text("--snapshot 是整校名册，--supplement 是补充名单，不能同时用",
                       "--snapshot is for whole rosters, --supplement for newcomers: not both"),
                  text("整校名册用 --snapshot，只补充新来的学生用 --supplement",
                       "use --snapshot for whole rosters and --supplement for newcomers"));
    check_files();
  }

  void check_files() const {
    if (files.empty() && !decisions)
      throw Error(Failure::usage, "missing-argument", text("没有写要导入的文件", "no file is given"),
                  text("写出文件或文件夹", "give files or a folder"));
  }

  static ExitCode end_of(const ImportOutcome& outcome) {
    const bool is_whole = outcome.total().rejected + outcome.deferred() == 0 && !has_errors(outcome.problems);
    ExitCode end = is_whole ? ExitCode::done : ExitCode::rejected;
    for (const RefusedImport& refused : outcome.refused) end = worst(end, exit_code_of(refused.failure));
    return end;
  }

  void print_decisions(Context& context, const Table& table) const {
    const std::string csv = render(table, Format::csv);
    if (table.rows.empty()) return write_file(context, *decisions, csv);
    // Full names, whether this call found them or they wait since yesterday: on record, also in a rehearsal.
    write_on_record(
        context, *decisions, csv,
        {"import", "decisions", Disclosure::to_fill_in(), table.rows.size(), std::string(name_of(Format::csv))});
  }

  void print_snapshot(Context& context, const SnapshotTables& tables, const Disclosure& shown) const {
    if (summary) return deliver(context, tables.summary);
    deliver_changes_on_record(context, tables.summary, tables.changes, {"import", "snapshot", shown});
  }

  ImportRequest requested(const Rulebook& rulebook, Language language) {
    ImportRequest request;
    const std::vector<Layout> known = layouts_of(rulebook);
    if (!kind.empty()) request.layout = kind_meant(kind, known).name;
    if (kind.empty() && files.size() > 1 && !std::filesystem::exists(files.front())) {
      if (const Layout* first = kind_called(files.front(), known)) request.layout = first->name;
      if (!request.layout.empty()) files.erase(files.begin());
    }
    std::vector<Layout> meant = known;
    if (!request.layout.empty()) std::erase_if(meant, [&](const Layout& one) { return one.name != request.layout; });
    request.files = files;
    request.encoding = encoding_arg(encoding_words);
    request.columns = column_args(no_header, columns);
    request.mapping = mapping_args(mapping_file, mapped, meant);
    request.given_cells = given_args(given, known);
    request.strict = strict;
    request.worksheet = worksheet;
    request.create_units = create_units;
    request.allow_empty = allow_empty;
    request.accept = accept;
    request.reason = unmask.reason;
    request.snapshot = snapshot;
    request.supplement = supplement;
    request.each = each;
    request.language = language;
    request.complete = complete;
    return request;
  }
};

}  // namespace

std::unique_ptr<Command> import_command() {
  return std::make_unique<ImportCommand>();
}

}  // namespace ksbx
