#!/usr/bin/env bash
# Zones signed by BIND's and ldns's tools, each with a fault of its own in the link between DS and DNSKEY, served by NSD in a network namespace; what glue finds is laid beside
# what delv, and with --dnsviz DNSViz, make of them. Needs root rights, iproute2, nsd, bind9-utils and bind9-dnsutils (delv), ldnsutils; for --dnsviz dnsviz and unbound.
# Usage: run.sh [--dnsviz] [--glue DLL] [--keep FOLDER]
set -euo pipefail
here_is=$(cd "$(dirname "$0")" && pwd)
. "$here_is/../internet/lib.sh"
dnsviz='' keep=''
take_options 'dnsviz glue= keep=' "$@"
need dnssec-signzone bind9-utils delv bind9-dnsutils ldns-signzone ldnsutils
begin
tool
folder=$(realpath -m "${keep:-$work/dnssec}")
python3 "$here_is/make.py" "$folder"
network
serve "$folder"
audit "$folder" "$folder/names.txt" --format jsonl >"$folder/found.jsonl"
client python3 "$here_is/verdicts.py" "$folder" "$folder/found.jsonl" ${dnsviz:+--dnsviz}
