// ksbx add minor, ksbx add student: one child, entered at the desk.
#include "app/import/add_child.h"

#include <algorithm>

#include "cli/commands/commands.h"
#include "cli/commands/enter/import_output.h"
#include "cli/terminal/read_words.h"
#include "cli/words/deliver.h"
#include "cli/words/on_record.h"
#include "cli/words/open_workspace.h"
#include "cli/words/unmask.h"
#include "files/cell/cell_words.h"

namespace ksbx {
namespace {

const char* name_of(ChildKind kind) {
  return kind == ChildKind::minor ? "add minor" : "add student";
}

// The lines of a file as words; blank ones and those that begin with # are passed over.
std::vector<std::string> lines_of(const std::string& path) {
  const std::string all = read_words_of(path);
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < all.size();) {
    const std::size_t end = std::min(all.find('\n', at), all.size());
    const std::string_view line = trimmed(std::string_view(all).substr(at, end - at));
    if (!line.empty() && !line.starts_with('#')) lines.emplace_back(line);
    at = end + 1;
  }
  return lines;
}

class AddCommand final : public Command {
 public:
  explicit AddCommand(ChildKind kind) : kind_(kind) {}

  void setup(Options& options) override {
    options
        .positional(text("姓名 栏目=值", "NAME COLUMN=VALUE"), &words_,
                    text("姓名，然后花名册的各栏，中英文列名都行；@文件、@- 每行一栏",
                         "the name, then columns of a roster, by Chinese or English names; @FILE or @- has one a line"))
        .names_file(FileRole::read_at);
    uses_database(options, common);
    uses_rules(options, common);
    enters(options, common);
    writes(options, common);
    if (kind_ == ChildKind::minor) {
      options.example("ksbx add minor 张三 性别=男 出生日期=2012-03-04 现住址=青石镇柳树村",
                      text("街上发现的孩子，不在任何名册里", "a child found in the street who is on no roster"));
      options.example("ksbx add minor 张三 birth=2012-03-04 @证件号.txt",
                      text("文件里一行：身份证件号=……", "the file has one line: 身份证件号=…"));
    } else {
      options.example("ksbx add student 李四 班级=七年级1班@石桥市第一初级中学 性别=女 出生日期=2014-01-02",
                      text("班里新来一名学生", "a new pupil of a class"));
    }
  }

  ExitCode run(Context& context) override {
    refuse_calendar(common);
    const Disclosure shown = disclosure_of(context);
    AddRequest request{kind_, cells(), shown};
    count(context.summary, RowCounts{});
    OpenWorkspace open(context, name_of(kind_), Access::write);
    const AddOutcome outcome = add_child(open.workspace(), request, common.dry_run ? Keep::nothing : Keep::changes);
    context.console.problems(outcome.problems);
    print(context, open.workspace(), outcome, shown);
    count(context.summary, outcome.counts);
    if (outcome.deferred > 0) context.summary.count("deferred", outcome.deferred);
    return outcome.deferred > 0 ? ExitCode::rejected : ExitCode::done;
  }

 private:
  std::vector<std::string> words() const {
    std::vector<std::string> all;
    for (const std::string& word : words_) {
      if (!word.starts_with('@')) {
        all.push_back(word);
        continue;
      }
      for (std::string& line : lines_of(word.substr(1))) all.push_back(std::move(line));
    }
    return all;
  }

  // The first word without a sign is the name.
  std::vector<TypedCell> cells() const {
    std::vector<TypedCell> all;
    Problems problems;
    bool named = false;
    for (const std::string& word : words()) {
      if (const auto cell = typed_cell(word)) {
        all.push_back(*cell);
      } else if (!named && word.find('=') == std::string::npos) {
        named = true;
        all.insert(all.begin(), {"姓名", word});
      } else {
        problems.push_back({Severity::error,
                            "not-a-field",
                            {},
                            text("“{}”不是“栏目=值”", "{} is not COLUMN=VALUE", word),
                            text("例如 性别=男；有空格的值加引号", "for example sex=男; quote a value with spaces")});
      }
    }
    if (!problems.empty()) throw Error(Failure::usage, std::move(problems));
    return all;
  }

  void print(Context& context, const Workspace& workspace, const AddOutcome& outcome, const Disclosure& shown) const {
    if (context.console.volume == Volume::quiet) return;
    Answer answer(context);
    switch (outcome.standing) {
      case AddOutcome::Standing::added: say_added(answer, workspace, outcome); break;
      case AddOutcome::Standing::changed:
        answer.say(text("原已登记，补充了新内容：{}", "already known, and something is new: {}", outcome.who));
        for (const Text& change : outcome.changes) answer.say(text("  {}", "  {}", change));
        break;
      case AddOutcome::Standing::known:
        answer.say(text("原已登记，没有新内容：{}", "already known, nothing new: {}", outcome.who));
        break;
      case AddOutcome::Standing::in_doubt:
        answer.say(text("待定：还没有登记，等人决定他是谁", "in doubt: not entered until someone decides who it is"));
        break;
    }
    answer.hand_over_changes({name_of(kind_), name_of(kind_), shown});
    if (common.dry_run) say_dry_run(context.console);
  }

  void say_added(Answer& answer, const Workspace& workspace, const AddOutcome& outcome) const {
    if (common.dry_run) return answer.say(text("会新登记：{}", "would be entered: {}", outcome.who));
    answer.say(text("已登记：{}", "entered: {}", outcome.who));
    const std::string since = workspace.dates.today.iso();
    answer.say(text("  {} 起在册", "  on the books since {}", since));
    if (outcome.provisional)
      answer.say(text("  没有证件号，先算暂定：知道后带上证件号，同样再登记一次",
                      "  provisional, without an id number: once it is known, add it the same way"));
    const std::string code = short_code(outcome.student);
    answer.say(
        text("  以后用短码 {} 指他，如 ksbx explain {}", "  use the code {} from now on: ksbx explain {}", code, code));
  }

  ChildKind kind_;
  std::vector<std::string> words_;
};

}  // namespace

std::unique_ptr<Command> add_minor_command() {
  return std::make_unique<AddCommand>(ChildKind::minor);
}

std::unique_ptr<Command> add_student_command() {
  return std::make_unique<AddCommand>(ChildKind::student);
}

}  // namespace ksbx
