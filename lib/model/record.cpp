#include "model/record.h"

#include "base/text.h"

namespace ksbx {
namespace {

struct Written {
  std::string operator()(std::monostate) const { return {}; }
  std::string operator()(bool yes) const { return yes ? "true" : "false"; }
  std::string operator()(std::int64_t number) const { return std::to_string(number); }
  std::string operator()(const std::string& text) const { return text; }
  std::string operator()(Day day) const { return day.iso(); }
};

}  // namespace

std::string text_of(const FieldValue& value) {
  return std::visit(Written{}, value);
}

std::string time_of(const Record& record) {
  return record.minute ? formatted("{:02}:{:02}", *record.minute / 60, *record.minute % 60) : std::string();
}

}  // namespace ksbx
