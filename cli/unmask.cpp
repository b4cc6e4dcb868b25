#include "cli/unmask.h"

namespace ksbx {

void Unmask::check() const {
  if (wanted && reason.empty())
    throw Error(Failure::guard, "unmask-without-reason", text("显示完整信息要写明理由", "full names need a reason"),
                text("加上 --reason \"…\"；谁在何时为何查看会记入日志",
                     "add --reason \"…\"; who looked, when and why is recorded"));
}

void unmasks(Options& options, Unmask& unmask) {
  options.flag("--unmask", &unmask.wanted,
               text("显示完整姓名和号码，须写明理由，会留下记录",
                    "show full names and numbers; needs a reason and is recorded"));
  options.option("--reason", &unmask.reason, text("理由", "REASON"), text("为什么需要完整信息", "why they are needed"));
}

}  // namespace ksbx
