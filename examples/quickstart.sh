#!/bin/sh
# From a fresh Debian 12 machine to the duties of a day: installs what is missing, builds ksbx, runs the main job.
# Run it as often as you like; it begins again each time.
set -eu
cd "$(dirname "$0")/.."
. .ci/packages.sh
install_packages

# Eight files are compiled as one: half of the time (docs/contributing.md).
cmake -S . -B build/release -G Ninja -DCMAKE_BUILD_TYPE=Release -DBUILD_TESTING=OFF \
  -DCMAKE_UNITY_BUILD=ON -DCMAKE_UNITY_BUILD_BATCH_SIZE=8 >/dev/null
cmake --build build/release -j "$(nproc)" --target ksbx

step() { printf '\n—— %s\n\n' "$*"; }

PATH=$PWD/build/release:$PATH
export KSBX_DB="$PWD/build/quickstart.db"
export KSBX_CLOCK=2026-10-15T20:00
rm -f "$KSBX_DB"

step "一、建库，导入青石镇的单位、花名册、教职工、点名册和各种记录 / import one town"
ksbx init
ksbx import examples/shiqiao/*.csv

step "二、昨晚的判断：补齐此前各天 / last night's run catches up on every day before"
ksbx escalate --as-of 2026-10-14 -o build/quickstart-first-night.csv

step "三、两份报告，镇政府都签收了，教育局只签收了一份 / receipts come in"
ksbx record receipt 控辍〔2026〕9990180001-政-0001 received_by=徐可鹏 --date 2026-10-09
ksbx record receipt 控辍〔2026〕9990180001-教-0001 received_by=贺明 --date 2026-10-09
ksbx record receipt 控辍〔2026〕9990180001-政-0002 received_by=徐可鹏 --date 2026-10-10

step "四、今晚的判断 / tonight's run"
ksbx escalate

step "五、双线报告与签收 / both lines of every report"
ksbx report dual-track

step "六、孙玉兰为什么今天要上报 / why 孙玉兰 is reported today"
ksbx explain 孙玉兰 --rule dual-report

printf '\n接着可以试 / next:\n  export PATH=%s:$PATH KSBX_DB=%s KSBX_CLOCK=%s\n  ksbx report --list\n' \
  "$PWD/build/release" "$KSBX_DB" "$KSBX_CLOCK"
