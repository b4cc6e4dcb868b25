#include "app/deliver/file_names.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/ascii.h"
#include "base/text.h"

namespace ksbx {
namespace {

constexpr std::size_t longest = 120;  // a name may have 255 bytes, and endings come after it

bool is_inside_character(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

// Windows keeps them for devices, whatever ending they have.
bool is_device_name(const std::string& name) {
  constexpr std::array<std::string_view, 4> devices = {"con", "prn", "aux", "nul"};
  const std::string small = ascii_lower(name.substr(0, name.find('.')));
  const bool is_port = small.size() == 4 && (small.starts_with("com") || small.starts_with("lpt"));
  return is_port || std::ranges::find(devices, small) != devices.end();
}

}  // namespace

std::string file_name(std::string_view words) {
  std::string name;
  for (const char c : words) {
    const bool is_control = static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
    name += is_control || std::string_view("/\\:*?\"<>|").find(c) != std::string_view::npos ? '_' : c;
  }
  if (name.size() > longest) {
    std::size_t end = longest;
    while (end > 0 && is_inside_character(name[end])) --end;
    name.resize(end);
  }
  while (!name.empty() && std::string_view(". -~").find(name.front()) != std::string_view::npos) name.erase(0, 1);
  while (!name.empty() && (name.back() == '.' || name.back() == ' ')) name.pop_back();
  if (name.empty()) return "_";
  return is_device_name(name) ? "_" + name : name;
}

std::vector<std::string> distinct_file_names(const std::vector<std::string>& words) {
  std::set<std::string> taken;  // in small letters
  std::vector<std::string> names;
  for (const std::string& each : words) {
    const std::string name = file_name(each);
    std::string free = name;
    for (int number = 2; !taken.insert(ascii_lower(free)).second; ++number) free = formatted("{}（{}）", name, number);
    names.push_back(free);
  }
  return names;
}

}  // namespace ksbx
