BeforeAll {
    . $PSScriptRoot/Support.ps1
    $lab = Start-GlueLab
    $arguments = Get-LabArgument $lab
}

AfterAll { Stop-GlueLab }

Describe 'Parts of a list' {
    It '<_> gives over all parts what it gives without' -ForEach 'Test-Delegation', 'Get-Delegation', 'Get-GlueRecord', 'Compare-GlueToZone', 'Trace-DnsDelegation' {
        $names = 'healthy1.example', 'HEALTHY1.example.', 'healthy2.example', 'healthy3.test', 'a..b', "b$([char]0xFC)cher.example", 'not a name'
        $whole = @($names | & $_ @arguments -ErrorAction SilentlyContinue).DomainName | Sort-Object -CaseSensitive
        $parts = foreach ($number in 1..3) { , @(@($names | & $_ @arguments -Shard "$number/3" -ErrorAction SilentlyContinue).DomainName) }
        @($parts | ForEach-Object { $_ } | Sort-Object -CaseSensitive) | Should -Be $whole
        @($parts | Where-Object { $_ -contains 'healthy1.example' }).Count | Should -Be 1
    }

    It 'divides names as glue does' {
        # Of sixteen parts, by the published hash.
        'example.com' | ForEach-Object { $name = $_; @(1..16 | Where-Object { @(Test-Delegation $name -Shard "$_/16" @arguments).Count }) } | Should -Be 7
    }

    It 'keeps neighbours of one delegation together, and apart where another part lay between them' {
        $objects = 'ns1', 'ns2' | ForEach-Object { New-DelegationObject -ZoneName example -ChildZoneName stale.example. -NameServer "$_.stale.example." }
        $whole = @(@($objects[0], 'healthy1.example', $objects[1]) | Compare-GlueToZone @arguments)
        $parts = @(foreach ($number in 1..16) { @($objects[0], 'healthy1.example', $objects[1]) | Compare-GlueToZone @arguments -Shard "$number/16" })
        @($parts | ForEach-Object { "$($_.DomainName) $($_.NameServer) $($_.Status)" } | Sort-Object) | Should -Be @($whole | ForEach-Object { "$($_.DomainName) $($_.NameServer) $($_.Status)" } | Sort-Object)
    }

    It 'judges the saved evidence of its part only' {
        $views = @('healthy1.example', 'healthy2.example', 'healthy3.test' | Get-Delegation @arguments)
        @(foreach ($number in 1..2) { $views | Test-Delegation -Shard "$number/2" @arguments }).Count | Should -Be 3
    }

    It 'refuses <_>' -ForEach '3', '0/16', '17/16', '1/0', 'x/y', '1/2/3' {
        { 'healthy1.example' | Test-Delegation -Shard $_ @arguments } | Should -Throw -ErrorId 'InvalidShard,GlueTools.Commands.TestDelegationCommand'
    }
}

Describe 'Streaming' {
    It 'writes the first row while the names still come' {
        # Names come until a row has: ten seconds of them, if there is none.
        $script:hasRow = $false
        $script:cameWhileNamesDid = $false
        & {
            foreach ($i in 1..200) {
                if ($script:hasRow) { $script:cameWhileNamesDid = $true; break }
                'healthy1.example'
                Start-Sleep -Milliseconds 50
            }
        } | Test-Delegation @arguments | ForEach-Object { $script:hasRow = $true }
        $script:cameWhileNamesDid | Should -BeTrue
    }

    It 'gives the verdict on a fast domain before that on a slow one' {
        $rows = @('unresponsive.example', 'healthy1.example' | Test-Delegation @arguments)
        $rows.DomainName | Should -Be 'healthy1.example', 'unresponsive.example'
    }

    It 'keeps the number of domains in flight within -ThrottleLimit 1' {
        $rows = @('unresponsive.example', 'healthy1.example' | Test-Delegation @arguments -ThrottleLimit 1)
        $rows.DomainName | Should -Be 'unresponsive.example', 'healthy1.example'
    }

    It 'passes on an exception from downstream and leaves nothing running' -Skip:(-not (Test-Path /proc/self/fd)) {
        Wait-NothingKept
        $sockets = Get-SocketCount
        { 1..500 | ForEach-Object { 'healthy1.example' } | Test-Delegation @arguments | ForEach-Object { throw 'downstream' } } | Should -Throw 'downstream'
        Wait-NothingKept
        Get-SocketCount | Should -Be $sockets
        Get-LoopThreadCount | Should -Be 0
    }

    It 'holds no more memory after 10,000 names than after 2,000' {
        $known = $null, 'healthy1.example', 'stale.example', 'healthy3.test'
        $held = @{}
        $rows = 0
        1..10000 | ForEach-Object { if ($_ % 4) { $known[$_ % 4] } else { "gone$_.example" } } |
            Test-Delegation -Depth Core @arguments -ServerRateLimit 0 -RateLimit 0 | ForEach-Object {
                $rows++
                if ($rows -in 2000, 10000) {
                    # The lab lives in this process and remembers its latest questions.
                    Clear-LabLog $lab
                    $held[$rows] = [GC]::GetTotalMemory($true)
                }
            }
        $rows | Should -Be 10000
        # 8,000 rows that somebody keeps are more than 4 MB.
        $held[10000] - $held[2000] | Should -BeLessThan 3MB
    }
}

