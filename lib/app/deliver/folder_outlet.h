// FolderOutlet: a folder of files as one outlet (app/report/outlet.h): it goes on record by the list of its files, which
// has the digest of each, and appears with it.
#pragma once

#include <string>
#include <utility>

#include "app/report/outlet.h"
#include "store/sqlite/draft_folder.h"

namespace ksbx {

class FolderOutlet final : public Outlet {
 public:
  // `list`: the name of the list in the folder, which is written last.
  FolderOutlet(DraftFolder& folder, std::string list, std::string name_on_record)
      : folder_(folder), list_(std::move(list)), name_on_record_(std::move(name_on_record)) {}

  Leaves leaves() const override { return Leaves::as_a_file; }
  std::string name_on_record() const override { return name_on_record_; }
  bool is_known() const override { return false; }
  void write(std::string_view bytes) override { folder_.write(list_, bytes); }
  void keep() override { folder_.keep(); }

 private:
  DraftFolder& folder_;
  std::string list_;
  std::string name_on_record_;
};

}  // namespace ksbx
