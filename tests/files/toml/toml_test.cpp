#include "files/toml/toml.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "files/toml/toml_reader.h"

using namespace ksbx;

namespace {

// "code line:column" of each problem, one a line.
std::string lines_of(const Problems& problems) {
  std::string all;
  for (const Problem& problem : problems)
    all += (all.empty() ? "" : "\n") + problem.code + " " + std::to_string(problem.origin.line) + ":" +
           std::to_string(problem.origin.column);
  return all;
}

Problems problems_of(const std::string& text) {
  Problems problems;
  parse_toml({"local.toml", text}, problems);
  return problems;
}

std::string repeated(std::string_view part, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += part;
  return all;
}

// A folder that is gone when the test is over.
class FreshFolder {
 public:
  FreshFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "ksbx-toml-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  ~FreshFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace

TEST_SUITE("TOML files") {
  TEST_CASE("every key and value knows its line and column, in characters") {
    Problems problems;
    const auto file = parse_toml({"local.toml", "# 注释\n[param.x]\nlabel = \"连续几天\"  \nvalue = 2\n"}, problems);
    REQUIRE(file);
    CHECK(lines_of(problems) == "");
    const auto& param = std::get<TomlTable>(file->root.find("param")->value.content);
    const auto& x = std::get<TomlTable>(param.find("x")->value.content);
    CHECK(x.find("label")->origin == Origin{"local.toml", 3, 1});
    CHECK(x.find("label")->value.origin == Origin{"local.toml", 3, 9});
    CHECK(std::get<std::int64_t>(x.find("value")->value.content) == 2);
    CHECK(file->line(3) == "label = \"连续几天\"  ");
    CHECK(file->line(9) == "");
  }

  TEST_CASE("entries keep the order of the file, not of the alphabet") {
    Problems problems;
    const auto file = parse_toml({"local.toml", "zebra = 1\nant = 2\nmule = 3\n"}, problems);
    REQUIRE(file);
    std::string order;
    for (const TomlEntry& entry : file->root.entries) order += entry.key + " ";
    CHECK(order == "zebra ant mule ");
  }

  TEST_CASE("dates and times of day are read; a date with a time fits no reader") {
    Problems problems;
    const auto file = parse_toml({"local.toml", "d = 2026-09-01\nt = 18:30:00\nb = 2026-09-01T10:00:00\n"}, problems);
    REQUIRE(file);
    CHECK(std::get<Day>(file->root.find("d")->value.content).iso() == "2026-09-01");
    CHECK(std::get<TimeOfDay>(file->root.find("t")->value.content).minutes == 18 * 60 + 30);
    CHECK(std::holds_alternative<std::monostate>(file->root.find("b")->value.content));
  }

  TEST_CASE("full-width punctuation outside quotation marks is named with its half-width form") {
    struct Case {
      std::string text;
      std::string found;
      std::string remedy;
    };
    for (const Case& one : {
             Case{"a = 1\n\ndays = 2。\n", "toml-full-width 3:9", "“.”"},
             Case{"days ＝ 2\n", "toml-full-width 1:6", "“=”"},
             Case{"label = “无故”\n", "toml-full-width 1:9", "“\"”"},
             Case{"clause = [\"P1\"，\"P2\"]\n", "toml-full-width 1:15", "“,”"},
             Case{"days =　2\n", "toml-full-width 1:7", "空格"},
             Case{"【rule】\n", "toml-full-width 1:1", "“[”"},
         }) {
      CAPTURE(one.text);
      const Problems problems = problems_of(one.text);
      CHECK(lines_of(problems) == one.found);
      REQUIRE(!problems.empty());
      CHECK(problems.front().remedy.zh.find(one.remedy) != std::string::npos);
    }
  }

  TEST_CASE("Chinese names outside quotation marks are refused at their place, and the line is shown") {
    const Problems problems = problems_of("[学校]\n天数 = 3\n");
    CHECK(lines_of(problems) == "toml-unquoted 1:2\ntoml-unquoted 2:1");
    CHECK(problems.front().what.zh == "“学校”写在了引号外面");
    CHECK(problems.front().excerpt == "[学校]");
    CHECK(problems.back().excerpt == "天数 = 3");
  }

  TEST_CASE("Chinese in strings, comments and quoted keys is welcome") {
    for (const std::string& text : {
             std::string("a = \"全角，。\" # 注释：“好”\n"),
             std::string("a = '全角，。'\n"),
             std::string("a = \"\"\"\n第一行。\n\\\"\"\"\" # 完。\n"),
             std::string("a = '''\n第一行。''' # 完\n"),
             std::string("a = \"\\\"，\"\n"),
             std::string("\"学校\" = 1\n"),
             std::string("\xef\xbb\xbf"
                         "a = 1\n"),
             std::string("a = \"\"\"\"他说\"\"\"\"\" # 完。\n"),
             std::string("a = \"x\"\r\nb = 2\r\n"),
             std::string("a = \"\"\"\\\n§\"\"\"\n"),
         }) {
      CAPTURE(text);
      CHECK(lines_of(problems_of(text)) == "");
    }
  }

  TEST_CASE("what stops toml++ 3.3 comes back as a problem with its place") {
    for (const std::string& text :
         {std::string("["), std::string("[\n"), std::string("[[[\n"), std::string("[#\n"), std::string("[=\n"),
          std::string("a = \n"), std::string("a = \"unfinished\nb = 1\n"), std::string("a = 1\na = 2\n"),
          std::string("a = [1, 2\n"), std::string("= 1\n")}) {
      CAPTURE(text);
      const Problems problems = problems_of(text);
      REQUIRE(problems.size() == 1);
      CHECK(problems.front().code == "toml-syntax");
      CHECK(problems.front().origin.line >= 1);
    }
  }

  TEST_CASE("files too big, keys too deep and other encodings are refused before they are parsed") {
    CHECK(lines_of(problems_of("a = \"" + std::string(1 << 20, 'x') + "\"")) == "toml-too-big 0:0");
    CHECK(lines_of(problems_of("a" + repeated(".a", 32) + " = 1\n")) == "");
    CHECK(lines_of(problems_of("a" + repeated(".a", 33) + " = 1\n")) == "toml-too-deep 1:66");
    CHECK(lines_of(problems_of("a = \"" + std::string(40, '.') + "\" # " + std::string(40, '.') + "\n")) == "");
    CHECK(lines_of(problems_of("# 好\na = \"\xc4\xea\xbc\xb6\"\n")) == "toml-encoding 2:6");
    CHECK(has_errors(problems_of("a = " + std::string(5000, '['))));
  }

  TEST_CASE("links are not followed and folders are read by name") {
    const FreshFolder folder;
    std::ofstream(folder.path() / "b.toml") << "b = 1\n";
    std::ofstream(folder.path() / "a.toml") << "a = 1\n";
    std::ofstream(folder.path() / "notes.txt") << "no";
    std::filesystem::create_symlink("/etc/hostname", folder.path() / "c.toml");
    Problems problems;
    const auto sources = read_sources(folder.path(), problems);
    REQUIRE(sources.size() == 2);
    CHECK(sources[0].text == "a = 1\n");
    CHECK(sources[1].text == "b = 1\n");
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].code == "file-is-link");
    CHECK_FALSE(read_source(folder.path() / "missing.toml", problems));
    CHECK_FALSE(read_source(folder.path(), problems));
    CHECK(problems.size() == 3);
  }

