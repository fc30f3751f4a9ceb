BeforeAll {
    . $PSScriptRoot/Support.ps1
    $lab = Start-GlueLab
    $arguments = Get-LabArgument $lab
    $names = 'healthy1.example', 'stale.example', 'a..b', 'healthy2.example', 'stale.example', 'noglue.example'
}

AfterAll { Stop-GlueLab }

Describe 'Resume' {
    BeforeEach {
        $file = Join-Path $TestDrive ([guid]::NewGuid())
    }

    It '<Cmdlet> goes on with the domains that are not listed' -ForEach @(
        @{ Cmdlet = 'Test-Delegation'; Part = 2 }, @{ Cmdlet = 'Get-GlueRecord'; Part = 3 }, @{ Cmdlet = 'Compare-GlueToZone'; Part = 4 }, @{ Cmdlet = 'Get-Delegation'; Part = 5 }
    ) {
        $whole = @($names | & $Cmdlet @arguments -ErrorAction SilentlyContinue | ForEach-Object { "$($_.DomainName) $($_.Status)" } | Sort-Object)
        $names[0..($Part - 1)] | & $Cmdlet @arguments -Resume $file -ErrorAction SilentlyContinue | Export-Csv $file -Append -NoTypeInformation
        $rest = @($names | & $Cmdlet @arguments -Resume $file -ErrorAction SilentlyContinue)
        @($rest.DomainName | Select-Object -Unique | Sort-Object) | Should -Be @($names[$Part..5] | Select-Object -Unique | Sort-Object)
        $rest | Export-Csv $file -Append -NoTypeInformation
        @(Import-Csv $file | ForEach-Object { "$($_.DomainName) $($_.Status)" } | Sort-Object) | Should -Be $whole
        @($names | & $Cmdlet @arguments -Resume $file -ErrorAction SilentlyContinue).Count | Should -Be 0
    }

    It 'lists a domain that has no row' {
        'healthy1.example' | Test-Delegation @arguments -Detailed -Resume $file | Should -BeNullOrEmpty
        @(Get-Content "$file.run" | Where-Object { $_ -match ' healthy1\.example$' }).Count | Should -Be 1
    }

    It 'keeps nothing of a domain whose rows did not go down the pipeline' {
        $null = $names | Test-Delegation @arguments -Resume $file -ThrottleLimit 1 -ErrorAction SilentlyContinue | Select-Object -First 1
        $listed = @(Get-Content "$file.run" | Select-Object -Skip 1 | Where-Object { $_ -match '^\d' })
        $listed.Count | Should -BeLessThan 2
        @($names | Test-Delegation @arguments -Resume $file -ErrorAction SilentlyContinue).Count | Should -Be (6 - $listed.Count)
    }

    It 'goes on behind a line that was cut off' {
        $null = $names[0, 1] | Test-Delegation @arguments -Resume $file
        $text = [IO.File]::ReadAllText("$file.run")
        [IO.File]::WriteAllText("$file.run", $text.Substring(0, $text.Length - 3))
        @($names[0, 1] | Test-Delegation @arguments -Resume $file).Count | Should -Be 1
    }

    It 'takes the objects of one delegation as one' {
        $objects = 'ns1.stale.example', 'ns2.stale.example' | ForEach-Object { New-DelegationObject -ZoneName example -ChildZoneName stale.example -NameServer "$_." -IPAddress 192.0.2.1 }
        @($objects | Compare-GlueToZone @arguments -Resume $file).Count | Should -Be 2
        @($objects | Compare-GlueToZone @arguments -Resume $file).Count | Should -Be 0
    }

    It 'lists nothing where nobody could be reached' {
        $null = 'healthy1.example' | Test-Delegation -Server 127.0.0.1 -Port 1 -TimeoutSec 0.1 -Retry 0 -Resume $file -ErrorAction SilentlyContinue
        @(Get-Content "$file.run" | Where-Object { $_ -match '^\d' }).Count | Should -Be 0
    }

    It 'refuses other parameters and names the difference' {
        $null = 'healthy1.example' | Test-Delegation @arguments -Resume $file -ThrottleLimit 3
        { 'healthy1.example' | Test-Delegation @arguments -Resume $file -Depth Core } | Should -Throw -ErrorId 'ResumeRefused*' -ExpectedMessage '*it was begun without -Depth, and this is with -Depth Core.'
        { 'healthy1.example' | Get-GlueRecord @arguments -Resume $file } | Should -Throw -ErrorId 'ResumeRefused*'
        { 'healthy1.example' | Test-Delegation @arguments -Resume $file -ThrottleLimit 5 } | Should -Not -Throw
    }

    It 'refuses a file that has no journal' {
        Set-Content $file 'mine'
        { 'healthy1.example' | Test-Delegation @arguments -Resume $file } | Should -Throw -ErrorId 'ResumeRefused*'
        Get-Content $file | Should -Be 'mine'
    }

    It 'refuses a second run beside the first' {
        { 'healthy1.example' | Test-Delegation @arguments -Resume $file | ForEach-Object { 'healthy2.example' | Test-Delegation @arguments -Resume $file } } |
            Should -Throw -ErrorId 'ResumeNotWritable*'
    }
}
