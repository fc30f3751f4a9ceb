#!/usr/bin/env bash
# Saved evidence: what it costs to keep what the servers said of each domain beside auditing it (glue collect over glue test), and to judge it again without asking anybody: domains a
# second by the clock, processor time, peak memory and size, over lists of different length. Medians of rounds in turn. Needs nsd and root rights.
# Usage: bench/saved.sh [--rounds N] [--sizes "COUNT..."]
set -euo pipefail
. "$(dirname "$0")/../tests/internet/lib.sh"
rounds=3 sizes="1000 10000"
take_options 'rounds= sizes=' "$@"
need_root
begin
build_dotnet ../src/GlueTools.Console
compiled_glue
machine
network
world "$work/world" --domains "$(printf '%s\n' $sizes | sort -n | tail -1)" --hosts 100 --zones
serve "$work/world"
program=${compiled:-$glue}

# run LABEL COMMAND...: a line with seconds, processor seconds and megabytes for LABEL.
run() { measured "$work/cost" "${@:2}" >"$work/out" || [ $? = 1 ]; cat "$work/cost" >>"$work/costs.$1"; }
ask() { run "$1" "$program" "$2" -i "$work/list" --root-hints "$work/world/hints" --port "$port" --depth core --server-rate 0 --rate 0 "${@:3}"; }
column() { awk -v field="$2" '{print $field}' "$work/costs.$1"; }
persecond() { awk -v count="$1" -v seconds="$2" 'BEGIN { printf "%.0f", count / seconds }'; }

echo '| domains | run | domains/s | processor time, us a domain | peak memory, MB | saved, bytes a domain |'
echo '| --- | --- | --- | --- | --- | --- |'
for count in $sizes; do
    head -n "$count" "$work/world/names" >"$work/list"
    rm -f "$work"/costs.*
    for _ in $(seq "$rounds"); do
        ask test test --format jsonl
        ask collect collect
        mv "$work/out" "$work/saved.jsonl"
        run again "$program" test --from "$work/saved.jsonl" --format jsonl
        [ "$(grep -c '"Status":"Healthy"' "$work/out")" = "$count" ] || { echo "Judged again, not all $count domains are healthy." >&2; exit 1; }
    done
    while IFS=: read -r label what size; do
        seconds=$(column "$label" 1 | median) busy=$(column "$label" 2 | median)
        echo "| $count | $what | $(persecond "$count" "$seconds") | $(awk -v count="$count" -v busy="$busy" 'BEGIN { printf "%.0f", busy * 1e6 / count }') | $(column "$label" 3 | median) | $size |"
    done <<TABLE
test:glue test:
collect:glue collect:$(($(stat -c %s "$work/saved.jsonl") / count))
again:glue test --from:
TABLE
done
