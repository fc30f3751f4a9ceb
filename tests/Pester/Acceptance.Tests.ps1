BeforeAll {
    . $PSScriptRoot/Support.ps1
    $lab = Start-GlueLab
    $PSDefaultParameterValues = @{
        '*:RootHint' = $lab; 'Test-Delegation:TimeoutSec' = 0.4; 'Compare-GlueToZone:TimeoutSec' = 0.4; 'Get-GlueRecord:TimeoutSec' = 0.4
    }
}

AfterAll { Stop-GlueLab }

Describe 'What the documentation promises' -Tag Acceptance {
    It 'Get-DnsServerZone | Test-Delegation' {
        $rows = @(Get-DnsServerZone | Test-Delegation)
        $rows.Count | Should -Be 6
        ($rows | Where-Object Status -EQ 'Skipped').DomainName | Sort-Object | Should -Be '127.in-addr.arpa', 'partner.example', 'stub.example', 'trustanchors'
        ($rows | Where-Object DomainName -EQ 'healthy1.example').Status | Should -Be 'Healthy'
        ($rows | Where-Object DomainName -EQ 'stale.example').Status | Should -Be 'Error'
    }

    It 'Get-DnsServerZoneDelegation | Compare-GlueToZone: a row for each name server' {
        $in = @(Get-DnsServerZoneDelegation example)
        $in.Count | Should -Be 5
        $rows = @($in | Compare-GlueToZone)
        $rows.NameServer | Sort-Object | Should -Be @($in | ForEach-Object { $_.NameServer.RecordData.NameServer.TrimEnd('.') } | Sort-Object)
        ($rows | Where-Object NameServer -EQ 'ns3.onlyparent.example').Status | Should -Be 'NotInZone'
        ($rows | Where-Object NameServer -EQ 'ns2.stale.example').Status | Should -Be 'GlueDiffers'
    }

    It '... | Where-Object CanRepair | Set-DnsServerZoneDelegation -WhatIf changes the right delegation to the right addresses' {
        $script:WhatIfTargets = @()
        Get-DnsServerZoneDelegation example | Compare-GlueToZone | Where-Object CanRepair | Set-DnsServerZoneDelegation -WhatIf
        $script:WhatIfTargets | Should -Be 'example|stale|ns2.stale.example|45.10.2.1,2a10:10:2::1'
    }

    It 'Import-Csv | Get-GlueRecord | Export-Csv gives the same file under <_>' -ForEach 'en-US', 'de-DE', 'th-TH', 'ar-SA' {
        $before = [cultureinfo]::CurrentCulture
        try {
            Set-Content TestDrive:/domains.csv 'DomainName', 'healthy1.example', 'stale.example', 'healthy2.example', 'nonexistent.example'
            [cultureinfo]::CurrentCulture = 'en-US'
            Import-Csv TestDrive:/domains.csv | Get-GlueRecord -ThrottleLimit 1 | Export-Csv TestDrive:/expected.csv -NoTypeInformation
            [cultureinfo]::CurrentCulture = $_
            Import-Csv TestDrive:/domains.csv | Get-GlueRecord -ThrottleLimit 1 | Export-Csv TestDrive:/glue.csv -NoTypeInformation
        }
        finally { [cultureinfo]::CurrentCulture = $before }
        Get-Content TestDrive:/glue.csv | Should -Be (Get-Content TestDrive:/expected.csv)
        $rows = @(Import-Csv TestDrive:/glue.csv)
        ($rows.DomainName | Select-Object -Unique).Count | Should -Be 4
        $rows[0].ParentServers | Should -Be 'ns1.nic.example/37.209.192.10;ns1.nic.example/2001:dcd:1::10;ns2.nic.example/37.209.194.10;ns2.nic.example/2001:dcd:2::10'
    }

    It 'Get-Content | Test-Delegation -Quiet: a bool for each domain' {
        Set-Content TestDrive:/domains.txt 'healthy1.example', 'stale.example', 'healthy3.test'
        $answers = @(Get-Content TestDrive:/domains.txt | Test-Delegation -Quiet -ThrottleLimit 1)
        $answers | Should -Be $true, $false, $true
        $answers | Should -BeOfType [bool]
    }

    It 'Get-GlueRecord | Resolve-DnsName asks for the name server and its type' {
        Get-GlueRecord stale.example | Resolve-DnsName | Should -Be 'ns1.stale.example A', 'ns1.stale.example AAAA', 'ns2.stale.example A', 'ns2.stale.example AAAA'
    }

    It 'Thousands of lines | Test-Delegation -Depth Core | Where-Object | Export-Csv' {
        $lines = foreach ($i in 1..750) { 'healthy1.example', 'healthy2.example', 'stale.example', "gone$i.example" }
        Set-Content TestDrive:/many.txt $lines
        Get-Content TestDrive:/many.txt | Test-Delegation -Depth Core | Where-Object Status -NE Healthy | Export-Csv TestDrive:/broken.csv -NoTypeInformation
        $rows = @(Import-Csv TestDrive:/broken.csv)
        $rows.Count | Should -Be 1500
        @($rows | Where-Object DomainName -EQ 'stale.example').Count | Should -Be 750
        @($rows.DomainName | Where-Object { $_ -like 'gone*' } | Select-Object -Unique).Count | Should -Be 750
    }

    It 'Get-Content | Test-Delegation | Select-Object -First 3 stops at once, and nothing is left running' -Skip:(-not (Test-Path /proc/self/fd)) {
        Set-Content TestDrive:/domains.txt (1..2000 | ForEach-Object { 'healthy1.example' })
        Wait-NothingKept
        $sockets = Get-SocketCount
        $rows = @(Get-Content TestDrive:/domains.txt | Test-Delegation | Select-Object -First 3)
        $rows.Count | Should -Be 3
        Wait-NothingKept
        Get-SocketCount | Should -Be $sockets
        Get-LoopThreadCount | Should -Be 0
    }

    It 'Three names, one of them bad: three rows' {
        $rows = @('healthy1.example', 'a..b', 'healthy2.example' | Test-Delegation -ErrorAction SilentlyContinue)
        $rows.Count | Should -Be 3
        $rows.Status | Sort-Object | Should -Be 'Healthy', 'Healthy', 'Invalid'
    }
}
