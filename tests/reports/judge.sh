#!/usr/bin/env bash
# Judges the page of the report format html: html-validate and axe-core (from npm, into a folder that goes away) on a document and on a list, the tests in a browser,
# and, with --domains, how soon a list of that length is written, opened and scrolled. Needs node with npm, a Chromium and the .NET SDK.
# Usage: tests/reports/judge.sh [--domains N] [--keep FOLDER]
#   --keep FOLDER: the pages stay there, to be looked at.
set -euo pipefail
cd "$(dirname "$0")/../.."
axe=axe-core@4.14.1 validate=html-validate@10.17.0
domains= keep=
while [ $# -gt 0 ]; do
    case $1 in
        --domains) domains=${2:?--domains takes a number}; shift 2 ;;
        --keep) keep=${2:?--keep takes a folder}; shift 2 ;;
        *) echo "judge.sh takes --domains N and --keep FOLDER, not $1." >&2; exit 2 ;;
    esac
done
for tool in npm dotnet; do
    command -v "$tool" >/dev/null || { echo "################ No $tool: THE PAGE WAS NOT JUDGED. ################" >&2; exit 2; }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
pages=${keep:-$work/pages}
mkdir -p "$pages"
pages=$(cd "$pages" && pwd)

npm install --silent --no-audit --no-fund --prefix "$work" "$axe" "$validate"
echo "== in a browser, with axe-core"
export GLUETOOLS_REPORT_PAGES=$pages GLUETOOLS_AXE=$work/node_modules/axe-core/axe.min.js
[ -z "$domains" ] || export GLUETOOLS_REPORT_DOMAINS=$domains
status=0
dotnet test tests/GlueTools.Reports.Browser.Tests --nologo --logger "console;verbosity=detailed" >"$work/browser.log" 2>&1 || status=1
grep -E "domains, .* MB: opened|\[FAIL\]|################|^(Total tests|     Passed|     Failed|     Skipped|Test Run)" "$work/browser.log" | sort -u || true

echo "== html-validate"
cat >"$work/.htmlvalidate.json" <<'JSON'
{ "root": true, "extends": ["html-validate:recommended", "html-validate:document", "html-validate:a11y"] }
JSON
for page in document list; do
    "$work/node_modules/.bin/html-validate" --config "$work/.htmlvalidate.json" "$pages/$page.html" && echo "$page.html: no finding" || status=1
done

if [ -n "$domains" ]; then
    echo "== written by glue report from saved evidence"
    dotnet build src/GlueTools.Console -c Release --nologo -v q >/dev/null
    glue=src/GlueTools.Console/bin/Release/net10.0/glue
    for count in $((domains / 10)) "$domains"; do
        head -n "$count" "$pages/evidence.jsonl" >"$work/part.jsonl"
        /usr/bin/time -f "$count domains: %e s, %U s of processor time, %M KB at most" "$glue" report --from "$work/part.jsonl" --format html -o "$work/part.html" || [ $? -lt 2 ] || status=1
    done
fi
exit $status
