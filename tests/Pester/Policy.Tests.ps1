BeforeAll {
    . $PSScriptRoot/Support.ps1
    $lab = Start-GlueLab
    $arguments = Get-LabArgument $lab
    # One round on the network; every policy then judges what was seen.
    $views = @($lab.Domains | Get-Delegation @arguments)
    function Complete { param($Line) (TabExpansion2 $Line $Line.Length).CompletionMatches }
}

AfterAll { Stop-GlueLab }

Describe 'What Test-Delegation reports' {
    It '-Check keeps a code, or all of a check' {
        ($views | Test-Delegation -Detailed -Check GlueStale, gluedangling).Code | Sort-Object -Unique | Should -Be 'GlueDangling', 'GlueStale'
        ($views | Test-Delegation -Detailed -Check GlueMatchesChild).Check | Sort-Object -Unique | Should -Be 'GlueMatchesChild'
    }

    It '-ExcludeCheck leaves out, also of what -Check keeps' {
        ($views | Test-Delegation -Detailed -ExcludeCheck GlueMatchesChild).Check | Should -Not -Contain 'GlueMatchesChild'
        ($views | Test-Delegation -Detailed -Check GlueMatchesChild -ExcludeCheck GlueStale).Code | Should -Not -Contain 'GlueStale'
        $stale = $views | Where-Object DomainName -EQ 'stale.example'
        ($stale | Test-Delegation -ExcludeCheck GlueStale).Status | Should -Be 'Healthy'
    }

    It '-MinimumSeverity leaves out what is below' {
        ($views | Test-Delegation -Detailed -MinimumSeverity Critical).Severity | Sort-Object -Unique | Should -Be 'Critical'
        @($views | Test-Delegation -MinimumSeverity Critical -Quiet | Where-Object { -not $_ }).Count | Should -BeGreaterThan 0
    }

    It '-PolicyFile sets severities, and parameters have the last word' {
        Set-Content TestDrive:/policy.psd1 "@{ MinimumSeverity = 'Warning'; Severities = @{ GlueStale = 'Notice'; GlueIncomplete = 'Critical' }; Exclude = @('GlueDangling') }"
        $all = @($views | Test-Delegation -Detailed -PolicyFile TestDrive:/policy.psd1)
        $all.Code | Should -Not -Contain 'GlueStale'
        $all.Code | Should -Not -Contain 'GlueDangling'
        ($all | Where-Object Code -EQ 'GlueIncomplete').Severity | Should -Be 'Critical'
        $more = @($views | Test-Delegation -Detailed -PolicyFile TestDrive:/policy.psd1 -MinimumSeverity Info)
        ($more | Where-Object Code -EQ 'GlueStale').Severity | Should -Be 'Notice'
        ($views | Test-Delegation -Detailed -PolicyFile TestDrive:/policy.psd1 -Check GlueMissing).Code | Sort-Object -Unique | Should -Be 'GlueMissing'
    }

    It 'reads what the console reads, where the file is JSON' {
        Set-Content TestDrive:/policy.json '{ // ours
            "minimumSeverity": "warning", "severities": { "GlueStale": "Notice", "GlueIncomplete": "Critical" }, "exclude": ["GlueDangling",] }'
        Set-Content TestDrive:/policy.psd1 "@{ MinimumSeverity = 'Warning'; Severities = @{ GlueStale = 'Notice'; GlueIncomplete = 'Critical' }; Exclude = @('GlueDangling') }"
        $json = @($views | Test-Delegation -Detailed -PolicyFile TestDrive:/policy.json) | Select-Object DomainName, Code, Severity | ConvertTo-Json
        $json | Should -Match 'GlueIncomplete'
        $json | Should -Be (@($views | Test-Delegation -Detailed -PolicyFile TestDrive:/policy.psd1) | Select-Object DomainName, Code, Severity | ConvertTo-Json)
        Set-Content TestDrive:/policy.json '{"minimumSeverity": 3}'
        { $views[0] | Test-Delegation -PolicyFile TestDrive:/policy.json } | Should -Throw -ErrorId 'PolicyFileMalformed,*' -ExpectedMessage '*minimumSeverity takes info, notice, warning, error or critical, not 3.'
    }

    It 'has the error <Id> for a policy file that <Name>' -ForEach @(
        @{ Name = 'is missing'; Text = $null; Id = 'PolicyFileNotFound'; Sentence = 'no policy file' }
        @{ Name = 'runs something'; Text = '@{ MinimumSeverity = $(throw "ran") }'; Id = 'PolicyFileMalformed'; Sentence = 'cannot be followed' }
        @{ Name = 'is a script'; Text = 'Get-Date'; Id = 'PolicyFileMalformed'; Sentence = 'one table' }
        @{ Name = 'does not parse'; Text = '@{'; Id = 'PolicyFileMalformed'; Sentence = 'line 1' }
        @{ Name = 'is nested too deep'; Text = '@{ a = ' + '@(' * 20000 + ')' * 20000 + '}'; Id = 'PolicyFileMalformed'; Sentence = 'brackets are nested deeper than 32' }
        @{ Name = 'is too long'; Text = '@{ }' + ' ' * 70000; Id = 'PolicyFileMalformed'; Sentence = 'it is longer than 65,536 characters' }
        @{ Name = 'speaks to the terminal'; Text = "@{ '$([char]27)[2J' = 1 }"; Id = 'PolicyFileMalformed'; Sentence = '\\027\[2J' }
        @{ Name = 'has an unknown key'; Text = '@{ Severity = "Error" }'; Id = 'PolicyFileMalformed'; Sentence = "'Severity' is none of MinimumSeverity, Severities, Include, Exclude and ExpiryDays" }
        @{ Name = 'has an unknown severity'; Text = '@{ MinimumSeverity = "Fatal" }'; Id = 'PolicyFileMalformed'; Sentence = "MinimumSeverity takes Info, Notice, Warning, Error or Critical, not 'Fatal'" }
        @{ Name = 'has a number for a severity'; Text = '@{ Severities = @{ GlueStale = 3 } }'; Id = 'PolicyFileMalformed'; Sentence = 'Severities.GlueStale takes Info, Notice, Warning, Error or Critical, not 3' }
        @{ Name = 'names no code'; Text = '@{ Severities = @{ GlueStael = "Error" } }'; Id = 'CheckNotFound'; Sentence = 'near to it: GlueStale' }
    ) {
        $path = 'TestDrive:/bad.psd1'
        if ($Text) { Set-Content $path $Text } else { Remove-Item $path -ErrorAction SilentlyContinue }
        $problem = { $views[0] | Test-Delegation -PolicyFile $path } | Should -Throw -PassThru
        $problem.FullyQualifiedErrorId | Should -Be "$Id,GlueTools.Commands.TestDelegationCommand"
        $problem.Exception.Message | Should -Match $Sentence
        $problem.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'refuses a name that is neither check nor code, and guesses' {
        { $views[0] | Test-Delegation -Check GlueStle } | Should -Throw -ErrorId 'CheckNotFound,GlueTools.Commands.TestDelegationCommand' -ExpectedMessage "*'GlueStle'*GlueStale*"
        { $views[0] | Test-Delegation -ExcludeCheck Nothing } | Should -Throw -ErrorId 'CheckNotFound,*'
    }
}

