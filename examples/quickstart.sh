#!/bin/sh
# From a fresh Debian 12 machine to the duties of a day: installs what is missing, builds ksbx, runs the main job.
set -eu
cd "$(dirname "$0")/.."
. .ci/packages.sh
install_packages

cmake -S . -B build/release -G Ninja -DCMAKE_BUILD_TYPE=Release -DBUILD_TESTING=OFF >/dev/null
cmake --build build/release -j "$(nproc)" --target ksbx
PATH=$PWD/build/release:$PATH

ksbx version
