BeforeAll {
    . $PSScriptRoot/Support.ps1
    $script:Shell = (Get-Process -Id $PID).Path
    $script:Audit = Join-Path $script:Root 'examples/Invoke-GlueAudit.ps1'
    # As a scheduler does it: a process of its own, and its exit status.
    function Invoke-Scheduled {
        param([string[]] $Arguments)
        $output = & $script:Shell -NoProfile -NonInteractive -File $script:Audit @Arguments 2>&1
        [pscustomobject]@{ Status = $LASTEXITCODE; Text = @($output | ForEach-Object { "$_" }) -join "`n" }
    }
}

Describe 'Invoke-GlueAudit.ps1' {
    BeforeEach {
        $folder = (New-Item "TestDrive:/$([guid]::NewGuid())" -ItemType Directory).FullName
        $list = Join-Path $folder 'domains.txt'
    }

    It 'writes results, log and summary, and ends with 2 where a domain has an error' {
        Set-Content $list '# ours', 'healthy1.example', '', ' stale.example ', 'dangling.example'
        $csv = Join-Path $folder 'audit.csv'
        $run = Invoke-Scheduled '-Path', $list, '-OutputPath', "$csv,$folder/audit.html", '-LogPath', "$folder/audit.log", '-SummaryPath', "$folder/summary.txt", '-Lab'
        $run.Status | Should -Be 2
        $rows = @(Import-Csv $csv)
        $rows.DomainName | Should -Be 'dangling.example', 'stale.example', 'healthy1.example'
        $rows.Status | Should -Be 'Critical', 'Error', 'Healthy'
        "$folder/audit.html" | Should -Exist
        $rows[1].Codes | Should -Be 'GlueStale'
        $rows[1].Remedies | Should -Match 'At the registrar of stale\.example'
        $summary = @(Get-Content "$folder/summary.txt")
        $summary[0] | Should -Match '^GlueTools audit of 3 domains, [-\d]+ [:\d]+ UTC: 1 Critical, 1 Error, 1 Healthy$'
        $summary.Count | Should -Be 3
        $run.Text | Should -Match ([regex]::Escape($summary[0]))
        @(Get-Content "$folder/audit.log")[-1] | Should -Match '^[-\dT:]+Z Audit ends with status 2: 1 Critical, 1 Error, 1 Healthy\.$'
        Get-ChildItem $folder -Filter *.tmp | Should -BeNullOrEmpty
    }

    It 'ends with 0 where all is well, and takes the place of older results' {
        Set-Content $list 'healthy1.example'
        Set-Content "$folder/audit.json" 'old'
        $run = Invoke-Scheduled '-Path', $list, '-OutputPath', "$folder/audit.json", '-Lab'
        $run.Status | Should -Be 0
        $rows = @(Get-Content "$folder/audit.json" -Raw | ConvertFrom-Json)
        $rows.DomainName | Should -Be 'healthy1.example'
        $rows.Status | Should -Be 'Healthy'
    }

    It 'encodes what it writes into HTML' {
        Set-Content "$folder/domains.csv" 'DomainName', 'stale.example', '<b>.example'
        $run = Invoke-Scheduled '-Path', "$folder/domains.csv", '-OutputPath', "$folder/audit.html", '-Lab'
        $run.Status | Should -Be 2
        $html = Get-Content "$folder/audit.html" -Raw
        $html | Should -Match '<td>stale\.example</td><td>Error</td>'
        $html | Should -Match '&lt;b&gt;\.example'
        $html | Should -Not -Match '<b>'
    }

    It 'writes no cell into CSV that a spreadsheet would run' {
        Set-Content $list '=1+1.example', '+1.example', '@SUM(A1)', '-2.example', 'stale.example'
        $run = Invoke-Scheduled '-Path', $list, '-OutputPath', "$folder/audit.csv,$folder/audit.json", '-Lab'
        $run.Status | Should -Be 2
        $rows = @(Import-Csv "$folder/audit.csv")
        $rows.Count | Should -Be 5
        $rows.DomainName | Sort-Object | Should -Be @('\0452.example', '\064SUM(A1)', '\0431.example', '\0611+1.example', 'stale.example' | Sort-Object)
        $rows | ForEach-Object { $_.PSObject.Properties.Value } | Where-Object { $_ -match '^[=+\-@\t\r]' } | Should -BeNullOrEmpty
        (Get-Content "$folder/audit.json" -Raw | ConvertFrom-Json).DomainName | Should -Contain '\0611+1.example'
    }

    It 'ends with 1 where the worst is a warning' {
        Set-Content $list 'healthy1.example', 'notcp.example'
        (Invoke-Scheduled '-Path', $list, '-OutputPath', "$folder/audit.csv", '-Lab').Status | Should -Be 1
        (Import-Csv "$folder/audit.csv").Status | Should -Be 'Warning', 'Healthy'
    }

    It 'takes the names of a CSV file from the column <_>, as the cmdlets do, with commas or, as spreadsheets in much of Europe write it, semicolons' -ForEach 'DomainName', 'Domain', 'ZoneName', 'Fqdn', 'Name', 'ChildZoneName', 'DNSRoot' {
        Set-Content "$folder/domains.csv" $(if ($_ -eq 'DNSRoot') { "Owner;$_", 'web, mail;stale.example' } else { "Owner,$_", 'web,stale.example' })
        (Invoke-Scheduled '-Path', "$folder/domains.csv", '-OutputPath', "$folder/audit.csv", '-Lab').Status | Should -Be 2
        $row = Import-Csv "$folder/audit.csv"
        $row.DomainName | Should -Be 'stale.example'
        $row.Status | Should -Be 'Error'
    }

    It 'ends with 3 where <Name>' -ForEach @(
        @{ Name = 'there is no list'; Lines = $null; Says = 'The audit failed' }
        @{ Name = 'the list is empty'; Lines = '# nothing'; Says = 'holds no domain' }
        @{ Name = 'a name is none'; Lines = 'healthy1.example', 'a..b'; Says = 'a\.\.b: Invalid' }
    ) {
        if ($Lines) { Set-Content $list $Lines }
        $run = Invoke-Scheduled '-Path', $list, '-OutputPath', "$folder/audit.csv", '-LogPath', "$folder/audit.log", '-Lab'
        $run.Status | Should -Be 3
        $run.Text | Should -Match $Says
        Get-Content "$folder/audit.log" | Should -Not -BeNullOrEmpty
        Test-Path "$folder/audit.csv" | Should -Be ($Name -eq 'a name is none')
    }
}

