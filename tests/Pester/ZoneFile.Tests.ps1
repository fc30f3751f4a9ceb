BeforeAll {
    . $PSScriptRoot/Support.ps1
    # Loads the assembly that New-TestLab makes a lab of.
    Start-GlueLab | Stop-GlueLab
    $lab = New-TestLab @'
base
in example.
  good     NS    ns1.good
  good     NS    ns2.good
  ns1.good A     45.10.1.1
  ns2.good A     45.10.2.1
zone good.example. at 45.10.1.1 45.10.2.1
  @      NS    ns1
  @      NS    ns2
  ns1    A     45.10.1.1
  ns2    A     45.10.2.1
audit good.example.
'@
    $network = Get-LabArgument $lab
    $head = "`$ORIGIN example.`n`$TTL 3600`n@ SOA ns1 host 7 1 1 1 1`n@ NS ns1`nns1 A 37.209.192.10`n"
    $good = "good NS ns1.good`ngood NS ns2.good`nns1.good A 45.10.1.1`nns2.good A 45.10.2.1`n"
    Set-Content TestDrive:/example.zone "$($head)$($good)bare NS ns1.bare`nbare NS ns2.bare`nns1.bare A 45.10.3.1" -NoNewline
    Set-Content TestDrive:/good.zone "`$ORIGIN good.example.`n@ 3600 SOA ns1 host 7 1 1 1 1`n@ 3600 NS ns1`n@ 3600 NS ns2`nns1 3600 A 45.10.1.1`nns2 3600 A 45.10.8.1`n" -NoNewline
    $parent = 'TestDrive:/example.zone'
    $child = 'TestDrive:/good.zone'
}

AfterAll { Stop-TestLab $lab }

