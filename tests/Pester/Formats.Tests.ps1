# What becomes of rows in files, jobs and remoting: the table of docs/formats.md is what happens, and rows bind again to the cmdlets that take them.
BeforeDiscovery {
    $formats = 'Clixml', 'JSON', 'CSV', 'job', 'remoting'
    $types = 'DelegationResult', 'Finding', 'GlueRecord', 'DelegationComparison', 'DelegationStep', 'DelegationView', 'DnsMessage', 'CheckInfo',
        'PlanStep', 'RequiredChange', 'DelegationChange', 'DelegationArrival', 'DependencyNode', 'DependencySummary', 'RegistryDelegation'
}

BeforeAll {
    . $PSScriptRoot/Support.ps1
    $lab = Start-GlueLab
    $arguments = Get-LabArgument $lab
    # Nobody answers there, and nobody would be told.
    $nowhere = @{ Server = '127.0.0.1'; Port = 1; TimeoutSec = 0.1; Retry = 0 }
    # Rows come in the order in which their domains are finished; the one with findings stands first.
    $makers = [ordered]@{
        DelegationResult     = { 'stale.example', 'healthy1.example' | Test-Delegation -Evidence Full @arguments | Sort-Object Rank -Descending }
        Finding              = { 'stale.example', 'noglue.example' | Test-Delegation -Detailed @arguments }
        GlueRecord           = { 'stale.example', 'nonexistent.example' | Get-GlueRecord @arguments }
        DelegationComparison = { 'stale.example' | Compare-GlueToZone @arguments }
        DelegationStep       = { 'stale.example', 'unresponsive.example' | Trace-DnsDelegation -All @arguments }
        DelegationView       = { 'stale.example' | Get-Delegation @arguments }
        DnsMessage           = { Invoke-DnsQuery stale.example NS 45.10.1.1 @arguments }
        CheckInfo            = { Get-DelegationCheck Glue* }
        PlanStep             = { New-DelegationPlan healthy1.example -Renumber ns2.healthy1.example -Add 45.10.9.9 -Remove 45.10.2.1 -WarningAction Ignore @arguments }
        RequiredChange       = { Get-DelegationChange stale.example @arguments }
        DelegationChange     = { Compare-Delegation (Get-Earlier) (Get-Delegation stale.example @arguments) }
        DelegationArrival    = { 'stale.example', 'healthy1.example' | Wait-Delegation -TimeoutSec 0 -RootHint $lab -AttemptTimeoutSec 0.4 | Sort-Object Rank -Descending }
        DependencyNode       = { Get-DelegationDependency healthy3.test @arguments }
        DependencySummary    = { Get-DelegationDependency healthy3.test -Summary @arguments }
        RegistryDelegation   = { Get-RegistryDelegation stale.example -Bootstrap $lab }
    }
    function Get-Earlier { Get-GlueRecord stale.example @arguments | ForEach-Object { $row = $_ | Select-Object *; if ("$($row.IPAddress)" -eq '45.10.4.1') { $row.IPAddress = '192.0.2.9' }; $row } }
    $made = @{}
    function Get-Made { param([string] $Type) if (-not $made.ContainsKey($Type)) { $made[$Type] = @(& $makers[$Type]) }; , $made[$Type] }
    # What has become of them, once for all tests; all types in one job, which is a process of its own.
    $become = @{}
    function Get-Become {
        param([string] $Type, [string] $Through)
        if ($become.ContainsKey("$Type $Through")) { return , $become["$Type $Through"] }
        if ($Through -ne 'job') { $become["$Type $Through"] = @(Convert-Row (Get-Made $Type) $Through); return , $become["$Type $Through"] }
        $paths = @(foreach ($one in $makers.Keys) { $path = Join-Path $TestDrive "$([guid]::NewGuid()).xml"; (Get-Made $one) | Export-Clixml $path -Depth 4; $path })
        $all = @(Start-Job -ArgumentList (, $paths) { Import-Clixml -Path $args[0] } | Receive-Job -Wait -AutoRemoveJob)
        $at = 0
        foreach ($one in $makers.Keys) { $count = (Get-Made $one).Count; $become["$one job"] = @($all | Select-Object -Skip $at -First $count); $at += $count }
        $all.Count | Should -Be $at
        , $become["$Type job"]
    }
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

    # Rows within a row, with a cell of each of them that is never empty.
    function Get-Nested { param([string] $Name, $Value) if ($Name -eq 'Findings') { 'Code' } elseif ("$(@($Value)[0].PSTypeNames)" -like '*GlueTools.ArrivalServer*') { 'Server' } }

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

Describe 'Rows' {
    It 'of every type that a cmdlet gives are looked at' {
        $given = (Get-Command -Module GlueTools -CommandType Cmdlet).OutputType.Name | Select-Object -Unique
        @($given | Where-Object { $_ -notin 'System.String', 'System.Boolean', 'System.Void', 'System.IO.FileInfo', 'GlueTools.GlueLab' } | ForEach-Object { $_ -replace '^GlueTools\.' } | Sort-Object) |
            Should -Be @($makers.Keys | Sort-Object)
    }
}

Describe 'Rows of <_>' -ForEach $types {
    BeforeAll { $type = $_ }

    It 'keep every cell through <_>' -ForEach $formats {
        $rows = Get-Made $type
        $rows[0].PSTypeNames[0] | Should -Be "GlueTools.$type"
        $back = Get-Become $type $_
        $back.Count | Should -Be $rows.Count
        for ($i = 0; $i -lt $rows.Count; $i++) {
            foreach ($property in $rows[$i].PSObject.Properties) {
                if (Get-Nested $property.Name $property.Value) { continue }
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
        foreach ($line in $page -match '^\| (text|time|list|integer|no number|truth value|findings|servers) \|') {
            $cells = @($line.Trim('|') -split '\|' | ForEach-Object Trim)
            $table[$cells[0]] = @{ Clixml = $cells[1]; JSON = $cells[2]; CSV = $cells[3]; job = $cells[4]; remoting = $cells[4] }
        }
        $table.Count | Should -Be 8
        $rows = Get-Made $type
        foreach ($format in 'Clixml', 'JSON', 'CSV', 'job', 'remoting') {
            $back = Get-Become $type $format
            $seen = @{}
            for ($i = 0; $i -lt $rows.Count; $i++) {
                foreach ($property in $rows[$i].PSObject.Properties) {
                    $nested = Get-Nested $property.Name $property.Value
                    $kind = if ($nested) { @{ Code = 'findings'; Server = 'servers' }[$nested] } elseif ($null -eq $property.Value) { 'no number' }
                        elseif ("$($property.Value)" -match '^\d{4}-\d\d-\d\dT[\d:.]+Z$') { 'time' } else { Get-Kind $property.Value }
                    # A list of nothing is one all the same, but not a finding.
                    if ($seen["$($property.Name) $kind"] -or ($nested -and -not @($property.Value).Count)) { continue }
                    $seen["$($property.Name) $kind"] = $true
                    $now = $back[$i].($property.Name)
                    $found = if ($nested -and $format -ne 'CSV') { if (@($now).Count -and "$($now[0].$nested)") { $kind } else { 'lost' } } else { Get-Kind $now }
                    $found | Should -Be $table[$kind][$format] -Because "$($property.Name), $kind, through $format"
                }
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

    It 'rows of plans, runs, waiting, dependencies and registries to what takes domains' {
        foreach ($type in 'PlanStep', 'RequiredChange', 'DelegationChange', 'DelegationArrival', 'DependencyNode', 'DependencySummary', 'RegistryDelegation') {
            $row = (Get-Made $type)[0]
            $found = (Get-Become $type $format)[0] | Test-Delegation -Depth Core @arguments
            "$($found.DomainName) $($found.Status)" | Should -Be "$($row.DomainName) $((Test-Delegation $row.DomainName -Depth Core @arguments).Status)" -Because $type
        }
    }

    It 'PlanStep and RequiredChange to nothing that would write commands: ConvertTo-DelegationChange refuses text' {
        foreach ($type in 'PlanStep', 'RequiredChange') {
            (Get-Made $type) | ConvertTo-DelegationChange nsupdate | Should -Not -BeNullOrEmpty
            (Get-Become $type $format) | ConvertTo-DelegationChange nsupdate -ErrorAction SilentlyContinue -ErrorVariable refused | Should -BeNullOrEmpty
            $refused[0].FullyQualifiedErrorId | Should -BeLike 'NoPlan,*'
        }
    }

    It 'DelegationResult and DelegationView to Export-DelegationReport' {
        foreach ($type in 'DelegationResult', 'DelegationView') {
            (Get-Made $type) | Export-DelegationReport TestDrive:/as-made.csv
            $back = Get-Become $type $format
            if ("$type $format" -eq 'DelegationResult CSV') { { $back | Export-DelegationReport TestDrive:/as-read.csv -ErrorAction Stop } | Should -Throw '*codes only, as CSV has them*'; continue }
            $back | Export-DelegationReport TestDrive:/as-read.csv
            Get-Content TestDrive:/as-read.csv | Should -Be (Get-Content TestDrive:/as-made.csv)
        }
    }
}
