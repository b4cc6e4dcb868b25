#include "cli/words/output_files.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "app/report/exports.h"
#include "base/digest.h"
#include "cli/dispatch.h"
#include "cli/terminal/same_file.h"
#include "cli/words/command.h"
#include "said.h"
#include "store/schema/open_store.h"
#include "temporary_folder.h"

using namespace ksbx;
namespace fs = std::filesystem;

namespace {

using Replaces = OutputFiles::Replaces;

std::string content(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

void put(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

// A town's database with a rulebook, a calendar and a roster next to it.
struct Town {
  Folder folder;
  std::string db = folder.file("city.db");
  Settings settings;
  Environment environment;

  Town() {
    create_store(db);
    fs::create_directories(folder.file("rules/forms"));
    fs::create_directories(folder.file("rosters"));
    for (const char* name : {"rules/rules.toml", "rules/forms/report.txt", "calendar.toml", "ksbx.toml", "roster.csv",
                             "rosters/class.csv"})
      put(folder.file(name), "x\n");
    settings.db.value = db;
    settings.rules.value = {folder.file("rules")};
    settings.calendars.value = {folder.file("calendar.toml")};
    environment.folder = folder.file("");
  }

  // The code of what is refused before anything is read, with -o and the inputs said; "" if nothing is.
  std::string refusal(const std::string& out, std::vector<NamedFile> others = {},
                      Replaces replaces = Replaces::everything) const {
    others.push_back({FileRole::written, out, same_text("-o")});
    const OutputFiles outputs(others, replaces);
    try {
      outputs.refuse_kept(kept_files(settings, environment));
    } catch (const Error& error) {
      CHECK(error.failure() == Failure::usage);
      CHECK(contains(error.problems().front().what.en, out));
      CHECK_FALSE(error.problems().front().remedy.zh.empty());
      return error.problems().front().code;
    }
    return {};
  }
};

// Runs ksbx as the shell would; what it says goes nowhere.
ExitCode end_of_call(const std::vector<std::string>& words, std::string* talk = nullptr) {
  Environment environment;
  environment.variables["KSBX_CLOCK"] = "2026-11-23T20:00";
  char* said = nullptr;
  std::size_t size = 0;
  std::FILE* err = open_memstream(&said, &size);
  ExitCode exit{};
  {
    Console console(std::fopen("/dev/null", "w"), err);
    exit = run_words(words, environment, console);
  }
  std::fclose(err);
  if (talk) talk->assign(said, size);
  std::free(said);
  return exit;
}

}  // namespace

TEST_SUITE("What an output may not be") {
  TEST_CASE("The database, by whatever name, and what is or will be next to it") {
    const Town town;
    fs::create_symlink(town.db, town.folder.file("link.csv"));
    fs::create_hard_link(town.db, town.folder.file("hard.csv"));
    fs::create_symlink("city.db-journal", town.folder.file("dangling.csv"));
    fs::remove(town.db + "-journal");
    for (const char* name : {"city.db", "rules/../city.db", "link.csv", "hard.csv", "city.db-journal",
                             "CITY.DB-Journal", "dangling.csv", "city.db-wal", "city.db-shm", "city.db.v1.backup"}) {
      CAPTURE(name);
      CHECK(town.refusal(town.folder.file(name)) == "output-is-kept");
    }
    CHECK(town.refusal(town.folder.file("city.db.csv")) == "");
  }

  TEST_CASE("Another town's database") {
    const Town town;
    create_store(town.folder.file("other.db"));
    CHECK(town.refusal(town.folder.file("other.db")) == "output-is-kept");
    CHECK(town.refusal(town.folder.file("other.db-wal")) == "output-is-kept");
  }

  TEST_CASE("A rule, a form, a calendar or the configuration") {
    const Town town;
    for (const char* name :
         {"rules/rules.toml", "rules/forms/report.txt", "calendar.toml", "ksbx.toml", "rules/new.toml"}) {
      CAPTURE(name);
      CHECK(town.refusal(town.folder.file(name)) == "output-is-kept");
    }
    CHECK(town.refusal(town.folder.file("rules/rules.csv")) == "");
  }

  TEST_CASE("An input of the same call, also one of a folder, and another output") {
    const Town town;
    const auto read = [&](const char* name) {
      return std::vector<NamedFile>{{FileRole::read, town.folder.file(name), same_text("FILE")}};
    };
    CHECK(town.refusal(town.folder.file("roster.csv"), read("roster.csv")) == "output-is-kept");
    CHECK(town.refusal(town.folder.file("rosters/class.csv"), read("rosters")) == "output-is-kept");
    CHECK(town.refusal(town.folder.file("rosters/new.csv"), read("rosters")) == "");
    const std::vector<NamedFile> digest = {{FileRole::written, town.folder.file("A.txt"), same_text("--digest")}};
    CHECK(town.refusal(town.folder.file("a.txt"), digest) == "output-is-kept");
  }

  TEST_CASE("A folder that is replaced as a whole and is not of ksbx, whether or not --force is given") {
    const Town town;
    const std::string ours = town.folder.file("ours");
    fs::create_directory(ours);
    put(town.folder.file("ours/slip.html"), "x");
    fs::create_directory(town.folder.file("empty"));
    Database database = open_store(town.db, Access::write, std::chrono::seconds(1));
    Export taken{"deliver", "person", Disclosure(Masking::strict)};
    taken.file = sha256_hex(absolute_path(ours));
    note_export(database, {*Moment::parse("2026-11-16T20:00:00"), "deliver", "zhang"}, taken);
    const struct {
      const char* folder;
      const char* code;
    } cases[] = {
        {"rosters", "output-exists"}, {"roster.csv", "output-exists"}, {"ours", ""}, {"empty", ""}, {"new", ""}};
    for (const Replaces replaces : {Replaces::ours, Replaces::everything})
      for (const auto& [folder, code] : cases) {
        CAPTURE(folder);
        OutputFiles outputs({{FileRole::own_folder, town.folder.file(folder), same_text("--out")}}, replaces);
        std::string refused;
        try {
          outputs.claim(database);
        } catch (const Error& error) {
          refused = error.problems().front().code;
        }
        CHECK(refused == code);
      }
  }

  TEST_CASE("A folder for many files that holds some already") {
    const Town town;
    const std::vector<NamedFile> folder = {{FileRole::new_folder, town.folder.file("rosters"), same_text("--out")}};
    const auto kept = kept_files(town.settings, town.environment);
    CHECK_THROWS_AS(OutputFiles(folder, Replaces::ours).refuse_kept(kept), Error);
    CHECK_NOTHROW(OutputFiles(folder, Replaces::everything).refuse_kept(kept));
  }

  TEST_CASE("Every option that takes a file says what the file is to the call") {
    for (const CommandEntry& entry : commands()) {
      const auto command = entry.make();
      const Options options = options_of(*command);
      for (const Declared& declared : options.declared()) {
        const std::string name = declared.title().en;
        const std::string& takes = declared.placeholder.en;
        const bool is_setting = name == "--db" || name == "--rules" || name == "--calendar";
        const bool takes_file = contains(takes, "FILE") || contains(takes, "FOLDER") || takes == "RULES" ||
                                takes == "OTHER" || takes == "BACKUP";
        CAPTURE(entry.name);
        CAPTURE(name);
        if (takes_file && !is_setting) CHECK(declared.file != FileRole::none);
      }
      CHECK((options.find("--force") != nullptr) == options.replaces_files());
    }
  }
}

TEST_SUITE("What an output may replace") {
  TEST_CASE("Only what ksbx wrote there, or wrote anywhere and no one changed") {
    const Town town;
    const std::string path = town.folder.file("duties.csv");
    const NamedFile out{FileRole::written, path, same_text("-o")};
    Database log = open_store(town.db, Access::write, std::chrono::milliseconds(0));
    const auto claimed = [&](const NamedFile& file, Replaces replaces = Replaces::ours) {
      OutputFiles outputs({file}, replaces);
      try {
        outputs.claim(log);
      } catch (const Error& error) {
        return error.problems().front().code;
      }
      return std::string();
    };
    CHECK(claimed(out) == "");  // nothing there
    put(path, "");
    CHECK(claimed(out) == "");  // nothing in it
    put(path, "remarks\n");
    CHECK(claimed(out) == "output-exists");
    CHECK(claimed(out, Replaces::everything) == "");
    Export taken{"report", "duties", Masking::strict, 1, "csv", sha256_hex("remarks\n")};
    note_export(log, {Moment{}, "report", "zhang"}, taken);
    CHECK(claimed(out) == "");  // its bytes are on record
    const NamedFile mended{FileRole::filled_in, path, same_text("--decisions")};
    CHECK(claimed(mended) == "");
    put(path, "remarks and more\n");
    CHECK(claimed(out) == "output-exists");
    taken.file = OutputFiles({out}, Replaces::ours).name_on_record(path);
    note_export(log, {Moment{}, "report", "zhang"}, taken);
    CHECK(claimed(out) == "");  // its place is on record
    CHECK(claimed(mended) == "output-exists");
    fs::create_symlink(path, town.folder.file("link.csv"));
    CHECK(claimed({FileRole::written, town.folder.file("link.csv"), same_text("-o")}) == "output-exists");
    CHECK(claimed({FileRole::written, "/dev/null", same_text("-o")}) == "");
    CHECK(content(path) == "remarks and more\n");
  }

  TEST_CASE("A place is known from wherever it is said, and its name is not written down") {
    const Folder folder;
    fs::create_directory(folder.file("out"));
    const std::string straight = folder.file("out/张三.csv"), round_about = folder.file("out/../out/张三.csv");
    CHECK(absolute_path(straight) == absolute_path(round_about));
    const OutputFiles outputs({{FileRole::written, straight, same_text("-o")}}, Replaces::ours);
    CHECK(outputs.name_on_record(straight).size() == 64);
  }

  TEST_CASE("No night is judged for a file that cannot be written, and no input is read") {
    const Town town;
    const std::string missing = town.folder.file("missing/duties.csv");
    CHECK(end_of_call({"escalate", "--db", town.db, "-o", missing}) == ExitCode::output);
    CHECK(end_of_call({"escalate", "--db", town.db, "-o", town.db, "--format", "csv"}) == ExitCode::usage);
    CHECK(end_of_call({"import", town.folder.file("roster.csv"), "--db", town.db, "--rejects",
                       town.folder.file("roster.csv")}) == ExitCode::usage);
    CHECK(end_of_call({"escalate", "--db", town.db, "--log-file", town.db}) == ExitCode::usage);
    CHECK(end_of_call({"escalate", "--db", town.db, "--log-file", town.folder.file("roster.csv")}) == ExitCode::usage);
    CHECK(content(town.folder.file("roster.csv")) == "x\n");
    Database store = open_store(town.db, Access::read, std::chrono::milliseconds(0));
    CHECK(store.number("SELECT count(*) FROM t_journal") == 0);
    CHECK(store.number("SELECT count(*) FROM runs") == 0);
    CHECK(end_of_call({"escalate", "-q", "--db", town.db, "-o", town.folder.file("duties.csv")}) == ExitCode::done);
  }
}

TEST_SUITE("After a kill or a power cut") {
  TEST_CASE("Every command of the owner rolls the half change back, says so in one line, and goes on") {
    Town town;
    std::string half, journal;
    {
      Database writer = open_store(town.db, Access::write, std::chrono::milliseconds(0));
      writer.execute(
          "PRAGMA cache_size=1; BEGIN IMMEDIATE; CREATE TABLE half(row); INSERT INTO half SELECT randomblob(900) FROM "
          "(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400) SELECT i FROM n)");
      half = content(town.db);
      journal = content(town.db + "-journal");
      writer.execute("ROLLBACK");
    }
    for (const std::vector<std::string>& words :
         std::vector<std::vector<std::string>>{{"status"},
                                               {"verify"},
                                               {"report", "duties"},
                                               {"sql", "SELECT 1"},
                                               {"undo", "--list"},
                                               {"backup", town.folder.file("copy.db")},
                                               {"escalate", "-q"}}) {
      CAPTURE(words.front());
      std::vector<std::string> call = words;
      call.insert(call.end(), {"--lang", "en", "--db", town.db});
      put(town.db, half);
      put(town.db + "-journal", journal);
      std::string talk;
      const bool is_quiet = words.back() == "-q";
      CHECK(end_of_call(call, &talk) == ExitCode::done);
      CHECK(contains(talk, "warning[rolled-back]") == !is_quiet);
      CHECK(end_of_call({"verify", "--lang", "en", "--db", town.db}, &talk) == ExitCode::done);
      CHECK_FALSE(contains(talk, "rolled-back"));
    }
  }
}
