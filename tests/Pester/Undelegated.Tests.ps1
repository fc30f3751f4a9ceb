BeforeAll {
    . $PSScriptRoot/Support.ps1
    $lab = Start-GlueLab
    $arguments = Get-LabArgument $lab
    # Two servers that have the zone, for a delegation that the parent does not know in this form.
    $servers = 'ns1.stale.example', 'ns2.stale.example'
    $glue = @{ 'ns1.stale.example' = '45.10.1.1', '2a10:10:1::1'; 'ns2.stale.example' = '45.10.2.1;2a10:10:2::1' }
}

AfterAll { Stop-GlueLab }

Describe 'Test-Delegation -Undelegated' {
    It 'judges the delegation that is given, and not the parent''s' {
        (Test-Delegation stale.example @arguments).Status | Should -Be 'Error'
        $row = Test-Delegation stale.example -Undelegated -NameServer $servers -Glue $glue @arguments
        $row.Status | Should -Be 'Healthy'
        $row.NameServerCount | Should -Be 2
        $row.GlueCount | Should -Be 4
    }

    It 'takes addresses beside the names' {
        $row = Test-Delegation stale.example -Undelegated -NameServer 'ns1.stale.example/45.10.1.1/2a10:10:1::1;ns2.stale.example/45.10.2.1', 'ns2.stale.example/2a10:10:2::1' @arguments
        $row.Status | Should -Be 'Healthy'
    }

    It 'says which name within the domain lacks its glue' {
        $findings = @(Test-Delegation stale.example -Undelegated -Detailed -NameServer 'ns1.stale.example/45.10.1.1/2a10:10:1::1', 'ns2.stale.example' @arguments)
        $findings.Code | Should -Contain 'GlueMissing'
        $missing = $findings | Where-Object Code -EQ 'GlueMissing'
        $missing.NameServer | Should -Be 'ns2.stale.example'
        $missing.Message | Should -Match 'ns2\.stale\.example'
        Test-Delegation stale.example -Undelegated -Quiet -NameServer $servers @arguments | Should -BeFalse
    }

    It 'finds a server that does not have the zone' {
        $findings = @(Test-Delegation stale.example -Undelegated -Detailed -NameServer 'ns1.stale.example/45.10.1.1/2a10:10:1::1', 'ns2.healthy1.example', 'ns9.stale.example/45.10.5.1' @arguments)
        $findings.NameServer | Should -Contain 'ns9.stale.example'
    }

    It 'takes DS records as <Name>' -ForEach @(
        @{ Name = 'text'; Ds = '12345 13 2 49FD46E6C4B45C55D4AC69CBD3CD34AC1AFE51DE9A7F4B0A2B6E7C4C1B4F8E11' }
        @{ Name = 'an object'; Ds = [pscustomobject]@{ KeyTag = 12345; Algorithm = 13; DigestType = 2; Digest = '49FD46E6C4B45C55D4AC69CBD3CD34AC1AFE51DE9A7F4B0A2B6E7C4C1B4F8E11' } }
        @{ Name = 'a table'; Ds = @{ KeyTag = 12345; Algorithm = 13; DigestType = 2; Digest = '49FD46E6C4B45C55D4AC69CBD3CD34AC1AFE51DE9A7F4B0A2B6E7C4C1B4F8E11' } }
    ) {
        $findings = @(Test-Delegation stale.example -Undelegated -Detailed -NameServer $servers -Glue $glue -Ds $Ds @arguments)
        @($findings | Where-Object Check -EQ 'DsMatchesChild').Count | Should -BeGreaterThan 0
        "$($findings.Message)" | Should -Match '12345'
    }

    It 'takes everything by property name: objects, JSON, CSV' {
        $proposals = '[{"DomainName":"stale.example","NameServer":["ns1.stale.example","ns2.stale.example"],"Glue":{"ns1.stale.example":["45.10.1.1","2a10:10:1::1"],"ns2.stale.example":"45.10.2.1;2a10:10:2::1"}},
            {"DomainName":"healthy2.example","NameServer":"ns1.healthy1.example;ns2.healthy1.example","Glue":null}]' | ConvertFrom-Json
        $rows = @($proposals | Test-Delegation -Undelegated @arguments)
        $rows.DomainName | Sort-Object | Should -Be 'healthy2.example', 'stale.example'
        $rows.Status | Select-Object -Unique | Should -Be 'Healthy'
        $csv = 'DomainName,NameServer', 'stale.example,ns1.stale.example/45.10.1.1/2a10:10:1::1;ns2.stale.example/45.10.2.1/2a10:10:2::1' | ConvertFrom-Csv
        ($csv | Test-Delegation -Undelegated @arguments).Status | Should -Be 'Healthy'
    }

    It 'refuses <Given> with a row and the error <Id>' -ForEach @(
        @{ Given = 'no name server'; More = @{ NameServer = '' }; Id = 'InvalidNameServer'; Sentence = 'names none' }
        @{ Given = 'a bad name server'; More = @{ NameServer = 'a..b' }; Id = 'InvalidNameServer'; Sentence = 'a\.\.b' }
        @{ Given = 'a bad address beside it'; More = @{ NameServer = 'ns1.stale.example/45.10.1' }; Id = 'InvalidNameServer'; Sentence = "'45\.10\.1', given for ns1\.stale\.example, is no IP address" }
        @{ Given = 'a bad address'; More = @{ NameServer = 'ns1.stale.example'; Glue = @{ 'ns1.stale.example' = '45.10.1.999' } }; Id = 'InvalidGlue'; Sentence = '45\.10\.1\.999' }
        @{ Given = 'glue of another'; More = @{ NameServer = 'ns1.stale.example'; Glue = @{ 'ns3.stale.example' = '45.10.1.1' } }; Id = 'InvalidGlue'; Sentence = 'ns3\.stale\.example, which is not among -NameServer' }
        @{ Given = 'a key'; More = @{ NameServer = 'ns1.stale.example'; Ds = '257 3 13 mdsswUyr3DPW132mOi8V9xESWE8jTo0dxCjjnopKl+GqJxpVXckHAeF+KkxLbxILfDLUT0rAK9iUzy1L53eKGQ==' }; Id = 'InvalidDs'; Sentence = 'This is a DNSKEY record .*, not a DS record; the DS record of a key is made by dnssec-dsfromkey' }
        @{ Given = 'a key as an object'; More = @{ NameServer = 'ns1.stale.example'; Ds = [pscustomobject]@{ KeyTag = 2371; Flags = 257; Protocol = 3; Algorithm = 13; Key = 'mdsswUyr' } }; Id = 'InvalidDs'; Sentence = 'This is a DNSKEY record .*, not a DS record; the DS record of a key is made by dnssec-dsfromkey' }
        @{ Given = 'half a DS record'; More = @{ NameServer = 'ns1.stale.example'; Ds = '12345 13 2' }; Id = 'InvalidDs'; Sentence = 'four fields' }
        @{ Given = 'a short digest'; More = @{ NameServer = 'ns1.stale.example'; Ds = '12345 13 2 ABCD' }; Id = 'InvalidDs'; Sentence = 'SHA-256' }
    ) {
        $row = Test-Delegation stale.example -Undelegated @More @arguments -ErrorAction SilentlyContinue -ErrorVariable problems
        $row.Status | Should -Be 'Invalid'
        $row.FirstProblem | Should -Match $Sentence
        @($problems).Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -Be "$Id,GlueTools.Commands.TestDelegationCommand"
        $problems[0].Exception.Message | Should -Be $row.FirstProblem
    }

    It 'cannot be had by accident: -<Name> without the switch is an error that names it' -ForEach @(
        @{ Name = 'NameServer'; Value = 'ns1.stale.example' }, @{ Name = 'Glue'; Value = @{ 'ns1.stale.example' = '45.10.1.1' } }, @{ Name = 'Ds'; Value = '12345 13 2 ABCD' }
    ) {
        $more = @{ $Name = $Value }
        { Test-Delegation stale.example @more @arguments } | Should -Throw "-$Name describes a delegation that is not there yet; give -Undelegated with it." -ErrorId 'InvalidParameterCombination,*'
        { 'stale.example' | Test-Delegation -Quiet @more @arguments } | Should -Throw -ErrorId 'InvalidParameterCombination,*'
    }

    It 'goes with -Detailed or -Quiet, and these not with one another' {
        Test-Delegation stale.example -Undelegated -Quiet -NameServer $servers -Glue $glue @arguments | Should -BeTrue
        { Test-Delegation stale.example -Undelegated -Quiet -Detailed -NameServer $servers @arguments } | Should -Throw -ErrorId 'AmbiguousParameterSet,*'
    }

    It 'takes the rows of Compare-GlueToZone for one proposal: <Through>' -ForEach @(
        @{ Through = 'live'; As = { $input } }
        @{ Through = 'from CSV'; As = { $input | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv } }
        @{ Through = 'from JSON'; As = { $input | ConvertTo-Json | ConvertFrom-Json } }
        @{ Through = 'from Clixml'; As = { $rows = @($input); [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($rows, 2)) } }
    ) {
        $rows = @(Compare-GlueToZone stale.example, healthy1.example @arguments)
        $rows.Count | Should -Be 4
        $proven = @($rows | & $As | Test-Delegation -Undelegated @arguments)
        $proven.DomainName | Sort-Object | Should -Be 'healthy1.example', 'stale.example'
        $proven.Status | Select-Object -Unique | Should -Be 'Healthy'
        $proven.NameServerCount | Select-Object -Unique | Should -Be 2
        $proven.GlueCount | Select-Object -Unique | Should -Be 4
    }

    It 'judges the delegation as it would be after the rows given were carried out: name servers that no row speaks of stay' {
        $rows = @(Compare-GlueToZone stale.example @arguments | Where-Object CanRepair)
        $rows.NameServer | Should -Be 'ns2.stale.example'
        $row = $rows | Test-Delegation -Undelegated @arguments -WarningVariable warnings
        $row.Status | Should -Be 'Healthy'
        $row.NameServerCount | Should -Be 2
        $row.GlueCount | Should -Be 4
        $warnings | Should -BeNullOrEmpty
        # What is not carried out stays wrong.
        $left = Compare-GlueToZone stale.example @arguments | Where-Object NameServer -EQ 'ns1.stale.example' | Test-Delegation -Undelegated @arguments
        $left.Findings.Code | Should -Be 'GlueStale'
        # Of one address, the others of its name server stay.
        $added = Compare-GlueToZone stale.example -PerAddress @arguments | Where-Object { "$($_.MissingAddress)" } | Test-Delegation -Undelegated @arguments
        $added.GlueCount | Should -Be 5
        "$($added.Findings.IPAddress)" | Should -Match '45\.10\.4\.1'
        (Compare-GlueToZone stale.example -PerAddress @arguments | Where-Object { "$($_.MissingAddress)" -or "$($_.StaleAddress)" } | Test-Delegation -Undelegated @arguments).Status | Should -Be 'Healthy'
    }

    It 'takes -NameServer on the command line for the whole delegation, whatever rows are piped in' {
        $row = Compare-GlueToZone stale.example @arguments | Where-Object CanRepair | Test-Delegation -Undelegated -NameServer 'ns1.stale.example/45.10.1.1' @arguments
        $row.NameServerCount | Should -Be 1
    }

    It 'says that rows <Through> know only themselves, where the zone has a name server that none of them speaks of' -ForEach @(
        @{ Through = 'from CSV'; As = { $input | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv } }
        @{ Through = 'from Clixml'; As = { $rows = @($input); [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($rows, 2)) } }
        @{ Through = 'of which columns were selected'; As = { $input | Select-Object DomainName, NameServer, IPAddress } }
    ) {
        $rows = @(Compare-GlueToZone stale.example @arguments)
        $row = $rows | Where-Object CanRepair | & $As | Test-Delegation -Undelegated @arguments -WarningVariable warnings -WarningAction SilentlyContinue
        $row.NameServerCount | Should -Be 1
        "$warnings" | Should -Be ('stale.example was judged without ns1.stale.example, which the zone has: no row piped in speaks of it, and rows from a file or another session hold nothing of the rest of the delegation. ' +
            'Give all rows of the domain, or compare again in this session.')
        $null = $rows | & $As | Test-Delegation -Undelegated @arguments -WarningVariable warnings
        $warnings | Should -BeNullOrEmpty
    }

    It 'takes the delegations of a DNS serve for proposals, and objects of one domain under any name' {
        $rows = @(Get-DnsServerZoneDelegation example | Test-Delegation -Undelegated @arguments)
        $rows.DomainName | Sort-Object | Should -Be 'onlyparent.example', 'stale.example'
        ($rows | Where-Object DomainName -EQ 'onlyparent.example').NameServerCount | Should -Be 3
        ($rows | Where-Object DomainName -EQ 'stale.example').GlueCount | Should -Be 4
        $parts = $servers | ForEach-Object { [pscustomobject]@{ Domain = 'stale.example'; NameServer = $_; Glue = @{ $_ = $glue[$_] } } }
        (@($parts | Test-Delegation -Undelegated @arguments)).Status | Should -Be 'Healthy'
    }

    It 'is refused as a whole where one of its rows is no good' {
        $rows = @(Compare-GlueToZone stale.example @arguments | ConvertTo-Json | ConvertFrom-Json)
        $rows[1].NameServer = 'a..b'
        $row = @($rows | Test-Delegation -Undelegated @arguments -ErrorAction SilentlyContinue)
        $row.Count | Should -Be 1
        $row[0].Status | Should -Be 'Invalid'
    }

    It 'leaves piped delegations alone' {
        $rows = @(Get-DnsServerZoneDelegation example | Test-Delegation @arguments)
        ($rows | Where-Object DomainName -EQ 'stale.example').Findings.Code | Should -Be 'GlueStale'
        ($rows | Where-Object DomainName -EQ 'onlyparent.example').Findings.Code | Should -Be 'NameServerOnlyAtParent'
        $rows.Count | Should -Be 2
    }
}
