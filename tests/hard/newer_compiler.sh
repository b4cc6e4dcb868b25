#!/bin/sh
# Does ksbx compile with a newer compiler and another standard library than Debian 12's g++? Syntax only: two or three minutes.
#
#   sh tests/hard/newer_compiler.sh              the newest clang++ with libc++ that is installed
#   sh tests/hard/newer_compiler.sh clang++-19   this one
#
# On Debian 12: apt-get install clang-19 libc++-19-dev. Its library has <format>, as that of g++ 13 and later, and brings fewer headers
# along by chance, so a missing #include shows. Each room is read as one text: names that files keep to themselves must differ in it.
set -eu
cd "$(dirname "$0")/../.."

flags="-std=c++20 -stdlib=libc++ -fexperimental-library"
works() { echo '#include <version>' | "$1" $flags -fsyntax-only -x c++ - 2>/dev/null; }

compiler=${1:-}
for version in 16 17 18 19 20 21 22; do
  [ -z "${1:-}" ] && works "clang++-$version" && compiler=clang++-$version
done
if [ -z "$compiler" ]; then
  echo "skipped: no clang++ newer than 15 with libc++ is installed (apt-get install clang-19 libc++-19-dev)"
  exit 0
fi

failed=0
for room in $(find lib cli -name '*.cpp' -exec dirname {} + | LC_ALL=C sort -u); do
  find "$room" -maxdepth 1 -name '*.cpp' | LC_ALL=C sort | sed 's/.*/#include "&"/' |
    "$compiler" $flags -fsyntax-only -Wall -Wextra -I lib -I . -include tests/hard/libcxx_gaps.h \
      '-DKSBX_VERSION="0"' '-DKSBX_SOURCE_RULES="rules"' -x c++ - || failed=1
done
[ $failed -eq 0 ] && echo "$("$compiler" --version | head -n 1): all rooms compile"
exit $failed
