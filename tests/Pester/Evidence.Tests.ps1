BeforeAll {
    . $PSScriptRoot/Support.ps1
    $lab = Start-GlueLab
    $arguments = Get-LabArgument $lab
    $domains = 'stale.example', 'healthy1.example', 'nonexistent.example', 'splitglue.example'
    $views = @($domains | Get-Delegation @arguments)
    # What the network says, and then no network: whatever is asked from here on would go to a lab that is no more.
    function ConvertTo-Line { process { "$($_.DomainName)|$($_.Status)|$($_.FirstProblem)|$(@($_.Findings | ForEach-Object { "$($_.Code) $($_.NameServer) $($_.IPAddress) $($_.Servers) $($_.Message) $($_.Remedy)" }) -join '|')" } }
    $expected = @($domains | Test-Delegation @arguments | ConvertTo-Line | Sort-Object)
    $glue = @('stale.example' | Get-GlueRecord @arguments | ConvertTo-Json -Compress)
    $comparison = @('stale.example' | Compare-GlueToZone @arguments | ConvertTo-Json -Compress)
    $queries = $lab.QueryCount
    # Nobody answers there, and nobody would be told.
    $nowhere = @{ Server = '127.0.0.1'; Port = 1; TimeoutSec = 0.1; Retry = 0 }
}

AfterAll { Stop-GlueLab }

Describe 'Evidence' {
    It 'is one row for each domain, by its own type name' {
        $views.Count | Should -Be 4
        $views[0].PSTypeNames[0] | Should -Be 'GlueTools.DelegationView'
        (Get-Command Get-Delegation).OutputType.Name | Should -Be 'GlueTools.DelegationView'
        $views.Status | Select-Object -Unique | Should -Be 'Collected'
        ($views | Where-Object DomainName -EQ 'stale.example').ParentNameServers | Should -Be 'ns1.stale.example', 'ns2.stale.example'
        $views.Evidence | ForEach-Object { $_ | Should -BeLike 'GLUE5:*' }
    }

    It 'Get-Delegation | Export-Clixml; Import-Clixml | Test-Delegation: the same findings without the network' -Tag Acceptance {
        $views | Export-Clixml TestDrive:/d.xml
        Import-Clixml TestDrive:/d.xml | Test-Delegation @nowhere | ConvertTo-Line | Sort-Object | Should -Be $expected
    }

    It 'can be judged live, and through <Name>' -ForEach @(
        @{ Name = 'the pipeline'; Through = { $views } }
        @{ Name = 'JSON'; Through = { $views | ConvertTo-Json | ConvertFrom-Json } }
        @{ Name = 'CSV'; Through = { $views | ConvertTo-Csv | ConvertFrom-Csv } }
        @{ Name = 'a job''s serialization'; Through = { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($views, 1)) } }
    ) {
        & $Through | Test-Delegation @nowhere | ConvertTo-Line | Sort-Object | Should -Be $expected
    }

    It 'comes back from a job' {
        $job = Start-Job -ArgumentList (Join-Path $script:Root 'GlueTools.psd1') {
            Import-Module $args[0]
            $lab = Start-GlueLab
            'stale.example', 'healthy1.example', 'nonexistent.example', 'splitglue.example' | Get-Delegation -RootHint $lab -TimeoutSec 0.4
        }
        $rows = $job | Receive-Job -Wait -AutoRemoveJob
        $rows | Test-Delegation @nowhere | ConvertTo-Line | Sort-Object | Should -Be $expected
    }

    It 'serves Get-GlueRecord and Compare-GlueToZone, too' {
        $view = $views | Where-Object DomainName -EQ 'stale.example' | ConvertTo-Json | ConvertFrom-Json
        $view | Get-GlueRecord @nowhere | ConvertTo-Json -Compress | Should -Be $glue
        $view | Compare-GlueToZone @nowhere | ConvertTo-Json -Compress | Should -Be $comparison
        $lab.QueryCount | Should -Be $queries
    }

    It 'that is <Name> gives a row and an error' -ForEach @(
        @{ Name = 'cut off'; Change = { param($text) $text.Substring(0, 100) } }
        @{ Name = 'altered'; Change = { param($text) $text.Substring(0, 300) + 'AAAA' + $text.Substring(304) } }
        @{ Name = 'of a later release'; Change = { param($text) $text -replace '^GLUE5', 'GLUE6' } }
        @{ Name = 'not even Base64'; Change = { 'GLUE4:?' } }
    ) {
        $view = $views[0] | Select-Object *
        $view.Evidence = & $Change $view.Evidence
        $row = $view | Test-Delegation @nowhere -ErrorAction SilentlyContinue -ErrorVariable problems
        $row.DomainName | Should -Be $views[0].DomainName
        $row.Status | Should -Be 'Invalid'
        $row.FirstProblem | Should -Match 'saved evidence'
        @($problems).Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -Be 'InvalidEvidence,GlueTools.Commands.TestDelegationCommand'
    }

    It 'that was not collected is not looked for' {
        $row = 'a..b' | Get-Delegation @arguments -ErrorAction SilentlyContinue
        $row.Status | Should -Be 'Invalid'
        ($row | Test-Delegation @nowhere).Status | Should -Be 'Skipped'
    }

    It 'shows itself within 80 columns, live and after a file' {
        $views | Export-Clixml TestDrive:/d.xml
        foreach ($rows in $views, (Import-Clixml TestDrive:/d.xml)) {
            $lines = ($rows | Out-String -Width 80) -split "`r?`n"
            $lines | Where-Object { $_ -like '*stale.example*Collected*' } | Should -Not -BeNullOrEmpty
            @($lines | Where-Object { ($_ -replace '\x1b\[[0-9;]*m').Length -gt 80 }) | Should -BeNullOrEmpty
        }
    }

    It 'of findings survives Clixml at the default depth' {
        Test-Delegation stale.example @arguments | Export-Clixml TestDrive:/r.xml
        $row = Import-Clixml TestDrive:/r.xml
        $row.Findings[0].Code | Should -Be 'GlueStale'
        "$($row.Findings[0].IPAddress)" | Should -Be '45.10.4.1'
    }
}

# These ask the network, so they come after what counts questions.
Describe 'Evidence of verdicts' {
    It 'is carried by verdicts where it is asked for: <Which>' -ForEach @(
        @{ Which = 'None'; Kept = @() }
        @{ Which = 'Findings'; Kept = 'nonexistent.example', 'splitglue.example', 'stale.example' }
        @{ Which = 'Full'; Kept = 'healthy1.example', 'nonexistent.example', 'splitglue.example', 'stale.example' }
    ) {
        $rows = @($domains | Test-Delegation @arguments -Evidence $Which -MinimumSeverity Notice)
        @($rows | Where-Object Evidence | ForEach-Object DomainName | Sort-Object) | Should -Be $Kept
        $rows | Where-Object Evidence | Export-Clixml TestDrive:/verdicts.xml
        $again = @(Import-Clixml TestDrive:/verdicts.xml | Test-Delegation @nowhere -MinimumSeverity Notice | ConvertTo-Line | Sort-Object)
        $again | Should -Be @($rows | Where-Object Evidence | ConvertTo-Line | Sort-Object)
    }

    It 'is not to be had beside -<_>' -ForEach 'Detailed', 'Quiet' {
        $switch = @{ $_ = $true }
        { Test-Delegation stale.example @arguments -Evidence Full @switch } | Should -Throw -ErrorId 'InvalidParameterCombination,GlueTools.Commands.TestDelegationCommand'
    }
}
