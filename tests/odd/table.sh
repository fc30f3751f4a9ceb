#!/usr/bin/env bash
# The tables of docs/evidence.md, "Independence": a row for each run of run.sh over seeds, depths, throttles and orders, and by kind for the first of them.
# Usage: table.sh [plain|loss]     SIZES=1,10,100,1000 for other sizes, SEEDS="1 2 3" for other seeds, BY_KIND=1 for the rows of each kind
set -euo pipefail
. "$(dirname "$0")/../internet/lib.sh"
sizes=${SIZES:-1,10,100} status=0
begin
log=$work/log

row() {
    "$(dirname "$0")/run.sh" --sizes "$sizes" --server-throttle 32 "$@" >"$log" 2>&1 || status=1
    grep -q '^lost ' "$log" || { cat "$log" >&2; return 1; }
    read -r _ domains right missed false unknown alone_missed alone_false alone_unknown differ <<<"$(grep '^all ' "$log")"
    printf '| %-70s | %d | %d | %s/%s | %s/%s | %s/%s | %s | %s |\n' "$*" "$domains" "$right" "$missed" "$alone_missed" "$false" "$alone_false" "$unknown" "$alone_unknown" "$differ" \
        "$(grep -oP ': \K(?=the list)|took \K[0-9.]+|at a time: \K[0-9.]+' "$log" | xargs | tr ' ' /)"
    grep -E '^(list|alone) ' "$log" >&2 || true
    [ -z "${BY_KIND:-}" ] || awk '/^Kind /,/^all /' "$log"
}

echo "Sizes $sizes. Two figures are of the list and of the audits alone."
echo
echo '| Options of run.sh | Domains | Findings right | missed | false | unknown | list and alone differ | seconds |'
echo '| --- | --- | --- | --- | --- | --- | --- | --- |'
case "${1:-plain}" in
    plain)
        for seed in ${SEEDS:-1 2 3}; do for depth in core standard; do for throttle in 64 16; do
            case $seed in 1) order=shuffled ;; 2) order=first ;; *) order=last ;; esac
            row --seed "$seed" --depth "$depth" --throttle "$throttle" --order "$order"
        done; done; done ;;
    loss) for seed in ${SEEDS:-1 2 3}; do row --seed "$seed" --loss 5; done ;;
    *) usage ;;
esac
exit $status
