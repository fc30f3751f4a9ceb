BeforeDiscovery {
    $root = Split-Path (Split-Path $PSScriptRoot)
    $pages = @(Get-ChildItem (Join-Path $root 'docs/cmdlets') -Filter *-*.md | ForEach-Object { @{ Name = $_.BaseName; Path = $_.FullName } })
    $hasPlaty = [bool](Get-Module Microsoft.PowerShell.PlatyPS -ListAvailable)
}

BeforeAll {
    . $PSScriptRoot/Support.ps1
    . $PSScriptRoot/PageExamples.ps1
}

Describe 'The page of <Name>' -ForEach $pages {
    It 'has at least three examples, and each gives what the page shows' {
        $examples = @(Get-PageExample $Path)
        $examples.Count | Should -BeGreaterOrEqual 3
        $outputs = @(Invoke-PageExample $examples)
        for ($i = 0; $i -lt $examples.Count; $i++) {
            ConvertTo-Comparable $outputs[$i] | Should -Be (ConvertTo-Comparable $examples[$i].Output) -Because $examples[$i].Title
        }
    }

    It 'describes the parameters that there are, and no others' {
        $common = [Management.Automation.PSCmdlet]::CommonParameters
        $command = Get-Command $Name
        $there = $command.Parameters.Values | Where-Object { $_.Name -notin $common -and -not ($_.Attributes | Where-Object { $_ -is [Parameter] -and $_.DontShow }) }
        $described = [regex]::Matches([IO.File]::ReadAllText($Path), '(?m)^### -(\w+)') | ForEach-Object { $_.Groups[1].Value }
        $described | Sort-Object | Should -Be @($there.Name | Sort-Object)
    }

    It 'leaves nothing to be filled in' {
        [IO.File]::ReadAllText($Path) | Should -Not -Match '\{\{'
    }

    It 'is what Get-Help shows' {
        $help = Get-Help $Name -Full
        $help.Synopsis | Should -Not -BeNullOrEmpty
        $help.Synopsis | Should -Not -Match '^\s*\w+-\w+ \['
        @($help.examples.example).Count | Should -BeGreaterOrEqual 3
        foreach ($parameter in $help.parameters.parameter) { "$($parameter.description.Text)" | Should -Not -BeNullOrEmpty -Because $parameter.name }
    }

    It 'tells of every parameter its type, its default and an example that binds' {
        $command = Get-Command $Name
        foreach ($parameter in (Get-Help $Name -Full).parameters.parameter) {
            $why = "$Name -$($parameter.name)"
            $parameter.type.name -as [type] | Should -Be $command.Parameters[$parameter.name].ParameterType -Because $why
            $parameter.defaultValue | Should -Not -BeNullOrEmpty -Because $why
            $example = [regex]::Match($parameter.description.Text -join "`n", '(?m)^Example: `(.+)`$').Groups[1].Value
            $errors = $null
            $call = [Management.Automation.Language.Parser]::ParseInput($example, [ref] $null, [ref] $errors).FindAll({ param($node) $node -is [Management.Automation.Language.CommandAst] -and $node.GetCommandName() -eq $Name }, $true)
            @($errors).Count | Should -Be 0 -Because $why
            @($call).Count | Should -Be 1 -Because $why
            $bound = [Management.Automation.Language.StaticParameterBinder]::BindCommand($call[0], $true)
            $bound.BindingExceptions.Values | ForEach-Object { $_.BindingException.Message } | Should -BeNullOrEmpty -Because "$why, $example"
            @($call[0].CommandElements | Where-Object { $_ -is [Management.Automation.Language.CommandParameterAst] }).ParameterName | Should -Contain $parameter.name -Because $why
            # What is written out is of the parameter's type.
            $written = $bound.BoundParameters[$parameter.name]
            if ($written -and $null -ne $written.ConstantValue -and $written.ConstantValue -isnot [bool]) { { [Management.Automation.LanguagePrimitives]::ConvertTo($written.ConstantValue, $command.Parameters[$parameter.name].ParameterType) } | Should -Not -Throw -Because "$why, $example" }
        }
    }

    It 'shows no marks of a page in its help' {
        Get-Help $Name -Full | Out-String -Width 80 | Should -Not -Match '```'
    }
}

