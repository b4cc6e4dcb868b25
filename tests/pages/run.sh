#!/bin/sh
# Lays out what ksbx writes as html in a browser, on a phone, on a desktop and on A4, and says what is cut off.
#
#   sh tests/pages/run.sh KSBX SOURCE [KEEP]     KEEP: a folder in which pages, pictures and PDFs stay, to be looked at
#
# Ends with 77, which CTest counts as skipped, where there is no browser: .ci/packages.sh names what is needed.
set -eu
ksbx=$1 source=$2
for tool in chromium pdftotext; do
  command -v $tool >/dev/null || { echo "no $tool here"; exit 77; }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
faults=0
fault() {
  echo "FAULT: $*"
  faults=$((faults + 1))
}
browser() {
  chromium --headless --no-sandbox --disable-gpu --disable-dev-shm-usage --disable-quic --no-first-run --disable-background-networking \
    --disable-component-update --disable-sync --hide-scrollbars --user-data-dir="$work/profile" "$@" 2>"$work/browser.log"
}

# The pages of one town on a bad evening.
cd "$work"
export KSBX_CLOCK=2026-10-15T20:00 KSBX_DB="$work/city.db" KSBX_RULES="$source/rules/kongchuo-2016" KSBX_CALENDAR="$source/rules/calendars"
"$ksbx" init -q
"$ksbx" demo --one-town -q
"$ksbx" escalate -q -o tonight.csv
number=$("$ksbx" document --format tsv | sed -n 2p | cut -f 2)
pupil=$("$ksbx" report dual-track --format tsv | sed -n 2p | cut -f 7)
mkdir pages
"$ksbx" report overview -o pages/overview.html
"$ksbx" report overview --lang en -o pages/overview-en.html
"$ksbx" report case "$pupil" -o pages/case.html
"$ksbx" report duties -o pages/duties.html
"$ksbx" report dual-track -o pages/dual-track.html
"$ksbx" report load -o pages/load.html
"$ksbx" document "$number" --unmask --reason 打印 -o pages/document.html 2>/dev/null
"$ksbx" document --form visit-sheet --for "$pupil" --unmask --reason 家访 -o pages/visit-sheet.html 2>/dev/null
"$ksbx" document --form town-bulletin --for 青石镇 -o pages/town-bulletin.html 2>/dev/null
"$ksbx" document "$number" --unmask --reason 打印 -o document.docx 2>/dev/null

# On screens: every page in frames of two widths, measured from outside.
frames=0
{
  echo '<!DOCTYPE html><meta charset="utf-8"><pre id="found"></pre><script>'
  cat "$source/tests/pages/measure.js"
  echo '</script>'
} >frames.html
for page in pages/*.html; do
  for width in 390 1280; do
    printf '<iframe name="%s-%s" width="%s" height="900" style="border:0" srcdoc="' "$(basename "$page" .html)" $width $width >>frames.html
    sed 's/&/\&amp;/g; s/"/\&quot;/g' "$page" >>frames.html
    echo '"></iframe>' >>frames.html
    frames=$((frames + 1))
  done
done
browser --dump-dom "file://$work/frames.html" | sed -n '/<pre id="found">/,/<\/pre>/p' | sed 's/.*<pre id="found">//; s/<\/pre>.*//' >found.txt
laid_out=$(grep -c ' done$' found.txt) || true
[ "$laid_out" -eq "$frames" ] || fault "only $laid_out of $frames pages were laid out"
grep -v ' done$' found.txt | grep . >faults.txt || true
while read -r line; do fault "$line"; done <faults.txt

# On paper: A4, and nothing beyond the sheet.
for name in overview case duties dual-track document town-bulletin; do
  page=pages/$name.html
  browser --no-pdf-header-footer --print-to-pdf="$work/$name.pdf" "file://$work/$page"
  pdftotext -bbox "$name.pdf" "$name.bbox"
  awk -v page="$name" '
    /<page /{ split($0, p, "\""); width = p[2]; height = p[4]; sheets++
              if ((width < 594 || width > 597) && (height < 594 || height > 597)) print page ": a sheet is no A4: " width " x " height }
    /<word /{ split($0, w, "\""); if (w[2] < 0 || w[6] > width + 0.5 || w[4] < 0 || w[8] > height + 0.5) print page ": beyond the sheet: " $0 }
    END { if (!sheets) print page ": no sheet" }' "$name.bbox" >beyond.txt
  while read -r line; do fault "$line"; done <beyond.txt
done
pdftotext document.pdf - >document.txt
grep -q '^2026年10月[0-9]*日$' document.txt || fault "document: no date on a line of its own"
grep -Eq -- '— ?1 ?—' document.txt || fault "document: no page number as official papers have it"
awk -v RS='\f' '/回/ && /执/ && /签收人/ && !/经办人/ { exit 1 }' document.txt || fault "document: the receipt slip is alone on a sheet"
# For a word processor, where there is one.
if command -v soffice >/dev/null; then
  soffice --headless -env:UserInstallation="file://$work/office" --convert-to pdf --outdir "$work/word" document.docx >/dev/null 2>&1
  pdftotext word/document.pdf - >word.txt
  grep -Eq '^2026 ?年 ?10 ?月 ?[0-9]+ ?日$' word.txt || fault "document.docx: no date on a line of its own"
  grep -Eq -- '— ?1 ?—' word.txt || fault "document.docx: no page number"
fi
# Headings stand on every sheet.
pdftotext -layout duties.pdf - | awk -v RS='\f' '/[0-9]/ && !/责任人/ { print "a sheet has no headings" }' >headings.txt
while read -r line; do fault "duties: $line"; done <headings.txt

# And as a picture, which must not be one colour.
browser --window-size=1280,1600 --screenshot="$work/overview.png" "file://$work/pages/overview.html" >/dev/null
[ "$(wc -c <overview.png)" -gt 20000 ] || fault "overview: the picture is empty"

if [ $# -gt 2 ]; then mkdir -p "$3" && cp -r pages ./*.pdf ./*.png found.txt "$3"; fi
echo "$frames layouts and $(ls ./*.pdf | wc -l) prints looked at, $faults faults"
[ "$faults" -eq 0 ]
