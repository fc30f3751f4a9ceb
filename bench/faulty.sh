#!/usr/bin/env bash
# The generated internet in large, a share of it faulty, at Core depth with rate limits off: time beside that of the bare C sender for as many questions to the same servers, memory
# at its peak, and whether every finding is right (internet/compare.py). NSD in a namespace. Writing the zones of 100,000 domains takes minutes.
# Usage: bench/faulty.sh [--domains N] [--healthy PERCENT] [--seed N] [--rounds N] [-- OPTION...]     Options after -- go to glue test.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
domains=100000 healthy=70 seed=1 rounds=3 options=(--throttle 400 --server-throttle 1000)
while [ $# -gt 0 ]; do
    case "$1" in
        --domains) domains=$2; shift 2 ;;
        --healthy) healthy=$2; shift 2 ;;
        --seed) seed=$2; shift 2 ;;
        --rounds) rounds=$2; shift 2 ;;
        --) shift; options=("$@"); break ;;
        *) sed -n '2,4s/^# //p' "$0" >&2; exit 2 ;;
    esac
done
need_root
begin
build_c floor floor.c
build_dotnet ../src/GlueTools.Console
machine
folder=$work/internet
python3 "$bench/internet/generate.py" "$folder" --domains "$domains" --healthy "$healthy" --seed "$seed" --server nsd --mix 20000
echo
network "$there" "$here"
serve_nsd "$folder"
echo '| domains | questions | bare C sender, questions/s | its time for them, s | glue test -i, s | ratio | domains/s | peak MB | findings right, missed, false | lost, twice, unknown |'
echo '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |'
for round in $(seq "$rounds"); do
    client "$work/floor" "$folder/mix" 500000 1000 | awk '{print $1}' >"$work/rate"
    measured "$work/cost" "$glue" test -i "$folder/names.txt" --root-hints "$folder/hints" --depth core --server-rate 0 --rate 0 "${options[@]}" --format jsonl >"$work/found.jsonl" 2>"$work/errors" || [ $? = 1 ]
    python3 "$bench/internet/compare.py" "$folder/truth.jsonl" "$work/found.jsonl" core >"$work/verdict" || grep -E '^(missed|false)' "$work/verdict" | head -20 >&2 || true
    asked=$(awk -F'"QueryCount":' '{split($2, a, ","); n += a[1]} END {print n}' "$work/found.jsonl")
    read -r time _ peak <"$work/cost"
    least=$(calc "$asked / $(cat "$work/rate")" 1)
    printf '| %s | %s | %s | %s | %s | %s | %s | %s | %s | %s |\n' "$domains" "$asked" "$(cat "$work/rate")" "$least" "$(calc "$time" 1)" "$(ratio "$time" "$least")" "$(calc "$domains / $time" 0)" "$peak" \
        "$(awk '/^all /{print $2 ", " $3 ", " $4}' "$work/verdict")" "$(grep -oP 'lost \K[0-9]+, twice [0-9]+, unknown [0-9]+' "$work/verdict" | tr -dc '0-9,' | sed 's/,/, /g')"
done
