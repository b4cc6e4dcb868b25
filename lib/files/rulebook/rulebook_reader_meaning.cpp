// [meaning] of each rulebook.toml: which names of the rulebook are the ones that the engine has to know
// (policy/rulebook/meaning.h). What is named must be there and be of the right sort; and a meaning without which
// something in the rulebook could never work must be said.

#include <algorithm>
#include <set>

#include "base/nearest.h"
#include "base/utf8.h"
#include "files/rulebook/rulebook_reading.h"
#include "policy/rulebook/roster_sign.h"

namespace ksbx::reading {
namespace {

using Names = MeaningKey::Names;

// Keys that were written, rightly or wrongly, and those that a misspelt key was meant to be: one mistake is reported
// once.
using Said = std::set<Meant>;

// "closing.result.transferred" as closing, result and transferred, each with its place. What comes after the last dot
// that is asked for belongs to the last piece.
std::vector<Word> pieces_of(const Word& path, std::size_t most) {
  std::vector<Word> pieces;
  std::size_t begin = 0;
  while (pieces.size() < most) {
    const std::size_t dot = pieces.size() + 1 < most ? path.name.find('.', begin) : std::string::npos;
    Origin at = path.origin;
    if (begin > 0) at.column += 1 + static_cast<int>(code_points(path.name.substr(0, begin)).size());
    pieces.push_back({path.name.substr(begin, dot - begin), at});
    if (dot == std::string::npos) break;
    begin = dot + 1;
  }
  return pieces;
}

// How the value of such a key is written.
Text shape_of(Names names) {
  return names == Names::choice ? text("记录种类.栏目.选项", "record.field.choice")
                                : text("记录种类.栏目", "record.field");
}

std::nullopt_t refuse_path(TableReader& table, const MeaningKey& key, const Word& path) {
  table.problem("meaning-path", path.origin,
                text("“{}”没有写成 {} 的样子", "“{}” is not written as {}", display(path.name), shape_of(key.names)),
                text("请写成 {} = \"{}\"", "Write {} = \"{}\"", key.key, shape_of(key.names)));
  return std::nullopt;
}

Text label_of_type(Type::Kind kind) {
  switch (kind) {
    case Type::Kind::boolean: return text("是或否（bool）", "a yes or no (bool)");
    case Type::Kind::integer: return text("整数（integer）", "a whole number (integer)");
    case Type::Kind::text: return text("文字（text）", "a text");
    case Type::Kind::date: return text("日期（date）", "a date");
    case Type::Kind::choice: return text("选项（choice）", "a choice");
  }
  return {};
}

// Is what was named of the type that the engine reads or writes?
bool is_of_type(TableReader& table, const Word& word, const Type& type, std::optional<Type::Kind> wanted) {
  if (!wanted || type.kind == *wanted) return true;
  table.problem("meaning-type", word.origin, text("“{}”不是{}", "“{}” is not {}", word.name, label_of_type(*wanted)),
                text("请换成{}，或改它的类型", "Name {} here, or change its type", label_of_type(*wanted)));
  return false;
}

class MeaningReader {
 public:
  MeaningReader(Reading& reading, TableReader& table, const MeaningKey& key)
      : reading_(reading), book_(reading.book), table_(table), key_(key) {}

  // None, with a problem, if the value names nothing that could be meant.
  std::vector<Referent> read() {
    std::vector<Referent> all;
    const auto add = [&](std::optional<Referent> one) {
      if (one) all.push_back(std::move(*one));
    };
    if (key_.names == Names::parameter) {
      add(parameter());
    } else if (key_.names == Names::fields) {
      for (const Word& word : table_.names(key_.key)) add(field(word));
    } else if (const auto words = table_.words(key_.key)) {
      add(one({*words, table_.content().find(key_.key)->value.origin}));
    }
    return all;
  }

