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

    It 'ends at once where its waits would lead out of the calendar' {
        { New-DelegationPlan healthy1.example -RootHint $lab -Now '9999-12-31T23:59:59Z' } | Should -Throw -ErrorId 'InvalidTime,*' -ExpectedMessage '-Now takes a time before the year 5000, not *'
    }

    It 'names the domains that use the same name servers, from a list, a zone file and a history' {
        $goal = @{ Name = 'healthy1.example'; Renumber = 'ns2.healthy1.example'; Add = '45.10.9.9'; Remove = '45.10.2.1' }
        (New-DelegationPlan @goal @arguments).Remark | Should -Not -Match 'healthy2\.example'
        Set-Content TestDrive:/example.zone "`$ORIGIN example.`n`$TTL 3600`n@ SOA ns.example. host.example. 1 2 3 4 5`n@ NS ns.example.`nother NS ns2.healthy1`nother NS ns.elsewhere.test.`nfar NS ns.elsewhere.test."
        $fromFile = (New-DelegationPlan @goal @arguments -OtherZoneFile TestDrive:/example.zone)[0].Remark -join ' '
        $fromFile | Should -Match 'other\.example uses ns2\.healthy1\.example as well'
        $fromFile | Should -Not -Match 'far\.example'
        (New-DelegationPlan @goal @arguments -OtherDomain healthy2.example, nonexistent.example)[0].Remark -join ' ' | Should -Match 'healthy2\.example uses ns2\.healthy1\.example as well'
        $null = Test-Delegation healthy2.example -RootHint $lab -TimeoutSec 0.4 -StateFile TestDrive:/state.jsonl
        (New-DelegationPlan @goal @arguments -OtherStateFile TestDrive:/state.jsonl)[0].Remark -join ' ' | Should -Match 'healthy2\.example uses ns2\.healthy1\.example as well'
    }

    It 'says what is wrong with a file of other domains, and ends' {
        $goal = @{ Name = 'healthy1.example'; Replace = 'ns2.healthy1.example'; With = 'ns3.healthy1.example/45.10.9.9' }
        { New-DelegationPlan @goal @arguments -OtherZoneFile TestDrive:/nowhere.zone } | Should -Throw -ErrorId 'OtherDomainsUnreadable,*' -ExpectedMessage '-OtherZoneFile: *nowhere.zone*'
        Set-Content TestDrive:/not.jsonl 'this is no history'
        { New-DelegationPlan @goal @arguments -OtherStateFile TestDrive:/not.jsonl } | Should -Throw -ErrorId 'OtherDomainsDamaged,*' -ExpectedMessage '-OtherStateFile: *'
    }

    It 'does not lower the TTL at the parent where that ends no earlier, and takes no TTL of nothing' {
        $goal = @{ Name = 'healthy1.example'; Renumber = 'ns2.healthy1.example'; Add = '45.10.9.9'; Remove = '45.10.2.1' }
        $usual = @(New-DelegationPlan @goal @arguments)
        $allowed = @(New-DelegationPlan @goal @arguments -ParentTtlSec 300)
        $allowed.Change -join ' ' | Should -Be ($usual.Change -join ' ')
        { New-DelegationPlan @goal @arguments -ParentTtlSec 0 } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
    }

    It 'is Undecided where findings ask for something that somebody has to choose, and says what' {
        $row = New-DelegationPlan disjoint.example -RootHint $lab -TimeoutSec 0.4 -WarningVariable said -WarningAction SilentlyContinue
        $row.Status | Should -Be 'Undecided'
        $row.Rank | Should -BeLessThan 0
        $row.Action | Should -BeLike 'No step can be planned: *'
        "$said" | Should -BeLike '*disjoint.example: No step can be planned*'
    }

    It 'tells what belongs to the whole plan as warnings' {
        $null = New-DelegationPlan healthy1.example -Renumber ns2.healthy1.example -Add 45.10.9.9 -Remove 45.10.2.1 -RootHint $lab -TimeoutSec 0.4 -WarningVariable said -WarningAction SilentlyContinue
        "$said" | Should -BeLike '*resolvers that obey TTLs*'
        # A plan in which nothing is waited for has nothing to say of waits.
        $null = New-DelegationPlan stale.example -RootHint $lab -TimeoutSec 0.4 -WarningVariable said -WarningAction SilentlyContinue
        "$said" | Should -Not -BeLike '*resolvers that obey TTLs*'
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

    It 'writes nothing of what is undecided, and says so, for the domain alone' {
        foreach ($rows in @(New-DelegationPlan disjoint.example, stale.example @arguments), @(Get-DelegationChange disjoint.example, stale.example @arguments)) {
            $text = @($rows | ConvertTo-DelegationChange nsupdate -ErrorAction SilentlyContinue -ErrorVariable undecided)
            $text.Count | Should -Be 1
            $undecided.FullyQualifiedErrorId | Should -Be 'PlanUndecided,GlueTools.Commands.ConvertToDelegationChangeCommand'
            "$undecided" | Should -BeLike 'disjoint.example: No step can be planned*'
        }
    }

    It 'refuses rows that hold text only, and a form that there is not' {
        $plan | ConvertTo-Json -Depth 3 | ConvertFrom-Json | ConvertTo-DelegationChange epp -ErrorAction SilentlyContinue -ErrorVariable refused
        $refused[0].FullyQualifiedErrorId | Should -BeLike 'NoPlan,*'
        { $plan | ConvertTo-DelegationChange fax } | Should -Throw -ErrorId 'UnknownForm,*'
    }
}

