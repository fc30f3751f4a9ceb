@{
  # A literal: an expression here would break tools that read manifests as data.
  RootModule = 'bin/GlueTools.dll'
  ModuleVersion = '0.1.0'
  GUID = '6c0b1f0e-9a3d-4b52-8f5e-3d2a7c1e94b6'
  Author = 'GlueTools contributors'
  CompanyName = 'GlueTools'
  Copyright = 'MIT licence'
  Description = 'Audits DNS delegations: reads the glue that parent zones really serve, compares it with what the zones say of themselves, and says what to change where.'
  PowerShellVersion = '5.1'
  CompatiblePSEditions = @('Desktop', 'Core')
  DotNetFrameworkVersion = '4.7.2'
  CmdletsToExport = @(
    'Compare-Delegation'
    'Compare-GlueToZone'
    'ConvertTo-DelegationChange'
    'Export-DelegationReport'
    'Find-GlueAddress'
    'Get-Delegation'
    'Get-DelegationChange'
    'Get-DelegationCheck'
    'Get-DelegationDependency'
    'Get-GlueRecord'
    'Get-RegistryDelegation'
    'Invoke-DnsQuery'
    'New-DelegationPlan'
    'Repair-Delegation'
    'Start-GlueLab'
    'Stop-GlueLab'
    'Test-Delegation'
    'Trace-DnsDelegation'
    'Wait-Delegation'
  )
  FunctionsToExport = @()
  VariablesToExport = @()
  AliasesToExport = @()
  NestedModules = @('bin/GlueTools.OneVersion.psm1')
  FormatsToProcess = @('bin/GlueTools.Format.ps1xml')
  FileList = @(
    'GlueTools.psd1'
    'CHANGELOG.md'
    'LICENSE'
    'README.md'
    'bin/GlueTools.dll'
    'bin/GlueTools.Delegation.dll'
    'bin/GlueTools.Dns.dll'
    'bin/GlueTools.Format.ps1xml'
    'bin/GlueTools.Lab.dll'
    'bin/GlueTools.Network.dll'
    'bin/GlueTools.OneVersion.psm1'
    'bin/GlueTools.Registry.dll'
    'bin/GlueTools.Reports.dll'
    'bin/GlueTools.ZoneFiles.dll'
    'en-US/GlueTools.dll-Help.xml'
    'en-US/about_GlueTools.help.txt'
    'en-US/about_GlueTools_Checks.help.txt'
    'en-US/about_GlueTools_Scheduling.help.txt'
    'examples/Invoke-GlueAudit.ps1'
    'examples/Invoke-ShardedAudit.ps1'
  )
  PrivateData = @{
    PSData = @{
      # No prerelease label, nothing to accept, nothing else to install.
      RequireLicenseAcceptance = $false
      ExternalModuleDependencies = @()
      Tags = @(
        'PSEdition_Desktop', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS'
        'DNS', 'Glue', 'Delegation', 'NameServer', 'DnsServer', 'Audit', 'RFC9471'
      )
      LicenseUri = 'https://opensource.org/license/mit'
      ReleaseNotes = 'First release: glue and delegations read, compared, traced, tested, saved and judged again; a lab to try all of it. CHANGELOG.md has the details.'
    }
  }
}
