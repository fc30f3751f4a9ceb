#!/usr/bin/env bash
# What a call of Test-Delegation for each of many names costs over one piped list of them, in one session of PowerShell against a lab in the same process, where no limits of questions
# a second apply: milliseconds, list and calls in turn. The first rounds, while the runtime still compiles, are a row of their own. Needs pwsh and a built module.
# Usage: bench/calls.sh [ROUNDS] [NAMES]
set -euo pipefail
. "$(dirname "$0")/../tests/internet/lib.sh"
rounds=${1:-5} names=${2:-200}
cd "$(dirname "$0")/.."
command -v pwsh >/dev/null || { echo "This needs pwsh."; exit 2; }
[ -f bin/GlueTools.dll ] || { echo "Build the module first: ./build.ps1"; exit 2; }
begin
python3 bench/many_domains.py "$names" "$work/many.txt" "$work/names.txt"
cat >"$work/calls.ps1" <<'END'
param($Work, [int] $Rounds)
Import-Module ./GlueTools.psd1
$null = Start-GlueLab
Stop-GlueLab
# Only the sample can be started by name.
$scenario = [GlueTools.Lab.Scenarios.LabScenario]::Parse([IO.File]::ReadAllText("$Work/many.txt"))
$lab = [GlueTools.GlueLab].GetConstructors([Reflection.BindingFlags]'Instance, NonPublic')[0].Invoke(@('many', $scenario))
$names = Get-Content "$Work/names.txt"
function Measure-Run([scriptblock] $Run) {
    $clock = [Diagnostics.Stopwatch]::StartNew()
    $healthy = @(& $Run | Where-Object Status -EQ Healthy).Count
    if ($healthy -ne $names.Count) { throw "$healthy of $($names.Count) are healthy." }
    $clock.Elapsed.TotalMilliseconds
}
function Get-Median($Values) { ($Values | Sort-Object)[[int][Math]::Floor($Values.Count / 2)] }
'| rounds | one piped list, ms | a call each, ms | ratio |'
'| --- | --- | --- | --- |'
foreach ($phase in 'the first', 'the next') {
    $piped = @(); $calls = @()
    foreach ($round in 1..$Rounds) {
        $piped += Measure-Run { $names | Test-Delegation -RootHint $lab }
        $calls += Measure-Run { foreach ($name in $names) { Test-Delegation $name -RootHint $lab } }
    }
    '| {0} {1} | {2:0} | {3:0} | {4:0.00} |' -f $phase, $Rounds, (Get-Median $piped), (Get-Median $calls), ((Get-Median $calls) / (Get-Median $piped))
}
END
pwsh -NoProfile -File "$work/calls.ps1" -Work "$work" -Rounds "$rounds"
