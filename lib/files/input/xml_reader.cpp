#include "files/input/xml_reader.h"

#include <expat.h>

#include <utility>

#include "base/problem.h"

namespace ksbx {
namespace {

constexpr std::size_t xml_block = 64 * 1024;

std::string_view without_prefix(std::string_view name) {
  return name.substr(name.rfind(':') + 1);  // npos + 1 is 0
}

}  // namespace

const char* XmlAttributes::find(std::string_view name) const {
  for (const char** pair = pairs_; *pair != nullptr; pair += 2)
    if (without_prefix(*pair) == name) return pair[1];
  return nullptr;
}

std::string_view XmlAttributes::operator[](std::string_view name) const {
  const char* value = find(name);
  return value == nullptr ? std::string_view{} : std::string_view(value);
}

struct XmlReader::Calls {
  // Nothing may be thrown through expat, which is C: it is stopped, and advance() throws.
  template <class Action>
  static void guarded(XmlReader& reader, Action action) {
    reader.since_event_ = 0;
    try {
      action();
    } catch (...) {
      reader.thrown_ = std::current_exception();
      XML_StopParser(reader.parser_.get(), XML_FALSE);
    }
  }

  static void begin(void* user, const char* name, const char** attributes) {
    auto& reader = *static_cast<XmlReader*>(user);
    guarded(reader, [&] {
      if (++reader.depth_ > deepest) reader.refuse();
      reader.handler_.begin(without_prefix(name), XmlAttributes(attributes));
    });
  }

  static void end(void* user, const char* name) {
    auto& reader = *static_cast<XmlReader*>(user);
    guarded(reader, [&] {
      --reader.depth_;
      if (reader.handler_.end(without_prefix(name)) != XmlHandler::Flow::pause) return;
      reader.state_ = State::paused;
      XML_StopParser(reader.parser_.get(), XML_TRUE);
    });
  }

  static void words(void* user, const char* text, int length) {
    auto& reader = *static_cast<XmlReader*>(user);
    guarded(reader, [&] { reader.handler_.words({text, static_cast<std::size_t>(length)}); });
  }

  static void doctype(void* user, const char*, const char*, const char*, int) {
    auto& reader = *static_cast<XmlReader*>(user);
    guarded(reader, [&] {
      throw Error(
          Failure::input,
          {Problem{Severity::error,
                   "E_DOCTYPE",
                   {reader.file_, 0, 0},
                   text("工作簿里有 DOCTYPE 声明，表格软件不会这样写，可能是恶意文件。",
                        "the workbook has a DOCTYPE, which no spreadsheet program writes: it may be malicious"),
                   text("请不要使用这个文件，向发送人核实来源。", "Do not use it; ask the sender where it is from.")}});
    });
  }

  static void anything_else(void* user, const char*, int) { static_cast<XmlReader*>(user)->since_event_ = 0; }
};

XmlReader::XmlReader(std::unique_ptr<ArchivePart> part, std::string file, XmlHandler& handler)
    : part_(std::move(part)),
      file_(std::move(file)),
      handler_(handler),
      parser_(XML_ParserCreate(nullptr), XML_ParserFree),
      block_(xml_block) {
  XML_SetUserData(parser_.get(), this);
  XML_SetElementHandler(parser_.get(), Calls::begin, Calls::end);
  XML_SetCharacterDataHandler(parser_.get(), Calls::words);
  XML_SetStartDoctypeDeclHandler(parser_.get(), Calls::doctype);
  XML_SetDefaultHandler(parser_.get(), Calls::anything_else);
}

XmlReader::~XmlReader() = default;

bool XmlReader::advance() {
  if (state_ == State::paused) {
    state_ = State::reading;
    if (parse(XML_ResumeParser(parser_.get()))) return true;
  }
  while (state_ == State::reading && !last_block_) {
    const std::size_t got = part_->read(block_);
    last_block_ = got == 0;
    since_event_ += got;
    if (since_event_ > longest_tag) refuse();
    if (parse(XML_Parse(parser_.get(), block_.data(), static_cast<int>(got), last_block_))) return true;
  }
  state_ = State::finished;
  return false;
}

// Whether the handler paused.
bool XmlReader::parse(int status) {
  if (thrown_) {
    state_ = State::finished;
    std::rethrow_exception(std::exchange(thrown_, nullptr));
  }
  if (status == XML_STATUS_ERROR) refuse();
  return status == XML_STATUS_SUSPENDED;
}

void XmlReader::refuse() {
  state_ = State::finished;
  refuse_workbook(
      file_, 0,
      text("工作簿内部的内容已损坏，读不下去。", "the contents of the workbook are damaged and cannot be read"));
}

void read_xml(std::unique_ptr<ArchivePart> part, const std::string& file, XmlHandler& handler) {
  XmlReader(std::move(part), file, handler).advance();
}

}  // namespace ksbx