 private:
  std::optional<Referent> one(const Word& word) {
    switch (key_.names) {
      case Names::role: return role(word);
      case Names::rule: return named(word, text("规则", "rule"), "unknown-rule", names_of(book_.rules, &Rule::id));
      case Names::fact: return fact(word);
      case Names::record: return record(word) ? std::optional(Referent{word.name, {}, {}}) : std::nullopt;
      case Names::field: return field(word);
      case Names::choice: return choice(word);
      case Names::document_field: return field_of_documents(word);
      case Names::fields:
      case Names::parameter: break;
    }
    return std::nullopt;
  }

  std::optional<Referent> named(const Word& word, const Text& what, const char* code, const KnownNames& known) {
    if (!is_one_of(table_, word, what, code, known)) return std::nullopt;
    return Referent{word.name, {}, {}};
  }

  std::optional<Referent> role(const Word& word) {
    auto referent = named(word, text("角色", "role"), "unknown-role", names_of(book_.roles, &Role::id));
    if (!referent || key_.meant != Meant::class_teacher || book_.role(word.name)->at == RoleAt::school_class)
      return referent;
    table_.problem("meaning-type", word.origin,
                   text("“{}”不是班级里的角色", "the role “{}” is not found at the class", word.name),
                   text("请换成 at = \"school_class\" 的角色", "Name a role with at = \"school_class\""));
    return std::nullopt;
  }

  std::optional<Referent> parameter() {
    const auto amount = read_amount(reading_, table_, key_.key, 0, Need::optional);
    if (!amount) return std::nullopt;
    if (amount->parameter >= 0) return Referent{book_.parameter_names.at(amount->parameter).name, {}, {}};
    table_.wrong_type(table_.content().find(key_.key)->value, key_.key, text("\"$参数名\"", "\"$parameter\""));
    return std::nullopt;
  }

  std::optional<Referent> fact(const Word& word) {
    if (!is_one_of(table_, word, text("事实", "fact"), "unknown-fact", book_.fact_names.words())) return std::nullopt;
    if (!is_of_type(table_, word, book_.fact(word.name)->type, key_.type)) return std::nullopt;
    return Referent{word.name, {}, {}};
  }

  // nullptr, with a problem, if there is no such kind, or it is not about pupils.
  const RecordKind* record(const Word& word) {
    if (!is_one_of(table_, word, text("记录种类", "kind of record"), "unknown-record",
                   names_of(book_.records, &RecordKind::kind)))
      return nullptr;
    const RecordKind* kind = book_.record(word.name);
    if (kind->about_minor()) return kind;
    table_.problem("subject-mismatch", word.origin,
                   text("“{}”记录的对象不是学生", "records of kind “{}” are never about pupils", kind->label),
                   text("请改用关于学生的记录种类", "Use a kind of record about pupils"));
    return nullptr;
  }

  // The field that two pieces name, in the kind of record in which it has to be.
  const Field* field_at(const std::vector<Word>& pieces) {
    const RecordKind* kind = record(pieces[0]);
    if (kind == nullptr) return nullptr;
    const std::string& owner = key_.of ? book_.meaning.id(*key_.of) : kind->kind;
    if (!owner.empty() && owner != kind->kind) {
      table_.problem("meaning-path", pieces[0].origin,
                     text("“{}”要写“{}”记录的栏目", "“{}” must be of the kind of record “{}”", key_.key, owner),
                     text("{} 写的是 {}", "{} says {}", key_of(*key_.of).key, owner));
      return nullptr;
    }
    if (!is_one_of(table_, pieces[1], text("栏目", "field"), "unknown-field", names_of(kind->fields, &Field::name)))
      return nullptr;
    return kind->field(pieces[1].name);
  }

  std::optional<Referent> field(const Word& word) {
    const auto pieces = pieces_of(word, 2);
    if (pieces.size() < 2) return refuse_path(table_, key_, word);
    const Field* found = field_at(pieces);
    if (found == nullptr || !is_of_type(table_, pieces[1], found->type, key_.type)) return std::nullopt;
    return Referent{pieces[0].name, found->name, {}};
  }

  std::optional<Referent> choice(const Word& word) {
    const auto pieces = pieces_of(word, 3);
    if (pieces.size() < 3) return refuse_path(table_, key_, word);
    const Field* found = field_at(pieces);
    if (found == nullptr || !is_of_type(table_, pieces[1], found->type, Type::Kind::choice)) return std::nullopt;
    if (!is_one_of(table_, pieces[2], text("选项", "choice"), "unknown-choice", found->type.choices))
      return std::nullopt;
    return Referent{pieces[0].name, found->name, pieces[2].name};
  }

