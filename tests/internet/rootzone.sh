#!/usr/bin/env bash
# A real root zone, served at the root servers' addresses, with a zone below each delegation at the addresses of its name servers, all in namespaces of its own:
# audits every top-level domain and compares what is found with what dnspython reads in the zone file. Needs root rights, iproute2, python3-dnspython, nsd or knot.
# The zone is that of tests/data unless another is given.
# Usage: rootzone.sh [--zone FILE] [--server nsd|knot] [--depth core|standard] [--glue DLL] [--keep FOLDER]
set -euo pipefail
. "$(dirname "$0")/lib.sh"
zone='' server=nsd depth=core keep=''
take_options 'zone= server= depth= glue= keep=' "$@"
[ -z "$zone" ] || [ -f "$zone" ] || { echo "No root zone at $zone" >&2; exit 2; }
begin
if [ -z "$zone" ]; then
    zone=$work/root.zone
    gzip -dc "$internet/../data/root-zone-2020-09-13.zone.gz" >"$zone"
fi
tool
folder=$(realpath -m "${keep:-$work/internet}")
rootzone() { /usr/bin/python3 "$internet/rootzone.py" "$@"; }

rootzone write "$folder" "$zone" "$depth"
network
serve "$folder" "$server"
audit "$folder" "$folder/names.txt" --depth "$depth" --server-rate 0 --format jsonl >"$folder/found.jsonl"
echo "$server, depth $depth: audited in $(took) s"
python3 "$internet/compare.py" "$folder/truth.jsonl" "$folder/found.jsonl" "$depth"
rootzone table "$folder/found.jsonl"
