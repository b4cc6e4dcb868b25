// What the steps of reading a rulebook share. Only rulebook_reader*.cpp include this.
//
// The steps run one after the other over all files: names, parameters, record kinds, facts, rules, meanings. Each may
// refer to anything that an earlier step has read, whichever file it is in.
#pragma once

#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "files/toml/toml_reader.h"
#include "policy/rulebook/rulebook.h"

namespace ksbx::reading {

struct Reading {
  Rulebook book;
  Problems problems;
  std::vector<TableReader> roots;  // one a TOML file
  std::vector<SourceFile> texts;   // the files of the folders forms/
  std::vector<Word> asked_rules;   // of which facts look at the duties: known once the rules are
};

// Is it a rulebook.toml?
bool is_title_page(const TableReader& root);

// The steps, in this order.
void read_names(Reading& reading);
void read_parameters(Reading& reading);
void read_forms(Reading& reading);
// What the title page says of the numbers of documents.
void read_document_number(Reading& reading, TableReader& page);
void read_records(Reading& reading);
void read_attendance_codes(Reading& reading);
void read_facts(Reading& reading);
void read_rules(Reading& reading);
void read_meaning(Reading& reading);
// { within = …, unit = … }: `key` is what stands for within. Finishes the table.
// escalate = { after, unit, to } or a list of them, lowest level first; none if the key is not there.
std::vector<EscalationLevel> read_levels(Reading& reading, TableReader& table);
std::optional<Due> read_stretch(Reading& reading, TableReader& table, std::string_view key);
std::vector<DutyItem> read_duties(Reading& reading, TableReader& table, const Rule& rule);
// One entry of `values` but for the keys of overlays; checked against the parameter's range and mandatory limits. Does
// not finish the entry. Nothing if it is of no use; a problem was added.
std::optional<Parameter::Dated> read_dated(TableReader& entry, const Parameter& parameter, Need reason);
// A whole number, or minutes after midnight, by the parameter's unit.
std::optional<std::int64_t> number_in(TableReader& reader, const TomlValue& value, std::string_view key,
                                      const std::string& unit);
// Adds a value after those of the same file; within one scope they come in the order of their dates, otherwise a
// problem.
void add_in_order(TableReader& entry, std::vector<Parameter::Dated>& values, Parameter::Dated dated,
                  const std::string& parameter);
void sort_by_date(std::vector<Parameter::Dated>& values);
// A whole rule but for its id, which the caller has read. Finishes the table.
Rule rule_of(Reading& reading, TableReader& table, std::string id);

// A word of the file and what it means: "same_day" → Due::Kind::same_day.
template <class T>
struct Meaning {
  std::string_view name;
  T value;
};

inline constexpr std::array line_words{
    Meaning<Line>{"government", Line::government},
    Meaning<Line>{"education", Line::education},
};

// Names that a word may be one of, where they stand: nobody copies them until one is misspelt.
class KnownNames {
 public:
  KnownNames(const std::vector<std::string>& all) : all_(all.begin(), all.end()) {}
  KnownNames(std::initializer_list<std::string_view> all) : all_(all) {}
  template <class T>
  KnownNames(const std::vector<T>& all, std::string T::*name) {
    all_.reserve(all.size());
    for (const T& one : all) all_.push_back(one.*name);
  }
  bool empty() const { return all_.empty(); }
  bool has(std::string_view name) const { return std::ranges::find(all_, name) != all_.end(); }
  std::vector<std::string> words() const { return {all_.begin(), all_.end()}; }

 private:
  std::vector<std::string_view> all_;
};

// The nearest of the names, or all of them, for whoever wrote a wrong one.
Text remedy_for(const std::string& wrong, const KnownNames& names);

// Is `word` in `names`? If not, a problem with the nearest of them.
bool is_one_of(TableReader& reader, const Word& word, const Text& what, std::string code, const KnownNames& names);

template <class T, std::size_t n>
std::optional<T> meaning(TableReader& reader, const Word& word, const Text& what,
                         const std::array<Meaning<T>, n>& meanings) {
  std::vector<std::string> names;
  for (const auto& one : meanings) {
    if (one.name == word.name) return one.value;
    names.emplace_back(one.name);
  }
  is_one_of(reader, word, what, "unknown-word", names);
  return std::nullopt;
}

template <class T, std::size_t n>
std::optional<T> meaning(TableReader& reader, std::string_view key, const std::array<Meaning<T>, n>& meanings,
                         Need need = Need::optional) {
  const auto word = reader.word(key, need);
  if (!word) return std::nullopt;
  return meaning(reader, *word, text("“{}”", "“{}”", key), meanings);
}

// The names of all members of a list.
template <class T>
KnownNames names_of(const std::vector<T>& all, std::string T::*name) {
  return KnownNames(all, name);
}

// A new name under `key` that is not in `taken`. The word may be used even if it is taken; then a problem was added.
Word new_name(TableReader& reader, std::string_view key, const KnownNames& taken);
// The same, for names that conditions use: a letter or _, then letters, digits and _, and no word of their grammar.
Word new_identifier(TableReader& reader, std::string_view key, const KnownNames& taken);
// Is it a name that a condition can use? Otherwise a problem.
bool check_identifier(TableReader& reader, const Word& word);

// `clause`: checked against the index of clauses, if the rulebook has one.
std::vector<std::string> read_clauses(Reading& reading, TableReader& reader, Need need);
// A role, by key.
std::string read_role(Reading& reading, TableReader& reader, std::string_view key, Need need);
std::vector<std::string> read_roles(Reading& reading, TableReader& reader, std::string_view key);
// The fields of a kind that hold a whole number.
std::vector<std::string> number_fields(const RecordKind& kind);
// Who may make a record, under `by`: an empty list would let anyone, and says no one.
std::vector<std::string> read_makers(Reading& reading, TableReader& reader);
// A record kind under `key`; nullptr if it is not there or unknown.
const RecordKind* read_record_kind(Reading& reading, TableReader& reader, std::string_view key, Need need);

// Fields of documents under `key`.
std::vector<std::string> read_document_fields(TableReader& table, std::string_view key);

// A condition under `key`, over facts or over one kind of record.
std::optional<Condition> read_condition(Reading& reading, TableReader& reader, std::string_view key,
                                        const Vocabulary& names);

// 3, or "$promptly": a number that is here, or a parameter's slot.
struct Amount {
  std::int64_t number = 0;
  int parameter = -1;
};
std::optional<Amount> read_amount(Reading& reading, TableReader& reader, std::string_view key, std::int64_t least,
                                  Need need);

// Words for stretches of time: "half_year", "work_day".
std::optional<Within> within_of(TableReader& reader, std::string_view key);
std::optional<Per> per_of(TableReader& reader, std::string_view key);
std::optional<DayUnit> day_unit_of(TableReader& reader, std::string_view key, Need need = Need::optional);

}  // namespace ksbx::reading