  std::optional<Referent> field_of_documents(const Word& word) {
    std::vector<std::string> known;
    for (const RecordKind& kind : book_.records)
      if (kind.about_document())
        for (const Field& one : kind.fields) known.push_back(one.name);
    if (!is_one_of(table_, word, text("栏目", "field"), "unknown-field", known)) return std::nullopt;
    return Referent{{}, word.name, {}};
  }

  Reading& reading_;
  Rulebook& book_;
  TableReader& table_;
  const MeaningKey& key_;
};

// What an overlay may add; it cannot mean something else than what lies below.
void read_key(Reading& reading, TableReader& table, const MeaningKey& key, Said& said) {
  const TomlEntry* entry = table.content().find(key.key);
  if (entry != nullptr && !said.insert(key.meant).second)
    table.problem("duplicate-id", entry->origin, text("“{}”已经写过了", "“{}” is already set", key.key),
                  text("请只留一处；叠加规则不能改下面的含义",
                       "Keep one of the two; an overlay cannot change what the rulebook below means"));
  std::vector<Referent> referents = MeaningReader(reading, table, key).read();
  if (referents.empty() || reading.book.meaning.find(key.meant)) return;
  for (Referent& one : referents) one.origin = entry->origin;
  reading.book.meaning.set_all(key.meant, std::move(referents));
}

void note_misspelt(const TableReader& table, Said& said) {
  std::vector<std::string> known;
  for (const MeaningKey& key : meaning_keys()) known.emplace_back(key.key);
  for (const TomlEntry& entry : table.content().entries) {
    const bool is_right = std::ranges::count(known, entry.key) > 0;
    const auto close = std::ranges::find(known, is_right ? entry.key : nearest(entry.key, known));
    if (close != known.end()) said.insert(static_cast<Meant>(close - known.begin()));
  }
}

// The name that is most likely meant, to be shown in the remedy.
std::string likely(const Rulebook& book, const MeaningKey& key) {
  std::vector<std::string> known;
  if (key.names == Names::role) known = names_of(book.roles, &Role::id).words();
  if (key.names == Names::fact) known = book.fact_names.words();
  if (key.names == Names::record) known = names_of(book.records, &RecordKind::kind).words();
  if (key.names == Names::fields) {
    for (const RecordKind& kind : book.records)
      if (kind.field(std::string(key.key)) != nullptr) return formatted("{}.{}", kind.kind, key.key);
    return "…";
  }
  const std::string close = nearest(key.key, known);
  return close.empty() ? "…" : close;
}

// `who` is at `where` and can never work unless the rulebook says what `meant` is.
void need(Reading& reading, Said& said, Meant meant, const Origin& where, const Text& who) {
  if (!said.insert(meant).second) return;
  const MeaningKey& key = key_of(meant);
  for (TableReader& root : reading.roots)
    if (root.file().name == where.file)
      root.problem("missing-meaning", where,
                   text("{}要用到“{}”，规则集没有说明它是哪一个", "{} needs “{}”, and nothing says which that is", who,
                        key.what),
                   text("请在 rulebook.toml 的 [meaning] 里加上 {} = \"{}\"",
                        "Add {} = \"{}\" to [meaning] in rulebook.toml", key.key, likely(reading.book, key)));
}

void report_at(Reading& reading, const char* code, const Origin& where, const Text& what, const Text& remedy) {
  for (TableReader& root : reading.roots)
    if (root.file().name == where.file) root.problem(code, where, what, remedy);
}

// Roles are read before the kinds of record are. A unit is named by a text.
void check_fields_of_roles(Reading& reading) {
  for (const Role& role : reading.book.roles) {
    if (role.record.empty()) continue;
    const RecordKind* kind = reading.book.record(role.record);
    const Field* field = kind ? kind->field(role.field) : nullptr;
    if (field && field->type.kind == Type::Kind::text) continue;
    report_at(reading, "unknown-field", role.origin,
              text("角色“{}”由“{}.{}”说明单位，没有这种记录，或没有这个文字栏目",
                   "the role “{}” is named by “{}.{}”: no kind of record has such a text", role.label, role.record,
                   role.field),
              text("请写成 field = \"记录种类.栏目\"", "write field = \"record.field\""));
  }
}

// {cannot_persuade.reason}: forms are read before the kinds of record are.
void check_record_fields(Reading& reading) {
  for (const Form& form : reading.book.forms)
    for (const std::string& name : fields_in(form)) {
      if (!is_record_field(name)) continue;
      const auto dot = name.find('.');
      const RecordKind* kind = reading.book.record(name.substr(0, dot));
      if (kind && kind->about_minor() && kind->field(name.substr(dot + 1))) continue;
      report_at(reading, "unknown-field", form.origin,
                text("文书样式“{}”要写“{}”，没有这种学生的记录或这个栏目",
                     "the form “{}” contains “{}”: no kind of record about pupils has it", form.id, name),
                text("请写成 {{记录种类.栏目}}，如 {{persuasion.reason}}",
                     "write {{record.field}}, as in {{persuasion.reason}}"));
    }
}

void check_needs(Reading& reading, Said& said) {
  const Rulebook& book = reading.book;
  for (const FactDefinition& fact : book.facts)
    if (fact.attribute == Attribute::has_class_teacher)
      need(reading, said, Meant::class_teacher, fact.origin, text("事实“{}”", "the fact “{}”", fact.name));
  for (const Form& form : book.forms) {
    const std::set<std::string> fields = fields_in(form);
    const auto field = [&](const char* name, Meant meant) {
      if (fields.contains(name))
        need(reading, said, meant, form.origin, text("文书栏目 {{{}}}", "the field {{{}}} of the form", name));
    };
    field("unexcused_days", Meant::unexcused_days);
    field("persuasions", Meant::outcome);
    field("reason", Meant::reason);
  }
  const auto beside = [&](Meant there, Meant meant) {
    if (const Referent* found = book.meaning.find(there))
      need(reading, said, meant, found->origin, text("“{}”", "“{}”", key_of(there).key));
  };
  for (const MeaningKey& key : meaning_keys())
    if (key.of) beside(key.meant, *key.of);
  beside(Meant::roster_missing, Meant::roster_found);  // or whoever was missing once would be so for ever
  beside(Meant::double_roll, Meant::double_roll_settled);
}

// A kind that stands for what a roster shows can be made only if a roster knows all that must be filled in.
void check_signs(Reading& reading) {
  const Meanings& meaning = reading.book.meaning;
  for (const RosterSign sign : all_roster_signs) {
    const RecordKind* kind = reading.book.record(meaning.id(meant_by(sign)));
    if (kind == nullptr) continue;
    std::set<std::string> filled;
    for (const Meant field : fields_of(sign)) filled.insert(meaning.field(field));
    for (const Field& field : kind->fields)
      if (field.required && !filled.contains(field.name))
        report_at(reading, "sign-lacks-field", kind->origin,
                  text("“{}”由系统从名册登记，名册里没有必填的“{}”，登记不了，学生就漏掉了",
                       "“{}” is recorded from rosters, which do not know its required field “{}”: it would never be "
                       "made, and nobody would hear of the child",
                       kind->label, field.label),
                  text("去掉这一栏的 required，用规则要求补上",
                       "leave out required, and let a rule ask for what is missing"));
  }
}

}  // namespace

void read_meaning(Reading& reading) {
  Said said;
  bool has_page = false;
  for (TableReader& root : reading.roots) {
    if (!is_title_page(root)) continue;
    has_page = true;
    auto table = root.table("meaning", text("含义", "meaning"));
    if (!table) continue;
    for (const MeaningKey& key : meaning_keys()) read_key(reading, *table, key, said);
    note_misspelt(*table, said);
    table->finish();
  }
  if (has_page) check_needs(reading, said);
  check_fields_of_roles(reading);
  check_record_fields(reading);
  check_signs(reading);
}

}  // namespace ksbx::reading
