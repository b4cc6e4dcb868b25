#include "cli/words/unmask.h"

#include "cli/words/deliver.h"

namespace ksbx {

Disclosure disclosure_of(const Context& context, const Unmask& asked) {
  return disclosure(asked, how_it_leaves(context.common));
}

void unmasks(Options& options, Unmask& unmask) {
  options.flag("--unmask", &unmask.wanted,
               text("显示完整姓名和号码，须写明理由，会留下记录",
                    "show full names and numbers; needs a reason and is recorded"));
  options.option("--reason", &unmask.reason, text("理由", "REASON"), text("为什么需要完整信息", "why they are needed"));
}

void masks(Options& options, Unmask& unmask) {
  options.choice("--mask", &unmask.level, {"strict", "normal"},
                 text("遮盖多少；不写时文件为 strict，屏幕和管道为 normal",
                      "how much is masked; default: strict in files, normal on screens and in pipes"));
  unmasks(options, unmask);
}

}  // namespace ksbx
