#!/usr/bin/env bash
# Reports of 100,000 verdicts (or as many as the first argument says) and of a tenth of them, in every format: seconds, most memory, size, and the time to the first
# octet on standard output. One domain in ten has a finding.
set -euo pipefail
cd "$(dirname "$0")/.."
many=${1:-100000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dotnet build src/GlueTools.Console -c Release -v q --nologo -o "$work/program" >/dev/null
glue="$work/program/glue"
python3 tests/reports/rows.py many "$many" >"$work/many.jsonl"
head -n $((many / 10)) "$work/many.jsonl" >"$work/few.jsonl"
first() { python3 - "$@" <<'PY'
import subprocess, sys, time
began = time.time()
run = subprocess.Popen(sys.argv[1:], stdout=subprocess.PIPE)
run.stdout.read(1)
print("%.2f" % (time.time() - began))
run.kill()
PY
}
printf '%-11s %10s %10s %10s %10s %12s\n' format domains seconds "most MB" "size MB" "first octet"
for format in ${FORMATS:-markdown sarif junit prometheus nagios csv html}; do
    for list in few many; do
        /usr/bin/env python3 - "$glue" "$format" "$work/$list.jsonl" "$work/out" >"$work/measured" <<'PY'
import os, resource, subprocess, sys, time
glue, format, rows, out = sys.argv[1:]
began = time.time()
run = subprocess.run([glue, "report", "--from", rows, "--format", format, "-o", out], stderr=subprocess.PIPE)
seconds = time.time() - began
if run.returncode not in (0, 1, 2) or run.stderr:
    sys.exit(run.stderr.decode())
print("%.1f %.0f %.1f" % (seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024, os.path.getsize(out) / 1e6))
PY
        read -r seconds memory size <"$work/measured"
        printf '%-11s %10d %10s %10s %10s %12s\n' "$format" "$(wc -l <"$work/$list.jsonl")" "$seconds" "$memory" "$size" "$(first "$glue" report --from "$work/$list.jsonl" --format "$format")"
    done
done
