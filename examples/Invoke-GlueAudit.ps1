#Requires -Version 5.1
<#
.SYNOPSIS
  Audits the delegations of a list of domains and writes the results to files; made for a scheduler.
.DESCRIPTION
  Exit status, as monitoring plug-ins have it: 0 (OK) when every domain is healthy, 1 (WARNING) when the worst is a warning, 2 (CRITICAL) when there is an error,
  3 (UNKNOWN) when the audit failed, or when a domain gave no verdict and nothing else was found. Results and summary are written beside their place first and then moved there in one step. The summary is also what the script prints.
.PARAMETER Path
  The list: a text file with one name a line (empty lines and lines that begin with # are left out), or a CSV file, with commas or semicolons, with one of
  the columns that Test-Delegation takes names from: ChildZoneName, DomainName, ZoneName, Domain, Fqdn, DNSRoot or Name.
.PARAMETER OutputPath
  Result files; what they hold follows from their names: .csv, .json or .html. Several may stand in one text with commas, as -File hands them over.
.PARAMETER LogPath
  A log, to which lines are added.
.PARAMETER SummaryPath
  A file for the summary: plain text for a mail or an event log.
.PARAMETER Server
  Servers to start at instead of the root, for internal DNS.
.PARAMETER PolicyFile
  What to report and how severe it is; see Test-Delegation.
.PARAMETER Depth
  How much is asked: Core, Standard or Full.
.PARAMETER Lab
  Audit in the embedded lab instead of the Internet: to try the script.
.EXAMPLE
  ./Invoke-GlueAudit.ps1 -Path domains.txt -OutputPath audit.csv, audit.html -LogPath audit.log -SummaryPath summary.txt
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)][string] $Path,
    [Parameter(Mandatory)][ValidatePattern('^([^,]+\.(csv|json|html?))(,[^,]+\.(csv|json|html?))*$')][string[]] $OutputPath,
    [string] $LogPath,
    [string] $SummaryPath,
    [string[]] $Server,
    [string] $PolicyFile,
    [ValidateSet('Core', 'Standard', 'Full')][string] $Depth = 'Standard',
    [switch] $Lab
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 2
$OutputPath = @($OutputPath -split ',' | ForEach-Object Trim)
$settings = @{ List = $Path; Log = $LogPath; Summary = $SummaryPath; InLab = $Lab }
$options = @{ Depth = $Depth }
if ($Server) { $options.Server = @($Server -split ',') }
if ($PolicyFile) { $options.PolicyFile = $PolicyFile }
$utf8 = New-Object Text.UTF8Encoding $true
# Worst first; what gave no verdict comes before what is well.
$order = 'Critical', 'Error', 'Warning', 'Unknown', 'Invalid', 'Notice', 'Healthy', 'Skipped'

function Resolve-FullPath { param([string] $Path) $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Path) }

function Add-LogLine {
    param([string] $Text)
    Write-Verbose $Text
    if ($settings.Log) { [IO.File]::AppendAllText((Resolve-FullPath $settings.Log), "$([DateTime]::UtcNow.ToString('yyyy-MM-ddTHH:mm:ssZ', [cultureinfo]::InvariantCulture)) $Text$([Environment]::NewLine)", $utf8) }
}

# Whoever reads the file meanwhile sees the old one or the new one, never half of it.
function Save-FileAtOnce {
    param([string] $Path, [string] $Text)
    $target = Resolve-FullPath $Path
    $temporary = "$target.$([guid]::NewGuid()).tmp"
    try {
        [IO.File]::WriteAllText($temporary, $Text, $utf8)
        if ([IO.File]::Exists($target)) { [IO.File]::Replace($temporary, $target, [NullString]::Value) } else { [IO.File]::Move($temporary, $target) }
    }
    finally { if ([IO.File]::Exists($temporary)) { [IO.File]::Delete($temporary) } }
}

function Read-DomainList {
    # Lines of a CSV file go on as they are: the cmdlet finds the name in them.
    if ($settings.List -like '*.csv') {
        # Where the comma is the decimal mark, spreadsheets separate columns by semicolons.
        $head = "$(Get-Content -LiteralPath $settings.List -Encoding UTF8 -TotalCount 1)"
        $delimiter = if ($head -notlike '*,*' -and $head -like '*;*') { ';' } else { ',' }
        return @(Import-Csv -LiteralPath $settings.List -Encoding UTF8 -Delimiter $delimiter)
    }
    @(Get-Content -LiteralPath $settings.List -Encoding UTF8 | ForEach-Object { $_.Trim() } | Where-Object { $_ -and $_ -notlike '#*' })
}

