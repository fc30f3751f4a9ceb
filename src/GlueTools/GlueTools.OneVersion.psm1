# A process holds one version of an assembly, and what the runtime says of a second one helps nobody.
$there = [AppDomain]::CurrentDomain.GetData('GlueTools.dll')
if ($there) {
    $here = [IO.Path]::Combine($PSScriptRoot, 'GlueTools.dll')
    if ($there -ne $here -and (Get-FileHash -LiteralPath $there).Hash -ne (Get-FileHash -LiteralPath $here).Hash) {
        throw "Another version of GlueTools is loaded from '$there', and a process holds one only: start a new PowerShell session and import '$here' there."
    }
}
