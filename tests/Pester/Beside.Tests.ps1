# Whom Test-Delegation asks that belongs to neither side: servers to be switched off, and resolvers. What is found is tested by scenarios.
BeforeAll {
    . $PSScriptRoot/Support.ps1
    $lab = Start-GlueLab
    $arguments = Get-LabArgument $lab
}

AfterAll { Stop-GlueLab }

Describe 'Test-Delegation -PreviousServer' {
    It 'says of each domain of a list whether the server may be switched off' {
        $rows = @(Test-Delegation healthy1.example, stale.example -PreviousServer 45.10.4.1 -GoneSince ([datetime]::UtcNow.AddDays(-3)) -Check PreviousServerRetired -Detailed -ThrottleLimit 1 @arguments)
        $rows.Code | Should -Be 'PreviousServerSafe', 'PreviousServerStillDelegated'
        $rows[0].Message | Should -Match 'safe to switch it off since \d{4}-'
    }

    It 'reckons from now where it is not said since when, and in UTC whatever the time is given in' {
        $finding = Test-Delegation healthy1.example -PreviousServer 'ns9.healthy1.example/45.10.4.1' -Check PreviousServerRetired -Detailed @arguments
        $finding.Code | Should -Be 'PreviousServerInCaches'
        $finding.Message | Should -Match 'reckoned from now'
        $gone = [datetime]::new(2026, 1, 1, 0, 0, 0, [DateTimeKind]::Utc)
        (Test-Delegation healthy1.example -PreviousServer 45.10.4.1 -GoneSince $gone.ToLocalTime() -Check PreviousServerSafe -Detailed @arguments).Message | Should -Match 'since 2026-01-01T01:00:00Z'
    }

    It 'refuses what makes no sense' {
        { Test-Delegation a.example -GoneSince 2026-01-01 @arguments } | Should -Throw -ErrorId 'InvalidParameterCombination,*'
        { Test-Delegation a.example -PreviousServer 192.0.2.1 -GoneSince ([datetime]::UtcNow.AddDays(1)) @arguments } | Should -Throw -ErrorId 'TimeNotCome,*'
        { Test-Delegation a.example -PreviousServer 'a..b' @arguments } | Should -Throw -ErrorId 'InvalidNameServer,*'
    }
}

Describe 'Test-Delegation -Resolver' {
    It 'says what the resolver shows beside what the servers show' {
        $moving = Start-GlueLab moving
        $findings = (Test-Delegation moving.example -Resolver 45.10.53.1, 45.10.99.1 -RootHint $moving -TimeoutSec 0.4).Findings
        ($findings | Where-Object Check -EQ ResolversAgree).Code | Sort-Object | Should -Be 'ResolverDoesNotAnswer', 'ResolverShowsTheSame'
    }
}

Describe 'Test-Delegation -Acceptance' {
    It 'says what a parent that follows by itself would do, only where it is asked for' {
        $findings = Test-Delegation healthy1.example -Acceptance -Check ParentWouldFollow -Detailed @arguments
        $findings.Code | Sort-Object | Should -Be 'CsyncNotNeeded', 'DsUpdateNotNeeded', 'NotifyTargetMissing'
        Test-Delegation healthy1.example -Check ParentWouldFollow -Detailed @arguments | Should -BeNullOrEmpty
    }
}

Describe 'Test-Delegation -Ancestors' {
    It 'gives the delegations above a row each, and only one' {
        (Test-Delegation healthy1.example, healthy2.example -Ancestors @arguments).DomainName | Sort-Object | Should -Be 'example', 'healthy1.example', 'healthy2.example'
        { Test-Delegation a.example -Ancestors -Undelegated -NameServer ns1.a.example @arguments } | Should -Throw -ErrorId 'InvalidParameterCombination,*'
    }
}
