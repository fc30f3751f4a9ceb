# Copies of the module beside one another, each in a process of its own.
BeforeAll {
    . $PSScriptRoot/Support.ps1
    $manifest = Import-PowerShellDataFile (Join-Path $script:Root 'GlueTools.psd1')
    function New-Copy {
        param([string] $Name)
        $folder = Join-Path $TestDrive "$Name/GlueTools"
        foreach ($file in $manifest.FileList) {
            $null = New-Item (Split-Path (Join-Path $folder $file)) -ItemType Directory -Force
            Copy-Item (Join-Path $script:Root $file) (Join-Path $folder $file)
        }
        Join-Path $folder 'GlueTools.psd1'
    }
    function Invoke-Process {
        param([string] $Command)
        $said = & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -Command $Command 2>&1
        [pscustomobject]@{ Status = $LASTEXITCODE; Text = @($said | ForEach-Object { "$_" }) -join "`n" }
    }
    $first = New-Copy first
    $second = New-Copy second
    $use = '$lab = Start-GlueLab; $row = Test-Delegation stale.example -RootHint $lab; $back = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($row)); "$($back.Findings[0].Code) $($back.Findings[0].IPAddress)"; $row | Format-Table | Out-String'
}

Describe 'Two copies of the module' {
    It 'of one version can be imported beside one another<More>' -ForEach @{ More = ''; Force = '' }, @{ More = ', with -Force'; Force = '-Force' } {
        $run = Invoke-Process "`$ErrorActionPreference = 'Stop'; Import-Module '$first'; $use; Import-Module '$second' $Force; $use"
        $run.Status | Should -Be 0 -Because $run.Text
        @([regex]::Matches($run.Text, '(?m)^GlueStale 45\.10\.4\.1$')).Count | Should -Be 2
        @([regex]::Matches($run.Text, '(?m)^stale\.example +Error ')).Count | Should -Be 2
    }

    It 'and the analyzer goes together (needs PSScriptAnalyzer)' -Skip:(-not (Get-Module PSScriptAnalyzer -ListAvailable)) {
        $run = Invoke-Process "`$ErrorActionPreference = 'Stop'; Import-Module '$first'; Invoke-ScriptAnalyzer '$second' | Out-String; Import-Module '$second'; 'imported'"
        $run.Text | Should -Match '^\s*imported$'
    }

    It 'of two versions cannot be, and one sentence says what to do' {
        # Octets behind the end of an assembly change its hash and nothing else.
        $other = New-Copy other
        $path = Join-Path (Split-Path $other) 'bin/GlueTools.dll'
        [IO.File]::WriteAllBytes($path, [IO.File]::ReadAllBytes($path) + [byte] 0)
        $run = Invoke-Process "Import-Module '$first'; try { Import-Module '$other' -ErrorAction Stop } catch { `"`$_`" }; (Get-DelegationCheck GlueStale).Code"
        $there = Join-Path (Split-Path $first) 'bin/GlueTools.dll'
        $run.Text | Should -Match ([regex]::Escape("Another version of GlueTools is loaded from '$there', and a process holds one only: start a new PowerShell session and import '"))
        $run.Text | Should -Match '(?m)^GlueStale$'
    }

    It 'adds no module of its own to the list, and no command' {
        $run = Invoke-Process "Import-Module '$first'; (Get-Module | Where-Object Name -like 'Glue*').Name; (Get-Command -Module Glue*).Count"
        $run.Text | Should -Be "GlueTools`n$($manifest.CmdletsToExport.Count)"
    }
}

Describe 'What importing loads' {
    It 'is one assembly: the others come with the first command that needs them' {
        $run = Invoke-Process "Import-Module '$(Join-Path $script:Root 'GlueTools.psd1')'; ([AppDomain]::CurrentDomain.GetAssemblies().GetName() | Where-Object Name -like 'GlueTools*').Name"
        $run.Text | Should -Be 'GlueTools'
    }

    It 'does not bring other modules with it, nor does the first result' {
        $run = Invoke-Process "Import-Module '$(Join-Path $script:Root 'GlueTools.psd1')'; `$lab = Start-GlueLab; `$row = Test-Delegation stale.example -RootHint `$lab; (Get-Module).Name; `$row.Status"
        $run.Text | Should -Be "GlueTools`nError"
    }

    It 'loads what asks registries and what reads zone files only where they are wanted' {
        $run = Invoke-Process "Import-Module '$(Join-Path $script:Root 'GlueTools.psd1')'; `$lab = Start-GlueLab; `$null = Test-Delegation stale.example -RootHint `$lab; [AppDomain]::CurrentDomain.GetAssemblies().GetName() | Where-Object Name -like 'GlueTools*' | ForEach-Object Name"
        $run.Text -split "`n" | Should -Not -Contain 'GlueTools.Registry'
        $run.Text -split "`n" | Should -Not -Contain 'GlueTools.ZoneFiles'
        $run.Text -split "`n" | Should -Contain 'GlueTools.Network'
    }

    It 'prefers what was compiled beforehand for this system, and gives the same without' {
        $system = $(if ($IsLinux) { 'linux' } elseif ($IsMacOS) { 'osx' } else { 'win' }) + '-' + [Runtime.InteropServices.RuntimeInformation]::ProcessArchitecture.ToString().ToLowerInvariant()
        $from = { param($Manifest) "Import-Module '$Manifest'; `$lab = Start-GlueLab; `$text = `$lab.Domains | Test-Delegation -RootHint `$lab -Detailed | ForEach-Object { `$_.DomainName + ' ' + `$_.Code + ' ' + `$_.Message } | Sort-Object | Out-String; [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { `$_.GetName().Name -like 'GlueTools.*' } | ForEach-Object { Split-Path `$_.Location }; `$text.Trim()" }
        $plain = (Invoke-Process (& $from $first)).Text -split "`n"
        $count = @($plain | Where-Object { [IO.Path]::IsPathRooted($_) }).Count
        $plain[0..($count - 1)] | Select-Object -Unique | Should -Be (Split-Path (Join-Path (Split-Path $first) 'bin/GlueTools.dll'))
        if ((Test-Path "$script:Root/bin/$system") -and $PSVersionTable.PSVersion.Major -gt 5) {
            $compiled = (Invoke-Process (& $from (Join-Path $script:Root 'GlueTools.psd1'))).Text -split "`n"
            $compiled[0..($count - 1)] | Select-Object -Unique | Should -Be (Join-Path $script:Root "bin/$system")
            $compiled.Count | Should -BeGreaterThan 30
            $compiled[$count..($compiled.Count)] | Should -Be $plain[$count..($plain.Count)]
        }
        else { Set-ItResult -Skipped -Because "the module was not compiled for $system, or this PowerShell takes no copies" }
    }
}
