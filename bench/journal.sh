#!/bin/sh
# What the journal of --resume costs: a million lines that are no names, so that nothing is asked, with and without it, and the start of a run that has nothing left.
# Prints seconds of processor time and on the clock, and octets. Usage: bench/journal.sh [NAMES]
set -eu
names=${1:-1000000}
root=$(cd "$(dirname "$0")/.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
dotnet build "$root/src/GlueTools.Console" -c Release -v q --nologo >/dev/null
glue=$root/src/GlueTools.Console/bin/Release/net10.0/glue
seq 1 "$names" | sed 's/^/a../' >"$folder/list"

run() {
    title=$1; shift
    # 2: the rows are Invalid, as they are meant to be.
    python3 - "$title" "$glue" test -i "$folder/list" --format jsonl --lean "$@" <<'PY'
import os, resource, subprocess, sys, time
start = time.time()
status = subprocess.run(sys.argv[2:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
assert status == 2, status
print(f"| {sys.argv[1]} | {used.ru_utime + used.ru_stime:.1f} | {time.time() - start:.1f} | {used.ru_maxrss // 1024} |")
PY
}

echo "| $names names | processor, s | clock, s | peak memory, MB |"
echo "| --- | --- | --- | --- |"
run "-o FILE" -o "$folder/plain"
run "-o FILE --resume" -o "$folder/rows" --resume
run "the same, nothing left" -o "$folder/rows" --resume
cmp "$folder/plain" "$folder/rows"
echo "Octets of rows: $(wc -c <"$folder/rows"); of the journal: $(wc -c <"$folder/rows.run")."
