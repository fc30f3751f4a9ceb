# Wait-Delegation in PowerShell. What it asks and when is tested on simulated time, in the tests of audits.
BeforeAll {
    . $PSScriptRoot/Support.ps1
    $lab = Start-GlueLab
    $arguments = @{ RootHint = $lab; AttemptTimeoutSec = 0.4 }
}

AfterAll { Stop-GlueLab }

Describe 'Wait-Delegation' {
    It 'gives one object with a row for each server of the parent' {
        $arrival = Wait-Delegation healthy1.example @arguments
        $arrival.Status | Should -Be 'Arrived'
        $arrival.Rank | Should -Be 0
        "$($arrival.NewCount) of $($arrival.ServerCount)" | Should -Be '4 of 4'
        $arrival.Servers.Count | Should -Be 4
        $arrival.Servers.Status | Sort-Object -Unique | Should -Be 'New'
        $arrival.SinceUtc | Should -Match '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$'
        $arrival.CachesUntilUtc | Should -BeGreaterThan $arrival.EndedUtc
        "$($arrival.Wanted)" | Should -BeLike '*ns1.healthy1.example/45.10.1.1*'
    }

    It 'looks once with -TimeoutSec 0, and says how the servers differ' {
        $arrival = Wait-Delegation stale.example -TimeoutSec 0 @arguments
        $arrival.Status | Should -Be 'Pending'
        $arrival.Rank | Should -Be 4
        $arrival.SinceUtc | Should -Be ''
        $arrival.Servers[0].Detail | Should -Be 'gives 45.10.4.1 and 2a10:10:2::1 for ns2.stale.example'
        $arrival.Detail | Should -BeLike '0 of 4 parent servers; caches may keep the old answer until *'
    }

    It 'waits for what is given' {
        (Wait-Delegation stale.example -TimeoutSec 0 -NameServer ns1.stale.example, ns2.stale.example -Glue @{ 'ns2.stale.example' = '45.10.4.1', '2a10:10:2::1' } @arguments).Status | Should -Be 'Arrived'
        (Wait-Delegation healthy1.example -TimeoutSec 0 -NameServer 'ns9.healthy1.example/45.9.9.9' @arguments).Status | Should -Be 'Pending'
    }

    It 'takes names from the pipeline, gives each a row, and goes on' {
        $rows = @('healthy1.example', 'a..b', 'nonexistent.example', '# nothing', 'healthy2.example' | Wait-Delegation -TimeoutSec 0 @arguments -ErrorAction SilentlyContinue -ErrorVariable problems)
        $rows.Status | Sort-Object | Should -Be 'Arrived', 'Arrived', 'Invalid', 'Unknown'
        ($rows | Where-Object Status -EQ Unknown).Detail | Should -BeLike '*Say which name servers are to be waited for.'
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'InvalidDomainName.EmptyLabel,*'
        "$($rows | ForEach-Object Rank | Sort-Object)" | Should -Be "-2 -1 0 0"
    }

    It 'refuses what makes no sense' {
        { Wait-Delegation a.example -RequireResolver @arguments } | Should -Throw -ErrorId 'InvalidParameterCombination,*'
        { Wait-Delegation a.example -Glue @{ a = '192.0.2.1' } @arguments } | Should -Throw -ErrorId 'InvalidParameterCombination,*'
        { Wait-Delegation a.example -PollSec 4 @arguments } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
        { Wait-Delegation a.example -TimeoutSec -1 @arguments } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
        Wait-Delegation a.example -NameServer 'x..y' -TimeoutSec 0 @arguments -ErrorAction SilentlyContinue -ErrorVariable problem | ForEach-Object Status | Should -Be 'Invalid'
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'InvalidNameServer,*'
    }

    It 'can be stopped while it waits' {
        $session = [powershell]::Create()
        try {
            $null = $session.AddScript("Import-Module '$(Join-Path $script:Root 'GlueTools.psd1')'; `$lab = Start-GlueLab; Wait-Delegation stale.example -RootHint `$lab -AttemptTimeoutSec 0.4; Stop-GlueLab")
            $run = $session.BeginInvoke()
            for ($i = 0; $i -lt 300 -and (Test-Path /proc/self/fd) -and -not (Get-LoopThreadCount); $i++) { Start-Sleep -Milliseconds 100 }
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $session.Stop()
            $watch.Elapsed.TotalSeconds | Should -BeLessThan 5
            $run.IsCompleted | Should -BeTrue
        }
        finally { $session.Dispose() }
    }

    It 'is written to files and read back with its servers' {
        $path = Join-Path ([IO.Path]::GetTempPath()) "$([guid]::NewGuid()).xml"
        try {
            Wait-Delegation healthy1.example @arguments | Export-Clixml $path
            (Import-Clixml $path).Servers[0].Status | Should -Be 'New'
        }
        finally { Remove-Item $path -ErrorAction SilentlyContinue }
        (Wait-Delegation healthy1.example @arguments | ConvertTo-Csv)[1] | Should -BeLike '*37.209.192.10 New since*'
    }
}
