BeforeAll {
    . $PSScriptRoot/Support.ps1
    $lab = Start-GlueLab
}

AfterAll { Stop-GlueLab }

Describe 'Get-RegistryDelegation' {
    It 'gives a row for each name server that the registry holds' {
        $rows = @(Get-RegistryDelegation stale.example -Bootstrap $lab)
        $rows.NameServer | Should -Be 'ns1.stale.example', 'ns2.stale.example'
        "$($rows[1].IPAddress)" | Should -Be '45.10.4.1 2a10:10:2::1'
        $rows.AddressStatus | Should -Be 'Held', 'Held'
        $rows[0].Source | Should -Match '^http://127\.0\.0\.1:\d+/domain/stale\.example$'
        $rows[0].HostSource | Should -Match '/nameserver/ns1\.stale\.example$'
        $rows[0].HostChangedUtc | Should -Be '2026-01-01T00:00:00Z'
        $rows[0].Registrar | Should -Be 'Lab Registrar'
        $rows[0].PSTypeNames[0] | Should -Be 'GlueTools.RegistryDelegation'
    }

    It 'takes names from the pipeline in whatever object, and asks about a delegation once' {
        $rows = @(Get-GlueRecord stale.example -RootHint $lab | Get-RegistryDelegation -Bootstrap $lab -ThrottleLimit 1)
        $rows[0].DomainName | Should -Be 'stale.example'
        $delegation = New-DelegationObject 'example' 'stale.example.' 'ns1.stale.example.' '45.10.1.1'
        @($delegation, $delegation | Get-RegistryDelegation -Bootstrap $lab).Count | Should -Be 2
    }

    It 'gives every name a row, and the list goes on' {
        $rows = @('a..b', '.', 'example', 'nonexistent.example', 'stale.example', $null | Get-RegistryDelegation -Bootstrap $lab -ThrottleLimit 1 -ErrorAction SilentlyContinue -ErrorVariable problems)
        $rows.Status | Sort-Object -Unique | Should -Be 'Invalid', 'NotRegistered', 'Registered', 'Skipped'
        @($rows | Where-Object Status -EQ Invalid).Count | Should -Be 2
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'InvalidDomainName.EmptyLabel,*'
        $rows | Where-Object Rank -GT 0 | Should -BeNullOrEmpty
        ($rows | Where-Object Status -EQ Invalid)[0].Rank | Should -Be -2
    }

    It 'completes each of its parameters' {
        $own = (Get-Command Get-RegistryDelegation).Parameters.Values | Where-Object { $_.Attributes.Where({ $_ -is [Parameter] }).Count -gt 0 -and $_.Name -notin [System.Management.Automation.PSCmdlet]::CommonParameters }
        $own.Count | Should -BeGreaterThan 7
        foreach ($parameter in $own.Name) {
            $line = "Get-RegistryDelegation -$($parameter.Substring(0, 3))"
            (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Contain "-$parameter"
        }
    }

    It 'takes the lines of a list, comments and blank ones aside' {
        $rows = @('# ours', 'stale.example # moved last week', '', "  `t", '#end', 'my lists/ours.txt' | Get-RegistryDelegation -Bootstrap $lab -ThrottleLimit 1 -ErrorAction SilentlyContinue -ErrorVariable problems)
        $rows.DomainName | Sort-Object | Should -Be 'my lists/ours.txt', 'stale.example', 'stale.example'
        @($problems).Count | Should -Be 1
        "$problems" | Should -BeLike "*Did you mean Get-Content 'my lists/ours.txt'?*"
    }

    It 'says what an object must hold' {
        $null = [pscustomobject]@{ Colour = 'red' } | Get-RegistryDelegation -Bootstrap $lab -ErrorAction SilentlyContinue -ErrorVariable problems
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'InvalidDomainName.NoName,*'
    }

    It 'asks WHOIS where the list has no RDAP server' {
        $port = [regex]::Match((Get-RegistryDelegation stale.example -Bootstrap $lab)[0].Source, ':(\d+)/').Groups[1].Value
        Set-Content TestDrive:/none.json '{"services":[]}'
        $rows = @(Get-RegistryDelegation stale.example -Bootstrap TestDrive:/none.json -WhoisServer "127.0.0.1:$port" -AllowSpecialAddress)
        $rows[0].Source | Should -Be "127.0.0.1:$port"
        "$($rows[1].IPAddress)" | Should -Be '45.10.4.1 2a10:10:2::1'
    }

    It 'asks nobody at a special-purpose address unless it is told to' {
        Set-Content TestDrive:/none.json '{"services":[]}'
        $row = Get-RegistryDelegation stale.example -Bootstrap (Get-Item TestDrive:/none.json) -WhoisServer 127.0.0.1:1
        $row.Status | Should -Be 'Unknown'
        $row.Rank | Should -Be -1
        $row.Detail | Should -Match 'it is reserved for loopback'
    }

    It 'refuses what it cannot use: <Parameter>' -ForEach @(
        @{ Parameter = '-Bootstrap'; Value = 'TestDrive:/nowhere.json'; Id = 'BootstrapNotFound' }
        @{ Parameter = '-Bootstrap'; Value = { Set-Content TestDrive:/other.json '[1]'; 'TestDrive:/other.json' }; Id = 'BootstrapMalformed' }
        @{ Parameter = '-TrustedCertificate'; Value = { Set-Content TestDrive:/no.pem 'x'; 'TestDrive:/no.pem' }; Id = 'CertificateMalformed' }
        @{ Parameter = '-WhoisServer'; Value = 'a/b'; Id = 'WhoisServerMalformed' }
        @{ Parameter = '-Proxy'; Value = 'socks5://p.test'; Id = 'ProxyMalformed' }
    ) {
        $arguments = @{ $Parameter.TrimStart('-') = if ($Value -is [scriptblock]) { & $Value } else { $Value } }
        { Get-RegistryDelegation stale.example @arguments } | Should -Throw -ErrorId "$Id,*"
    }

    It 'refuses a lab that has been stopped' {
        $other = Start-GlueLab
        Stop-GlueLab $other
        { Get-RegistryDelegation stale.example -Bootstrap $other } | Should -Throw -ErrorId 'LabStopped,*'
    }

    It 'goes to CSV and back' {
        $rows = @(Get-RegistryDelegation stale.example -Bootstrap $lab)
        $rows | Export-Csv TestDrive:/rows.csv -NoTypeInformation
        $back = @(Import-Csv TestDrive:/rows.csv)
        $back[1].IPAddress | Should -Be '45.10.4.1;2a10:10:2::1'
        @($back[0].PSObject.Properties.Name) | Should -Be @($rows[0].PSObject.Properties.Name)
        $back[0].NameServer | Should -Be $rows[0].NameServer
        @($back | Get-RegistryDelegation -Bootstrap $lab -ThrottleLimit 1)[0].DomainName | Should -Be 'stale.example'
    }

    It 'fits 80 columns, with heads that are names of properties' {
        $rows = @('stale.example', 'nonexistent.example' | Get-RegistryDelegation -Bootstrap $lab -ThrottleLimit 1)
        $lines = @(($rows | Out-String -Width 80) -replace '\x1b\[[0-9;]*m' -split "`r?`n")
        $lines | Where-Object Length -GT 80 | Should -BeNullOrEmpty
        $head = $lines | Where-Object { $_ -match '^NameServer' } | Select-Object -First 1
        foreach ($word in -split $head) { $rows[0].PSObject.Properties.Name | Should -Contain $word }
        $lines -match 'The registry says that' | Should -Not -BeNullOrEmpty
    }

    It 'loads what asks registries when the first is asked, and not with the module' {
        $said = & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -Command "
            Import-Module '$(Join-Path $script:Root 'GlueTools.psd1')'
            `$null = Get-Command Get-RegistryDelegation
            @([AppDomain]::CurrentDomain.GetAssemblies() | ForEach-Object { `$_.GetName().Name }) -contains 'GlueTools.Registry'"
        $said | Should -Be 'False'
    }

    It 'ends within a second when it is stopped' {
        $silent = [Net.Sockets.TcpListener]::new([ipaddress]::Loopback, 0)
        $silent.Start()
        try {
            Set-Content TestDrive:/none.json '{"services":[]}'
            $path = (Get-Item TestDrive:/none.json).FullName
            $shell = [powershell]::Create().AddScript("Import-Module '$(Join-Path $script:Root 'GlueTools.psd1')'; Get-RegistryDelegation stale.example -Bootstrap '$path' -WhoisServer 127.0.0.1:$($silent.LocalEndpoint.Port) -AllowSpecialAddress -TimeoutSec 60")
            $running = $shell.BeginInvoke()
            for ($i = 0; $i -lt 300 -and -not $silent.Pending(); $i++) { Start-Sleep -Milliseconds 100 }
            $running.IsCompleted | Should -BeFalse
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $shell.Stop()
            $watch.Elapsed.TotalSeconds | Should -BeLessThan 5
        }
        finally { $silent.Stop() }
    }
}

