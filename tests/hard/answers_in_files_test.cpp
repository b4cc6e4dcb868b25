// What any command says of children, sent into a file by the shell: masked strictly and on record, whatever it is.
#include "app/office.h"
#include "base/digest.h"
#include "cli/words/command.h"
#include "hard/program.h"

using namespace ksbx;
namespace fs = std::filesystem;

namespace {

const char* const evening = "2026-11-18T20:00";

// 钱试二 stayed away for three days, was ill on the fourth, refused twice and was reported; the last day is not judged.
struct LivedCity : Office {
  LivedCity() {
    enrol();
    const std::map<std::string, std::string> refused = {
        {"mode", "home_visit"}, {"reached", "yes"}, {"outcome", "refused"}, {"reason", "weariness"}};
    escalate_on("2026-11-15");
    for (const char* day : {"2026-11-16", "2026-11-17"}) {
      registers(day);
      absent(day, {"钱试二"});
      done(day, "persuasion", "钱试二", refused, "赵校长");
      escalate_on(day);
    }
    MarkRequest ill;
    ill.day = day("2026-11-13");
    ill.absences = {{"钱试二", Half::whole_day, Presence::excused, "钱家长说住院"}};
    const Workspace workspace = on("2026-11-17");
    mark_absent(workspace, ill, Keep::changes);
    fs::create_directory(folder.file("local"));
    file("local/rulebook.toml",
         "overlay = \"kongchuo-2016\"\ntitle = \"早报告\"\nreason = \"试\"\n[param.failed_persuasions_before_report]\n"
         "values = [ { from = 2026-09-01, value = 1, was = 2, reason = \"试\" } ]\n");
    number = rows("SELECT number FROM documents ORDER BY number LIMIT 1");
    while (number.ends_with('\n') || number.ends_with('\r')) number.pop_back();
  }

  std::string number;
};

// The same city, lived once and copied for each command: its folder with all that is in it.
struct City {
  Folder folder;
  std::string path = folder.file("ksbx.db");
  std::string number;

