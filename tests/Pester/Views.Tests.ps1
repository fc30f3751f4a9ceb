# How rows look: in narrow and wide windows, in colour or without, and where the session's language is constrained.
BeforeAll {
    . $PSScriptRoot/Support.ps1
    $lab = Start-GlueLab
    $arguments = Get-LabArgument $lab
    # A name and addresses as long as one meets them.
    $long = New-TestLab @'
# Title: Long addresses
base

in example.
  university          NS    ns1.servers.university
  university          NS    ns2.servers.university
  ns1.servers.university  A     45.10.31.1
                      AAAA  2a10:1010:1111:2222:3333:4444:5555:6661
  ns2.servers.university  A     45.10.31.2
                      AAAA  2a10:1010:1111:2222:3333:4444:5555:6669

zone university.example. at 45.10.31.1 2a10:1010:1111:2222:3333:4444:5555:6661 45.10.31.2 2a10:1010:1111:2222:3333:4444:5555:6662
  @            NS    ns1.servers
  @            NS    ns2.servers
  ns1.servers  A     45.10.31.1
               AAAA  2a10:1010:1111:2222:3333:4444:5555:6661
  ns2.servers  A     45.10.31.2
               AAAA  2a10:1010:1111:2222:3333:4444:5555:6662
'@
    $longArguments = Get-LabArgument $long
    function Show-Row { param([object[]] $Row, [int] $Width) @(($Row | Out-String -Width $Width) -replace '\x1b\[[0-9;]*m' -split "`r?`n" | ForEach-Object TrimEnd) }
    # A session of its own with the module loaded, and then with less of a language.
    function New-Session {
        param([string] $LanguageMode)
        $state = [initialsessionstate]::CreateDefault2()
        $state.ImportPSModule((Join-Path $script:Root 'GlueTools.psd1'))
        $session = [runspacefactory]::CreateRunspace($Host, $state)
        $session.Open()
        $session.SessionStateProxy.SetVariable('arguments', $arguments)
        $session.SessionStateProxy.LanguageMode = $LanguageMode
        $session
    }
    function Invoke-Session {
        param($Session, [scriptblock] $Script)
        $shell = [powershell]::Create($Session)
        try { $shell.AddScript($Script.ToString()).Invoke(); $shell.Streams.Error | ForEach-Object { throw $_ } } finally { $shell.Dispose() }
    }
}

AfterAll { Stop-GlueLab; Stop-TestLab $long }

Describe 'Sentences in 80 columns' {
    It 'are broken between words: <_>' -ForEach 'New-DelegationPlan', 'Wait-Delegation' {
        $name = $_
        foreach ($domain in @{ Name = 'stale.example'; More = $arguments }, @{ Name = 'university.example'; More = $longArguments }) {
            $more = @{} + $domain.More
            if ($name -eq 'Wait-Delegation') { $more = @{ RootHint = $more.RootHint; AttemptTimeoutSec = 0.4; TimeoutSec = 0 } }
            $row = @(& $name $domain.Name @more -WarningAction Ignore)[0]
            $text = (Show-Row $row 80) -join "`n"
            $sentences = if ($name -eq 'Wait-Delegation') { @($row.Detail) + @($row.Wanted) + @($row.Servers | ForEach-Object { "$_" }) } else { $row.Action }
            @($sentences).Count | Should -BeGreaterThan 0
            foreach ($word in $sentences -split '\s+' | Where-Object { $_ -and $_.Length -lt 38 }) { $text | Should -Match ([regex]::Escape($word)) -Because $text }
        }
    }
}

