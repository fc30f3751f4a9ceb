BeforeAll {
    . $PSScriptRoot/Support.ps1
    $lab = Start-GlueLab
    $arguments = Get-LabArgument $lab
}

AfterAll { Stop-GlueLab }

Describe 'Bad names' {
    It 'says of <Shown>: <Sentence>' -ForEach @(
        @{ Shown = 'a..b'; Text = 'a..b'; Id = 'EmptyLabel'; Sentence = "'a..b' has an empty label; remove the extra dot." }
        @{ Shown = '.example.com'; Text = '.example.com'; Id = 'EmptyLabel'; Sentence = "'.example.com' has an empty label; remove the extra dot." }
        @{ Shown = 'a b'; Text = 'a b'; Id = 'Space'; Sentence = "'a b' holds a space; give one name per line or argument." }
        @{ Shown = 'a wildcard'; Text = '*.example.com'; Id = 'Wildcard'; Sentence = "'*.example.com' is a wildcard; a wildcard is not delegated, give the name of the zone." }
        @{ Shown = 'a zero-width space'; Text = "exam$([char]0x200B)ple.com"; Id = 'InvisibleCharacter'; Sentence = "'exam\u{200B}ple.com' holds an invisible character (zero-width or writing direction); retype the name instead of pasting it." }
        @{ Shown = 'a control character'; Text = "exam$([char]7)ple.com"; Id = 'ControlCharacter'; Sentence = "'exam\u{0007}ple.com' holds a control character; remove it." }
        @{ Shown = 'a long label'; Text = ('a' * 64) + '.com'; Id = 'LabelTooLong'; Sentence = "'" + ('a' * 64) + ".com' has a label of more than 63 octets; a DNS label holds at most 63." }
        @{ Shown = 'a long name'; Text = ((1..60 | ForEach-Object { 'abcd' }) -join '.'); Id = 'NameTooLong'; Sentence = '* is longer than 255 octets; no DNS name is.' }
    ) {
        foreach ($command in 'Test-Delegation', 'Get-GlueRecord', 'Compare-GlueToZone', 'Trace-DnsDelegation') {
            $rows = @($Text | & $command @arguments -ErrorAction SilentlyContinue -ErrorVariable problems)
            $rows.Count | Should -Be 1
            $rows[0].Status | Should -Be 'Invalid'
            $(if ($command -eq 'Test-Delegation') { $rows[0].FirstProblem } else { $rows[0].Detail }) | Should -BeLike ([WildcardPattern]::Escape($Sentence) -replace '^`\*', '*')
            $problems.Count | Should -Be 1
            $problems[0].FullyQualifiedErrorId | Should -BeLike "InvalidDomainName.$Id,*"
            $problems[0].CategoryInfo.Category | Should -Be 'InvalidData'
            $problems[0].TargetObject | Should -Be $Text
            $problems[0].ErrorDetails.Message | Should -Be $(if ($command -eq 'Test-Delegation') { $rows[0].FirstProblem } else { $rows[0].Detail })
            $problems[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        }
    }

    It 'says of an empty argument what to give: <_>|' -ForEach '', '   ' {
        foreach ($command in 'Test-Delegation', 'Get-GlueRecord', 'Compare-GlueToZone', 'Trace-DnsDelegation') {
            $row = & $command $_ @arguments -ErrorAction SilentlyContinue -ErrorVariable problems
            $row.Status | Should -Be 'Invalid'
            $problems[0].FullyQualifiedErrorId | Should -BeLike 'InvalidDomainName.Empty,*'
            "$($problems[0])" | Should -Be 'The name is empty; give a domain name such as example.com.'
        }
    }

    It 'says which properties an object needs' {
        $row = [pscustomobject]@{ Zone = 'example.com' } | Test-Delegation @arguments -ErrorAction SilentlyContinue -ErrorVariable problems
        $row.Status | Should -Be 'Invalid'
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'InvalidDomainName.NoName,*'
        "$($problems[0])" | Should -Be "'@{Zone=example.com}' holds no domain name; an object needs ChildZoneName, DomainName, ZoneName, Domain, Fqdn, DNSRoot or Name."
    }

    It 'takes null for an empty name' {
        $null | Test-Delegation @arguments -ErrorAction SilentlyContinue -ErrorVariable problems | ForEach-Object Status | Should -Be 'Invalid'
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'InvalidDomainName.Empty,*'
    }

    It 'skips the root without an error' {
        (Test-Delegation . @arguments -ErrorVariable problems).Status | Should -Be 'Skipped'
        $problems.Count | Should -Be 0
    }

    It 'does not end a list at a failing domain, even with -ErrorAction Stop' {
        $rows = @('nonexistent.example', 'unresponsive.example', 'stale.example', 'nocut.example' | Test-Delegation @arguments -ErrorAction Stop)
        $rows.Count | Should -Be 4
    }

    It 'ends a list at a bad name with -ErrorAction Stop, and leaves nothing running' {
        { 'a..b', 'stale.example' | Test-Delegation @arguments -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidDomainName.EmptyLabel,GlueTools.Commands.TestDelegationCommand'
    }
}

Describe 'Bad arguments' {
    It '<Command>: <Sentence>' -ForEach @(
        @{ Command = 'Test-Delegation a.example -Server 10.1'; Category = 'ObjectNotFound'; Target = '10.1'; Id = 'ServerNotFound'; Sentence = "-Server takes addresses and host names; '10.1' is neither." }
        @{ Command = 'Test-Delegation a.example -ChildServer "a b..c"'; Category = 'ObjectNotFound'; Target = 'a'; Id = 'ServerNotFound'; Sentence = '*' }
        @{ Command = 'Invoke-DnsQuery a.example NS 300.1.1.1'; Category = 'ObjectNotFound'; Target = '300.1.1.1'; Id = 'ServerNotFound'; Sentence = "-Server takes addresses and host names; '300.1.1.1' is neither." }
        @{ Command = 'Test-Delegation a.example -IPv4Only -IPv6Only'; Category = 'InvalidArgument'; Target = 'IPv4Only'; Id = 'InvalidParameterCombination'; Sentence = '-IPv4Only and -IPv6Only leave nothing to ask; give one of them.' }
        @{ Command = 'Test-Delegation a.example -RootHint TestDrive:/none.txt'; Category = 'ObjectNotFound'; Target = 'TestDrive:/none.txt'; Id = 'RootHintNotFound'; Sentence = "There is no hints file '*none.txt'." }
        @{ Command = 'Test-Delegation a.example -RootHint nodrive:/none.txt'; Category = 'ObjectNotFound'; Target = 'nodrive:/none.txt'; Id = 'RootHintNotFound'; Sentence = "There is no hints file 'nodrive:/none.txt'*" }
        @{ Command = 'Test-Delegation a.example -RootHint TestDrive:/bad.txt'; Category = 'InvalidData'; Target = 'TestDrive:/bad.txt'; Id = 'RootHintMalformed'; Sentence = "'*bad.txt' is not a hints file. Line 2: '127.0.0.300' is not an IPv4 address." }
        @{ Command = 'Test-Delegation a.example -RootHint TestDrive:/empty.txt'; Category = 'InvalidData'; Target = 'TestDrive:/empty.txt'; Id = 'RootHintMalformed'; Sentence = "'*empty.txt' holds no address of a root server." }
        @{ Command = 'Get-DelegationCheck NoSuchCode'; Category = 'ObjectNotFound'; Target = 'NoSuchCode'; Id = 'CheckNotFound'; Sentence = "There is no finding 'NoSuchCode'; near to it: *" }
        @{ Command = 'Start-GlueLab nowhere'; Category = 'ObjectNotFound'; Target = 'nowhere'; Id = 'ScenarioNotFound'; Sentence = "There is no scenario 'nowhere'; there are *." }
        @{ Command = 'Invoke-DnsQuery a.example NOTYPE 45.10.1.1 -RootHint $lab'; Category = 'InvalidArgument'; Target = 'NOTYPE'; Id = 'InvalidRecordType'; Sentence = "'NOTYPE' is not a record type; write TYPE123 for one without a name here." }
        @{ Command = 'Test-Delegation a.example -Check NoSuchCheck'; Category = 'ObjectNotFound'; Target = 'NoSuchCheck'; Id = 'CheckNotFound'; Sentence = "There is no check or finding 'NoSuchCheck'; near to it: *" }
        @{ Command = 'Test-Delegation a.example -PolicyFile TestDrive:/none.psd1'; Category = 'ObjectNotFound'; Target = '*none.psd1'; Id = 'PolicyFileNotFound'; Sentence = "There is no policy file '*none.psd1'." }
        @{ Command = 'Test-Delegation a.example -PolicyFile TestDrive:/bad.txt'; Category = 'InvalidData'; Target = '*bad.txt'; Id = 'PolicyFileMalformed'; Sentence = "The policy file '*bad.txt' cannot be followed: *" }
        @{ Command = 'Test-Delegation a.example -RootHint $stopped'; Category = 'InvalidData'; Target = 'GlueLab sample'; Id = 'LabStopped'; Sentence = "The lab 'sample' has been stopped." }
        @{ Command = 'Test-Delegation a.example -Undelegated -NameServer a..b -RootHint $lab'; Category = 'InvalidArgument'; Target = 'a..b'; Id = 'InvalidNameServer'; Sentence = '*' }
        @{ Command = '[pscustomobject]@{ DomainName = "a.example"; Evidence = "GLUE4:?" } | Test-Delegation'; Category = 'InvalidData'; Target = 'a.example'; Id = 'InvalidEvidence'; Sentence = '*' }
    ) {
        Set-Content TestDrive:/bad.txt '. 3600 IN NS a.root.', 'a.root. 3600 IN A 127.0.0.300'
        Set-Content TestDrive:/empty.txt '; nothing'
        $stopped = Start-GlueLab
        Stop-GlueLab $stopped
        $problem = $null
        try { & ([scriptblock]::Create("$Command -ErrorAction Stop")) } catch { $problem = $_ }
        $problem | Should -Not -BeNullOrEmpty
        $problem.FullyQualifiedErrorId | Should -BeLike "$Id,GlueTools.Commands.*"
        "$problem" | Should -BeLike $Sentence
        $problem.Exception.Message | Should -Be "$problem"
        $problem.CategoryInfo.Category | Should -Be $Category
        "$($problem.TargetObject)" | Should -BeLike $Target
        $problem.ErrorDetails.RecommendedAction | Should -Match '^[A-Z].*\.$'
    }

    It 'refuses <_>' -ForEach '-Port 0', '-Port 65536', '-TimeoutSec 0.05', '-TimeoutSec 61', '-Retry -1', '-EdnsSize 511', '-EdnsSize 4097', '-ThrottleLimit 0', '-ServerRateLimit -1', '-Depth Deep' {
        { & ([scriptblock]::Create("Test-Delegation a.example $_")) } | Should -Throw
    }
}

Describe 'A path that is no good' {
    It '<Path>: one error for the run, and every row unknown' -ForEach @(
        @{ Path = 'blackhole'; Id = 'PathBlocked' }
        @{ Path = 'intercept'; Id = 'PathIntercepted' }
    ) {
        $broken = New-TestLab "# Title: A broken path`nbase`npath $Path`naudit a.example.`n"
        try {
            foreach ($command in 'Test-Delegation', 'Get-GlueRecord', 'Compare-GlueToZone', 'Trace-DnsDelegation', 'Get-Delegation') {
                $rows = @('a.example', 'b.example', 'c.example' | & $command -RootHint $broken -TimeoutSec 0.2 -ErrorAction SilentlyContinue -ErrorVariable problems)
                $rows.Count | Should -Be 3
                $rows.Status | Select-Object -Unique | Should -Be 'Unknown'
                @($problems).Count | Should -Be 1
                $problems[0].FullyQualifiedErrorId | Should -BeLike "$Id,*"
                $problems[0].CategoryInfo.Category | Should -Be 'ConnectionError'
                $problems[0].TargetObject | Should -Be 'root'
                $problems[0].ErrorDetails.RecommendedAction | Should -Match '-Server'
            }
        }
        finally { Stop-TestLab $broken }
    }
}

Describe 'A zone above that nobody can reach' {
    BeforeAll {
        $bare = New-TestLab "# Title: No glue`nbase`nin example.`n  bare NS ns1.bare`n  bare NS ns2.bare`n"
        $sentence = 'bare.example, the closest zone found above x.bare.example, could not be reached: ns1.bare.example and ns2.bare.example lie in it and have no glue.'
        $with = Get-LabArgument $bare
    }

    AfterAll { Stop-TestLab $bare }

    It '<_> says Unknown, and why' -ForEach 'Test-Delegation', 'Get-GlueRecord', 'Compare-GlueToZone', 'Get-Delegation' {
        $row = & $_ x.bare.example @with
        @($row).Count | Should -Be 1
        $row.Status | Should -Be 'Unknown'
        "$($row.Detail)$($row.FirstProblem)" | Should -Be $sentence
    }

    It 'is not healthy to -Quiet, and -Detailed has a row that says so' {
        Test-Delegation x.bare.example @with -Quiet | Should -BeFalse
        $row = @(Test-Delegation x.bare.example @with -Detailed -WarningVariable warnings)
        "$($row.Severity): $($row.Message)" | Should -Be "Unknown: $sentence"
        $warnings | Should -BeNullOrEmpty
    }
}
