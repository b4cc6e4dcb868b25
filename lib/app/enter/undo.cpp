#include "app/enter/undo.h"

#include "app/workspace/field_words.h"
#include "base/join.h"
#include "base/mask.h"
#include "store/roster/roster_store.h"
#include "store/roster/unit_row.h"
#include "store/roster/unit_store.h"
#include "store/schema/views.h"

namespace ksbx {
namespace {

constexpr int most_rows = 1000;

// Why the change cannot be undone alone, and what to do first.
Problem objection(const BuiltOn& built, std::int64_t change) {
  const auto refuse = [](Text what, Text remedy) {
    return Problem{Severity::error, "undo-refused", {}, std::move(what), std::move(remedy)};
  };
  const Text first = text("请先撤销改动 {}", "undo change {} first", built.later);
  switch (built.what) {
    case BuiltOn::What::later_mark:
      return refuse(text("改动 {} 之后又登记了其中 {} 个半天（如 {}）",
                         "{1} of the sessions of change {0} were marked again later (such as {2})", change, built.count,
                         built.example),
                    first);
    case BuiltOn::What::acknowledged:
      return refuse(text("因改动 {} 发出的文书有 {} 件已签收（如 {}）",
                         "{1} documents that followed from change {0} have been acknowledged (such as {2})", change,
                         built.count, built.example),
                    text("请登记更正（如 mark-absent --present），文书随后会更正",
                         "enter a correction (as with mark-absent --present): the documents are corrected then"));
    case BuiltOn::What::field_changed:
      return refuse(text("改动 {} 涉及的学生里，有 {} 人（如 {}）同样的栏目后来又改过",
                         "the same fields of {1} pupils of change {0} (such as {2}) were changed again", change,
                         built.count, built.example),
                    first);
    case BuiltOn::What::decided:
      return refuse(
          text("改动 {} 留下的待定行里，有 {} 行后来已决定（待定号 {}）",
               "{1} rows in doubt of change {0} were decided later (numbers {2})", change, built.count, built.example),
          first);
    case BuiltOn::What::claim_decided:
      return refuse(
          text("改动 {} 里两所学校都有的学生，有 {} 人（如 {}）后来已查明在哪所学校",
               "of the pupils whom two schools have since change {}, {} (such as {}) were found at one of them", change,
               built.count, built.example),
          first);
    case BuiltOn::What::number_given:
      return refuse(text("撤销改动 {} 要退回的证件号，有 {} 个现在是别的学生的（如 {}）",
                         "{1} id numbers that undoing change {0} would give back are now those of others (such as {2})",
                         change, built.count, built.example),
                    text("请先更正那名学生的证件号：ksbx pupil correct {} 身份证件号=…",
                         "correct that pupil's number first: ksbx pupil correct {} id_number=…", built.example));
    case BuiltOn::What::pupil_used:
      return refuse(text("随改动 {} 登记的学生里，有 {} 人（如 {}）后来有了考勤、记录或变更",
                         "something was entered later about {1} pupils who came with change {0} (such as {2})", change,
                         built.count, built.example),
                    first);
    case BuiltOn::What::unit_used:
      return refuse(
          text("随改动 {} 登记的单位里，有 {} 个（如 {}）已在使用",
               "{1} units that came with change {0} (such as {2}) are in use", change, built.count, built.example),
          text("请先撤销用到它们的导入，或导入改正后的单位表",
               "undo what uses them first, or import a corrected list of units"));
    case BuiltOn::What::unit_changed:
      return refuse(text("改动 {} 里的单位或任职，后来又改过 {} 项",
                         "{1} units or posts of change {0} were changed again", change, built.count),
                    first);
    case BuiltOn::What::too_old:
      return refuse(
          text("改动 {} 是旧版本 ksbx 写的，没有存下改之前的样子",
               "change {} was made by an older ksbx, which did not keep the earlier state", change),
          text("请导入改正后的文件，或恢复当时的备份", "import a corrected file, or restore a backup of that time"));
  }
  throw Error(Failure::internal, "no-such-objection", text("内部错误", "internal error"), {});
}

ChangeMade required_change(Database& database, std::optional<std::int64_t> number) {
  const Text remedy = text("可撤销的改动见 ksbx undo --list", "ksbx undo --list shows what can be undone");
  if (number) {
    if (auto made = change_made(database, *number)) return *made;
    throw Error(Failure::usage, "unknown-change", text("没有改动 {}", "there is no change {}", *number), remedy);
  }
  const std::vector<ChangeMade> last = changes_made(database, 1);
  if (last.empty())
    throw Error(Failure::usage, "nothing-to-undo", text("还没有可以撤销的改动", "there is nothing to undo yet"),
                text("导入或登记之后才有", "something must be imported or entered first"));
  // After an undo, doing it once more is the same undo.
  if (last.front().reverts) return *change_made(database, *last.front().reverts);
  return last.front();
}

void check(Database& database, const ChangeMade& made) {
  if (made.reverts)
    throw Error(
        Failure::usage, "undo-of-undo",
        text("改动 {} 本身是一次撤销（撤销了 {}）", "change {} is an undo itself (of {})", made.number, *made.reverts),
        text("要恢复，请把原来的文件再导入一次", "to restore it, import the same file again"));
  Problems refused;
  for (const BuiltOn& built : built_on(database, made.number)) refused.push_back(objection(built, made.number));
  if (!refused.empty()) throw Error(Failure::guard, std::move(refused));
}

// The facts of a change in words.
class Words {
 public:
  Words(const Workspace& workspace, Language language, Masking masking)
      : workspace_(workspace),
        organisation_(load_organisation(workspace.database)),
        language_(language),
        masking_(masking) {}