  TEST_CASE("a rule file that Windows gave another ending is not in force, and is named") {
    const FreshFolder folder;
    for (const char* name : {"a.toml", "b.toml.txt", "c.TOML", "~$a.toml", "notes.txt", "old.toml.bak"})
      std::ofstream(folder.path() / name) << "a = 1\n";
    Problems problems;
    REQUIRE(read_sources(folder.path(), problems).size() == 1);
    std::string told;
    for (const Problem& problem : problems)
      told += problem.code + " " + std::filesystem::path(problem.origin.file.str()).filename().string() + "; ";
    CHECK(told == "file-not-read b.toml.txt; file-not-read c.TOML; file-passed-over ~$a.toml; ");
    CHECK_FALSE(has_errors(problems));
  }

  TEST_CASE("rule files in a folder of their own are not in force, and the folder is named") {
    const FreshFolder folder;
    for (const char* name : {"mine", "tests", "papers"}) std::filesystem::create_directory(folder.path() / name);
    for (const char* name : {"a.toml", "mine/b.toml", "tests/c.toml", "papers/notes.txt"})
      std::ofstream(folder.path() / name) << "a = 1\n";
    Problems problems;
    REQUIRE(read_sources(folder.path(), problems, ".toml", {"tests", "reports"}).size() == 1);
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].code == "folder-not-read");
    CHECK(std::filesystem::path(problems[0].origin.file.str()).filename() == "mine");
    CHECK(problems[0].severity == Severity::warning);
  }
}

