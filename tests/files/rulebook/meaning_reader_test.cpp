// [meaning]: which names of a rulebook stand for what the engine has to know.
#include <doctest/doctest.h>

#include "files/rulebook/rulebook_reader.h"
#include "said.h"

using namespace ksbx;

namespace {

// A rulebook of another country, with words of its own.
constexpr const char* foreign_names = R"(
[[role]]
id = "tutor"
label = "form tutor"
at = "school_class"
[[role]]
id = "head"
label = "head"
at = "school"
[param.grown_up]
label = "age"
clause = "X1"
values = [ { from = 2016-08-12, value = 16 } ]
[[record]]
kind = "visit"
label = "visit"
subject = "student"
fields = [
  { name = "answer", type = "choice", choices = ["yes", "no"] },
  { name = "met", type = "bool" },
  { name = "cause", type = "text" },
]
[[record]]
kind = "leaver"
label = "leaver"
subject = ["student", "idle_minor"]
[[record]]
kind = "admission"
label = "admission"
subject = "student"
fields = [ { name = "by_school", type = "text" }, { name = "there", type = "bool" } ]
[[record]]
kind = "inspection"
label = "inspection"
subject = "school"
[[record]]
kind = "answer_slip"
label = "answer"
subject = "document"
fields = [ { name = "side", type = "text" } ]
[[fact]]
name = "days_gone"
type = "streak"
status = ["unexcused"]
whole_day = true
[[fact]]
name = "was_visited"
type = "exists"
record = "visit"
)";

const std::string foreign_page = "id = \"other\"\ntitle = \"other\"\n";

ReadRulebook meant(const std::string& meaning, const std::string& more = "") {
  return read_rulebook(std::vector<SourceFile>{
      {"more.toml", more}, {"names.toml", foreign_names}, {"rulebook.toml", foreign_page + "[meaning]\n" + meaning}});
}

constexpr const char* asks_for_teacher =
    "[[fact]]\nname = \"has_tutor\"\ntype = \"attribute\"\nattribute = "
    "\"has_class_teacher\"\n";

std::string form_with(const std::string& field) {
  return "[[form]]\nid = \"letter\"\ntitle = \"letter\"\nbody = \"{" + field + "}\"\n";
}

TEST_CASE("a rulebook says in words of its own who the class teacher is and what a refusal is") {
  const auto [book, problems, layers] = meant(
      "class_teacher = \"tutor\"\nrefusal = \"visit.answer.no\"\nrefusal_reached = \"visit.met\"\n"
      "reason = \"visit.cause\"\nunexcused_days = \"days_gone\"\nreceipt_line = \"side\"\n"
      "school_age_until = \"$grown_up\"\n",
      std::string(asks_for_teacher) + form_with("reason"));
  CHECK(places_of(problems) == "");
  CHECK(book.meaning.id(Meant::class_teacher) == "tutor");
  CHECK(book.meaning.find(Meant::refusal)->words() == "visit.answer.no");
  CHECK(book.meaning.field(Meant::refusal_reached) == "met");
  CHECK(book.meaning.field(Meant::reason) == "cause");
  CHECK(book.meaning.id(Meant::unexcused_days) == "days_gone");
  CHECK(book.meaning.id(Meant::school_age_until) == "grown_up");
  CHECK(book.meaning.find(Meant::refusal)->origin.line == 5);
  CHECK(book.meaning.find(Meant::transfer_in) == nullptr);
  CHECK(book.meaning.id(Meant::transfer_in) == "");
}

TEST_CASE("a name in [meaning] that is not there is reported with its place and the nearest right one") {
  struct {
    const char* meaning;
    const char* problem;
    const char* remedy;
  } const cases[] = {
      {"class_teacher = \"tuter\"\n", "unknown-role rulebook.toml:4:17", "是不是“tutor”？"},
      {"class_teacher = \"head\"\n", "meaning-type rulebook.toml:4:17", "请换成 at = \"school_class\" 的角色"},
      {"missing_register = \"no-register\"\n", "unknown-rule rulebook.toml:4:20", "规则集里还没有定义任何这样的名字"},
      {"unexcused_days = \"days_gon\"\n", "unknown-fact rulebook.toml:4:18", "是不是“days_gone”？"},
      {"transfer_out = \"leavers\"\n", "unknown-record rulebook.toml:4:16", "是不是“leaver”？"},
      {"refusal = \"vist.answer.no\"\n", "unknown-record rulebook.toml:4:11", "是不是“visit”？"},
      {"refusal = \"visit.anser.no\"\n", "unknown-field rulebook.toml:4:18", "是不是“answer”？"},
      {"refusal = \"visit.answer.noo\"\n", "unknown-choice rulebook.toml:4:25", "是不是“no”？"},
      {"reason = [\"visit.causes\"]\n", "unknown-field rulebook.toml:4:18", "是不是“cause”？"},
      {"receipt_line = \"cause\"\n", "unknown-field rulebook.toml:4:16", "可用的有：side"},
      {"school_age_until = \"$grown_upp\"\n", "unknown-parameter rulebook.toml:4:20", "是不是“grown_up”？"},
      {"school_age_until = 16\n", "wrong-type rulebook.toml:4:20", "这里要写\"$参数名\""},
      {"clas_teacher = \"tutor\"\n", "unknown-key rulebook.toml:4:1", "是不是“class_teacher”？"},
      {"refusal = \"visit.answer\"\n", "meaning-path rulebook.toml:4:11", "请写成 refusal = \"记录种类.栏目.选项\""},
      {"transfer_in = \"admission\"\ntransfer_in_school = \"by_school\"\n", "meaning-path rulebook.toml:5:22",
       "请写成 transfer_in_school = \"记录种类.栏目\""},
      {"transfer_in = \"admission\"\ntransfer_in_school = \"visit.cause\"\n", "meaning-path rulebook.toml:5:22",
       "transfer_in 写的是 admission"},
      {"refusal = \"visit.met.yes\"\n", "meaning-type rulebook.toml:4:18", "请换成选项（choice），或改它的类型"},
      {"unexcused_days = \"was_visited\"\n", "meaning-type rulebook.toml:4:18", "请换成整数（integer），或改它的类型"},
      {"transfer_out = \"inspection\"\n", "subject-mismatch rulebook.toml:4:16", "请改用关于学生的记录种类"},
  };
  for (const auto& one : cases) {
    CAPTURE(one.meaning);
    const Problems problems = meant(one.meaning).problems;
    CHECK(places_of(problems) == one.problem);
    CHECK(problems.front().remedy.zh == one.remedy);
    CHECK(problems.front().excerpt != "");
  }
}

