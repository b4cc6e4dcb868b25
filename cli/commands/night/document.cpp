// ksbx document: what was issued, one document ready to print, and papers on demand.
#include "app/papers/documents.h"
#include "cli/commands/commands.h"
#include "cli/words/on_record.h"
#include "cli/words/open_workspace.h"
#include "cli/words/unmask.h"

namespace ksbx {
namespace {

struct DocumentCommand final : Command {
  std::optional<std::string> number, form, whom;
  Unmask unmask;

  void setup(Options& options) override {
    options.positional(text("文书编号", "NUMBER"), &number,
                       text("打印这一份：正本、存根、回执；不写则列出全部",
                            "print this one: original, stub and receipt slip; without it all are listed"));
    options.option(
        "--form", &form, text("样式", "FORM"),
        text("按这种样式当场开一份，不编号、不入库", "make a paper with this form, without a number, not stored"));
    options.option("--for", &whom, text("学生或单位", "WHOM"), text("这一份是给谁的", "the pupil or unit it is about"));
    unmasks(options, unmask);
    uses_database(options, common);
    uses_rules(options, common);
    judges(options, common);
    tells_table(options, common);
    options.example("ksbx document 控辍〔2026〕9990180001-政-0001 --unmask --reason 报送 -o 报告.txt",
                    text("打印一份报告，存入只有自己能读的文件", "one report, in a file that only its owner reads"));
    options.example("ksbx document 控辍〔2026〕9990180001-政-0001 --unmask --reason 报送 -o 报告.html",
                    text("同一份，排成 A4 公文样式", "the same, laid out for A4"));
    options.example("ksbx document --form visit-sheet --for S-7K3Q --unmask --reason 家访",
                    text("家访前打印家访表", "a visit sheet"));
  }

  ExitCode run(Context& context) override {
    if (form.has_value() != whom.has_value() || (form && number))
      throw Error(Failure::usage, "document-or-form",
                  text("写文书编号，或者 --form 样式 --for 学生或单位", "give a number, or both --form and --for"),
                  text("例如 ksbx document --form visit-sheet --for S-7K3Q",
                       "as in: ksbx document --form visit-sheet --for S-7K3Q"));
    const Disclosure shown = disclosure_of(context, unmask);
    OpenWorkspace open(context, "document", Access::read);
    const Workspace& workspace = open.workspace();
    if (!number && !form) {
      const Table table = document_list(workspace, shown, context.console.language);
      deliver_on_record(context, table, {"document", "documents", shown});
      return ExitCode::done;
    }
    const bool as_page = is_page();
    const Paper paper = number ? printed_document(workspace, *number, shown)
                               : document_on_demand(workspace, reports_of(context), *form, *whom, shown);
    deliver_on_record(context, as_page ? paper_html(paper) : paper_text(paper),
                      {"document", number ? *number : *form, shown, 1, as_page ? "html" : "text"});
    return ExitCode::done;
  }

 private:
  // A document is words on a page: as plain text, or as html. A file of any other name holds the plain text.
  bool is_page() const {
    const auto by_name = common.out ? output_format_of_file(*common.out) : std::nullopt;
    const auto format = common.format ? output_format(*common.format) : by_name;
    if (!format || *format == Format::table) return false;
    if (*format == Format::html) return true;
    throw Error(Failure::usage, "document-format",
                text("一份文书不是表，不能存成 {}", "a document is not a table and cannot be written as {}",
                     std::string(name_of(*format))),
                text("用 -o 文件.html（可打印的网页）或 -o 文件.txt（文字）",
                     "take -o FILE.html (a page to print) or -o FILE.txt (plain text)"));
  }
};

}  // namespace

std::unique_ptr<Command> document_command() {
  return std::make_unique<DocumentCommand>();
}

}  // namespace ksbx
