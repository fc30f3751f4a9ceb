#Requires -Version 5.1
<#
.SYNOPSIS
  Audits a long list of domains in several background jobs and writes one CSV file.
.DESCRIPTION
  Each job is given the whole list and audits one part of it (Test-Delegation -Shard); the parts' files are put behind each other. Rates are those of all jobs
  together: each job is given its share, so that no server is asked more than by one process. The same works across machines: run
  Test-Delegation -Shard 3/16 there, with the rates divided by the number of machines, and put the results behind each other.

  Exit status: 0 where every domain has a verdict, whatever it is; 3 where one has none (Unknown or Invalid), with a warning that says how many and why. It ends with
  an error, for which PowerShell's exit status is 1, where the list holds no domain or a part could not be done; there is no file then.
.PARAMETER Path
  The list: one name a line (empty lines and lines that begin with # are left out).
.PARAMETER OutputPath
  The CSV file; one that is there is replaced. Rows are in no particular order.
.PARAMETER Shards
  Into how many parts the list is divided.
.PARAMETER Jobs
  How many jobs run at once.
.PARAMETER ServerRateLimit
  Questions a second to one public server address, of all jobs together. 0 for no limit.
.PARAMETER RateLimit
  Questions a second of all jobs together. 0 for no limit.
.PARAMETER Option
  Further parameters of Test-Delegation; text and numbers only, since they travel to other processes.
.EXAMPLE
  ./Invoke-ShardedAudit.ps1 -Path domains.txt -OutputPath audit.csv -Shards 16 -Jobs 4 -Option @{ Depth = 'Core'; MinimumSeverity = 'Warning' }
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)][string] $Path,
    [Parameter(Mandatory)][string] $OutputPath,
    [ValidateRange(1, 1000)][int] $Shards = 16,
    [ValidateRange(1, 100)][int] $Jobs = 2,
    [ValidateRange(0, 100000)][int] $ServerRateLimit = 50,
    [ValidateRange(0, 1000000)][int] $RateLimit = 2000,
    [hashtable] $Option = @{}
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 2

function Resolve-FullPath { param([string] $Path) $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Path) }

# 0 stays 0: no limit divided is no limit. What is left of a division is not used, and nobody is given less than one.
function Get-Share { param([int] $Limit) if ($Limit -eq 0) { 0 } else { [Math]::Max(1, [Math]::Floor($Limit / [Math]::Min($Jobs, $Shards))) } }

if ($ServerRateLimit -gt 0 -and $ServerRateLimit -lt [Math]::Min($Jobs, $Shards)) { throw "-ServerRateLimit $ServerRateLimit cannot be divided among $Jobs jobs; give fewer jobs." }
$list = Resolve-FullPath $Path
if (-not (Test-Path -LiteralPath $list -PathType Leaf)) { throw "There is no list '$Path'." }
if (-not (Get-Content -LiteralPath $list -Encoding UTF8 | Where-Object { $_.Trim() -and $_.Trim() -notlike '#*' } | Select-Object -First 1)) { throw "The list '$Path' holds no domain." }
$target = Resolve-FullPath $OutputPath
$beside = Join-Path (Split-Path $PSScriptRoot) 'GlueTools.psd1'
$module = if (Test-Path $beside) { $beside } else { 'GlueTools' }
$options = @{} + $Option
$options.ServerRateLimit = Get-Share $ServerRateLimit
$options.RateLimit = Get-Share $RateLimit
$folder = Join-Path ([IO.Path]::GetTempPath()) ([Guid]::NewGuid().ToString('N'))
$null = New-Item $folder -ItemType Directory

# Runs in a process of its own. Only the number of its part distinguishes one job from another.
$work = {
    param($Module, $List, $Shard, $Options, $Part)
    $ErrorActionPreference = 'Stop'
    Import-Module $Module
    $columns = 'DomainName', 'Status', 'FirstProblem', 'ParentZone', 'CriticalCount', 'ErrorCount', 'WarningCount', 'NoticeCount', 'NameServerCount', 'GlueCount', 'NotTested',
        @{ Name = 'Codes'; Expression = { @($_.Findings | ForEach-Object Code) -join ';' } }
    $counts = @{}
    # A bad name has a row that says so; what ails the whole run is said once.
    Get-Content -LiteralPath $List -Encoding UTF8 | Where-Object { $_.Trim() -and $_.Trim() -notlike '#*' } | Test-Delegation -Shard $Shard @Options -ErrorAction SilentlyContinue -ErrorVariable problems |
        ForEach-Object { $counts[$_.Status] = 1 + $counts[$_.Status]; $_ } | Select-Object $columns | Export-Csv -LiteralPath $Part -NoTypeInformation -Encoding UTF8
    @{ Counts = $counts; Problems = @($problems | Where-Object { $_.FullyQualifiedErrorId -notlike 'InvalidDomainName.*' } | ForEach-Object { "$_" } | Select-Object -Unique) }
}

function Wait-Part {
    param([Management.Automation.Job[]] $Job)
    $done = @(Wait-Job -Job $Job -Any)
    # A job that failed ends the whole: a part that is missing must not go unnoticed.
    foreach ($one in $done) {
        foreach ($heard in @(Receive-Job $one)) {
            foreach ($status in $heard.Counts.Keys) { $counts[$status] = [int] $counts[$status] + $heard.Counts[$status] }
            foreach ($problem in $heard.Problems) { $problems[$problem] = $true }
        }
        Remove-Job $one
    }
    $done
}

$counts = @{}
$problems = @{}
$running = @()
try {
    for ($number = 1; $number -le $Shards; $number++) {
        while ($running.Count -ge $Jobs) {
            $done = Wait-Part $running
            $running = @($running | Where-Object { $done -notcontains $_ })
        }
        $running += Start-Job -Name "Shard $number/$Shards" -ScriptBlock $work -ArgumentList $module, $list, "$number/$Shards", $options, (Join-Path $folder "$number.csv")
    }
    while ($running.Count -gt 0) {
        $done = Wait-Part $running
        $running = @($running | Where-Object { $done -notcontains $_ })
    }

    $merged = New-Object IO.StreamWriter $target, $false, (New-Object Text.UTF8Encoding $true)
    try {
        $hasHeader = $false
        for ($number = 1; $number -le $Shards; $number++) {
            $part = Join-Path $folder "$number.csv"
            # A part without names leaves no header, or no file.
            if (-not (Test-Path $part)) { continue }
            $isFirst = $true
            foreach ($line in [IO.File]::ReadLines($part)) {
                if (-not ($isFirst -and $hasHeader)) { $merged.WriteLine($line) }
                $hasHeader = $true
                $isFirst = $false
            }
        }
    }
    finally { $merged.Dispose() }
}
finally {
    $running | Where-Object State -EQ 'Running' | Stop-Job
    $running | Remove-Job -Force
    Remove-Item $folder -Recurse -Force
}

foreach ($problem in $problems.Keys | Sort-Object) { Write-Warning $problem }
$open = @('Invalid', 'Unknown' | Where-Object { $counts[$_] })
if ($open.Count -eq 0) { exit 0 }
Write-Warning "$(($open | ForEach-Object { $counts[$_] } | Measure-Object -Sum).Sum) of $(($counts.Values | Measure-Object -Sum).Sum) domains gave no verdict: $(($open | ForEach-Object { "$($counts[$_]) $_" }) -join ', ')."
exit 3
