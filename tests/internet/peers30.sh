#!/usr/bin/env bash
# Thirty domains of the generated internet, chosen by seed, as dnsviz, zonemaster-cli and glue judge them: prints the table of docs/peers.md.
# Asks them all (root rights; nsd, unbound, dnsviz, zonemaster-cli; some minutes) and puts what the table needs into peers30.jsonl; with --table it reads what is there.
# Usage: peers30.sh [--table] [--raw FOLDER] [--glue DLL]     --raw: keep all that they say, a file for each tool and domain.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
table='' raw=''
take_options 'table raw= glue=' "$@"
begin
[ -z "$raw" ] || { mkdir -p "$raw"; raw=$(realpath "$raw"); }
cd "$internet"
if [ -z "$table" ]; then
    tool
    python3 generate.py "$work/internet" --domains 2500 --seed 1 >&2
    network
    serve "$work/internet"
    client nice -n 10 python3 peers30.py "$work/internet" "$glue" ${raw:+"$raw"} >"$work/peers30.jsonl"
    mv "$work/peers30.jsonl" .
fi
python3 peers30_table.py peers30.jsonl
