// RosterClaims: which rows of all rosters of one call claim one child, by id number or 学籍号.
//
// Two rows of one roster that claim one child with other words contradict each other, and neither wins
// (app/import/row_conflicts.h). So do rows of two rosters of one call: a child on the rolls of two schools is what an
// education office looks for. Lines are counted through all rosters of the call. What shows only when an earlier roster
// is entered already comes too late: the caller drops what was taken and takes all rosters again, and now it is known.
//
// With `--each` every file is committed before the next is read, and stays. There the later row is rejected.
//
// But two rows of which name and birthday both differ are two children of whom one has the other's number, a slip of
// the hand or a column that was dragged down: both are kept without it.
//
// Keys are kept in bounded memory (store/spill/key_map.h). The first half is for the thread that reads rows, the second
// for the one that stores them.
#pragma once

#include <bitset>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "files/sheet/columns.h"
#include "store/spill/key_map.h"

namespace ksbx {

class RosterClaims {
 public:
  enum class Earlier { may_be_dropped, is_committed };
  // `rosters`: how many there will be. `folder`: where the keys of many lines may lie.
  RosterClaims(std::size_t rosters, const std::string& folder, Earlier earlier)
      : earlier_(earlier),
        rosters_(rosters),
        firsts_(folder),
        others_(folder),
        doubtful_(folder),
        said_(folder),
        apart_(folder) {}

  // A roster begins. `name`: in messages. `columns`: those that it has.
  void begin(std::string name, const std::bitset<column_names>& columns);
  // How many rosters were begun. Those from the n-th on were refused: they claim no one.
  std::size_t begun() const { return begun_; }
  void drop_from(std::size_t n);
  // All rosters again, from the first.
  void begin_again();

  // Whether the roster begun last is the last one of the call.
  bool is_at_last() const { return begun_ == rosters_; }

  // A line of the roster at hand as it is counted here: when it is read, and later. And whether a line is of that one.
  std::int64_t count_line(int line);
  std::int64_t line_of(int line) const { return at_hand().base + line; }
  bool is_at_hand(std::int64_t line) const { return &file_of(line) == &at_hand(); }

  // What is kept of a line under each of its keys.
  struct Claim {
    std::int64_t line = 0;     // 0: no one claims it
    bool usual_xueji = false;  // the 学籍号 of the line is a G before its id number
    bool has_id = false;       // it has an id number
    std::int64_t print = 0;    // the lower end of its fingerprint
    std::int64_t packed() const;
    static Claim unpacked(std::int64_t value);
  };
  static std::int64_t print_of(std::int64_t fingerprint);
  // The first claim to the key, which may be this one; and the first so far. Of rosters that were refused none counts.
  Claim note(std::int64_t key, const Claim& claim);
  Claim find(std::int64_t key) const;

  // Two lines claim one child with other words. False if that was known.
  bool contradict(std::int64_t one, std::int64_t other);
  std::int64_t contradicted_by(std::int64_t line) const { return others_.find(key_of(line)); }  // 0: by none
  // Another child has the 学籍号 of the line, too. False if that was known.
  bool doubt_xueji(std::int64_t line);
  bool has_doubtful_xueji(std::int64_t line) const { return doubtful_.find(key_of(line)) != 0; }
  // What is said of a line of an earlier roster, though it was taken: false if that stays.
  bool take_back();

  // What a line that is contradicted says of its child, for comparing it with the other one: fingerprints.
  struct Said {
    std::int64_t name = 0, birth = 0, id_number = 0;  // 0: nothing
    std::int64_t packed() const;
    static Said unpacked(std::int64_t value);
  };
  // Two lines with one number are two children: both lose the number, and contradict each other no more.
  enum class Number { none, id_number, xueji };
  void note_said(std::int64_t line, const Said& said);
  void set_apart(std::int64_t line, Number number);
  Number doubtful_number(std::int64_t line) const;

  // No line of the roster is looked at any more.
  void stop_looking() {
    if (is_at_last()) firsts_.clear();
  }

  // The row was taken as it stands; was it?
  void note_taken(std::int64_t line);
  bool was_taken(std::int64_t line) const;
  // A row says something else than the one of an earlier roster that was taken. False if the earlier one stays; then
  // this one is to be rejected now, and otherwise both are when all is taken again.
  bool disagree(std::int64_t earlier, std::int64_t line);
  // Whether all must be taken again. Asked when a roster is read to its end.
  bool came_too_late() const { return came_too_late_ || !disagreeing_.empty(); }

  const std::bitset<column_names>& columns_of(std::int64_t line) const { return file_of(line).columns; }
  const std::string& name_of(std::int64_t line) const { return file_of(line).name; }
  int number_of(std::int64_t line) const { return static_cast<int>(line - file_of(line).base); }

 private:
  struct File {
    std::string name;
    std::bitset<column_names> columns;
    std::int64_t base = 0;  // before its first line
    bool dropped = false;
  };
  static std::int64_t key_of(std::int64_t line) { return joined(line, 0); }
  const File& file_of(std::int64_t line) const;
  const File& at_hand() const { return files_[begun_ - 1]; }
  File& at_hand() { return files_[begun_ - 1]; }

  Earlier earlier_;
  std::size_t rosters_;
  std::vector<File> files_;  // all that were begun, also before all were begun again
  std::size_t begun_ = 0;
  std::int64_t last_ = 0;  // the last line so far
  KeyMap firsts_;          // the first claim of each id number, each 学籍号, and each row that has neither
  KeyMap others_;          // of each line that is contradicted: the other
  KeyMap doubtful_;        // lines of which the 学籍号 is another child's, too
  KeyMap said_;            // of lines that are contradicted: what they say
  KeyMap apart_;           // of those that are children of their own: the number in doubt
  bool came_too_late_ = false;

  std::vector<bool> taken_;
  std::vector<std::pair<std::int64_t, std::int64_t>> disagreeing_;
};

}  // namespace ksbx
