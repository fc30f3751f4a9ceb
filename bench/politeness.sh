#!/usr/bin/env bash
# The tables of "Politeness" in docs/performance.md: what servers see of a run, counted at the servers; and what a run finds where servers protect
# themselves. Needs root rights, iproute2, nsd, tcpdump, nftables, python3.
# Usage: bench/politeness.sh [limits|shared|dropping|waiting]   (all of them without an argument)
set -euo pipefail
. "$(dirname "$0")/../tests/internet/lib.sh"
which=${1:-all}
need nft nftables
begin
build_dotnet ../src/GlueTools.Console
status=0

wanted() { [ "$which" = all ] || [ "$which" = "$1" ]; }
healthy() { grep -c '"IsHealthy":true' "$work/found.jsonl" || true; }
arrivals() { capture -Q in 'dst port 53'; }

# world, names, command before and after the audit, options
run() {
    network
    serve "$1"
    # Where nobody is, nobody says so either.
    ip -n "$there" route add blackhole 23.64.0.0/10
    "$3"
    audit "$1" "$2" --depth core --format jsonl "${@:5}" >"$work/found.jsonl"
    "$4"
    stop_servers
}

# domains, limit of a server, limit of the run, options
limits() {
    local count=$1 rate=$2 all=$3
    shift 3
    head -n "$count" "$work/large/names" >"$work/names"
    run "$work/large" "$work/names" arrivals captured "$@"
    echo "| ${*:-defaults} | $count | $(healthy) | $(took) | $(python3 "$bench/arrivals.py" "$work/pcap" --rate "$rate" --all "$all") |"
}

if wanted limits || wanted shared; then
    python3 "$bench/large_tld.py" "$work/large" --domains 100000
fi
if wanted limits; then
    echo '| options | domains | healthy | s | questions | of these connections | most to a server in any second | the same after its first 3 s | burst of a server | most of the run in any second | burst of the run |'
    echo '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |'
    limits 2000 50 2000
    limits 2000 100 0 --server-rate 100 --rate 0 --tcp
    limits 20000 500 0 --server-rate 500 --rate 0
    limits 100000 2000 0 --server-rate 2000 --rate 0 --server-throttle 64 --throttle 256
    echo
fi
if wanted shared; then
    [ "$which" = all ] || limits 100000 2000 0 --server-rate 2000 --rate 0 --server-throttle 64 --throttle 256 >/dev/null
    echo '| domains | questions to the root | to the TLD about itself and its hosters | delegations asked (a domain at an address) | asked twice |'
    echo '| --- | --- | --- | --- | --- |'
    echo "| 100000 | $(python3 "$bench/arrivals.py" "$work/pcap" --shared 2>/dev/null) |"
    echo
fi
rm -rf "$work/pcap" "$work/large"

dropping() {
    trial "$work/log" --domains 1000 --depth core "$@" || return 0
    local seconds sent dropped
    seconds=$(grep -oP 'audited in \K[0-9.]+' "$work/log")
    read -r _ sent _ dropped <<<"$(grep -oP 'dropped there: \K.*' "$work/log" || echo '- - - -')"
    echo "| $* | $seconds | $sent | $dropped | $(grep -oP 'set in: \K[0-9]+' "$work/log" || echo -) | $right | $missed | $false |"
}

if wanted dropping; then
    echo '| options of tests/internet/run.sh | s | packets to the parents | dropped | RRL set in | findings right | missed | false |'
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

if wanted waiting; then
    echo '| domains with a dead server, % | domains | healthy | s |'
    echo '| --- | --- | --- | --- |'
    for dead in 0 20 50; do
        rm -rf "$work/waiting"
        python3 "$bench/large_tld.py" "$work/waiting" --domains 2000 --dead "$dead"
        run "$work/waiting" "$work/waiting/names" true true --server-rate 0 --rate 0
        echo "| $dead | 2000 | $(healthy) | $(took) |"
    done
fi
exit $status