Describe 'Repair-Delegation' {
    BeforeAll {
        # The real one: as Add- without the addresses, NameServer optional, and -Force.
        function Remove-DnsServerZoneDelegation {
            [CmdletBinding(DefaultParameterSetName = 'InputObject', SupportsShouldProcess)]
            param(
                [Parameter(Mandatory, Position = 1, ValueFromPipeline, ParameterSetName = 'InputObject')][Microsoft.Management.Infrastructure.CimInstance] $InputObject,
                [Parameter(Mandatory, Position = 0, ValueFromPipelineByPropertyName, ParameterSetName = 'Parameters')][Alias('ZoneName')][string] $Name,
                [Parameter(Mandatory, Position = 1, ValueFromPipelineByPropertyName, ParameterSetName = 'Parameters')][string] $ChildZoneName,
                [Parameter(Position = 2, ValueFromPipelineByPropertyName, ParameterSetName = 'Parameters')][string] $NameServer,
                [switch] $Force, [string] $ComputerName
            )
            process { if ($PSCmdlet.ShouldProcess($NameServer)) { $script:Calls += @("Remove $Name|$ChildZoneName|$NameServer") } }
        }
        function Add-DnsServerZoneDelegation {
            [CmdletBinding(SupportsShouldProcess)]
            param([Parameter(Mandatory)][string] $Name, [Parameter(Mandatory)][string] $ChildZoneName, [Parameter(Mandatory)][string] $NameServer, [Parameter(Mandatory)][ipaddress[]] $IPAddress, [string] $ComputerName)
            process { if ($PSCmdlet.ShouldProcess($NameServer)) { $script:Calls += @("Add $Name|$ChildZoneName|$NameServer|$($IPAddress -join ',')") } }
        }
        function Set-DnsServerZoneDelegation {
            [CmdletBinding(SupportsShouldProcess)]
            param([Parameter(Mandatory)][string] $Name, [Parameter(Mandatory)][string] $ChildZoneName, [Parameter(Mandatory)][string] $NameServer, [Parameter(Mandatory)][ipaddress[]] $IPAddress, [string] $ComputerName)
            process { if ($PSCmdlet.ShouldProcess($NameServer)) { $script:Calls += @("Set $Name|$ChildZoneName|$NameServer|$($IPAddress -join ',')") } }
        }
        $zone = @'
zone d.example. at 45.99.0.1 45.99.0.2
  @                NS    ns1
  @                NS    ns2
  ns1              A     45.99.0.1
  ns2              A     45.99.0.2
audit d.example.
'@
        $delegated = "# Title: A delegation`nbase`nin example.`n  d                NS    ns1.d`n  d                NS    ns2.d`n  ns1.d            A     45.99.0.1`n  ns2.d            A     {0}`n$zone"
        $broken = New-TestLab ($delegated -f '45.99.0.9')
        $mended = New-TestLab ($delegated -f '45.99.0.2')
        $row = Compare-GlueToZone d.example -RootHint $broken -TimeoutSec 0.4 | Where-Object CanRepair
        $step = New-DelegationPlan d.example -RootHint $broken -TimeoutSec 0.4 -WarningAction Ignore
    }

    AfterAll { Stop-TestLab $broken; Stop-TestLab $mended }

    BeforeEach { $script:Calls = @() }

    It 'prints the calls with -WhatIf and makes none' {
        $row | Repair-Delegation -RootHint $broken -TimeoutSec 0.4 -WhatIf
        $step | Repair-Delegation -RootHint $broken -TimeoutSec 0.4 -WhatIf
        $script:Calls | Should -BeNullOrEmpty
    }

    It 'calls the DnsServer module with the whole address set, and says that it has come: <_>' -ForEach 'row', 'step' {
        $done = (Get-Variable $_ -ValueOnly) | Repair-Delegation -RootHint $mended -TimeoutSec 0.4 -Confirm:$false
        $script:Calls | Should -Be 'Set example|d|ns2.d.example|45.99.0.2'
        $done.Status | Should -Be 'Done'
        "$($done.Remark)" | Should -BeLike '*4 of 4 parent servers show it; nothing is found about ns2.d.example any more.'
    }

    It 'puts nothing at the parent that could not be asked from here' {
        $sample = Start-GlueLab
        $to = Get-LabArgument $sample
        $both = @(Compare-GlueToZone noglue6.example @to | Where-Object CanRepair)
        $both | Should -HaveCount 1
        $both | Repair-Delegation @to -IPv4Only -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable refused | Should -BeNullOrEmpty
        $refused[0].FullyQualifiedErrorId | Should -BeLike 'NotProven*'
        "$($refused[0])" | Should -BeLike '*2a10:10:2::1 would be put at the parent, and could not be asked from here.*'
        $script:Calls | Should -BeNullOrEmpty
        $four = Compare-GlueToZone noglue6.example @to -IPv4Only | Where-Object NameServer -Like 'ns2*'
        $four.CanRepair | Should -BeFalse
        "$($four.Limits)" | Should -Be 'not tested: IPv6'
        $four.Detail | Should -BeLike 'Test noglue6.example from where IPv6 works *'
        Stop-GlueLab $sample
    }

    It 'says that it has not come where the servers do not show it' {
        $done = $row | Repair-Delegation -RootHint $broken -TimeoutSec 0.4 -Confirm:$false
        $done.Status | Should -Be 'Failed'
        $done.Rank | Should -Be 4
        "$($done.Remark)" | Should -BeLike '*0 of 4 parent servers show it; still found: *'
    }

    It 'refuses what cannot be repaired, what comes too early, and text' {
        $later = New-DelegationPlan d.example -RootHint $broken -TimeoutSec 0.4 -Now ([datetime]::UtcNow.AddDays(1)) -WarningAction Ignore
        Compare-GlueToZone d.example -RootHint $mended -TimeoutSec 0.4 | Repair-Delegation -RootHint $mended -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable first
        $later | Repair-Delegation -RootHint $broken -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable second
        $row | ConvertTo-Json | ConvertFrom-Json | Repair-Delegation -RootHint $broken -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable third
        $first[0].FullyQualifiedErrorId, $second[0].FullyQualifiedErrorId, $third[0].FullyQualifiedErrorId | Should -Be 'NotRepairable,GlueTools.Commands.RepairDelegationCommand', 'TooEarly,GlueTools.Commands.RepairDelegationCommand', 'NoPlan,GlueTools.Commands.RepairDelegationCommand'
        $script:Calls | Should -BeNullOrEmpty
    }

    It 'names what it was given in place of rows that it takes: <Case>' -ForEach @(
        @{ Case = 'a name'; Given = { 'd.example' }; Says = "'d.example' is text." }
        @{ Case = 'what would change'; Given = { Get-DelegationChange d.example -RootHint $broken -TimeoutSec 0.4 -WarningAction Ignore }; Says = 'this row of Get-DelegationChange says what a change would be, and New-DelegationPlan d.example puts it in order.' }
        @{ Case = 'a row of another cmdlet'; Given = { Get-DelegationCheck GlueStale }; Says = 'this is a CheckInfo.' }
        @{ Case = 'a row from a file'; Given = { $row | ConvertTo-Json | ConvertFrom-Json }; Says = 'those that come from a file, a job or another session hold text only.' }
    ) {
        @(& $Given)[0] | Repair-Delegation -RootHint $broken -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable refused
        "$refused" | Should -Be "Repair-Delegation takes rows of Compare-GlueToZone or New-DelegationPlan of this session; $Says"
        $refused[0].FullyQualifiedErrorId | Should -BeLike 'NoPlan,*'
        $script:Calls | Should -BeNullOrEmpty
    }

    It 'changes nothing where the delegation would lead to servers that do not serve the zone yet' {
        $move = @(New-DelegationPlan d.example -MoveTo 'ns3.d.example/45.99.0.8', 'ns4.d.example/45.99.0.9' -Force -RootHint $mended -TimeoutSec 0.4 -WarningAction Ignore)
        $late = $move | Where-Object { $_.Change -like 'Delegation*' } | Select-Object -First 1
        $late | Should -Not -BeNullOrEmpty
        $move | Repair-Delegation -RootHint $mended -TimeoutSec 0.4 -Confirm:$false -WarningAction Ignore -ErrorAction SilentlyContinue -ErrorVariable refused | Should -BeNullOrEmpty
        $script:Calls | Should -BeNullOrEmpty
        $refused.FullyQualifiedErrorId | Should -Contain 'NotProven,GlueTools.Commands.RepairDelegationCommand'
        "$($refused | Where-Object FullyQualifiedErrorId -Like 'NotProven*' | Select-Object -First 1)" | Should -BeLike 'Nothing was changed: with d.example delegated so, *'
    }

    It 'removes nothing while what was to come before does not show' {
        $ready = New-TestLab ("# Title: Another server is ready`nbase`nin example.`n  d                NS    ns1.d`n  d                NS    ns2.d`n  ns1.d            A     45.99.0.1`n  ns2.d            A     45.99.0.2`nzone d.example. at 45.99.0.1 45.99.0.2 45.99.0.3`n  @                NS    ns1`n  @                NS    ns3`n  ns1              A     45.99.0.1`n  ns3              A     45.99.0.3`naudit d.example.")
        try {
            $replace = @(New-DelegationPlan d.example -RootHint $ready -TimeoutSec 0.4 -WarningAction Ignore)
            $replace | Repair-Delegation -RootHint $ready -TimeoutSec 0.4 -Confirm:$false -WarningAction Ignore -ErrorAction SilentlyContinue -ErrorVariable refused | Out-Null
            $script:Calls | Should -Be 'Add example|d|ns3.d.example|45.99.0.3'
            $refused.FullyQualifiedErrorId | Should -Contain 'NotShown,GlueTools.Commands.RepairDelegationCommand'
        }
        finally { Stop-TestLab $ready }
    }

    It 'takes a name server out, but never the last one' {
        $out = New-DelegationPlan d.example -RemoveNameServer ns2.d.example -Force -RootHint $mended -TimeoutSec 0.4 -WarningAction Ignore | Where-Object { $_.Change -like 'Delegation*' }
        $out | Repair-Delegation -RootHint $mended -TimeoutSec 0.4 -Confirm:$false | Out-Null
        $script:Calls | Should -Be 'Remove example|d|ns2.d.example'
        $script:Calls = @()
        $alone = New-TestLab ("# Title: One is left`nbase`nin example.`n  d                NS    ns2.d`n  ns2.d            A     45.99.0.2`n$zone")
        try {
            $out | Repair-Delegation -RootHint $alone -TimeoutSec 0.4 -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable refused
            $refused[0].FullyQualifiedErrorId | Should -BeLike 'LastNameServer,*'
            $script:Calls | Should -BeNullOrEmpty
        }
        finally { Stop-TestLab $alone }
    }
}
