#!/usr/bin/env bash
# How long the page of many domains takes to be written, and in a browser to open, to scroll, to search and to show a domain, by Chromium's own tracing. Each domain has evidence of its own.
# Usage: GLUETOOLS_JUDGES=FOLDER tests/reports/frames.sh [DOMAINS] [KEEP], where FOLDER/node_modules has playwright-core (tests/reports/judge.sh --install FOLDER); the page stays in KEEP.
set -euo pipefail
cd "$(dirname "$0")/../.."
domains=${1:-10000}
: "${GLUETOOLS_JUDGES:?names the folder with node_modules/playwright-core}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
pages=${2:-$work/pages}
mkdir -p "$pages"
pages=$(realpath "$pages")
GLUETOOLS_REPORT_PAGES=$pages GLUETOOLS_REPORT_DOMAINS=$domains dotnet test --project tests/GlueTools.Reports.Browser.Tests --no-progress --filter-method '*Only_rows_near*' >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
dotnet build src/GlueTools.Console -c Release --nologo -v q -o "$work/program" >/dev/null
status=0
/usr/bin/time -f "written by glue report: %e s, %U s + %S s of processor time, %M KB at most" "$work/program/glue" report --from "$pages/evidence.jsonl" -o "$pages/list.html" || status=$?
[ "$status" -lt 2 ] || exit 1
node tests/reports/frames.mjs "$(realpath "$GLUETOOLS_JUDGES")" "$pages/list.html" "$domains"
