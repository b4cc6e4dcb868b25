// XmlReader: XML as a stream of events, paused wherever the reader of the rows wants to. The door to expat.
//
// Only what spreadsheets write is taken: no DOCTYPE, so no entities; elements at most 64 deep; no single tag of more
// than 1 MiB. So memory is bounded whatever the file holds. Names come without their prefix: some writers write
// <x:row>, others <row>.
#pragma once

#include <cstddef>
#include <exception>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "files/input/archive.h"

struct XML_ParserStruct;

namespace ksbx {

class XmlAttributes {
 public:
  // Names and values in turn, and a nullptr.
  explicit XmlAttributes(const char** pairs) : pairs_(pairs) {}
  // The value of that attribute, entities undone; nullptr if it is not there.
  const char* find(std::string_view name) const;
  std::string_view operator[](std::string_view name) const;  // empty if it is not there

 private:
  const char** pairs_;
};

// What comes of a document, in its order. Views are valid during the call. What a function throws comes out of
// advance().
class XmlHandler {
 public:
  enum class Flow { go_on, pause };
  virtual ~XmlHandler() = default;
  virtual void begin(std::string_view element, const XmlAttributes& attributes) = 0;
  virtual void words(std::string_view text) = 0;  // perhaps in several pieces
  virtual Flow end(std::string_view element) = 0;
};

class XmlReader {
 public:
  static constexpr int deepest = 64;
  static constexpr std::size_t longest_tag = 1024 * 1024;

  // `file`: its name in messages.
  XmlReader(std::unique_ptr<ArchivePart> part, std::string file, XmlHandler& handler);
  XmlReader(const XmlReader&) = delete;
  XmlReader& operator=(const XmlReader&) = delete;
  ~XmlReader();

  // Reads until the handler pauses: true; or to the end: false. Throws Error (Failure::input): E_XLSX where this is no
  // XML, or deeper or longer than above; E_DOCTYPE; and what ArchivePart::read throws.
  bool advance();

 private:
  struct Calls;  // what expat calls
  enum class State { reading, paused, finished };

  bool parse(int status);
  [[noreturn]] void refuse();

  std::unique_ptr<ArchivePart> part_;
  std::string file_;
  XmlHandler& handler_;
  std::unique_ptr<XML_ParserStruct, void (*)(XML_ParserStruct*)> parser_;
  std::vector<char> block_;
  State state_ = State::reading;
  bool last_block_ = false;
  int depth_ = 0;
  std::size_t since_event_ = 0;  // bytes given to expat since it last called
  std::exception_ptr thrown_;    // by a call, while expat was on the stack
};

// Reads a whole document through `handler`, which never pauses.
void read_xml(std::unique_ptr<ArchivePart> part, const std::string& file, XmlHandler& handler);

}  // namespace ksbx
