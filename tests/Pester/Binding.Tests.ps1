BeforeAll {
    . $PSScriptRoot/Support.ps1
    $lab = Start-GlueLab
    $arguments = Get-LabArgument $lab
}

AfterAll { Stop-GlueLab }

Describe 'Objects as names' {
    It 'takes <Case>' -ForEach @(
        @{ Case = 'text'; Object = { 'stale.example' } }
        @{ Case = 'text with a dot at the end'; Object = { 'stale.example.' } }
        @{ Case = 'text in upper case'; Object = { 'STALE.Example' } }
        @{ Case = 'a CSV line with DomainName'; Object = { [pscustomobject]@{ DomainName = 'stale.example'; Name = 'Jane' } } }
        @{ Case = 'ZoneName'; Object = { New-ZoneObject 'stale.example' } }
        @{ Case = 'Domain'; Object = { [pscustomobject]@{ Domain = 'stale.example' } } }
        @{ Case = 'Fqdn'; Object = { [pscustomobject]@{ Fqdn = 'stale.example' } } }
        @{ Case = 'a directory domain (DNSRoot before Name)'; Object = { [pscustomobject]@{ Name = 'STALE'; DNSRoot = 'stale.example' } } }
        @{ Case = 'a record of Resolve-DnsName'; Object = { [pscustomobject]@{ Name = 'stale.example'; Type = 'NS'; NameHost = 'ns1.stale.example'; Server = 'ns1.stale.example' } } }
        @{ Case = 'a delegation'; Object = { New-DelegationObject 'example' 'stale.example.' 'ns1.stale.example.' '45.10.1.1' } }
        @{ Case = 'a relative child zone'; Object = { [pscustomobject]@{ ZoneName = 'example'; ChildZoneName = 'stale' } } }
        @{ Case = 'a delegation from a remote session'; Object = { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize((New-DelegationObject 'example' 'stale.example.' 'ns1.stale.example.' '45.10.1.1'), 4)) } }
        @{ Case = 'a zone from a remote session'; Object = { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize((New-ZoneObject 'stale.example'))) } }
        @{ Case = 'a row of our own'; Object = { Get-GlueRecord stale.example @arguments | Select-Object -First 1 } }
        @{ Case = 'a row of our own from a file'; Object = { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize((Compare-GlueToZone stale.example @arguments)[0])) } }
        @{ Case = 'an object whose other properties fail'; Object = { [pscustomobject]@{ Name = 'stale.example' } | Add-Member ScriptProperty DomainName { throw 'no' } -PassThru } }
    ) {
        $one = & $Object
        foreach ($result in @($one | Test-Delegation @arguments), @(Test-Delegation $one @arguments), @(Test-Delegation -Name @($one, $one) @arguments | Select-Object -First 1)) {
            $result.Count | Should -Be 1
            $result[0].DomainName | Should -Be 'stale.example'
            $result[0].Status | Should -Be 'Error'
        }
    }

    It 'takes each name of a list: <Case>' -ForEach @(
        @{ Case = 'in a property'; Object = { [pscustomobject]@{ DomainName = @('stale.example', 'healthy1.example') } } }
        @{ Case = 'in a property of a table'; Object = { @{ Name = [System.Collections.ArrayList]@('stale.example', 'healthy1.example') } } }
        @{ Case = 'from JSON'; Object = { '{"Domain":["stale.example","healthy1.example"]}' | ConvertFrom-Json } }
        @{ Case = 'as it comes back from a job'; Object = { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize([pscustomobject]@{ Fqdn = @('stale.example', 'healthy1.example') }, 3)) } }
        @{ Case = 'within a list'; Object = { , @('stale.example', @('healthy1.example')) } }
    ) {
        $one = & $Object
        foreach ($rows in @(, $one | Test-Delegation @arguments), @(Test-Delegation $one @arguments)) {
            @($rows | Sort-Object DomainName | ForEach-Object { "$($_.DomainName) $($_.Status)" }) | Should -Be 'healthy1.example Healthy', 'stale.example Error'
        }
        @(, $one | Get-GlueRecord @arguments).DomainName | Sort-Object -Unique | Should -Be 'healthy1.example', 'stale.example'
    }

    It 'takes the one name of a list of one' {
        (, [pscustomobject]@{ Name = @('stale.example') } | Test-Delegation @arguments).DomainName | Should -Be 'stale.example'
        ([pscustomobject]@{ ChildZoneName = @('stale', 'healthy1'); ZoneName = 'example' } | Test-Delegation @arguments).DomainName | Sort-Object | Should -Be 'healthy1.example', 'stale.example'
    }

    It 'refuses what is no text by what it is, and asks nobody: <Case>' -ForEach @(
        @{ Case = 'a table'; Object = { @{ Name = @{ Owner = 'stale.example' } } }; Says = "What Name holds is no text but a table, '@{Owner=stale.example}'; a domain name is wanted there." }
        @{ Case = 'an object'; Object = { [pscustomobject]@{ DomainName = [pscustomobject]@{ Owner = 'x' } } }; Says = "What DomainName holds is no text but an object, '@{Owner=x}'; a domain name is wanted there." }
        @{ Case = 'another kind of object'; Object = { [pscustomobject]@{ DomainName = [System.Threading.ManualResetEvent]::new($false) } }; Says = "What DomainName holds is no text but an object of type System.Threading.ManualResetEvent; a domain name is wanted there." }
        @{ Case = 'an empty list'; Object = { [pscustomobject]@{ DomainName = @() } }; Says = "DomainName is empty; a domain name is wanted there." }
        @{ Case = 'nothing where the name belongs'; Object = { [pscustomobject]@{ DomainName = '' } }; Says = 'DomainName is empty; a domain name is wanted there.' }
        @{ Case = 'null where the name belongs'; Object = { [pscustomobject]@{ ZoneName = $null; Owner = 'x' } }; Says = 'ZoneName is empty; a domain name is wanted there.' }
        @{ Case = 'the null of a database'; Object = { [pscustomobject]@{ DomainName = [DBNull]::Value } }; Says = 'DomainName is empty; a domain name is wanted there.' }
        @{ Case = 'a line whose columns were not told apart'; Object = { 'Domain;Owner', 'healthy1.example;x' | ConvertFrom-Csv }; Says = "'@{Domain;Owner=healthy1.example;x}' is a line of one column, 'Domain;Owner': its columns are separated by ';'. Read the file with Import-Csv -Delimiter ';'." }
        @{ Case = 'one with tabs'; Object = { "Owner`tName", "x`thealthy1.example" | ConvertFrom-Csv }; Says = "'@{Owner\009Name=x\009healthy1.example}' is a line of one column, 'Owner\009Name': its columns are separated by tabs. Read the file with Import-Csv -Delimiter ""``t""." }
        @{ Case = 'a URL'; Object = { [uri] 'https://stale.example/x' }; Says = "'https://stale.example/x' is a URL; give the domain name in it, stale.example." }
        @{ Case = 'a mail address'; Object = { [mailaddress] 'hostmaster@stale.example' }; Says = "'hostmaster@stale.example' is an e-mail address; give the domain name in it, stale.example." }
        @{ Case = 'an address'; Object = { [ipaddress] '45.10.1.1' }; Says = "'45.10.1.1' is an address; *" }
        @{ Case = 'an address in a property'; Object = { [pscustomobject]@{ Name = [ipaddress] '45.10.1.1' } }; Says = "'45.10.1.1' is an address; *" }
        @{ Case = 'a type without text'; Object = { [System.Threading.ManualResetEvent]::new($false) }; Says = "'[System.Threading.ManualResetEvent]' holds no domain name; an object needs ChildZoneName, DomainName, ZoneName, Domain, Fqdn, DNSRoot or Name." }
        @{ Case = 'something else'; Object = { [pscustomobject]@{ Foo = 'stale.example' } }; Says = "'@{Foo=stale.example}' holds no domain name; an object needs ChildZoneName, DomainName, ZoneName, Domain, Fqdn, DNSRoot or Name." }
    ) {
        $one = & $Object
        $queries = $lab.QueryCount
        $row = @($one | Test-Delegation @arguments -ErrorAction SilentlyContinue -ErrorVariable problems)
        $row.Count | Should -Be 1
        $row[0].Status | Should -Be 'Invalid'
        # The row shows what stood there.
        if ($Case -eq 'a table') { $row[0].DomainName | Should -Be '\064{Owner=stale.example}' }
        @($problems).Count | Should -Be 1
        "$($problems[0])" | Should -BeLike $(if ($Says -match '\*' ) { $Says } else { [WildcardPattern]::Escape($Says) })
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'InvalidDomainName.*,GlueTools.Commands.TestDelegationCommand'
        # As an argument, its text is all that comes through, which is no name either.
        (Test-Delegation $one @arguments -ErrorAction SilentlyContinue).Status | Should -Be 'Invalid'
        $lab.QueryCount | Should -Be $queries
    }

    It 'says so where -Name holds no domain' -ForEach @(@{ Value = $null }, @{ Value = @() }) {
        Test-Delegation $Value @arguments -ErrorAction SilentlyContinue -ErrorVariable problems | Should -BeNullOrEmpty
        @($problems).FullyQualifiedErrorId | Should -BeLike 'NoDomain,*'
        @() | Test-Delegation @arguments -ErrorVariable problems | Should -BeNullOrEmpty
        $problems | Should -BeNullOrEmpty
    }

    It 'binds <_> by parameter name' -ForEach 'Name', 'ChildZoneName', 'DomainName', 'ZoneName', 'Domain', 'Fqdn' {
        $named = @{ $_ = 'healthy1.example' }
        (Test-Delegation @named @arguments).Status | Should -Be 'Healthy'
    }

    It 'turns an IDN into A-labels' {
        (Test-Delegation "B$([char]0xFC)cher.example" @arguments).DomainName | Should -Be 'xn--bcher-kva.example'
    }

    It 'audits adjacent objects of one delegation once, and others in their own right' {
        $in = @(Get-DnsServerZoneDelegation example)
        @($in | Test-Delegation @arguments).DomainName | Sort-Object | Should -Be 'onlyparent.example', 'stale.example'
        @('stale.example', 'stale.example' | Test-Delegation @arguments).Count | Should -Be 2
        @($in[0], $in[3], $in[1] | Test-Delegation @arguments).Count | Should -Be 3
    }

    It 'gives a piped name server that nobody names a row of its own' {
        $rows = @('ns1', 'gone' | ForEach-Object { New-DelegationObject 'example' 'stale.example.' "$_.stale.example." '45.10.1.1' } | Compare-GlueToZone @arguments)
        $rows.NameServer | Should -Be 'ns1.stale.example', 'gone.stale.example'
        $rows.Status | Should -Be 'Match', 'NotInZone'
        $rows[1].CanRepair | Should -BeFalse
    }

    It 'gives each piped name server a row where there is nothing to compare' {
        $rows = @('ns1', 'ns2' | ForEach-Object { New-DelegationObject 'example' 'nonexistent.example.' "$_.nonexistent.example." '45.10.1.1' } | Compare-GlueToZone @arguments)
        $rows.NameServer | Should -Be 'ns1.nonexistent.example', 'ns2.nonexistent.example'
        $rows.Status | Should -Be 'NameDoesNotExist', 'NameDoesNotExist'
    }

    It 'takes the name from a row of Get-GlueRecord for a question, and the domain for an audit' {
        $glue = Get-GlueRecord stale.example @arguments | Select-Object -First 1
        ($glue | Invoke-DnsQuery -Server 45.10.1.1 @arguments).Name | Should -Be 'ns1.stale.example'
        ($glue | Invoke-DnsQuery -Server 45.10.1.1 @arguments).Type | Should -Be 'A'
        ($glue | Test-Delegation @arguments).DomainName | Should -Be 'stale.example'
    }

    It 'lets a name given as an argument win over what comes down the pipeline' {
        (New-ZoneObject 'TrustAnchors' | Test-Delegation -Name healthy1.example @arguments).Status | Should -Be 'Healthy'
    }
}