Describe 'Help' {
    It 'begins with a tour in README.md that gives what it shows' {
        $tour = [regex]::Match([IO.File]::ReadAllText((Join-Path $script:Root 'README.md')) -replace "`r", '(?s)```\n(PS> .*?)```').Groups[1].Value
        $examples = @([regex]::Split($tour, '(?m)^PS> ') | Where-Object { $_ } | ForEach-Object {
                $command, $output = $_ -split "`n", 2
                [pscustomobject]@{ Title = $command; Code = $command; Output = $output }
            })
        $examples.Count | Should -BeGreaterThan 7
        # One domain at a time: otherwise rows come as they are finished, mostly in this order.
        $PSDefaultParameterValues = @{ 'Test-Delegation:ThrottleLimit' = 1 }
        $outputs = @(Invoke-PageExample $examples)
        for ($i = 0; $i -lt $examples.Count; $i++) {
            ConvertTo-Comparable $outputs[$i] | Should -Be (ConvertTo-Comparable $examples[$i].Output) -Because $examples[$i].Title
        }
        @($tour -split "`n" | Where-Object { $_ -notlike 'PS> *' -and $_.Length -gt 80 }) | Should -BeNullOrEmpty
    }

    It 'covers every cmdlet' {
        (Get-Command -Module GlueTools).Name | Sort-Object | Should -Be @(Get-ChildItem (Join-Path $script:Root 'docs/cmdlets') -Filter *-*.md | ForEach-Object BaseName | Sort-Object)
    }

    It 'in MAML is what the pages give (needs Microsoft.PowerShell.PlatyPS)' -Skip:(-not $hasPlaty) {
        $folder = Join-Path ([IO.Path]::GetTempPath()) ([guid]::NewGuid())
        try {
            & (Join-Path $script:Root 'docs/cmdlets/New-Help.ps1') -Destination $folder
            $made = @(Get-ChildItem $folder -File)
            $made.Name | Sort-Object | Should -Be 'about_GlueTools_Checks.help.txt', 'GlueTools.dll-Help.xml'
            foreach ($file in $made) {
                (Get-Content (Join-Path $script:Root "en-US/$($file.Name)") -Raw) -replace "`r" | Should -BeExactly ((Get-Content $file.FullName -Raw) -replace "`r") -Because 'build.ps1 -Task Docs writes it'
            }
        }
        finally { Remove-Item $folder -Recurse -Force -ErrorAction SilentlyContinue }
    }

    It 'has an online version, and cmdlets a HelpUri, where the site has an address; none otherwise' -Skip:(-not (Get-Command dotnet -ErrorAction SilentlyContinue)) {
        $base = 'https://docs.example.org/glue'
        $help = [IO.File]::ReadAllText((Join-Path $script:Root 'en-US/GlueTools.dll-Help.xml'))
        $help | Should -Not -Match 'Online Version'
        { Get-Help Test-Delegation -Online } | Should -Throw '*online version*' -Because 'where no page has an address, that is what is said'
        (Get-Command Get-GlueRecord).HelpUri | Should -BeNullOrEmpty

        $folder = Join-Path ([IO.Path]::GetTempPath()) ([guid]::NewGuid())
        try {
            $null = New-Item "$folder/en-US" -ItemType Directory -Force
            $said = & dotnet publish (Join-Path $script:Root 'src/GlueTools') -c Release -o "$folder/bin" "-p:HelpBase=$base/" -p:IntermediateOutputPath=obj/help/ -p:BuildProjectReferences=false -p:RunAnalyzers=false --nologo -v quiet 2>&1
            $LASTEXITCODE | Should -Be 0 -Because "$said"
            $said = & dotnet run --project (Join-Path $script:Root 'tools/GlueTools.Site') -- --out "$folder/site" 2>&1
            $LASTEXITCODE | Should -Be 0 -Because "$said"
            Copy-Item (Join-Path $script:Root 'GlueTools.psd1') $folder
            [IO.File]::WriteAllText("$folder/en-US/GlueTools.dll-Help.xml", (& (Join-Path $script:Root 'build/Add-OnlineVersion.ps1') -Text $help -HelpBase $base))
            $command = "Import-Module '$folder/GlueTools.psd1'; Get-Command -Module GlueTools | ForEach-Object { `"`$(`$_.Name) `$(`$_.HelpUri) `$((Get-Help `$_.Name).relatedLinks.navigationLink[0].uri)`" }"
            $lines = @(& (Get-Process -Id $PID).Path -NoProfile -NonInteractive -Command $command)
            $lines.Count | Should -Be @(Get-Command -Module GlueTools).Count
            foreach ($line in $lines) {
                $name, $uri, $online = $line -split ' '
                $uri | Should -Be "$base/cmdlets/$name.html"
                $online | Should -Be $uri
                "$folder/site/cmdlets/$name.html" | Should -Exist
            }
        }
        finally { Remove-Item $folder -Recurse -Force -ErrorAction SilentlyContinue }
    }

    It 'has the topic <_>, which fits 80 columns' -ForEach 'about_GlueTools', 'about_GlueTools_Checks', 'about_GlueTools_Scheduling' {
        $path = Join-Path $script:Root "en-US/$_.help.txt"
        $path | Should -Exist
        @(Get-Content $path | Where-Object Length -GT 80) | Should -BeNullOrEmpty
        # Get-Help finds topics of modules on PSModulePath only; the package's test asks it.
        @(Get-Content $path)[0] | Should -Be 'TOPIC'
    }

    It 'explains every finding in about_GlueTools_Checks' {
        $topic = Get-Content (Join-Path $script:Root 'en-US/about_GlueTools_Checks.help.txt') -Raw
        foreach ($check in Get-DelegationCheck) { $topic | Should -Match "(?m)^\s*$($check.Code) \($($check.Severity)\)" }
    }
}
