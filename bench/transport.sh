#!/usr/bin/env bash
# Questions a second of the transport alone, to one NSD on loopback, beside dnsperf with the same names: rounds in turn, medians. Needs nsd and dnsperf.
# Usage: bench/transport.sh [ROUNDS] [QUESTIONS] [IN-FLIGHT]
set -euo pipefail
rounds=${1:-5} questions=${2:-400000} inflight=${3:-64}
cd "$(dirname "$0")/.."
for tool in nsd dnsperf; do
    command -v "$tool" >/dev/null || { echo "This needs $tool (Debian: apt-get install nsd dnsperf)."; exit 2; }
done
dotnet build -c Release bench/GlueTools.Bench -v quiet --nologo
bench=bench/GlueTools.Bench/bin/Release/net10.0/gluebench
work=$(mktemp -d) port=53530
trap 'kill "$(cat "$work/nsd.pid")" 2>/dev/null || true; rm -rf "$work"' EXIT

{
    printf '$ORIGIN tld.test.\n@ 3600 SOA ns.tld.test. host.tld.test. 1 3600 600 86400 300\n@ 3600 NS ns\nns 3600 A 192.0.2.1\n'
    for i in $(seq 1 1000); do
        printf 'd%d 3600 NS ns1.d%d\nd%d 3600 NS ns2.d%d\nns1.d%d 3600 A 192.0.2.2\nns2.d%d 3600 A 192.0.2.3\n' "$i" "$i" "$i" "$i" "$i" "$i"
    done
} >"$work/zone"
seq -f 'd%.0f.tld.test' 1 1000 >"$work/names"
sed 's/$/ NS/' "$work/names" >"$work/dnsperf.names"
cat >"$work/nsd.conf" <<CONF
server:
  ip-address: 127.0.0.1@$port
  zonesdir: "$work"
  database: ""
  pidfile: "$work/nsd.pid"
  xfrdfile: "$work/xfrd"
  zonelistfile: "$work/list"
  username: ""
remote-control:
  control-enable: no
zone:
  name: tld.test
  zonefile: "$work/zone"
CONF
nsd -c "$work/nsd.conf"
sleep 1

median() { sort -n | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'; }
for round in $(seq 1 "$rounds"); do
    "$bench" transport 127.0.0.1 "$port" "$work/names" "$questions" "$inflight" | awk '/questions\/s/ {print $1}' >>"$work/ours"
    dnsperf -s 127.0.0.1 -p "$port" -d "$work/dnsperf.names" -q "$inflight" -c 1 -T 1 -n $((questions / 1000)) 2>/dev/null | awk '/Queries per second/ {print $4}' >>"$work/theirs"
done
ours=$(median <"$work/ours") theirs=$(median <"$work/theirs")
printf '| in flight | GlueTools, questions/s | dnsperf, questions/s | ratio |\n| --- | --- | --- | --- |\n'
awk -v q="$inflight" -v a="$ours" -v b="$theirs" 'BEGIN {printf "| %d | %.0f | %.0f | %.2f |\n", q, a, b, a / b}'
