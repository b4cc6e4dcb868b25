#include "app/enter/undo_list.h"

#include "base/join.h"
#include "store/ledger/night_store.h"
#include "store/undo/undo_store.h"

namespace ksbx {
namespace {

constexpr std::size_t most_listed = 50;

// Of many files the first few.
Text named(std::vector<std::string> files, Masking masking) {
  if (masking == Masking::strict)
    for (std::string& file : files) file = masked(file, Privacy::file, masking);
  constexpr std::size_t enough = 3;
  const std::size_t all = files.size();
  if (all <= enough) return same_text(join(files, "、"));
  files.resize(enough);
  return text("{} 等 {} 个文件", "{} and others, {} files", join(files, "、"), all);
}

// 新学生 12，考勤 3: what a change wrote, in one line.
Text contents(const ChangeMade& made, Masking masking) {
  Text all;
  const auto add = [&](std::int64_t count, const Text& what) {
    if (count == 0) return;
    const Text one = text("{} {}", "{1} {0}", what, count);
    all = all.empty() ? one : text("{}，{}", "{}, {}", all, one);
  };
  add(made.pupils_added, text("新学生", "new pupils"));
  add(made.pupils_changed, text("变更学生", "changed pupils"));
  add(made.marks, text("考勤", "marks"));
  add(made.registers, text("点名册", "registers"));
  add(made.records, text("记录", "records"));
  add(made.units, text("单位", "units"));
  add(made.assignments, text("任职", "posts"));
  add(made.closures, text("停课", "closures"));
  return made.files.empty() ? all : text("{}：{}", "{}: {}", named(made.files, masking), all);
}

Text standing(const ChangeMade& made) {
  if (made.reverts) return text("撤销了 {}", "undoes {}", *made.reverts);
  return made.reverted_by ? text("已由 {} 撤销", "undone by {}", *made.reverted_by) : Text{};
}

Text contents(const NightsCalled& called) {
  Text days = called.first == called.last ? same_text(called.last.iso())
                                          : text("{} 至 {}（{} 夜）", "{} to {} ({} nights)", called.first.iso(),
                                                 called.last.iso(), called.nights);
  return text("判断 {}：新任务 {}，变更 {}，撤销 {}，办结 {}",
              "judged {}: {} opened, {} amended, {} withdrawn, {} done", days, called.opened, called.amended,
              called.withdrawn, called.done);
}

std::vector<Cell> row_of(const ChangeMade& made, Language language, Masking masking) {
  return {made.number, made.at.iso().substr(0, 16),          made.command,
          made.actor,  contents(made, masking).in(language), standing(made).in(language)};
}

// Nights have no number: they are undone by their day.
std::vector<Cell> row_of(const NightsCalled& called, Language language) {
  const Text undone = called.is_undone ? text("已撤销", "undone") : Text{};
  return {std::monostate{}, called.recorded.iso().substr(0, 16), std::string("escalate"),
          std::string(),    contents(called).in(language),       undone.in(language)};
}

}  // namespace

Table undo_list(Database& database, Language language, const Disclosure& shown) {
  Table all{"changes",
            text("改动", "Changes"),
            {{"number", text("编号", "number")},
             {"recorded", text("时间", "when")},
             {"command", text("命令", "command")},
             {"actor", text("操作账号", "login")},
             {"what", text("内容", "what")},
             {"state", text("状态", "state")}},
            {}};
  const std::vector<ChangeMade> changes = changes_made(database, static_cast<int>(most_listed));
  const std::vector<NightsCalled> nights = nights_called(database, static_cast<int>(most_listed));
  auto change = changes.begin();
  auto night = nights.begin();
  while (all.rows.size() < most_listed && (change != changes.end() || night != nights.end())) {
    const bool night_is_next =
        change == changes.end() || (night != nights.end() && night->recorded.seconds >= change->at.seconds);
    all.rows.push_back(night_is_next ? row_of(*night++, language) : row_of(*change++, language, shown));
  }
  return all;
}

}  // namespace ksbx
