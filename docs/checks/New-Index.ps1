<#
.SYNOPSIS
  Writes the table of README.md here anew from the catalogue; what stands around it stays.
#>
[CmdletBinding()]
param()

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 2
Import-Module (Join-Path (Split-Path (Split-Path $PSScriptRoot)) 'GlueTools.psd1')
$path = Join-Path $PSScriptRoot 'README.md'
$lines = [IO.File]::ReadAllLines($path)
$head = [array]::IndexOf($lines, '| Code | Severity | Check | When |')
if ($head -lt 0) { throw 'The head of the table was not found in docs/checks/README.md.' }
$end = $head + 2
while ($end -lt $lines.Count -and $lines[$end].StartsWith('|')) { $end++ }
$rows = Get-DelegationCheck | ForEach-Object { "| ``$($_.Code)`` | $($_.Severity) | [$($_.Check)]($($_.Check).md) | $($_.Summary) |" }
$text = @($lines[0..($head + 1)]) + @($rows) + @(if ($end -lt $lines.Count) { $lines[$end..($lines.Count - 1)] })
[IO.File]::WriteAllText($path, ($text -join "`n") + "`n", [Text.UTF8Encoding]::new($false))
