// ksbx version: which ksbx this is.
#include "cli/commands/commands.h"

namespace ksbx {
namespace {

struct Version final : Command {
  void setup(Options& options) override { options.example("ksbx version", text("显示版本", "shows the version")); }

  ExitCode run(Context& context) override {
    context.console.answer(same_text("ksbx " KSBX_VERSION));
    return ExitCode::done;
  }
};

}  // namespace

std::unique_ptr<Command> version_command() {
  return std::make_unique<Version>();
}

}  // namespace ksbx
