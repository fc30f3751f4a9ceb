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

    # Systems to compile the module for beforehand, such as linux-x64 or win-arm64: it starts quicker there. This one if not given; none for ''.
    [AllowEmptyString()]
    [ValidatePattern('^$|^(win|linux|osx)-(x64|arm64)$')]
    [string[]] $Runtime,

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
    try {
        $files | Copy-Item -Destination $bin -Force
        # Copies compiled of what was built before.
        Get-ChildItem $bin -Directory | Remove-Item -Recurse -Force
    }
    catch { throw "bin/ is in use; close the PowerShell sessions that have loaded GlueTools. ($_)" }
    $systems = if ($null -ne $Runtime) { $Runtime | Where-Object { $_ } } else { Get-System }
    foreach ($system in $systems) {
        try { Invoke-Compile $system }
        catch {
            # What compiles is a package of its own for each system: without a feed there may be none, and the module works without it.
            if ($Runtime) { throw }
            Write-Warning "The module was not compiled beforehand for $system, and will start more slowly: $_"
        }
    }
}

function Get-System {
    $name = if (-not (Test-Path Variable:/IsWindows) -or $IsWindows) { 'win' } elseif ($IsMacOS) { 'osx' } else { 'linux' }
    "$name-" + [Runtime.InteropServices.RuntimeInformation]::ProcessArchitecture.ToString().ToLowerInvariant()
}

function Invoke-Compile {
    param([string] $System)
    # The console tool is made of the same assemblies, and is compiled when it is built for one system.
    $compiled = Join-Path $out "compiled/$System"
    if (Test-Path $compiled) { Remove-Item $compiled -Recurse -Force }
    Invoke-Tool dotnet @('publish', (Join-Path $root 'src/GlueTools.Console'), '-c', $Configuration, '-r', $System, '-o', $compiled, '--nologo', '-v', 'quiet')
    $folder = New-Item (Join-Path $root "bin/$System") -ItemType Directory -Force
    Get-ChildItem $compiled -File -Filter GlueTools.*.dll | Copy-Item -Destination $folder -Force
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
    Invoke-Tool $shell @('-NoProfile', '-NonInteractive', '-File', (Join-Path $root 'docs/checks/New-Index.ps1'))
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
    $compiled = @(Get-ChildItem (Join-Path $root 'bin') -Directory | Sort-Object Name | ForEach-Object { $name = $_.Name; Get-ChildItem $_.FullName -File | Sort-Object Name | ForEach-Object { "bin/$name/$($_.Name)" } })
    $files = [ordered]@{}
    foreach ($file in $manifest.FileList + $compiled) {
        $octets = [IO.File]::ReadAllBytes((Join-Path $root $file))
        if ($file -eq 'GlueTools.psd1') {
            $text = [Text.Encoding]::UTF8.GetString($octets)
            if ($HelpBase) { $text = $text.Replace("      LicenseUri =", "      ProjectUri = '$HelpBase'`n      LicenseUri =") }
            # Systems are those that it was built for; the list of the repository names none.
            if ($compiled) { $text = $text -replace "(?m)^ +'bin/GlueTools\.dll'(?=\r?$)", ((@('bin/GlueTools.dll') + $compiled -replace '.+', "    '`$0'") -join "`n") }
            $octets = [Text.Encoding]::UTF8.GetBytes($text)
        }
        elseif ($HelpBase -and $file -like '*-Help.xml') {
            $octets = [Text.Encoding]::UTF8.GetBytes((& (Join-Path $root 'build/Add-OnlineVersion.ps1') -Text ([Text.Encoding]::UTF8.GetString($octets)) -HelpBase $HelpBase))
        }
        $files[$file] = $octets
        $target = Join-Path $folder $file
        $null = New-Item (Split-Path $target) -ItemType Directory -Force
        [IO.File]::WriteAllBytes($target, $octets)
    }
    $content = [ordered]@{}
    foreach ($file in $files.Keys) { $content["GlueTools/$version/$file"] = $files[$file] }
    $archive = Join-Path $out "GlueTools-$version.zip"
    & (Join-Path $root 'build/Compress-Entry.ps1') -Path $archive -Content $content
    $archive
    & (Join-Path $root 'build/New-Nupkg.ps1') -Root $root -Destination $out -Content $files
}

foreach ($name in $Task) {
    switch ($name) {
        'Build' { Invoke-Build }
        'Test' { Invoke-Tool dotnet @('test', '--solution', (Join-Path $root 'GlueTools.sln'), '-c', $Configuration, '-v', 'quiet'); Invoke-Build; Invoke-Pester5 }
        'Pester' { Invoke-Pester5 }
        'Demo' { Invoke-Build; Invoke-Demo }
        'Docs' { Invoke-Help }
        'Site' { Invoke-Site }
        'Pack' { if (-not $NoBuild) { Invoke-Build }; Invoke-Pack }
    }
}
