// run_story KSBX SOURCE DOCUMENT…: runs the console blocks of documents and compares the answers.
//
// Prints a unified diff for each answer that differs; exit 1 if any did. With KSBX_BLESS=1 the document is rewritten
// with the real answers instead: read the difference before you commit it.
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "stories/document.h"
#include "stories/shell.h"

namespace story {
namespace {

namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) throw std::runtime_error("cannot read " + path.string());
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

void write_lines(const fs::path& path, const std::vector<std::string>& lines) {
  std::ofstream stream(path, std::ios::binary);
  for (const std::string& line : lines) stream << line << "\n";
}

void show_difference(const fs::path& document, const Step& step, const Answer& answer) {
  std::cout << document.string() << ":" << step.line << ": $ " << step.command << std::endl;
  std::string name = (fs::temp_directory_path() / "ksbx-diff-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make a temporary folder");
  const fs::path folder = name;
  write_lines(folder / "expected", written(step.expected, step.exit));
  write_lines(folder / "actual", written(answer.lines, answer.exit));
  const std::string command = "cd '" + name + "' && diff -u expected actual | sed 1,2d";
  if (std::system(command.c_str()) != 0) std::cout << "(diff could not be run)\n";
  fs::remove_all(folder);
}

// Runs all steps, even after one that differs, so that one run shows everything.
bool tells_the_truth(const fs::path& program, const fs::path& source, const fs::path& path) {
  const Document document = read_document(read_file(path));
  if (!document.mistake.empty()) {
    std::cout << path.string() << ": " << document.mistake << "\n";
    return false;
  }
  const bool bless = std::getenv("KSBX_BLESS") != nullptr;
  const Shell shell(program, source);
  std::vector<Answer> answers;
  bool same = true;
  for (const Step& step : document.steps) {
    const Output output = shell.run(step.command);
    answers.push_back({answer_lines(output.text), output.exit});
    if (agrees(step, answers.back())) continue;
    same = false;
    if (!bless) show_difference(path, step, answers.back());
  }
  if (bless && !same) std::ofstream(path, std::ios::binary) << blessed(document, answers);
  return same || bless;
}

}  // namespace
}  // namespace story

int main(int argc, char** argv) {
  if (argc < 4) {
    std::cout << "usage: run_story KSBX SOURCE DOCUMENT...\n";
    return 2;
  }
  try {
    bool all = true;
    for (int i = 3; i < argc; ++i) all = story::tells_the_truth(argv[1], argv[2], argv[i]) && all;
    return all ? 0 : 1;
  } catch (const std::exception& error) {
    std::cout << error.what() << "\n";
    return 2;
  }
}
