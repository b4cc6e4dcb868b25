#!/bin/sh
# Is the code laid out as .clang-format says?
#
#   sh tests/form.sh              exit 1, and the places, if some of it is not; 77 without the clang-format meant
#   sh tests/form.sh --rewrite    lays it out
#
# Every release of clang-format lays a few things out differently; the one of Debian 12 is meant.
set -eu
cd "$(dirname "$0")/.."

case "$(clang-format --version 2>/dev/null)" in
*' version 14.'*) ;;
*)
  echo "clang-format 14 is not installed"
  exit 77
  ;;
esac
how='--dry-run -Werror'
[ "${1:-}" = --rewrite ] && how=-i
# shellcheck disable=SC2086  # two words
find lib cli tests \( -name '*.h' -o -name '*.cpp' \) -print0 | xargs -0 -n 50 clang-format $how
