# What rows say of what nobody could be asked about, of runs that were limited, and how they sort.
BeforeAll {
    . $PSScriptRoot/Support.ps1
    $lab = Start-GlueLab
    $arguments = Get-LabArgument $lab
    $nowhere = @{ Server = '127.0.0.1'; Port = 1; TimeoutSec = 0.1; Retry = 0; ErrorAction = 'SilentlyContinue' }
}

AfterAll { Stop-GlueLab }

Describe 'Get-GlueRecord' {
    It 'counts every address of the parent, and says which gave no referral' {
        $rows = @(Get-GlueRecord child.badparent.example @arguments)
        $rows.Count | Should -BeGreaterThan 1
        $rows.ServedBy | Select-Object -Unique | Should -Be '3/4'
        $rows.Detail | Select-Object -Unique | Should -Be '1 of 4 parent servers gave no referral (ns2.badparent.example/45.10.2.1: it answers REFUSED).'
        (Get-GlueRecord healthy1.example @arguments).ServedBy | Select-Object -Unique | Should -Be '4/4'
        (Get-GlueRecord healthy1.example @arguments).Detail | Select-Object -Unique | Should -Be ''
        (Get-GlueRecord healthy1.example -IPv4Only @arguments).ServedBy | Select-Object -Unique | Should -Be '2/4'
    }

    It 'keeps a domain under a filter of which servers were not heard, as Find-GlueAddress does' {
        $rows = @(Get-GlueRecord child.badparent.example -IPAddress 1.2.3.4 @arguments) + @(Find-GlueAddress 1.2.3.4 child.badparent.example @arguments)
        $rows.Status | Should -Be 'Unknown', 'Unknown'
        $rows.Detail | Select-Object -Unique | Should -BeLike '*1 of 4 parent servers gave no referral (ns2.badparent.example/45.10.2.1: it answers REFUSED).'
        Find-GlueAddress 1.2.3.4 healthy1.example @arguments | Should -BeNullOrEmpty
        $changes = Get-DelegationChange child.badparent.example @arguments -WarningAction SilentlyContinue
        $changes | ForEach-Object { "$($_.Remark)" | Should -BeLike '*1 of 4 parent servers gave no referral*' }
        Compare-GlueToZone child.badparent.example @arguments | ForEach-Object { $_.Detail | Should -BeLike 'Parent and zone agree as far as *' }
    }

    It '-PerServer has a row for each of them, with why it said nothing' {
        $rows = @(Get-GlueRecord child.badparent.example -PerServer @arguments)
        @($rows.ParentServer | Select-Object -Unique).Count | Should -Be 4
        $silent = @($rows | Where-Object Status -EQ 'Unknown')
        $silent.ParentServer | Should -Be 'ns2.badparent.example/45.10.2.1'
        $silent.Detail | Should -Be 'It answers REFUSED.'
        # An array has a property of that name itself: its number of dimensions.
        $silent | ForEach-Object Rank | Should -Be (-1)
        @(Get-GlueRecord child.badparent.example -PerServer -IPv4Only @arguments | Where-Object Detail -Match 'switched off').Count | Should -Be 2
    }

    It '-PerServer marks what differs: how many give the same' {
        $rows = @(Get-GlueRecord splitglue.example -PerServer @arguments)
        ($rows | Where-Object { $_.Name -like 'ns1*' }).ServedBy | Select-Object -Unique | Should -Be '4/4'
        $differ = @($rows | Where-Object { $_.Name -like 'ns2*' -and $_.Type -eq 'A' })
        $differ.ServedBy | Select-Object -Unique | Should -Be '2/4'
        $differ.Status | Select-Object -Unique | Should -Be 'Partial'
        $differ.ParentServer | Select-Object -Unique | Should -HaveCount 4
    }

    It 'has an empty TTL where there is no record' {
        $null -eq (Get-GlueRecord nonexistent.example @arguments).TTL | Should -BeTrue
        (Get-GlueRecord nonexistent.example @arguments | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv).TTL | Should -Be ''
        (Get-GlueRecord healthy1.example @arguments)[0].TTL | Should -Be 3600
    }
}

