# Two runs side by side.
BeforeAll {
    . $PSScriptRoot/Support.ps1
    $lab = Start-GlueLab
    $arguments = Get-LabArgument $lab
    $names = 'stale.example', 'healthy1.example', 'noglue.example'
    $evidence = @($names | Get-Delegation @arguments)
    $glue = @($names | Get-GlueRecord @arguments)
    $verdicts = @($names | Test-Delegation @arguments)
    function Get-ChangedGlue { $rows = @($glue | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv); ($rows | Where-Object IPAddress -EQ '45.10.4.1').IPAddress = '192.0.2.9'; $rows }
}

AfterAll { Stop-GlueLab }

Describe 'Compare-Delegation' {
    It 'finds no change between evidence and <Name>' -ForEach @(
        @{ Name = 'itself'; Rows = { $evidence } }
        @{ Name = 'verdicts'; Rows = { $verdicts } }
        @{ Name = 'glue'; Rows = { $glue } }
        @{ Name = 'comparisons'; Rows = { $names | Compare-GlueToZone @arguments } }
        @{ Name = 'verdicts that went through CSV'; Rows = { $verdicts | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv } }
        @{ Name = 'evidence that went through JSON'; Rows = { $evidence | ConvertTo-Json | ConvertFrom-Json } }
        @{ Name = 'verdicts that went through JSON'; Rows = { $verdicts | ConvertTo-Json -Depth 5 | ConvertFrom-Json } }
        @{ Name = 'a Clixml file'; Rows = { $verdicts | Export-Clixml TestDrive:/v.clixml; (Get-Item TestDrive:/v.clixml) } }
        @{ Name = 'a CSV file'; Rows = { $glue | Export-Csv TestDrive:/g.csv; 'TestDrive:/g.csv' } }
        @{ Name = 'a JSON file'; Rows = { $verdicts | ConvertTo-Json -Depth 5 | Set-Content TestDrive:/v.json; 'TestDrive:/v.json' } }
        @{ Name = 'hashtables'; Rows = { $glue | ForEach-Object { @{ DomainName = $_.DomainName; Name = $_.Name; IPAddress = $_.IPAddress; ServedBy = $_.ServedBy; Status = $_.Status } } } }
    ) {
        $rows = @(& $Rows)
        Compare-Delegation $evidence $rows | Should -BeNullOrEmpty
        Compare-Delegation $rows $evidence | Should -BeNullOrEmpty
        if ($rows[0] -isnot [string]) { $rows | Compare-Delegation $evidence | Should -BeNullOrEmpty }
    }

    It 'gives a row for each change, with what it was and is, by whom and since when' {
        $change = @(Compare-Delegation (Get-ChangedGlue) $evidence)
        $change.Count | Should -Be 1
        $change[0].PSTypeNames[0] | Should -Be 'GlueTools.DelegationChange'
        "$($change[0].DomainName) $($change[0].Side) $($change[0].What) $($change[0].NameServer) $($change[0].Status)" | Should -Be 'stale.example Parent Address ns2.stale.example Changed'
        "$($change[0].Before)" | Should -Be '192.0.2.9 2a10:10:2::1'
        "$($change[0].After)" | Should -Be '2a10:10:2::1 45.10.4.1'
        $change[0].Servers.Count | Should -Be 4
        $change[0].SinceUtc | Should -Be (($evidence | Where-Object DomainName -EQ stale.example).CollectedUtc)
        $change[0].Rank | Should -Be 1
    }

    It 'asks about all domains of the earlier run, or about those that are named' {
        @(Compare-Delegation (Get-ChangedGlue) @arguments).DomainName | Should -Be 'stale.example'
        'healthy1.example' | Compare-Delegation (Get-ChangedGlue) @arguments | Should -BeNullOrEmpty
        (Compare-Delegation (Get-ChangedGlue) stale.example @arguments).Status | Should -Be 'Changed'
        $rows = @('a..b', 'healthy2.example' | Compare-Delegation $evidence @arguments)
        $rows.Status | Should -Be 'NotCompared', 'NotCompared'
        @($rows | ForEach-Object Rank) | Should -Be -1, -1
    }

    It 'gives findings that appeared their rank' {
        $healthy = @{ DomainName = 'stale.example'; Status = 'Healthy'; Findings = @() }
        $row = Compare-Delegation $healthy ($verdicts | Where-Object DomainName -EQ stale.example)
        "$($row.What) $($row.Code) $($row.Status) $($row.Rank)" | Should -Be 'Finding GlueStale Appeared 4'
        "$($row.After)" | Should -Match '^All 4 parent servers give'
        $back = Compare-Delegation ($verdicts | Where-Object DomainName -EQ stale.example) $healthy
        "$($back.Status) $($back.Rank)" | Should -Be 'Gone 1'
    }

    It 'says of what it cannot read where that is, and compares the rest' {
        Set-Content TestDrive:/torn.jsonl '{"DomainName":"stale.example","Status":"Healthy","Findings":[]}', '{"DomainName":', '{"Colour":"red"}'
        $rows = @(Compare-Delegation TestDrive:/torn.jsonl ($verdicts | Where-Object DomainName -EQ stale.example) -ErrorAction SilentlyContinue -ErrorVariable problems)
        $rows.Count | Should -Be 1
        $problems.Count | Should -Be 2
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'InvalidRow,*'
        "$($problems[0])" | Should -BeLike '*torn.jsonl, line 2: *'
        $null = $evidence[0], [pscustomobject]@{ Colour = 'red' } | Compare-Delegation $evidence -ErrorAction SilentlyContinue -ErrorVariable problems
        "$($problems[0])" | Should -BeLike 'An object was left out: it has no DomainName*'
    }

    It 'refuses what is no run: <Id>' -ForEach @(
        @{ Id = 'RunNotFound'; Old = 'TestDrive:/nowhere.jsonl'; New = $null }
        @{ Id = 'NoRun'; Old = @{ Colour = 'red' }; New = $null }
        @{ Id = 'InvalidParameterCombination'; Old = @{ DomainName = 'a'; Findings = ''; Status = 'Healthy' }; New = 'a.example', @{ DomainName = 'a'; Findings = ''; Status = 'Healthy' } }
    ) {
        { Compare-Delegation $Old $New @arguments -ErrorAction SilentlyContinue } | Should -Throw -ErrorId "$Id,*"
    }

    It 'never takes a name from the pipeline for a path' {
        Push-Location TestDrive:/
        try {
            Set-Content stale.example 'no rows'
            @('stale.example' | Compare-Delegation (Get-ChangedGlue) @arguments).Status | Should -Be 'Changed'
        }
        finally { Pop-Location }
    }

    It 'goes to CSV and back' {
        $rows = @(Compare-Delegation (Get-ChangedGlue) $evidence)
        $rows | Export-Csv TestDrive:/changes.csv -NoTypeInformation
        $back = @(Import-Csv TestDrive:/changes.csv)
        @($back[0].PSObject.Properties.Name) | Should -Be @($rows[0].PSObject.Properties.Name)
        $back[0].After | Should -Be '2a10:10:2::1;45.10.4.1'
    }

    It 'fits 80 columns, with heads that are names of properties, and marks what differs' {
        $rows = @(Compare-Delegation (Get-ChangedGlue) $evidence) + @(Compare-Delegation ($verdicts | Where-Object DomainName -EQ stale.example) ($evidence | Where-Object DomainName -EQ noglue.example))
        $lines = @(($rows | Out-String -Width 80) -replace '\x1b\[[0-9;]*m' -split "`r?`n")
        $lines | Where-Object Length -GT 80 | Should -BeNullOrEmpty
        $head = $lines | Where-Object { $_ -match '^Status' } | Select-Object -First 1
        foreach ($word in -split $head) { $rows[0].PSObject.Properties.Name | Should -Contain $word }
        $lines -match '- 192\.0\.2\.9' | Should -Not -BeNullOrEmpty
        $lines -match '\+ 45\.10\.4\.1' | Should -Not -BeNullOrEmpty
        $lines -match '  2a10:10:2::1' | Should -Not -BeNullOrEmpty
        $lines -match 'NotCompared' | Should -Not -BeNullOrEmpty
    }

    It 'completes what will come' {
        (TabExpansion2 'Compare-Delegation a | ForEach-Object Sid').CompletionMatches.CompletionText | Should -Contain 'Side'
        (TabExpansion2 'Compare-Delegation -Dep').CompletionMatches.CompletionText | Should -Contain '-Depth'
    }
}
