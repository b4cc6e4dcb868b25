// ksbx import: files that offices sent, into the store.
#include <algorithm>
#include <filesystem>

#include "app/import.h"
#include "app/refused_file.h"
#include "cli/commands.h"
#include "cli/deliver.h"
#include "cli/import_said.h"
#include "cli/import_told.h"
#include "cli/open_desk.h"
#include "cli/rejects_file.h"
#include "files/inspection.h"

namespace ksbx {
namespace {

struct ImportCommand final : Command {
  std::vector<std::string> files;
  std::string kind;
  std::optional<std::string> encoding_words;
  std::optional<std::string> rejects;
  std::optional<std::string> mapping_file, columns;
  std::vector<std::string> mapped;
  bool no_header = false, inspect_only = false, strict = false;
  bool create_units = false, allow_empty = false, accept = false, complete = false;

  void setup(Options& options) override {
    options
        .positional(text("文件", "FILE"), &files,
                    text("要导入的文件；前面可写种类，如 students",
                         "files to import; the kind may stand first, as in: students"))
        .required();
    options.option(
        "--kind", &kind, text("种类", "KIND"),
        text("文件里是什么：units、students、staff、attendance 或记录种类；不写则看表头",
             "what the files hold: units, students, staff, attendance or a kind of record; default: by the headers"));
    options.option("--encoding", &encoding_words, text("编码", "ENCODING"),
                   text("不猜编码，按这一种读：utf-8、gb18030、utf-16le、utf-16be",
                        "do not guess: utf-8, gb18030, utf-16le, utf-16be"));
    options.flag("--inspect", &inspect_only,
                 text("什么都不导入，只写出各列会怎样读，可存为 --mapping 的文件",
                      "import nothing: write how each column would be read, as a file for --mapping"));
    options.option("--mapping", &mapping_file, text("文件", "FILE"),
                   text("按这个文件（TOML）对应列名", "take the columns from this file (TOML)"));
    options.option("--map", &mapped, text("列名=列", "HEADER=COLUMN"),
                   text("这个列名就是这一列，如 联系电话#2=phone；可写多次",
                        "that header is that column, as in 联系电话#2=phone; may be given several times"));
    options.flag("--no-header", &no_header,
                 text("文件没有表头；与 --columns 合用", "the file has no header; with --columns"));
    options.option(
        "--columns", &columns, text("列,列…", "COLUMN,…"),
        text("没有表头的文件依次是哪些列，不读的写 -", "the columns of a file without a header; - is not read"));
    options.flag("--strict", &strict,
                 text("证件号填错的行不收，而不是暂定",
                      "reject rows whose id number cannot be right instead of keeping them as provisional"));
    options.flag("--create-units", &create_units,
                 text("名册里没登记过的学校直接建立", "enter schools that the roster names and nobody registered"));
    options.flag("--allow-empty", &allow_empty, text("空表不算错", "a roster without rows is no mistake"));
    options.flag("--accept", &accept, text("大批变动也照样导入", "go on although very many rows changed"));
    options.flag(
        "--complete", &complete,
        text("考勤：这份表就是表里各校的全部点名册", "attendance: the file is the whole return of its schools"));
    options.option("--rejects", &rejects, text("文件", "FILE"),
                   text("把不能收的行连同原因写成 CSV，改好可再导入",
                        "write the rows that could not be taken, with the reason, as CSV to mend and import again"));
    uses_database(options, common);
    uses_rules(options, common);
    enters(options, common);
    writes(options, common);
    options.example("ksbx import units.csv 花名册.csv",
                    text("按表头认出种类，依次导入", "recognised by their headers"));
    options.example("ksbx import persuasion 劝复.csv", text("导入劝复记录", "records of persuasions"));
  }

  ExitCode run(Context& context) override {
    if (inspect_only) return inspect_files(context);
    count(context.summary, Import{});
    OpenDesk open(context, "import", Access::write);
    open.desk().today = context.today();
    const ImportRequest request = requested(open.desk().rulebook);
    ImportOutcome outcome;
    try {
      outcome = import_files(open.desk(), request, common.dry_run ? Keep::nothing : Keep::changes);
    } catch (const FileRefused& refused) {
      Import nothing;
      nothing.rows = nothing.rejected = refused.rows;
      count(context.summary, nothing);
      throw;
    }
    tell(context, outcome);
    count(context.summary, outcome.total());
    if (rejects) write_rejects(context, *rejects, outcome);
    return outcome.total().rejected > 0 ? ExitCode::rejected : ExitCode::done;
  }

 private:
  ExitCode inspect_files(Context& context) {
    const Rulebook rulebook = rulebook_of(context);
    const ImportRequest request = requested(rulebook);
    bool usable = true;
    for (const std::string& path : request.files) {
      const Inspection inspection = inspect(path, layouts(rulebook.records), request.how_to_read());
      context.console.problems(inspection.problems);
      context.console.result(inspection.toml.in(context.console.language));
      usable = usable && inspection.problems.empty();
    }
    return usable ? ExitCode::done : ExitCode::input;
  }

  ImportRequest requested(const Rulebook& rulebook) {
    ImportRequest request;
    request.layout = kind;
    if (kind.empty() && files.size() > 1 && !std::filesystem::exists(files.front())) {
      for (const Layout& layout : layouts(rulebook.records))
        if (layout.name == files.front() || layout.label.zh == files.front()) request.layout = layout.name;
      if (!request.layout.empty()) files.erase(files.begin());
    }
    request.files = files;
    request.encoding = encoding_said(encoding_words);
    request.columns = columns_said(no_header, columns);
    request.mapping = mapping_said(mapping_file, mapped, layouts(rulebook.records));
    request.strict = strict;
    request.create_units = create_units;
    request.allow_empty = allow_empty;
    request.accept = accept;
    request.complete = complete;
    return request;
  }
};

}  // namespace

std::unique_ptr<Command> import_command() {
  return std::make_unique<ImportCommand>();
}

}  // namespace ksbx
