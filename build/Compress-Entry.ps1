<#
.SYNOPSIS
  Writes a ZIP archive whose bytes depend on its entries alone. Needs no module: the framework's own class does it.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)][string] $Path,
    # Contents by name, in the order in which they are to stand; names with slashes.
    [Parameter(Mandatory)][Collections.Specialized.OrderedDictionary] $Content
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 2
Add-Type -AssemblyName System.IO.Compression, System.IO.Compression.FileSystem
Remove-Item $Path -ErrorAction SilentlyContinue
$zip = [IO.Compression.ZipFile]::Open($Path, 'Create')
try {
    foreach ($name in $Content.Keys) {
        $entry = $zip.CreateEntry($name)
        # All of one time, so that the same files give the same archive.
        $entry.LastWriteTime = [DateTimeOffset]::new(2000, 1, 1, 0, 0, 0, [TimeSpan]::Zero)
        $stream = $entry.Open()
        try { $stream.Write($Content[$name], 0, $Content[$name].Length) } finally { $stream.Dispose() }
    }
}
finally { $zip.Dispose() }