  Table table(const std::vector<RevertedFact>& facts) const {
    Table all{"undo",
              text("撤销前后", "Before and after"),
              {{"what", text("类别", "what")},
               {"student_code", text("学生短码", "code")},
               {"student_name", text("姓名", "name"), Privacy::name},
               {"unit_name", text("单位", "unit")},
               {"day", text("日期", "day")},
               {"field", text("内容", "field")},
               {"before", text("现在", "now")},
               {"after", text("撤销后", "after the undo")}},
              {}};
    for (const RevertedFact& fact : facts) all.rows.push_back(row(fact));
    return mask(std::move(all), masking_);
  }

 private:
  std::string say(const Text& words) const { return words.in(language_); }

  std::vector<Cell> row(const RevertedFact& fact) const {
    std::optional<Student> pupil;
    if (fact.student) pupil = student(workspace_.database, fact.student);
    const UnitId place = fact.unit ? fact.unit : pupil ? pupil->school_class : UnitId{};
    return {say(what(fact.kind)),
            fact.student ? short_code(fact.student) : std::string(),
            pupil ? pupil->name : std::string(),
            organisation_.full_name(place),
            fact.day ? fact.day->iso() : std::string(),
            say(field(fact)),
            say(value(fact, fact.before, Side::now)),
            say(value(fact, fact.after, Side::afterwards))};
  }

  static Text what(RevertedFact::Kind kind) {
    switch (kind) {
      case RevertedFact::Kind::mark: return text("考勤", "attendance");
      case RevertedFact::Kind::returned_register: return text("点名册", "register");
      case RevertedFact::Kind::record:
      case RevertedFact::Kind::moved_record: return text("记录", "record");
      case RevertedFact::Kind::pupil_added: return text("新学生", "new pupil");
      case RevertedFact::Kind::pupil_changed: return text("学生变更", "changed pupil");
      case RevertedFact::Kind::unit_added: return text("新单位", "new unit");
      case RevertedFact::Kind::unit_changed: return text("单位变更", "changed unit");
      case RevertedFact::Kind::assignment: return text("任职", "post");
      case RevertedFact::Kind::closure: return text("停课", "closure");
    }
    return {};
  }

