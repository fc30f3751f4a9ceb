# Reads the examples of a cmdlet's page, runs them as a reader would, and says what they gave.

# Each example: its title, its commands, and the output that the page records.
function Get-PageExample {
    param([string] $Path)
    $title = ''; $code = $null; $inside = ''; $lines = @()
    foreach ($line in [IO.File]::ReadAllLines($Path)) {
        if ($line -match '^### (Example.*)') { $title = $Matches[1] }
        elseif ($line -match '^```(\w*)\s*$' -and -not $inside) { $inside = if ($Matches[1]) { $Matches[1] } else { 'text' }; $lines = @() }
        elseif ($line -eq '```') {
            if ($inside -eq 'powershell') { $code = $lines -join "`n" }
            if ($inside -eq 'Output' -and $code) {
                [pscustomobject]@{ Title = $title; Code = $code; Output = $lines -join "`n" }
                $code = $null
            }
            $inside = ''
        }
        elseif ($inside) { $lines += $line }
    }
}

# The examples share a session and a folder, as they would for a reader; 80 columns wide. One output for each.
function Invoke-PageExample {
    param([object[]] $Example)
    $folder = New-Item (Join-Path ([IO.Path]::GetTempPath()) ([guid]::NewGuid())) -ItemType Directory
    Push-Location $folder
    try {
        foreach ($one in $Example) {
            # Dot-sourced: a later example may use a variable of an earlier one.
            $text = . ([scriptblock]::Create($one.Code)) 2>&1 | Out-String -Width 80
            (@($text -replace '\x1b\[[0-9;]*m' -split "`r?`n" | ForEach-Object TrimEnd) -join "`n").Trim("`n")
        }
    }
    finally {
        Pop-Location
        Remove-Item $folder -Recurse -Force
        Stop-GlueLab
    }
}

# What differs from one run to the next: times, sizes, and with them the width of columns.
function ConvertTo-Comparable {
    param([string] $Text)
    (($Text -replace '[\d.]+ ms', 'N ms' -replace '\d+ +\d{4}-\d\d-\d\d \d\d:\d\d', 'SIZE TIME' -replace '\d{4}-\d\d-\d\dT[\d:]+Z', 'TIME' -replace '(?m)^(\s*(QueryCount|DurationUs)\s*:).*$', '$1 N') -split "`n" |
        ForEach-Object { ($_ -replace '-{2,}', '--' -replace '\s+', ' ').Trim() } | Where-Object { $_ }) -join "`n"
}
