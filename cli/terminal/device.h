// Device: an output that is no regular file, a terminal, a pipe or /dev/null, written to as it is.
#pragma once

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

namespace ksbx {

class Device {
 public:
  // A pipe with a name is waited for two seconds until someone reads it, not for ever. Throws Error (Failure::output,
  // "unwritable"; "no-reader").
  explicit Device(std::string path);

  void write(std::string_view bytes);
  void close();

 private:
  struct Close {
    void operator()(std::FILE* stream) const { std::fclose(stream); }
  };
  std::string path_;
  std::unique_ptr<std::FILE, Close> stream_;
};

}  // namespace ksbx
