// MessageLimit: a file in which every row has the same mistake is reported with a hundred of them, and the counts say
// how many there were.
#pragma once

#include <map>
#include <string>

namespace ksbx {

class MessageLimit {
 public:
  // Is this one of the first hundred with that code?
  bool takes(const std::string& code) { return met_[code]++ < 100; }

 private:
  std::map<std::string, int> met_;
};

}  // namespace ksbx
