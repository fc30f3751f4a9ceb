#!/usr/bin/env bash
# A real root zone, served at the root servers' addresses, with a zone below each delegation at the addresses of its name servers, all in namespaces of its own:
# audits every top-level domain and compares what is found with what dnspython reads in the zone file. Needs root rights, iproute2, python3-dnspython, nsd or knot.
set -euo pipefail
cd "$(dirname "$0")"
zone=${GLUETOOLS_DATA:-../../../shared/data}/root-zone-2020-09-13.zone server=nsd depth=core glue= keep=
usage="usage: rootzone.sh [--zone FILE] [--server nsd|knot] [--depth core|standard] [--glue DLL] [--keep FOLDER]"
while [ $# -gt 0 ]; do
    case "$1" in
        --zone) zone=$2; shift 2 ;;
        --server) server=$2; shift 2 ;;
        --depth) depth=$2; shift 2 ;;
        --glue) glue=$2; shift 2 ;;
        --keep) keep=$2; shift 2 ;;
        *) echo "$usage" >&2; exit 2 ;;
    esac
done
[ -f "$zone" ] || { echo "No root zone at $zone" >&2; exit 2; }

. ./network.sh
trap clean EXIT
/usr/bin/python3 rootzone.py write "$folder" "$zone" "$depth"
serve
audit --depth "$depth"
echo "$server, depth $depth: audited in $seconds s"
python3 compare.py "$folder/truth.jsonl" "$folder/found.jsonl" "$depth"
/usr/bin/python3 rootzone.py table "$folder/found.jsonl"
