// What a reader may ask of any report: which rows, which columns, in what order, grouped how, compared with which
// period, drawn as which picture.
#pragma once

#include <optional>
#include <string>

#include "app/report/report.h"
#include "cli/words/options.h"

namespace ksbx {

class ReportOptions {
 public:
  // --for --where --group-by --by --sort --limit --columns --period --compare --chart --codes
  void declare(Options& options);
  void put_into(ReportRequest& request) const;

 private:
  Shape shape_;
  std::optional<std::string> whom_;
  std::optional<std::string> by_;
  std::optional<std::string> period_;
  std::optional<std::string> compare_;
  std::optional<std::string> chart_;
  bool codes_ = false;
};

}  // namespace ksbx
