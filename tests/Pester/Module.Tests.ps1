BeforeAll { . $PSScriptRoot/Support.ps1 }

Describe 'The module' {
    It 'has a manifest that holds, and that tools can read as data' {
        $manifest = Test-ModuleManifest (Join-Path $script:Root 'GlueTools.psd1')
        $manifest.CompatiblePSEditions | Should -Be 'Desktop', 'Core'
        $manifest.PowerShellVersion | Should -Be '5.1'
        (Import-PowerShellDataFile (Join-Path $script:Root 'GlueTools.psd1')).RootModule | Should -Be 'bin/GlueTools.dll'
    }

    It 'exports what the manifest says and nothing else' {
        $module = Get-Module GlueTools
        $module.ExportedCommands.Keys | Sort-Object | Should -Be @((Import-PowerShellDataFile (Join-Path $script:Root 'GlueTools.psd1')).CmdletsToExport | Sort-Object)
    }

    It 'ships every file of its list, and no other assembly' {
        $list = (Import-PowerShellDataFile (Join-Path $script:Root 'GlueTools.psd1')).FileList
        foreach ($file in $list) { Join-Path $script:Root $file | Should -Exist }
        Get-ChildItem (Join-Path $script:Root 'bin') -File -Filter *.dll | ForEach-Object { "bin/$($_.Name)" } | Sort-Object | Should -Be @($list -like '*.dll' | Sort-Object)
        Get-ChildItem (Join-Path $script:Root 'bin') -Filter *.deps.json | Should -BeNullOrEmpty
    }

    It 'asks nothing of .NET beyond netstandard2.0: <_>' -ForEach 'GlueTools', 'GlueTools.Delegation', 'GlueTools.Dns', 'GlueTools.Lab', 'GlueTools.Network', 'GlueTools.Registry', 'GlueTools.Reports' {
        $name = $_
        $assembly = [Reflection.Assembly]::LoadFrom((Join-Path $script:Root "bin/$name.dll"))
        $assembly.GetReferencedAssemblies().Name | Where-Object { $_ -notin 'netstandard', 'System.Management.Automation' -and $_ -notlike 'GlueTools.*' } | Should -BeNullOrEmpty
    }

    It 'lists every file that belongs to it' {
        $list = (Import-PowerShellDataFile (Join-Path $script:Root 'GlueTools.psd1')).FileList
        $there = foreach ($folder in 'bin', 'en-US', 'examples') {
            Get-ChildItem (Join-Path $script:Root $folder) -File | Where-Object Extension -NE '.pdb' | ForEach-Object { "$folder/$($_.Name)" }
        }
        $there | Sort-Object | Should -Be @($list -like '*/*' | Sort-Object)
    }

    It 'says of itself what a gallery asks for' {
        $manifest = Test-ModuleManifest (Join-Path $script:Root 'GlueTools.psd1')
        $manifest.Description | Should -Not -BeNullOrEmpty
        $manifest.Author | Should -Not -BeNullOrEmpty
        $manifest.LicenseUri | Should -Not -BeNullOrEmpty
        $manifest.ReleaseNotes | Should -Not -BeNullOrEmpty
        $manifest.Tags | Should -Contain 'PSEdition_Desktop'
        $manifest.Tags | Should -Contain 'PSEdition_Core'
    }

    It 'has nothing that the analyzer minds by its own rules, in what is given away and in what makes it: <_>' -Skip:(-not (Get-Module PSScriptAnalyzer -ListAvailable)) -ForEach 'GlueTools.psd1', 'examples', 'src/GlueTools', 'build', 'docs/cmdlets', 'docs/checks' {
        Invoke-ScriptAnalyzer (Join-Path $script:Root $_) | ForEach-Object { "$($_.ScriptName):$($_.Line) $($_.RuleName)" } | Should -BeNullOrEmpty
    }

    It 'stands the analyzer''s gaze: <_>' -Skip:(-not (Get-Module PSScriptAnalyzer -ListAvailable)) -ForEach @(
        'build.ps1', 'build', 'GlueTools.psd1', 'docs/cmdlets', 'examples', 'tests/Pester'
    ) {
        $settings = Join-Path $script:Root 'PSScriptAnalyzerSettings.psd1'
        Invoke-ScriptAnalyzer (Join-Path $script:Root $_) -Settings $settings | ForEach-Object { "$($_.ScriptName):$($_.Line) $($_.RuleName)" } | Should -BeNullOrEmpty
    }
}

