#include "policy/ledger/follow_up.h"

#include <doctest/doctest.h>

#include "policy/ledger/verdict.h"
#include "policy/small_world.h"

namespace ksbx {
namespace {

// Nights of one pupil under the small rules, where the first day without reason is reported on both lines.
struct Correspondence {
  SmallRules rules;
  Calendar calendar = plain_calendar();
  Organisation organisation = small_city();
  Books books;
  std::optional<Day> muted_until;

  Correspondence() {
    rules.book.forms = {{"letter",
                         {"情况报告", "report"},
                         "{correction}\n学生：{student}\n家庭：{family}\n请组织劝导。\n{date}\n",
                         {}}};
    for (Rule& rule : rules.book.rules)
      if (rule.id == "day-one")
        rule.duties.front().document =
            DocumentOrder{"letter", {Line::government, Line::education}, {"town", "education_bureau"}, {"family"}};
    std::erase_if(rules.book.rules, [](const Rule& rule) { return rule.id != "day-one"; });
    RecordKind pause;
    pause.kind = "pause";
    pause.mutes_until = "until";
    rules.book.records.push_back(pause);
  }

  // What went out in the night of that day: "G1 original; E1 original".
  std::string night(const Told& told, const char* judged) {
    const Day on = day(judged);
    const Judge judge(rules.book, calendar, organisation, on);
    const std::size_t before = books.ledger.documents.size();
    Told paused = told;
    if (muted_until) paused.record("pause", judged, "principal", {{"until", *muted_until}});
    Verdict verdict =
        verdict_of(judge, paused.history, books.ledger, Pauses(rules.book, organisation, {}), {on, on, on});
    issue_in_order(verdict.later_documents, [&](Document document) { return issue(std::move(document)); });
    const std::size_t so_far = books.ledger.duties.size();
    books.apply(verdict.plan);
    for (std::size_t i = 0; i < verdict.first_documents.size(); ++i)
      for (Document& document : verdict.first_documents[i]) {
        document.duty = books.ledger.duties[so_far + i].id;
        issue(std::move(document));
      }
    std::string sent;
    for (std::size_t i = before; i < books.ledger.documents.size(); ++i)
      sent += (sent.empty() ? "" : "; ") + words(books.ledger.documents[i]);
    return sent;
  }
  Document issue(Document document) {
    const bool town = document.line == Line::government;
    document.number = (town ? "G" : "E") + std::to_string(++(town ? last_government : last_education));
    return books.ledger.documents.emplace_back(std::move(document));
  }
  static std::string words(const Document& document) {
    return document.number + " " + std::string(name_of(document.kind)) +
           (document.corrects.empty() ? "" : " of " + document.corrects);
  }
  const Document& last() const { return books.ledger.documents.back(); }
  const Document& last_but_one() const { return books.ledger.documents[books.ledger.documents.size() - 2]; }

