#!/usr/bin/env bash
# The generated internet in large, a share of it faulty, at Core depth with rate limits off: time beside that of the bare C sender for as many questions to the same servers, memory
# at its peak, and whether every finding is right (internet/compare.py). NSD in a namespace. Writing the zones of 100,000 domains takes minutes.
# Usage: bench/faulty.sh [--domains N] [--healthy PERCENT] [--seed N] [--rounds N] [-- OPTION...]     Options after -- go to glue test.
set -euo pipefail
. "$(dirname "$0")/../tests/internet/lib.sh"
domains=100000 healthy=70 seed=1 rounds=3 options=(--throttle 64 --server-throttle 1000)
take_options 'domains= healthy= seed= rounds= --' "$@"
need_root
begin
build_c floor floor.c
build_dotnet ../src/GlueTools.Console
machine
folder=$work/internet
python3 "$internet/generate.py" "$folder" --domains "$domains" --healthy "$healthy" --seed "$seed" --server nsd
echo
network
serve "$folder"
# The bare sender asks what audits ask: the questions of the first domains' audits that were answered. (Those about healthy domains alone are answered much faster.)
head -n 20000 "$folder/names.txt" >"$work/first"
capture 'udp port 53'
audit "$folder" "$work/first" "${bulk[@]}" "${options[@]}" >"$work/found.jsonl" 2>"$work/errors"
captured
python3 "$bench/answered.py" "$work/pcap" >"$work/mix"
rm "$work/pcap"
echo '| domains | questions | bare C sender, questions/s | its time for them, s | glue test -i, s | ratio | domains/s | peak MB | findings right, missed, false | lost, twice, unknown |'
echo '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |'
for round in $(seq "$rounds"); do
    client "$work/floor" "$work/mix" 1000000 1000 | awk '{print $1}' >"$work/rate"
    audit "$folder" "$folder/names.txt" "${bulk[@]}" "${options[@]}" >"$work/found.jsonl" 2>"$work/errors"
    python3 "$internet/compare.py" "$folder/truth.jsonl" "$work/found.jsonl" core >"$work/verdict" || grep -E '^(missed|false)' "$work/verdict" | head -20 >&2 || true
    verdict "$work/verdict"
    asked=$(awk -F'"QueryCount":' '{split($2, a, ","); n += a[1]} END {print n}' "$work/found.jsonl")
    read -r time _ peak <"$work/cost"
    least=$(calc "$asked / $(cat "$work/rate")" 1)
    printf '| %s | %s | %s | %s | %s | %s | %s | %s | %s | %s |\n' "$domains" "$asked" "$(cat "$work/rate")" "$least" "$(calc "$time" 1)" "$(ratio "$time" "$least")" "$(calc "$domains / $time" 0)" "$peak" \
        "$right, $missed, $false" "${lost//\//, }"
done
