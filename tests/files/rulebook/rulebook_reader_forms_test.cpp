#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "files/rulebook/rulebook_reader.h"
#include "temporary_folder.h"

namespace ksbx {
namespace {

constexpr const char* title = "id = \"small\"\ntitle = \"小\"\n";

ReadRulebook read(const std::string& form, const std::string& file, const std::string& words) {
  return read_rulebook(std::vector<SourceFile>{
      {"rulebook.toml", title}, {"forms.toml", "[[form]]\nid = \"order\"\ntitle = \"令\"\n" + form}, {file, words}});
}

std::string excerpts_of(const Problems& problems) {
  std::string all;
  for (const Problem& one : problems)
    all +=
        formatted("{} {}:{}:{} {}\n", one.code, one.origin.file.str(), one.origin.line, one.origin.column, one.excerpt);
  return all;
}

void write(const std::filesystem::path& path, const std::string& words) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << words;
}

}  // namespace

TEST_CASE("a form may keep its text in a file of the rulebook, as any editor saves it") {
  const ReadRulebook book = read("file = \"责令.txt\"\n", "forms/责令.txt", "\xEF\xBB\xBF责令\r\n{guardian}：\r\n");
  CHECK(excerpts_of(book.problems) == "");
  CHECK(book.rulebook.form("order")->body == "责令\n{guardian}：\n");
  const ReadRulebook changed = read("file = \"责令.txt\"\n", "forms/责令.txt", "责令\n{guardian}\n");
  CHECK(changed.rulebook.digest != book.rulebook.digest);
}

TEST_CASE("offices have full names, papers a title for each line, and numbers the form that the office wants") {
  const auto read_with = [](const std::string& page, const std::string& forms) {
    return read_rulebook(std::vector<SourceFile>{{"rulebook.toml", title + page}, {"forms.toml", forms}});
  };
  const ReadRulebook book = read_with("document_number = { form = \"{sign}〔{year}〕{count}号\", sign = \"青控\" }\n",
                                      "[[office]]\nkind = \"town\"\nends = \"镇\"\nname = \"{unit}人民政府\"\n"
                                      "[[form]]\nid = \"report\"\ntitle = \"报告\"\ntitles = { government = "
                                      "\"关于辍学的函\" }\nbody = \"{student}\"\n");
  CHECK(excerpts_of(book.problems) == "");
  CHECK(book.rulebook.document_sign == "青控");
  CHECK(book.rulebook.offices.front().name == "{unit}人民政府");
  CHECK(book.rulebook.form("report")->titles.at(Line::government).zh == "关于辍学的函");
  const auto codes = [&](const std::string& page, const std::string& forms) {
    std::string all;
    for (const Problem& one : read_with(page, forms).problems) all += one.code + " ";
    return all;
  };
  CHECK(codes("document_number = { form = \"{sign}{count}-{year}\" }\n", "") == "document-number ");
  CHECK(codes("", "[[office]]\nname = \"政府\"\n") == "office-of-whom ");
  CHECK(codes("", "[[office]]\nkind = \"town\"\nsign = \"青\"\n") == "office-of-whom ");
  CHECK(codes("", "[[office]]\nkind = \"twon\"\nname = \"政府\"\n") == "unknown-unit-kind ");
}

TEST_CASE("a mistake in the text of a form is shown where it is in that file") {
  CHECK(excerpts_of(read("file = \"order.txt\"\n", "forms/order.txt", "责令\n给{gardian}：\n").problems) ==
        "unknown-field forms/order.txt:2:2 给{gardian}：\n");
  CHECK(excerpts_of(read("file = \"order.txt\"\n", "forms/order.txt", "责令\n给{guardian：\n").problems) ==
        "form-syntax forms/order.txt:2:2 给{guardian：\n");
}

TEST_CASE("a form takes its text from forms/ alone, and from one place only") {
  struct {
    const char* form;
    const char* file;
    const char* words;
    const char* problem;
  } const cases[] = {
      {"file = \"oder.txt\"\n", "forms/order.txt", "令\n", "unknown-file forms.toml:4:8 file = \"oder.txt\"\n"},
      {"file = \"../order.txt\"\n", "order.txt", "令\n", "unknown-file forms.toml:4:8 file = \"../order.txt\"\n"},
      {"file = \"/etc/passwd\"\n", "forms/order.txt", "令\n", "unknown-file forms.toml:4:8 file = \"/etc/passwd\"\n"},
      {"file = \"order.txt\"\n", "other/forms/order.txt", "令\n", "unknown-file forms.toml:4:8 file = \"order.txt\"\n"},
      {"file = \"order.txt\"\n", "forms/order.txt", "\xC1\xEE\n", "form-text forms.toml:4:8 file = \"order.txt\"\n"},
      {"file = \"order.txt\"\n", "forms/order.txt", " \n", "form-text forms.toml:4:8 file = \"order.txt\"\n"},
      {"file = \"order.txt\"\nbody = \"令\"\n", "forms/order.txt", "令\n",
       "body-or-file forms.toml:4:8 file = \"order.txt\"\n"},
      {"", "forms/order.txt", "令\n", "missing-key forms.toml:1:1 [[form]]\n"},
  };
  for (const auto& one : cases) {
    CAPTURE(one.form);
    CAPTURE(one.file);
    CHECK(excerpts_of(read(one.form, one.file, one.words).problems) == one.problem);
  }
  CHECK(read("file = \"oder.txt\"\n", "forms/order.txt", "令\n").problems.front().remedy.zh == "是不是“order.txt”？");
}

TEST_CASE("a form holds the sections that it says it cannot do without") {
  CHECK(excerpts_of(read("file = \"order.txt\"\nmust_include = [\"guardian\"]\n", "forms/order.txt", "{guardian}\n")
                        .problems) == "");
  CHECK(excerpts_of(
            read("file = \"order.txt\"\nmust_include = [\"reason\"]\n", "forms/order.txt", "{date}\n").problems) ==
        "form-lacks-section forms.toml:1:1 [[form]]\n");
}

TEST_CASE("texts of forms are read from the folder, and links are refused") {
  Folder folder;
  const std::filesystem::path rules = folder.file("rules");
  write(rules / "rulebook.toml", title);
  write(rules / "forms.toml", "[[form]]\nid = \"order\"\ntitle = \"令\"\nfile = \"order.txt\"\n");
  write(rules / "forms" / "order.txt", "责令返校\n");
  const ReadRulebook book = read_rulebook(rules);
  CHECK(excerpts_of(book.problems) == "");
  CHECK(book.rulebook.form("order")->body == "责令返校\n");

  write(folder.file("secret.txt"), "别处的文件\n");
  std::filesystem::remove(rules / "forms" / "order.txt");
  std::filesystem::create_symlink(folder.file("secret.txt"), rules / "forms" / "order.txt");
  const ReadRulebook linked = read_rulebook(rules);
  REQUIRE(linked.problems.size() == 2);
  CHECK(linked.problems[0].code == "file-is-link");
  CHECK(linked.problems[1].code == "unknown-file");

  std::filesystem::remove_all(rules / "forms");
  std::filesystem::create_directory_symlink(folder.file("elsewhere"), rules / "forms");
  CHECK(read_rulebook(rules).problems.front().code == "file-is-link");
}

}  // namespace ksbx
