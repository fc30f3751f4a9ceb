#!/usr/bin/env bash
# Questions a second of the transport alone, by NSD in a namespace behind veth: the mix of an audit over 210 server addresses, half of them IPv6, beside a bare C sender;
# then one server beside dnsperf. Rounds in turn, medians and ranges. massdns (not in Debian) takes part if it is on PATH, DnsClient.NET if its DLL is given (or named by DNSCLIENT_DLL).
# Usage: bench/transport.sh [--rounds N] [--questions N] [--dnsclient DnsClient.dll]
set -euo pipefail
. "$(dirname "$0")/../tests/internet/lib.sh"
rounds=5 questions=500000 dnsclient=${DNSCLIENT_DLL:-}
take_options 'rounds= questions= dnsclient=' "$@"
[ -z "$dnsclient" ] || dnsclient=$(realpath "$dnsclient")
need_root
need dnsperf dnsperf nsd nsd
begin
build_c floor floor.c
build_dotnet GlueTools.Bench
if [ -n "$dnsclient" ]; then dotnet build -c Release "$bench/dnsclient" -p:DnsClientDll="$dnsclient" -o "$work/dnsclient" -v quiet --nologo >/dev/null; fi
machine
network
world "$work/world" --domains 10000 --zones
serve "$work/world"
server=21.1.0.1
grep alpha "$work/world/names" >"$work/names"
sed "s/^/$server /; s/\$/ NS/" "$work/names" >"$work/one"
sed 's/$/ NS/' "$work/names" >"$work/dnsperf"
echo $server >"$work/resolvers"
lines=$(wc -l <"$work/names")
passes=$((questions / lines + 1))
for i in $(seq $passes); do cat "$work/names"; done >"$work/massdns"

# take NAME: from "N questions/s, N us ..." on standard input to files of rates, costs and allocations.
take() { tee -a "$work/$1.log" | awk -v f="$work/$1" '/questions\/s/ {print $1 >> f ".rate"; print $3 >> f ".cost"; if (/bytes/) print $8 >> f ".bytes"}'; }
# outside NAME QUESTIONS COMMAND...: a program that does not print it in that form. dnsperf's own rate is taken, which leaves out its start.
outside() {
    local name=$1 count=$2
    shift 2
    measured "$work/cost" "$@" >"$work/out" 2>&1
    awk -v n="$count" -v own="$(awk '/Queries per second/ {print $4}' "$work/out")" '{printf "%f questions/s, %f us\n", own ? own : n / $1, $2 / n * 1e6}' "$work/cost" | take "$name"
}
row() { # NAME TEXT IN-FLIGHT FLOOR
    [ -f "$work/$1.rate" ] || return 0
    local bytes=-
    [ ! -f "$work/$1.bytes" ] || bytes=$(median <"$work/$1.bytes")
    printf '| %s | %s | %s | %s | %s | %s |\n' "$2" "$3" "$(spread <"$work/$1.rate")" "$(ratio "$(median <"$work/$1.rate")" "$(median <"$work/$4.rate")")" "$(spread 1 <"$work/$1.cost")" "$bytes"
}

for round in $(seq "$rounds"); do
    client "$work/floor" "$work/world/mix" "$questions" 1000 | take floor
    client "$work/floor" "$work/world/mix" "$questions" 1000 1 | take floor-single
    client "$gluebench" mix "$work/world/mix" "$questions" 1000 | take ours
    [ -z "$dnsclient" ] || client dotnet "$work/dnsclient/dnsclientbench.dll" "$work/world/mix" $((questions / 10)) 64 | take dnsclient
    for q in 64 1000; do
        client "$work/floor" "$work/one" "$questions" $q | take "floor-$q"
        client "$gluebench" mix "$work/one" "$questions" $q | take "ours-$q"
        outside "dnsperf-$q" $((passes * lines)) dnsperf -s $server -d "$work/dnsperf" -q $q -c 1 -T 1 -n $passes
        ! command -v massdns >/dev/null || outside "massdns-$q" $((passes * lines)) massdns --root --norecurse -q -t NS -s $q -o B -w /dev/null -r "$work/resolvers" "$work/massdns"
    done
done

echo '| audit mix over 210 addresses | in flight | questions/s | of C | client, us of processor time per question | bytes allocated per question |'
echo '| --- | --- | --- | --- | --- | --- |'
row floor 'bare C sender, up to 64 messages a system call' 1000 floor
row floor-single 'bare C sender, one message a system call' 1000 floor
row ours 'GlueTools' 1000 floor
row dnsclient 'DnsClient.NET' 64 floor
echo
echo '| one server, NS | in flight | questions/s | of C | client, us of processor time per question | bytes allocated per question |'
echo '| --- | --- | --- | --- | --- | --- |'
for q in 64 1000; do
    row floor-$q 'bare C sender' $q floor-$q
    row ours-$q 'GlueTools' $q floor-$q
    row dnsperf-$q 'dnsperf' $q floor-$q
    row massdns-$q 'massdns' $q floor-$q
done
echo
for q in 64 1000; do
    for peer in dnsperf massdns; do
        [ ! -f "$work/$peer-$q.rate" ] || echo "GlueTools against $peer, $q in flight: $(ratio "$(median <"$work/ours-$q.rate")" "$(median <"$work/$peer-$q.rate")")"
    done
done
if [ -n "$dnsclient" ]; then echo "GlueTools against DnsClient.NET: $(ratio "$(median <"$work/ours.rate")" "$(median <"$work/dnsclient.rate")")"; fi
grep -h unanswered "$work"/*.log | sort | uniq -c | sed 's/^ *\([0-9]*\) \(.*\)/\1 runs with \2/' || true
