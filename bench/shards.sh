#!/usr/bin/env bash
# A list audited in one process, and in parts by engines that know nothing of it: GNU parallel, PowerShell's background jobs, and Slurm where it runs. The parts put behind each
# other and sorted must be the rows of the one process, byte for byte but for DurationUs and QueryCount (how long, and how much was known before).
# Needs nsd, parallel and pwsh. Build the module first: ./build.ps1
# Usage: bench/shards.sh [DOMAINS] [SHARDS] [AT-ONCE]
set -euo pipefail
. "$(dirname "$0")/../tests/internet/lib.sh"
domains=${1:-3000} shards=${2:-16} jobs=${3:-4}
export LC_ALL=C
begin
build_dotnet ../src/GlueTools.Console
loopback "$domains" faulty
serve "$work/world"
names=$work/world/names hints=$work/world/hints
asked=(--rate 0 --ipv4-only --depth core --format jsonl)
part="'$glue' test -i '$names' --root-hints '$hints' --port $port ${asked[*]}"
timeless() { sed -E 's/"(DurationUs|QueryCount)":[0-9]+,?//g' | sort; }
row() { # ENGINE PARTS THE-ONE THE-OTHER
    local equal=no
    if cmp -s "$work/$3" "$work/$4"; then equal=yes; else failed=1; fi
    echo "| $1 | $2 | $(wc -l <"$work/$4") | $equal | $(took) |"
}
failed=0

echo '| engine | parts | rows | equal to the one process | seconds |'
echo '| --- | --- | --- | --- | --- |'
audit "$work/world" "$names" "${asked[@]}" >"$work/one.jsonl"
timeless <"$work/one.jsonl" >"$work/one"
row 'glue, one process' 1 one one

run() { measured "$work/cost" "$@" || true; }
# shellcheck disable=SC2046
run parallel --will-cite -j "$jobs" "$part" --shard "{}/$shards" '>' "$work/part.{}" ::: $(seq "$shards")
cat "$work"/part.* | timeless >"$work/parallel"
row "GNU parallel, $jobs at once" "$shards" one parallel

# Where there is a cluster, or a cluster of one.
if command -v sbatch >/dev/null && sinfo >/dev/null 2>&1; then
    rm "$work"/part.*
    run sbatch --quiet --wait --array="1-$shards" --output=/dev/null --error="$work/slurm.%a" \
        --wrap "$part --shard \$SLURM_ARRAY_TASK_ID/$shards >'$work'/part.\$SLURM_ARRAY_TASK_ID"
    cat "$work"/part.* | timeless >"$work/slurm"
    row 'Slurm, an array of jobs' "$shards" one slurm
fi

cat >"$work/run.ps1" <<PS
param([int] \$Shards, [int] \$Jobs, [string] \$Output)
& '$bench/../examples/Invoke-ShardedAudit.ps1' -Path '$names' -OutputPath \$Output -Shards \$Shards -Jobs \$Jobs -RateLimit 0 -Option @{
    RootHint = '$hints'; Port = $port; IPv4Only = \$true; Depth = 'Core'
}
PS
in_jobs() { # SHARDS JOBS NAME
    measured "$work/cost" pwsh -NoProfile -NonInteractive -File "$work/run.ps1" "$1" "$2" "$work/$3.csv"
    sort "$work/$3.csv" >"$work/$3"
}
in_jobs 1 1 onejob
row 'PowerShell, one background job' 1 onejob onejob
in_jobs "$shards" "$jobs" jobs
row "PowerShell background jobs, $jobs at once" "$shards" onejob jobs

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