function Test-DomainList {
    param([object[]] $Name)
    if ($settings.InLab) { $options.RootHint = Start-GlueLab }
    try {
        $Name | Test-Delegation @options -ErrorAction SilentlyContinue -ErrorVariable problems
        # A bad name or a path that is no good: the rows say what it means for each domain.
        foreach ($problem in $problems) { Add-LogLine "$($problem.FullyQualifiedErrorId): $problem" }
    }
    finally { if ($settings.InLab) { Stop-GlueLab } }
}

function ConvertTo-Report {
    param([object[]] $Row, [string] $Format, [string] $Title)
    if ($Format -eq '.json') { return ConvertTo-Json -InputObject $Row -Depth 5 }
    $columns = 'DomainName', 'Status', 'FirstProblem', 'ParentZone', 'CriticalCount', 'ErrorCount', 'WarningCount', 'NoticeCount', 'NameServerCount', 'GlueCount', 'NotTested',
        @{ Name = 'Codes'; Expression = { @($_.Findings | ForEach-Object Code | Select-Object -Unique) -join ';' } },
        @{ Name = 'Remedies'; Expression = { @($_.Findings | ForEach-Object Remedy) -join ' ' } }
    if ($Format -eq '.csv') { return ($Row | Select-Object $columns | ConvertTo-Csv -NoTypeInformation) -join [Environment]::NewLine }
    $head = "<meta charset=""utf-8""><title>$Title</title><style>body{font-family:sans-serif}table{border-collapse:collapse}th,td{border:1px solid #ccc;padding:.3em .6em;text-align:left;vertical-align:top}</style>"
    ($Row | Select-Object DomainName, Status, FirstProblem, $columns[-2], $columns[-1] | ConvertTo-Html -Head $head -PreContent "<h1>$Title</h1>") -join [Environment]::NewLine
}

function Invoke-Audit {
    $beside = Join-Path (Split-Path $PSScriptRoot) 'GlueTools.psd1'
    if (Test-Path $beside) { Import-Module $beside -Verbose:$false } else { Import-Module GlueTools -Verbose:$false }
    $names = @(Read-DomainList)
    if ($names.Count -eq 0) { throw "The list '$($settings.List)' holds no domain." }
    Add-LogLine "Audit of $($names.Count) domains from '$($settings.List)' begins."
    $rows = @(Test-DomainList $names | Sort-Object { [array]::IndexOf($order, $_.Status) }, DomainName)
    $counts = @($order | ForEach-Object { $status = $_; $count = @($rows | Where-Object Status -EQ $status).Count; if ($count) { "$count $status" } }) -join ', '
    $title = "GlueTools audit of $($rows.Count) domains, $([DateTime]::UtcNow.ToString('yyyy-MM-dd HH:mm', [cultureinfo]::InvariantCulture)) UTC: $counts"
    foreach ($file in $OutputPath) { Save-FileAtOnce $file ((ConvertTo-Report -Row $rows -Format ([IO.Path]::GetExtension($file).ToLowerInvariant()) -Title $title) + [Environment]::NewLine) }

    $bad = @($rows | Where-Object { $_.Status -in 'Critical', 'Error' })
    $doubtful = @($rows | Where-Object Status -EQ 'Warning')
    $open = @($rows | Where-Object { $_.Status -in 'Unknown', 'Invalid' })
    $summary = (@($title) + @($bad + $doubtful + $open | ForEach-Object { "$($_.DomainName): $($_.Status): $($_.FirstProblem)" })) -join [Environment]::NewLine
    if ($settings.Summary) { Save-FileAtOnce $settings.Summary ($summary + [Environment]::NewLine) }
    $summary | Out-Host
    $script:status = if ($bad) { 2 } elseif ($doubtful) { 1 } elseif ($open) { 3 } else { 0 }
    Add-LogLine "Audit ends with status $script:status`: $counts."
}

$script:status = 3
try { Invoke-Audit }
catch {
    [Console]::Error.WriteLine("The audit failed: $_")
    try { Add-LogLine "The audit failed: $_" } catch { [Console]::Error.WriteLine("The log cannot be written: $_") }
}
exit $script:status