Describe 'The package' {
    BeforeAll {
        $manifest = Import-PowerShellDataFile (Join-Path $script:Root 'GlueTools.psd1')
        # As in a PowerShell without Microsoft.PowerShell.Archive.
        function global:Compress-Archive { throw 'There is no Compress-Archive.' }
        function global:Expand-Archive { throw 'There is no Expand-Archive.' }
        $archive, $nupkg = & (Join-Path $script:Root 'build.ps1') -Task Pack -NoBuild
        # Beside the list of the repository, what was compiled beforehand, for whatever systems.
        $all = @($manifest.FileList) + @(Get-ChildItem (Join-Path $script:Root 'bin') -Directory | ForEach-Object { $system = $_.Name; Get-ChildItem $_.FullName -File | ForEach-Object { "bin/$system/$($_.Name)" } })
    }

    AfterAll { Remove-Item Function:/Compress-Archive, Function:/Expand-Archive }

    It 'has the same bytes when it is packed again' {
        $before = (Get-FileHash $archive).Hash, (Get-FileHash $nupkg).Hash
        $archive, $nupkg = & (Join-Path $script:Root 'build.ps1') -Task Pack -NoBuild
        (Get-FileHash $archive).Hash, (Get-FileHash $nupkg).Hash | Should -Be $before
    }

    It 'comes in the form of a feed, too: the files of the list under a .nuspec' {
        $folder = (New-Item TestDrive:/nupkg -ItemType Directory).FullName
        Add-Type -AssemblyName System.IO.Compression.FileSystem
        [IO.Compression.ZipFile]::ExtractToDirectory($nupkg, $folder)
        $about = ([xml](Get-Content -LiteralPath (Join-Path $folder 'GlueTools.nuspec') -Raw)).package.metadata
        $about.id | Should -Be 'GlueTools'
        $about.version | Should -Be $manifest.ModuleVersion
        $about.authors | Should -Be $manifest.Author
        $about.description | Should -Be $manifest.Description
        $about.license.type | Should -Be 'expression'
        $about.license.'#text' | Should -Be 'MIT'
        $about.tags -split ' ' | Should -Contain 'PSModule'
        Import-PowerShellDataFile (Join-Path $folder 'GlueTools.psd1') | ForEach-Object { $_.FileList | Sort-Object | Should -Be @($all | Sort-Object) }
        foreach ($file in $all | Where-Object { $_ -ne 'GlueTools.psd1' }) {
            (Get-FileHash (Join-Path $folder $file)).Hash | Should -Be (Get-FileHash (Join-Path $script:Root $file)).Hash
        }
        Split-Path $nupkg -Leaf | Should -Be "GlueTools.$($manifest.ModuleVersion).nupkg"
        # Nothing beside them but what the form itself asks for, each with a type of content.
        @(Get-ChildItem $folder -Recurse -File -Force).Count | Should -Be ($all.Count + 3)
        $types = ([xml](Get-Content -LiteralPath (Join-Path $folder '[Content_Types].xml') -Raw)).Types
        $manifest.FileList | Where-Object { [IO.Path]::GetExtension($_) -and [IO.Path]::GetExtension($_).TrimStart('.') -notin $types.Default.Extension } | Should -BeNullOrEmpty
    }

    It 'is taken by a NuGet client into a feed and out of it (needs the .NET SDK)' -Skip:(-not (Get-Command dotnet -CommandType Application -ErrorAction SilentlyContinue)) {
        $place = (New-Item TestDrive:/nuget -ItemType Directory).FullName
        $null = New-Item "$place/feed" -ItemType Directory
        $said = dotnet nuget push $nupkg --source "$place/feed" 2>&1
        $LASTEXITCODE | Should -Be 0 -Because ($said -join "`n")
        Set-Content "$place/take.csproj" ('<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>netstandard2.0</TargetFramework>' +
            "<DisableImplicitFrameworkReferences>true</DisableImplicitFrameworkReferences><RestoreSources>$place/feed</RestoreSources><RestorePackagesPath>$place/packages</RestorePackagesPath>" +
            "</PropertyGroup><ItemGroup><PackageDownload Include='GlueTools' Version='[$($manifest.ModuleVersion)]'/></ItemGroup></Project>")
        $said = dotnet restore "$place/take.csproj" --nologo -v quiet 2>&1
        $LASTEXITCODE | Should -Be 0 -Because ($said -join "`n")
        (Test-ModuleManifest "$place/packages/gluetools/$($manifest.ModuleVersion)/GlueTools.psd1").Name | Should -Be 'GlueTools'
        Join-Path $place "packages/gluetools/$($manifest.ModuleVersion)/bin/GlueTools.dll" | Should -Exist
    }

    It 'is found by name once it is unpacked, with its help' {
        $modules = (New-Item TestDrive:/modules -ItemType Directory).FullName
        Add-Type -AssemblyName System.IO.Compression.FileSystem
        [IO.Compression.ZipFile]::ExtractToDirectory($archive, $modules)
        # A folder named GlueTools, and in it the version; nothing beside the files of the list.
        Get-ChildItem $modules -Name | Should -Be 'GlueTools'
        $version = $manifest.ModuleVersion
        Get-ChildItem $modules/GlueTools -Name | Should -Be $version
        @(Get-ChildItem $modules -Recurse -File).Count | Should -Be $all.Count
        $before = $env:PSModulePath
        try {
            $env:PSModulePath = $modules + [IO.Path]::PathSeparator + $before
            $said = & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -Command {
                $lab = Start-GlueLab
                (Get-Module GlueTools).ModuleBase
                (Test-Delegation stale.example -RootHint $lab).FirstProblem
                (Get-Help Test-Delegation).Synopsis
                @((Get-Help about_GlueTools_Checks) -split "`n")[1].Trim()
                (Get-Command -Module GlueTools).Count
            }
        }
        finally { $env:PSModulePath = $before }
        $said[0] | Should -Be (Join-Path $modules "GlueTools/$version")
        $said[1] | Should -Match '^All 4 parent servers give'
        $said[2] | Should -Match '^Tests the delegations'
        $said[3] | Should -Be 'about_GlueTools_Checks'
        $said[4] | Should -Be @((Import-PowerShellDataFile (Join-Path $script:Root 'GlueTools.psd1')).CmdletsToExport).Count
    }
}
