<#
.SYNOPSIS
  Says in the cmdlets' help where their pages lie: what Get-Help -Online opens. Without an address, no page is named.
#>
[CmdletBinding()]
param(
    # The text of a MAML help file.
    [Parameter(Mandatory)][string] $Text,
    # Where the documentation's site lies; empty for nowhere.
    [string] $HelpBase
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 2
$Text = $Text -replace '(?s)\s*<maml:navigationLink>\s*<maml:linkText>Online Version:?</maml:linkText>\s*(<maml:uri ?/>|<maml:uri>[^<]*</maml:uri>)\s*</maml:navigationLink>'
# A page's file name leads nowhere from there, and -Online would take the first link for an address.
$Text = $Text -replace '<maml:uri>(?!https?://)[^<]*</maml:uri>', '<maml:uri />'
if (-not $HelpBase) { return $Text }
if ($HelpBase -notmatch '^https?://[^\s<>"&]+$') { throw "-HelpBase takes an address that begins with https:// or http://, not '$HelpBase'." }
$base = $HelpBase.TrimEnd('/')
# The first link of a cmdlet is the one that -Online follows.
[regex]::Replace($Text, '(?s)<command:name>([^<]+)</command:name>(?:(?!<command:name>).)*?<command:relatedLinks>', {
        param($match)
        $link = "`n      <maml:navigationLink>`n        <maml:linkText>Online Version:</maml:linkText>`n        <maml:uri>$base/cmdlets/$($match.Groups[1].Value).html</maml:uri>`n      </maml:navigationLink>"
        $match.Value + $link
    })