Describe 'The guide to scheduling' {
    It 'has units that systemd can read (needs systemd-analyze)' -Skip:(-not (Get-Command systemd-analyze -CommandType Application -ErrorAction SilentlyContinue)) {
        $guide = [IO.File]::ReadAllText((Join-Path $script:Root 'docs/guides/scheduling.md'))
        $units = @([regex]::Matches($guide, '(?s)`/etc/systemd/system/(glue-audit\.\w+)`:\s+```ini\n(.*?)```') | ForEach-Object {
                $path = Join-Path (Get-Item TestDrive:/).FullName $_.Groups[1].Value
                $last = [regex]::Match($guide, '(?m)^ExecStopPost=.*$').Value
                # The program has to be where the unit says; and the line that the guide adds at the end belongs to the service.
                $text = $_.Groups[2].Value -replace '/usr/bin/pwsh', '/bin/sh' -replace '(?m)^SuccessExitStatus=.*$', ('$0' + "`n" + $last.Replace('$', '$$'))
                Set-Content $path $text
                $path
            })
        $units.Count | Should -Be 2
        $said = systemd-analyze verify @units 2>&1
        $LASTEXITCODE | Should -Be 0 -Because ($said -join "`n")
        $said | Should -BeNullOrEmpty
    }
}

Describe 'Invoke-ShardedAudit.ps1' {
    BeforeAll {
        $script:Sharded = Join-Path $script:Root 'examples/Invoke-ShardedAudit.ps1'
        # Jobs cannot reach a lab in this process. Where nobody answers there is a row for each name all the same.
        $script:Nowhere = @{ Server = '127.0.0.1'; Port = 1; TimeoutSec = 0.1; Retry = 0 }
    }

    It 'makes one file of the parts, with every name in it once' {
        $list = Join-Path $TestDrive 'names.txt'
        $csv = Join-Path $TestDrive 'merged.csv'
        $names = @(1..20 | ForEach-Object { "d$_.example" }) + 'a..b'
        Set-Content $list (@('# ours') + $names + '')
        & $script:Sharded -Path $list -OutputPath $csv -Shards 3 -Jobs 2 -Option $script:Nowhere -WarningVariable warnings -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        # Nobody was heard: it says so, and its exit status, too.
        $LASTEXITCODE | Should -Be 3
        "$($warnings[-1])" | Should -Be '21 of 21 domains gave no verdict: 1 Invalid, 20 Unknown.'
        @($warnings | Where-Object { "$_" -like 'No server to start from answers*' }).Count | Should -Be 1
        $rows = @(Import-Csv $csv)
        $rows.DomainName | Sort-Object | Should -Be ($names | Sort-Object)
        ($rows | Where-Object DomainName -EQ 'a..b').Status | Should -Be 'Invalid'
        @($rows.Status | Sort-Object -Unique) | Should -Be 'Invalid', 'Unknown'
        @(Get-Content $csv | Where-Object { $_ -like '*"DomainName"*' }).Count | Should -Be 1
    }

    It 'ends where the list holds no domain, and writes no file' {
        $list = Join-Path $TestDrive 'comments.txt'
        Set-Content $list '# ours', '', '  # theirs'
        { & $script:Sharded -Path $list -OutputPath "$TestDrive/none.csv" -Option $script:Nowhere } | Should -Throw "The list '$list' holds no domain."
        Test-Path "$TestDrive/none.csv" | Should -BeFalse
    }

    It 'ends where a part could not be done' {
        $list = Join-Path $TestDrive 'one.txt'
        Set-Content $list 'd1.example'
        { & $script:Sharded -Path $list -OutputPath "$TestDrive/none.csv" -Shards 2 -Option @{ NoSuchParameter = 1 } } | Should -Throw '*NoSuchParameter*'
        Test-Path "$TestDrive/none.csv" | Should -BeFalse
    }

    It 'refuses a rate that cannot be divided' {
        { & $script:Sharded -Path $TestDrive -OutputPath "$TestDrive/none.csv" -Jobs 8 -ServerRateLimit 4 } | Should -Throw '*cannot be divided among 8 jobs*'
    }
}