Describe '-Registry of Test-Delegation and Compare-GlueToZone' {
    It 'says that the registrar was not told where registry and parent have what the zone has not' {
        $row = Test-Delegation stale.example -RootHint $lab -Registry
        $row.Findings.Code | Should -Be 'GlueStale', 'RegistryGlueOutdated'
        $row.Findings[1].Message | Should -Match 'the registry was not told'
        (Test-Delegation stale.example -RootHint $lab).Findings.Code | Should -Be 'GlueStale'
    }

    It 'is a column of the comparison, to CSV and back, with a view of 80 columns' {
        $rows = @(Compare-GlueToZone stale.example -RootHint $lab -Registry)
        $rows.RegistryStatus | Should -Be 'Held', 'Held'
        "$($rows[1].RegistryAddress)" | Should -Be '45.10.4.1 2a10:10:2::1'
        $rows[1].RegistrySource | Should -Match '/nameserver/ns2\.stale\.example$'
        $rows | Export-Csv TestDrive:/compared.csv -NoTypeInformation
        (Import-Csv TestDrive:/compared.csv)[1].RegistryAddress | Should -Be '45.10.4.1;2a10:10:2::1'
        @(($rows | Out-String -Width 80) -split "`r?`n" | Where-Object Length -GT 80) | Should -BeNullOrEmpty
        (Compare-GlueToZone stale.example -RootHint $lab)[0].RegistryStatus | Should -BeNullOrEmpty
    }

    It 'says in Limits what could not be asked, and concludes nothing from it' {
        Set-Content TestDrive:/none.json '{"services":[]}'
        $row = Test-Delegation healthy1.example -RootHint $lab -Registry -Bootstrap (Get-Item TestDrive:/none.json) -WhoisServer 127.0.0.1:1
        $row.Status | Should -Be 'Healthy'
        "$($row.Limits)" | Should -Match 'registry not asked: '
    }

    It 'goes into the evidence and is judged again without asking' {
        $kept = Test-Delegation stale.example -RootHint $lab -Registry -Evidence Full
        ($kept | Test-Delegation).Findings.Code | Should -Be $kept.Findings.Code
    }

    It 'refuses what does not go together: <Sentence>' -ForEach @(
        @{ Sentence = '*give -Registry with it*'; Call = { Test-Delegation a.example -AllowHttp } }
        @{ Sentence = '*-Undelegated says what would be*'; Call = { Test-Delegation a.example -Registry -Undelegated -NameServer ns1.b.example } }
    ) {
        $Call | Should -Throw -ExpectedMessage $Sentence -ErrorId 'InvalidParameterCombination,*'
    }
}

