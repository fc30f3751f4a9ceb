#!/usr/bin/env bash
# The independence test: audits names on odd servers in one list, then each in a session of its own, and compares both with the truth.
# Needs root rights, iproute2 and nsd; nftables and tcpdump for --loss.
# Usage: run.sh [--sizes N,N] [--seed S] [--order first|last|shuffled] [--kinds K,K] [--depth core|standard] [--throttle N] [--server-throttle N] [--at-once N] [--loss PERCENT]
#        [--details N] [--glue DLL] [--odd DLL] [--keep FOLDER]
set -euo pipefail
. "$(dirname "$0")/../internet/lib.sh"
sizes=1,100 seed=1 order=shuffled kinds='' depth=standard throttle=64 server_throttle=8 at_once=128 loss=0 details=40 keep=''
odd=$internet/../GlueTools.OddServers/bin/Release/net10.0/oddservers.dll
take_options 'sizes= seed= order= kinds= depth= throttle= server-throttle= at-once= loss= details= glue= odd= keep=' "$@"
begin
tool
[ "$loss" = 0 ] || python3 "$(dirname "$0")/heard_test.py" 2>"$work/test" || { cat "$work/test" >&2; exit 2; }
[ -f "$odd" ] || { echo "Build it first: dotnet build -c Release tests/GlueTools.OddServers" >&2; exit 2; }
folder=$(realpath -m "${keep:-$work/internet}")
python3 "$(dirname "$0")/generate.py" "$folder" --sizes "$sizes" --seed "$seed" --order "$order" --kinds "$kinds"
network
serve "$folder"
drop_packets "$loss"

# A proxy of its own for each run: its counters and clocks begin anew, and its ledger is of this run alone. Audits by themselves are each a client of its own to it.
proxy() {
    ip netns exec "$there" dotnet exec "$odd" proxy "$folder/plan" "$folder/$1.ledger" "$1" >"$work/proxy" 2>&1 &
    proxy=$!
    pids+=("$proxy")
    for _ in $(seq 600); do
        grep -q ready "$work/proxy" && return
        kill -0 "$proxy" 2>/dev/null || break
        sleep 0.1
    done
    cat "$work/proxy" >&2
    exit 2
}
proxy_ends() {
    kill "$proxy"
    wait "$proxy" || { cat "$work/proxy" >&2; exit 2; }
    unset 'pids[-1]'
}

# What comes to the client's interface and leaves it, and what of it gets no further than that; only where packets are lost. Of each packet as much as the kernel logs (512 octets).
capture_begins() {
    [ "$loss" != 0 ] || return 0
    need tcpdump tcpdump
    chmod 755 "$work"
    listen "$1.packets" -i here -s 526 -B 131072 port 53
    listen "$1.lost" -i nflog:7
}
listen() {
    ip netns exec "$here" tcpdump -w "$work/$1" "${@:2}" 2>"$work/$1.log" &
    pids+=($!)
    until grep -q 'listening on' "$work/$1.log"; do
        kill -0 "${pids[-1]}" || { cat "$work/$1.log" >&2; exit 1; }
        sleep 0.1
    done
}
capture_ends() {
    [ "$loss" != 0 ] || return 0
    sleep 1
    # The log first, for what is in it must be in the other, which tcpdump reads once in a second.
    for file in "$1.lost" "$1.packets"; do
        kill -INT "${pids[-1]}"
        wait "${pids[-1]}" || true
        unset 'pids[-1]'
        grep -q '^0 packets dropped by kernel' "$work/$file.log" || { cat "$work/$file.log" >&2; exit 1; }
        mv "$work/$file" "$folder/$file"
        sleep 2
    done
}

capture_begins list
proxy list
audit "$folder" "$folder/names.txt" --depth "$depth" --rate 0 --server-rate 0 --throttle "$throttle" --server-throttle "$server_throttle" --format jsonl >"$folder/list.jsonl"
proxy_ends
capture_ends list
echo "depth $depth, seed $seed, $order, throttle $throttle, loss $loss %: the list took $(took) s"
capture_begins alone
proxy alone
measured "$work/cost" dotnet exec "$odd" alone "$folder/hints" "$folder/names.txt" "$depth" "$at_once" >"$folder/alone.jsonl"
proxy_ends
capture_ends alone
echo "each alone, $at_once at a time: $(took) s"
python3 "$(dirname "$0")/compare.py" "$folder" "$depth" "$details" "$loss"
