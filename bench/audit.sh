#!/usr/bin/env bash
# Audits a second at Core depth, rate limits off, against the embedded lab in a process of its own: medians of several rounds.
# Usage: bench/audit.sh [ROUNDS] [DOMAINS]
set -euo pipefail
. "$(dirname "$0")/../tests/internet/lib.sh"
rounds=${1:-3} domains=${2:-5000}
begin
build_dotnet GlueTools.Bench ../src/GlueTools.Console
python3 "$bench/many_domains.py" "$domains" "$work/scenario" "$work/names"
"$glue" lab start --scenario "$work/scenario" --write-hints "$work/hints" --write-map "$work/map" >"$work/lab.log" 2>&1 &
pids+=($!)
for _ in $(seq 100); do [ -s "$work/map" ] && break; sleep 0.2; done
sleep 1

for round in $(seq 1 "$rounds"); do
    "$gluebench" audit "$work/hints" "$work/map" "$work/names" 400 >"$work/out"
    awk '/domains\/s/ {print $1}' "$work/out" >>"$work/domains"
    awk '/questions\/s/ {print $3}' "$work/out" >>"$work/cpu"
    awk '/questions\/s/ {print $8}' "$work/out" >>"$work/bytes"
    audit "$work" "$work/names" "${bulk[@]}" --address-map "$work/map" --server-throttle 1000 --throttle 400 >"$work/jsonl"
    awk -v n="$(wc -l <"$work/jsonl")" '{print n / $1}' "$work/cost" >>"$work/glue"
done
printf '| domains | in one process, domains/s | processor time per question, us | bytes allocated per question | glue test -i, whole program, domains/s |\n| --- | --- | --- | --- | --- |\n'
printf '| %s | %s | %s | %s | %.0f |\n' "$domains" "$(median <"$work/domains")" "$(median <"$work/cpu")" "$(median <"$work/bytes")" "$(median <"$work/glue")"
