# Runs the Pester tests, in two processes beside one another. Ends with the number of failures, 255 at most; the last line counts the tests of both.
param(
    [string] $ResultPath,
    [string[]] $Tag,
    # What the second process is told: to run its share, and where to say how it went.
    [string] $CountPath
)
$ErrorActionPreference = 'Stop'
Import-Module Pester -MinimumVersion 5.0
# The share of the second: tests that build, pack and start processes. No other test needs what they make.
$share = 'Copies', 'Framework', 'Help', 'Mocking', 'Module'

function Invoke-Part {
    $configuration = New-PesterConfiguration
    $configuration.Run.Path = @(Get-ChildItem $PSScriptRoot -Filter *.Tests.ps1 | Where-Object { ($_.Name.Split('.')[0] -in $share) -eq [bool] $CountPath } | ForEach-Object FullName)
    $configuration.Run.PassThru = $true
    $configuration.Output.Verbosity = 'Normal'
    if ($Tag) { $configuration.Filter.Tag = $Tag -split ',' }
    if ($ResultPath) {
        $null = New-Item (Split-Path $ResultPath) -ItemType Directory -Force
        $configuration.TestResult.Enabled = $true
        $configuration.TestResult.OutputPath = $ResultPath
    }
    $result = Invoke-Pester -Configuration $configuration
    # A container that could not even be read has no test that failed.
    @{ Passed = $result.PassedCount; Failed = [Math]::Max($result.FailedCount, [int] ($result.Result -ne 'Passed')); Skipped = $result.SkippedCount }
}

if ($CountPath) {
    # Some tests of the other measure time: those go first, on a machine of two cores as well.
    (Get-Process -Id $PID).PriorityClass = 'BelowNormal'
    Invoke-Part | ConvertTo-Json | Set-Content $CountPath
    exit
}

$counts = [IO.Path]::GetTempFileName()
$arguments = @('-NoProfile', '-NonInteractive', '-File', $PSCommandPath, '-CountPath', $counts)
if ($Tag) { $arguments += '-Tag', ($Tag -join ',') }
if ($ResultPath) { $arguments += '-ResultPath', [IO.Path]::ChangeExtension($ResultPath, '.share.xml') }
$job = Start-Job -ArgumentList (Get-Process -Id $PID).Path, $arguments { & $args[0] @($args[1]) 2>&1 | ForEach-Object { "$_" } }
$here = Invoke-Part
Receive-Job $job -Wait -AutoRemoveJob | Out-Host
$there = Get-Content $counts -Raw | ConvertFrom-Json
Remove-Item $counts
# Where the second did not come to its end, nothing is known of its tests.
$failed = $here.Failed + $(if ($there) { $there.Failed } else { 1 })
if (-not $there) { "The second process did not come to its end." }
"Tests Passed: $($here.Passed + $there.Passed), Failed: $failed, Skipped: $($here.Skipped + $there.Skipped)"
# A status has one octet: 256 failures would be none.
exit [Math]::Min($failed, 255)
