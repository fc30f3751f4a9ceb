<#
.SYNOPSIS
  Completes the help that PlatyPS made of the cmdlets' pages: defaults of parameters, and examples as code, what they print and what is said of it, without the marks of a page.
#>
[CmdletBinding()]
param(
    # The text of a MAML help file.
    [Parameter(Mandatory)][string] $Text,
    # The pages, as Import-MarkdownCommandHelp gives them.
    [Parameter(Mandatory)][object[]] $Page
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 2

# A page's text as paragraphs: what stands in fences as it is, with its language; anything else in lines of at most 72 columns, for a window of 80.
function Split-Remark {
    param([string] $Remark)
    $language = $null; $lines = @()
    foreach ($line in ($Remark -replace "`r" -split "`n") + '') {
        $ends = if ($null -ne $language) { $line -eq '```' } else { -not $line -or $line -match '^```(\w*)\s*$' }
        if ($ends) {
            if ($lines) {
                $body = if ($null -ne $language) { $lines -join "`n" } else { ($lines -join ' ') -replace '(.{1,72})(?:\s+|$)', "`$1`n" }
                [pscustomobject]@{ Language = $language; Text = $body.TrimEnd("`n") }
            }
            $language = if ($null -eq $language -and $line) { $Matches[1] } else { $null }
            $lines = @()
        }
        else { $lines += $line }
    }
}

$xml = [xml]::new()
$xml.PreserveWhitespace = $true
$xml.LoadXml($Text)
$names = [Xml.XmlNamespaceManager]::new($xml.NameTable)
$maml = 'http://schemas.microsoft.com/maml/2004/10'
$dev = 'http://schemas.microsoft.com/maml/dev/2004/10'
$names.AddNamespace('maml', $maml)
$names.AddNamespace('dev', $dev)
$names.AddNamespace('command', 'http://schemas.microsoft.com/maml/dev/command/2004/10')

foreach ($cmdlet in $xml.SelectNodes('//command:command', $names)) {
    $name = $cmdlet.SelectSingleNode('command:details/command:name', $names).InnerText.Trim()
    $source = $Page | Where-Object Title -EQ $name
    $index = 0
    foreach ($example in $cmdlet.SelectNodes('command:examples/command:example', $names)) {
        $parts = @(Split-Remark $source.Examples[$index++].Remarks)
        $code = $parts | Where-Object Language -EQ 'powershell' | Select-Object -First 1
        if (-not $code) { throw "An example of $name shows no command: $($example.SelectSingleNode('maml:title', $names).InnerText)" }
        $example.SelectSingleNode('maml:introduction', $names).InnerXml = ''
        $example.SelectSingleNode('dev:code', $names).InnerText = $code.Text
        $remarks = $example.SelectSingleNode('dev:remarks', $names)
        foreach ($part in $parts | Where-Object { $_ -ne $code }) {
            $remarks.AppendChild($xml.CreateElement('maml', 'para', $maml)).InnerText = $part.Text
        }
        # A blank line before the next one; an empty paragraph would be left out.
        $remarks.AppendChild($xml.CreateElement('maml', 'para', $maml)).InnerText = [string] [char] 0x80
    }
    foreach ($parameter in $cmdlet.SelectNodes('command:parameters/command:parameter', $names)) {
        $of = $source.Parameters | Where-Object Name -EQ $parameter.SelectSingleNode('maml:name', $names).InnerText
        if ($of -and $of.DefaultValue) { $parameter.AppendChild($xml.CreateElement('dev', 'defaultValue', $dev)).InnerText = $of.DefaultValue }
    }
}
$xml.OuterXml
