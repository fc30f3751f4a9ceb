# What becomes of rows in files, jobs and remoting: the table of docs/formats.md is what happens, and rows bind again to the cmdlets that take them.
BeforeDiscovery {
    $formats = 'Clixml', 'JSON', 'CSV', 'job', 'remoting'
    # Rows come in the order in which their domains are finished; the one with findings stands first.
    $types = @(
        @{ Type = 'DelegationResult'; Make = { 'stale.example', 'healthy1.example' | Test-Delegation -Evidence Full @arguments | Sort-Object Rank -Descending } }
        @{ Type = 'Finding'; Make = { 'stale.example', 'noglue.example' | Test-Delegation -Detailed @arguments } }
        @{ Type = 'GlueRecord'; Make = { 'stale.example', 'nonexistent.example' | Get-GlueRecord @arguments } }
        @{ Type = 'DelegationComparison'; Make = { 'stale.example' | Compare-GlueToZone @arguments } }
        @{ Type = 'DelegationStep'; Make = { 'stale.example', 'unresponsive.example' | Trace-DnsDelegation -All @arguments } }
        @{ Type = 'DelegationView'; Make = { 'stale.example' | Get-Delegation @arguments } }
        @{ Type = 'DnsMessage'; Make = { Invoke-DnsQuery stale.example NS 45.10.1.1 @arguments } }
        @{ Type = 'CheckInfo'; Make = { Get-DelegationCheck Glue* } }
    )
}

BeforeAll {
    . $PSScriptRoot/Support.ps1
    $lab = Start-GlueLab
    $arguments = Get-LabArgument $lab
    # Nobody answers there, and nobody would be told.
    $nowhere = @{ Server = '127.0.0.1'; Port = 1; TimeoutSec = 0.1; Retry = 0 }
    $made = @{}
    function Get-Made { param([string] $Type, [scriptblock] $Make) if (-not $made.ContainsKey($Type)) { $made[$Type] = @(& $Make) }; , $made[$Type] }
    # What has become of them, once for all tests: a job is a process of its own.
    $become = @{}
    function Get-Become { param([string] $Type, [object[]] $Row, [string] $Through) if (-not $become.ContainsKey("$Type $Through")) { $become["$Type $Through"] = @(Convert-Row $Row $Through) }; , $become["$Type $Through"] }
    # Rows of different types, each by itself where a file holds one type only.
    function Convert-Each {
        param([object[]] $Row, [string] $Through)
        if ($Through -eq 'job') { Convert-Row $Row $Through } else { $Row | ForEach-Object { Convert-Row @($_) $Through } }
    }

    function Convert-Row {
        param([object[]] $Row, [string] $Through)
        switch ($Through) {
            'Clixml' { $path = Join-Path $TestDrive "$([guid]::NewGuid()).xml"; $Row | Export-Clixml $path; Import-Clixml $path }
            'JSON' { ConvertTo-Json -InputObject $Row -Depth 5 | ConvertFrom-Json -NoEnumerate | ForEach-Object { $_ } }
            'CSV' { $path = Join-Path $TestDrive "$([guid]::NewGuid()).csv"; $Row | Export-Csv $path -NoTypeInformation; Import-Csv $path }
            # What a job and a remote session write: one level less than a file, unless a type says otherwise.
            'remoting' { $Row | ForEach-Object { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($_, 1)) } }
            'job' { $path = Join-Path $TestDrive "$([guid]::NewGuid()).xml"; $Row | Export-Clixml $path -Depth 4; Start-Job -ArgumentList $path { Import-Clixml $args[0] } | Receive-Job -Wait -AutoRemoveJob }
        }
    }

    # The kind of a value as the table of the page has it.
    function Get-Kind {
        param($Value)
        switch ($true) {
            { $null -eq $Value } { 'nothing'; break }
            { $Value -is [datetime] } { 'date'; break }
            { $Value -is [string] } { 'text'; break }
            { $Value -is [bool] } { 'truth value'; break }
            { $Value -is [int] -or $Value -is [long] } { 'integer'; break }
            { $Value -is [Collections.IEnumerable] } { 'list'; break }
            default { $Value.GetType().Name }
        }
    }
}

AfterAll { Stop-GlueLab }

