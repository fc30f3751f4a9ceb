#!/usr/bin/env bash
# Thirty domains of the generated internet, chosen by seed, as dnsviz, zonemaster-cli and glue judge them: prints the table of docs/peers.md.
# Asks them all (root rights; nsd, unbound, dnsviz, zonemaster-cli; some minutes) and puts what they say into peers30/; with --table it reads what is there.
# Usage: peers30.sh [--table] [--glue DLL]
set -euo pipefail
. "$(dirname "$0")/../lib.sh"
table=''
take_options 'table glue=' "$@"
begin
cd "$bench/internet"
if [ -z "$table" ]; then
    tool
    python3 generate.py "$work/internet" --domains 2500 --seed 1 >&2
    network
    serve "$work/internet"
    mkdir -p peers30
    rm -f peers30/*.json peers30/*.jsonl
    client nice -n 10 python3 peers30.py "$work/internet" "$glue" peers30
fi
python3 peers30_table.py peers30