Describe 'Completion' {
    It 'offers checks and codes with what they mean' {
        $matches = @(Complete 'Test-Delegation example.com -Check GlueSta')
        $matches.CompletionText | Should -Be 'GlueStale'
        $matches.ToolTip | Should -BeLike 'Error: *'
        (Complete 'Test-Delegation example.com -ExcludeCheck gluematches').CompletionText | Should -Be 'GlueMatchesChild'
        @(Complete 'Test-Delegation example.com -Check ').Count | Should -BeGreaterThan 40
    }

    It 'offers the lab''s servers where there is a lab, and else root servers by address and by name' {
        $matches = @(Complete 'Invoke-DnsQuery stale.example NS -RootHint $lab -Server 45.10.1.')
        $matches.CompletionText | Should -Be '45.10.1.1'
        $matches.ToolTip | Should -Be 'A server of the lab'
        (Complete 'Compare-GlueToZone stale.example -RootHint $lab -ChildServer 45.10.1.').CompletionText | Should -Be '45.10.1.1'
        (Complete 'Test-Delegation example.com -Server k.root').CompletionText | Should -Be '193.0.14.129', '2001:7fd::1'
        (Complete 'Invoke-DnsQuery example.com -Server 198.41.0').ToolTip | Should -Be 'a.root-servers.net'
    }

    It 'offers record types' {
        (Complete 'Invoke-DnsQuery example.com -Type NS').CompletionText | Should -Be 'NS', 'NSEC', 'NSEC3', 'NSEC3PARAM'
        (Complete 'Invoke-DnsQuery example.com -Type a_').CompletionText | Should -Be 'A_AAAA'
    }

    It 'offers codes to Get-DelegationCheck, severities, depths and scenarios' {
        @(Complete 'Get-DelegationCheck Glue').CompletionText | Should -Be @(Get-DelegationCheck Glue* | ForEach-Object Code | Sort-Object)
        (Complete 'Test-Delegation example.com -MinimumSeverity ').CompletionText | Should -Be 'Critical', 'Error', 'Info', 'Notice', 'Warning'
        (Complete 'Get-Delegation example.com -Depth ').CompletionText | Should -Be 'Core', 'Full', 'Standard'
        (Complete 'Start-GlueLab -Scenario sam').CompletionText | Should -Be 'sample'
    }
}

