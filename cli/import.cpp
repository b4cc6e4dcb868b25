// ksbx import: files that offices sent, into the store.
#include <algorithm>
#include <filesystem>

#include "app/import.h"
#include "app/refused_file.h"
#include "cli/commands.h"
#include "cli/deliver.h"
#include "cli/import_told.h"
#include "cli/open_desk.h"

namespace ksbx {
namespace {

struct ImportCommand final : Command {
  std::vector<std::string> files;
  std::string kind;
  std::optional<std::string> encoding_words;
  std::optional<std::string> rejects;
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
    if (rejects) write_file(*rejects, rejects_as_csv(outcome));
    return outcome.total().rejected > 0 ? ExitCode::rejected : ExitCode::done;
  }

 private:
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
