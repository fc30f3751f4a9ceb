#!/usr/bin/env bash
# Serves what generate.py wrote in a network namespace, audits names from another with the options given, and captures what the servers are asked.
# Usage: run.sh FOLDER OUT NAMES [glue test options...]   Writes OUT.pcap, OUT.jsonl, OUT.seconds. Needs root rights, iproute2, nsd, tcpdump.
set -euo pipefail
keep=$(realpath "$1") out=$(realpath "$2") names=$(realpath "$3") server=nsd glue=${GLUE:-}
usage="usage: run.sh FOLDER OUT NAMES [options]"
shift 3
cd "$(dirname "$0")/../internet"
. ./network.sh
trap clean EXIT
serve
# Where nobody is, nobody says so either.
ip -n "$there" route add blackhole 23.64.0.0/10
if [ -z "${NO_CAPTURE:-}" ]; then
    ip netns exec "$there" tcpdump -i there -Q in -s 300 -B 65536 -w "$out.pcap" 'dst port 53' 2>"$out.tcpdump" &
    capture=$!
    pids+=("$capture")
    sleep 1
fi
started=$(date +%s.%N)
status=0
ip netns exec "$here" dotnet "$glue" test -i "$names" --root-hints "$folder/hints" --depth core --format jsonl "$@" >"$out.jsonl" || status=$?
[ "$status" -le 1 ]
awk -v a="$started" -v b="$(date +%s.%N)" 'BEGIN {printf "%.1f\n", b - a}' >"$out.seconds"
if [ -z "${NO_CAPTURE:-}" ]; then
    sleep 1
    kill -INT "$capture"
    wait "$capture" || true
    grep -q '^0 packets dropped by kernel' "$out.tcpdump" || { cat "$out.tcpdump" >&2; exit 1; }
fi