Describe 'Test-Delegation -Detailed' {
    It 'has a row for <Status>, and none for Healthy' -ForEach @(
        @{ Status = 'Invalid'; Rank = -2; Rows = { Test-Delegation 'a..b' -Detailed @arguments -ErrorAction SilentlyContinue } }
        @{ Status = 'Skipped'; Rank = -3; Rows = { Test-Delegation . -Detailed @arguments } }
        @{ Status = 'Unknown'; Rank = -1; Rows = { Test-Delegation stale.example -Detailed @nowhere } }
    ) {
        $row = @(& $Rows)
        $row.Count | Should -Be 1
        $row[0].PSTypeNames[0] | Should -Be 'GlueTools.Finding'
        $row[0].Severity | Should -Be $Status
        $row[0].Rank | Should -Be $Rank
        $row[0].Code | Should -Be ''
        $row[0].Message | Should -Not -BeNullOrEmpty
        $row[0] | Get-DelegationCheck | Should -BeNullOrEmpty
        Test-Delegation healthy1.example -Detailed -MinimumSeverity Notice @arguments | Should -BeNullOrEmpty
    }
}

Describe 'Limits' {
    It '<Given> say so on the row' -ForEach @(
        @{ Given = '-Check'; More = @{ Check = 'TtlsAgree' }; Says = 'reported only: TtlsAgree' }
        @{ Given = '-ExcludeCheck'; More = @{ ExcludeCheck = 'GlueStale' }; Says = 'not reported: GlueStale' }
        @{ Given = '-MinimumSeverity'; More = @{ MinimumSeverity = 'Critical' }; Says = 'reported from Critical on' }
    ) {
        $row = Test-Delegation stale.example @More @arguments
        $row.Status | Should -Be 'Healthy'
        $row.Limits | Should -Be $Says
        ($row | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv).Limits | Should -Be $Says
    }

    It 'a policy says so, too' {
        Set-Content (Join-Path $TestDrive 'p.psd1') "@{ MinimumSeverity = 'Warning'; Severities = @{ GlueStale = 'Notice' } }"
        (Test-Delegation stale.example -PolicyFile (Join-Path $TestDrive 'p.psd1') @arguments).Limits | Should -Be 'reported from Warning on', 'severity changed: GlueStale as Notice'
    }

    It 'are none where nothing was limited' {
        @((Test-Delegation stale.example @arguments).Limits).Count | Should -Be 0
        @((Test-Delegation stale.example -MinimumSeverity Info @arguments).Limits).Count | Should -Be 0
    }
}

Describe 'Rank' {
    It 'sorts and compares where the words do not' {
        $rows = @($lab.Domains + 'a..b' | Test-Delegation @arguments -ErrorAction SilentlyContinue)
        $order = @{ Healthy = 0; Notice = 2; Warning = 3; Error = 4; Critical = 5; Unknown = -1; Invalid = -2; Skipped = -3 }
        foreach ($row in $rows) { $row.Rank | Should -Be $order[$row.Status] -Because $row.DomainName }
        @($rows | Where-Object Rank -GE 4).Count | Should -Be @($rows | Where-Object Status -In 'Error', 'Critical').Count
        foreach ($finding in $rows.Findings) { $finding.Rank | Should -Be ($finding.SeverityLevel + 1) }
        foreach ($check in Get-DelegationCheck) { $check.Rank | Should -Be ($check.SeverityLevel + 1) }
    }

    It 'is 0 where glue is as it should be, and nothing else: a filter for it overlooks no domain' {
        $rows = @('healthy1.example', 'noglue.example', 'splitglue.example', 'nonexistent.example', 'a..b', 'stale.example' | Get-GlueRecord @arguments -ErrorAction SilentlyContinue)
        @($rows | Where-Object Rank -NE 0 | ForEach-Object DomainName | Select-Object -Unique | Sort-Object) | Should -Be 'a..b', 'noglue.example', 'nonexistent.example', 'splitglue.example'
        (Get-GlueRecord stale.example @nowhere).Rank | Should -Be (-1)
        $comparisons = @('healthy1.example', 'stale.example', 'a..b' | Compare-GlueToZone @arguments -ErrorAction SilentlyContinue)
        $comparisons | Where-Object Status -EQ 'Match' | ForEach-Object Rank | Select-Object -Unique | Should -Be 0
        $comparisons | Where-Object Status -EQ 'GlueDiffers' | ForEach-Object Rank | Should -Be 4
    }

    It 'stands beside every status' {
        foreach ($row in (Trace-DnsDelegation unresponsive.example -All @arguments), (Invoke-DnsQuery stale.example NS 45.10.1.1, 45.10.8.1 @arguments -Retry 0), (Get-Delegation healthy1.example @arguments)) {
            foreach ($one in $row) { $one.Rank | Should -BeOfType [int]; $one.Rank -eq 0 | Should -Be ($one.Status -in 'Referral', 'Answer', 'Answered', 'Collected') }
        }
    }
}
