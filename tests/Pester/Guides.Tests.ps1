# Guides are run as they stand: what they show is what their commands print, and what they have the system run on a schedule works.
BeforeDiscovery { $guides = 'which-is-behind', 'know-when-your-glue-changes' }

BeforeAll {
    . $PSScriptRoot/Support.ps1
    . $PSScriptRoot/PageExamples.ps1
    $guide = [IO.File]::ReadAllText((Join-Path $script:Root 'docs/guides/know-when-your-glue-changes.md'))
}

Describe 'docs/guides/<_>.md' -ForEach $guides {
    It 'shows what its commands print' {
        $examples = @(Get-PageExample (Join-Path $script:Root "docs/guides/$_.md"))
        $examples.Count | Should -BeGreaterThan 3
        $printed = @(Invoke-PageExample $examples)
        for ($i = 0; $i -lt $examples.Count; $i++) { ConvertTo-Comparable $printed[$i] | Should -Be (ConvertTo-Comparable $examples[$i].Output) }
    }
}

Describe 'The scheduled task of the guide' {
    It 'ends with 0 where nothing has changed, with 3 where its rows cannot be written and tells them the next time, with 1 where something is told, with 2 where nothing is known, and with 3 where the list holds nothing' {
        $guide -match "(?s)\`$command = @'\r?\n(.*?)\r?\n'@" | Should -BeTrue
        $folder = $TestDrive.ToString().Replace('\', '/')
        $lab = Start-GlueLab
        $script = $Matches[1].Replace('Import-Module GlueTools', '').Replace('C:\ProgramData\glue\', "$folder/").Replace('Test-Delegation ', 'Test-Delegation -RootHint $lab -ConfirmAfter 1 ')
        Set-Content "$folder/watch.ps1" $script
        Set-Content "$folder/domains.txt" 'stale.example'
        # As where it runs: one that is no name is told of, and the list goes on.
        $ErrorActionPreference = 'Continue'
        $status = foreach ($run in 1..5) {
            $global:LASTEXITCODE = 0
            & "$folder/watch.ps1" 2>$null
            $LASTEXITCODE
            if ($run -eq 1) { [IO.File]::WriteAllText("$folder/history", [IO.File]::ReadAllText("$folder/history").Replace('45.10.4.1', '192.0.2.77')) }
            if ($run -eq 1) { Remove-Item "$folder/changes.csv"; $null = New-Item "$folder/changes.csv" -ItemType Directory }
            if ($run -eq 2) { Remove-Item "$folder/changes.csv" }
            if ($run -eq 3) { Set-Content "$folder/domains.txt" 'nowhere..example' }
            if ($run -eq 4) { Clear-Content "$folder/domains.txt" }
        }
        Stop-GlueLab $lab
        $status | Should -Be 0, 3, 1, 2, 3
        @(Import-Csv "$folder/changes.csv").Where({ $_.What -eq 'Address' }).NameServer | Should -Be 'ns2.stale.example'
    }
}

Describe 'The systemd units of the guide' {
    It 'hold what systemd takes, as far as it is here to say so' {
        $units = [regex]::Matches($guide, '(?s)`/etc/systemd/system/(glue-watch\.\w+)`:\s+```ini\r?\n(.*?)\r?\n```')
        $units.Count | Should -Be 2
        $verify = Get-Command systemd-analyze -ErrorAction SilentlyContinue
        foreach ($unit in $units) {
            $text = $unit.Groups[2].Value
            foreach ($line in $text -split "`n" | Where-Object { $_.Trim() -and $_ -notmatch '^#' }) { $line | Should -Match '^(\[(Unit|Service|Timer|Install)\]|[A-Z]\w+=.+)$' }
            Set-Content (Join-Path $TestDrive $unit.Groups[1].Value) $text.Replace('/usr/local/bin/glue', '/bin/true')
        }
        if ($verify) { (& $verify verify (Join-Path $TestDrive 'glue-watch.timer') 2>&1 | Where-Object { "$_" -match 'glue-watch' }) | Should -BeNullOrEmpty }
    }
}
