# What is given for a domain, a server or a proposal and is something else: the sentence says what was probably meant, and nobody is asked or accused.
BeforeAll {
    . $PSScriptRoot/Support.ps1
    $lab = Start-GlueLab
    $arguments = Get-LabArgument $lab
}

AfterAll { Stop-GlueLab }

Describe 'What is no domain name' {
    It '<Text> is refused by all cmdlets, and nothing is asked: <Id>' -ForEach @(
        @{ Text = '192.0.2.1'; Id = 'Address'; Says = "'192.0.2.1' is an address; a domain name is wanted here. Its reverse zone would be 2.0.192.in-addr.arpa, and a name server with its address is written ns1.example.com/192.0.2.1." }
        @{ Text = '2001:db8::1'; Id = 'Address'; Says = "'2001:db8::1' is an address; *" }
        @{ Text = '192.0.2.0/24'; Id = 'AddressRange'; Says = "'192.0.2.0/24' is a range of addresses; give its reverse zone, 2.0.192.in-addr.arpa." }
        @{ Text = 'https://www.example.com/a'; Id = 'Url'; Says = "'https://www.example.com/a' is a URL; give the domain name in it, www.example.com." }
        @{ Text = 'jane@example.com'; Id = 'MailAddress'; Says = "'jane@example.com' is an e-mail address; give the domain name in it, example.com." }
        @{ Text = 'stale.example/'; Id = 'Url'; Says = "'stale.example/' is part of a URL; give the domain name in it, stale.example." }
        @{ Text = '//stale.example'; Id = 'Url'; Says = "'//stale.example' is part of a URL; give the domain name in it, stale.example." }
        @{ Text = '192.0.2.1:53'; Id = 'AddressWithPort'; Says = "'192.0.2.1:53' is an address with a port; a domain name is wanted here.*" }
        @{ Text = '[2001:db8::1]'; Id = 'Address'; Says = "'``[2001:db8::1``]' is an address; a domain name is wanted here. *ns1.example.com/2001:db8::1." }
        @{ Text = 'stale.example:53'; Id = 'NameWithPort'; Says = "'stale.example:53' is a name with a port; give the domain name in it, stale.example." }
    ) {
        $queries = $lab.QueryCount
        foreach ($command in 'Test-Delegation', 'Get-GlueRecord', 'Compare-GlueToZone', 'Trace-DnsDelegation', 'Get-Delegation') {
            $row = @(& $command $Text @arguments -ErrorAction SilentlyContinue -ErrorVariable problems)
            $row.Count | Should -Be 1
            $row[0].Status | Should -Be 'Invalid'
            @($problems).Count | Should -Be 1
            $problems[0].FullyQualifiedErrorId | Should -BeLike "InvalidDomainName.$Id,*"
            "$($problems[0])" | Should -BeLike $Says
        }
        (Invoke-DnsQuery $Text A 45.10.1.1 @arguments -ErrorAction SilentlyContinue).Status | Should -Be 'Invalid'
        $lab.QueryCount | Should -Be $queries
    }

    It 'an address for -NameServer is refused, with how to write it' {
        $row = Test-Delegation stale.example -Undelegated -NameServer '192.0.2.1' @arguments -ErrorAction SilentlyContinue -ErrorVariable problems
        $row.Status | Should -Be 'Invalid'
        "$problems" | Should -BeLike "'192.0.2.1' in -NameServer is no name of a name server. It is an address; give the name that has it as well, as in ns1.example.com/192.0.2.1."
    }

    It 'names of RFC 2317 stay names' {
        (Test-Delegation '0/25.2.0.192.in-addr.arpa' @arguments).Status | Should -Not -Be 'Invalid'
    }
}

