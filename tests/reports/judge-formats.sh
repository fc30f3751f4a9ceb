#!/usr/bin/env bash
# Reports before judges that are not ours: the sample of the lab and a table of hostile texts, in every format. Prints format, judge and verdict, and says loudly
# which judge this machine lacks. Fails where a judge finds something, and, with GLUETOOLS_REQUIRE_JUDGES=1, where one is missing.
# Judges: sarif-multitool (npm: @microsoft/sarif-multitool; the program itself or SARIF_MULTITOOL=PATH), promtool (Debian: prometheus), xmllint (Debian:
# libxml2-utils), also with JUNIT_XSD=FILE for a schema of your CI system, cmark-gfm (Debian), python3, Graphviz (Debian), mermaid's own parser
# (npm: mermaid and jsdom, with node; MERMAID_FOLDER=FOLDER has the node_modules). The page (html) has judges of its own, which take longer:
# tests/reports/judge.sh, called here with --page.
set -uo pipefail
cd "$(dirname "$0")/../.."
here=tests/reports
work=$(mktemp -d)
lab=
trap '[ -n "$lab" ] && kill "$lab" 2>/dev/null; rm -rf "$work"' EXIT
glue=${GLUE:-src/GlueTools.Console/bin/Debug/net10.0/glue}
[ -x "$glue" ] || dotnet build src/GlueTools.Console -v q --nologo >/dev/null || exit 1
status=0
missing=0

"$glue" lab start --write-hints "$work/hints" --write-map "$work/map" >"$work/lab" 2>&1 &
lab=$!
for _ in $(seq 600); do grep -q "^Ctrl-C" "$work/lab" && [ -s "$work/map" ] && break; sleep 0.1; done
sed -n 's/^  \([a-z0-9.-]*\.[a-z]*\)\( .*\)\{0,1\}$/\1/p' "$work/lab" >"$work/list.txt"
echo "a..b" >>"$work/list.txt"
"$glue" collect -i "$work/list.txt" --root-hints "$work/hints" --address-map "$work/map" --timeout 0.4 -o "$work/evidence.jsonl"
python3 "$here/rows.py" hostile >"$work/hostile.jsonl"
[ "$(wc -l <"$work/evidence.jsonl")" -gt 20 ] || { echo "The sample was not collected."; exit 1; }

printf '%-11s %-28s %s\n' format judge verdict
say() {
    printf '%-11s %-28s %s\n' "$1" "$2" "$3"
    case $3 in good*) ;; "NOT HERE"*) missing=$((missing + 1)) ;; *) status=1 ;; esac
}

# judge FORMAT NAME PROGRAM COMMAND...: good where the command succeeds and says nothing.
judge() {
    local format=$1 name=$2 program=$3
    shift 3
    if ! command -v "$program" >/dev/null 2>&1; then
        say "$format" "$name" "NOT HERE: NOBODY JUDGED THIS"
    elif "$@" >"$work/said" 2>&1 && [ ! -s "$work/said" ]; then
        say "$format" "$name" good
    else
        say "$format" "$name" "BAD: $(head -c 300 "$work/said" | tr '\n' ' ')"
    fi
}

write() { "$glue" report --from "$work/evidence.jsonl" "$work/hostile.jsonl" --format "$1" -o "$work/report.$1" --help-base https://docs.example/glue; }

multitool=${SARIF_MULTITOOL:-sarif-multitool}
validate() { "$multitool" validate "$1" | grep -E ": (error|warning|note) " && return 1 || [ "${PIPESTATUS[0]}" -eq 0 ]; }
metrics() { promtool check metrics <"$1"; }
schema() { xmllint --noout --schema "$1" "$2" 2>&1 | grep -v ' validates$' && return 1 || return 0; }
# A page made of it holds what we wrote as markup, and nothing of what came from outside.
page() {
    cmark-gfm -e table -e autolink -e strikethrough -e tagfilter "$1" | grep -oE '<(img|script|del|em|hr|blockquote|pre|ol|input)[ />]|<a href="[^"]*"' | grep -v '<a href="https://docs.example/glue/checks/[A-Za-z]*.html"' | sort | uniq -c
    return 0
}
# The grammar of a plug-in's line: text, a bar, 'label'=value;warn;crit;min.
plugin() { [ "$(wc -l <"$1")" -eq 1 ] || echo "more than one line"; grep -qE "^GLUE (OK|WARNING|CRITICAL|UNKNOWN) - [^|]+ \| ('[a-z]+'=[0-9]+;;;0 ?)+$" "$1" || echo "not a plug-in's line"; }
table() {
    python3 - "$1" <<'PY'
import csv, sys
rows = list(csv.reader(open(sys.argv[1], encoding="utf-8", newline=""), strict=True))
if len({len(row) for row in rows}) != 1: print("rows of different lengths")
for row in rows[1:]:
    for cell in row:
        if cell[:1] in "=+-@\t\r" and cell and not cell.lstrip("-").isdigit(): print("a formula:", cell[:40])
PY
}

for format in sarif prometheus junit markdown nagios csv; do
    write "$format"
    [ -s "$work/report.$format" ] || say "$format" "the program" "BAD: no report"
done

judge sarif "sarif-multitool validate" "$multitool" validate "$work/report.sarif"
judge prometheus "promtool check metrics" promtool metrics "$work/report.prometheus"
judge junit "xmllint, $here/junit.xsd" xmllint schema "$here/junit.xsd" "$work/report.junit"
[ -n "${JUNIT_XSD:-}" ] && judge junit "xmllint, $(basename "$JUNIT_XSD")" xmllint schema "$JUNIT_XSD" "$work/report.junit"
judge markdown "cmark-gfm" cmark-gfm page "$work/report.markdown"
judge nagios "grammar of plug-ins" grep plugin "$work/report.nagios"
judge csv "python3 csv" python3 table "$work/report.csv"
# Drawings of what a domain depends on: each a file, since that is how they are shown.
for form in dot mermaid svg; do
    mkdir -p "$work/$form"
    for domain in stale.example unresponsive.example healthy3.test unregistered.example; do
        grep -F "\"$domain\"" "$work/evidence.jsonl" | "$glue" graph --from - --draw "$form" >"$work/$form/$domain" 2>/dev/null
        [ -s "$work/$form/$domain" ] || say "$form" "the program" "BAD: no drawing of $domain"
    done
done
graphviz() { local one; for one in "$@"; do dot -Tsvg "$one" -o /dev/null || return 1; done; }
judge dot "Graphviz" dot graphviz "$work"/dot/*
judge svg "xmllint" xmllint xmllint --noout "$work"/svg/*
mermaid() { node "$here/parse-mermaid.mjs" "$MERMAID_FOLDER" "$@"; }
if [ -d "${MERMAID_FOLDER:-/nowhere}/node_modules/mermaid" ]; then
    judge mermaid "mermaid's own parser" node mermaid "$work"/mermaid/*
else
    say mermaid "mermaid's own parser" "NOT HERE: NOBODY JUDGED THIS"
fi
if [ "${1:-}" = --page ]; then
    tests/reports/judge.sh >"$work/page" 2>&1 && say html "tests/reports/judge.sh" good || say html "tests/reports/judge.sh" "BAD: $(tail -3 "$work/page" | tr '\n' ' ')"
else
    echo "html        is judged by tests/reports/judge.sh, and here with --page"
fi
[ "$missing" -gt 0 ] && echo "#### $missing OF THE JUDGES ARE NOT ON THIS MACHINE ####"
[ "${GLUETOOLS_REQUIRE_JUDGES:-}" = 1 ] && [ "$missing" -gt 0 ] && status=1
exit $status
