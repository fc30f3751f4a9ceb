#!/usr/bin/env bash
# Generates a simulated internet, serves it in a network namespace, audits every name in it and compares what was found with what the generator wrote.
# Two namespaces, joined by veth: one for the servers, one for the client, whose only way leads to the first. Needs root rights, iproute2, nsd or knot.
set -euo pipefail
cd "$(dirname "$0")"
domains=500 seed=1 server=nsd depth=standard loss=0 rrl= glue= keep= rate=0 throttle=64 limit=0 serverrate=0
usage="usage: run.sh [--domains N] [--seed S] [--server nsd|knot] [--depth core|standard] [--loss PERCENT] [--rrl [N]] [--limit PACKETS] [--rate N] [--server-rate N] [--throttle N] [--glue DLL] [--keep FOLDER]"
while [ $# -gt 0 ]; do
    case "$1" in
        --domains) domains=$2; shift 2 ;;
        --seed) seed=$2; shift 2 ;;
        --server) server=$2; shift 2 ;;
        --depth) depth=$2; shift 2 ;;
        --loss) loss=$2; shift 2 ;;
        --rrl) rrl=--rrl; shift; case "${1:-}" in [0-9]*) rrl=--rrl=$1; shift ;; esac ;;
        --limit) limit=$2; shift 2 ;;
        --server-rate) serverrate=$2; shift 2 ;;
        --rate) rate=$2; shift 2 ;;
        --throttle) throttle=$2; shift 2 ;;
        --glue) glue=$2; shift 2 ;;
        --keep) keep=$2; shift 2 ;;
        *) echo "$usage" >&2; exit 2 ;;
    esac
done
[ -n "$glue" ] || glue=../../src/GlueTools.Console/bin/Release/net10.0/glue.dll
[ -f "$glue" ] || { echo "Build the tool first: dotnet build -c Release src/GlueTools.Console" >&2; exit 2; }
glue=$(realpath "$glue")
PATH=$PATH:/usr/sbin:/sbin

folder=${keep:-$(mktemp -d)}
there=internet-s$$ here=internet-c$$
pids=()
clean() {
    for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
    for pid in "${pids[@]}"; do wait "$pid" 2>/dev/null || true; done
    ip netns delete "$here" 2>/dev/null || true
    ip netns delete "$there" 2>/dev/null || true
    [ -n "$keep" ] || rm -rf "$folder"
}
trap clean EXIT

python3 generate.py "$folder" --domains "$domains" --seed "$seed" $rrl

ip netns add "$there"
ip netns add "$here"
ip -n "$there" link set lo up
ip -n "$here" link set lo up
ip -n "$there" link add there type veth peer name here netns "$here"
ip -n "$there" addr add 23.0.0.1/30 dev there
ip -n "$there" addr add 2a30::1/64 dev there nodad
ip -n "$here" addr add 23.0.0.2/30 dev here
ip -n "$here" addr add 2a30::2/64 dev here nodad
ip -n "$there" link set there up
ip -n "$here" link set here up
ip -n "$here" route add default via 23.0.0.1
ip -n "$here" -6 route add default via 2a30::1
ip -n "$there" -batch "$folder/addresses.ip"
ip -n "$there" -4 -batch "$folder/rules4.ip"
ip -n "$there" -6 -batch "$folder/rules6.ip"

while read -r name _; do
    case "$server" in
        nsd) ip netns exec "$there" nsd -d -c "$folder/$name/nsd.conf" >"$folder/$name/log" 2>&1 & ;;
        knot) ip netns exec "$there" knotd -c "$folder/$name/knot.conf" >"$folder/$name/log" 2>&1 & ;;
        *) echo "$usage" >&2; exit 2 ;;
    esac
    pids+=($!)
done <"$folder/servers"
# Ready is who answers for the last of its zones.
ip netns exec "$here" python3 ready.py "$folder/servers"

if [ "$loss" != 0 ]; then
    # On both ways in; dropping on the way out would show as an error to the sender.
    for side in "$here" "$there"; do
        ip netns exec "$side" nft -f - <<NFT
table inet loss {
    chain in {
        type filter hook input priority 0
        iif != lo numgen random mod 100 < $loss counter drop
    }
}
NFT
    done
fi

if [ "$limit" != 0 ]; then
    # What exceeds so many packets a second is dropped at each address of the root and the top-level domains.
    ip netns exec "$there" nft -f - <<NFT
table inet drops {
    counter sent { }
    counter dropped { }
    set four { type ipv4_addr; flags dynamic; size 64; }
    set six { type ipv6_addr; flags dynamic; size 64; }
    chain in {
        type filter hook input priority 0
        ip daddr { 21.0.0.0/8, 22.0.0.0/16 } counter name sent update @four { ip daddr limit rate over $limit/second burst $limit packets } counter name dropped drop
        ip6 daddr { 2a10::/16, 2a20::/16 } counter name sent update @six { ip6 daddr limit rate over $limit/second burst $limit packets } counter name dropped drop
    }
}
NFT
fi

status=0
started=$(date +%s.%N)
ip netns exec "$here" dotnet "$glue" test -i "$folder/names.txt" --root-hints "$folder/hints" --depth "$depth" --format jsonl --server-rate "$serverrate" --rate "$rate" --throttle "$throttle" \
    >"$folder/found.jsonl" 2>"$folder/errors" || status=$?
ended=$(date +%s.%N)
[ "$status" -le 1 ] || { cat "$folder/errors"; exit "$status"; }
echo "$server, depth $depth, seed $seed, loss $loss %, RRL ${rrl:-off}: audited in $(python3 -c "print('%.1f' % ($ended - $started))") s"
if [ "$loss" != 0 ]; then
    echo "packets dropped: $(for side in "$here" "$there"; do ip netns exec "$side" nft list table inet loss | grep -o 'counter packets [0-9]*'; done | awk '{n += $3} END {print n}')"
fi
if [ "$limit" != 0 ]; then
    echo "packets to the parents, and dropped there: $(ip netns exec "$there" nft list counters table inet drops | grep -o 'packets [0-9]*' | tr '\n' ' ')"
fi
if [ -n "$rrl" ]; then echo "rate limit set in: $(cat "$folder"/{root,tldA,tldB}/log | grep -c 'ratelimit block' || true) times"; fi
python3 compare.py "$folder/truth.jsonl" "$folder/found.jsonl" "$depth"