Describe 'Server lists' {
    It 'takes addresses as <Case>' -ForEach @(
        @{ Case = 'an array'; Value = { '37.209.192.10', '2001:dcd:1::10' } }
        @{ Case = 'one text'; Value = { '37.209.192.10;2001:dcd:1::10' } }
        @{ Case = 'address objects'; Value = { [ipaddress] '37.209.192.10', [ipaddress] '2001:dcd:1::10' } }
    ) {
        @(Invoke-DnsQuery stale.example NS (& $Value) @arguments).Server | Sort-Object | Should -Be '2001:dcd:1::10', '37.209.192.10'
        (Test-Delegation healthy1.example -Server (& $Value) @arguments).Status | Should -Be 'Healthy'
        (Compare-GlueToZone stale.example -ChildServer '45.10.1.1;45.10.2.1' @arguments)[1].Status | Should -Be 'GlueDiffers'
    }

    It 'never binds a server from the pipeline' {
        $row = [pscustomobject]@{ DomainName = 'healthy1.example'; Server = '192.0.2.1'; ChildServer = '192.0.2.1'; RootHint = 'nowhere' } | Test-Delegation @arguments
        $row.Status | Should -Be 'Healthy'
    }
}

Describe 'Root hints' {
    It 'takes the objects of Get-DnsServerRootHint <Case>: every address of each' -ForEach @(
        @{ Case = 'as they are'; Hints = { Get-DnsServerRootHint } }
        @{ Case = 'from a remote session'; Hints = { Get-DnsServerRootHint | ForEach-Object { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($_, 4)) } } }
        @{ Case = 'as plain text'; Hints = { [pscustomobject]@{ NameServer = 'a.root-servers.net'; IPAddress = '127.0.0.1', '::1' }, [pscustomobject]@{ NameServer = 'b.root-servers.net.'; IPAddress = '127.0.0.2' } } }
    ) {
        # Nobody answers there; that they are asked is what is to be seen.
        $written = @(Test-Delegation a.example -RootHint (& $Hints) -Port 1 -TimeoutSec 0.1 -Retry 0 -Verbose -ErrorAction SilentlyContinue 4>&1)
        $asked = @($written | Where-Object { $_ -is [Management.Automation.VerboseRecord] } | ForEach-Object { ("$_" -split ': ')[0] } | Sort-Object -Unique)
        $asked | Should -Be '::1', '127.0.0.1', '127.0.0.2'
        ($written | Where-Object { $_ -isnot [Management.Automation.VerboseRecord] }).Status | Should -Be 'Unknown'
    }

    It 'takes one object alone, and a lab in a list' {
        $one = Get-DnsServerRootHint | Select-Object -First 1
        (Test-Delegation a.example -RootHint $one -Port 1 -TimeoutSec 0.1 -Retry 0 -ErrorAction SilentlyContinue).Status | Should -Be 'Unknown'
        $null = Start-GlueLab -OutVariable mine
        try { (Test-Delegation healthy1.example -RootHint $mine -TimeoutSec 0.4).Status | Should -Be 'Healthy' }
        finally { Stop-GlueLab $mine[0] }
    }

    It 'refuses <Case>' -ForEach @(
        @{ Case = 'a hint without addresses'; Hints = { New-RootHintObject 'c.root-servers.net.' @() } }
        @{ Case = 'objects of another kind'; Hints = { [pscustomobject]@{ Name = 'a' } } }
        @{ Case = 'a number'; Hints = { 5 } }
        @{ Case = 'a list of paths'; Hints = { 'a.txt', 'b.txt' } }
    ) {
        { Test-Delegation a.example -RootHint (& $Hints) } | Should -Throw -ErrorId 'RootHintMalformed,GlueTools.Commands.TestDelegationCommand' -ExpectedMessage '-RootHint takes a path, a lab, or objects with NameServer and IPAddress*'
    }
}
