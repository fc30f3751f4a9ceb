#!/usr/bin/env bash
# Makes the pictures of docs/reports.md (docs/pictures) of what the program writes about three domains of the lab: pages and Markdown as Chromium shows them, text as text, the graph as it is,
# by Graphviz and by mermaid. Usage: GLUETOOLS_JUDGES=FOLDER tests/reports/pictures.sh, where tests/reports/judge.sh --install FOLDER was run; needs a Chromium, cmark-gfm and Graphviz.
set -euo pipefail
cd "$(dirname "$0")/../.."
root=$PWD here=tests/reports out=$PWD/docs/pictures
judges=$(realpath "${GLUETOOLS_JUDGES:?names the folder with node_modules/playwright-core and mermaid}")
work=$(mktemp -d)
lab=
trap '[ -n "$lab" ] && kill "$lab" 2>/dev/null; rm -rf "$work"' EXIT
dotnet build src/GlueTools.Console -v q --nologo >/dev/null
glue=$PWD/src/GlueTools.Console/bin/Debug/net10.0/glue
cd "$work"
"$glue" lab start --write-hints hints --write-map map >lab 2>&1 &
lab=$!
for _ in $(seq 600); do grep -q "^Ctrl-C" lab && [ -s map ] && break; sleep 0.1; done
asked=(--root-hints hints --address-map map)
printf '%s\n' stale.example dangling.example healthy1.example splitglue.example >domains.txt
# Each of these ends with a status that says what was found.
"$glue" collect -i domains.txt "${asked[@]}" --dependencies --throttle 1 -o today.jsonl || true
"$glue" get --from today.jsonl --format jsonl | sed 's/45\.10\.4\.1"/45.10.2.1"/' >yesterday.jsonl || true
write() { "$glue" report --from today.jsonl "$@" || [ $? -lt 3 ]; }
grep -F "\"stale.example\"" today.jsonl >stale.jsonl
write -o page.html --vantage-point 'office Berlin'
write -o comparison.html --against yesterday.jsonl
for ending in md sarif xml prom nagios csv; do write -o "report.$ending"; done

text() { python3 "$root/$here/text-picture.py" "$2" "$3" >"$out/$1.svg"; }
"$glue" trace stale.example "${asked[@]}" --seed 1 | text trace "glue trace stale.example" 30
"$glue" graph --from stale.jsonl --draw tree | text tree "glue graph stale.example --draw tree" 30
python3 - <<'PY' | text sarif "report.sarif, one result" 40
import json
run = json.load(open("report.sarif"))["runs"][0]
print(json.dumps(next(one for one in run["results"] if one["ruleId"] == "GlueStale"), indent=2))
PY
head -n 16 report.xml | text junit report.xml 16
grep -v '^#' report.prom | text prometheus "report.prom, without its comments" 22
text nagios report.nagios 5 <report.nagios
text csv report.csv 8 <report.csv

"$glue" graph --from stale.jsonl --draw svg >"$out/graph.svg"
"$glue" graph --from stale.jsonl --draw dot | dot -Tsvg >"$out/graph-dot.svg"
"$glue" graph --from stale.jsonl --draw mermaid >graph.mermaid
cmark-gfm -e table report.md >markdown.html
node "$root/$here/pictures.mjs" "$judges" "$work" "$out"
ls -l "$out" | awk 'NR > 1 { print $5, $9; if ($5 > 60000) { print $9 " is above 60,000 octets"; bad = 1 } } END { exit bad }'
