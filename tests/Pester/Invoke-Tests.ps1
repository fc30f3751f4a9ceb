# Runs the Pester tests in a process of their own. Ends with the number of failures.
param([string] $ResultPath, [string[]] $Tag)
$ErrorActionPreference = 'Stop'
Import-Module Pester -MinimumVersion 5.0
$configuration = New-PesterConfiguration
$configuration.Run.Path = $PSScriptRoot
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Normal'
if ($Tag) { $configuration.Filter.Tag = $Tag -split ',' }
if ($ResultPath) {
    $null = New-Item (Split-Path $ResultPath) -ItemType Directory -Force
    $configuration.TestResult.Enabled = $true
    $configuration.TestResult.OutputPath = $ResultPath
}
$result = Invoke-Pester -Configuration $configuration
if ($result.Result -ne 'Passed') { exit [Math]::Max(1, $result.FailedCount) }