Describe 'Wildcards' {
    It '-Check and -ExcludeCheck take them, and say what fits nothing' {
        $rows = @('stale.example', 'notcp.example' | Test-Delegation -Check 'Glue*' @arguments)
        ($rows | Where-Object DomainName -EQ 'stale.example').Findings.Code | Should -Be 'GlueStale'
        ($rows | Where-Object DomainName -EQ 'notcp.example').Status | Should -Be 'Healthy'
        (Test-Delegation stale.example -ExcludeCheck '*stale' @arguments).Findings.Code | Should -Not -Contain 'GlueStale'
        { Test-Delegation stale.example -Check 'Glew*' @arguments } | Should -Throw "There is no check or finding 'Glew?'; *" -ErrorId 'CheckNotFound,*'
    }

    It '-Status writes rows of these statuses only, and completes them' {
        $all = @($lab.Domains | Test-Delegation -RootHint $lab -ThrottleLimit 1)
        $some = @($lab.Domains | Test-Delegation -RootHint $lab -ThrottleLimit 1 -Status Critical, error)
        $some.DomainName | Sort-Object | Should -Be ($all | Where-Object Status -In 'Critical', 'Error' | Sort-Object DomainName).DomainName
        @('stale.example', 'a..b', 'healthy1.example' | Test-Delegation -RootHint $lab -Detailed -Status Invalid -ErrorAction SilentlyContinue).DomainName | Should -Be 'a..b'
        (Complete 'Test-Delegation x -Status Cr').CompletionText | Should -Be 'Critical'
    }

    It '-Profile judges by what a parent demands, and is completed' {
        ($views | Test-Delegation -Detailed -Profile iana-tld).Code | Sort-Object -Unique | Should -Contain 'GlueStale'
        ($views | Test-Delegation -Detailed -Profile de).Code | Sort-Object -Unique | Should -Not -Contain 'GlueStale'
        (Complete 'Test-Delegation x -Profile ia').CompletionText | Should -Be 'iana-tld'
        { Test-Delegation healthy1.example -Profile fr @arguments } | Should -Throw -ErrorId 'ProfileNotFound,*'
        { Test-Delegation healthy1.example -Profile de -PolicyFile x.psd1 @arguments } | Should -Throw -ErrorId 'InvalidParameterCombination,*'
    }

    It '<_> completes a pattern to what it means' -ForEach 'Test-Delegation -Check Glue*St', 'Test-Delegation -ExcludeCheck *GlueSt', 'Get-DelegationCheck *GlueSt' {
        $found = @((TabExpansion2 $_ $_.Length).CompletionMatches.CompletionText)
        $found | Should -Contain 'GlueStale'
        $found | Should -Not -Contain 'GlueMissing'
    }
}
