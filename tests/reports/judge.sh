#!/usr/bin/env bash
# Everything that people look at and other systems read, before judges that are not ours: the sample of the lab and a table of hostile texts in every format, pages with an earlier run
# and with a registry beside, drawings, the documentation's site, the unit and timer. Prints format, judge and verdict, and says loudly which judge this machine lacks. Fails where a
# judge finds something, and, with GLUETOOLS_REQUIRE_JUDGES=1, where one is missing.
# Usage: tests/reports/judge.sh [--install FOLDER] [--keep FOLDER]
#   --install FOLDER: gets the judges that come from npm into FOLDER first. Where they are already, GLUETOOLS_JUDGES=FOLDER names it.
#   --keep FOLDER: what was judged stays there.
# Judges: promtool (Debian: prometheus), xmllint (libxml2-utils), also with JUNIT_XSD=FILE for a schema of your CI system, cmark-gfm, python3, Graphviz, systemd-analyze, and from npm, with
# node: sarif-multitool, html-validate, mermaid's own parser, and axe-core in the Chromium that is installed.
set -uo pipefail
cd "$(dirname "$0")/../.."
here=tests/reports
judges=${GLUETOOLS_JUDGES:-}
kept=
while [ $# -gt 0 ]; do
    case $1 in
        --install) judges=${2:?--install takes a folder}; shift 2
            npm install --silent --no-audit --no-fund --prefix "$judges" axe-core@4.14.1 html-validate@10.17.0 mermaid@11.17.2 jsdom@29.1.1 playwright-core@1.65.1 @microsoft/sarif-multitool@5.7.0 || exit 2 ;;
        --keep) kept=${2:?--keep takes a folder}; shift 2 ;;
        *) echo "judge.sh takes --install FOLDER and --keep FOLDER, not $1." >&2; exit 2 ;;
    esac
done
[ -z "$judges" ] || judges=$(realpath "$judges")
work=$(mktemp -d)
lab=
trap '[ -n "$lab" ] && kill "$lab" 2>/dev/null; [ -z "$kept" ] || { mkdir -p "$kept"; cp -r "$work"/. "$kept"; }; rm -rf "$work"' EXIT
glue=${GLUE:-src/GlueTools.Console/bin/Debug/net10.0/glue}
# An older build would be judged in place of what stands here.
[ -n "${GLUE:-}" ] || dotnet build src/GlueTools.Console -v q --nologo >/dev/null || exit 1
status=0
missing=0
. "$here/judging.sh"

"$glue" lab start --write-hints "$work/hints" --write-map "$work/map" >"$work/lab" 2>&1 &
lab=$!
for _ in $(seq 600); do grep -q "^Ctrl-C" "$work/lab" && [ -s "$work/map" ] && break; sleep 0.1; done
sed -n 's/^  \([a-z0-9.-]*\.[a-z]*\)\( .*\)\{0,1\}$/\1/p' "$work/lab" >"$work/list.txt"
echo "a..b" >>"$work/list.txt"
"$glue" collect -i "$work/list.txt" --root-hints "$work/hints" --address-map "$work/map" --timeout 0.4 -o "$work/evidence.jsonl"
python3 "$here/rows.py" hostile >"$work/hostile.jsonl"
[ "$(wc -l <"$work/evidence.jsonl")" -gt 20 ] || { echo "The sample was not collected."; exit 1; }

for format in sarif prometheus junit markdown nagios csv; do
    "$glue" report --from "$work/evidence.jsonl" "$work/hostile.jsonl" --format "$format" -o "$work/report.$format" --help-base https://docs.example/glue
    [ -s "$work/report.$format" ] || say "$format" "the program" "BAD: no report"
done

printf '%-22s %-32s %s\n' format judge verdict
judge sarif "sarif-multitool validate" "$judges/node_modules/.bin/sarif-multitool" validate "$work/report.sarif"
judge prometheus "promtool check metrics" promtool metrics "$work/report.prometheus"
judge junit "xmllint, $here/junit.xsd" xmllint schema "$here/junit.xsd" "$work/report.junit"
[ -n "${JUNIT_XSD:-}" ] && judge junit "xmllint, $(basename "$JUNIT_XSD")" xmllint schema "$JUNIT_XSD" "$work/report.junit"
judge markdown cmark-gfm cmark-gfm page "$work/report.markdown"
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
judge "graph, dot" Graphviz dot graphviz "$work"/dot/*
judge "graph, svg" xmllint xmllint xmllint --noout "$work"/svg/*
judge "graph, mermaid" "mermaid's own parser" "$judges/node_modules/mermaid/package.json" mermaid "$work"/mermaid/*

# Pages: of few domains, of more than are a document, beside an earlier run in which some glue was another, beside a registry, and those of the site.
validator=$judges/node_modules/.bin/html-validate axe=$judges/node_modules/axe-core/axe.min.js
mkdir -p "$work/pages" "$work/site"
if [ -f "$validator" ] || [ -f "$axe" ]; then
    "$glue" get --from "$work/evidence.jsonl" --format jsonl | sed 's/45\.10\.4\.1"/45.10.2.9"/; s/"ns1\.\(healthy2\|notinchild\)/"old.\1/' >"$work/old.jsonl"
    python3 "$here/rows.py" many 300 | cat "$work/evidence.jsonl" - >"$work/long.jsonl"
    report() { "$glue" report --from "$1" -o "$work/pages/$2.html" --help-base https://docs.example/glue --vantage-point here "${@:3}"; }
    report "$work/evidence.jsonl" document
    cat "$work/evidence.jsonl" "$work/hostile.jsonl" | report - hostile
    report "$work/long.jsonl" list
    report "$work/evidence.jsonl" comparison --against "$work/old.jsonl"
    GLUETOOLS_REPORT_PAGES=$work/pages dotnet test --project tests/GlueTools.Reports.Tests --no-progress --filter-method '*The_registry_stands_in_picture*' >"$work/registry.log" 2>&1
    dotnet run --project tools/GlueTools.Site -- --out "$work/site" >"$work/site.log" 2>&1
    for page in document hostile list comparison registry; do [ -s "$work/pages/$page.html" ] || say "html, $page" "the program" "BAD: no page"; done
fi
site=("$work"/site/{index,reports,console,checks/index,checks/GlueMatchesChild,cmdlets/Test-Delegation,guides/monitoring}.html)
for page in document hostile list comparison registry; do
    judge "html, $page" html-validate "$validator" validated "$work/pages/$page.html"
    judge "html, $page" "axe-core in Chromium" "$axe" accessible "$work/pages/$page.html"
done
judge "site, all pages" html-validate "$validator" validated "$work/site/**/*.html"
judge "site, ${#site[@]} pages" "axe-core in Chromium" "$axe" accessible "${site[@]}"
judge "GitHub Action" "its audit step, run" bash action
judge "unit and timer" "systemd-analyze verify" systemd-analyze unit examples/systemd
[ "$missing" -gt 0 ] && echo "#### $missing OF THE JUDGES ARE NOT ON THIS MACHINE ####"
[ "${GLUETOOLS_REQUIRE_JUDGES:-}" = 1 ] && [ "$missing" -gt 0 ] && status=1
exit $status