TEST_CASE("a kind that is made from rosters must not require what no roster knows, or it would never be made") {
  const std::string kind = "[[record]]\nkind = \"death\"\nlabel = \"death\"\nsubject = \"student\"\n";
  const std::string proof = "fields = [ { name = \"proof\", type = \"text\"";
  CHECK(places_of(meant("death = \"death\"\n", kind + proof + " } ]\n").problems) == "");
  CHECK(places_of(meant("death = \"death\"\n", kind + proof + ", required = true } ]\n").problems) ==
        "sign-lacks-field more.toml:1:1");
}

TEST_CASE("a rulebook that asks for the class teacher and does not say who that is is refused where it asks") {
  const Problems problems = meant("", asks_for_teacher).problems;
  CHECK(places_of(problems) == "missing-meaning more.toml:1:1");
  CHECK(problems.front().what.zh == "事实“has_tutor”要用到“班主任”，规则集没有说明它是哪一个");
  CHECK(problems.front().remedy.en == "Add class_teacher = \"…\" to [meaning] in rulebook.toml");
}

TEST_CASE("the remedy names the role, fact or field that is most likely meant") {
  const std::string more = "[[role]]\nid = \"clas_teacher\"\nlabel = \"tutor\"\nat = \"school_class\"\n";
  CHECK(meant("", asks_for_teacher + more).problems.front().remedy.en ==
        "Add class_teacher = \"clas_teacher\" to [meaning] in rulebook.toml");
}

TEST_CASE("a form is refused if it would leave blank what no one said where to look for") {
  struct {
    const char* field;
    const char* problem;
  } const cases[] = {{"reason", "missing-meaning more.toml:1:1"},
                     {"persuasions", "missing-meaning more.toml:1:1"},
                     {"unexcused_days", "missing-meaning more.toml:1:1"},
                     {"family", ""},  // the roster knows the guardian
                     {"student", ""}};
  for (const auto& one : cases) {
    CAPTURE(one.field);
    CHECK(places_of(meant("", form_with(one.field)).problems) == one.problem);
  }
}

TEST_CASE("one mistake is reported once: a misspelt key is not missing as well, nor is what names nothing") {
  CHECK(places_of(meant("clas_teacher = \"tutor\"\n", asks_for_teacher).problems) == "unknown-key rulebook.toml:4:1");
  CHECK(places_of(meant("class_teacher = \"tuter\"\n", asks_for_teacher).problems) ==
        "unknown-role rulebook.toml:4:17");
  CHECK(places_of(meant("", asks_for_teacher + form_with("reason") +
                                "[[fact]]\nname = \"has_class_teacher\"\n"
                                "type = \"attribute\"\n")
                      .problems) == "missing-meaning more.toml:1:1\nmissing-meaning more.toml:5:1");
}

TEST_CASE("what belongs to a kind of record is of no use without it") {
  CHECK(places_of(meant("transfer_in_school = \"admission.by_school\"\n").problems) ==
        "missing-meaning rulebook.toml:4:1");
  CHECK(places_of(meant("roster_missing = \"leaver\"\n").problems) == "missing-meaning rulebook.toml:4:1");
}

TEST_CASE("an overlay may add a meaning, and may not change one") {
  const auto laid = [](const std::string& overlay) {
    return read_layers({{{"base/names.toml", foreign_names},
                         {"base/rulebook.toml", foreign_page + "[meaning]\nreason = \"visit.cause\"\n"}},
                        {{"local/rulebook.toml",
                          "overlay = \"other\"\ntitle = \"local\"\nreason = \"local\"\n[meaning]\n" + overlay}}});
  };
  const ReadRulebook added = laid("class_teacher = \"tutor\"\n");
  CHECK(places_of(added.problems) == "");
  CHECK(added.rulebook.meaning.id(Meant::class_teacher) == "tutor");
  CHECK(added.rulebook.is_overlaid(added.rulebook.meaning.find(Meant::class_teacher)->origin));
  CHECK(places_of(laid("reason = \"visit.answer\"\n").problems) == "duplicate-id local/rulebook.toml:5:1");
}

TEST_CASE("what the names mean is in rulebook.toml and nowhere else") {
  CHECK(places_of(meant("", "[meaning]\nreason = \"cause\"\n").problems) == "unknown-key more.toml:1:2");
}

}  // namespace
