// ksbx verify: is the journal what it was? Alone, against heads that were kept outside, and against the rows that its
// entries wrote.
#include <algorithm>
#include <charconv>

#include "cli/commands/commands.h"
#include "cli/terminal/read_words.h"
#include "cli/words/open_workspace.h"
#include "store/journal/facts.h"
#include "store/journal/health.h"
#include "store/journal/journal.h"

namespace ksbx {
namespace {

struct KeptHead {
  JournalHead head;
  Origin origin;
};

std::vector<std::string> words_in_line(std::string_view line) {
  std::vector<std::string> words;
  while (!line.empty()) {
    const std::size_t end = std::min(line.find_first_of(" \t\r："), line.size());
    if (end > 0) words.emplace_back(line.substr(0, end));
    line.remove_prefix(std::min(end + 1, line.size()));
  }
  return words;
}

bool is_hash(const std::string& word) {
  return word.size() == 64 && word.find_first_not_of("0123456789abcdef") == std::string::npos;
}

// "… 12 5f3a…": the two last words of a line that ends in a hash; other lines are not about heads.
std::vector<KeptHead> heads_in(const std::string& file) {
  const std::string all = read_words_of(file);
  std::vector<KeptHead> heads;
  int number = 0;
  for (std::string_view rest = all; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::vector<std::string> words = words_in_line(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    ++number;
    if (words.size() < 2 || !is_hash(words.back())) continue;
    JournalHead head;
    head.hash = words.back();
    const std::string& count = words[words.size() - 2];
    const char* from = count.data() + std::min(count.find_last_not_of("0123456789") + 1, count.size());
    if (std::from_chars(from, count.data() + count.size(), head.entries).ec == std::errc{})
      heads.push_back({head, {file, number, 1}});
  }
  if (heads.empty())
    throw Error(Failure::input, "no-heads",
                text("{} 里没有日志链的记录（条数和 64 位摘要）",
                     "{} contains no head: a number and a hash of 64 digits", file),
                text("每晚把 ksbx verify 的输出存到别处，如 ksbx verify >> 链头.txt",
                     "keep the output of ksbx verify elsewhere every night, as in: ksbx verify >> heads.txt"));
  return heads;
}

// The pages and indexes too: a row that an index lost is not found by whoever looks for it there. What is read from
// damaged pages means nothing.
void check_facts(Database& database, Console& console) {
  Problems found = check_health(database);
  const bool is_damaged =
      std::ranges::any_of(found, [](const Problem& problem) { return problem.code == "damaged-pages"; });
  if (is_damaged) throw Error(Failure::database, std::move(found));
  FactsCheck check = verify_facts(database);
  found.insert(found.end(), check.problems.begin(), check.problems.end());
  if (!found.empty()) throw Error(Failure::database, std::move(found));
  if (!check.since) {
    console.say(text("内容还没有摘要：下一次登记或夜间判断会给全部内容记下摘要，从那时起才查得出改动",
                     "the facts have no digests yet: the next change of ksbx makes them, and what is changed from then "
                     "on is found"));
    return;
  }
  console.say(*check.since == 1
                  ? text("内容与日志相符，{} 行", "the facts are what the journal says: {} rows", check.rows)
                  : text("内容与日志相符，{} 行；从第 {} 条日志起才有摘要，更早的改动查不出",
                         "the facts are what the journal says: {} rows; the digests begin with entry {}, earlier "
                         "changes are not seen",
                         check.rows, *check.since));
}

struct Verify final : Command {
  std::optional<std::string> heads;
  bool facts = false;

  void setup(Options& options) override {
    options
        .option("--head", &heads, text("文件", "FILE"),
                text("以前另存的链头，逐条核对；- 为标准输入",
                     "file of heads kept elsewhere, each is checked; - is standard input"))
        .names_file(FileRole::read);
    options.flag("--facts", &facts,
                 text("再核对内容：每一行是不是 ksbx 写的样子", "is every row what ksbx wrote, too"));
    uses_database(options, common);
    options.example("ksbx verify >> /mnt/别处/链头.txt",
                    text("核对并把链头存到别处", "checks, and keeps the head elsewhere"));
    options.example("ksbx verify --head /mnt/别处/链头.txt",
                    text("以前的记录还都在吗", "is everything that was there still there"));
    options.example("ksbx verify --facts", text("有没有人绕过 ksbx 改过内容", "did anyone change facts outside ksbx"));
  }

  ExitCode run(Context& context) override {
    const std::vector<KeptHead> kept = heads ? heads_in(*heads) : std::vector<KeptHead>{};
    Database database = open_database(context, Access::read);
    const JournalCheck check = verify_journal(database);
    if (check.first_broken)
      throw Error(Failure::database, "journal-broken",
                  text("日志链从第 {} 条起不完整：有人改过或删过", "the journal was changed from entry {} on",
                       *check.first_broken),
                  text("保留现场，用备份对照查清是谁、何时改的", "keep the file and compare it with a backup"));
    Problems lost;
    for (const KeptHead& one : kept)
      if (!contains(database, one.head))
        lost.push_back({Severity::error, "journal-cut", one.origin,
                        text("当时的第 {} 条已不在或不同：日志被截短或重写",
                             "entry {} is missing or different: the journal was "
                             "cut or rewritten",
                             one.head.entries),
                        text("保留现场，用备份对照", "keep the file and compare it with a backup")});
    if (!lost.empty()) throw Error(Failure::database, std::move(lost));
    if (facts) check_facts(database, context.console);
    context.console.answer(same_text(check.head.print()));
    context.console.say(kept.empty() ? text("日志链完整，{} 条", "the journal is whole: {} entries", check.head.entries)
                                     : text("日志链完整，{} 条；另存的 {} 个链头都在",
                                            "the journal is whole: {} entries; all {} heads are in it",
                                            check.head.entries, kept.size()));
    return ExitCode::done;
  }
};

}  // namespace

std::unique_ptr<Command> verify_command() {
  return std::make_unique<Verify>();
}

}  // namespace ksbx
