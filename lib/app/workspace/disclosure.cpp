#include "app/workspace/disclosure.h"

#include <utility>

#include "base/problem.h"

namespace ksbx {

Disclosure::Disclosure(Masking masking, std::string reason) : masking_(masking), reason_(std::move(reason)) {
  if (masking_ == Masking::none && reason_.empty())
    throw Error(Failure::guard, "unmask-without-reason", text("显示完整信息要写明理由", "full names need a reason"),
                text("加上 --reason \"…\"；谁在何时为何查看会记入日志",
                     "add --reason \"…\"; who looked, when and why is recorded"));
}

Disclosure Disclosure::to_fill_in() {
  Disclosure whole;
  whole.masking_ = Masking::none;
  return whole;
}

Disclosure disclosure(const Unmask& asked, Leaves leaves) {
  if (asked.wanted && asked.level)
    throw Error(Failure::usage, "mask-and-unmask",
                text("--mask 和 --unmask 只能写一个", "--mask and --unmask exclude each other"),
                text("删去其中一个", "remove one of them"));
  if (asked.wanted) return {Masking::none, asked.reason};
  if (asked.level) return {*asked.level == "strict" ? Masking::strict : Masking::normal, asked.reason};
  return {leaves == Leaves::as_a_file ? Masking::strict : Masking::normal, asked.reason};
}

}  // namespace ksbx
