#!/usr/bin/env bash
# Serves what generate.py wrote in a network namespace, audits names from another with the options given, and captures what the servers are asked.
# Usage: run.sh FOLDER OUT NAMES [glue test options...]   Writes OUT.pcap, OUT.jsonl, OUT.seconds. Needs root rights, iproute2, nsd, tcpdump.
set -euo pipefail
cd "$(dirname "$0")"
folder=$1 out=$2 names=$3
shift 3
glue=$(realpath "${GLUE:-../../src/GlueTools.Console/bin/Release/net10.0/glue.dll}")
PATH=$PATH:/usr/sbin:/sbin
there=polite-s$$ here=polite-c$$
pids=()
clean() {
    for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
    for pid in "${pids[@]}"; do wait "$pid" 2>/dev/null || true; done
    ip netns delete "$here" 2>/dev/null || true
    ip netns delete "$there" 2>/dev/null || true
}
trap clean EXIT
ip netns add "$there"
ip netns add "$here"
ip -n "$there" link set lo up
ip -n "$here" link set lo up
ip -n "$there" link add there type veth peer name here netns "$here"
ip -n "$there" addr add 23.0.0.1/30 dev there
ip -n "$there" addr add 2a31::1/64 dev there nodad
ip -n "$here" addr add 23.0.0.2/30 dev here
ip -n "$here" addr add 2a31::2/64 dev here nodad
ip -n "$there" link set there up
ip -n "$here" link set here up
ip -n "$here" route add default via 23.0.0.1
ip -n "$here" -6 route add default via 2a31::1
ip -n "$there" -batch "$folder/addresses.ip"
# Where nobody is, nobody says so either.
ip -n "$there" route add blackhole 23.64.0.0/10
while read -r name _; do
    ip netns exec "$there" nsd -d -c "$folder/$name/nsd.conf" >"$folder/$name/log" 2>&1 &
    pids+=($!)
done <"$folder/servers"
ip netns exec "$here" python3 ../internet/ready.py "$folder/servers"
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
