#!/usr/bin/env bash
# The tables of docs/evidence.md: plain (three seeds, both depths, NSD and Knot DNS), pairs (the same of each kind of fault alone and beside every other), loss (5 % of all packets), rrl (rate limits at the parents).
# Usage: table.sh [plain|pairs|loss|rrl]     DOMAINS=N for another size, CODES=1 for precision and recall of each code, GLUE=DLL for another build of the tool
set -euo pipefail
. "$(dirname "$0")/lib.sh"
domains=${DOMAINS:-2500} status=0
begin
log=$work/log

row() {
    trial "$log" --domains "$domains" ${GLUE:+--glue "$GLUE"} "$@" || return 0
    local names healthy alarms
    read -r names _ healthy _ <<<"$(head -1 "$log")"
    alarms=$(grep -oP 'above on them \K[0-9]+' "$log")
    printf '| %-44s | %5d | %5d | %5d | %4d | %4d | %4d | %s | %s |\n' "$*" "$names" "$healthy" "$right" "$missed" "$false" "$alarms" "$lost" \
        "$(grep -oE '(packets dropped|rate limit set in): [0-9]+' "$log" | grep -oE '[0-9]+$' || echo -)"
    [ -z "${CODES:-}" ] || grep -E '  [01]\.[0-9]{4} ' "$log" || true
}

echo '| Options of run.sh | Domains | Healthy | Findings right | missed | false | on healthy | lost/twice/unknown | packets dropped, or times a limit was set |'
echo '| --- | --- | --- | --- | --- | --- | --- | --- | --- |'
case "${1:-plain}" in
    plain) for seed in 1 2 3; do for server in nsd knot; do for depth in core standard; do row --seed $seed --server $server --depth $depth; done; done; done ;;
    pairs) for seed in 1 2 3; do for server in nsd knot; do for depth in core standard; do row --all-pairs --seed $seed --server $server --depth $depth; done; done; done ;;
    loss) for server in nsd knot; do for seed in 1 2 3; do row --seed $seed --server $server --depth standard --loss 5; done; done ;;
    rrl) for seed in 1 2 3; do row --seed $seed --server nsd --depth standard --rrl; done; for seed in 1 2; do row --seed $seed --server nsd --depth standard --rrl 1; done ;;
    *) usage ;;
esac
exit $status
