# Runs the examples of all pages and writes what they gave into the pages. Look at the difference before you commit it.
param([string[]] $Name = '*')
. $PSScriptRoot/Support.ps1
. $PSScriptRoot/PageExamples.ps1
foreach ($page in Get-ChildItem (Join-Path $script:Root 'docs/cmdlets') -Filter *-*.md | Where-Object { $file = $_; @($Name | Where-Object { $file.BaseName -like $_ }) }) {
    $examples = @(Get-PageExample $page.FullName)
    $outputs = @(Invoke-PageExample $examples)
    $text = [IO.File]::ReadAllText($page.FullName)
    for ($i = 0; $i -lt $examples.Count; $i++) {
        $fence = '```'
        $before = "$($examples[$i].Code)`n$fence`n`n${fence}Output`n"
        $at = $text.IndexOf($before)
        if ($at -lt 0) { throw "$($page.Name): the output block does not follow the commands of '$($examples[$i].Title)'." }
        $at += $before.Length
        $end = $text.IndexOf("$fence`n", $at)
        $text = $text.Substring(0, $at) + $outputs[$i] + "`n" + $text.Substring($end)
    }
    [IO.File]::WriteAllText($page.FullName, $text)
    "$($page.Name): $($examples.Count) examples"
}