TEST_SUITE("strict reading of a TOML table") {
  struct Read {
    Problems problems;
    std::optional<TomlFile> file;
    TableReader reader;
    explicit Read(const std::string& text)
        : file(parse_toml({"t.toml", text}, problems)), reader(*file, file->root, {"角色", "role"}, problems) {}
  };

  TEST_CASE("a key that no one asked for is named with the nearest right one") {
    Read read("persn = true\nname = \"x\"\n");
    read.reader.yes_or_no("person");
    read.reader.word("name");
    read.reader.finish();
    REQUIRE(lines_of(read.problems) == "unknown-key 1:1");
    CHECK(read.problems[0].what.zh == "角色里有不认识的键“persn”");
    CHECK(read.problems[0].remedy.zh == "是不是“person”？");
    CHECK(read.problems[0].excerpt == "persn = true");
  }

  TEST_CASE("numbers are whole and within their limits") {
    struct Case {
      std::string value;
      std::string found;
    };
    for (const Case& one :
         {Case{"0", ""}, Case{"3660", ""}, Case{"3661", "out-of-range 1:5"}, Case{"-1", "out-of-range 1:5"},
          Case{"9223372036854775807", "out-of-range 1:5"}, Case{"nan", "wrong-type 1:5"}, Case{"inf", "wrong-type 1:5"},
          Case{"2.0", "wrong-type 1:5"}, Case{"\"2\"", "wrong-type 1:5"}, Case{"true", "wrong-type 1:5"},
          Case{"2026-01-01", "wrong-type 1:5"}}) {
      CAPTURE(one.value);
      Read read("n = " + one.value + "\n");
      const auto number = read.reader.number("n");
      CHECK(lines_of(read.problems) == one.found);
      CHECK(number.has_value() == one.found.empty());
    }
  }

  TEST_CASE("a missing key is a problem only if it is required") {
    Read read("a = 1\n");
    CHECK_FALSE(read.reader.label("label"));
    CHECK(read.problems.empty());
    CHECK_FALSE(read.reader.label("label", Need::required));
    CHECK(lines_of(read.problems) == "missing-key 1:1");
  }

  TEST_CASE("a label is one text or one in each language") {
    Read read(
        "a = \"天数\"\nb = { zh = \"天数\", en = \"days\" }\nc = { en = \"days\" }\nd = 3\ne = { "
        "zh = \"x\", cn = \"y\" }\n");
    CHECK(read.reader.label("a")->in(Language::en) == "天数");
    CHECK(read.reader.label("b")->in(Language::en) == "days");
    CHECK(read.problems.empty());
    read.reader.label("c");
    read.reader.label("d");
    read.reader.label("e");
    CHECK(lines_of(read.problems) == "missing-key 3:5\nwrong-type 4:5\nunknown-key 5:17");
  }

  TEST_CASE("names may be one or many, and blank ones are no names") {
    Read read("a = \"P1\"\nb = [\"P1\", \"P2\"]\nc = [\"P1\", 2]\nd = \" \"\n");
    CHECK(read.reader.names("a").size() == 1);
    const auto two = read.reader.names("b");
    REQUIRE(two.size() == 2);
    CHECK(two[1].origin == Origin{"t.toml", 2, 12});
    CHECK(read.reader.names("c").size() == 1);
    CHECK(read.reader.names("d").empty());
    CHECK(lines_of(read.problems) == "wrong-type 3:12\nwrong-type 4:5");
  }

  TEST_CASE("a condition's place is that of its first character") {
    Read read("a = \"x > 1\"\nb = \"\"\"x > 1\"\"\"\nc = '''\nx > 1'''\n");
    CHECK(read.reader.source("a")->second.origin == Origin{"t.toml", 1, 6});
    CHECK(read.reader.source("b")->second.origin == Origin{"t.toml", 2, 8});
    CHECK(read.reader.source("c")->second.origin == Origin{"t.toml", 4, 1});
    CHECK(read.reader.source("c")->second.excerpt == "x > 1'''");
  }
}
