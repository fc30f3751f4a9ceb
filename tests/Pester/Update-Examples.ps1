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
if (@($Name | Where-Object { 'README' -like $_ })) {
    $path = Join-Path $script:Root 'README.md'
    $text = [IO.File]::ReadAllText($path)
    $tour = [regex]::Match($text, '(?s)(?<=```\n)PS> .*?(?=```)')
    $commands = @([regex]::Matches($tour.Value, '(?m)^PS> (.*)$') | ForEach-Object { [pscustomobject]@{ Code = $_.Groups[1].Value } })
    $outputs = @(Invoke-PageExample $commands)
    $new = for ($i = 0; $i -lt $commands.Count; $i++) { "PS> $($commands[$i].Code)`n" + $(if ($outputs[$i]) { "`n$($outputs[$i])`n`n" }) }
    [IO.File]::WriteAllText($path, $text.Remove($tour.Index, $tour.Length).Insert($tour.Index, -join $new))
    "README.md: $($commands.Count) examples"
}