Describe 'Tables' {
    It '<Command> has heads that are names of properties' -ForEach @(
        @{ Command = 'Test-Delegation stale.example @arguments' }
        @{ Command = 'Test-Delegation stale.example -Detailed @arguments' }
        @{ Command = 'Get-GlueRecord stale.example @arguments' }
        @{ Command = 'Get-GlueRecord stale.example -PerServer @arguments' }
        @{ Command = 'Compare-GlueToZone stale.example @arguments' }
        @{ Command = 'Trace-DnsDelegation stale.example @arguments' }
        @{ Command = 'Get-Delegation stale.example @arguments' }
        @{ Command = 'Get-DelegationCheck GlueStale' }
    ) {
        $row = @(& ([scriptblock]::Create($Command)))[0]
        $lines = Show-Row $row 120
        $rule = 0..($lines.Count - 1) | Where-Object { $lines[$_] -match '^ *-[- ]*$' } | Select-Object -First 1
        $heads = @($lines[$rule - 1].Trim() -split ' +')
        $heads.Count | Should -BeGreaterThan 2
        $heads | Where-Object { $_ -cnotin $row.PSObject.Properties.Name } | Should -BeNullOrEmpty
    }

    It 'leave names and addresses whole where there is room: <Command> at <Width>' -ForEach @(
        foreach ($width in 120, 200) {
            @{ Width = $width; Command = 'Get-GlueRecord university.example'; Shows = 'ns2.servers.university.example', '2a10:1010:1111:2222:3333:4444:5555:6669' }
            @{ Width = $width; Command = 'Compare-GlueToZone university.example'; Shows = '- 2a10:1010:1111:2222:3333:4444:5555:6669', '+ 2a10:1010:1111:2222:3333:4444:5555:6662' }
            @{ Width = $width; Command = 'Trace-DnsDelegation university.example -All'; Shows = 'ns2.servers.university.example', '2a10:1010:1111:2222:3333:4444:5555:6669' }
            @{ Width = $width; Command = 'Test-Delegation university.example -Detailed'; Shows = '2a10:1010:1111:2222:3333:4444:5555:6669' }
        }
    ) {
        $rows = @(& ([scriptblock]::Create("$Command @longArguments")))
        $text = (Show-Row $rows $Width) -join "`n"
        foreach ($word in $Shows) { $text | Should -Match ('(?m)(^|\s)' + [regex]::Escape($word) + '([\s,.]|$)') }
    }

    It 'lose no column in a narrow window: <Command>' -ForEach @(
        @{ Command = 'Get-GlueRecord university.example'; Heads = 'Name', 'Type', 'TTL', 'ServedBy', 'Status' }
        @{ Command = 'Compare-GlueToZone university.example'; Heads = 'NameServer', 'Status', 'CanRepair', 'GlueAddress' }
    ) {
        $lines = Show-Row @(& ([scriptblock]::Create("$Command @longArguments"))) 80
        foreach ($head in $Heads) { "$($lines -cmatch "(^| )$head( |$)")" | Should -Not -BeNullOrEmpty -Because $head }
        @($lines | Where-Object Length -GT 80) | Should -BeNullOrEmpty
    }

    It 'of comparisons mark what the parent holds too much and too little of' {
        $lines = Show-Row (Compare-GlueToZone stale.example @arguments) 80
        $lines | Where-Object { $_ -match '^ns1\.stale\.example +Match +False +45\.10\.1\.1$' } | Should -Not -BeNullOrEmpty
        "$($lines -join "`n")" | Should -Match '(?s)GlueDiffers +True .*\n +- 45\.10\.4\.1\n +\+ 45\.10\.2\.1'
    }

    It 'of traces are trees' {
        $lines = Show-Row (Trace-DnsDelegation stale.example -Seed 1 @arguments) 80
        @($lines | Where-Object { $_ -match '^ *(\.|example|stale\.example) ' } | ForEach-Object { $_ -replace '^( *\S+).*', '$1' }) | Should -Be '.', '  example', '    stale.example'
    }

    It 'show milliseconds and keep microseconds, in any culture' {
        $row = Invoke-DnsQuery stale.example NS 45.10.1.1 @arguments
        $row.RoundTripUs | Should -BeOfType [long]
        $culture = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = 'de-DE'
            (Show-Row $row 80) -join "`n" | Should -Match "Carried .*: \d+ octets over Udp in $([regex]::Escape(($row.RoundTripUs / 1000).ToString('0.0', [cultureinfo]::InvariantCulture))) ms"
        }
        finally { [cultureinfo]::CurrentCulture = $culture }
    }
}

