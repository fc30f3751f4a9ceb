# Plans in PowerShell. That they are safe is proven by their simulation, in the tests of plans.
BeforeAll {
    . $PSScriptRoot/Support.ps1
    $lab = Start-GlueLab
    $arguments = Get-LabArgument $lab
    $arguments.Now = [datetime]'2026-11-21T12:00:00Z'
    $arguments.WarningAction = 'Ignore'
}

AfterAll { Stop-GlueLab }

Describe 'New-DelegationPlan' {
    It 'gives a row for each step, with the commands of the module as proof' {
        $steps = @(New-DelegationPlan healthy1.example -Renumber ns2.healthy1.example -Add 45.10.9.9 -Remove 45.10.2.1 @arguments)
        $steps.Actor | Should -Be 'ServerOperator', 'ChildZone', 'Registrar', 'ServerOperator'
        $steps.NoReturn | Should -Be $false, $false, $false, $true
        $steps[3].EarliestUtc | Should -Be '2026-11-21T13:00:00Z'
        $steps[0].Gate | Should -Be 'Invoke-DnsQuery healthy1.example SOA -Server 45.10.9.9', 'Invoke-DnsQuery healthy1.example SOA -Server 45.10.9.9 -TcpOnly'
        foreach ($gate in $steps.Gate) {
            $errors = $null
            $null = [Management.Automation.Language.Parser]::ParseInput($gate, [ref]$null, [ref]$errors)
            $errors | Should -BeNullOrEmpty -Because $gate
        }
    }

    It 'plans from saved evidence without asking anybody' {
        $saved = Get-Delegation stale.example -RootHint $lab -TimeoutSec 0.4
        ($saved | New-DelegationPlan -Now $arguments.Now -WarningAction Ignore).Change | Should -Be 'Delegation example: Replace Address ns2.stale.example -45.10.4.1 +45.10.2.1'
    }

    It 'refuses a goal that would leave too few name servers, for that domain alone' {
        $rows = @('healthy1.example', 'nonexistent.example' | New-DelegationPlan -RemoveNameServer ns2.healthy1.example @arguments -ErrorAction SilentlyContinue -ErrorVariable refused)
        ($rows | Where-Object DomainName -eq healthy1.example).Status | Should -Be 'Refused'
        $rows.Count | Should -Be 2
        $refused[0].FullyQualifiedErrorId | Should -BeLike 'GoalRefused,*'
        @(New-DelegationPlan healthy1.example -RemoveNameServer ns2.healthy1.example -Force @arguments).Count | Should -BeGreaterThan 1
    }

    It 'ends at once where the goal is none' {
        { New-DelegationPlan healthy1.example -Renumber ns1.healthy1.example @arguments } | Should -Throw -ErrorId 'InvalidGoal,*' -ExpectedMessage '*-Renumber needs -Add, -Remove or both.*'
        { New-DelegationPlan healthy1.example -Repair -MoveTo ns1.example.net @arguments } | Should -Throw -ExpectedMessage '*leave all but one of -Repair, -MoveTo out.*'
    }

    It 'tells what belongs to the whole plan as warnings' {
        $null = New-DelegationPlan stale.example -RootHint $lab -TimeoutSec 0.4 -WarningVariable said -WarningAction SilentlyContinue
        "$said" | Should -BeLike '*resolvers that obey TTLs*'
    }
}

Describe 'Get-DelegationChange' {
    It 'gives the sheet for the registrar: what is, what is to be, what to do' {
        $rows = @(Get-DelegationChange stale.example @arguments)
        $rows.Action | Should -Be 'Keep', 'Change'
        $rows[1].Current.ToString() | Should -Be '45.10.4.1;2a10:10:2::1'
        $rows[1].Required.ToString() | Should -Be '45.10.2.1;2a10:10:2::1'
        $rows | ForEach-Object Rank | Should -Be 0, 4
    }
}

Describe 'ConvertTo-DelegationChange' {
    BeforeAll { $plan = New-DelegationPlan stale.example @arguments }

    It 'writes <_> for a step, and for the sheet of a domain once' -ForEach 'checklist', 'ticket', 'epp', 'epp-attr', 'nsupdate', 'zone', 'dnsserver', 'route53', 'namecheap', 'gandi', 'inwx', 'openprovider' {
        $text = $plan | ConvertTo-DelegationChange $_ -WarningAction Ignore
        $text | Should -Match '45\.10\.2\.1'
        @(Get-DelegationChange stale.example @arguments | ConvertTo-DelegationChange $_ -WarningAction Ignore).Count | Should -Be 1
    }

    It 'writes lines that the parameter sets of the DnsServer module take' {
        $script:WhatIfTargets = @()
        $line = $plan | ConvertTo-DelegationChange dnsserver
        & ([scriptblock]::Create($line.Trim() + ' -WhatIf'))
        $script:WhatIfTargets | Should -Be 'example|stale|ns2.stale.example|45.10.2.1,2a10:10:2::1'
    }

    It 'refuses rows that hold text only, and a form that there is not' {
        $plan | ConvertTo-Json -Depth 3 | ConvertFrom-Json | ConvertTo-DelegationChange epp -ErrorAction SilentlyContinue -ErrorVariable refused
        $refused[0].FullyQualifiedErrorId | Should -BeLike 'NoPlan,*'
        { $plan | ConvertTo-DelegationChange fax } | Should -Throw -ErrorId 'UnknownForm,*'
    }
}
