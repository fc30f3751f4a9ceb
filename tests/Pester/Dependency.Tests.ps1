BeforeAll {
    . $PSScriptRoot/Support.ps1
    $lab = Start-GlueLab
}

AfterAll { Stop-GlueLab }

Describe 'Get-DelegationDependency' {
    It 'gives a row for each zone, name server and address, the domain first' {
        $rows = @(Get-DelegationDependency healthy3.test -RootHint $lab)
        $rows[0].Kind | Should -Be 'Zone'
        $rows[0].Name | Should -Be 'healthy3.test'
        $rows[0].PSTypeNames[0] | Should -Be 'GlueTools.DependencyNode'
        ($rows | Where-Object Name -eq 'ns2.healthy1.example').FoundBy | Should -Be 'Lookup'
        ($rows | Where-Object Name -eq 'ns1.healthy3.test').FoundBy | Should -Be 'Glue'
        ($rows | Where-Object Name -eq '45.10.3.1').Prefix | Should -Be '45.10.3.0/24'
        @($rows | Where-Object Status -ne 'Reached').Count | Should -Be 0
    }

    It 'measures with -Summary and draws with -Draw' {
        $summary = Get-DelegationDependency healthy2.example -RootHint $lab -Summary
        "$($summary.CutPoints)" | Should -Be 'operator healthy1.example'
        $summary.Redundancy | Should -Be 2
        Get-DelegationDependency healthy3.test -RootHint $lab -Draw Tree | Should -Match '^healthy3\.test\n\|- '
        ([xml] (Get-DelegationDependency healthy3.test -RootHint $lab -Draw Svg)).svg | Should -Not -BeNullOrEmpty
    }

    It 'gives the same from saved evidence, and asks nobody' {
        $saved = Get-Delegation healthy3.test -RootHint $lab -Dependencies
        $file = Join-Path $TestDrive 'saved.json'
        $saved | ConvertTo-Json | Set-Content $file
        $back = Get-Content $file -Raw | ConvertFrom-Json | Get-DelegationDependency -Draw Dot
        $back | Should -Be (Get-DelegationDependency healthy3.test -RootHint $lab -Draw Dot)
    }

    It 'gives every name a row, and the list goes on' {
        $rows = @('a..b', '.', 'nonexistent.example', 'healthy2.example' | Get-DelegationDependency -Summary -RootHint $lab -ThrottleLimit 1 -ErrorAction SilentlyContinue)
        $rows.Status | Should -Be 'Invalid', 'Skipped', 'Unknown', 'Reached'
        $drawn = @('nonexistent.example', 'healthy2.example' | Get-DelegationDependency -Draw Dot -RootHint $lab -WarningVariable warnings -WarningAction SilentlyContinue)
        $drawn.Count | Should -Be 1
        "$warnings" | Should -Match 'nonexistent\.example'
    }

    It 'takes autonomous systems from a file, and says what is wrong with one' {
        $file = Join-Path $TestDrive 'table.txt'
        "45.10.0.0/16 64500`n2a10:10::/32 64500" | Set-Content $file
        "$((Get-DelegationDependency healthy3.test -RootHint $lab -Summary -AutonomousSystemFile $file).CutPoints)" | Should -Be 'autonomous system AS64500'
        'nonsense' | Set-Content $file
        { Get-DelegationDependency healthy3.test -RootHint $lab -AutonomousSystemFile $file } | Should -Throw -ErrorId 'InvalidAutonomousSystemFile,*'
        { Get-DelegationDependency healthy3.test -RootHint $lab -AutonomousSystemFile (Join-Path $TestDrive 'none') } | Should -Throw -ErrorId 'AutonomousSystemFileNotReadable,*'
    }

    It 'lets Test-Delegation find what takes a domain away' {
        (Test-Delegation healthy2.example -RootHint $lab -Dependencies -Detailed).Code | Should -Be 'SinglePointOfFailure'
        Test-Delegation healthy2.example -RootHint $lab -Dependencies -Quiet | Should -BeTrue
    }
}
