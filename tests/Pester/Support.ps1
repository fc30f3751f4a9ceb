# What the tests share: the built module, a lab, stand-ins for the DNS server's cmdlets with their real shapes and parameter sets.
$ErrorActionPreference = 'Stop'
$script:Root = Split-Path (Split-Path $PSScriptRoot)
Import-Module (Join-Path $script:Root 'GlueTools.psd1') -Force

# On loopback, whoever does not answer at once does not answer.
function Get-LabArgument { param($Lab) @{ RootHint = $Lab; TimeoutSec = 0.4 } }

# A lab from a scenario's text. Only the sample can be started by name.
function New-TestLab {
    param([string] $Text)
    $scenario = [GlueTools.Lab.Scenarios.LabScenario]::Parse($Text)
    $flags = [Reflection.BindingFlags]'Instance, NonPublic'
    [GlueTools.GlueLab].GetConstructors($flags)[0].Invoke(@('test', $scenario))
}

function Clear-LabLog {
    param($Lab)
    [GlueTools.GlueLab].GetField('_network', [Reflection.BindingFlags]'Instance, NonPublic').GetValue($Lab).ClearQueries()
}

function Stop-TestLab { param($Lab) Stop-GlueLab $Lab }

# Get-DnsServerZoneDelegation gives one object for each name server: a complete child name, the name server as a record, the addresses as records.
function New-DelegationObject {
    param([string] $ZoneName, [string] $ChildZoneName, [string] $NameServer, [string[]] $IPAddress)
    [pscustomobject]@{
        PSTypeName    = 'Microsoft.Management.Infrastructure.CimInstance#DnsServerZoneDelegation'
        ZoneName      = $ZoneName
        ChildZoneName = $ChildZoneName
        NameServer    = [pscustomobject]@{ HostName = '@'; RecordType = 'NS'; RecordData = [pscustomobject]@{ NameServer = $NameServer } }
        IPAddress     = @($IPAddress | ForEach-Object {
                $property = if ($_ -match ':') { 'IPv6Address' } else { 'IPv4Address' }
                [pscustomobject]@{ RecordData = [pscustomobject]@{ $property = [ipaddress] $_ } }
            })
    }
}

function New-ZoneObject {
    param([string] $ZoneName, [string] $ZoneType = 'Primary', [bool] $IsAutoCreated = $false)
    [pscustomobject]@{
        PSTypeName          = 'Microsoft.Management.Infrastructure.CimInstance#DnsServerZone'
        DistinguishedName   = $null
        ZoneName            = $ZoneName
        ZoneType            = $ZoneType
        IsPaused            = $false
        IsDsIntegrated      = $true
        IsAutoCreated       = $IsAutoCreated
        IsReverseLookupZone = $ZoneName -like '*.arpa'
        IsReadOnly          = $false
        IsShutdown          = $false
    }
}

function Get-DnsServerZone {
    New-ZoneObject 'healthy1.example'
    New-ZoneObject 'stale.example' 'Secondary'
    New-ZoneObject 'TrustAnchors'
    New-ZoneObject '127.in-addr.arpa' 'Primary' $true
    New-ZoneObject 'partner.example' 'Forwarder'
    New-ZoneObject 'stub.example' 'Stub'
}

function Get-DnsServerZoneDelegation {
    [CmdletBinding()]
    param([Parameter(Mandatory, Position = 0, ValueFromPipelineByPropertyName)][Alias('ZoneName')][string] $Name)
    process {
        foreach ($child in 'onlyparent', 'stale') {
            foreach ($server in @(1, 2, 3)[0..$(if ($child -eq 'onlyparent') { 2 } else { 1 })]) {
                New-DelegationObject $Name "$child.$Name." "ns$server.$child.$Name." "45.10.$server.1", "2a10:10:$($server)::1"
            }
        }
    }
}