  City() {
    static const LivedCity lived;
    fs::copy(lived.folder.file(""), folder.file(""), fs::copy_options::recursive);
    number = lived.number;
  }
  std::int64_t entries() const {
    Database database = open_store(path, Access::read, std::chrono::seconds(10));
    return journal_head(database).entries;
  }
  // What is on record of the last answer that left.
  std::string last_export() const {
    Database database = open_store(path, Access::read, std::chrono::seconds(10));
    const char* const last = "SELECT detail FROM journal WHERE event = 'report.exported' ORDER BY seq DESC LIMIT 1";
    RenderOptions options;
    options.raw_cells = true;
    return render(query(database, "rows", last), Format::csv, options);
  }
};

struct Asked {
  std::string command;
  std::vector<std::string> words;  // {number}: of a document of the city
  bool is_rehearsal = false;       // then nothing is recorded
};

// One or more of each command whose answer is about children.
const std::vector<Asked>& asked() {
  static const std::vector<Asked> all = {
      {"import", {"import", "--snapshot", hazards + "u07_roster_v2.csv"}},
      {"import", {"import", "--snapshot", "-n", hazards + "u07_roster_v2.csv"}, true},
      {"add minor", {"add minor", "贺小野", "birth=2012-03-04"}},
      {"add minor", {"add minor", "贺小野", "birth=2012-03-04", "-n"}, true},
      {"add student", {"add student", "孙小溪", "class=七年级1班@石桥市第一初级中学", "birth=2013-05-06"}},
      {"mark-absent", {"mark-absent", "钱试二", "--date", "2026-11-18"}},
      {"record",
       {"record", "persuasion", "钱试二", "mode=home_visit", "reached=true", "outcome=refused", "reason=weariness",
        "--by", "赵校长"}},
      {"escalate", {"escalate"}},
      {"escalate", {"escalate", "-n"}, true},
      {"undo", {"undo", "-n"}, true},
      {"undo", {"undo"}},
      {"undo", {"undo", "--list"}},
      {"undo", {"undo", "--night", "2026-11-17"}},
      {"report", {"report", "duties"}},
      {"report", {"report", "case", "钱试二"}},
      {"sql", {"sql", "SELECT student_code, student_name FROM students"}},
      {"document", {"document"}},
      {"document", {"document", "{number}"}},
      {"explain", {"explain", "钱试二", "--on", "2026-11-17"}},
      {"compare", {"compare", "--register", hazards + "u07_roster_v2.csv"}},
      {"doctor", {"doctor"}},
      {"rules eval", {"rules eval", "unexcused_days >= 2", "--student", "钱试二"}},
      {"rules backtest", {"rules backtest", "--new", "local", "--from", "2026-11-16", "--to", "2026-11-17"}},
      {"promote", {"promote", "--to", "2026-11-18", "-n"}, true},
      {"pupil merge", {"pupil merge", "孙试三", "钱试二", "--reason", "试", "-n"}, true},
      {"pupil merge", {"pupil merge", "孙试三", "钱试二", "--reason", "试"}},
      {"pupil split", {"pupil split", "钱试二"}},
      {"pupil correct", {"pupil correct", "钱试二", "监护人姓名=钱家长三", "--reason", "试"}},
      {"pupil show", {"pupil show", "钱试二"}},
      {"pupil show", {"pupil show", "钱试二", "--history"}},
  };
  return all;
}

// They say nothing of any child: settings, rules, calendars, counts of a whole city, heads of the journal.
const std::set<std::string>& of_no_child() {
  static const std::set<std::string> all = {
      "status",        "demo",          "init",       "backup",     "restore",        "verify",
      "help",          "version",       "calendar",   "rules at",   "rules show",     "rules facts",
      "rules schema",  "rules check",   "rules test", "rules diff", "rules coverage", "calendar close",
      "calendar open", "calendar list", "deliver",    "collect"};
  return all;
}

std::string bytes_in(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

struct Answered {
  int exit = 0;
  std::string bytes, talk;
};

Answered into_file(const City& city, const Asked& one) {
  std::vector<std::string> words = one.words;
  for (std::string& word : words)
    if (word == "{number}") word = city.number;
  if (const std::size_t blank = words.front().find(' '); blank != std::string::npos) {
    words.insert(words.begin() + 1, words.front().substr(blank + 1));
    words.front().resize(blank);
  }
  const std::string path = city.folder.file("answer");
  const std::string talk = city.folder.file("talk");
  const int descriptor = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  const int for_talk = open(talk.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  Answered answered;
  Program program(words, city.path, evening, {city.folder.file(""), descriptor, for_talk});
  answered.exit = program.end();
  close(descriptor);
  close(for_talk);
  answered.bytes = bytes_in(path);
  answered.talk = bytes_in(talk);
  return answered;
}

}  // namespace

TEST_SUITE("short") {
  TEST_CASE("what the shell sends into a file is masked strictly and on record, whichever command says it") {
    for (const Asked& one : asked()) {
      const City city;
      std::string words;
      for (const std::string& word : one.words) words += word + " ";
      CAPTURE(words);
      const std::int64_t before = city.entries();
      const Answered answered = into_file(city, one);
      CAPTURE(answered.bytes);
      CAPTURE(answered.talk);
      CHECK(answered.exit < 4);
      CHECK(answered.bytes != "");

      for (const char* shown : {"钱试二", "钱*二", "孙试三", "孙*三", "钱家长", "住院"})
        CHECK(answered.bytes.find(shown) == std::string::npos);
      if (one.is_rehearsal) {
        CHECK(city.entries() == before);
        continue;
      }
      const std::string on_record = city.last_export();
      CHECK(on_record.find(sha256_hex(answered.bytes)) != std::string::npos);
      CHECK(on_record.find("strict") != std::string::npos);
    }
  }

  TEST_CASE("of each command it is known whether it says anything of a child") {
    for (const CommandEntry& command : commands()) {
      const bool is_asked = std::ranges::find(asked(), command.name, &Asked::command) != asked().end();
      CAPTURE(command.name);
      CHECK(is_asked != of_no_child().contains(command.name));
    }
  }
}
