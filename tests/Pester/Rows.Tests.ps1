BeforeAll {
    . $PSScriptRoot/Support.ps1
    $lab = Start-GlueLab
    $arguments = Get-LabArgument $lab
}

AfterAll { Stop-GlueLab }

Describe 'Rows' {
    It 'Test-Delegation -Detailed gives the findings of the row' {
        $finding = Test-Delegation stale.example @arguments -Detailed
        $finding.Code | Should -Be 'GlueStale'
        $finding.NameServer | Should -Be 'ns2.stale.example'
        "$($finding.IPAddress)" | Should -Be '45.10.4.1'
        (Test-Delegation stale.example @arguments).Findings.Code | Should -Be $finding.Code
    }

    It '<Cmdlet>: rows that say different things are told apart where no property is named' -ForEach @(
        @{ Cmdlet = 'Test-Delegation' }, @{ Cmdlet = 'Get-GlueRecord' }, @{ Cmdlet = 'Compare-GlueToZone' }, @{ Cmdlet = 'Trace-DnsDelegation' }, @{ Cmdlet = 'Get-Delegation' }
        @{ Cmdlet = 'Get-DelegationChange' }, @{ Cmdlet = 'New-DelegationPlan' }, @{ Cmdlet = 'Get-DelegationDependency' }
    ) {
        $rows = @('stale.example', 'healthy1.example' | & $Cmdlet @arguments -WarningAction Ignore)
        @($rows | Sort-Object -Unique).Count | Should -Be $rows.Count
        @($rows | Select-Object -Unique).Count | Should -Be $rows.Count
        $rows | ForEach-Object { "$_" | Should -BeLike "@{*DomainName=$($_.DomainName)*}"; "$_" | Should -Not -BeLike '*GlueTools.*' }
        Compare-Object $rows[0] $rows[-1] | Should -Not -BeNullOrEmpty
    }

    It 'Two audits that found the same are equal' {
        Compare-Object (Test-Delegation stale.example @arguments) (Test-Delegation stale.example @arguments) | Should -BeNullOrEmpty
    }

    It 'Get-GlueRecord -PerServer gives each parent server its rows' {
        @(Get-GlueRecord stale.example @arguments).Count | Should -Be 4
        $rows = @(Get-GlueRecord stale.example @arguments -PerServer)
        $rows.Count | Should -Be 16
        @($rows | ForEach-Object ParentServer | Select-Object -Unique).Count | Should -Be 4
    }

    It '<Cmdlet> writes no cell that a spreadsheet would run' -ForEach @(
        @{ Cmdlet = 'Test-Delegation' }, @{ Cmdlet = 'Get-GlueRecord' }, @{ Cmdlet = 'Compare-GlueToZone' }, @{ Cmdlet = 'Trace-DnsDelegation' }, @{ Cmdlet = 'Get-Delegation' }
    ) {
        $list = '=1+1', '+1.example', '-2+3.example', '@SUM(A1)', "=cmd|' /C calc'!A0", "`ta b", '-hyphen.example'
        $rows = @($list | & $Cmdlet @arguments -ErrorAction SilentlyContinue | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv)
        $rows.DomainName | Should -Contain '\045hyphen.example'
        # A number below zero is one of ours.
        $rows | ForEach-Object { $_.PSObject.Properties.Value } | Where-Object { $_ -match '^(?!-\d+$)[=+\-@\t\r]' } | Should -BeNullOrEmpty
    }

    It 'A name as it stands in a row is a name again' {
        $row = '-hyphen.example' | Test-Delegation @arguments
        $row.DomainName | Should -Be '\045hyphen.example'
        ($row.DomainName | Test-Delegation @arguments).Status | Should -Be $row.Status
        $row.Status | Should -Not -Be 'Invalid'
    }

    It 'Compare-GlueToZone -PerAddress gives each address its row' {
        $rows = @(Compare-GlueToZone stale.example @arguments -PerAddress | Where-Object NameServer -EQ 'ns2.stale.example')
        $rows.Count | Should -Be 3
        "$(($rows | Where-Object { "$($_.StaleAddress)" }).GlueAddress)" | Should -Be '45.10.4.1'
        # Each says what is true of its address.
        @($rows | ForEach-Object { "$($_.IPAddress)$($_.StaleAddress) $($_.Status) $($_.Rank)" }) | Sort-Object | Should -Be '2a10:10:2::1 Match 0', '45.10.2.1 GlueMissing 4', '45.10.4.1 GlueStale 4'
    }

    It 'Compare-GlueToZone -ChildServer takes that copy of the zone for the truth' {
        $rows = @(Compare-GlueToZone stale.example @arguments -ChildServer 45.10.1.1)
        ($rows | Where-Object NameServer -EQ 'ns2.stale.example').Status | Should -Be 'GlueDiffers'
    }

    It 'Trace-DnsDelegation goes from the root down, and -Seed repeats a run' {
        $rows = @(Trace-DnsDelegation stale.example @arguments -Seed 5)
        $rows.ZoneName | Should -Be '.', 'example', 'stale.example'
        $again = @(Trace-DnsDelegation stale.example @arguments -Seed 5)
        $again.ServerAddress | Should -Be $rows.ServerAddress
        @(Trace-DnsDelegation stale.example @arguments -All).Count | Should -Be 12
    }

    It 'Invoke-DnsQuery gives a row for each server and type' {
        $rows = @(Invoke-DnsQuery ns1.stale.example A_AAAA 45.10.1.1, 45.10.2.1 @arguments)
        $rows.Count | Should -Be 4
        $rows.Status | Select-Object -Unique | Should -Be 'Answered'
        $silent = Invoke-DnsQuery stale.example NS 45.10.8.1 @arguments -Retry 0
        $silent.Status | Should -Be 'TimedOut'
        (Invoke-DnsQuery stale.example NS 45.10.1.1 @arguments -TcpOnly).Transport | Should -Be 'Tcp'
        (Invoke-DnsQuery '*.stale.example' A 45.10.1.1 @arguments).Name | Should -Be '*.stale.example'
        $bad = Invoke-DnsQuery 'a..b' A 45.10.1.1 @arguments -ErrorAction SilentlyContinue -ErrorVariable problems
        $bad.Status | Should -Be 'Invalid'
        $problems[0].FullyQualifiedErrorId | Should -Be 'InvalidDomainName.EmptyLabel,GlueTools.Commands.InvokeDnsQueryCommand'
    }

    It 'Get-DelegationCheck lists the catalogue, and takes wildcards and rows' {
        @(Get-DelegationCheck).Count | Should -BeGreaterThan 20
        (Get-DelegationCheck Glue*).Code | Should -Contain 'GlueStale'
        (Test-Delegation stale.example @arguments -Detailed | Get-DelegationCheck).Summary | Should -Not -BeNullOrEmpty
    }

    It 'has the same columns of plain values in every row of <_>' -ForEach 'Get-GlueRecord', 'Compare-GlueToZone', 'Test-Delegation', 'Trace-DnsDelegation' {
        $rows = @('stale.example', 'nonexistent.example', 'a..b', '.' | & $_ @arguments -ErrorAction SilentlyContinue)
        foreach ($row in $rows) {
            foreach ($property in $row.PSObject.Properties) {
                # A number that is not there is empty in CSV and null in JSON; 0 would be a number.
                if ($property.Name -eq 'TTL' -and $null -eq $property.Value) { $row.IPAddress | Should -Be ''; continue }
                if ($property.Name -eq 'TTL') { $property.Value | Should -BeOfType [long]; continue }
                if ($property.Name -ne 'Findings') {
                    $property.TypeNameOfValue | Should -BeIn 'System.String', 'System.Int32', 'System.Int64', 'System.Boolean', 'GlueTools.TextList'
                    # An empty cell is an empty text or an empty list: never null, which JSON and CSV show differently.
                    $null -eq $property.Value | Should -BeFalse
                }
            }
        }
    }

    It 'puts nothing but plain text into CSV: <_>' -ForEach 'Test-Delegation', 'Test-Delegation -Detailed', 'Get-GlueRecord -PerServer', 'Compare-GlueToZone', 'Trace-DnsDelegation -All', 'Get-Delegation' {
        $lines = @(& ([scriptblock]::Create("'stale.example', 'disjoint.example', 'healthy1.example' | $_ @arguments | ConvertTo-Csv -NoTypeInformation")))
        $lines.Count | Should -BeGreaterOrEqual 3
        $lines | Where-Object { $_ -match 'System\.|GlueTools\.' } | Should -BeNullOrEmpty
    }

    It 'shows in a CSV cell the codes of all findings' {
        (Test-Delegation stale.example @arguments | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv).Findings | Should -Be 'GlueStale'
        (Test-Delegation unresponsive.example @arguments | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv).Findings | Should -Be 'ServerUnresponsive;ServerUnresponsive'
        (Test-Delegation healthy1.example @arguments | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv).Findings | Should -Be ''
    }

    It 'leaves long words of the tables whole' {
        $text = (Compare-GlueToZone nonexistent.example @arguments | Out-String -Width 80) -replace '\x1b\[[0-9;]*m'
        $text | Should -Match ' NameDoesNotExist '
        $text = (Trace-DnsDelegation unresponsive.example -All @arguments | Out-String -Width 80) -replace '\x1b\[[0-9;]*m'
        $text | Should -Match ' No answer in\s+time\.'
        $text | Should -Not -Match ' None'
    }

    It '<_> shows itself within 80 columns' -ForEach @(
        'Get-GlueRecord stale.example, nonexistent.example', 'Compare-GlueToZone stale.example, nocut.example', 'Test-Delegation stale.example, taken.example',
        'Test-Delegation stale.example, taken.example -Detailed', 'Trace-DnsDelegation stale.example -All', 'Get-DelegationCheck'
    ) {
        $command = if ($_ -like 'Get-DelegationCheck*') { $_ } else { "$_ @arguments" }
        $lines = (& ([scriptblock]::Create($command)) | Out-String -Width 80) -split "`r?`n"
        # A view that fails shows no table at all.
        @($lines | Where-Object { ($_ -replace '\x1b\[[0-9;]*m') -match '^[- ]*--[- ]*$' }).Count | Should -BeGreaterThan 0
        @($lines | Where-Object { ($_ -replace '\x1b\[[0-9;]*m').Length -gt 80 }) | Should -BeNullOrEmpty
    }

    It '<Command> shows every domain of the sample within <Width> columns' -ForEach @(
        foreach ($command in 'Test-Delegation', 'Test-Delegation -Detailed', 'Get-GlueRecord', 'Compare-GlueToZone', 'Trace-DnsDelegation') {
            foreach ($width in 80, 120) { @{ Command = $command; Width = $width } }
        }
    ) {
        $rows = @(& ([scriptblock]::Create("`$lab.Domains | $Command @arguments -ErrorAction SilentlyContinue -WarningAction SilentlyContinue")))
        # A domain without findings has no row with -Detailed; all others have one.
        $domains = if ($Command -like '*-Detailed') { @($rows.DomainName | Select-Object -Unique) } else { @($lab.Domains) }
        $domains.Count | Should -BeGreaterThan 20
        $text = ($rows | Out-String -Width $Width) -replace '\x1b\[[0-9;]*m'
        @($text -split "`r?`n" | Where-Object { $_.Length -gt $Width }) | Should -BeNullOrEmpty
        # A column without a title shows its script.
        $text | Should -Not -Match '\$_|-join'
        @($domains | Where-Object { $text -notmatch "(?m)(^|[ '])$([regex]::Escape($_))(\s|$)" }) | Should -BeNullOrEmpty
    }

    It 'writes no colours into a pipe, whatever PSStyle says' {
        $command = "Import-Module '$(Join-Path $script:Root 'GlueTools.psd1')'; if (Get-Variable PSStyle -ErrorAction SilentlyContinue) { `$PSStyle.OutputRendering = 'Ansi' }; " +
            "(Get-DelegationCheck GlueStale | Out-String) -split '\n' -match 'GlueStale'"
        $line = & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -Command $command
        "$line" | Should -Match 'GlueStale +Error'
        "$line" | Should -Not -Match '\x1b\[31m'
    }
}
