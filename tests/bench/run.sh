#!/bin/sh
# Measures ksbx beside the sqlite3 shell doing the same work on the same files: the sample city, as large as asked for.
#
#   sh tests/bench/run.sh [--markdown] [--reports] [PUPILS [FOLDER]]      100000 pupils, a folder of its own that is
#                                                                         removed at the end
#
# --reports: nothing but the reports, each beside its own SQL in the shell, and which of them cost a fifth more than it.
# Both sides take turns; each figure is the median of three rounds (five where a round is short). Wall time, processor time and
# peak memory come from /usr/bin/time (Debian: time, sqlite3). Whatever a round needs beforehand is not measured.
# KSBX_BINARY measures a program that is built already; KSBX_ROUNDS sets the number of rounds.
set -eu

form=text
each=no
[ "${1:-}" = --markdown ] && form=markdown && shift
[ "${1:-}" = --reports ] && each=yes && shift
pupils=${1:-100000}
folder=${2:-}
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
if [ -z "$folder" ]; then
  folder=$(mktemp -d)
  trap 'rm -rf "$folder"' EXIT
fi

for tool in sqlite3 /usr/bin/time; do
  command -v "$tool" >/dev/null || { echo "$tool is missing: apt-get install sqlite3 time" >&2; exit 2; }
done

build() {
  [ -n "${KSBX_BINARY:-}" ] && return
  cmake -S "$top" -B "$top/build/release" -G Ninja -DCMAKE_BUILD_TYPE=Release >&2
  cmake --build "$top/build/release" --target ksbx >&2
  KSBX_BINARY=$top/build/release/ksbx
}

ksbx() {
  code=0
  "$KSBX_BINARY" "$@" -q >talk 2>&1 || code=$?
  [ "$code" -eq 0 ] || [ "$code" -eq 3 ] || { cat talk >&2; echo "ksbx $* ended with $code" >&2; exit 1; }
}

# The sample city, the same roster with another telephone number in every hundredth row, and one file of all attendance.
make_files() {
  ksbx demo --students "$pupils" --one-file --out city
  mv city/students.csv city/units.csv city/staff.csv .
  awk -F, -v OFS=, 'NR > 1 && NR % 100 == 0 { d = substr($14, length($14)); $14 = substr($14, 1, length($14) - 1) (d + 1) % 10 } 1' \
    students.csv >changed.csv
  awk 'FNR > 1 || NR == 1' city/attendance-*.csv >attendance.csv
  grep -v '^2026-10-15' attendance.csv >before.csv
  awk -F, 'NR == 1 || $1 == "2026-10-15"' attendance.csv >today.csv
  rm city/attendance-*.csv
  cp -r "$top/rules/kongchuo-2016" other-rules
  echo "# Another edition: everybody is judged anew." >>other-rules/rulebook.toml
}