Describe 'Stopping' {
    It 'Stop() on a running <Command> ends it, and nothing is left running' -Skip:(-not (Test-Path /proc/self/fd)) -ForEach @(
        @{ Command = 'Test-Delegation' }
        @{ Command = 'Get-GlueRecord' }
        @{ Command = 'Trace-DnsDelegation' }
    ) {
        Wait-NothingKept
        $sockets = Get-SocketCount
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript({
                    param($manifest, $lab, $command)
                    Import-Module $manifest
                    # Slow on purpose: a server that never answers, with a long timeout, so that audits hang when Stop comes.
                    1..100000 | ForEach-Object { 'unresponsive.example' } | & $command -RootHint $lab -TimeoutSec 30
                }).AddArgument((Join-Path $script:Root 'GlueTools.psd1')).AddArgument($lab).AddArgument($Command)
            $running = $shell.BeginInvoke()
            for ($i = 0; $i -lt 300 -and -not (Get-LoopThreadCount); $i++) { Start-Sleep -Milliseconds 100 }
            $running.IsCompleted | Should -BeFalse
            Get-LoopThreadCount | Should -Be 1
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $shell.Stop()
            $watch.ElapsedMilliseconds | Should -BeLessThan 1000
            $shell.InvocationStateInfo.State | Should -Be 'Stopped'
        }
        finally { $shell.Dispose() }
        Wait-NothingKept
        Get-SocketCount | Should -Be $sockets
        Get-LoopThreadCount | Should -Be 0
    }

    It 'Stop() ends a run over name servers that need one another, beside silent ones' -Skip:(-not (Test-Path /proc/self/fd)) {
        $graph = foreach ($i in 0..143) { "  g$([Math]::Floor($i / 12)) NS n$i.g$(([Math]::Floor($i / 12) + $i % 12 + 1) % 12)" }
        $silent = foreach ($i in 0..999) { "  s$i NS ns.s$i"; "  ns.s$i A 46.10.9.1" }
        $hostile = New-TestLab ("base`nserver 46.10.9.1 silent`nin example.`n" + (($graph + $silent) -join "`n") + "`n")
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript({
                    param($manifest, $lab)
                    Import-Module $manifest
                    @(0..11 | ForEach-Object { "g$_.example" }) + @(0..999 | ForEach-Object { "s$_.example" }) | Test-Delegation -RootHint $lab -TimeoutSec 0.4
                }).AddArgument((Join-Path $script:Root 'GlueTools.psd1')).AddArgument($hostile)
            $rows = New-Object 'System.Management.Automation.PSDataCollection[psobject]'
            $running = $shell.BeginInvoke((New-Object 'System.Management.Automation.PSDataCollection[psobject]'), $rows)
            for ($i = 0; $i -lt 300 -and $rows.Count -lt 13; $i++) { Start-Sleep -Milliseconds 100 }
            $running.IsCompleted | Should -BeFalse
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $shell.Stop()
            $watch.ElapsedMilliseconds | Should -BeLessThan 1000
            $rows.Count | Should -BeGreaterOrEqual 13
            @($rows | Where-Object { -not $_.Status }).Count | Should -Be 0
        }
        finally {
            $shell.Dispose()
            Stop-TestLab $hostile
        }
        Get-LoopThreadCount | Should -Be 0
    }

    It 'Stop() on a question that nobody answers ends it' -Skip:(-not (Test-Path /proc/self/fd)) {
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript({
                    param($manifest, $lab)
                    Import-Module $manifest
                    Invoke-DnsQuery a.example NS 45.10.8.1 -RootHint $lab -TimeoutSec 60
                }).AddArgument((Join-Path $script:Root 'GlueTools.psd1')).AddArgument($lab)
            $null = $shell.BeginInvoke()
            for ($i = 0; $i -lt 300 -and -not (Get-LoopThreadCount); $i++) { Start-Sleep -Milliseconds 100 }
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $shell.Stop()
            $watch.ElapsedMilliseconds | Should -BeLessThan 1000
        }
        finally { $shell.Dispose() }
        Get-LoopThreadCount | Should -Be 0
    }
}