  int last_government = 0, last_education = 0;
};

Told with_family(Told told) {
  told.history.student->guardian = "张三";
  return told;
}

const Told absent_once = with_family(pupil().absent("2026-11-17"));
const Told excused_once = with_family(pupil().excused("2026-11-17"));

TEST_CASE("each time the cause goes and comes back the receivers hear it, in a chain without an end") {
  Correspondence letters;
  CHECK(letters.night(absent_once, "2026-11-17") == "G1 original; E1 original");
  CHECK(letters.night(excused_once, "2026-11-18") == "G2 withdrawal of G1; E2 withdrawal of E1");
  CHECK(letters.night(absent_once, "2026-11-19") == "G3 reinstatement of G2; E3 reinstatement of E2");
  CHECK(letters.night(excused_once, "2026-11-20") == "G4 withdrawal of G3; E4 withdrawal of E3");
  CHECK(letters.night(absent_once, "2026-11-23") == "G5 reinstatement of G4; E5 reinstatement of E4");
  CHECK(letters.night(absent_once, "2026-11-24") == "");
  CHECK(letters.last().hash == letters.last_but_one().hash);
}

TEST_CASE("a withdrawal says what it withdraws, why and what to do now, and nothing of what the report asked for") {
  Correspondence letters;
  letters.night(absent_once, "2026-11-17");
  letters.night(excused_once, "2026-11-18");
  const Document& withdrawal = letters.last();
  CHECK(withdrawal.content ==
        "关于撤回《情况报告》的通知\n\n"
        "2026年11月17日签发的《情况报告》（编号：G1、E1）自即日起撤回。\n"
        "涉及学生：学生甲\n"
        "撤回原因：按2026年11月18日已知的考勤和记录，条件不再成立；现为 0。\n\n"
        "请停止按上述文书开展的工作；已经布置下去的，一并通知停止。上述文书和已经形成的签收、办理记录照原样存档，不得销"
        "毁；"
        "其他文书和任务不受影响。情况再次成立的，另行发文恢复。\n\n"
        "青石中学\n2026年11月18日\n");
  CHECK(withdrawal.hash == letters.last_but_one().hash);
  CHECK(withdrawal.addressee == Units::bureau);
  CHECK(letters.last_but_one().addressee == Units::town);
  CHECK(withdrawal.missing.empty());
}

TEST_CASE("a reinstatement names the report and its withdrawal, and gives the facts as they are now") {
  Correspondence letters;
  letters.night(pupil().absent("2026-11-17"), "2026-11-17");
  letters.night(pupil().excused("2026-11-17"), "2026-11-18");
  letters.night(absent_once, "2026-11-19");
  CHECK(letters.last().content ==
        "关于恢复《情况报告》的通知\n\n"
        "2026年11月17日签发的《情况报告》（编号：G1、E1）曾于2026年11月18日撤回（撤回文书编号：G2、E2）。"
        "现情况重新成立，该文书恢复有效，请按下列情况办理并重新签收。\n\n"
        "学生：学生甲\n家庭：监护人张三。\n请组织劝导。\n2026年11月19日\n");
  CHECK(letters.last().missing.empty());
}

TEST_CASE("a report that went out incomplete is followed by its whole; a withdrawal then withdraws both") {
  Correspondence letters;
  letters.night(pupil().absent("2026-11-17"), "2026-11-17");
  CHECK(letters.last().missing == std::vector<std::string>{"family"});
  CHECK(letters.night(absent_once, "2026-11-18") == "G2 supplement of G1; E2 supplement of E1");
  CHECK(letters.last().content.starts_with("补报：2026年11月17日报送的本报告有尚未查明的内容，现补报全文。\n"));
  CHECK(letters.night(excused_once, "2026-11-19") == "G3 withdrawal of G2; E3 withdrawal of E2");
  CHECK(letters.last().content.find("2026年11月17日签发、2026年11月18日补报的《情况报告》（编号：G1、G2、E1、E2）") !=
        std::string::npos);
}

TEST_CASE("what was told and is otherwise is corrected on both lines, once, with what was and what is") {
  Correspondence letters;
  letters.night(absent_once, "2026-11-17");
  CHECK(letters.night(absent_once, "2026-11-18") == "");
  Told other = absent_once;
  other.history.student->name = "学生乙";
  CHECK(letters.night(other, "2026-11-19") == "G2 correction of G1; E2 correction of E1");
  CHECK(letters.last().content ==
        "关于更正《情况报告》的通知\n\n"
        "2026年11月17日签发的《情况报告》（编号：G1、E1）的下列内容更正，以本通知为准，请重新签收：\n"
        "学生姓名：原为“学生甲”，现为“学生乙”\n更正后的全文如下。\n\n"
        "学生：学生乙\n家庭：监护人张三。\n请组织劝导。\n2026年11月19日\n");
  CHECK(letters.last().hash == letters.last_but_one().hash);
  CHECK(letters.night(other, "2026-11-20") == "");
}

TEST_CASE("who moves to another town is reported there; the former town is released, and told no more about him") {
  Correspondence letters;
  letters.night(absent_once, "2026-11-17");
  Told moved = absent_once;
  moved.history.student->residence = Units::other_village;
  CHECK(letters.night(moved, "2026-11-18") == "G2 release of G1; G3 correction of G2; E2 correction of E1");
  const Document& release = letters.books.ledger.documents[2];
  CHECK(release.addressee == Units::town);
  CHECK(release.content.find("家庭") == std::string::npos);
  CHECK(letters.books.ledger.documents[3].addressee == Units::other_town);
  CHECK(letters.books.ledger.documents[3].hash == letters.last().hash);
  CHECK(letters.night(moved, "2026-11-19") == "");
  CHECK(letters.night(absent_once, "2026-11-20") == "G4 release of G3; G5 correction of G4; E3 correction of E2");
}

TEST_CASE("during a pause no one hears that a report holds again; when it ends they do") {
  Correspondence letters;
  letters.night(absent_once, "2026-11-17");
  letters.night(excused_once, "2026-11-18");
  letters.muted_until = day("2026-11-20");
  CHECK(letters.night(absent_once, "2026-11-19") == "");
  CHECK(letters.night(absent_once, "2026-11-20") == "");
  letters.muted_until.reset();
  CHECK(letters.night(absent_once, "2026-11-23") == "G3 reinstatement of G2; E3 reinstatement of E2");
}

TEST_CASE("what an older ksbx left untrue is put right by the next night, on the line where it is untrue") {
  Correspondence letters;
  letters.night(absent_once, "2026-11-17");
  letters.night(excused_once, "2026-11-18");
  letters.books.ledger.duties.front().state = DutyState::open;  // back in force, and no one was informed
  CHECK(letters.night(absent_once, "2026-11-19") == "G3 reinstatement of G2; E3 reinstatement of E2");
  letters.books.ledger.documents.pop_back();
  CHECK(letters.night(absent_once, "2026-11-19") == "E4 reinstatement of E2");
}

TEST_CASE("what was signed before the withdrawal does not prove that the reinstated report was received") {
  Correspondence letters;
  for (Rule& rule : letters.rules.book.rules)
    for (DutyItem& item : rule.duties) item.done_by.clear();
  letters.night(absent_once, "2026-11-17");
  letters.night(excused_once, "2026-11-18");
  Told told = absent_once;
  const auto receive = [&](const char* number, const char* on) {
    told.record("receipt", on, "town").history.records.back().document = number;
  };
  for (const char* number : {"G1", "E1", "G2", "E2"}) receive(number, "2026-11-18");
  letters.night(told, "2026-11-19");
  letters.night(told, "2026-11-20");
  CHECK(letters.books.ledger.duties.front().state == DutyState::open);
  receive("G3", "2026-11-20");
  receive("E3", "2026-11-23");
  letters.night(told, "2026-11-23");
  CHECK(letters.books.ledger.duties.front().state == DutyState::done);
  CHECK(letters.books.ledger.duties.front().done == day("2026-11-23"));
}

TEST_CASE("a report whose form is no longer in the rules is still withdrawn, and never made whole") {
  Correspondence letters;
  letters.night(pupil().absent("2026-11-17"), "2026-11-17");
  letters.rules.book.forms.clear();
  CHECK(letters.night(absent_once, "2026-11-18") == "");
  letters.rules.book.rules.clear();
  CHECK(letters.night(absent_once, "2026-11-19") == "G2 withdrawal of G1; E2 withdrawal of E1");
  CHECK(
      letters.last().content.starts_with("关于撤回《letter》的通知\n\n2026年11月17日签发的《letter》（编号：G1、E1）自"
                                         "即日起撤回。\n撤回原因：规则“day-one”已停用。\n"));
}

TEST_CASE("a withdrawal names no pupil whom the report did not name") {
  Correspondence letters;
  letters.rules.book.forms.front().body = "{correction}\n一名学生\n{date}\n";
  for (Rule& rule : letters.rules.book.rules) rule.duties.front().document->must_include.clear();
  letters.night(absent_once, "2026-11-17");
  letters.night(excused_once, "2026-11-18");
  CHECK(letters.last().content.find("学生甲") == std::string::npos);
}

}  // namespace
}  // namespace ksbx
