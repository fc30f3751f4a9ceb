#!/usr/bin/env bash
# Peak memory of whole runs over lists of different length: glue in each format, and the cmdlets from a list to a CSV file. Needs nsd; pwsh where it is there.
# Usage: bench/memory.sh [COUNT...]
set -euo pipefail
. "$(dirname "$0")/../tests/internet/lib.sh"
counts=("$@"); [ $# -gt 0 ] || counts=(2000 20000 100000)
module=$bench/../GlueTools.psd1
begin
build_dotnet ../src/GlueTools.Console
loopback "$(printf '%s\n' "${counts[@]}" | sort -n | tail -1)"
serve "$work/world"

# A row's cells: seconds and peak memory.
cost() { awk '{printf "%.1f | %.0f", $1, $3}' "$work/cost"; }

echo '| domains | run | seconds | peak memory, MB |'
echo '| --- | --- | --- | --- |'
for count in "${counts[@]}"; do
    head -n "$count" "$work/world/names" >"$work/list"
    for format in jsonl csv table; do
        # Loopback servers are exempt from the limit for each server, but not from the one of the whole run.
        audit "$work/world" "$work/list" --rate 0 --ipv4-only --depth core --format "$format" >/dev/null
        echo "| $count | glue test --format $format | $(cost) |"
    done
    if [ -f "$bench/../bin/GlueTools.dll" ] && command -v pwsh >/dev/null && [ "$count" -le 20000 ]; then
        cat >"$work/run.ps1" <<PS
\$ProgressPreference = 'SilentlyContinue'
Import-Module '$module'
\$lab = @{ RootHint = '$work/world/hints'; Port = $port; RateLimit = 0; IPv4Only = \$true; Depth = 'Core' }
Get-Content '$work/list' | Test-Delegation @lab | Export-Csv '$work/out.csv' -NoTypeInformation
PS
        measured "$work/cost" pwsh -NoProfile -NonInteractive -File "$work/run.ps1" >/dev/null
        echo "| $count | Get-Content \\| Test-Delegation \\| Export-Csv | $(cost) |"
    fi
done
