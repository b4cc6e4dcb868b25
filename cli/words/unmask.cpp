#include "cli/words/unmask.h"

namespace ksbx {

Masking Unmask::masking(Leaves leaves) const {
  if (wanted) return Masking::none;
  if (level) return *level == "strict" ? Masking::strict : Masking::normal;
  return leaves == Leaves::as_a_file ? Masking::strict : Masking::normal;
}

void Unmask::check() const {
  if (wanted && level)
    throw Error(Failure::usage, "mask-and-unmask",
                text("--mask 和 --unmask 只能写一个", "--mask and --unmask exclude each other"),
                text("删去其中一个", "remove one of them"));
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

void masks(Options& options, Unmask& unmask) {
  options.choice("--mask", &unmask.level, {"strict", "normal"},
                 text("遮盖多少；不写时文件为 strict，屏幕和管道为 normal",
                      "how much is masked; default: strict in files, normal on screens and in pipes"));
  unmasks(options, unmask);
}

}  // namespace ksbx
