#include "model/duty.h"

namespace ksbx {

std::string_view name_of(Line line) {
  switch (line) {
    case Line::government: return "government";
    case Line::education: return "education";
  }
  return {};
}

Text label_of(Line line) {
  switch (line) {
    case Line::government: return {"政府线", "government line"};
    case Line::education: return {"教育线", "education line"};
  }
  return {};
}

std::optional<Line> line(std::string_view name) {
  for (Line one : {Line::government, Line::education})
    if (name_of(one) == name) return one;
  return std::nullopt;
}

bool are_of_one_matter(const DutyKey& one, const DutyKey& other) {
  return one.rule == other.rule && one.period == other.period;
}

const Miss* first_miss(const Duty& duty) {
  const auto first = std::ranges::find_if(duty.missed, [&](const Miss& miss) { return miss.due >= duty.opened; });
  return first == duty.missed.end() ? nullptr : &*first;
}

std::optional<Day> first_deadline(const Duty& duty) {
  const Miss* first = first_miss(duty);
  return first ? first->due : duty.due;
}

void finish(Duty& duty, Day day, RecordId proof) {
  duty.state = DutyState::done;
  duty.done = day;
  duty.proof = proof;
  std::erase_if(duty.missed, [&](const Miss& miss) { return miss.due >= day; });
}

std::string_view name_of(DutyState state) {
  switch (state) {
    case DutyState::open: return "open";
    case DutyState::done: return "done";
    case DutyState::withdrawn: return "withdrawn";
  }
  return {};
}

Text label_of(DutyState state) {
  switch (state) {
    case DutyState::open: return {"待办", "open"};
    case DutyState::done: return {"已完成", "done"};
    case DutyState::withdrawn: return {"已撤销", "withdrawn"};
  }
  return {};
}

std::optional<DutyState> duty_state(std::string_view name) {
  for (DutyState one : {DutyState::open, DutyState::done, DutyState::withdrawn})
    if (name_of(one) == name) return one;
  return std::nullopt;
}

std::string_view name_of(DocumentKind kind) {
  switch (kind) {
    case DocumentKind::original: return "original";
    case DocumentKind::supplement: return "supplement";
    case DocumentKind::correction: return "correction";
    case DocumentKind::release: return "release";
    case DocumentKind::withdrawal: return "withdrawal";
    case DocumentKind::reinstatement: return "reinstatement";
  }
  return {};
}

Text label_of(DocumentKind kind) {
  switch (kind) {
    case DocumentKind::original: return {"首发", "original"};
    case DocumentKind::supplement: return {"补报", "supplement"};
    case DocumentKind::correction: return {"更正", "correction"};
    case DocumentKind::release: return {"改送", "release"};
    case DocumentKind::withdrawal: return {"撤回", "withdrawal"};
    case DocumentKind::reinstatement: return {"恢复", "reinstatement"};
  }
  return {};
}

const std::vector<DocumentKind>& all_document_kinds() {
  using enum DocumentKind;
  static const std::vector<DocumentKind> all = {original, supplement, correction, release, withdrawal, reinstatement};
  return all;
}

std::optional<DocumentKind> document_kind(std::string_view name) {
  for (DocumentKind one : all_document_kinds())
    if (name_of(one) == name) return one;
  return std::nullopt;
}

}  // namespace ksbx
