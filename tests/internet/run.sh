#!/usr/bin/env bash
# Generates a simulated internet, serves it in a network namespace, audits every name in it and compares what was found with what the generator wrote.
# Needs root rights, iproute2, nsd or knot; nftables for --loss and --limit.
# Usage: run.sh [--domains N | --all-pairs] [--seed S] [--server nsd|knot] [--depth core|standard] [--loss PERCENT] [--rrl [N]] [--limit PACKETS] [--rate N] [--server-rate N] [--throttle N]
#        [--shards N] [--registries] [--parent-files] [--glue DLL] [--keep FOLDER]
# With --registries, those of the top-level domains are asked as well (RDAP and WHOIS), which hold here and there something else than is served.
# With --parent-files, the parents' zone files are judged by themselves, too, and what is found in them is held against what asking found (zonefiles.py).
set -euo pipefail
. "$(dirname "$0")/lib.sh"
domains=500 seed=1 server=nsd depth=standard loss=0 rrl='' keep='' rate=0 throttle=64 limit=0 server_rate=0 shards=1 all_pairs='' registries='' parent_files=''
take_options 'domains= all-pairs seed= server= depth= loss= rrl? limit= server-rate= rate= throttle= shards= registries parent-files glue= keep=' "$@"
case "$rrl" in '') ;; yes) rrl=--rrl ;; *) rrl=--rrl=$rrl ;; esac
begin
tool
folder=$(realpath -m "${keep:-$work/internet}")

# A rate limit sets TC as well, and a lost datagram leads to TCP: both hide what the server itself does with a large referral.
large=--server=$server
[ "$loss$limit" = 00 ] && [ -z "$rrl" ] || large=
python3 "$internet/generate.py" "$folder" --domains "$domains" --seed "$seed" --software "$server" $large $rrl ${all_pairs:+--all-pairs} ${registries:+--registries} ${parent_files:+--parent-files}

network
serve "$folder" "$server"

asked=()
if [ -n "$registries" ]; then
    ip netns exec "$there" python3 "$internet/registry_server.py" "$folder" >"$work/registries" &
    pids+=($!)
    until grep -qs ready "$work/registries"; do kill -0 "${pids[-1]}" && sleep 0.1; done
    asked=(--registry --bootstrap "$folder/bootstrap.json" --whois-server 23.0.0.1 --allow-http)
fi

drop_packets "$loss"

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

seconds=0
rm -f "$folder/found.jsonl"
for part in $(seq "$shards"); do
    audit "$folder" "$folder/names.txt" --shard "$part/$shards" --depth "$depth" --rate "$rate" --server-rate "$server_rate" --throttle "$throttle" "${asked[@]}" --format jsonl >>"$folder/found.jsonl"
    seconds=$(calc "$seconds + $(took)" 1)
done
echo "$server, depth $depth, seed $seed, loss $loss %, RRL ${rrl:-off}: audited in $seconds s"
if [ "$loss" != 0 ]; then
    echo "packets dropped: $(for side in "$here" "$there"; do ip netns exec "$side" nft list table inet loss | grep -o 'counter packets [0-9]*'; done | awk '{n += $3} END {print n}')"
fi
if [ "$limit" != 0 ]; then
    echo "packets to the parents, and dropped there: $(ip netns exec "$there" nft list counters table inet drops | grep -o 'packets [0-9]*' | tr '\n' ' ')"
fi
if [ -n "$rrl" ]; then echo "rate limit set in: $(cat "$folder"/{root,tldA,tldB}/log | grep -c 'ratelimit block' || true) times"; fi
status=0
python3 "$internet/compare.py" "$folder/truth.jsonl" "$folder/found.jsonl" "$depth" || status=1
if [ -n "$parent_files" ]; then
    python3 "$internet/zonefiles.py" "$folder" "$glue" --found "$folder/found.jsonl" --short || status=1
fi
exit $status
