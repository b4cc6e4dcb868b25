#!/bin/sh
# Does ksbx compile with other compilers than Debian 12's g++? Syntax only: two or three minutes for each.
#
#   sh tests/hard/other_compilers.sh              clang++-14, and the newest clang++ with libc++, as far as installed
#   sh tests/hard/other_compilers.sh clang++-19   this one, with libc++
#
# On Debian 12: apt-get install clang-14 clang-19 libc++-19-dev. The newer library has <format>, as that of g++ 13 and
# later, and brings fewer headers along by chance, so a missing #include shows. Each room is read as one text: names that
# files keep to themselves must differ in it.
set -eu
cd "$(dirname "$0")/../.."

libcxx="-stdlib=libc++ -fexperimental-library -include tests/hard/libcxx_gaps.h"
works() { echo '#include <version>' | "$@" -std=c++20 -fsyntax-only -x c++ - 2>/dev/null; }

# check COMPILER FLAGS…
check() {
  failed=0
  for room in $(find lib cli -name '*.cpp' -exec dirname {} + | LC_ALL=C sort -u); do
    find "$room" -maxdepth 1 -name '*.cpp' | LC_ALL=C sort | sed 's/.*/#include "&"/' |
      "$@" -std=c++20 -fsyntax-only -Wall -Wextra -I lib -I . '-DKSBX_VERSION="0"' '-DKSBX_SOURCE_RULES="rules"' \
        -DSQLITE_ENABLE_PREUPDATE_HOOK -x c++ - || failed=1
  done
  [ $failed -eq 0 ] && echo "$("$1" --version | head -n 1): all rooms compile"
  return $failed
}

newest=${1:-}
for version in 16 17 18 19 20 21 22; do
  [ -z "${1:-}" ] && works "clang++-$version" -stdlib=libc++ && newest=clang++-$version
done

status=0
if [ -z "${1:-}" ] && works clang++-14; then check clang++-14 || status=1; fi
if [ -n "$newest" ]; then
  check "$newest" $libcxx || status=1
else
  echo "skipped: no clang++ newer than 15 with libc++ is installed (apt-get install clang-19 libc++-19-dev)"
fi
exit $status
