// The chain of the journal, and what each of its links vouches for.
//
// An entry's hash covers the one before it and all its fields. One of them is the digest of the rows that were written
// since the entry before: t_facts keeps their keys and, row by row, salted digests, so that each can be held against
// what the tables hold. The salt is the entry's own and random: without it nobody can find out by trying what a row
// said that is gone.
//
// Rows that an upgrade brought or changed no entry vouches for. The first entry afterwards vouches for everything that
// is there ("facts.sealed", with the number of the format). A step to a format after 8 that touches rows asks for that
// by emptying t_facts and leaving one row there, of entry 0.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "store/sqlite/transaction.h"

namespace ksbx {

inline constexpr std::string_view sealed_event = "facts.sealed";
inline constexpr std::int64_t first_sealed_format = 8;
extern const std::string no_hash;  // what the first entry has before it

struct ChainLink {
  std::int64_t number = 0;
  Moment at;
  std::array<std::string_view, 5> fields;  // command, actor, event, subject, detail
  std::string_view facts;
};
std::string chained(std::string_view previous, const ChainLink& link);

// Nothing that is there is vouched for, and that is as it should be. Where somebody removed the digests it is not, and
// what is there then must not pass for good.
bool is_unsealed(Database& database);

std::string digest_of_facts(std::string_view salt, std::string_view rows);

// Adds one entry under the transaction's occasion, which vouches for what was written since the last one.
void add_entry(Transaction& transaction, std::string_view event, std::string_view subject, std::string_view detail);

}  // namespace ksbx
