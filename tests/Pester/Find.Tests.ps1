# Who still carries an address.
BeforeAll {
    . $PSScriptRoot/Support.ps1
    $lab = Start-GlueLab
    $arguments = Get-LabArgument $lab
    $names = 'stale.example', 'healthy1.example', 'noglue.example'
}

AfterAll { Stop-GlueLab }

Describe 'Find-GlueAddress' {
    It 'finds an address or a range in any spelling: <Address>' -ForEach @(
        @{ Address = '45.10.4.1'; Found = 'ns2.stale.example 45.10.4.1' }
        @{ Address = '45.10.4.0/24'; Found = 'ns2.stale.example 45.10.4.1' }
        @{ Address = '2a10:0010:0002:0000::1', '192.0.2.1'; Found = 'ns2.healthy1.example 2a10:10:2::1', 'ns2.stale.example 2a10:10:2::1' }
        @{ Address = '2A10:10:1::/127, 45.10.4.1'; Found = 'ns1.healthy1.example 2a10:10:1::1', 'ns1.noglue.example 2a10:10:1::1', 'ns1.stale.example 2a10:10:1::1', 'ns2.stale.example 45.10.4.1' }
        @{ Address = '192.0.2.1'; Found = @() }
    ) {
        $rows = @($names | Find-GlueAddress $Address @arguments)
        @($rows | ForEach-Object { "$($_.Name) $($_.IPAddress)" } | Sort-Object) | Should -Be @($Found | Sort-Object)
    }

    It 'has a row for every domain of which nobody can say' {
        $rows = @('a..b', 'stale.example' | Find-GlueAddress 192.0.2.1 @arguments -ErrorAction SilentlyContinue)
        $rows.Status | Should -Be 'Invalid'
        $rows[0].Rank | Should -Be -2
    }

    It 'looks into evidence and asks nobody, and takes names of rows that have addresses of their own' {
        $evidence = @($names | Get-Delegation @arguments)
        @($evidence | Find-GlueAddress 45.10.4.1).Name | Should -Be 'ns2.stale.example'
        @(Get-GlueRecord stale.example @arguments | Where-Object IPAddress -NE 45.10.4.1 | Find-GlueAddress 45.10.4.1 @arguments).Name | Select-Object -Unique | Should -Be 'ns2.stale.example'
    }

    It 'looks into a zone file' {
        Set-Content TestDrive:/com.zone '$ORIGIN com.', '@ 3600 IN SOA a b 1 2 3 4 5', 'a 3600 IN NS ns1.a', 'ns1.a 3600 IN A 192.0.2.1', 'b 3600 IN NS ns1.b', 'ns1.b 3600 IN A 192.0.2.2'
        $row = Find-GlueAddress 192.0.2.2 -ParentZoneFile TestDrive:/com.zone
        "$($row.DomainName) $($row.Name) $($row.IPAddress)" | Should -Be 'b.com ns1.b.com 192.0.2.2'
        (Find-GlueAddress 192.0.2.2 a.com, b.com -ParentZoneFile TestDrive:/com.zone).DomainName | Should -Be 'b.com'
    }

    It 'refuses what is no address' {
        { Find-GlueAddress 192.0.2 stale.example @arguments } | Should -Throw -ErrorId 'InvalidAddress,*'
        { Find-GlueAddress ' ' stale.example @arguments } | Should -Throw -ErrorId 'InvalidAddress,*'
        { Find-GlueAddress 192.0.2.1 } | Should -Throw -ErrorId 'NameMissing,*'
    }

    It 'goes to CSV and back, and fits 80 columns' {
        $rows = @($names | Find-GlueAddress 45.10.4.1 @arguments)
        $rows | Export-Csv TestDrive:/found.csv -NoTypeInformation
        (Import-Csv TestDrive:/found.csv).IPAddress | Should -Be '45.10.4.1'
        @((($rows | Out-String -Width 80) -split "`r?`n") | Where-Object Length -GT 80) | Should -BeNullOrEmpty
        (TabExpansion2 'Find-GlueAddress -IP').CompletionMatches.CompletionText | Should -Contain '-IPAddress'
    }
}
