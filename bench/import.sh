#!/usr/bin/env bash
# What importing the module costs, over importing an empty one: medians of several rounds in fresh processes. Needs pwsh and a built module.
# Usage: bench/import.sh [ROUNDS]
set -euo pipefail
. "$(dirname "$0")/../tests/internet/lib.sh"
rounds=${1:-9}
cd "$(dirname "$0")/.."
command -v pwsh >/dev/null || { echo "This needs pwsh."; exit 2; }
[ -f bin/GlueTools.dll ] || { echo "Build the module first: ./build.ps1"; exit 2; }
begin
mkdir "$work/Empty"
pwsh -NoProfile -c "New-ModuleManifest '$work/Empty/Empty.psd1' -CmdletsToExport @() -FunctionsToExport @() -AliasesToExport @()"

milliseconds() {
    pwsh -NoProfile -c "\$clock = [Diagnostics.Stopwatch]::StartNew(); Import-Module '$1'; [int] \$clock.Elapsed.TotalMilliseconds"
}
first() {
    pwsh -NoProfile -c "\$clock = [Diagnostics.Stopwatch]::StartNew(); Import-Module ./GlueTools.psd1; \$lab = Start-GlueLab; \$null = Test-Delegation stale.example -RootHint \$lab; [int] \$clock.Elapsed.TotalMilliseconds"
}
for round in $(seq 1 "$rounds"); do
    milliseconds "$work/Empty/Empty.psd1" >>"$work/empty"
    milliseconds ./GlueTools.psd1 >>"$work/ours"
    first >>"$work/first"
done
empty=$(median <"$work/empty") ours=$(median <"$work/ours") first=$(median <"$work/first")
printf '| empty module, ms | GlueTools, ms | more, ms | import, lab and first result, ms |\n| --- | --- | --- | --- |\n| %s | %s | %s | %s |\n' "$empty" "$ours" "$((ours - empty))" "$first"
