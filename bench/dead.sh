#!/usr/bin/env bash
# What a list costs whose domains all have the same two addresses, at which nobody answers: seconds, questions, peak memory, and whether each domain was judged as that.
# Usage: bench/dead.sh [--domains N] [-- OPTION...]   (10,000 domains; options after -- go to glue test beside --rate 0 --server-rate 0)
set -euo pipefail
. "$(dirname "$0")/../tests/internet/lib.sh"
domains=10000 options=()
take_options 'domains= --' "$@"
begin
build_dotnet ../src/GlueTools.Console
# No zone is served at these addresses, so nobody lives there.
{
    printf '# Title: Domains on dead servers\nbase\nin example.\n'
    for ((i = 0; i < domains; i++)); do
        printf '  d%d NS ns1.d%d\n  d%d NS ns2.d%d\n  ns1.d%d A 45.200.0.1\n  ns2.d%d A 45.200.1.1\n' "$i" "$i" "$i" "$i" "$i" "$i"
        echo "d$i.example" >>"$work/names"
    done
} >"$work/scenario"
"$glue" lab start --scenario "$work/scenario" --write-hints "$work/hints" --write-map "$work/map" >"$work/lab.log" 2>&1 &
pids+=($!)
for _ in $(seq 100); do [ -s "$work/map" ] && break; sleep 0.2; done
sleep 1
audit "$work" "$work/names" --rate 0 --server-rate 0 --format jsonl --address-map "$work/map" "${options[@]}" >"$work/found"
python3 - "$work/found" "$domains" "$work/cost" <<'PY'
import collections, json, sys
rows = [json.loads(line) for line in open(sys.argv[1])]
wanted, seconds, memory = int(sys.argv[2]), *[float(open(sys.argv[3]).read().split()[i]) for i in (0, 2)]
exact = sum(sorted(each["Code"] for each in row["Findings"]) == ["DelegationUnreachable", "ServerUnresponsive", "ServerUnresponsive"] for row in rows)
print("| domains | judged as such | s | questions | questions a domain | peak MB |\n| --- | --- | --- | --- | --- | --- |")
print("| %d | %d | %.0f | %d | %.1f | %.0f |" % (wanted, exact, seconds, sum(row["QueryCount"] for row in rows), sum(row["QueryCount"] for row in rows) / wanted, memory))
others = collections.Counter(" ".join(sorted(each["Code"] for each in row["Findings"])) for row in rows)
sys.exit(0 if exact == wanted == len(rows) else "found: %s" % others)
PY
