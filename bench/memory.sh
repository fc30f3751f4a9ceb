#!/usr/bin/env bash
# Peak memory of whole runs over lists of different length: glue in each format, and the cmdlets from a list to a CSV file. Needs nsd; pwsh where it is there.
# Usage: bench/memory.sh [COUNT...]
set -euo pipefail
cd "$(dirname "$0")/.."
counts=("$@"); [ $# -gt 0 ] || counts=(2000 20000 100000)
glue=src/GlueTools.Console/bin/Release/net10.0/glue
PATH=$PATH:/usr/sbin:/sbin
. bench/many_zones.sh
serve_zones "$(printf '%s\n' "${counts[@]}" | sort -n | tail -1)"
# Loopback servers are exempt from the limit for each server, but not from the one of the whole run.
asked=(--root-hints "$work/hints" --port "$port" --rate 0 --ipv4-only --depth core)

# cost COMMAND...: its seconds and its peak memory, as two cells. That there are findings is no failure.
cost() {
    python3 bench/measure.py "$work/cost" "$@" >/dev/null || [ $? = 1 ]
    awk '{printf "%.1f | %.0f", $1, $3}' "$work/cost"
}

echo '| domains | run | seconds | peak memory, MB |'
echo '| --- | --- | --- | --- |'
for count in "${counts[@]}"; do
    head -n "$count" "$work/names" >"$work/list"
    for format in jsonl csv table; do
        echo "| $count | glue test --format $format | $(cost "$glue" test -i "$work/list" "${asked[@]}" --format "$format") |"
    done
    if [ -f bin/GlueTools.dll ] && command -v pwsh >/dev/null && [ "$count" -le 20000 ]; then
        cat >"$work/run.ps1" <<PS
\$ProgressPreference = 'SilentlyContinue'
Import-Module '$PWD/GlueTools.psd1'
\$lab = @{ RootHint = '$work/hints'; Port = $port; RateLimit = 0; IPv4Only = \$true; Depth = 'Core' }
Get-Content '$work/list' | Test-Delegation @lab | Export-Csv '$work/out.csv' -NoTypeInformation
PS
        echo "| $count | Get-Content \\| Test-Delegation \\| Export-Csv | $(cost pwsh -NoProfile -NonInteractive -File "$work/run.ps1") |"
    fi
done
