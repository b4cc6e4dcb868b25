#include "files/rulebook/rule_texts.h"

#include <algorithm>
#include <array>
#include <utility>

#include "files/input/archive.h"

namespace ksbx {
namespace {

// "1/ladder.toml", "1/forms/order.txt"
std::string place_in_zip(std::size_t layer, const SourceFile& file) {
  const std::filesystem::path path(file.name);
  const bool is_form = path.extension() == ".txt" && path.parent_path().filename() == "forms";
  return formatted("{}/{}{}", layer + 1, is_form ? "forms/" : "", path.filename().string());
}

std::string whole(ArchivePart& part) {
  std::string bytes;
  std::array<char, 65536> block;
  while (const std::size_t got = part.read(block)) bytes.append(block.data(), got);
  return bytes;
}

}  // namespace

std::string packed_rules(const std::vector<std::vector<SourceFile>>& layers) {
  std::vector<std::pair<std::string, std::string>> files;
  for (std::size_t layer = 0; layer < layers.size(); ++layer)
    for (const SourceFile& file : layers[layer]) files.emplace_back(place_in_zip(layer, file), file.text);
  return files.empty() ? std::string() : zip_of(files);
}

std::vector<std::vector<SourceFile>> unpacked_rules(std::string packed, const std::string& name) {
  const Archive archive = Archive::of_bytes(std::move(packed), name);
  std::vector<std::vector<SourceFile>> layers;
  std::string last;
  for (const std::string& path : archive.parts()) {
    const std::string layer = path.substr(0, path.find('/'));
    if (layers.empty() || layer != last) layers.emplace_back();
    last = layer;
    if (const auto part = archive.part(path, Archive::largest_list)) layers.back().push_back({path, whole(*part)});
  }
  return layers;
}

std::vector<std::vector<SourceFile>> by_folder(const std::vector<SourceFile>& files) {
  std::vector<std::vector<SourceFile>> layers;
  std::filesystem::path last;
  for (const SourceFile& file : files) {
    const std::filesystem::path folder = std::filesystem::path(file.name).parent_path();
    const bool named_again = !layers.empty() && std::ranges::count(layers.back(), file.name, &SourceFile::name) > 0;
    if (layers.empty() || folder != last || named_again) layers.emplace_back();
    last = folder;
    layers.back().push_back(file);
  }
  return layers;
}

std::vector<SourceFile> in_a_row(const std::vector<std::vector<SourceFile>>& layers) {
  std::vector<SourceFile> all;
  for (const auto& files : layers) all.insert(all.end(), files.begin(), files.end());
  return all;
}

}  // namespace ksbx
