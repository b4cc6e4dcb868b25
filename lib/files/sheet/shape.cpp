#include "files/sheet/shape.h"

#include <utility>

namespace ksbx {
namespace {

class ReplayedRows : public RowSource {
 public:
  ReplayedRows(std::vector<TopRow> first, std::unique_ptr<RowSource> rest)
      : first_(std::move(first)), rest_(std::move(rest)) {}

  bool next(RawRow& row) override {
    if (next_ < first_.size()) {
      lay_out(first_[next_++], row);
      return true;
    }
    return rest_->next(row);
  }

 private:
  std::vector<TopRow> first_;
  std::size_t next_ = 0;
  std::unique_ptr<RowSource> rest_;
};

}  // namespace

std::unique_ptr<RowSource> replayed(std::vector<TopRow> first, std::unique_ptr<RowSource> rest) {
  return std::make_unique<ReplayedRows>(std::move(first), std::move(rest));
}

}  // namespace ksbx
