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
        Get-ChildItem (Join-Path $script:Root 'bin') -Filter *.dll | ForEach-Object { "bin/$($_.Name)" } | Sort-Object | Should -Be @($list -like '*.dll' | Sort-Object)
        Get-ChildItem (Join-Path $script:Root 'bin') -Filter *.deps.json | Should -BeNullOrEmpty
    }

    It 'asks nothing of .NET beyond netstandard2.0: <_>' -ForEach 'GlueTools', 'GlueTools.Delegation', 'GlueTools.Dns', 'GlueTools.Lab' {
        $name = $_
        $assembly = [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -eq $name }
        $assembly | Should -Not -BeNullOrEmpty
        $assembly.GetReferencedAssemblies().Name | Where-Object { $_ -notin 'netstandard', 'System.Management.Automation' -and $_ -notlike 'GlueTools.*' } | Should -BeNullOrEmpty
    }

    It 'stands the analyzer''s gaze' -Skip:(-not (Get-Module PSScriptAnalyzer -ListAvailable)) {
        $files = Join-Path $script:Root 'build.ps1'
        # A script's parameters are used in its functions, which that rule does not see.
        Invoke-ScriptAnalyzer $files -ExcludeRule PSReviewUnusedParameter | ForEach-Object { "$($_.RuleName) $($_.Line)" } | Should -BeNullOrEmpty
        Invoke-ScriptAnalyzer $files -IncludeRule PSUseCompatibleSyntax -Settings @{ Rules = @{ PSUseCompatibleSyntax = @{ Enable = $true; TargetVersions = '5.1', '7.0' } } } | Should -BeNullOrEmpty
    }
}
