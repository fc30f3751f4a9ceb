#!/usr/bin/env bash
# The tables of "Politeness" in docs/performance.md: what servers see of a run, counted at the servers; and what a run finds where servers protect
# themselves. Needs root rights, iproute2, nsd, tcpdump, nftables, python3.
# Usage: bench/politeness.sh [limits|shared|dropping|waiting]   (all of them without an argument)
set -euo pipefail
cd "$(dirname "$0")"
which=${1:-all}
dotnet build -c Release ../src/GlueTools.Console -v quiet --nologo >/dev/null
work=$(mktemp -d)
# The capture is written by a user of its own.
chmod 755 "$work"
trap 'rm -rf "$work"' EXIT
status=0

healthy() { grep -c '"IsHealthy":true' "$1" || true; }

serve() {
    [ -d "$work/$1" ] || python3 polite/generate.py "$work/$1" --domains "$1" --dead "${2:-0}"
}

# domains, limit of a server, limit of the run, options
limits() {
    local count=$1 rate=$2 all=$3
    shift 3
    head -n "$count" "$work/100000/names.txt" >"$work/names"
    polite/run.sh "$work/100000" "$work/out" "$work/names" "$@"
    local row
    row=$(python3 polite/arrivals.py "$work/out.pcap" --rate "$rate" --all "$all")
    echo "| ${*:-defaults} | $count | $(healthy "$work/out.jsonl") | $(cat "$work/out.seconds") | $row |"
}

if [ "$which" = all ] || [ "$which" = limits ] || [ "$which" = shared ]; then
    serve 100000
fi
if [ "$which" = all ] || [ "$which" = limits ]; then
    echo '| options | domains | healthy | s | questions | of these connections | most to a server in any second | the same after its first 3 s | burst of a server | most of the run in any second | burst of the run |'
    echo '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |'
    limits 2000 50 2000
    limits 2000 100 0 --server-rate 100 --rate 0 --tcp
    limits 20000 500 0 --server-rate 500 --rate 0
    limits 100000 2000 0 --server-rate 2000 --rate 0 --server-throttle 64 --throttle 256
    echo
fi
if [ "$which" = all ] || [ "$which" = shared ]; then
    [ "$which" = all ] || limits 100000 2000 0 --server-rate 2000 --rate 0 --server-throttle 64 --throttle 256 >/dev/null
    echo '| domains | questions to the root | to the TLD about itself and its hosters | delegations asked (a domain at an address) | asked twice |'
    echo '| --- | --- | --- | --- | --- |'
    echo "| 100000 | $(python3 polite/arrivals.py "$work/out.pcap" --shared 2>/dev/null) |"
    echo
fi
rm -f "$work/out.pcap"

dropping() {
    local code=0
    internet/run.sh --domains 1000 --depth core "$@" >"$work/log" 2>&1 || code=$?
    [ "$code" = 0 ] || { status=1; grep -E '^(missed|false)' "$work/log" >&2 || cat "$work/log" >&2; }
    local seconds right missed false sent dropped
    seconds=$(grep -oP 'audited in \K[0-9.]+' "$work/log")
    read -r _ right missed false <<<"$(grep '^all ' "$work/log")"
    read -r _ sent _ dropped <<<"$(grep -oP 'dropped there: \K.*' "$work/log" || echo '- - - -')"
    echo "| $* | $seconds | $sent | $dropped | $(grep -oP 'set in: \K[0-9]+' "$work/log" || echo -) | $right | $missed | $false |"
}

if [ "$which" = all ] || [ "$which" = dropping ]; then
    echo '| options of internet/run.sh | s | packets to the parents | dropped | RRL set in | findings right | missed | false |'
    echo '| --- | --- | --- | --- | --- | --- | --- | --- |'
    dropping --seed 1
    dropping --seed 1 --rrl
    dropping --seed 1 --rrl --server-rate 50 --rate 2000
    dropping --seed 1 --rrl 1
    dropping --seed 1 --limit 200
    dropping --seed 1 --limit 50
    dropping --seed 2 --limit 30
    echo
fi

waiting() {
    NO_CAPTURE=1 polite/run.sh "$work/waiting" "$work/out" "$work/waiting/names.txt" --server-rate 0 --rate 0
    echo "| $1 | 2000 | $(healthy "$work/out.jsonl") | $(cat "$work/out.seconds") |"
}

if [ "$which" = all ] || [ "$which" = waiting ]; then
    echo '| domains with a dead server, % | domains | healthy | s |'
    echo '| --- | --- | --- | --- |'
    for dead in 0 20 50; do
        rm -rf "$work/waiting"
        python3 polite/generate.py "$work/waiting" --domains 2000 --dead "$dead"
        waiting "$dead"
    done
fi
exit $status
