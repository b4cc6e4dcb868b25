// Outlet: where the bytes of an answer go, as a front end knows it: a file given to -o, a screen, a pipe.
#pragma once

#include <string>
#include <string_view>

#include "app/workspace/disclosure.h"

namespace ksbx {

class Outlet {
 public:
  Outlet() = default;
  Outlet(const Outlet&) = delete;
  Outlet& operator=(const Outlet&) = delete;
  virtual ~Outlet() = default;  // of what was not kept, nothing has been in the file

  virtual Leaves leaves() const = 0;
  // By what the export log knows the place (app/report/exports.h); empty if the place has no name of ours.
  virtual std::string name_on_record() const = 0;
  // Is the place in the export log already, or no file at all?
  virtual bool is_known() const = 0;

  // Throws Error (Failure::output).
  virtual void write(std::string_view bytes) = 0;
  // The file appears, whole and under its name. Once, after the last byte.
  virtual void keep() = 0;
};

}  // namespace ksbx
