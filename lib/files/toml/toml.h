// toml: a TOML file becomes a small tree in which every key and value knows its line and column.
// The door to toml++.
//
// Rules, calendars and configuration are written by clerks, so a mistake must come back with its
// place and a remedy. Before toml++ sees a file it is scanned for what that library cannot handle or
// explains badly: files over 1 MiB, lines with more than 32 dots, bytes that are not UTF-8, and
// Chinese punctuation or names outside quotation marks.
//
//   Problems problems;
//   auto file = parse_toml({"local.toml", "days = 2。"}, problems);   // nothing;
//   第1行第9列：“。”是全角标点，请改成半角
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/day.h"
#include "base/problem.h"

namespace ksbx {

// The text of a file and the name by which messages speak of it.
struct SourceFile {
  std::string name;
  std::string text;
};

// What is bigger is not a file that someone wrote by hand.
inline constexpr std::size_t largest_toml = std::size_t{1} << 20;

struct TomlValue;
struct TomlEntry;

// A time of day without a date, to the minute: 18:00:00.
struct TimeOfDay {
  int minutes = 0;  // after midnight, 0 … 1439
  bool operator==(const TimeOfDay&) const = default;
};

// Entries in the order of the file, not of the alphabet, so that messages come in reading order.
struct TomlTable {
  Origin origin;
  std::vector<TomlEntry> entries;

  const TomlEntry* find(std::string_view key) const;  // nullptr if there is none
};

using TomlArray = std::vector<TomlValue>;

// A date with a time and a fraction of a second have no use here; they arrive as `monostate` and fit no reader.
struct TomlValue {
  Origin origin;  // of its first character; for text, of the opening quotation mark
  std::variant<std::monostate, bool, std::int64_t, double, std::string, Day, TimeOfDay, TomlArray, TomlTable> content;
};

struct TomlEntry {
  std::string key;
  Origin origin;  // of the key
  TomlValue value;
};

struct TomlFile {
  std::string name;
  std::vector<std::string> lines;  // for excerpts; line 1 first
  TomlTable root;

  std::string line(int number) const;  // empty if there is none
};

// The tree; or nothing, and the reason is added to `problems` ("toml-syntax", "toml-encoding",
// "toml-full-width", "toml-unquoted", "toml-too-big", "toml-too-deep").
std::optional<TomlFile> parse_toml(const SourceFile& source, Problems& problems);

// Every mistake that the scan before toml++ finds; empty if toml++ may be let loose on the text.
Problems scan_toml(const SourceFile& source);

// The bytes of a file that is neither a link nor anything but a file, at most 1 MiB. Nothing, with
// a problem, otherwise.
std::optional<SourceFile> read_source(const std::filesystem::path& path, Problems& problems);

// The regular files with that extension directly in `folder`, by name. Links are problems, never followed. Warnings
// name what is passed over and may be meant: another spelling of the extension ("file-not-read": a.TOML, a.toml.txt)
// and the lock files of office programs ("file-passed-over": ~$a.toml), and folders in it with such files
// ("folder-not-read"), but for the `others`, which somebody else reads.
std::vector<SourceFile> read_sources(const std::filesystem::path& folder, Problems& problems,
                                     std::string_view extension = ".toml",
                                     const std::vector<std::string_view>& others = {});

}  // namespace ksbx
