// ksbx rules schema: the keys of rulebook files as JSON Schema, for editors.
#include "files/rulebook/rulebook_schema.h"

#include "cli/commands/commands.h"
#include "cli/words/deliver.h"

namespace ksbx {
namespace {

struct RulesSchema final : Command {
  void setup(Options& options) override {
    options.option("-o,--out", &common.out, text("文件", "FILE"), text("写进文件，而不是屏幕", "write it to a file"))
        .names_file(FileRole::written);
    options.example("ksbx rules schema -o rulebook.schema.json",
                    text("供编辑器补全和检查规则文件", "for editors to complete and check rule files"));
  }

  ExitCode run(Context& context) override {
    deliver(context, std::string_view(json_schema(rulebook_schema(), context.console.language)));
    return ExitCode::done;
  }
};

}  // namespace

std::unique_ptr<Command> rules_schema_command() {
  return std::make_unique<RulesSchema>();
}

}  // namespace ksbx
