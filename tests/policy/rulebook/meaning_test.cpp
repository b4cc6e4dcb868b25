#include "policy/rulebook/meaning.h"

#include <doctest/doctest.h>

#include <set>

using namespace ksbx;

namespace {

Record record(const char* kind, std::map<std::string, FieldValue> fields = {}) {
  Record made;
  made.kind = kind;
  made.fields = std::move(fields);
  return made;
}

Meanings some() {
  Meanings meaning;
  meaning.set(Meant::transfer_in, {"admission", {}, {}});
  meaning.set(Meant::transfer_in_attending, {"admission", "there", {}});
  meaning.set(Meant::closed_as_transferred, {"ending", "result", "gone"});
  return meaning;
}

TEST_CASE("every meaning has a key of its own, in the order of the enumeration") {
  std::set<std::string_view> keys;
  for (std::size_t i = 0; i < meaning_keys().size(); ++i) {
    const MeaningKey& key = meaning_keys()[i];
    CAPTURE(key.key);
    CHECK(static_cast<std::size_t>(key.meant) == i);
    CHECK(keys.insert(key.key).second);
    CHECK_FALSE(key.what.zh.empty());
    CHECK_FALSE(key.what.en.empty());
    if (key.of) CHECK(*key.of < key.meant);  // so that it is read before
  }
  CHECK(key_of(Meant::not_seen_after).key == meaning_keys().back().key);
}

TEST_CASE("a record says what is meant if it is of that kind, and of a choice if that was chosen") {
  const Meanings meaning = some();
  CHECK(meaning.says(record("admission"), Meant::transfer_in));
  CHECK_FALSE(meaning.says(record("ending"), Meant::transfer_in));
  CHECK(meaning.says(record("ending", {{"result", std::string("gone")}}), Meant::closed_as_transferred));
  CHECK_FALSE(meaning.says(record("ending", {{"result", std::string("back")}}), Meant::closed_as_transferred));
  CHECK_FALSE(meaning.says(record("ending"), Meant::closed_as_transferred));
  CHECK_FALSE(meaning.says(record("other", {{"result", std::string("gone")}}), Meant::closed_as_transferred));
}

TEST_CASE("no record says what the rulebook does not mean, not even one without a kind") {
  CHECK_FALSE(some().says(record("transfer_out"), Meant::transfer_out));
  CHECK_FALSE(some().says(record(""), Meant::transfer_out));
}

TEST_CASE("a record is made to say what is meant, as far as the rulebook says what that is") {
  Record made;
  some().put(made, Meant::closed_as_transferred);
  CHECK(made.kind == "ending");
  CHECK(text_of(made.fields["result"]) == "gone");
  Record arrived;
  some().put(arrived, Meant::transfer_in_attending, false);
  some().put(arrived, Meant::transfer_in_school, std::string("a school"));
  CHECK(arrived.fields == std::map<std::string, FieldValue>{{"there", false}});
}

}  // namespace