Describe 'Colours' {
    BeforeAll {
        $shell = (Get-Process -Id $PID).Path
        $module = Join-Path $script:Root 'GlueTools.psd1'
        # A terminal of its own, which only Linux gives us.
        function Show-InTerminal {
            param([string] $Setting)
            $command = "Import-Module '$module'; $Setting; Get-DelegationCheck GlueStale, GlueDangling"
            $encoded = [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes($command))
            $path = Join-Path $TestDrive "$([guid]::NewGuid()).txt"
            $null = script -qec "env -u NO_COLOR TERM=xterm-256color '$shell' -NoProfile -NonInteractive -EncodedCommand $encoded" $path
            Get-Content $path -Raw
        }
    }

    It 'are those of $PSStyle in a terminal (needs script)' -Skip:(-not ($IsLinux -and (Get-Command script -CommandType Application -ErrorAction SilentlyContinue))) {
        $text = Show-InTerminal '$PSStyle.Formatting.Error = $PSStyle.Foreground.Blue'
        $text | Should -Match 'GlueStale +\x1b\[34mError'
        $text | Should -Match 'GlueDangling +\S*\x1b\[34mCritical'
    }

    It 'are none where they are not wanted: <_> (needs script)' -Skip:(-not ($IsLinux -and (Get-Command script -CommandType Application -ErrorAction SilentlyContinue))) -ForEach @(
        '$PSStyle.OutputRendering = "PlainText"', '$env:NO_COLOR = "1"'
    ) {
        $text = Show-InTerminal $_
        $text | Should -Match 'GlueStale'
        $text | Should -Not -Match '\x1b\[\d+m(\x1b\[\d+m)?(Error|Critical)'
    }
}

Describe 'Views in a session of constrained language' {
    BeforeAll { $session = New-Session ConstrainedLanguage }
    AfterAll { $session.Dispose() }

    It '<Command> looks the same' -ForEach @(
        @{ Command = 'Test-Delegation stale.example, healthy1.example, nonexistent.example' }
        @{ Command = 'Test-Delegation stale.example -Detailed' }
        @{ Command = 'Test-Delegation stale.example -Detailed'; Then = 'Format-List |' }
        @{ Command = 'Get-GlueRecord stale.example, nonexistent.example' }
        @{ Command = 'Get-GlueRecord stale.example -PerServer' }
        @{ Command = 'Compare-GlueToZone stale.example, nonexistent.example' }
        @{ Command = 'Trace-DnsDelegation stale.example, unresponsive.example -All' }
        @{ Command = 'Get-DelegationCheck Glue*'; Network = $false }
        @{ Command = 'Start-GlueLab'; Network = $false }
    ) {
        $line = "$Command $(if ($Network -ne $false) { '@arguments' }) | Sort-Object DomainName, ServerAddress, NameServer, IPAddress | $Then Out-String -Width 80"
        $here = & ([scriptblock]::Create($line))
        $there = -join (Invoke-Session $session ([scriptblock]::Create($line)))
        $there | Should -Be $here
        $there.Trim().Length | Should -BeGreaterThan 100
    }

    It 'audits, compares and judges saved evidence as in any session' {
        $line = {
            $kept = Test-Delegation stale.example -Evidence Full @arguments
            ($kept | Test-Delegation -Server 127.0.0.1 -Port 1).Findings | ForEach-Object { "$($_.Code) $($_.IPAddress)" }
            (Compare-GlueToZone stale.example @arguments | Where-Object CanRepair).NameServer
            (Invoke-DnsQuery stale.example NS 45.10.1.1 @arguments).RCode
        }
        Invoke-Session $session $line | Should -Be 'GlueStale 45.10.4.1', 'ns2.stale.example', 'NOERROR'
    }
}
