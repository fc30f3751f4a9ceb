#!/usr/bin/env bash
# A list audited in one process, and in parts by engines that know nothing of it: GNU parallel, PowerShell's background jobs, and Slurm where it runs. The parts put behind each
# other and sorted must be the rows of the one process, byte for byte but for DurationUs and QueryCount (how long, and how much was known before).
# Needs nsd, parallel and pwsh. Build first: dotnet build -c Release src/GlueTools.Console; ./build.ps1
# Usage: bench/shards.sh [DOMAINS] [SHARDS] [AT-ONCE]
set -euo pipefail
cd "$(dirname "$0")/.."
domains=${1:-3000} shards=${2:-16} jobs=${3:-4}
glue=$PWD/src/GlueTools.Console/bin/Release/net10.0/glue
PATH=$PATH:/usr/sbin:/sbin
export LC_ALL=C
. bench/many_zones.sh
serve_zones "$domains" faulty
asked=(--root-hints "$work/hints" --port "$port" --rate 0 --ipv4-only --depth core --format jsonl)
timeless() { sed -E 's/"(DurationUs|QueryCount)":[0-9]+,?//g' | sort; }
seconds() { awk -v a="$1" -v b="$(date +%s.%N)" 'BEGIN {printf "%.1f", b - a}'; }
row() {
    local equal=no
    if cmp -s "$work/$4" "$work/$5"; then equal=yes; else failed=1; fi
    echo "| $1 | $2 | $(wc -l <"$work/$5") | $equal | $3 |"
}
failed=0

echo '| engine | parts | rows | equal to the one process | seconds |'
echo '| --- | --- | --- | --- | --- |'
start=$(date +%s.%N)
"$glue" test -i "$work/names" "${asked[@]}" >"$work/one.jsonl" || [ $? -eq 1 ]
took=$(seconds "$start")
timeless <"$work/one.jsonl" >"$work/one"
row 'glue, one process' 1 "$took" one one

start=$(date +%s.%N)
parallel --will-cite -j "$jobs" "$glue" test -i "$work/names" --shard "{}/$shards" "${asked[@]}" '>' "$work/part.{}" ::: $(seq "$shards") || true
took=$(seconds "$start")
cat "$work"/part.* | timeless >"$work/parallel"
row "GNU parallel, $jobs at once" "$shards" "$took" one parallel

# Where there is a cluster, or a cluster of one.
if command -v sbatch >/dev/null && sinfo >/dev/null 2>&1; then
    rm "$work"/part.*
    start=$(date +%s.%N)
    sbatch --quiet --wait --array="1-$shards" --output=/dev/null --error="$work/slurm.%a" \
        --wrap "'$glue' test -i '$work/names' --shard \$SLURM_ARRAY_TASK_ID/$shards ${asked[*]} >'$work'/part.\$SLURM_ARRAY_TASK_ID" || true
    took=$(seconds "$start")
    cat "$work"/part.* | timeless >"$work/slurm"
    row 'Slurm, an array of jobs' "$shards" "$took" one slurm
fi

audit() {
    pwsh -NoProfile -NonInteractive -File "$work/run.ps1" "$1" "$2" "$work/$3.csv"
    sort "$work/$3.csv" >"$work/$3"
}
cat >"$work/run.ps1" <<PS
param([int] \$Shards, [int] \$Jobs, [string] \$Output)
& '$PWD/examples/Invoke-ShardedAudit.ps1' -Path '$work/names' -OutputPath \$Output -Shards \$Shards -Jobs \$Jobs -RateLimit 0 -Option @{
    RootHint = '$work/hints'; Port = $port; IPv4Only = \$true; Depth = 'Core'
}
PS
start=$(date +%s.%N)
audit 1 1 onejob
row 'PowerShell, one background job' 1 "$(seconds "$start")" onejob onejob
start=$(date +%s.%N)
audit "$shards" "$jobs" jobs
row "PowerShell background jobs, $jobs at once" "$shards" "$(seconds "$start")" onejob jobs

# Names, verdicts and codes of the two programs, too.
python3 - "$work/one.jsonl" "$work/jobs.csv" <<'PY'
import csv
import json
import sys
glue = sorted((row["DomainName"], row["Status"], ";".join(finding["Code"] for finding in row["Findings"])) for row in map(json.loads, open(sys.argv[1], encoding="utf-8")))
cmdlets = sorted((row["DomainName"], row["Status"], row["Codes"]) for row in csv.DictReader(open(sys.argv[2], encoding="utf-8-sig")))
print(f"Names, verdicts and codes of glue and of the cmdlets: {'equal' if glue == cmdlets else 'different'} ({len(glue)} and {len(cmdlets)} rows)")
PY
exit "$failed"
