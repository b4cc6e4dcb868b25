#include "app/workspace/disclosure.h"

#include "app/office.h"

using namespace ksbx;

namespace {

Masking shown(const Unmask& asked, Leaves leaves) {
  return disclosure(asked, leaves);
}

}  // namespace

TEST_CASE("full names cannot be had without a reason, whoever asks") {
  CHECK(refusal([] { Disclosure(Masking::none); }) == "unmask-without-reason");
  CHECK(refusal([] { disclosure({.wanted = true}, Leaves::for_the_eye); }) == "unmask-without-reason");
  CHECK(disclosure({.wanted = true, .reason = "家访"}, Leaves::as_a_file).reason() == "家访");
  CHECK(refusal([] { disclosure({.wanted = true, .reason = "家访", .level = "strict"}, Leaves::for_the_eye); }) ==
        "mask-and-unmask");
}

TEST_CASE("a file is masked strictly and a screen normally, unless a level is named") {
  CHECK(shown({}, Leaves::for_the_eye) == Masking::normal);
  CHECK(shown({}, Leaves::as_a_file) == Masking::strict);
  CHECK(shown({.level = "normal"}, Leaves::as_a_file) == Masking::normal);
  CHECK(shown({.level = "strict"}, Leaves::for_the_eye) == Masking::strict);
}