# The same pupils over all school days of the autumn that the calendars know: the ten days of the sample over and over.
make_autumn() {
  mkdir -p autumn tried
  for n in $(seq 0 121); do date -d "2026-09-01 + $n days" '+%u %F'; done |
    awk '($1 < 6 && ($2 < "2026-10-01" || $2 > "2026-10-07")) || $2 == "2026-09-20" || $2 == "2026-10-10" { print $2 }' >autumn/days
  tail -n +2 attendance.csv | cut -d, -f1 | sort -u >autumn/sample
  awk -F, -v OFS=, '
    FILENAME == "autumn/sample" { place[$1] = samples++; next }
    FILENAME == "autumn/days" { day[days++] = $1; next }
    FNR == 1 { print; next }
    { for (n = place[$1]; n < days; n += samples) { $1 = day[n]; print } }' autumn/sample autumn/days attendance.csv >autumn/attendance.csv
  cp ./*.sql autumn/ && ln -sf ../students.csv autumn/
  cat >tried/rulebook.toml <<END
overlay = "kongchuo-2016"
title   = "Looked into earlier"
reason  = "a trial"
[param.on_off_sessions]
values = [ { from = 2026-09-01, value = 3, was = 6, reason = "a trial" } ]
END
  cp units.db autumn/ksbx.db
  ksbx import students.csv staff.csv --db autumn/ksbx.db --as-of 2026-08-31
  ksbx import autumn/attendance.csv city/*.csv --complete --db autumn/ksbx.db --as-of 2026-12-31
  cp empty-peer.db autumn/peer.db
  (cd autumn && sqlite3 peer.db ".read load.sql" ".read absences.sql")
}

# A month of everyone: as class registers with days across, a file for each school, and as long rows.
make_registers() {
  mkdir -p registers
  head -n 22 autumn/days >month
  awk -v days=month -v registers=registers -v rows=rows.csv -f "$here/registers.awk" students.csv
}

# A household register of ten times as many as there are pupils; of a million pupils, of a tenth.
make_household() {
  people=$((pupils > 200000 ? pupils / 10 : pupils * 10))
  LC_ALL=C awk -v people=$people -f "$here/household.awk" students.csv >household.csv
}

make_databases() {
  ksbx init --db units.db
  ksbx import units.csv --db units.db --as-of 2026-09-27
  cp units.db roster.db
  ksbx import students.csv staff.csv --db roster.db --as-of 2026-09-27
  cp roster.db term.db
  ksbx import before.csv city/*.csv --complete --db term.db --as-of 2026-10-15
  ksbx escalate --db term.db --as-of 2026-10-14
  ksbx import today.csv --complete --db term.db --as-of 2026-10-15
  cp term.db judged.db
  ksbx escalate --db judged.db --as-of 2026-10-15

  rm -f empty-peer.db
  sqlite3 empty-peer.db ".read tables.sql" >talk
  cp empty-peer.db peer.db
  sqlite3 peer.db ".read load.sql" ".read absences.sql"
  "$KSBX_BINARY" report duties --show-sql --db judged.db --as-of 2026-10-15 >duties.sql
  # Views of which ksbx makes digests; the shell, which hides nothing, has the texts themselves.
  sed -e 's/^CREATE VIEW/CREATE TEMP VIEW/' -e "s/{day}/'2026-10-15'/g" -e 's/{store}//' -e 's/ksbx_key(/(/' \
    "$top/lib/store/schema/keys.sql" >keys.sql
}

# timed SIDE COMMAND: one round; a line "wall processor megabytes" in SIDE.rounds.
timed() {
  code=0
  /usr/bin/time -o round -f '%e %U %S %M' sh -c "$2" >answer 2>talk || code=$?
  [ "$code" -eq 0 ] || [ "$code" -eq 3 ] || { cat talk >&2; echo "$2 ended with $code" >&2; exit 1; }
  awk 'END { print $1, $2 + $3, $4 / 1024 }' round >>"$1.rounds"
}

median() { sort -n -k "$2,$2" "$1.rounds" | awk -v k="$2" '{ v[NR] = $k } END { print v[int((NR + 1) / 2)] }'; }

# compare WORK ROUNDS, DATABASE and COMMAND of ksbx, DATABASE and COMMAND of the peer. Each round starts from a fresh copy, db.
compare() {
  rm -f ksbx.rounds peer.rounds
  i=0
  while [ "$i" -lt "${KSBX_ROUNDS:-$2}" ]; do
    rm -f db db-journal && cp "$3" db && timed ksbx "$4"
    rm -f db db-journal && cp "$5" db && timed peer "$6"
    i=$((i + 1))
  done
  tell "$1" "$(median ksbx 1)" "$(median ksbx 2)" "$(median ksbx 3)" "$(median peer 1)" "$(median peer 2)" "$(median peer 3)"
}

# All reports that are one table, each once; the line has the sums and the highest peaks.
compare_reports() {
  rm -f ksbx.rounds peer.rounds
  "$KSBX_BINARY" report --list --format csv -q 2>talk | tail -n +2 | cut -d, -f1 >reports
  while read -r report; do
    "$KSBX_BINARY" report "$report" --show-sql -q --db judged.db --as-of 2026-10-15 >report.sql 2>talk || continue  # a page of several
    timed ksbx "\"\$KSBX_BINARY\" report $report -q --db judged.db --as-of 2026-10-15 --format csv"
    timed peer "sqlite3 -readonly judged.db '.read keys.sql' '.mode csv' '.read report.sql'"
  done <reports
  tell "$(awk 'END { print NR }' ksbx.rounds) reports as CSV, against their SQL" $(sums ksbx) $(sums peer)
}

# Each report by itself, processor seconds, the median of three rounds. To start, and to read rules and reports, costs the
# same for all of them (the first line); what is over a fifth beyond that and the SQL is marked.
compare_each_report() {
  "$KSBX_BINARY" report --list --format csv -q 2>talk | tail -n +2 | cut -d, -f1 >reports
  rm -f ksbx.rounds
  for round in 1 2 3; do timed ksbx "\"\$KSBX_BINARY\" report --list --format csv -q"; done
  start=$(median ksbx 2)
  if [ "$form" = markdown ]; then
    echo "| report | ksbx: processor s | its SQL | ratio |"
    echo "|---|---|---|---|"
  fi
  tell_each "(to start)" "$start" 0 0
  while read -r report; do
    "$KSBX_BINARY" report "$report" --show-sql -q --db judged.db --as-of 2026-10-15 >report.sql 2>talk || continue  # a page of several
    rm -f ksbx.rounds peer.rounds
    for round in 1 2 3; do
      timed ksbx "\"\$KSBX_BINARY\" report $report -q --db judged.db --as-of 2026-10-15 --format csv"
      timed peer "sqlite3 -readonly judged.db '.read keys.sql' '.mode csv' '.read report.sql'"
    done
    tell_each "$report" "$(median ksbx 2)" "$(median peer 2)" "$start"
  done <reports
}

tell_each() {
  echo "$1|$2|$3|$4" | awk -F'|' -v form="$form" '{
    row = form == "markdown" ? "| `%s` | %.2f | %.2f | %s |\n" : "%-24s %6.2f %6.2f %s\n"
    ratio = $3 > 0 ? sprintf("%.2f%s", $2 / $3, $2 - $4 > 1.2 * $3 + 0.01 ? " slower" : "") : "-"
    printf row, $1, $2, $3, ratio }'
}

sums() { awk '{ wall += $1; cpu += $2; if ($3 > peak) peak = $3 } END { print wall, cpu, peak }' "$1.rounds"; }

head_line() {
  if [ "$form" = markdown ]; then
    echo "| work | ksbx: s (processor) | peer: s (processor) | ratio (processor) | peak MB |"
    echo "|---|---|---|---|---|"
  else
    printf '%-54s %17s %17s %15s %11s\n' work 'ksbx s (cpu)' 'peer s (cpu)' 'ratio (cpu)' 'peak MB'
  fi
}

tell() {
  echo "$1|$2|$3|$4|$5|$6|$7" | awk -F'|' -v form="$form" '{
    row = form == "markdown" ? "| %s | %.2f (%.2f) | %.2f (%.2f) | %.2f (%.2f) | %.0f / %.0f |\n" \
                             : "%-54s %8.2f (%6.2f) %8.2f (%6.2f) %6.2f (%6.2f) %4.0f / %4.0f\n"
    peer = $5 > 0.005 ? $5 : 0.005; cpu = $6 > 0.005 ? $6 : 0.005
    printf row, $1, $2, $3, $5, $6, $2 / peer, $3 / cpu, $4, $7 }'
}

build
mkdir -p "$folder"
cp "$here"/*.sql "$folder"
cd "$folder"
export KSBX_BINARY
make_files
make_databases
if [ "$each" = yes ]; then
  compare_each_report
  exit
fi
make_autumn
make_registers
make_household

echo "$pupils pupils, $(awk 'END { print NR - 1 }' attendance.csv) lines of attendance"
head_line
compare "first load, against .import into indexes" 3 units.db \
  "\"\$KSBX_BINARY\" import students.csv -q --db db --as-of 2026-09-27" empty-peer.db "sqlite3 db '.read load_indexed.sql'"
compare "first load, against .import, indexes after" 3 units.db "\"\$KSBX_BINARY\" import students.csv -q --db db --as-of 2026-09-27" \
  empty-peer.db "sqlite3 db '.read load.sql'"
compare "first load, against .import + checks in SQL" 3 units.db "\"\$KSBX_BINARY\" import students.csv -q --db db --as-of 2026-09-27" \
  empty-peer.db "sqlite3 db '.read load_checked.sql'"
compare "again with 1 % changed, against an upsert" 3 roster.db "\"\$KSBX_BINARY\" import changed.csv -q --db db --as-of 2026-09-28" \
  peer.db "sqlite3 db '.read load_again.sql'"
compare "a month as class registers, against its long rows" 3 roster.db \
  "\"\$KSBX_BINARY\" import registers -q --db db --as-of 2026-12-31" roster.db \
  "\"\$KSBX_BINARY\" import rows.csv -q --db db --as-of 2026-12-31"
if python3 -c 'import pandas' 2>/dev/null; then  # Debian: python3-pandas
  cp "$here/melt.py" .
  compare "a month as class registers, against pandas.melt" 3 roster.db \
    "\"\$KSBX_BINARY\" import registers -q --db db --as-of 2026-12-31" roster.db "python3 melt.py"
fi
compare "one night, against runs of today's absent" 5 term.db "\"\$KSBX_BINARY\" escalate -q --db db --as-of 2026-10-15" \
  peer.db "sqlite3 db '.read night.sql'"
compare "everyone again, against runs of everyone" 3 judged.db \
  "\"\$KSBX_BINARY\" escalate -q --db db --as-of 2026-10-15 --rules other-rules" peer.db "sqlite3 db '.read history.sql'"
compare "report duties as CSV, against its SQL" 5 judged.db \
  "\"\$KSBX_BINARY\" report duties -q --db db --as-of 2026-10-15 --format csv" judged.db \
  "sqlite3 db '.mode csv' '.read duties.sql'"
compare "$people of a household register, against a join" 3 judged.db \
  "\"\$KSBX_BINARY\" compare --register household.csv --summary -q --db db --as-of 2026-10-15" \
  peer.db "sqlite3 db '.read compare.sql'"
compare_reports
compare "every pupil as CSV, against the same SELECT" 3 roster.db \
  "\"\$KSBX_BINARY\" sql 'SELECT * FROM students' --limit 0 --max-seconds 0 -q --db db --format csv" roster.db \
  "sqlite3 db '.mode csv' 'SELECT * FROM students'"
compare "a term under two rulebooks, against runs of everyone" 3 autumn/ksbx.db \
  "KSBX_CLOCK=2026-12-31T20:00 \"\$KSBX_BINARY\" rules backtest -q --db db --new tried --from 2026-09-01" autumn/peer.db \
  "sqlite3 db '.read history.sql'"
