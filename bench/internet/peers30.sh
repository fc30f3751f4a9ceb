#!/usr/bin/env bash
# Thirty domains of the generated internet, chosen by seed, as dnsviz, zonemaster-cli and glue judge them: prints the table of docs/peers.md.
# Asks them all (root rights; nsd, unbound, dnsviz, zonemaster-cli; some minutes) and puts what they say into peers30/; with --table it reads what is there.
set -euo pipefail
cd "$(dirname "$0")"
if [ "${1:-}" != --table ]; then
    server=nsd glue=${1:-} keep=
    . ./network.sh
    trap clean EXIT
    python3 generate.py "$folder" --domains 2500 --seed 1 >&2
    serve
    mkdir -p peers30
    rm -f peers30/*.json peers30/*.jsonl
    ip netns exec "$here" nice -n 10 python3 peers30.py "$folder" "$glue" peers30
fi
python3 peers30_table.py peers30
