#!/usr/bin/env bash
# The tables of docs/evidence.md. One of: plain (three seeds, both depths, NSD and Knot DNS), loss (5 % of all packets), rrl (rate limits at the parents).
set -uo pipefail
cd "$(dirname "$0")"
domains=${DOMAINS:-2500} status=0
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

row() {
    local code=0
    ./run.sh --domains "$domains" "$@" >"$folder/log" 2>&1 || code=$?
    if ! grep -q '^all ' "$folder/log"; then
        cat "$folder/log"
        status=1
        return
    fi
    [ "$code" = 0 ] || { status=1; grep -E '^(missed|false)' "$folder/log" >&2; }
    local names healthy right missed false alarms lost
    read -r names _ healthy _ <<<"$(head -1 "$folder/log")"
    read -r _ right missed false <<<"$(grep '^all ' "$folder/log")"
    alarms=$(grep -oP 'above on them \K[0-9]+' "$folder/log")
    lost=$(grep -oP 'lost \K[0-9]+, twice [0-9]+, unknown [0-9]+' "$folder/log" | tr -dc '0-9,' | tr , /)
    printf '| %-44s | %5d | %5d | %5d | %4d | %4d | %4d | %s | %s |\n' "$*" "$names" "$healthy" "$right" "$missed" "$false" "$alarms" "$lost" \
        "$(grep -oE '(packets dropped|rate limit set in): [0-9]+' "$folder/log" | grep -oE '[0-9]+$' || echo -)"
    [ -z "${CODES:-}" ] || grep -E '  [01]\.[0-9]{4} ' "$folder/log"
}

echo '| Options of run.sh | Domains | Healthy | Findings right | missed | false | on healthy | lost/twice/unknown | packets dropped, or times a limit was set |'
echo '| --- | --- | --- | --- | --- | --- | --- | --- | --- |'
case "${1:-plain}" in
    plain) for seed in 1 2 3; do for server in nsd knot; do for depth in core standard; do row --seed $seed --server $server --depth $depth; done; done; done ;;
    loss) for server in nsd knot; do for seed in 1 2 3; do row --seed $seed --server $server --depth standard --loss 5; done; done ;;
    rrl) for seed in 1 2 3; do row --seed $seed --server nsd --depth standard --rrl; done; for seed in 1 2; do row --seed $seed --server nsd --depth standard --rrl 1; done ;;
    *) echo "usage: table.sh [plain|loss|rrl]" >&2; exit 2 ;;
esac
exit $status