  Text field(const RevertedFact& fact) const {
    switch (fact.kind) {
      case RevertedFact::Kind::mark: return label_of(session(fact.field).value_or(Session::morning));
      case RevertedFact::Kind::returned_register:
      case RevertedFact::Kind::pupil_added: return {};
      case RevertedFact::Kind::record:
      case RevertedFact::Kind::moved_record: {
        const RecordKind* kind = workspace_.rulebook.record(fact.field);
        return kind ? kind->label : same_text(fact.field);
      }
      case RevertedFact::Kind::pupil_changed: return label_of_field(fact.field);
      case RevertedFact::Kind::unit_added: {
        const auto kind = unit_kind(fact.field);
        return kind ? label_of(*kind) : same_text(fact.field);
      }
      case RevertedFact::Kind::unit_changed: return column_named(fact.field).label;
      case RevertedFact::Kind::assignment: {
        const Role* role = workspace_.rulebook.role(fact.field);
        return role ? role->label : same_text(fact.field);
      }
      case RevertedFact::Kind::closure: return same_text(fact.field);
    }
    return {};
  }

  enum class Side { now, afterwards };
  Text value(const RevertedFact& fact, const std::string& stored, Side side) const {
    const Text none = text("—", "—");
    const auto there = [&](const Text& now, const Text& afterwards) { return side == Side::now ? now : afterwards; };
    switch (fact.kind) {
      case RevertedFact::Kind::mark:
        return stored.empty() ? text("没有登记", "not marked") : label_of(static_cast<Presence>(std::stoi(stored)));
      case RevertedFact::Kind::returned_register: return there(text("已交", "returned"), text("未交", "missing"));
      case RevertedFact::Kind::record: return there(text("已登记", "on record"), text("撤销", "undone"));
      case RevertedFact::Kind::moved_record:
        return there(text("不再算", "holds no longer"), text("已登记", "on record"));
      case RevertedFact::Kind::pupil_added: return there(text("在册", "on the books"), text("撤销", "undone"));
      case RevertedFact::Kind::pupil_changed: {
        const Text words = words_of_field(fact.field, stored, organisation_, masking_);
        return words.empty() ? none : words;
      }
      case RevertedFact::Kind::unit_changed: {
        const bool is_unit =
            fact.field == "parent" || fact.field == "town" || fact.field == "serves" || fact.field == "merged_into";
        const std::string words = is_unit ? names_of(units_in_list(stored)) : stored;
        return words.empty() ? none : same_text(words);
      }
      case RevertedFact::Kind::closure: {
        const Text closed =
            fact.before.empty() ? text("停课", "no lessons") : text("停课至 {}", "no lessons until {}", fact.before);
        return there(closed, text("上课", "lessons"));
      }
      case RevertedFact::Kind::unit_added:
      case RevertedFact::Kind::assignment: return stored.empty() ? none : same_text(stored);
    }
    return none;
  }

  std::string names_of(const std::vector<UnitId>& units) const {
    return join(units, "、", [&](UnitId unit) { return organisation_.full_name(unit); });
  }

  const Workspace& workspace_;
  Organisation organisation_;
  Language language_;
  Masking masking_;
};

}  // namespace

UndoOutcome undo(const Workspace& workspace, std::optional<std::int64_t> number, Keep keep, Language language,
                 const Disclosure& shown) {
  // First: no one may build on the change after it was looked at.
  Transaction transaction(workspace.database, workspace.occasion());
  UndoOutcome outcome;
  outcome.made = required_change(workspace.database, number);
  if (outcome.made.reverted_by) return outcome;
  check(workspace.database, outcome.made);
  const std::int64_t change = outcome.made.number;
  outcome.difference = Words(workspace, language, shown).table(facts_of_change(workspace.database, change, most_rows));
  outcome.files_to_repeat = files_to_repeat(workspace.database, change);
  outcome.effect = revert(transaction, change);
  if (keep == Keep::changes) transaction.commit();
  return outcome;
}

}  // namespace ksbx
