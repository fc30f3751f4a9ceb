# A history of scheduled runs.
BeforeAll {
    . $PSScriptRoot/Support.ps1
    $lab = Start-GlueLab
    $arguments = Get-LabArgument $lab
    $names = 'stale.example', 'healthy1.example'
    function Edit-State { param($Path) $file = (Get-Item $Path).FullName; [IO.File]::WriteAllText($file, [IO.File]::ReadAllText($file).Replace('45.10.4.1', '192.0.2.77')) }
}

AfterAll { Stop-GlueLab }

Describe 'Test-Delegation -StateFile' {
    It 'tells what has changed once two runs have seen it, and once' {
        $state = 'TestDrive:/history'
        $names | Test-Delegation -StateFile $state -ChangesOnly @arguments | Should -BeNullOrEmpty
        Edit-State $state
        $names | Test-Delegation -StateFile $state -ChangesOnly @arguments | Should -BeNullOrEmpty
        $changes = @($names | Test-Delegation -StateFile $state -ChangesOnly @arguments)
        $changes.Count | Should -Be 3
        $changes[0].PSTypeNames[0] | Should -Be 'GlueTools.DelegationChange'
        $address = $changes | Where-Object What -EQ Address
        "$($address.NameServer) $($address.Status): $($address.Before) -> $($address.After)" | Should -Be 'ns2.stale.example Changed: 192.0.2.77 2a10:10:2::1 -> 2a10:10:2::1 45.10.4.1'
        $address.SinceUtc | Should -Match '^\d{4}-'
        $names | Test-Delegation -StateFile $state -ChangesOnly @arguments | Should -BeNullOrEmpty
    }

    It 'tells at once where one run is enough' {
        $null = $names | Test-Delegation -StateFile TestDrive:/once @arguments
        Edit-State TestDrive:/once
        @($names | Test-Delegation -StateFile TestDrive:/once -ChangesOnly -ConfirmAfter 1 @arguments | Where-Object What -EQ Address).Count | Should -Be 1
    }

    It 'gives verdicts as ever without -ChangesOnly, and remembers them' {
        @($names | Test-Delegation -StateFile TestDrive:/plain -ThrottleLimit 1 @arguments).Status | Should -Be 'Error', 'Healthy'
        $names | Test-Delegation -StateFile TestDrive:/plain -Quiet -ThrottleLimit 1 @arguments | Should -Be $false, $true
        @(Find-GlueAddress 45.10.4.1 -StateFile TestDrive:/plain).Name | Should -Be 'ns2.stale.example'
    }

    It 'does not count a run that was stopped' {
        $null = $names | Test-Delegation -StateFile TestDrive:/stopped @arguments
        $before = (Get-FileHash TestDrive:/stopped).Hash
        $null = $names * 20 | Test-Delegation -StateFile TestDrive:/stopped @arguments | Select-Object -First 1
        (Get-FileHash TestDrive:/stopped).Hash | Should -Be $before
    }

    It 'has a row for a domain of which nothing is known' {
        $row = 'a..b' | Test-Delegation -StateFile TestDrive:/unknown -ChangesOnly @arguments -ErrorAction SilentlyContinue
        "$($row.Status) $($row.Rank)" | Should -Be 'NotCompared -1'
    }

    It 'refuses a file that is in use or no history, and what makes no sense: <Id>' -ForEach @(
        @{ Id = 'StateDamaged'; Parameters = @{ StateFile = { Set-Content TestDrive:/notes 'notes'; 'TestDrive:/notes' } } }
        @{ Id = 'StateUnusable'; Parameters = @{ StateFile = { $script:held = [IO.File]::Open("$((Get-Item TestDrive:/).FullName)/held.lock", 'OpenOrCreate', 'ReadWrite', 'None'); 'TestDrive:/held' } } }
        @{ Id = 'InvalidParameterCombination'; Parameters = @{ ConfirmAfter = 3 } }
        @{ Id = 'InvalidParameterCombination'; Parameters = @{ ChangesOnly = $true } }
        @{ Id = 'InvalidParameterCombination'; Parameters = @{ StateFile = { 'TestDrive:/x' }; Undelegated = $true } }
    ) {
        $given = @{}
        foreach ($key in $Parameters.Keys) { $given[$key] = if ($Parameters[$key] -is [scriptblock]) { & $Parameters[$key] } else { $Parameters[$key] } }
        try { { Test-Delegation stale.example @given @arguments } | Should -Throw -ErrorId "$Id,*" }
        finally { if (Test-Path variable:script:held) { $script:held.Dispose() } }
    }

    It 'offers what will come' {
        (TabExpansion2 'Test-Delegation x -StateFile y -ChangesOnly | ForEach-Object Sinc').CompletionMatches.CompletionText | Should -Contain 'SinceUtc'
    }
}
