<#
.SYNOPSIS
  Builds and tests the module. Runs on Windows PowerShell 5.1 and PowerShell 7.
.EXAMPLE
  ./build.ps1                 # bin/ beside the manifest: the repository's root is the module
.EXAMPLE
  ./build.ps1 -Task Build, Test
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Pester', 'Demo', 'Docs', 'Site', 'Pack')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release',

    # Tags of the Pester tests to run; all if not given.
    [string[]] $Tag,

    # Where the documentation's site will lie: cmdlets then have a HelpUri, and their help an online version. None if not given.
    [ValidatePattern('^$|^https?://')]
    [string] $HelpBase,

    # Pack what was built before.
    [switch] $NoBuild
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 2
$root = $PSScriptRoot
$out = Join-Path $root 'out'
$shell = (Get-Process -Id $PID).Path

function Invoke-Tool {
    param([string] $Path, [string[]] $Arguments)
    & $Path @Arguments
    if ($LASTEXITCODE -ne 0) { throw "$Path $($Arguments -join ' ') ended with $LASTEXITCODE." }
}

function Invoke-Build {
    # Into a fresh folder first: a session that has the module loaded holds the files in bin/ on Windows.
    $publish = Join-Path $out 'module'
    if (Test-Path $publish) { Remove-Item $publish -Recurse -Force }
    Invoke-Tool dotnet @('publish', (Join-Path $root 'src/GlueTools'), '-c', $Configuration, '-o', $publish, '--nologo', '-v', 'quiet', "-p:HelpBase=$HelpBase")
    $bin = Join-Path $root 'bin'
    if (-not (Test-Path $bin)) { $null = New-Item $bin -ItemType Directory }
    $files = @(Get-ChildItem $publish -File | Where-Object { $_.Name -match '^GlueTools(\.\w+)*\.(dll|pdb|psm1|ps1xml)$' })
    Get-ChildItem $bin -File | Where-Object { $files.Name -notcontains $_.Name } | Remove-Item -Force
    try { $files | Copy-Item -Destination $bin -Force }
    catch { throw "bin/ is in use; close the PowerShell sessions that have loaded GlueTools. ($_)" }
}

function Invoke-Pester5 {
    if (-not (Get-Module Pester -ListAvailable | Where-Object { $_.Version -ge [version] '5.0' })) {
        throw 'Pester 5 is needed: Install-Module Pester -MinimumVersion 5.0 -Force -SkipPublisherCheck'
    }
    # In a child process, which lets go of the module's files when it ends.
    $script = Join-Path $root 'tests/Pester/Invoke-Tests.ps1'
    $arguments = @('-NoProfile', '-NonInteractive', '-File', $script, '-ResultPath', (Join-Path $out 'pester.xml'))
    if ($Tag) { $arguments += @('-Tag', ($Tag -join ',')) }
    Invoke-Tool $shell $arguments
}

function Invoke-Demo {
    # The lab, its domains tested, and one of them compared.
    $command = "Import-Module '$(Join-Path $root 'GlueTools.psd1')'; `$lab = Start-GlueLab; `$lab | Out-Host; " +
        "`$lab.Domains | Test-Delegation -RootHint `$lab | Out-Host; Compare-GlueToZone stale.example -RootHint `$lab | Out-Host; Stop-GlueLab"
    Invoke-Tool $shell @('-NoProfile', '-NonInteractive', '-Command', $command)
}

function Invoke-Help {
    if (-not (Get-Module Microsoft.PowerShell.PlatyPS -ListAvailable)) {
        throw 'Microsoft.PowerShell.PlatyPS is needed: Install-Module Microsoft.PowerShell.PlatyPS -Force'
    }
    Invoke-Tool $shell @('-NoProfile', '-NonInteractive', '-File', (Join-Path $root 'docs/cmdlets/New-Help.ps1'), '-Destination', (Join-Path $root 'en-US'))
}

function Invoke-Site {
    # The documentation as pages to be put anywhere.
    Invoke-Tool dotnet @('run', '--project', (Join-Path $root 'tools/GlueTools.Site'), '--', '--out', (Join-Path $out 'site'))
}

function Invoke-Pack {
    # The module as a folder that can be copied to any PSModulePath: the files of the manifest's list and nothing else.
    $manifest = Import-PowerShellDataFile (Join-Path $root 'GlueTools.psd1')
    $version = $manifest.ModuleVersion
    $folder = Join-Path (Join-Path $out 'GlueTools') $version
    if (Test-Path $folder) { Remove-Item $folder -Recurse -Force }
    $content = [ordered]@{}
    foreach ($file in $manifest.FileList) {
        $octets = [IO.File]::ReadAllBytes((Join-Path $root $file))
        if ($HelpBase -and $file -like '*-Help.xml') {
            $octets = [Text.Encoding]::UTF8.GetBytes((& (Join-Path $root 'build/Add-OnlineVersion.ps1') -Text ([Text.Encoding]::UTF8.GetString($octets)) -HelpBase $HelpBase))
        }
        elseif ($HelpBase -and $file -eq 'GlueTools.psd1') {
            $octets = [Text.Encoding]::UTF8.GetBytes([Text.Encoding]::UTF8.GetString($octets).Replace("      LicenseUri =", "      ProjectUri = '$HelpBase'`n      LicenseUri ="))
        }
        $content["GlueTools/$version/$file"] = $octets
        $target = Join-Path $folder $file
        $null = New-Item (Split-Path $target) -ItemType Directory -Force
        [IO.File]::WriteAllBytes($target, $octets)
    }
    $archive = Join-Path $out "GlueTools-$version.zip"
    & (Join-Path $root 'build/Compress-Entry.ps1') -Path $archive -Content $content
    $archive
    & (Join-Path $root 'build/New-Nupkg.ps1') -Root $root -Destination $out
}

foreach ($name in $Task) {
    switch ($name) {
        'Build' { Invoke-Build }
        'Test' { Invoke-Tool dotnet @('test', (Join-Path $root 'GlueTools.sln'), '-c', $Configuration, '--nologo', '-v', 'quiet'); Invoke-Build; Invoke-Pester5 }
        'Pester' { Invoke-Pester5 }
        'Demo' { Invoke-Build; Invoke-Demo }
        'Docs' { Invoke-Help }
        'Site' { Invoke-Site }
        'Pack' { if (-not $NoBuild) { Invoke-Build }; Invoke-Pack }
    }
}