Describe 'A zone file in place of servers' {
    It 'judges every delegation of a parent''s file, in its order, and asks nobody' {
        $rows = @(Test-Delegation -ParentZoneFile $parent)
        $rows.DomainName | Should -Be 'good.example', 'bare.example'
        $rows.Status | Should -Be 'Healthy', 'Error'
        $rows.QueryCount | Should -Be 0, 0
        $rows[1].Findings.Code | Should -Be 'GlueMissing'
        @($rows[0].Limits) | Should -Be 'zone file: servers of the parent zone', 'offline: the zone'
        @(Test-Delegation -ParentZoneFile $parent -Detailed).Code | Should -Be 'GlueMissing'
        @(Test-Delegation -ParentZoneFile $parent -Quiet) | Should -Be $true, $false
    }

    It 'divides them as it does names, and counts them' {
        $parts = foreach ($n in 1..3) { Test-Delegation -ParentZoneFile $parent -Shard "$n/3" }
        $parts.DomainName | Sort-Object | Should -Be 'bare.example', 'good.example'
        $null = Test-Delegation -ParentZoneFile $parent -InformationVariable said
        $said[-1].MessageData.DomainCount | Should -Be 2
    }

    It 'gives nothing for an empty pipeline, which names nothing' {
        @(@() | Test-Delegation -ParentZoneFile $parent) | Should -BeNullOrEmpty
    }

    It 'asks the side that is not given' {
        $row = Test-Delegation good.example -ParentZoneFile $parent @network
        $row.IsHealthy | Should -BeTrue
        @($row.Limits) | Should -Be 'zone file: servers of the parent zone'
        $row.QueryCount | Should -BeGreaterThan 0
        $new = Test-Delegation -ChildZoneFile $child @network
        $new.DomainName | Should -Be 'good.example'
        $new.Findings.Code | Should -Be 'GlueStale'
        @($new.Limits) | Should -Be 'zone file: servers of the zone'
    }

    It 'compares two files without anybody asked, and shows what one alone has' {
        $rows = @(Compare-GlueToZone -ParentZoneFile $parent -ChildZoneFile $child -Offline)
        $rows.Status | Should -Be 'Match', 'GlueDiffers'
        $rows = @('good.example', 'bare.example' | Compare-GlueToZone -ParentZoneFile $parent -Offline)
        $rows.Status | Should -Be 'Unknown', 'Unknown', 'Unknown', 'GlueMissing'
        $rows[0].Detail | Should -Be "Only the parent's side was looked at, so what the zone publishes is not known."
    }

    It 'gets glue with the line that it stands on' {
        $rows = @(Get-GlueRecord good.example -ParentZoneFile $parent)
        $rows.IPAddress | Should -Be '45.10.1.1', '45.10.2.1'
        $rows[0].Detail | Should -BeLike '*example.zone, line 6'
        @(Get-GlueRecord -ChildZoneFile $child @network).Status | Should -Be 'Present', 'Present'
        (Get-GlueRecord -ChildZoneFile $child -Offline).Status | Should -Be 'Unknown'
    }

    It 'reads packed files, and standard input' {
        $packed = Join-Path $TestDrive 'packed.gz'
        $stream = [IO.Compression.GZipStream]::new([IO.File]::Create($packed), [IO.Compression.CompressionLevel]::Fastest)
        $octets = [IO.File]::ReadAllBytes((Join-Path $TestDrive 'example.zone'))
        $stream.Write($octets, 0, $octets.Length)
        $stream.Dispose()
        @(Test-Delegation -ParentZoneFile $packed).DomainName | Should -Be 'good.example', 'bare.example'
        $said = Get-Content (Join-Path $TestDrive 'example.zone') | & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -Command "Import-Module '$(Join-Path $script:Root 'GlueTools.psd1')'; (Test-Delegation -ParentZoneFile -).DomainName"
        $said | Should -Be 'good.example', 'bare.example'
    }

    It 'tells of a line that cannot be read with file, line and reason, and goes on' {
        Set-Content TestDrive:/broken.zone "$($head)x..y NS a`n$good" -NoNewline
        $rows = @(Test-Delegation -ParentZoneFile TestDrive:/broken.zone -ErrorAction SilentlyContinue -ErrorVariable problems)
        $rows.DomainName | Should -Be 'good.example'
        $problems.FullyQualifiedErrorId | Should -Be 'ZoneFileLineInvalid,GlueTools.Commands.TestDelegationCommand'
        "$($problems[0])" | Should -BeLike "*broken.zone, line 6: 'x..y' has an empty label."
    }

    It 'says of a name that the file cannot speak of why' {
        $rows = @('good.example', 'good.test', 'x.good.example', 'none.example', 'a..b' | Test-Delegation -ParentZoneFile $parent -Offline -ErrorAction SilentlyContinue -ErrorVariable problems)
        ($rows | Sort-Object DomainName).Status | Should -Be 'Invalid', 'Healthy', 'Unknown', 'Error', 'Unknown'
        @($problems.FullyQualifiedErrorId | Where-Object { $_ -like 'NotInZoneFile,*' }).Count | Should -Be 2
        (Test-Delegation bare.example -ChildZoneFile $child -Offline -ErrorAction SilentlyContinue).FirstProblem | Should -BeLike '*good.zone holds good.example, not bare.example; give the file of that zone.'
    }

    It 'keeps what it includes in its folder, unless it is told otherwise' {
        $null = New-Item TestDrive:/inner -ItemType Directory -Force
        Set-Content TestDrive:/inner/zone "$($head)`$INCLUDE ../example.part`n" -NoNewline
        Set-Content TestDrive:/example.part $good -NoNewline
        @(Test-Delegation -ParentZoneFile TestDrive:/inner/zone -ErrorAction SilentlyContinue -ErrorVariable problems) | Should -BeNullOrEmpty
        "$($problems[0])" | Should -BeLike '*line 6: *lies outside the folder of*'
        @(Test-Delegation -ParentZoneFile TestDrive:/inner/zone -IncludeAnywhere).DomainName | Should -Be 'good.example'
    }

    It 'goes to CSV and back, fits 80 columns, and is completed' {
        $rows = @(Test-Delegation -ParentZoneFile $parent)
        $rows | Export-Csv TestDrive:/zone.csv -NoTypeInformation
        $back = @(Import-Csv TestDrive:/zone.csv)
        "$($back.DomainName) $($back.Status)" | Should -Be "$($rows.DomainName) $($rows.Status)"
        $back[0].Limits | Should -Be 'zone file: servers of the parent zone;offline: the zone'
        $text = (Compare-GlueToZone -ParentZoneFile $parent -ChildZoneFile $child -Offline | Out-String -Width 80) -replace '\x1b\[[0-9;]*m'
        $text | Should -Match '45\.10\.8\.1'
        $text | Should -Not -Match '\.\.\.|\u2026'
        foreach ($word in 'ParentZoneFile', 'ChildZoneFile', 'Offline', 'IncludeAnywhere') {
            foreach ($command in 'Test-Delegation', 'Get-GlueRecord', 'Compare-GlueToZone') { (TabExpansion2 "$command -$($word.Substring(0, 5))").CompletionMatches.CompletionText | Should -Contain "-$word" }
        }
    }

    It 'refuses what does not go together: <Id>' -ForEach @(
        @{ Id = 'NameMissing'; Call = { Test-Delegation } }
        @{ Id = 'InvalidParameterCombination'; Call = { Test-Delegation good.example -Offline } }
        @{ Id = 'InvalidParameterCombination'; Call = { Get-GlueRecord good.example -IncludeAnywhere } }
        @{ Id = 'InvalidParameterCombination'; Call = { Test-Delegation good.example -ParentZoneFile $parent -Undelegated -NameServer ns1.good.example } }
        @{ Id = 'InvalidParameterCombination'; Call = { Test-Delegation good.example -ParentZoneFile $parent -Resume TestDrive:/rows.csv } }
        @{ Id = 'ZoneFileNotReadable'; Call = { Test-Delegation -ParentZoneFile TestDrive:/nowhere.zone } }
        @{ Id = 'ZoneFileUnusable'; Call = { Set-Content TestDrive:/empty.zone 'a.test. 3600 IN A 45.10.1.1'; Test-Delegation -ParentZoneFile TestDrive:/empty.zone } }
    ) {
        $Call | Should -Throw -ErrorId "$Id,*"
    }
}
