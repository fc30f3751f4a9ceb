# One audit, any report.
BeforeAll {
    . $PSScriptRoot/Support.ps1
    $lab = Start-GlueLab
    $arguments = Get-LabArgument $lab
    $names = 'stale.example', 'healthy1.example', 'splitglue.example'
    # In the order in which they were finished, which is another each time.
    $evidence = @($names | Get-Delegation @arguments | Sort-Object DomainName)
    $verdicts = @($names | Test-Delegation @arguments | Sort-Object DomainName)
    # A report says when it was written.
    function Get-Report { param($Path) (Get-Content $Path -Raw) -replace '\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ?|report_timestamp_seconds \d+|last_audit_timestamp_seconds \d+', 'TIME' -replace 'Export-DelegationReport[^"\r\n]*', '' }
}

AfterAll { Stop-GlueLab }

Describe 'Export-DelegationReport' {
    It 'writes <Ending> from <Name>' -ForEach @(
        foreach ($ending in 'md', 'sarif', 'xml', 'prom', 'nagios', 'csv') {
            @{ Ending = $ending; Name = 'live rows'; Rows = { $verdicts } }
            @{ Ending = $ending; Name = 'rows through JSON'; Rows = { $verdicts | ConvertTo-Json -Depth 5 | ConvertFrom-Json } }
            @{ Ending = $ending; Name = 'lines of JSON'; Rows = { $verdicts | ForEach-Object { $_ | ConvertTo-Json -Depth 5 -Compress } } }
            @{ Ending = $ending; Name = 'rows through Clixml'; Rows = { $verdicts | Export-Clixml TestDrive:/v.clixml; Import-Clixml TestDrive:/v.clixml } }
        }
    ) {
        $verdicts | Export-DelegationReport "TestDrive:/expected.$Ending"
        & $Rows | Export-DelegationReport "TestDrive:/report.$Ending"
        Get-Report "TestDrive:/report.$Ending" | Should -Be (Get-Report "TestDrive:/expected.$Ending")
        Get-Report "TestDrive:/report.$Ending" | Should -BeLike '*stale.example*'
    }

    It 'judges evidence again, from <Name>' -ForEach @(
        @{ Name = 'the pipeline'; Write = { $evidence | Export-DelegationReport TestDrive:/e.csv } }
        @{ Name = 'a file of JSON'; Write = { $evidence | ConvertTo-Json | Set-Content TestDrive:/e.json; Export-DelegationReport TestDrive:/e.csv -From TestDrive:/e.json } }
        @{ Name = 'a file of JSON lines'; Write = { $evidence | ForEach-Object { $_ | ConvertTo-Json -Compress } | Set-Content TestDrive:/e.jsonl; Get-Item TestDrive:/e.jsonl | Export-DelegationReport TestDrive:/e.csv } }
        @{ Name = 'a file of Clixml'; Write = { $evidence | Export-Clixml TestDrive:/e.clixml; Export-DelegationReport TestDrive:/e.csv -From TestDrive:/e.clixml } }
    ) {
        & $Write
        "$((Import-Csv TestDrive:/e.csv).Findings)" | Should -Be "$($verdicts | ForEach-Object { $_.Findings.ToString() })"
        Set-Content TestDrive:/policy.psd1 "@{ Exclude = 'GlueStale' }"
        $evidence | Export-DelegationReport TestDrive:/p.csv -PolicyFile TestDrive:/policy.psd1
        (Import-Csv TestDrive:/p.csv | Where-Object DomainName -EQ stale.example).Status | Should -Be 'Healthy'
    }

    It 'names the place from which was asked in <Ending>' -ForEach @(
        @{ Ending = 'html'; Words = '*<dt>From</dt><dd>office Berlin</dd>*' }
        @{ Ending = 'md'; Words = '*Asked from office Berlin.*' }
    ) {
        $evidence | Export-DelegationReport "TestDrive:/place.$Ending" -VantagePoint 'office Berlin'
        Get-Content "TestDrive:/place.$Ending" -Raw | Should -BeLike $Words
    }

    It 'draws what an earlier run saw at the parent' {
        $now = $evidence | Where-Object DomainName -EQ stale.example
        $now | Export-DelegationReport TestDrive:/drawn.html -ReferenceObject ([pscustomobject]@{ DomainName = 'stale.example'; Name = 'old.stale.example'; Type = 'A'; TTL = 60; IPAddress = '45.10.9.9'; ServedBy = '4/4'; Status = 'Present' })
        Get-Content TestDrive:/drawn.html -Raw | Should -BeLike '*old.stale.example, named by the earlier run alone,*45.10.9.9 (glue in the earlier run alone)*'
    }

    It 'lays an earlier run beside it, given as <Name>' -ForEach @(
        @{ Name = 'rows'; Earlier = { $before } }
        @{ Name = 'a file'; Earlier = { $before | ConvertTo-Json -Depth 5 | Set-Content TestDrive:/earlier.json; 'TestDrive:/earlier.json' } }
    ) {
        $before = $verdicts | Where-Object DomainName -NE splitglue.example | ConvertTo-Json -Depth 5 | ConvertFrom-Json
        ($before | Where-Object DomainName -EQ stale.example).Findings = @()
        ($before | Where-Object DomainName -EQ stale.example).Status = 'Healthy'
        $evidence | Export-DelegationReport TestDrive:/changed.md -ReferenceObject (& $Earlier)
        $report = Get-Content TestDrive:/changed.md
        @($report -like '- `*`*Appeared`*`* GlueStale ns2.stale.example: none*').Count | Should -Be 1
        $report | Should -Contain '| Changed | 1 |'
        $report | Should -Contain '| As before | 1 |'
        $report | Should -Contain '| Not compared | 1 |'
        $evidence | Export-DelegationReport TestDrive:/changed.html -Against (& $Earlier)
        Get-Content TestDrive:/changed.html -Raw | Should -BeLike '*<b>Appeared</b> GlueStale ns2.stale.example</th>*'
    }

    It 'reports a history' {
        $names | Test-Delegation @arguments -StateFile TestDrive:/state -WarningAction Ignore | Out-Null
        Export-DelegationReport TestDrive:/state.csv -From TestDrive:/state
        $remembered = Import-Csv TestDrive:/state.csv | Sort-Object DomainName
        "$($remembered.Findings)" | Should -Be "$($verdicts | ForEach-Object { $_.Findings.ToString() })"
        $evidence | Export-DelegationReport TestDrive:/same.md -ReferenceObject TestDrive:/state
        Get-Content TestDrive:/same.md | Should -Contain '| As before | 3 |'
    }

    It 'names the line of a file as the place of a finding' {
        $evidence | ForEach-Object { $_ | ConvertTo-Json -Compress } | Set-Content TestDrive:/lines.jsonl
        Export-DelegationReport TestDrive:/lines.sarif -From TestDrive:/lines.jsonl
        $result = (Get-Content TestDrive:/lines.sarif -Raw | ConvertFrom-Json).runs[0].results | Where-Object ruleId -EQ GlueStale
        $place = $result.locations[0].physicalLocation
        $place.artifactLocation.uri | Should -BeLike '*lines.jsonl'
        $place.region.startLine | Should -Be 3
    }

    It 'goes on after what it cannot read, and says so' {
        'nonsense', ($verdicts[0] | ConvertTo-Json -Depth 5 -Compress), [pscustomobject]@{ Colour = 'red' }, '', $null |
            Export-DelegationReport TestDrive:/bad.csv -ErrorAction SilentlyContinue -ErrorVariable problems
        # What may have been a verdict has its place; what is about something else has none.
        (Import-Csv TestDrive:/bad.csv).Status | Should -Be 'Invalid', 'Healthy'
        $problems.Count | Should -Be 2
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'InvalidRow,*'
        Export-DelegationReport TestDrive:/none.csv -From TestDrive:/nowhere.jsonl -ErrorAction SilentlyContinue -ErrorVariable problems
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'FileNotReadable,*'
    }

    It 'refuses rows of <_>, which are no verdicts' -ForEach 'Get-GlueRecord', 'Compare-GlueToZone', 'New-DelegationPlan', 'Get-DelegationChange', 'Get-DelegationDependency', 'Trace-DnsDelegation', 'Get-RegistryDelegation' {
        $more = if ($_ -eq 'Get-RegistryDelegation') { @{ Bootstrap = $lab } } else { $arguments }
        $rows = & $_ stale.example @more -WarningAction Ignore -ErrorAction Ignore
        foreach ($given in $rows, ($rows | ConvertTo-Csv | ConvertFrom-Csv)) {
            $given | Export-DelegationReport TestDrive:/rows.csv -ErrorAction SilentlyContinue -ErrorVariable problems
            @($problems).Count | Should -Be @($rows).Count
            $problems | ForEach-Object { $_.FullyQualifiedErrorId | Should -BeLike 'InvalidRow,*'; "$_" | Should -BeLike '*neither saved evidence nor a verdict on a domain*' }
            'TestDrive:/rows.csv' | Should -Not -Exist
        }
    }

    It 'says so where nothing came' {
        @() | Export-DelegationReport TestDrive:/nothing.csv -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -BeLike "Nothing came that could be reported, so '*nothing.csv' tells of no domain."
        Import-Csv TestDrive:/nothing.csv | Should -BeNullOrEmpty
    }

    It 'leaves what was there until the report is whole, and nothing beside it' {
        Set-Content TestDrive:/there.md 'before'
        { $verdicts | ForEach-Object { $_; throw 'stop' } | Export-DelegationReport TestDrive:/there.md } | Should -Throw 'stop'
        Get-Content TestDrive:/there.md | Should -Be 'before'
        $verdicts | Export-DelegationReport TestDrive:/there.md -WhatIf
        Get-Content TestDrive:/there.md | Should -Be 'before'
        $file = $verdicts | Export-DelegationReport TestDrive:/there.md -PassThru
        $file.Name | Should -Be 'there.md'
        Get-Content $file.FullName -TotalCount 1 | Should -Be '# Delegations'
        @(Get-ChildItem TestDrive:/ -Filter *.part).Count | Should -Be 0
    }

    It 'refuses <Id>' -ForEach @(
        @{ Id = 'InvalidFormat'; Call = { $verdicts | Export-DelegationReport TestDrive:/x.unknown } }
        @{ Id = 'InvalidFormat'; Call = { $verdicts | Export-DelegationReport TestDrive:/x.md -Format tabular } }
        @{ Id = 'InvalidParameterCombination'; Call = { $verdicts | Export-DelegationReport TestDrive:/x.csv -ReferenceObject $verdicts } }
        @{ Id = 'RunNotFound'; Call = { $verdicts | Export-DelegationReport TestDrive:/x.md -ReferenceObject nowhere } }
        @{ Id = 'NoRun'; Call = { $verdicts | Export-DelegationReport TestDrive:/x.md -ReferenceObject ([pscustomobject]@{ Colour = 'red' }) -ErrorAction SilentlyContinue } }
        @{ Id = 'NoInput'; Call = { Export-DelegationReport TestDrive:/x.md } }
        @{ Id = 'InvalidHelpBase'; Call = { $verdicts | Export-DelegationReport TestDrive:/x.md -HelpBase nowhere } }
        @{ Id = 'PolicyFileNotFound'; Call = { $verdicts | Export-DelegationReport TestDrive:/x.md -PolicyFile TestDrive:/no.psd1 } }
        @{ Id = 'ReportNotWritten'; Call = { $verdicts | Export-DelegationReport TestDrive:/no/such/x.md } }
        @{ Id = 'ParameterArgumentValidationError'; Call = { $verdicts | Export-DelegationReport TestDrive:/x.md -MaxSeries -1 } }
    ) {
        $Call | Should -Throw -ErrorId "$Id,*"
        Test-Path TestDrive:/x.md | Should -BeFalse
    }

    It 'completes the words of -Format' {
        (TabExpansion2 'Export-DelegationReport a -Format s' 35).CompletionMatches.CompletionText | Should -Be 'sarif'
    }
}
