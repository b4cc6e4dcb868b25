// ksbx document: what was issued, documents ready to print, one or many, and papers on demand.
#include "app/papers/documents.h"
#include "base/ascii.h"
#include "cli/commands/commands.h"
#include "cli/words/on_record.h"
#include "cli/words/open_workspace.h"
#include "cli/words/unmask.h"
#include "files/paper/docx.h"

namespace ksbx {
namespace {

struct DocumentCommand final : Command {
  std::optional<std::string> number, form, whom;
  std::optional<Day> night;
  Unmask unmask;

  void setup(Options& options) override {
    options.positional(text("文书编号", "NUMBER"), &number,
                       text("打印这一份：正本、存根、回执；不写则列出全部",
                            "print this one: original, stub and receipt slip; without it all are listed"));
    options.option(
        "--form", &form, text("样式", "FORM"),
        text("按这种样式当场开一份，不编号、不入库", "make a paper with this form, without a number, not stored"));
    options.option("--for", &whom, text("学生或单位", "WHOM"),
                   text("与 --form 连用：这一份是给谁的；单独用：这个单位还没有签收的文书，一次打印",
                        "with --form, the pupil or unit it is about; alone, all that this unit has not signed for"));
    options.option("--night", &night, text("日期", "DATE"),
                   text("这一天签发的文书，一次打印；可以加 --for",
                        "all documents issued on that day, in one file; with --for, those to that unit"));
    unmasks(options, unmask);
    uses_database(options, common);
    uses_rules(options, common);
    judges(options, common);
    tells_table(options, common);
    options.example("ksbx document 控辍〔2026〕9990180001-政-0001 --unmask --reason 报送 -o 报告.txt",
                    text("打印一份报告，存入只有自己能读的文件", "one report, in a file that only its owner reads"));
    options.example("ksbx document 控辍〔2026〕9990180001-政-0001 --unmask --reason 报送 -o 报告.html",
                    text("同一份，排成 A4 公文样式", "the same, laid out for A4"));
    options.example("ksbx document --night 2026-10-15 --for 青石镇 --unmask --reason 报送 -o 青石镇.docx",
                    text("那一晚发给青石镇的全部文书，一个 Word 文件，可以修改、盖章",
                         "all that went to one town that night, in a file for Word"));
    options.example("ksbx document --form visit-sheet --for S-7K3Q --unmask --reason 家访",
                    text("家访前打印家访表", "a visit sheet"));
  }

  ExitCode run(Context& context) override {
    const bool is_batch = night || (whom && !form);
    if ((form && !whom) || (form && (number || night)) || (number && is_batch))
      throw Error(Failure::usage, "document-or-form",
                  text("写文书编号，或者 --form 样式 --for 学生或单位，或者 --night 日期、--for 单位",
                       "give a number, or both --form and --for, or --night and --for alone"),
                  text("例如 ksbx document --form visit-sheet --for S-7K3Q",
                       "as in: ksbx document --form visit-sheet --for S-7K3Q"));
    const Disclosure shown = disclosure_of(context, unmask);
    OpenWorkspace open(context, "document", Access::read);
    const Workspace& workspace = open.workspace();
    if (!number && !form && !is_batch) {
      const Table table = document_list(workspace, shown, context.console.language);
      deliver_on_record(context, table, {"document", "documents", shown});
      return ExitCode::done;
    }
    const Shape shape = shape_wanted();
    const std::vector<Paper> papers = papers_wanted(context, workspace, shown);
    deliver_on_record(context, shaped(papers, shape), {"document", subject(), shown, papers.size(), name_of(shape)});
    return ExitCode::done;
  }

 private:
  // A document is words on a page: as plain text, as html, or for a word processor. A file of any other name holds the
  // plain text.
  enum class Shape { text, html, docx };
  static const char* name_of(Shape shape) {
    switch (shape) {
      case Shape::text: return "text";
      case Shape::html: return "html";
      case Shape::docx: return "docx";
    }
    return "text";
  }

  static std::string shaped(const std::vector<Paper>& papers, Shape shape) {
    switch (shape) {
      case Shape::text: return papers_text(papers);
      case Shape::html: return papers_html(papers);
      case Shape::docx: return papers_docx(papers);
    }
    return {};
  }

  std::vector<Paper> papers_wanted(Context& context, const Workspace& workspace, const Disclosure& shown) const {
    if (number) return {printed_document(workspace, *number, shown)};
    if (form) return {document_on_demand(workspace, reports_of(context), *form, *whom, shown)};
    return printed_documents(workspace, {night, whom}, shown);
  }

  // What goes on record.
  std::string subject() const {
    if (number) return *number;
    if (form) return *form;
    return (night ? night->iso() : "") + (night && whom ? " " : "") + whom.value_or("");
  }

  Shape shape_wanted() const {
    if (common.out && !common.format && ascii_lower(*common.out).ends_with(".docx")) return Shape::docx;
    const auto by_name = common.out ? output_format_of_file(*common.out) : std::nullopt;
    const auto format = common.format ? output_format(*common.format) : by_name;
    if (!format || *format == Format::table) return Shape::text;
    if (*format == Format::html) return Shape::html;
    throw Error(Failure::usage, "document-format",
                text("一份文书不是表，不能存成 {}", "a document is not a table and cannot be written as {}",
                     std::string(ksbx::name_of(*format))),
                text("用 -o 文件.docx（可修改、盖章）、-o 文件.html（可打印的网页）或 -o 文件.txt（文字）",
                     "take -o FILE.docx (to edit and stamp), -o FILE.html (to print) or -o FILE.txt (plain text)"));
  }
};

}  // namespace

std::unique_ptr<Command> document_command() {
  return std::make_unique<DocumentCommand>();
}

}  // namespace ksbx
