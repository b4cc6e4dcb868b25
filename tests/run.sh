#!/bin/sh
# Installs what is missing, builds with AddressSanitizer and UndefinedBehaviorSanitizer, runs all tests.
#
#   sh tests/run.sh                     everything
#   sh tests/run.sh -R story            only tests whose name matches (words go to ctest)
#   KSBX_BLESS=1 sh tests/run.sh …      documents are rewritten with the answers ksbx really gives
set -eu
cd "$(dirname "$0")/.."
. .ci/packages.sh
packages="$packages $test_packages"
install_packages

# Eight files are compiled as one: half of the time. Names that a file keeps to itself must differ from its neighbours'
# for that.
mkdir -p build
if ! cmake -S . -B build/test -G Ninja -DCMAKE_BUILD_TYPE=Debug -DKSBX_SANITIZE=ON -DCMAKE_UNITY_BUILD=ON \
  -DCMAKE_UNITY_BUILD_BATCH_SIZE=8 >build/configure.log 2>&1; then
  cat build/configure.log >&2
  exit 1
fi
cmake --build build/test -j "$(nproc)"
# A fifth less to run: a report shows where memory came from by two calls, freed memory is watched as long as 8 MB follow.
export ASAN_OPTIONS="${ASAN_OPTIONS:-malloc_context_size=2:quarantine_size_mb=8:max_malloc_fill_size=0}"
ctest --test-dir build/test --output-on-failure -j "$(nproc)" "$@"
