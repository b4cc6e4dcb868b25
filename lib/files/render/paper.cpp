#include "files/render/paper.h"

#include "base/text.h"

namespace ksbx {
namespace {

constexpr const char* cut = "- - - - - - - - - - - - - - - - - - - - - - - - - - - -\n";

}  // namespace

std::string paper_text(const Paper& paper) {
  if (paper.number.empty()) return paper.content;
  std::string out = formatted("编号：{}\n主送：{}", paper.number, paper.to);
  if (!paper.copy_to.empty()) out += "　抄送：" + paper.copy_to;
  return out + "\n\n" + paper.content + cut + paper.stub + cut + paper.slip;
}

}  // namespace ksbx
