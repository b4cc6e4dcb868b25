#!/bin/sh
# Every report, however its reader shapes it, gives the same rows whether they go out as they come (jsonl, csv) or are
# held until all are there (json), and the file behind -o has the bytes that the shell puts into one.
#
#   sh tests/hard/report_bytes.sh KSBX [PUPILS]
#
# KSBX: the program. PUPILS: of the made-up city, 2,400 unless said. Prints what differs; exits with 1 if anything does.
set -eu
ksbx=$(realpath "$1")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export KSBX_CLOCK=2026-10-15T20:00 KSBX_DB=city.db LC_ALL=C
"$ksbx" init -q
"$ksbx" demo -q --students "${2:-2400}"
"$ksbx" escalate -q >night.txt

# The rows of json, as jsonl has them: each stands on a line of its own between the first and the last.
rows_of_json() {
  sed -e 1d -e '$d' -e 's/},$/}/' "$1"
}

differs=0
fail() {
  echo "differs: $*"
  differs=1
}

# The same answer three ways: rows that come, rows that were held, a file. What is refused is refused alike.
check() {
  asked=$((asked + 1))
  "$ksbx" report "$@" --format jsonl >come.jsonl 2>come.err && came=0 || came=$?
  "$ksbx" report "$@" --format json >held.json 2>held.err && held=0 || held=$?
  [ "$came" = "$held" ] || fail "$* (exit codes $came, $held)"
  if [ "$came" -gt 1 ]; then
    cmp -s come.err held.err || fail "$* (refusals)"
    return
  fi
  rows_of_json held.json >held.jsonl
  cmp -s come.jsonl held.jsonl || fail "$* (rows)"
  "$ksbx" report "$@" --format csv 2>come.err >come.csv || true
  "$ksbx" report "$@" -o file.csv 2>/dev/null || true
  cmp -s come.csv file.csv || fail "$* (file)"
}

asked=0
for name in $("$ksbx" report --list --format csv 2>/dev/null | sed -e 1d -e 's/,.*//'); do
  [ "$name" != case ] || continue
  first=$("$ksbx" report "$name" --format csv 2>/dev/null | sed -n 1p) || true
  [ -n "$first" ] || continue # a page
  one=${first%%,*}
  last=${first##*,}
  check "$name"
  check "$name" --where "$one is known" --limit 3 --columns "$last,$one"
  check "$name" --where "$last != 'no such value'"
  check "$name" --sort "-$one,$last"
  check "$name" --group-by "$one" --sort -rows
  check "$name" --by school --compare month
  check "$name" --period month --for 班主任
done
echo "report_bytes: $asked questions of $("$ksbx" sql 'SELECT count(*) AS n FROM students' --format csv | sed 1d) pupils"
exit $differs
