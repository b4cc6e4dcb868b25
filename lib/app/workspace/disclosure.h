// Disclosure: how much an answer about children shows, and why. Full names leave the program for a reason only.
//
// Whoever asks for an answer says it with one of these, and it can be had in no other way: so no front end shows full
// names without a reason, and what lies in a file is masked as files are, whatever command it came from.
#pragma once

#include <optional>
#include <string>

#include "base/mask.h"

namespace ksbx {

// As a file an answer stays and travels; screens and pipes are for the eye.
enum class Leaves { for_the_eye, as_a_file };

// What a reader typed: --unmask, --reason, --mask.
struct Unmask {
  bool wanted = false;
  std::string reason = {};
  std::optional<std::string> level = {};  // strict, normal
};

class Disclosure {
 public:
  Disclosure() = default;  // masked normally
  // Throws Error (Failure::guard, "unmask-without-reason") for Masking::none and no reason.
  Disclosure(Masking masking, std::string reason = {});
  // What people fill in and bring back is useless without names.
  static Disclosure to_fill_in();

  Masking masking() const { return masking_; }
  operator Masking() const { return masking_; }
  const std::string& reason() const { return reason_; }

 private:
  Masking masking_ = Masking::normal;
  std::string reason_;
};

// Files are read by people who were never asked: strict, unless another level was named. Throws as Disclosure does;
// Failure::usage ("mask-and-unmask") for full names that are to be masked as well.
Disclosure disclosure(const Unmask& asked, Leaves leaves);

}  // namespace ksbx
