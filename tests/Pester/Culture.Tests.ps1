# Decimal commas, Buddhist years, Hijri months and other digits: no row, no sentence and no table may show them.
BeforeAll {
    . $PSScriptRoot/Support.ps1
    $lab = Start-GlueLab
    $arguments = Get-LabArgument $lab
    # Everything that the commands write, without what differs from run to run.
    function Get-Everything {
        param([string] $Culture)
        $before = [cultureinfo]::CurrentCulture, [cultureinfo]::CurrentUICulture
        try {
            [cultureinfo]::CurrentCulture = $Culture
            [cultureinfo]::CurrentUICulture = $Culture
            $views = @('stale.example', 'healthy1.example', 'dangling.example', 'nonexistent.example' | Get-Delegation @arguments -ThrottleLimit 1)
            $rows = @{
                Tested   = @($views | Test-Delegation)
                Found    = @($views | Test-Delegation -Detailed)
                Glue     = @($views | Get-GlueRecord -PerServer)
                Compared = @($views | Compare-GlueToZone -PerAddress)
                Traced   = @(Trace-DnsDelegation stale.example -Seed 3 @arguments)
                Asked    = @(Invoke-DnsQuery stale.example SOA 45.10.1.1 @arguments)
                Refused  = @('a..b', ('a' * 64) | Test-Delegation @arguments -ErrorAction SilentlyContinue)
                Checks   = @(Get-DelegationCheck)
            }
            $texts = foreach ($key in $rows.Keys | Sort-Object) {
                "# $key"
                $rows[$key] | ForEach-Object { $_ | Select-Object * -ExcludeProperty QueryCount, DurationUs, RoundTripUs, Time, CollectedUtc, Evidence, Findings } | ConvertTo-Csv -NoTypeInformation
                # Wide: where PowerShell itself breaks the lines of a list depends on the culture.
                $rows[$key] | Out-String -Width 200 | ForEach-Object { $_ -replace '[\d.]+ ms', 'N ms' }
            }
            $form = '^GLUE5:', '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$'
            foreach ($view in $views) {
                $view.Evidence | Should -Match $form[0]
                $view.CollectedUtc | Should -Match $form[1]
                [Math]::Abs(([datetime]::UtcNow - [datetime]::Parse($view.CollectedUtc, [cultureinfo]::InvariantCulture, 'AdjustToUniversal')).TotalMinutes) | Should -BeLessThan 5
            }
            $DebugPreference = 'Continue'
            $texts += @(Invoke-DnsQuery stale.example SOA 45.10.1.1 @arguments -Verbose 4>&1 5>&1 6>&1 | Where-Object { $_ -isnot [GlueTools.DnsMessage] } |
                    ForEach-Object { "$_" -replace '\d+ us', 'N us' -replace '[\d.]+ ms', 'N ms' -replace '\d\.\d s', 'T s' -replace '(question|response) [0-9A-F]{24,}', '$1 octets, of which ID, letters and cookie are drawn' })
            $texts -split "`r?`n"
        }
        finally { [cultureinfo]::CurrentCulture, [cultureinfo]::CurrentUICulture = $before }
    }
    $expected = @(Get-Everything 'en-US')
}

AfterAll { Stop-GlueLab }

Describe 'Under <_>' -ForEach 'de-DE', 'th-TH', 'ar-SA', 'tr-TR' {
    It 'every row, sentence and table is what it is elsewhere' {
        $expected.Count | Should -BeGreaterThan 150
        Compare-Object $expected @(Get-Everything $_) | ForEach-Object { "$($_.SideIndicator) $($_.InputObject)" } | Should -BeNullOrEmpty
    }

    It 'a time is read by the calendar that it is written in' {
        $before = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = $_
            (Test-Delegation healthy1.example -PreviousServer 45.10.4.1 -GoneSince 2026-01-02 -Check PreviousServerRetired -Detailed @arguments).Message | Should -BeLike '*since 2026-01-0*'
            { Test-Delegation healthy1.example -PreviousServer 45.10.4.1 -GoneSince '2126-01-02T00:00:00Z' @arguments } | Should -Throw -ExpectedMessage '*2126-01-02T00:00:00Z has not come yet*'
        }
        finally { [cultureinfo]::CurrentCulture = $before }
    }

    It 'a list is read and checks are found whatever the letters do' {
        $before = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = $_
            (Test-Delegation 'HEALTHY1.EXAMPLE' @arguments -TimeoutSec 0.5).Status | Should -Be 'Healthy'
            (Get-DelegationCheck GLUEINCOMPLETE).Code | Should -Be 'GlueIncomplete'
            (Test-Delegation stale.example @arguments -Check gluestale -MinimumSeverity info).Status | Should -Be 'Error'
            (Invoke-DnsQuery stale.example soa 45.10.1.1 @arguments).Type | Should -Be 'SOA'
        }
        finally { [cultureinfo]::CurrentCulture = $before }
    }
}
