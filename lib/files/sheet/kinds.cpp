#include "files/sheet/kinds.h"

#include <algorithm>

#include "base/join.h"
#include "base/nearest.h"
#include "files/cell/cell_words.h"

namespace ksbx {
namespace {

struct DailyWord {
  std::string_view word;
  RosterKind kind;
};

constexpr DailyWord daily_words[] = {
    {"学生", RosterKind::students},     {"学生名册", RosterKind::students}, {"花名册", RosterKind::students},
    {"名册", RosterKind::students},     {"学籍", RosterKind::students},     {"考勤", RosterKind::attendance},
    {"出勤", RosterKind::attendance},   {"缺勤", RosterKind::attendance},   {"点名", RosterKind::attendance},
    {"点名册", RosterKind::attendance}, {"请假", RosterKind::leave},        {"请假条", RosterKind::leave},
    {"教职工", RosterKind::staff},      {"教职工表", RosterKind::staff},    {"教师", RosterKind::staff},
    {"职工", RosterKind::staff},        {"分工", RosterKind::staff},        {"单位", RosterKind::units},
    {"学校", RosterKind::units}};

bool is_daily(const Layout& layout) {
  return layout.kind != RosterKind::record && layout.name == name_of(layout.kind);
}

Text name_and_label(const Layout& layout) {
  return text("{}（{}）", "{} ({})", layout.name, layout.label);
}

std::vector<const Layout*> kinds_called(std::string_view words, const std::vector<Layout>& layouts) {
  const std::string said = comparable(words);
  std::vector<const Layout*> all;
  const auto take = [&](const auto& fits) {
    if (!all.empty()) return;
    for (const Layout& layout : layouts)
      if (fits(layout)) all.push_back(&layout);
  };
  take([&](const Layout& layout) {
    return layout.name == words || comparable(layout.label.zh) == said || comparable(layout.label.en) == said ||
           comparable(layout.name) == said;
  });
  take([&](const Layout& layout) {
    return std::ranges::count(layout.also, said) > 0 || std::ranges::any_of(daily_words, [&](const DailyWord& one) {
             return is_daily(layout) && layout.kind == one.kind && one.word == said;
           });
  });
  constexpr std::size_t two_characters = 6;  // bytes
  if (said.size() < two_characters) return all;
  take([&](const Layout& layout) { return layout.label.zh.find(said) != std::string::npos; });
  return all;
}

}  // namespace

const Layout* kind_called(std::string_view words, const std::vector<Layout>& layouts) {
  const std::vector<const Layout*> all = kinds_called(words, layouts);
  return all.size() == 1 ? all.front() : nullptr;
}

const Layout& kind_meant(std::string_view words, const std::vector<Layout>& layouts) {
  const std::vector<const Layout*> all = kinds_called(words, layouts);
  if (all.size() == 1) return *all.front();
  const auto in_words = [](const Layout* one) { return name_and_label(*one); };
  if (!all.empty())
    throw Error(Failure::usage, "unknown-kind",
                text("“{}”可能是：{}", "{} may be any of: {}", words, enumerated(all, in_words)),
                text("请写其中一个", "write one of them"));
  std::vector<std::string> known;
  for (const Layout& layout : layouts) {
    known.push_back(layout.name);
    known.push_back(layout.label.zh);
  }
  const std::string close = nearest(std::string(words), known);
  const Layout* near = close.empty() ? nullptr : kind_called(close, layouts);
  const Text first = near ? text("是不是 {}？", "did you mean {}? ", name_and_label(*near)) : Text{};
  throw Error(Failure::usage, "unknown-kind", text("没有“{}”这一种表", "there is no kind of list {}", words),
              text("{}常用的有 {}；全部见 ksbx help kinds", "{}In daily use: {}; all of them: ksbx help kinds", first,
                   daily_kinds(layouts)));
}

Text daily_kinds(const std::vector<Layout>& layouts) {
  std::vector<const Layout*> daily;
  for (const Layout& layout : layouts)
    if (is_daily(layout)) daily.push_back(&layout);
  return enumerated(daily, [](const Layout* one) { return name_and_label(*one); });
}

}  // namespace ksbx
