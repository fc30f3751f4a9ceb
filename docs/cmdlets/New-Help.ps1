<#
.SYNOPSIS
  Writes the help files that follow from other files: the cmdlets' help from their pages here, about_GlueTools_Checks from the catalogue and docs/checks.
#>
[CmdletBinding()]
param([Parameter(Mandatory)][string] $Destination)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 2
$docs = Split-Path $PSScriptRoot
Import-Module (Join-Path (Split-Path $docs) 'GlueTools.psd1'), Microsoft.PowerShell.PlatyPS
if (-not (Test-Path $Destination)) { $null = New-Item $Destination -ItemType Directory }

# Breaks a text into lines of at most 76 columns with an indent.
function Format-Paragraph {
    param([string] $Text, [int] $Indent)
    $line = ''
    foreach ($word in $Text -split '\s+' | Where-Object { $_ }) {
        if ($line -and $line.Length + 1 + $word.Length -gt 76 - $Indent) { (' ' * $Indent) + $line; $line = $word }
        else { $line = "$line $word".Trim() }
    }
    if ($line) { (' ' * $Indent) + $line }
}

# A section of a page: its lines, without links and marks.
function Get-Section {
    param([string[]] $Page, [string] $Title)
    $inside = $false
    foreach ($line in $Page) {
        if ($line -match '^#+ (.*)') { $inside = $Matches[1] -eq $Title }
        elseif ($inside) { $line -replace '\[([^\]]*)\]\([^)]*\)', '$1' -replace '[`*]' }
    }
}

function Get-ChecksTopic {
    $lines = @('TOPIC', '    about_GlueTools_Checks', '', 'SHORT DESCRIPTION', '    What Test-Delegation can find, what it means, and how to mend it.', '', 'LONG DESCRIPTION')
    $lines += Format-Paragraph ('A check is named for the healthy state, a finding for the fault. Names of both can be given to -Check and -ExcludeCheck of ' +
        'Test-Delegation, and to a policy file. The severity is the default; a policy may set another.') 4
    foreach ($group in Get-DelegationCheck | Group-Object Check | Sort-Object { [array]::IndexOf(@(Get-DelegationCheck).Check, $_.Name) }) {
        $page = [IO.File]::ReadAllLines((Join-Path $docs "checks/$($group.Name).md"))
        $lines += '', "  $($group.Name)"
        $lines += Format-Paragraph ((Get-Section $page $group.Name) -join ' ') 4
        foreach ($kind in $group.Group) {
            $lines += '', "    $($kind.Code) ($($kind.Severity))"
            $lines += Format-Paragraph $kind.Summary 8
            $lines += Format-Paragraph "See: $($kind.Reference)" 8
        }
        $lines += '', '    How to mend it'
        $bullet = ''
        foreach ($line in @(Get-Section $page 'How to mend it') + '- ') {
            if ($line -match '^- ') { $lines += Format-Paragraph $bullet 8; $bullet = $line.Substring(2) }
            else { $bullet += " $line" }
        }
    }
    $lines + '', 'SEE ALSO', '    about_GlueTools', '    Get-DelegationCheck', '    Test-Delegation'
}

$pages = Get-ChildItem $PSScriptRoot -Filter *-*.md | Sort-Object Name | Import-MarkdownCommandHelp
$made = Join-Path ([IO.Path]::GetTempPath()) ([guid]::NewGuid())
try {
    $null = $pages | Export-MamlCommandHelp -OutputFolder $made -Force
    foreach ($file in Get-ChildItem $made -Filter *-Help.xml -Recurse) {
        $text = & (Join-Path (Split-Path $docs) 'build/Complete-Help.ps1') -Text ([IO.File]::ReadAllText($file.FullName)) -Page $pages
        $text = & (Join-Path (Split-Path $docs) 'build/Add-OnlineVersion.ps1') -Text $text
        [IO.File]::WriteAllText((Join-Path $Destination $file.Name), $text, [Text.UTF8Encoding]::new($false))
    }
}
finally { Remove-Item $made -Recurse -Force -ErrorAction SilentlyContinue }
[IO.File]::WriteAllText((Join-Path $Destination 'about_GlueTools_Checks.help.txt'), ((Get-ChecksTopic) -join "`n") + "`n", [Text.UTF8Encoding]::new($false))
