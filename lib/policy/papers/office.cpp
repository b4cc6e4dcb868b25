#include "policy/papers/office.h"

#include <algorithm>
#include <optional>

#include "base/ascii.h"
#include "base/placeholders.h"
#include "policy/papers/document_fields.h"

namespace ksbx {
namespace {

bool speaks_of(const OfficeName& office, const Unit& unit) {
  if (!office.unit.empty()) return office.unit == unit.code;
  return office.kind == unit.kind && unit.name.ends_with(office.ends);
}

// 控辍〔2026〕9990180001-政-0002 in its parts.
struct KeptNumber {
  std::string_view year, unit, line, count;
};

std::optional<KeptNumber> parts_of(std::string_view kept) {
  constexpr std::string_view open = "〔", close = "〕";
  const auto begin = kept.find(open), end = kept.find(close);
  if (begin == std::string_view::npos || end == std::string_view::npos || end < begin) return std::nullopt;
  const std::string_view rest = kept.substr(end + close.size());
  const auto second = rest.rfind('-');
  const auto first =
      second == std::string_view::npos || second == 0 ? std::string_view::npos : rest.rfind('-', second - 1);
  if (first == std::string_view::npos) return std::nullopt;
  KeptNumber parts{kept.substr(begin + open.size(), end - begin - open.size()), rest.substr(0, first),
                   rest.substr(first + 1, second - first - 1), rest.substr(second + 1)};
  if (!all_digits(parts.count)) return std::nullopt;
  parts.count.remove_prefix(std::min(parts.count.find_first_not_of('0'), parts.count.size() - 1));
  return parts;
}

// Of several that speak of the unit the last one counts, so that an overlay has the last word.
std::string sign_of(const Rulebook& rulebook, std::string_view unit) {
  std::string sign = rulebook.document_sign;
  for (const OfficeName& office : rulebook.offices)
    if (!office.sign.empty() && office.unit == unit) sign = office.sign;
  return sign;
}

bool is_ascii(char c) {
  return static_cast<unsigned char>(c) < 0x80;
}

}  // namespace

std::string office_name(const Rulebook& rulebook, const Organisation& organisation, UnitId id,
                        std::string_view otherwise) {
  const Unit* unit = organisation.find(id);
  if (unit == nullptr) return std::string(otherwise);
  std::string name = unit->name;
  for (const OfficeName& office : rulebook.offices)
    if (!office.name.empty() && speaks_of(office, *unit))
      name = filled(office.name,
                    [&](std::string_view field) { return field == "unit" ? std::optional(unit->name) : std::nullopt; });
  return name;
}

std::string official_number(const Rulebook& rulebook, std::string_view kept) {
  const auto parts = parts_of(kept);
  if (!parts) return std::string(kept);
  return filled(rulebook.document_number, [&](std::string_view field) -> std::optional<std::string> {
    if (field == "sign") return sign_of(rulebook, parts->unit);
    if (field == "year") return std::string(parts->year);
    if (field == "unit") return std::string(parts->unit);
    if (field == "line") return std::string(parts->line);
    if (field == "count") return std::string(parts->count);
    return std::nullopt;
  });
}

std::string with_official_dates(std::string_view words) {
  constexpr std::size_t length = 10;  // of 2026-11-18
  std::string out;
  for (std::size_t at = 0; at < words.size();) {
    const bool begins = at == 0 || !(is_ascii_digit(words[at - 1]) || words[at - 1] == '-');
    const bool ends = at + length >= words.size() || !(is_ascii_digit(words[at + length]) || words[at + length] == '-');
    const auto day = begins && ends ? Day::parse(words.substr(at, std::min(length, words.size() - at))) : std::nullopt;
    if (day) {
      if (out.size() > 1 && out.back() == ' ' && !is_ascii(out[out.size() - 2])) out.pop_back();
      out += official_date(*day);
      at += length;
      if (at + 1 < words.size() && words[at] == ' ' && !is_ascii(words[at + 1])) ++at;
    } else {
      out += words[at++];
    }
  }
  return out;
}

}  // namespace ksbx
