# What can be shown without Windows of the module's life in Windows PowerShell 5.1.
BeforeDiscovery {
    $isWindowsHost = $env:OS -eq 'Windows_NT'
    $framework = if ($isWindowsHost) { '.NET Framework' } elseif (Get-Command mono -CommandType Application -ErrorAction SilentlyContinue) { 'Mono' }
    $hasSdk = [bool](Get-Command dotnet -CommandType Application -ErrorAction SilentlyContinue)
}

BeforeAll { . $PSScriptRoot/Support.ps1 }

Describe '.NET Framework 4.7.2' {
    It 'has everything that the sources use (needs the .NET SDK)' -Skip:(-not $hasSdk) {
        # What analyzers say of the same sources is an error in the build that is given away.
        $said = dotnet build (Join-Path $script:Root 'src/GlueTools') -p:CheckFramework=true -p:RunAnalyzers=false -p:GenerateDocumentationFile=false --nologo -v quiet 2>&1
        $LASTEXITCODE | Should -Be 0 -Because ($said -join "`n")
        $assembly = Join-Path $script:Root 'out/framework/bin/GlueTools/Debug/net472/GlueTools.dll'
        $assembly | Should -Exist
    }

    It 'finds in the lab what .NET finds (needs the .NET SDK, and Windows or Mono)' -Skip:(-not ($hasSdk -and $framework)) -ForEach @{ Framework = $framework } {
        $said = dotnet build (Join-Path $script:Root 'tests/GlueTools.LabRun') --nologo -v quiet 2>&1
        $LASTEXITCODE | Should -Be 0 -Because ($said -join "`n")
        $out = Join-Path $script:Root 'out/labrun'
        $expected = @(dotnet (Join-Path $out 'net10.0/GlueTools.LabRun.dll'))
        $expected.Count | Should -BeGreaterThan 60
        $expected | Where-Object { $_ -match 'NOT the same' } | Should -BeNullOrEmpty
        $program = Join-Path $out 'net472/GlueTools.LabRun.exe'
        # The very assemblies: built once, for netstandard2.0.
        foreach ($name in 'Dns', 'Delegation', 'Lab') {
            (Get-FileHash (Join-Path $out "net472/GlueTools.$name.dll")).Hash | Should -Be (Get-FileHash (Join-Path $out "net10.0/GlueTools.$name.dll")).Hash
        }
        $found = @(if ($Framework -eq 'Mono') { mono $program } else { & $program })
        $found | Should -Be $expected
    }
}
