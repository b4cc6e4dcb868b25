#include "app/report/take_out.h"

#include "app/office.h"
#include "base/digest.h"

using namespace ksbx;

namespace {

const Table two_children = {"list",
                            text("名单", "list"),
                            {{"pupil", text("学生", "pupil")}},
                            {{Cell{std::string("钱试二")}}, {Cell{std::string("孙试三")}}}};
const std::string two_as_csv = "pupil\n钱试二\n孙试三\n";

// An outlet that counts the entries of the journal whenever something of the answer is seen.
class WatchedOutlet final : public Outlet {
 public:
  WatchedOutlet(Office& office, Leaves leaves) : office_(office), leaves_(leaves) {}

  Leaves leaves() const override { return leaves_; }
  std::string name_on_record() const override { return "place"; }
  bool is_known() const override { return known; }
  void write(std::string_view some) override {
    if (bytes.empty()) entries_when_written = office_.entries();
    bytes += some;
  }
  void keep() override {
    kept = true;
    entries_when_kept = office_.entries();
  }

  std::string bytes;
  bool kept = false, known = true;
  std::int64_t entries_when_written = -1, entries_when_kept = -1;

 private:
  Office& office_;
  Leaves leaves_;
};

// The office's log, and one in which no entry can be made because of that.
struct OfficeLog {
  explicit OfficeLog(Office& office, std::string refusal = {}) {
    log.occasion = office.on("2026-11-17").occasion();
    log.open = [&office, why = std::move(refusal)] {
      if (!why.empty()) throw Error(Failure::database, why, text("不行", "no"), {});
      return open_store(office.folder.file("ksbx.db"), Access::write, std::chrono::milliseconds(0));
    };
    log.unrecorded = [this] { ++unrecorded; };
  }
  ExportLog log;
  int unrecorded = 0;
};

RowStream in_pieces(const Table& table) {
  return [&table](const TakeRows& take) {
    Table rest{table.name, table.title, table.columns, {}};
    for (const TableRow& row : table.rows) take({table.name, table.title, table.columns, {row}});
    return rest;
  };
}

Export taken_as(Masking masking) {
  return {"report", "list", {masking, "家访"}};
}

}  // namespace

TEST_CASE("a list of children is on record before its file appears, whole or in pieces") {
  Office office;
  const OfficeLog log(office);
  for (const bool whole : {true, false}) {
    CAPTURE(whole);
    const std::int64_t before = office.entries();
    WatchedOutlet file(office, Leaves::as_a_file);
    if (whole)
      take_out(log.log, file, {Format::csv}, two_children, taken_as(Masking::strict));
    else
      take_out(log.log, file, {Format::csv}, in_pieces(two_children), taken_as(Masking::strict));
    CHECK(file.bytes == two_as_csv);
    CHECK(file.entries_when_kept == before + 1);
    CHECK(office.entries() == before + 1);
    const std::string entry = office.rows("SELECT event, subject, detail FROM journal ORDER BY seq DESC LIMIT 1");
    CHECK(entry.starts_with("report.exported,list,"));
    for (const std::string& told : {sha256_hex(two_as_csv), std::string("place"), std::string("csv")})
      CHECK(entry.find(told) != std::string::npos);
  }
}

TEST_CASE("full names are on record before the first of them is shown, and not twice") {
  Office office;
  const OfficeLog log(office);
  for (const bool whole : {true, false}) {
    CAPTURE(whole);
    const std::int64_t before = office.entries();
    WatchedOutlet screen(office, Leaves::for_the_eye);
    if (whole)
      take_out(log.log, screen, {Format::csv}, two_children, taken_as(Masking::none));
    else
      take_out(log.log, screen, {Format::csv}, in_pieces(two_children), taken_as(Masking::none));
    CHECK(screen.bytes == two_as_csv);
    CHECK(screen.entries_when_written == before + 1);
    CHECK(office.entries() == before + 1);
    CHECK(office.rows("SELECT event FROM journal ORDER BY seq DESC LIMIT 1") == "report.unmasked\n");
  }
}

TEST_CASE("what is masked may be looked at without an entry") {
  Office office;
  const OfficeLog log(office);
  const std::int64_t before = office.entries();
  WatchedOutlet screen(office, Leaves::for_the_eye);
  take_out(log.log, screen, {Format::csv}, in_pieces(two_children), taken_as(Masking::normal));
  CHECK(screen.kept);
  CHECK(office.entries() == before);
}

TEST_CASE("where no entry can be made no file appears and no full name is shown") {
  Office office;
  const OfficeLog busy(office, "database-busy");
  WatchedOutlet file(office, Leaves::as_a_file);
  CHECK(refusal([&] { take_out(busy.log, file, {Format::csv}, two_children, taken_as(Masking::strict)); }) ==
        "database-busy");
  CHECK(refusal([&] { take_out(busy.log, file, {Format::csv}, in_pieces(two_children), taken_as(Masking::strict)); }) ==
        "database-busy");
  CHECK_FALSE(file.kept);
  WatchedOutlet screen(office, Leaves::for_the_eye);
  CHECK(refusal([&] { take_out(busy.log, screen, {Format::csv}, in_pieces(two_children), taken_as(Masking::none)); }) ==
        "database-busy");
  CHECK(screen.bytes.empty());
}

TEST_CASE(
    "a person who may only read exports masked lists, with a note that they are not on record, and no full names") {
  Office office;
  const OfficeLog reader(office, "database-permission");
  WatchedOutlet file(office, Leaves::as_a_file);
  take_out(reader.log, file, {Format::csv}, two_children, taken_as(Masking::strict));
  CHECK(file.kept);
  CHECK(reader.unrecorded == 1);
  WatchedOutlet full(office, Leaves::as_a_file);
  CHECK(refusal([&] { take_out(reader.log, full, {Format::csv}, two_children, taken_as(Masking::none)); }) ==
        "database-permission");
  CHECK_FALSE(full.kept);
}

TEST_CASE("a rehearsal, and a command that changed nothing, leave an entry only of full names or of a new file") {
  Office office;
  const OfficeLog log(office);
  const Table nothing{"list", {}, two_children.columns, {}};
  struct Case {
    const Table& changes;
    Keep keep;
    Masking masking;
    bool known;
    std::int64_t entries;
  };
  for (const Case& each :
       {Case{two_children, Keep::changes, Masking::normal, true, 1},
        Case{two_children, Keep::nothing, Masking::normal, true, 0},
        Case{nothing, Keep::changes, Masking::normal, true, 0}, Case{nothing, Keep::changes, Masking::normal, false, 1},
        Case{two_children, Keep::nothing, Masking::none, true, 1}}) {
    CAPTURE(each.entries);
    const std::int64_t before = office.entries();
    WatchedOutlet file(office, Leaves::as_a_file);
    file.known = each.known;
    take_out_changes(log.log, file, {Format::csv}, each.changes, each.keep, taken_as(each.masking));
    CHECK(file.kept);
    CHECK(office.entries() == before + each.entries);
  }
}
