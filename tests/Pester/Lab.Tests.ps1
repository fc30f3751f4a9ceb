BeforeAll { . $PSScriptRoot/Support.ps1 }

AfterAll { Stop-GlueLab }

Describe 'Labs' {
    It 'says what it serves, and the lines it proposes work' {
        $lab = Start-GlueLab
        $text = $lab | Out-String -Width 200
        $text | Should -Match 'Lab "sample" runs on 127\.0\.0\.1'
        $lines = @($text -split "`r?`n" | Where-Object { $_ -match '^  \S.*-RootHint \$lab' })
        $lines.Count | Should -Be 3
        foreach ($line in $lines) { @(& ([scriptblock]::Create($line))).Count | Should -BeGreaterThan 0 }
        Stop-GlueLab $lab
    }

    It 'can be started twice, and each is stopped on its own' {
        $first = Start-GlueLab
        $second = Start-GlueLab sample
        $first | Stop-GlueLab
        $first.IsRunning | Should -BeFalse
        (Test-Delegation healthy1.example -RootHint $second).Status | Should -Be 'Healthy'
        { Test-Delegation healthy1.example -RootHint $first } | Should -Throw -ErrorId 'LabStopped,*'
        Stop-GlueLab
        $second.IsRunning | Should -BeFalse
    }

    It 'is stopped twice without complaint' {
        $lab = Start-GlueLab
        Stop-GlueLab $lab
        Stop-GlueLab $lab
        Stop-GlueLab
        $lab.IsRunning | Should -BeFalse
    }

    It 'ends when the module is removed' {
        $lab = Start-GlueLab
        Remove-Module GlueTools
        $lab.IsRunning | Should -BeFalse
        Import-Module (Join-Path $script:Root 'GlueTools.psd1')
        # What a test file often begins with.
        $lab = Start-GlueLab
        Import-Module (Join-Path $script:Root 'GlueTools.psd1') -Force
        { Test-Delegation healthy1.example -RootHint $lab } | Should -Throw "The lab 'sample' has been stopped with the module or the session that had started it; Import-Module -Force begins the module anew." -ErrorId 'LabStopped,*'
    }

    It 'ends with its session, and only that session''s labs do' {
        $mine = Start-GlueLab
        $runspace = [runspacefactory]::CreateRunspace()
        $runspace.Open()
        $shell = [powershell]::Create()
        $shell.Runspace = $runspace
        $theirs = $shell.AddScript("Import-Module '$(Join-Path $script:Root 'GlueTools.psd1')'; Start-GlueLab").Invoke()[0]
        $theirs.IsRunning | Should -BeTrue
        $shell.Commands.Clear()
        $null = $shell.AddScript('Stop-GlueLab').Invoke()
        $mine.IsRunning | Should -BeTrue
        $theirs.IsRunning | Should -BeFalse
        $shell.Commands.Clear()
        $theirs = $shell.AddScript('Start-GlueLab').Invoke()[0]
        $shell.Dispose()
        $runspace.Close()
        $theirs.IsRunning | Should -BeFalse
        $mine.IsRunning | Should -BeTrue
        Stop-GlueLab $mine
    }

    It 'completes scenario names' {
        (TabExpansion2 'Start-GlueLab -Scenario sam').CompletionMatches.CompletionText | Should -Contain 'sample'
    }
}
