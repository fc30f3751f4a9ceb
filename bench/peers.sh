#!/usr/bin/env bash
# What a domain costs in bulk, beside the Zonemaster engine in one process, dnsviz (one probe and one grok for all names) and a script of three dig processes a domain.
# NSD in a namespace, healthy domains. Rounds in turn, medians and ranges.
# Usage: bench/peers.sh [--rounds N] [--names N]    (names for each of the others; GlueTools audits 100,000)
set -euo pipefail
. "$(dirname "$0")/../tests/internet/lib.sh"
rounds=3 names=30
take_options 'rounds= names=' "$@"
need_root
need nsd nsd perl perl dnsviz dnsviz dig bind9-dnsutils
perl -MZonemaster::Engine -e 1 2>/dev/null || { echo "This needs the Zonemaster engine (Debian: apt-get install libzonemaster-engine-perl)." >&2; exit 2; }
begin
build_dotnet ../src/GlueTools.Console
machine
network
all=100000
world "$work/world" --domains $all --zones
serve "$work/world"
resolver "$work/world/hints"
head -"$names" "$work/world/names" >"$work/names"
root=$(awk '$3 != "NS" {print ($3 == "AAAA" ? $1 "=[" $4 "]" : $1 "=" $4)}' "$work/world/hints" | sed 's/\.=/=/' | paste -sd,)
# The questions of an audit, three lines a domain: to the parent's servers, to the zone's about itself, to them about their addresses. dig is told whom to ask.
awk 'NR == FNR {wanted[$1]; next}
     {name = $2; sub(/^ns[12]\./, "", name)}
     name in wanted {part = name != $2 ? 3 : $1 ~ /^(21|2a10)/ ? 1 : 2; line[name, part] = line[name, part] " @" $1 " " $2 " " $3 (part == 1 ? " +dnssec" : "")}
     END {for (name in wanted) for (part = 1; part < 4; part++) print line[name, part]}' "$work/names" "$work/world/mix" >"$work/questions"

note() { awk -v n="$2" '{print 1000 * $1 / n}' "$work/cost" >>"$work/$1"; }
for round in $(seq "$rounds"); do
    audit "$work/world" "$work/world/names" "${bulk[@]}" --throttle 64 --server-throttle 1000 >"$work/found" || true
    note ours $all
    peer "$work/cost" perl "$bench/peers/zonemaster.pl" "$work/world/hints" "$work/names" >"$work/zonemaster.log" 2>&1 || { cat "$work/zonemaster.log" >&2; exit 1; }
    note zonemaster "$names"
    peer "$work/cost" sh -c 'dnsviz probe -A -a . -x .+:"$1" -f "$2" -o "$3" && dnsviz grok -l warning -f "$2" -r "$3" >"$4"' sh "$root" "$work/names" "$work/probe" "$work/grok" >"$work/dnsviz.log" 2>&1 || { cat "$work/dnsviz.log" >&2; exit 1; }
    note dnsviz "$names"
    peer "$work/cost" "$bench/peers/dig.sh" <"$work/questions"
    note dig "$names"
done
ours=$(median <"$work/ours")
echo '| | ms per domain | of GlueTools |'
echo '| --- | --- | --- |'
printf '| `glue test -i`, %s names, whole program | %s | 1 |\n' $all "$(spread 3 <"$work/ours")"
for peer in 'zonemaster:Zonemaster engine, one process, all its tests' 'dnsviz:dnsviz probe and grok' 'dig:three dig processes a domain'; do
    name=${peer%%:*}
    printf '| %s, %s names | %s | %s |\n' "${peer#*:}" "$names" "$(spread 1 <"$work/$name")" "$(calc "$(median <"$work/$name") / $ours" 0)"
done
