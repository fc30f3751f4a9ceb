<#
.SYNOPSIS
  Writes the built module as a NuGet package: the form in which a gallery or a private feed takes it.
.DESCRIPTION
  The files given, a .nuspec made from the manifest, and the two parts that the Open Packaging Conventions ask for. Gives the package's path.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)][string] $Root,
    [Parameter(Mandatory)][string] $Destination,
    # The files, by path.
    [Parameter(Mandatory)][Collections.Specialized.OrderedDictionary] $Content
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 2
$manifest = Import-PowerShellDataFile (Join-Path $Root 'GlueTools.psd1')
$data = $manifest.PrivateData.PSData
$tags = @('PSModule', 'PSIncludes_Cmdlet') + $data.Tags + @($manifest.CmdletsToExport -replace '^', 'PSCmdlet_')
$texts = [ordered]@{
    id = 'GlueTools'; version = $manifest.ModuleVersion; authors = $manifest.Author; requireLicenseAcceptance = 'false'
    description = $manifest.Description; copyright = $manifest.Copyright; releaseNotes = $data.ReleaseNotes; tags = $tags -join ' '
}
$fields = foreach ($key in $texts.Keys) { "<$key>$([Security.SecurityElement]::Escape($texts[$key]))</$key>" }
$parts = [ordered]@{
    'GlueTools.nuspec'    = "<package xmlns='http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd'><metadata>$fields<license type='expression'>MIT</license></metadata></package>"
    '_rels/.rels'         = "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>" +
        "<Relationship Id='R1' Type='http://schemas.microsoft.com/packaging/2010/07/manifest' Target='/GlueTools.nuspec'/></Relationships>"
    '[Content_Types].xml' = "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'><Override PartName='/LICENSE' ContentType='text/plain'/>" +
        ('rels', 'nuspec', 'psd1', 'md', 'dll', 'psm1', 'ps1xml', 'xml', 'txt', 'ps1' -replace '.+', '<Default Extension="$0" ContentType="application/octet"/>') + '</Types>'
}
$path = Join-Path $Destination "GlueTools.$($manifest.ModuleVersion).nupkg"
$entries = [ordered]@{}
foreach ($file in $Content.Keys) { $entries[$file] = $Content[$file] }
foreach ($name in $parts.Keys) { $entries[$name] = [Text.Encoding]::UTF8.GetBytes($parts[$name]) }
& (Join-Path $PSScriptRoot 'Compress-Entry.ps1') -Path $path -Content $entries
$path
