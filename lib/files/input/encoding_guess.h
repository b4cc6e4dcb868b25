// encoding_guess: in which encoding a file is written, decided from all of its bytes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "files/input/byte_source.h"
#include "files/input/decode.h"

namespace ksbx {

struct EncodingGuess {
  Encoding encoding = Encoding::utf8;
  std::uint64_t text_begins = 0;  // behind the byte order mark
};

// The encoding of the whole file, or an Error as DecodedFile::open promises. With `chosen` only
// that encoding is verified. `name` stands for the file in messages. Leaves `bytes` anywhere.
EncodingGuess guess_encoding(ByteSource& bytes, const std::string& name, std::optional<Encoding> chosen);

// How many bytes at the front of `block` are whole, valid UTF-8 characters (no surrogates, nothing
// overlong, at most U+10FFFF).
std::size_t valid_utf8_prefix(std::string_view block);

// The physical line, from 1, in which the byte at `offset` stands. Reads the file from its beginning.
int line_of_offset(ByteSource& bytes, std::uint64_t offset);

}  // namespace ksbx