# The real one takes its default set from a CIM instance by value, and everything by property name.
function Set-DnsServerZoneDelegation {
    [CmdletBinding(DefaultParameterSetName = 'InputObject', SupportsShouldProcess)]
    param(
        [Parameter(Mandatory, Position = 1, ValueFromPipeline, ParameterSetName = 'InputObject')]
        [Microsoft.Management.Infrastructure.CimInstance] $InputObject,
        [Parameter(Mandatory, Position = 0, ValueFromPipelineByPropertyName, ParameterSetName = 'Name')]
        [Alias('ZoneName')][string] $Name,
        [Parameter(Mandatory, Position = 1, ValueFromPipelineByPropertyName, ParameterSetName = 'Name')][string] $ChildZoneName,
        [Parameter(Mandatory, Position = 2, ValueFromPipelineByPropertyName, ParameterSetName = 'Name')][string] $NameServer,
        [Parameter(Mandatory, Position = 3, ValueFromPipelineByPropertyName, ParameterSetName = 'Name')][ipaddress[]] $IPAddress,
        [string] $ComputerName
    )
    process {
        $target = "$Name|$ChildZoneName|$NameServer|$($IPAddress -join ',')"
        if (-not $PSCmdlet.ShouldProcess($target)) { $script:WhatIfTargets += @($target) }
    }
}

# Beside the CIM instance, the set Parameters: everything mandatory, everything by property name.
function Add-DnsServerZoneDelegation {
    [CmdletBinding(DefaultParameterSetName = 'InputObject', SupportsShouldProcess)]
    param(
        [Parameter(Mandatory, Position = 1, ValueFromPipeline, ParameterSetName = 'InputObject')]
        [Microsoft.Management.Infrastructure.CimInstance] $InputObject,
        [Parameter(Mandatory, Position = 0, ValueFromPipelineByPropertyName, ParameterSetName = 'Parameters')]
        [Alias('ZoneName')][string] $Name,
        [Parameter(Mandatory, Position = 1, ValueFromPipelineByPropertyName, ParameterSetName = 'Parameters')][string] $ChildZoneName,
        [Parameter(Mandatory, Position = 2, ValueFromPipelineByPropertyName, ParameterSetName = 'Parameters')][string] $NameServer,
        [Parameter(Mandatory, Position = 3, ValueFromPipelineByPropertyName, ParameterSetName = 'Parameters')][ipaddress[]] $IPAddress,
        [string] $ComputerName
    )
    process { if (-not $PSCmdlet.ShouldProcess("$Name|$ChildZoneName|$NameServer|$($IPAddress -join ',')")) { $script:WhatIfTargets += @("$Name|$ChildZoneName|$NameServer|$($IPAddress -join ',')") } }
}

# Get-DnsServerRootHint gives one object for each root server, in the same records as a delegation's.
function New-RootHintObject {
    param([string] $NameServer, [string[]] $IPAddress)
    [pscustomobject]@{
        PSTypeName = 'Microsoft.Management.Infrastructure.CimInstance#DnsServerRootHint'
        NameServer = [pscustomobject]@{ HostName = '@'; RecordType = 'NS'; RecordData = [pscustomobject]@{ NameServer = $NameServer } }
        IPAddress  = @($IPAddress | Where-Object { $_ } | ForEach-Object {
                $property = if ($_ -match ':') { 'IPv6Address' } else { 'IPv4Address' }
                [pscustomobject]@{ RecordType = $property; RecordData = [pscustomobject]@{ $property = [ipaddress] $_ } }
            })
    }
}

function Get-DnsServerRootHint {
    New-RootHintObject 'a.root-servers.net.' '127.0.0.1', '::1'
    New-RootHintObject 'b.root-servers.net.' '127.0.0.2'
    New-RootHintObject 'c.root-servers.net.' @()
}

# Name and Type bind by property name, and Type is an enumeration.
function Resolve-DnsName {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory, Position = 0, ValueFromPipeline, ValueFromPipelineByPropertyName)][string] $Name,
        [Parameter(Position = 1, ValueFromPipelineByPropertyName)][ValidateSet('A', 'AAAA', 'NS', 'A_AAAA')][string] $Type = 'A_AAAA',
        [string[]] $Server
    )
    process { "$Name $Type" }
}

# Half a second after a call for one name, what it has kept for the next is gone.
function Wait-NothingKept {
    for ($i = 0; $i -lt 30 -and (Get-LoopThreadCount); $i++) { Start-Sleep -Milliseconds 100 }
}

# Sockets of this process, and its threads of a name. Linux only.
function Get-SocketCount { @(Get-ChildItem /proc/self/fd -ErrorAction SilentlyContinue | Where-Object { "$($_.LinkTarget)" -like 'socket:*' }).Count }
function Get-LoopThreadCount { @(Get-Content /proc/self/task/*/comm -ErrorAction SilentlyContinue | Where-Object { $_ -like 'GlueTools loop*' }).Count }