Describe 'Lists' {
    It 'blank lines and comments from the pipeline are skipped and counted' {
        $written = @('# ours', 'healthy1.example', '', "  `t", 'stale.example # moved last week', '#end' | Test-Delegation @arguments -Verbose 4>&1 6>&1)
        @($written | Where-Object { $_.PSTypeNames[0] -eq 'GlueTools.DelegationResult' }).DomainName | Sort-Object | Should -Be 'healthy1.example', 'stale.example'
        $summary = @($written | Where-Object { $_ -is [Management.Automation.InformationRecord] })[-1].MessageData
        $summary.SkippedLineCount | Should -Be 4
        $summary.DomainCount | Should -Be 2
        "$summary" | Should -Match '2 domains, .*4 skipped lines, '
        "$($written | Where-Object { $_ -is [Management.Automation.VerboseRecord] })" | Should -Match '4 blank lines and comments were skipped\.'
    }

    It 'a name that is invalid and may be a path has a hint, and the file is not looked for' {
        Set-Content (Join-Path $TestDrive 'my list.txt') 'stale.example'
        foreach ($path in './domains.txt', 'my list.txt', 'C:\lists\domains.csv') {
            $row = Test-Delegation $path @arguments -ErrorAction SilentlyContinue
            $row.Status | Should -Be 'Invalid'
            $row.FirstProblem | Should -BeLike "*Did you mean Get-Content '$path'?"
        }
        (Test-Delegation 'a b' @arguments -ErrorAction SilentlyContinue).FirstProblem | Should -Not -BeLike '*Get-Content*'
    }

    It 'a name that does not exist and ends like a file is audited all the same, and a warning adds the hint' {
        $row = Test-Delegation domains.txt @arguments -WarningVariable warnings -WarningAction SilentlyContinue
        $row.Findings.Code | Should -Be 'NameDoesNotExist'
        "$warnings" | Should -Be "domains.txt does not exist in the DNS. Did you mean Get-Content 'domains.txt'?"
        $null = Test-Delegation nonexistent.example @arguments -WarningVariable warnings
        $warnings | Should -BeNullOrEmpty
    }
}

Describe 'Get-GlueRecord -IPAddress' {
    It 'finds glue by an address in any spelling, and by a range: <Wanted>' -ForEach @(
        @{ Wanted = '2A10:0010:0002:0000::1'; Found = '2a10:10:2::1' }
        @{ Wanted = '2a10:10::/31'; Found = '2a10:10:1::1', '2a10:10:2::1' }
        @{ Wanted = '45.10.4.0/24'; Found = '45.10.4.1' }
        @{ Wanted = '45.10.4.1', '45.10.1.0/30'; Found = '45.10.1.1', '45.10.4.1' }
        @{ Wanted = '192.0.2.1'; Found = @() }
    ) {
        @((Get-GlueRecord stale.example -IPAddress $Wanted @arguments).IPAddress | Where-Object { $_ }) | Should -Be $Found
    }

    It 'is never bound from the pipeline, and drops no domain about which nothing is known' {
        $row = Get-GlueRecord stale.example @arguments | Select-Object -First 1
        @($row | Get-GlueRecord @arguments).Count | Should -Be 4
        $unknown = 'stale.example' | Get-GlueRecord -IPAddress 192.0.2.1 -Server 127.0.0.1 -Port 1 -TimeoutSec 0.1 -Retry 0 -ErrorAction SilentlyContinue
        $unknown.Status | Should -Be 'Unknown'
    }

    It 'refuses what is neither' {
        { Get-GlueRecord stale.example -IPAddress '45.10.4' @arguments } | Should -Throw "-IPAddress takes addresses and ranges such as 192.0.2.0/24; '45.10.4' is neither." -ErrorId 'InvalidAddress,*'
    }
}

Describe 'A lab in another process' {
    It 'says what to do' {
        $copy = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($lab))
        { Test-Delegation stale.example -RootHint $copy } | Should -Throw "This is a copy of the lab 'sample', which runs in another process and cannot be reached from here; start a lab within the job with Start-GlueLab." -ErrorId 'LabInOtherProcess,*'
        $job = Start-Job -ArgumentList (Join-Path $script:Root 'GlueTools.psd1'), $lab { Import-Module $args[0]; try { Test-Delegation stale.example -RootHint $args[1] } catch { "$_" } }
        $job | Receive-Job -Wait -AutoRemoveJob | Should -BeLike "This is a copy of the lab 'sample'*"
    }
}

Describe 'Rows of Trace-DnsDelegation' {
    It 'are questions for Invoke-DnsQuery: each goes to the server of its row' {
        $steps = @(Trace-DnsDelegation stale.example -All @arguments)
        $answers = @($steps | Invoke-DnsQuery -Type SOA @arguments)
        $answers.Server | Sort-Object | Should -Be @($steps.ServerAddress | Sort-Object)
        $answers.Name | Select-Object -Unique | Should -Be 'stale.example'
        @($steps | Invoke-DnsQuery -Type SOA -Server 45.10.1.1 @arguments).Server | Select-Object -Unique | Should -Be '45.10.1.1'
    }
}
