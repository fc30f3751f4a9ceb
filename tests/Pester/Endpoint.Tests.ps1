# An endpoint as Just Enough Administration sets one up: a process of its own, no language, the module's cmdlets and nothing else; objects travel serialized.
BeforeAll {
    . $PSScriptRoot/Support.ps1
    $configuration = Join-Path $TestDrive 'audit.pssc'
    New-PSSessionConfigurationFile -Path $configuration -SessionType RestrictedRemoteServer -LanguageMode NoLanguage -ModulesToImport ([string[]] (Join-Path $script:Root 'GlueTools.psd1')) -VisibleCmdlets (Import-PowerShellDataFile (Join-Path $script:Root 'GlueTools.psd1')).CmdletsToExport
    # PowerShell's own server for a pipe of objects; with a configuration file since 7.3.
    $process = [Management.Automation.Runspaces.PowerShellProcessInstance]::new([version] '7.0', $null, $null, $false)
    '-ConfigurationFile', $configuration | ForEach-Object { $process.Process.StartInfo.ArgumentList.Add($_) }
    $process.Process.StartInfo.FileName = (Get-Process -Id $PID).Path
    $session = [runspacefactory]::CreateOutOfProcessRunspace($null, $process)
    $session.Open()
    $nowhere = @{ Server = '127.0.0.1'; Port = 1; TimeoutSec = 0.1; Retry = 0 }

    function Invoke-Endpoint {
        param([string] $Command, [hashtable] $Parameters = @{}, [object[]] $InputObject)
        $shell = [powershell]::Create()
        try {
            $shell.Runspace = $session
            $null = $shell.AddCommand($Command).AddParameters($Parameters)
            if ($InputObject) { $shell.Invoke($InputObject) } else { $shell.Invoke() }
            $shell.Streams.Error | ForEach-Object { throw $_ }
        }
        finally { $shell.Dispose() }
    }
    $lab = Start-GlueLab
    $arguments = Get-LabArgument $lab
}

AfterAll {
    Stop-GlueLab
    if ($session) { $session.Dispose() }
    if ($process) { $process.Dispose() }
}

Describe 'An endpoint without language' {
    It 'has the cmdlets, and no scripts' {
        @(Invoke-Endpoint Get-DelegationCheck @{ Code = 'GlueStale' })[0].Severity | Should -Be 'Error'
        $shell = [powershell]::Create()
        $shell.Runspace = $session
        try { { $shell.AddScript('1 + 1').Invoke() } | Should -Throw } finally { $shell.Dispose() }
    }

    It 'judges the evidence that is sent to it, and its rows come back with all findings' {
        $kept = @('stale.example', 'healthy1.example', 'splitglue.example' | Test-Delegation -Evidence Full @arguments)
        $back = @(Invoke-Endpoint Test-Delegation $nowhere $kept)
        $back.DomainName | Sort-Object | Should -Be @($kept.DomainName | Sort-Object)
        foreach ($row in $back) {
            $here = $kept | Where-Object DomainName -EQ $row.DomainName
            $row.Status | Should -Be $here.Status
            @($row.Findings | ForEach-Object { "$($_.Code) $($_.NameServer) $($_.IPAddress) $($_.Servers) $($_.Message) $($_.Remedy)" }) |
                Should -Be @($here.Findings | ForEach-Object { "$($_.Code) $($_.NameServer) $($_.IPAddress) $($_.Servers) $($_.Message) $($_.Remedy)" })
        }
    }

    It 'gives rows that look here as rows of our own' {
        $kept = Test-Delegation stale.example -Evidence Full @arguments
        $back = Invoke-Endpoint Test-Delegation ($nowhere + @{ Detailed = $true }) @($kept)
        ($back | Out-String -Width 80) | Should -Be ($kept | Test-Delegation -Detailed @nowhere | Out-String -Width 80)
        $back.PSTypeNames[0] | Should -Be 'Deserialized.GlueTools.Finding'
    }

    It 'says what it could not reach' {
        @(Invoke-Endpoint Get-GlueRecord ($nowhere + @{ Name = 'stale.example'; ErrorAction = 'SilentlyContinue' }))[0].Status | Should -Be 'Unknown'
    }
}
