#include "files/shape/register_shape.h"

#include <algorithm>
#include <utility>

#include "files/shape/register_rows.h"

namespace ksbx {
namespace {

Layout attendance_layout() {
  for (Layout& layout : layouts({}))
    if (layout.kind == RosterKind::attendance) return std::move(layout);
  return {};
}

class RegisterShape : public TableShape {
 public:
  explicit RegisterShape(RegisterTable table) : table_(std::move(table)) {}

  std::string_view layout() const override { return name_of(RosterKind::attendance); }
  Text label() const override { return text("日期横排的班级考勤表", "class register with days across"); }
  std::unique_ptr<ShapedRows> read(std::unique_ptr<RowSource> rows) const override {
    return std::make_unique<RegisterRows>(table_, std::move(rows));
  }
  Text described() const override { return {}; }

 private:
  RegisterTable table_;
};

}  // namespace

std::unique_ptr<TableShape> find_register(const TableTop& top) {
  static const Layout attendance = attendance_layout();
  for (std::size_t i = 0; i < top.rows.size(); ++i)
    if (register_heading(std::span(top.rows).subspan(i), attendance, top.mapping))
      return std::make_unique<RegisterShape>(
          RegisterTable{top.file, top.worksheet, attendance, top.mapping, top.given, top.today});
  return nullptr;
}

}  // namespace ksbx