Describe 'Rows of <Type>' -ForEach $types {
    It 'keep every cell through <_>' -ForEach $formats {
        $rows = Get-Made $Type $Make
        $back = Get-Become $Type $rows $_
        $back.Count | Should -Be $rows.Count
        for ($i = 0; $i -lt $rows.Count; $i++) {
            foreach ($property in $rows[$i].PSObject.Properties) {
                if ($property.Name -eq 'Findings') { continue }
                $then = $back[$i].($property.Name)
                if ($then -is [datetime]) {
                    $then.Kind | Should -Be 'Utc'
                    $then = $then.ToString($(if ($property.Value -match '\.') { 'yyyy-MM-ddTHH:mm:ss.fffZ' } else { 'yyyy-MM-ddTHH:mm:ssZ' }), [cultureinfo]::InvariantCulture)
                }
                # A list is one text in CSV, with semicolons, and elsewhere a list; as text they are the same but for the mark between.
                (@($then) -join ';') | Should -BeExactly (@($property.Value) -join ';') -Because "$($property.Name) through $_"
            }
        }
    }

    It 'have the kinds that docs/formats.md says' {
        $page = [IO.File]::ReadAllLines((Join-Path $script:Root 'docs/formats.md'))
        $table = @{}
        foreach ($line in $page -match '^\| (text|time|list|integer|truth value|findings) \|') {
            $cells = @($line.Trim('|') -split '\|' | ForEach-Object Trim)
            $table[$cells[0]] = @{ Clixml = $cells[1]; JSON = $cells[2]; CSV = $cells[3]; job = $cells[4]; remoting = $cells[4] }
        }
        $rows = Get-Made $Type $Make
        foreach ($format in 'Clixml', 'JSON', 'CSV', 'job', 'remoting') {
            $back = Get-Become $Type $rows $format
            foreach ($property in $rows[0].PSObject.Properties) {
                $kind = if ($property.Name -eq 'Findings') { 'findings' } elseif ("$($property.Value)" -match '^\d{4}-\d\d-\d\dT[\d:.]+Z$') { 'time' } else { Get-Kind $property.Value }
                $now = $back[0].($property.Name)
                $found = if ($kind -eq 'findings' -and $format -ne 'CSV') { if (@($now).Count -and "$($now[0].Code)") { 'findings' } else { 'lost' } } else { Get-Kind $now }
                $found | Should -Be $table[$kind][$format] -Because "$($property.Name), $kind, through $format"
            }
        }
    }
}

Describe 'Evidence that a row carries' {
    It 'gives the same findings through <_>' -ForEach 'Clixml', 'JSON', 'CSV', 'job', 'remoting' {
        $line = { "$($_.DomainName)|$($_.Status)|$($_.FirstProblem)|$(@($_.Findings | ForEach-Object { "$($_.Code) $($_.NameServer) $($_.IPAddress) $($_.Message) $($_.Remedy)" }) -join '|')" }
        $rows = @('stale.example', 'splitglue.example', 'nonexistent.example', 'healthy1.example' | Test-Delegation -Evidence Full @arguments)
        $queries = $lab.QueryCount
        @(Convert-Row $rows $_ | Test-Delegation @nowhere | ForEach-Object $line | Sort-Object) | Should -Be @($rows | ForEach-Object $line | Sort-Object)
        $lab.QueryCount | Should -Be $queries
    }
}

Describe 'Rows bind again, through <_>' -ForEach 'Clixml', 'JSON', 'CSV', 'job', 'remoting' {
    BeforeAll { $format = $_ }

    It 'DelegationResult, GlueRecord, DelegationComparison, Finding and DelegationStep to what takes domains' {
        $makers = { Test-Delegation stale.example @arguments }, { Get-GlueRecord stale.example @arguments }, { Compare-GlueToZone stale.example @arguments },
            { Test-Delegation stale.example -Detailed @arguments }, { Trace-DnsDelegation stale.example @arguments }
        $back = @(Convert-Each @($makers | ForEach-Object { @(& $_)[0] }) $format)
        $back.Count | Should -Be $makers.Count
        for ($i = 0; $i -lt $makers.Count; $i++) { ($back[$i] | Test-Delegation @arguments).Findings.Code | Should -Be 'GlueStale' -Because "$($makers[$i])" }
    }

    It 'DelegationComparison to Set-DnsServerZoneDelegation, GlueRecord to Invoke-DnsQuery, DelegationStep too, Finding to Get-DelegationCheck' {
        $script:WhatIfTargets = @()
        $comparison, $glue, $step, $finding = Convert-Each @(
            @(Compare-GlueToZone stale.example @arguments | Where-Object CanRepair)[0], @(Get-GlueRecord stale.example @arguments)[0]
            @(Trace-DnsDelegation stale.example -Seed 1 @arguments)[2], @(Test-Delegation stale.example -Detailed @arguments)[0]) $format
        # A CSV cell with several addresses is one text, which that cmdlet cannot take apart.
        $comparison | ForEach-Object { if ($format -eq 'CSV') { $_.IPAddress = $_.IPAddress -split ';' }; $_ } | Set-DnsServerZoneDelegation -WhatIf
        $script:WhatIfTargets | Should -Be 'example|stale|ns2.stale.example|45.10.2.1,2a10:10:2::1'
        ($glue | Invoke-DnsQuery -Server 45.10.1.1 @arguments).Answer | Should -Be 'ns1.stale.example. 3600 IN A 45.10.1.1'
        ($step | Invoke-DnsQuery -Type SOA @arguments).Flags | Should -Be 'qr aa'
        ($finding | Get-DelegationCheck).Code | Should -Be 'GlueStale'
    }
}