Describe '-Registry of Get-Delegation and Wait-Delegation' {
    It 'keeps what the registry holds with the evidence' {
        $kept = Get-Delegation stale.example -Registry -RootHint $lab | ConvertTo-Json | ConvertFrom-Json
        $rows = @($kept | Compare-GlueToZone)
        $rows.RegistryStatus | Should -Be 'Held', 'Held'
        "$($rows[1].RegistryAddress)" | Should -Be '45.10.4.1 2a10:10:2::1'
        @(Get-Delegation stale.example -RootHint $lab | Compare-GlueToZone).RegistryStatus | Should -Be '', ''
    }

    It 'says whether the registry was told of what is waited for' {
        $arrival = Wait-Delegation stale.example -Registry -TimeoutSec 0 -RootHint $lab
        $arrival.Servers.Role | Should -Be 'Parent', 'Parent', 'Parent', 'Parent', 'Registry'
        $arrival.Servers[4].Status | Should -Be 'Old'
        $arrival.Servers[4].Detail | Should -Be 'holds 45.10.4.1 and 2a10:10:2::1 for ns2.stale.example'
        $arrival.Servers[4].Server | Should -BeLike 'http://127.0.0.1:*/domain/stale.example'
        "$($arrival.Servers[4])" | Should -BeLike 'http://127.0.0.1:*/domain/stale.example Old: holds *'
        (Wait-Delegation healthy1.example -Registry -TimeoutSec 0 -RootHint $lab).Detail | Should -BeLike '*; the registry holds it (last changed at 2026-01-01T00:00:00Z)*'
        @((Wait-Delegation healthy1.example -TimeoutSec 0 -RootHint $lab).Servers).Count | Should -Be 4
    }

    It 'refuses ways to ask without -Registry: <_>' -ForEach 'Get-Delegation', 'Wait-Delegation' {
        { & $_ stale.example -AllowHttp -RootHint $lab } | Should -Throw -ErrorId 'InvalidParameterCombination,*'
        { & $_ stale.example -Registry -Proxy 'ftp://x' -RootHint $lab } | Should -Throw -ErrorId 'ProxyMalformed,*'
    }
}
