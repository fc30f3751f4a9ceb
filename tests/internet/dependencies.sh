#!/usr/bin/env bash
# What every domain of a generated internet, or of a real root zone, depends on: glue graph --summary held against dependencies.py, which computes it by other means.
# Needs root rights, iproute2, nsd; for the root zone python3-dnspython. The zone is that of tests/data unless another is given.
# Usage: dependencies.sh [--domains N] [--seed S] [--root] [--zone FILE] [--glue DLL] [--keep FOLDER]
set -euo pipefail
. "$(dirname "$0")/lib.sh"
domains=200 seed=1 root='' zone='' keep=''
take_options 'domains= seed= root zone= glue= keep=' "$@"
begin
tool
folder=$(realpath -m "${keep:-$work/internet}")
if [ -n "$root$zone" ]; then
    if [ -z "$zone" ]; then
        zone=$work/root.zone
        gzip -dc "$internet/../data/root-zone-2020-09-13.zone.gz" >"$zone"
    fi
    /usr/bin/python3 "$internet/rootzone.py" write "$folder" "$zone" core
    what=(rootzone "$folder/graphs.jsonl" "$zone")
else
    python3 "$internet/generate.py" "$folder" --domains "$domains" --seed "$seed" --server nsd
    what=(generated "$folder/graphs.jsonl" "$domains" "$seed")
fi
network
serve "$folder" nsd
client "$glue" graph -i "$folder/names.txt" --summary --format jsonl --root-hints "$folder/hints" --server-rate 0 --rate 0 >"$folder/graphs.jsonl" || [ $? -le 2 ]
/usr/bin/python3 "$internet/dependencies.py" "${what[@]}"
