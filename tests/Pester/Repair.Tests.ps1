# Rows of Compare-GlueToZone go into the DNS server's own commands, by whatever way, and never to a zone that was not meant.
BeforeAll {
    . $PSScriptRoot/Support.ps1
    $lab = Start-GlueLab
    $arguments = Get-LabArgument $lab
    $rows = @('stale.example', 'onlyparent.example', 'healthy1.example' | Compare-GlueToZone @arguments)
    $right = 'example|stale|ns2.stale.example|45.10.2.1,2a10:10:2::1'
    function ConvertTo-Serialized { param([Parameter(ValueFromPipeline)] $Row) process { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($Row)) } }
    $ways = @{
        'the pipeline' = { $rows }
        'Clixml'       = { $rows | Export-Clixml TestDrive:/c.xml; Import-Clixml TestDrive:/c.xml }
        'JSON'         = { $rows | ConvertTo-Json | ConvertFrom-Json | ForEach-Object { $_ } }
        'a job'        = {
            $module = Join-Path $script:Root 'GlueTools.psd1'
            Start-Job -ArgumentList $module { Import-Module $args[0]; 'stale.example', 'onlyparent.example', 'healthy1.example' | Compare-GlueToZone -RootHint (Start-GlueLab) -TimeoutSec 0.4 } |
                Receive-Job -Wait -AutoRemoveJob
        }
        'a session'    = { $rows | ConvertTo-Serialized }
    }
}

AfterAll { Stop-GlueLab }

Describe 'Set- and Add-DnsServerZoneDelegation' {
    BeforeEach { $script:WhatIfTargets = @() }

    It 'take what can be repaired through <Way>' -ForEach @(
        foreach ($way in 'the pipeline', 'Clixml', 'JSON', 'a job', 'a session') { @{ Way = $way } }
    ) {
        $there = @(& $ways[$Way])
        $there | Where-Object CanRepair | Set-DnsServerZoneDelegation -WhatIf
        $script:WhatIfTargets | Should -Be $right
        $script:WhatIfTargets = @()
        $there | Where-Object CanRepair | Add-DnsServerZoneDelegation -WhatIf
        $script:WhatIfTargets | Should -Be $right
    }

    It 'reach the child zone of the row and nothing else, for a child several labels deep too' {
        $deep = New-TestLab @'
# Title: A delegation two labels below its zone
base
in example.
  deep.sub         NS    ns1.deep.sub
  deep.sub         NS    ns2.deep.sub
  ns1.deep.sub     A     45.99.0.1
  ns2.deep.sub     A     45.99.0.9
zone deep.sub.example. at 45.99.0.1 45.99.0.2
  @                NS    ns1
  @                NS    ns2
  ns1              A     45.99.0.1
  ns2              A     45.99.0.2
audit deep.sub.example.
'@
        try {
            $row = Compare-GlueToZone deep.sub.example -RootHint $deep -TimeoutSec 0.4
            $row | Where-Object CanRepair | Set-DnsServerZoneDelegation -WhatIf
            $script:WhatIfTargets | Should -Be 'example|deep.sub|ns2.deep.sub.example|45.99.0.2'
        }
        finally { Stop-TestLab $deep }
    }

    It 'refuse rows without addresses, and glue rows, rather than edit another zone: <Command>' -ForEach @(
        foreach ($set in 'Set', 'Add') {
            @{ Command = "Compare-GlueToZone nonexistent.example @arguments | $set-DnsServerZoneDelegation -WhatIf" }
            @{ Command = "Get-GlueRecord stale.example @arguments | $set-DnsServerZoneDelegation -WhatIf" }
            @{ Command = "Test-Delegation stale.example @arguments | $set-DnsServerZoneDelegation -WhatIf" }
            @{ Command = "Get-Delegation stale.example @arguments | $set-DnsServerZoneDelegation -WhatIf" }
        }
    ) {
        $Error.Clear()
        & ([scriptblock]::Create("$Command -ErrorAction SilentlyContinue")) 2>$null
        $Error.Count | Should -BeGreaterThan 0
        $script:WhatIfTargets | Should -BeNullOrEmpty
    }

    It 'get nothing of <_>, where nothing can be repaired' -ForEach 'nonexistent.example', 'unresponsive.example', 'healthy1.example', 'onlyparent.example' {
        @(Compare-GlueToZone $_ @arguments | Where-Object CanRepair).Count | Should -Be 0
    }
}

Describe 'Rows that come back' {
    It 'are domains again, through <Way>, for every command' -ForEach @(
        foreach ($way in 'Clixml', 'JSON', 'CSV', 'a session') { @{ Way = $way } }
    ) {
        $through = switch ($Way) {
            'Clixml' { { param($in) $in | Export-Clixml TestDrive:/r.xml; Import-Clixml TestDrive:/r.xml } }
            'JSON' { { param($in) $in | ConvertTo-Json -Depth 4 | ConvertFrom-Json | ForEach-Object { $_ } } }
            'CSV' { { param($in) $in | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv } }
            'a session' { { param($in) $in | ConvertTo-Serialized } }
        }
        $made = @{
            Test = @(Test-Delegation stale.example @arguments); Glue = @(Get-GlueRecord stale.example @arguments); Compare = @(Compare-GlueToZone stale.example @arguments)
            Trace = @(Trace-DnsDelegation stale.example @arguments); Finding = @(Test-Delegation stale.example @arguments -Detailed)
        }
        foreach ($kind in $made.Keys) {
            $back = @(& $through $made[$kind])
            $back.Count | Should -Be $made[$kind].Count -Because $kind
            foreach ($command in 'Test-Delegation', 'Get-GlueRecord', 'Compare-GlueToZone', 'Trace-DnsDelegation') {
                $again = @($back[0] | & $command @arguments)
                $again.DomainName | Select-Object -Unique | Should -Be 'stale.example' -Because "$kind to $command"
            }
        }
    }
}
