BeforeAll {
    . $PSScriptRoot/Support.ps1
    $lab = Start-GlueLab
    $arguments = Get-LabArgument $lab
    function Select-Record { param([type] $Type) process { if ($_ -is $Type) { $_ } } }
    # A session of its own without a keyboard: whoever asks there gets an error. Ended where it hangs.
    function Invoke-Alone {
        param([string] $Script)
        $path = Join-Path 'TestDrive:' "$([guid]::NewGuid()).ps1"
        Set-Content $path "Import-Module '$(Join-Path $script:Root 'GlueTools.psd1')'; `$lab = Start-GlueLab; $Script"
        $start = New-Object Diagnostics.ProcessStartInfo (Get-Process -Id $PID).Path, "-NoProfile -NonInteractive -File `"$((Get-Item $path).FullName)`""
        $start.RedirectStandardOutput = $start.RedirectStandardError = $start.RedirectStandardInput = $true
        $start.UseShellExecute = $false
        $process = [Diagnostics.Process]::Start($start)
        $process.StandardInput.Close()
        $output, $errors = $process.StandardOutput.ReadToEndAsync(), $process.StandardError.ReadToEndAsync()
        $hasEnded = $process.WaitForExit(60000)
        if (-not $hasEnded) { $process.Kill() }
        [pscustomobject]@{ HasEnded = $hasEnded; Output = $output.Result; Errors = $errors.Result }
    }
}

AfterAll { Stop-GlueLab }

Describe 'The verbose stream' {
    It 'has a line for each query with -Verbose, and none without' {
        $lines = @(Test-Delegation healthy1.example @arguments -Verbose 4>&1 | Select-Record ([Management.Automation.VerboseRecord]))
        $row = Test-Delegation healthy1.example @arguments
        $lines.Count | Should -BeGreaterOrEqual $row.QueryCount
        "$($lines | Where-Object { $_ -match '37.209.192.10' } | Select-Object -First 1)" | Should -Match '^37\.209\.192\.10: \S+ \S+ over (Udp|Tcp): NOERROR'
        @(Test-Delegation healthy1.example @arguments 4>&1).Count | Should -Be 1
    }

    It 'obeys $VerbosePreference, and -Verbose:$false more' {
        $VerbosePreference = 'Continue'
        @(Test-Delegation healthy1.example @arguments 4>&1).Count | Should -BeGreaterThan 1
        @(Test-Delegation healthy1.example @arguments -Verbose:$false 4>&1).Count | Should -Be 1
    }
}

Describe 'The debug stream' {
    It '<Command> shows the octets of every question and its response' -ForEach @(
        'Test-Delegation', 'Get-GlueRecord', 'Compare-GlueToZone', 'Trace-DnsDelegation', 'Get-Delegation' | ForEach-Object { @{ Command = "$_ stale.example @arguments" } }
        @{ Command = 'Invoke-DnsQuery stale.example NS, SOA 45.10.1.1, 45.10.2.1 @arguments' }
    ) {
        $DebugPreference = 'Continue'
        $written = @(& ([scriptblock]::Create("$Command 5>&1 6>&1")))
        $records = @($written | Select-Record ([Management.Automation.DebugRecord]))
        $records.Count | Should -BeGreaterThan 2
        $records.Count | Should -Be ($written | Select-Record ([Management.Automation.InformationRecord])).MessageData.QueryCount
        foreach ($record in $records) {
            $form = [regex]::Match("$record", '^[0-9a-f.:]+: \S+ \S+ over (Udp|Tcp): question ([0-9A-F]{34,}), response ([0-9A-F]{34,})$')
            $form.Success | Should -BeTrue -Because $record
            $question, $response = $form.Groups[2].Value, $form.Groups[3].Value
            # One ID on both sides, one question, and the bit that tells the one from the other.
            $response.Substring(0, 4) | Should -Be $question.Substring(0, 4)
            $question.Substring(4, 8) | Should -Match '^0[01]000001$'
            [Convert]::ToInt32($response.Substring(4, 1), 16) -band 8 | Should -Be 8
            $length = 24; while ($question.Substring($length, 2) -ne '00') { $length += 2 + 2 * [Convert]::ToInt32($question.Substring($length, 2), 16) }
            $response.Substring(24, $length - 14) | Should -Be $question.Substring(24, $length - 14)
        }
    }

    It 'says where no response came, and shows the truncated one that led to TCP' {
        $DebugPreference = 'Continue'
        "$(Invoke-DnsQuery stale.example NS 45.10.8.1 @arguments -Retry 0 5>&1 | Select-Record ([Management.Automation.DebugRecord]))" |
            Should -Match '^45\.10\.8\.1: stale\.example\.? NS over Udp: question [0-9A-F]{34,}, response none \(TimedOut\)$'
        $small = New-TestLab "# Title: A server that truncates`nbase`nserver 37.209.192.10 truncate`naudit a.example.`n"
        try {
            "$(Invoke-DnsQuery nic.example NS 37.209.192.10 -RootHint $small 5>&1 | Select-Record ([Management.Automation.DebugRecord]))" |
                Should -Match 'over Tcp: question [0-9A-F]+, truncated response [0-9A-F]{34,}, response [0-9A-F]{34,}$'
        }
        finally { Stop-TestLab $small }
    }

    It 'is empty where nobody asks for it' {
        @(Test-Delegation stale.example @arguments 5>&1).Count | Should -Be 1
        $DebugPreference = 'Continue'
        @(Test-Delegation stale.example @arguments -Debug:$false 5>&1).Count | Should -Be 1
    }

    It '-Debug asks nothing: not even before verbose lines' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
        $run = Invoke-Alone '$VerbosePreference = "Continue"; Test-Delegation stale.example -RootHint $lab -Debug'
        $run.HasEnded | Should -BeTrue
        $run.Errors | Should -BeNullOrEmpty
        $run.Output | Should -Match 'DEBUG: [0-9a-f.:]+: \. NS over Udp: question '
        $run.Output | Should -Match 'stale\.example +Error'
    }

    It 'with $DebugPreference Inquire, as -Debug sets it in Windows PowerShell 5.1, ends with an error where nobody can be asked' {
        $run = Invoke-Alone '$DebugPreference = "Inquire"; $lab.Domains | Test-Delegation -RootHint $lab; "went on"'
        $run.HasEnded | Should -BeTrue
        $run.Errors | Should -Match 'NonInteractive'
        $run.Output | Should -Match 'went on'
    }
}

Describe 'The information stream' {
    It 'ends with a summary of <Command>: <Sentence>' -ForEach @(
        @{ Command = "'stale.example', 'a..b', '.', 'healthy1.example' | Test-Delegation"; Domains = 4; Findings = 1; Sentence = 'Test-Delegation: 4 domains, 1 finding, N questions, T s.' }
        @{ Command = "Get-DnsServerZoneDelegation example | Compare-GlueToZone"; Domains = 2; Findings = 0; Sentence = 'Compare-GlueToZone: 2 domains, N questions, T s.' }
        @{ Command = 'Get-GlueRecord stale.example -PerServer'; Domains = 1; Findings = 0; Sentence = 'Get-GlueRecord: 1 domain, N questions, T s.' }
        @{ Command = 'Trace-DnsDelegation stale.example -All'; Domains = 1; Findings = 0; Sentence = 'Trace-DnsDelegation: 1 domain, N questions, T s.' }
        @{ Command = 'Get-Delegation stale.example, healthy1.example'; Domains = 2; Findings = 0; Sentence = 'Get-Delegation: 2 domains, N questions, T s.' }
        @{ Command = 'Invoke-DnsQuery stale.example NS 45.10.1.1, 45.10.2.1'; Domains = 0; Findings = 0; Sentence = 'Invoke-DnsQuery: N questions, T s.' }
    ) {
        $queries = $lab.QueryCount
        $null = & ([scriptblock]::Create("$Command @arguments -InformationVariable said -ErrorAction SilentlyContinue; `$script:said = `$said"))
        @($script:said).Count | Should -Be 1
        $script:said[0].Tags | Should -Be 'GlueTools', 'Summary'
        $summary = $script:said[0].MessageData
        $summary.DomainCount | Should -Be $Domains
        $summary.FindingCount | Should -Be $Findings
        # What the lab received, retries included.
        $summary.QueryCount | Should -BeGreaterThan 0
        $summary.QueryCount | Should -BeLessOrEqual ($lab.QueryCount - $queries)
        $summary.DurationUs | Should -BeGreaterThan 0
        "$summary" -replace '\d+ questions?', 'N questions' -replace '\d+\.\d s', 'T s' | Should -Be $Sentence
    }

    It 'counts evidence that is judged without the network' {
        $null = Get-Delegation stale.example @arguments | Test-Delegation -InformationVariable said
        "$said" | Should -Match '^Test-Delegation: 1 domain, 1 finding, 0 questions, \d+\.\d s\.$'
    }

    It 'is not shown unless asked for, and gives no summary of a run that was cut short' {
        @(Test-Delegation stale.example @arguments 6>&1).Count | Should -Be 2
        $null = 1..20 | ForEach-Object { 'healthy1.example' } | Test-Delegation @arguments -InformationVariable said | Select-Object -First 1
        $said | Should -BeNullOrEmpty
        (Invoke-Alone 'Test-Delegation stale.example -RootHint $lab').Output | Should -Not -Match 'questions'
        (Invoke-Alone 'Test-Delegation stale.example -RootHint $lab -InformationAction Continue').Output | Should -Match 'Test-Delegation: 1 domain, 1 finding, \d+ questions'
    }
}

Describe 'The other streams' {
    It 'progress comes seldom, with counts and rate, and goes away at the end' {
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript({
                    param($manifest, $lab)
                    Import-Module $manifest
                    'unresponsive.example', 'healthy1.example' | Test-Delegation -RootHint $lab -TimeoutSec 1
                }).AddArgument((Join-Path $script:Root 'GlueTools.psd1')).AddArgument($lab)
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $null = $shell.Invoke()
            $records = @($shell.Streams.Progress | Where-Object Activity -EQ 'Test-Delegation')
        }
        finally { $shell.Dispose() }
        $records.Count | Should -BeGreaterThan 1
        $records.Count | Should -BeLessOrEqual ($watch.ElapsedMilliseconds / 250 + 1)
        $records[0].StatusDescription | Should -Match '^\d+ done, \d+ under way(, \d+(\.\d)?/s, \d+ findings?)?$'
        $records[-1].RecordType | Should -Be 'Completed'
        @($records | Where-Object RecordType -EQ 'Completed').Count | Should -Be 1
    }

    It '-Detailed has a row for a domain without a verdict, and needs no warning' {
        $written = @(Test-Delegation . @arguments -Detailed 3>&1)
        "$written" | Should -Be 'Skipped: Nobody delegates the root.'
        $written[0].PSTypeNames[0] | Should -Be 'GlueTools.Finding'
    }
}

Describe 'Preferences' {
    It '$WhatIfPreference and $ConfirmPreference leave cmdlets alone that change nothing' {
        $WhatIfPreference = $true
        $ConfirmPreference = 'Low'
        (Test-Delegation stale.example @arguments).Status | Should -Be 'Error'
        @(Get-GlueRecord stale.example @arguments).Count | Should -Be 4
        @(Compare-GlueToZone stale.example @arguments).Count | Should -Be 2
        @(Trace-DnsDelegation stale.example @arguments).Count | Should -Be 3
        (Get-Delegation stale.example @arguments).Status | Should -Be 'Collected'
        (Invoke-DnsQuery stale.example NS 45.10.1.1 @arguments).Status | Should -Be 'Answered'
        @(Get-DelegationCheck).Count | Should -BeGreaterThan 20
        $mine = Start-GlueLab
        $mine.IsRunning | Should -BeTrue
        Stop-GlueLab $mine
        $mine.IsRunning | Should -BeFalse
    }

    It '$ErrorActionPreference Stop does not end a list at a failing domain' {
        $ErrorActionPreference = 'Stop'
        $rows = @('nonexistent.example', 'unresponsive.example', 'stale.example', 'nocut.example' | Test-Delegation @arguments)
        $rows.DomainName | Sort-Object | Should -Be 'nocut.example', 'nonexistent.example', 'stale.example', 'unresponsive.example'
    }
}
