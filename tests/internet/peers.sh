#!/usr/bin/env bash
# Each kind of fault of the generated internet alone, and pairs of them by seed, as dnsviz, zonemaster-cli and glue judge them: what the others say that nothing here says or explains.
# Asks them all (root rights; nsd, unbound, dnsviz, zonemaster-cli, whichever come first in PATH; half an hour). With --said it reads what an earlier run has kept.
# Usage: peers.sh [--pairs N|FIRST..LAST] [--seed S] [--said FILE] [--keep FILE] [--raw FOLDER] [--glue DLL]
set -euo pipefail
. "$(dirname "$0")/lib.sh"
pairs=200 seed=1 said='' keep='' raw=''
take_options 'pairs= seed= said= keep= raw= glue=' "$@"
begin
[ -z "$raw" ] || { mkdir -p "$raw"; raw=$(realpath "$raw"); }
[ -z "$keep" ] || keep=$(realpath -m "$keep")
if [ -z "$said" ]; then
    tool
    said=${keep:-$work/said.jsonl}
    python3 "$internet/generate.py" "$work/internet" --all-pairs --seed "$seed" >&2
    network
    serve "$work/internet"
    client nice -n 10 python3 "$internet/peers.py" "$work/internet" "$glue" "$pairs" "$seed" ${raw:+"$raw"} >"$said"
fi
python3 "$internet/peers_table.py" "$said"