Describe 'Several at once' {
    It 'runs in two runspaces of one process' {
        $shells = foreach ($name in 'healthy1.example', 'stale.example') {
            $shell = [powershell]::Create()
            $null = $shell.AddScript({ param($manifest, $lab, $name) Import-Module $manifest; 1..20 | ForEach-Object { $name } | Test-Delegation -RootHint $lab -TimeoutSec 0.4 })
            $null = $shell.AddArgument((Join-Path $script:Root 'GlueTools.psd1')).AddArgument($lab).AddArgument($name)
            @{ Shell = $shell; Running = $shell.BeginInvoke() }
        }
        $rows = foreach ($one in $shells) { $one.Shell.EndInvoke($one.Running); $one.Shell.Dispose() }
        @($rows | Where-Object { $_.DomainName -eq 'healthy1.example' -and $_.Status -eq 'Healthy' }).Count | Should -Be 20
        @($rows | Where-Object { $_.DomainName -eq 'stale.example' -and $_.Status -eq 'Error' }).Count | Should -Be 20
    }

    It 'runs under ForEach-Object -Parallel' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
        $manifest = Join-Path $script:Root 'GlueTools.psd1'
        $rows = @($lab.Domains | ForEach-Object -ThrottleLimit 4 -Parallel { Import-Module $using:manifest; Test-Delegation $_ -RootHint $using:lab -TimeoutSec 0.4 })
        $rows.Count | Should -Be $lab.Domains.Count
    }

    It 'gives the same rows in two jobs, as from two vantage points' {
        $jobs = foreach ($place in 'here', 'there') {
            Start-Job -Name $place -ArgumentList (Join-Path $script:Root 'GlueTools.psd1') {
                Import-Module $args[0]
                $lab = Start-GlueLab
                $lab.Domains | Test-Delegation -RootHint $lab -TimeoutSec 0.4
            }
        }
        $rows = @($jobs | Receive-Job -Wait -AutoRemoveJob)
        $rows.Count | Should -Be (2 * $lab.Domains.Count)
        $rows.PSComputerName | Select-Object -Unique | Should -Be 'localhost'
        $here, $there = @($rows | Group-Object RunspaceId)
        $here.Group.DomainName | Sort-Object | Should -Be @($lab.Domains | Sort-Object)
        Compare-Object $here.Group $there.Group -Property DomainName, Status, FirstProblem | Should -BeNullOrEmpty
        # Equal is not all alike: with one verdict altered, it is that one that differs.
        $altered = @($there.Group | Select-Object DomainName, Status, FirstProblem)
        ($altered | Where-Object DomainName -EQ 'stale.example').Status = 'Healthy'
        (Compare-Object $here.Group $altered -Property DomainName, Status, FirstProblem).DomainName | Select-Object -Unique | Should -Be 'stale.example'
    }
}

Describe 'One call after the other' {
    It 'sees at once what has changed at the parent and in the zone' {
        $lab = New-TestLab @'
base
in example.
  d NS ns1.d
  d NS ns3.d
  ns1.d A 46.10.1.1
  ns3.d A 46.10.3.1
zone d.example. at 46.10.1.1 46.10.2.1 46.10.3.1
  @ NS ns1
  @ NS ns3
  ns1 A 46.10.1.1
  ns3 A 46.10.3.1
after 2
in example.
  d NS ns2.d
  ns2.d A 46.10.2.1
without example.
  d NS ns3.d
  ns3.d A 46.10.3.1
in d.example.
  ns1 A 46.10.2.1
'@
        try {
            $watch = [Diagnostics.Stopwatch]::StartNew()
            # Calls follow one another closely, so that there is something to keep.
            $rows = @(do { Compare-GlueToZone d.example -RootHint $lab } while ($watch.ElapsedMilliseconds -lt 3500))
        }
        finally { Stop-TestLab $lab }
        $rows[0..1].NameServer | Should -Be 'ns1.d.example', 'ns3.d.example'
        $rows[0].MissingAddress | Should -BeNullOrEmpty
        $last = $rows | Select-Object -Last 3
        $last.NameServer | Should -Be 'ns1.d.example', 'ns2.d.example', 'ns3.d.example'
        "$($last[0].MissingAddress)" | Should -Be '46.10.2.1'
        "$($last[1].GlueAddress)" | Should -Be '46.10.2.1'
    }

    It 'asks less than a call by itself, and as much with -Fresh' {
        function Get-Cost([switch] $Fresh) {
            $at = $lab.QueryCount
            $null = Get-GlueRecord healthy1.example -RootHint $lab -Fresh:$Fresh
            $lab.QueryCount - $at
        }
        $alone = Get-Cost -Fresh
        $null = Get-Cost
        Get-Cost | Should -BeLessThan $alone
        Get-Cost -Fresh | Should -Be $alone
    }

    It 'keeps nothing of servers that were silent' {
        $first = Test-Delegation unresponsive.example @arguments
        $second = Test-Delegation unresponsive.example @arguments
        $second.Findings.Code | Should -Be $first.Findings.Code
        $second.QueryCount | Should -BeGreaterOrEqual ($first.QueryCount - 3)
    }

    It 'leaves nothing running for longer than a second' -Skip:(-not (Test-Path /proc/self/fd)) {
        Wait-NothingKept
        $sockets = Get-SocketCount
        1..3 | ForEach-Object { $null = Test-Delegation healthy1.example @arguments }
        Start-Sleep -Seconds 1
        Get-LoopThreadCount | Should -Be 0
        Get-SocketCount | Should -Be $sockets
    }
}
