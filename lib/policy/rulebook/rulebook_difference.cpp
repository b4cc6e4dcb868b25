#include "policy/rulebook/rulebook_difference.h"

#include <algorithm>

namespace ksbx {
namespace {

constexpr Part::Kind kinds[] = {Part::Kind::parameter, Part::Kind::rule,   Part::Kind::fact,   Part::Kind::record,
                                Part::Kind::role,      Part::Kind::stage,  Part::Kind::action, Part::Kind::form,
                                Part::Kind::guard,     Part::Kind::meaning};

const Part* find(const std::vector<Part>& parts, const Part& wanted) {
  const auto found = std::find_if(parts.begin(), parts.end(),
                                  [&](const Part& part) { return part.kind == wanted.kind && part.id == wanted.id; });
  return found == parts.end() ? nullptr : &*found;
}

const Part::Line* find(const Part& part, const std::string& key) {
  const auto found =
      std::find_if(part.lines.begin(), part.lines.end(), [&](const Part::Line& line) { return line.key == key; });
  return found == part.lines.end() ? nullptr : &*found;
}

Difference whole(Difference::Kind kind, const Part& part) {
  return {kind, part.kind, part.id, part.label, {}, {}, {}, {}, part.origin};
}

Difference of_line(const Part& part, const Part::Line& line, std::string before, std::string after) {
  const Origin& origin = line.origin.file.empty() ? part.origin : line.origin;
  return {Difference::Kind::changed, part.kind,        part.id,     part.label, line.label,
          std::move(before),         std::move(after), line.reason, origin};
}

void compare(const Part& before, const Part& after, std::vector<Difference>& result) {
  if (before.label != after.label)
    result.push_back(of_line(after, {"label", text("名称", "label"), {}}, before.label.zh, after.label.zh));
  for (const Part::Line& line : after.lines) {
    const Part::Line* old = find(before, line.key);
    if (old == nullptr || old->words != line.words)
      result.push_back(of_line(after, line, old ? old->words : std::string(), line.words));
  }
  for (const Part::Line& line : before.lines)
    if (find(after, line.key) == nullptr) result.push_back(of_line(before, line, line.words, {}));
}

}  // namespace

std::string_view name_of(Difference::Kind kind) {
  switch (kind) {
    case Difference::Kind::added: return "added";
    case Difference::Kind::removed: return "removed";
    case Difference::Kind::changed: return "changed";
  }
  return "";
}

Text label_of(Difference::Kind kind) {
  switch (kind) {
    case Difference::Kind::added: return text("新增", "added");
    case Difference::Kind::removed: return text("删去", "removed");
    case Difference::Kind::changed: return text("修改", "changed");
  }
  return {};
}

std::vector<Difference> differences(const Rulebook& before, const Rulebook& after) {
  const std::vector<Part> old_parts = parts_of(before);
  const std::vector<Part> new_parts = parts_of(after);
  std::vector<Difference> result;
  for (const Part::Kind kind : kinds) {
    for (const Part& part : new_parts) {
      if (part.kind != kind) continue;
      if (const Part* old = find(old_parts, part))
        compare(*old, part, result);
      else
        result.push_back(whole(Difference::Kind::added, part));
    }
    for (const Part& part : old_parts)
      if (part.kind == kind && find(new_parts, part) == nullptr)
        result.push_back(whole(Difference::Kind::removed, part));
  }
  return result;
}

}  // namespace ksbx
