#include "files/rulebook/rulebook_reader.h"

#include <algorithm>
#include <list>
#include <tuple>

#include "base/ascii.h"
#include "base/digest.h"
#include "base/join.h"
#include "base/nearest.h"
#include "base/utf8.h"
#include "files/rulebook/rulebook_overlay.h"
#include "files/rulebook/rulebook_reading.h"

namespace ksbx {
namespace reading {
namespace {

constexpr std::array within_words{
    Meaning<Within>{"always", Within::always},
    Meaning<Within>{"episode", Within::episode},
    Meaning<Within>{"case", Within::case_},
    Meaning<Within>{"term", Within::term},
    Meaning<Within>{"month", Within::month},
    Meaning<Within>{"half_year", Within::half_year},
    Meaning<Within>{"year", Within::year},
    Meaning<Within>{"quarter", Within::quarter},
    Meaning<Within>{"school_year", Within::school_year},
};

constexpr std::array per_words{
    Meaning<Per>{"day", Per::day},         Meaning<Per>{"episode", Per::episode},
    Meaning<Per>{"case", Per::case_},      Meaning<Per>{"term", Per::term},
    Meaning<Per>{"month", Per::month},     Meaning<Per>{"half_year", Per::half_year},
    Meaning<Per>{"year", Per::year},       Meaning<Per>{"event", Per::event},
    Meaning<Per>{"quarter", Per::quarter}, Meaning<Per>{"school_year", Per::school_year},
};

constexpr std::array day_units{
    Meaning<DayUnit>{"day", DayUnit::day},
    Meaning<DayUnit>{"work_day", DayUnit::work_day},
    Meaning<DayUnit>{"school_day", DayUnit::school_day},
};

constexpr std::array<std::string_view, 8> grammar_words{"and", "or", "not", "in", "is", "known", "true", "false"};

bool is_identifier(std::string_view word) {
  const auto begins = [](char c) { return is_ascii_letter(c) || c == '_'; };
  const auto fits = [&](char c) { return begins(c) || is_ascii_digit(c); };
  return !word.empty() && begins(word.front()) && std::all_of(word.begin(), word.end(), fits) &&
         std::find(grammar_words.begin(), grammar_words.end(), word) == grammar_words.end();
}

}  // namespace

Text remedy_for(const std::string& wrong, const KnownNames& known) {
  const std::vector<std::string> names = known.words();
  constexpr std::size_t few = 12;
  if (const std::string close = nearest(wrong, names); !close.empty())
    return text("是不是“{}”？", "Did you mean “{}”?", close);
  if (names.empty()) return text("规则集里还没有定义任何这样的名字", "The rulebook defines none");
  if (names.size() <= few) return text("可用的有：{}", "There are: {}", join(names, "、"));
  return text("请先定义它，或改用已有的名字", "Define it first, or use one that exists");
}

bool is_one_of(TableReader& reader, const Word& word, const Text& what, std::string code, const KnownNames& names) {
  if (names.has(word.name)) return true;
  reader.problem(std::move(code), word.origin,
                 text("没有叫“{1}”的{0}", "there is no {0} “{1}”", what, display(word.name)),
                 remedy_for(word.name, names));
  return false;
}

Word new_name(TableReader& reader, std::string_view key, const KnownNames& taken) {
  const Word word = reader.word(key, Need::required).value_or(Word{});
  if (!word.empty() && taken.has(word.name))
    reader.problem("duplicate-id", word.origin,
                   text("{}“{}”已经定义过了", "the {} “{}” is already defined", reader.what(), word.name),
                   text("请换一个名字，或删去其中一个", "Choose another name, or remove one of the two"));
  return word;
}

bool check_identifier(TableReader& reader, const Word& word) {
  if (word.empty() || is_identifier(word.name)) return true;
  reader.problem("bad-name", word.origin,
                 text("“{}”不能在条件里作名字", "“{}” cannot be a name in conditions", display(word.name)),
                 text("请以英文字母开头，只用字母、数字和下划线，并避开 "
                      "and、or、not、in、is、known、true、false",
                      "Start with a letter, use letters, digits and _, and none of the words of conditions"));
  return false;
}

Word new_identifier(TableReader& reader, std::string_view key, const KnownNames& taken) {
  Word word = new_name(reader, key, taken);
  check_identifier(reader, word);
  return word;
}

std::vector<std::string> read_clauses(Reading& reading, TableReader& reader, Need need) {
  std::vector<std::string> clauses;
  const auto known = names_of(reading.book.clauses, &Clause::id);
  for (const Word& word : reader.names("clause", need)) {
    if (!known.empty()) is_one_of(reader, word, text("条文", "clause"), "unknown-clause", known);
    clauses.push_back(word.name);
  }
  return clauses;
}

std::vector<std::string> read_roles(Reading& reading, TableReader& reader, std::string_view key) {
  std::vector<std::string> roles;
  const auto known = names_of(reading.book.roles, &Role::id);
  for (const Word& word : reader.names(key))
    if (is_one_of(reader, word, text("角色", "role"), "unknown-role", known)) roles.push_back(word.name);
  return roles;
}

std::vector<std::string> number_fields(const RecordKind& kind) {
  std::vector<std::string> numbers;
  for (const Field& one : kind.fields)
    if (one.type.kind == Type::Kind::integer) numbers.push_back(one.name);
  return numbers;
}

std::vector<std::string> read_makers(Reading& reading, TableReader& reader) {
  const TomlEntry* by = reader.content().find("by");
  const auto* list = by ? std::get_if<TomlArray>(&by->value.content) : nullptr;
  if (list != nullptr && list->empty())
    reader.problem("no-makers", by->value.origin,
                   text("“by”是空的：没有人可以登记", "“by” is empty: no one may make it"),
                   text("请写出角色，或删去这一行", "Name the roles, or remove the line"));
  return read_roles(reading, reader, "by");
}

std::string read_role(Reading& reading, TableReader& reader, std::string_view key, Need need) {
  const auto word = reader.word(key, need);
  if (!word) return {};
  is_one_of(reader, *word, text("角色", "role"), "unknown-role", names_of(reading.book.roles, &Role::id));
  return word->name;
}

const RecordKind* read_record_kind(Reading& reading, TableReader& reader, std::string_view key, Need need) {
  const auto word = reader.word(key, need);
  if (!word) return nullptr;
  is_one_of(reader, *word, text("记录种类", "kind of record"), "unknown-record",
            names_of(reading.book.records, &RecordKind::kind));
  return reading.book.record(word->name);
}

std::optional<Condition> read_condition(Reading& reading, TableReader& reader, std::string_view key,
                                        const Vocabulary& names) {
  const auto source = reader.source(key);
  if (!source) return std::nullopt;
  return Condition::parse(source->first, names, reading.book.parameter_names, source->second, reading.problems);
}

std::optional<Amount> read_amount(Reading& reading, TableReader& reader, std::string_view key, std::int64_t least,
                                  Need need) {
  const TomlEntry* entry = reader.content().find(key);
  const auto* name = entry ? std::get_if<std::string>(&entry->value.content) : nullptr;
  if (name == nullptr) {
    const auto number = reader.number(key, least, TableReader::largest_number, need);
    return number ? std::optional(Amount{*number, -1}) : std::nullopt;
  }
  reader.value(key);
  const bool marked = name->starts_with('$');
  const Word word{marked ? name->substr(1) : *name, entry->value.origin};
  if (!marked) {
    reader.wrong_type(entry->value, key, text("整数，或 \"$参数名\"", "a whole number, or \"$parameter\""));
    return std::nullopt;
  }
  if (!is_one_of(reader, word, text("参数", "parameter"), "unknown-parameter", reading.book.parameter_names.words()))
    return std::nullopt;
  return Amount{0, *reading.book.parameter_names.slot(word.name)};
}

bool is_title_page(const TableReader& root) {
  return std::filesystem::path(root.file().name).filename() == "rulebook.toml";
}

std::optional<Within> within_of(TableReader& reader, std::string_view key) {
  return meaning(reader, key, within_words);
}

std::optional<Per> per_of(TableReader& reader, std::string_view key) {
  return meaning(reader, key, per_words, Need::required);
}

std::optional<DayUnit> day_unit_of(TableReader& reader, std::string_view key, Need need) {
  return meaning(reader, key, day_units, need);
}

}  // namespace reading

namespace {

std::string digest_of(const std::vector<std::vector<SourceFile>>& layers) {
  std::string all;
  for (const auto& files : layers) {
    if (&files != &layers.front()) all += "overlay\n";
    for (const SourceFile& file : files)
      all += std::filesystem::path(file.name).filename().string() + "\n" + std::to_string(file.text.size()) + "\n" +
             file.text;
  }
  return sha256_hex(all);
}

// When a case closes cannot depend on when it began: it would have to be known first.
void refuse_keep(reading::Reading& reading, const Parameter& closes_after) {
  for (const Parameter::Dated& dated : closes_after.values)
    for (TableReader& root : reading.roots)
      if (dated.open_cases == OpenCases::keep && root.file().name == dated.origin.file)
        root.problem("keep-closes-case", dated.origin,
                     text("“{}”决定个案何时了结，不能写 open_cases = \"keep\"",
                          "“{}” decides when a case closes and cannot have open_cases = \"keep\"", closes_after.id),
                     text("请删去 open_cases，新值按判断的日期生效",
                          "Remove open_cases: the new value applies by the date judged"));
}

// school_year = { begins = "09-01" }. 29 February is not in every year.
void read_school_year(reading::Reading& reading, TableReader& page) {
  auto table = page.table("school_year", text("学年", "school year"));
  if (!table) return;
  const Word begins = table->word("begins", Need::required).value_or(Word{});
  table->finish();
  if (begins.empty()) return;
  const auto day = Day::parse("2001-" + begins.name);
  if (!day)
    return table->problem("bad-month-day", begins.origin,
                          text("“{}”不是月和日", "“{}” is not a month and day", display(begins.name)),
                          text("请写成 \"09-01\"", "Write it as \"09-01\""));
  reading.book.school_year_month = day->month();
  reading.book.school_year_day = day->day_of_month();
}

// A number of rulebook.toml that always has a name: "$watch_days". Its slot, or -1 with a problem.
int read_parameter_slot(reading::Reading& reading, TableReader& table, std::string_view key) {
  const auto amount = reading::read_amount(reading, table, key, 1, Need::required);
  if (amount && amount->parameter < 0)
    table.wrong_type(table.content().find(key)->value, key, text("\"$参数名\"", "\"$parameter\""));
  return amount ? amount->parameter : -1;
}

void read_case(reading::Reading& reading, TableReader& table) {
  const int slot = read_parameter_slot(reading, table, "closes_after");
  reading.book.case_closes_after = slot;
  if (slot >= 0) refuse_keep(reading, reading.book.parameters[static_cast<std::size_t>(slot)]);
  if (table.has("signs_last")) reading.book.signs_last = read_parameter_slot(reading, table, "signs_last");
  table.finish();
}

void read_storm(reading::Reading& reading, TableReader& table) {
  StormGuard& guard = reading.book.storm;
  guard.share = read_parameter_slot(reading, table, "share");
  guard.least = read_parameter_slot(reading, table, "least");
  guard.origin = table.origin();
  table.finish();
}

void read_lessons(reading::Reading& reading, TableReader& table) {
  LessonCount& lessons = reading.book.lessons;
  lessons.morning = read_parameter_slot(reading, table, "morning");
  lessons.afternoon = read_parameter_slot(reading, table, "afternoon");
  lessons.share = read_parameter_slot(reading, table, "share");
  lessons.origin = table.origin();
  table.finish();
}

void read_title(reading::Reading& reading, TableReader& page) {
  reading.book.id = page.word("id", Need::required).value_or(Word{}).name;
  reading.book.title = page.label("title", Need::required).value_or(Text{});
  read_school_year(reading, page);
  if (auto table = page.table("case", text("个案", "case"))) read_case(reading, *table);
  if (auto table = page.table("storm", text("突增保护", "storm guard"))) read_storm(reading, *table);
  if (auto table = page.table("lessons", text("按节次记的考勤", "attendance by lessons")))
    read_lessons(reading, *table);
  reading::read_document_number(reading, page);
}

// oversight = { action = "oversee", record = "oversight", within = "$promptly", unit = "work_day" }, once the records
// are known.
void read_oversight(reading::Reading& reading) {
  for (TableReader& root : reading.roots) {
    if (!reading::is_title_page(root) || reading.book.layer(root.origin()) != &reading.book.layers.front()) continue;
    auto table = root.table("oversight", text("督办", "oversight"));
    if (!table) continue;
    OversightOrder order;
    order.origin = table->origin();
    const auto action = table->word("action", Need::required);
    const RecordKind* kind = reading::read_record_kind(reading, *table, "record", Need::required);
    const bool is_known = action && reading::is_one_of(*table, *action, text("行动", "action"), "unknown-action",
                                                       reading::names_of(reading.book.actions, &Action::id));
    const auto due = reading::read_stretch(reading, *table, "within");
    if (!is_known || kind == nullptr || !due) continue;
    order.action = action->name;
    order.record = kind->kind;
    order.due = *due;
    reading.book.oversight = order;
  }
}

// Each layer's rulebook.toml, in which alone a rulebook's own keys are known. Is there one for the base?
bool read_title_pages(reading::Reading& reading) {
  RuleLayer* base = &reading.book.layers.front();
  bool found_base = false;
  for (RuleLayer& layer : reading.book.layers)
    for (TableReader& root : reading.roots) {
      if (!reading::is_title_page(root) || reading.book.layer(root.origin()) != &layer) continue;
      if (&layer != base) {
        reading::read_overlay_page(reading, root, layer);
        continue;
      }
      read_title(reading, root);
      layer.id = reading.book.id;
      layer.title = reading.book.title;
      found_base = true;
    }
  return found_base;
}

void report_no_title(reading::Reading& reading) {
  reading.problems.push_back({Severity::error,
                              "missing-file",
                              {},
                              text("缺少 rulebook.toml", "there is no rulebook.toml"),
                              text("请确认给出的文件夹就是规则集；其中要有 rulebook.toml，写明 id 和 title",
                                   "Check the folder; a rulebook has a rulebook.toml with id and title")});
}

// Problems from the `begin`-th on come in the order in which people would look for them.
void sort_problems(Problems& problems, std::size_t begin, const std::vector<SourceFile>& files) {
  const auto place = [&](const Problem& problem) {
    const auto file = std::find_if(files.begin(), files.end(),
                                   [&](const SourceFile& one) { return one.name == problem.origin.file; });
    return std::tuple(file - files.begin(), problem.origin.line, problem.origin.column);
  };
  std::stable_sort(problems.begin() + static_cast<std::ptrdiff_t>(begin), problems.end(),
                   [&](const Problem& a, const Problem& b) { return place(a) < place(b); });
}

// What an unread file defines looks undefined elsewhere; say so, rather than hide what may be a real mistake.
void warn_of_unread_files(Problems& problems) {
  problems.push_back({Severity::warning,
                      "files-unread",
                      {},
                      text("有文件没能读出来，它定义的名字在别处都会显示为“没有”",
                           "a file could not be read, so the names that it defines seem to be missing elsewhere"),
                      text("请先改好那个文件，再检查一次", "Correct that file first, then check again")});
}

// Forms may be in text files; all else is TOML.
bool is_form_text(const SourceFile& file) {
  return std::filesystem::path(file.name).extension() == ".txt";
}

// The TOML files of a folder and the texts in its folder forms/, if it has one.
std::vector<SourceFile> read_layer(const std::filesystem::path& folder, Problems& problems) {
  std::vector<SourceFile> sources = read_sources(folder, problems, ".toml", {"tests", "reports"});
  const std::filesystem::path forms = folder / "forms";
  std::error_code ignored;
  if (std::filesystem::is_symlink(std::filesystem::symlink_status(forms, ignored))) {
    read_source(forms, problems);  // which refuses the link
  } else if (std::filesystem::is_directory(forms, ignored)) {
    for (SourceFile& text : read_sources(forms, problems, ".txt")) sources.push_back(std::move(text));
  }
  return sources;
}

// All steps over the files that could be parsed; where some could not, what they define is not missed here.
void read_parsed(reading::Reading& reading, std::size_t unparsed) {
  if (!reading::layers_in_order(reading)) return;
  reading::read_names(reading);
  reading::read_parameters(reading);
  reading::read_forms(reading);
  if (!read_title_pages(reading) && unparsed == 0) report_no_title(reading);
  reading::read_records(reading);
  read_oversight(reading);
  reading::read_attendance_codes(reading);
  reading::read_facts(reading);
  reading::read_rules(reading);
  reading::read_meaning(reading);
  for (TableReader& root : reading.roots) root.finish();
}

}  // namespace

ReadRulebook read_layers(const std::vector<std::vector<SourceFile>>& layers) {
  reading::Reading reading;
  std::list<TomlFile> parsed;
  std::vector<SourceFile> files;
  for (const auto& some : layers) {
    RuleLayer& layer = reading.book.layers.emplace_back();
    for (const SourceFile& file : some) {
      layer.files.push_back(file.name);
      if (is_form_text(file))
        reading.texts.push_back(file);
      else if (auto toml = parse_toml(file, reading.problems))
        parsed.push_back(std::move(*toml));
      files.push_back(file);
    }
  }
  const std::size_t unread = reading.problems.size();
  for (const TomlFile& file : parsed)
    reading.roots.emplace_back(file, file.root, text("文件", "file"), reading.problems);
  const std::size_t unparsed = files.size() - reading.texts.size() - parsed.size();
  read_parsed(reading, unparsed);
  reading.book.digest = digest_of(layers);
  sort_problems(reading.problems, unread, files);
  if (unparsed > 0) warn_of_unread_files(reading.problems);
  return {std::move(reading.book), std::move(reading.problems), layers};
}

ReadRulebook read_rulebook(const std::vector<SourceFile>& files) {
  return read_layers({files});
}

ReadRulebook read_rulebook(const std::vector<std::filesystem::path>& folders) {
  Problems problems;
  std::vector<std::vector<SourceFile>> layers;
  for (const auto& folder : folders) layers.push_back(read_layer(folder, problems));
  ReadRulebook result = read_layers(layers);
  result.problems.insert(result.problems.begin(), problems.begin(), problems.end());
  return result;
}

bool is_overlay(const std::filesystem::path& folder) {
  Problems ignored;  // whoever reads the rulebook reports them
  const auto source = read_source(folder / "rulebook.toml", ignored);
  const auto page = source ? parse_toml(*source, ignored) : std::nullopt;
  return page && page->root.find("overlay") != nullptr;
}

ReadRulebook read_rulebook(const std::filesystem::path& folder) {
  return read_rulebook(std::vector{folder});
}

}  // namespace ksbx
