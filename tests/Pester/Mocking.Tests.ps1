# The guide to tests of one's own scripts: its files are written and its tests are run, as a reader would.
BeforeAll { . $PSScriptRoot/Support.ps1 }

Describe 'The guide to tests of one''s own scripts' {
    It 'has tests that pass, and that fail where the script is wrong' {
        $page = [IO.File]::ReadAllText((Join-Path $script:Root 'docs/guides/mocking.md')) -replace "`r"
        $files = [regex]::Matches($page, '(?s)```powershell\n# (\S+)\n(.*?)```')
        @($files | ForEach-Object { $_.Groups[1].Value }) | Should -Be 'Get-GlueAlarm.ps1', 'Get-GlueAlarm.Tests.ps1'
        $files | ForEach-Object { Set-Content -LiteralPath (Join-Path $TestDrive $_.Groups[1].Value) $_.Groups[2].Value }
        $pester = (Get-Module Pester).Path -replace 'psm1$', 'psd1'
        foreach ($file in (Import-PowerShellDataFile (Join-Path $script:Root 'GlueTools.psd1')).FileList) {
            $target = Join-Path $TestDrive "modules/GlueTools/$file"
            $null = New-Item (Split-Path $target) -ItemType Directory -Force
            Copy-Item (Join-Path $script:Root $file) $target
        }
        $run = "`$env:PSModulePath = '$TestDrive/modules' + [IO.Path]::PathSeparator + `$env:PSModulePath; Import-Module '$pester'; `$configuration = New-PesterConfiguration; `$configuration.Run.Path = '$TestDrive/Get-GlueAlarm.Tests.ps1'; `$configuration.Run.PassThru = `$true; " +
            "`$configuration.Output.Verbosity = 'None'; `$run = Invoke-Pester -Configuration `$configuration; `"`$(`$run.PassedCount) passed, `$(`$run.FailedCount) failed`""
        & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -Command $run | Select-Object -Last 1 | Should -Be '3 passed, 0 failed'
        Set-Content "$TestDrive/Get-GlueAlarm.ps1" ($files[0].Groups[2].Value -replace '-ge 4', '-ge 5')
        & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -Command $run | Select-Object -Last 1 | Should -Be '0 passed, 3 failed'
    }
}
