#include "policy/rulebook/citation.h"

#include <doctest/doctest.h>

using namespace ksbx;

namespace {

Rulebook ladder() {
  Rulebook book;
  book.clauses = {{"P28", "二（一）2", {"无故一天：当天联系", "a day without reason: contact them that day"}},
                  {"P29", "二（一）2", {"第二天：亲自家访", "the second day: visit in person"}},
                  {"P43", "二（二）", {"双线包保", "two lines"}},
                  {"L1", "", {"自己的", "our own"}}};
  return book;
}

}  // namespace

TEST_CASE("people read the article of the text and not our own number, and each article once") {
  const Rulebook book = ladder();
  CHECK(cited(book, {"P28"}).zh == "二（一）2");
  CHECK(cited(book, {"P28", "P43", "P29"}).zh == "二（一）2、二（二）");
  CHECK(cited(book, {"P43", "P28"}).en == "二（二）, 二（一）2");
  CHECK(cited(book, {}).zh.empty());
  CHECK(cited(book, {"P28", "P29"}, Cited::numbers).zh == "P28 P29");
}

TEST_CASE("a clause without an article, or one that the rulebook has no more, is called by its number") {
  const Rulebook book = ladder();
  CHECK(cited(book, {"L1", "P99"}).zh == "L1、P99");
  CHECK(demanded(book, {"P99"}).zh.empty());
}

TEST_CASE("what clauses demand is told in our own words") {
  const Rulebook book = ladder();
  CHECK(demanded(book, {"P28", "P29"}).zh == "无故一天：当天联系；第二天：亲自家访");
  CHECK(demanded(book, {"P43"}).en == "two lines");
}
