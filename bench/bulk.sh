#!/usr/bin/env bash
# Bulk audits at Core depth, rate limits off: domains a second, beside the limit of the box (what the bare C sender gets, divided by the questions per domain), memory at
# its peak, and whether each name came back once and healthy. Rounds in turn, medians and ranges.
# Usage: bench/bulk.sh [--rounds N] [--sizes "N ..."] [--hosts N] [--by nsd|rule] [--no-pwsh] [-- OPTION...]
#   --by nsd: NSD with a zone for each domain (up to about 100,000). --by rule: answers made up by rule (floor/answer.c), for any number of domains.
#   --hosts 100: dual-stack hosts, so twice as many child server addresses. Options after -- go to glue test in place of "--throttle 64 --server-throttle 1000".
set -euo pipefail
. "$(dirname "$0")/../tests/internet/lib.sh"
rounds=3 sizes="1000 10000 100000" hosts=100 by=nsd no_pwsh= options=(--throttle 64 --server-throttle 1000)
take_options 'rounds= sizes= hosts= by= no-pwsh --' "$@"
need_root
module=$bench/../GlueTools.psd1
pwsh=yes
[ -z "$no_pwsh" ] || pwsh=
if [ -n "$pwsh" ] && ! { command -v pwsh >/dev/null && [ -f "$bench/../bin/GlueTools.dll" ]; }; then
    echo "No pwsh, or the module is not built (./build.ps1): its columns stay empty." >&2
    pwsh=
fi
begin
build_c floor floor.c
build_dotnet ../src/GlueTools.Console
machine
echo "Served by $by, $((2 * hosts)) child server addresses, glue test ${options[*]}."
echo

# exact FILE FORMAT: what is wrong with the result, or "yes".
exact() { python3 "$bench/exact.py" "$work/world/names" "$@"; }
run() { audit "$work/world" "$1" "${bulk[@]}" "${options[@]}" 2>>"$work/errors" || true; } # NAMES
pipeline() {
    client pwsh -NoProfile -Command "Import-Module '$module'; \$clock = [Diagnostics.Stopwatch]::StartNew()
        Get-Content '$work/world/names' | Test-Delegation -RootHint '$work/world/hints' -Depth Core -ServerRateLimit 0 -RateLimit 0 -ThrottleLimit 64 -ServerThrottleLimit 1000 |
            Export-Csv '$work/found.csv'
        \$clock.Elapsed.TotalSeconds" 2>>"$work/errors"
}

echo '| domains | bare C sender, questions/s | questions per domain | limit, domains/s | glue test -i, domains/s | of the limit | without the start | of the limit | peak MB | exact | pwsh pipeline, domains/s | of the limit | exact |'
echo '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |'
for size in $sizes; do
    rm -rf "$work/world" "$work"/found.* "$work"/*.list
    network
    if [ "$by" = nsd ]; then
        world "$work/world" --domains "$size" --hosts "$hosts" --mix 20000 --zones
        serve "$work/world"
    else
        world "$work/world" --domains "$size" --hosts "$hosts" --mix 20000
        serve_rule "$size" "$hosts"
    fi
    head -1 "$work/world/names" >"$work/first"
    right=yes pwsh_right=-
    for round in $(seq "$rounds"); do
        client "$work/floor" "$work/world/mix" 500000 1000 | awk '{print $1}' >>"$work/floor.list"
        run "$work/first" >/dev/null
        start=$(cut -d' ' -f1 "$work/cost")
        run "$work/world/names" >"$work/found.jsonl"
        read -r time _ peak <"$work/cost"
        calc "$size / $time" >>"$work/whole.list"
        calc "$size / ($time - $start)" >>"$work/steady.list"
        echo "$peak" >>"$work/peak.list"
        verdict=$(exact "$work/found.jsonl" jsonl)
        [ "$verdict" = yes ] || right=$verdict
        if [ -n "$pwsh" ]; then
            calc "$size / $(pipeline)" >>"$work/pwsh.list"
            verdict=$(exact "$work/found.csv" csv)
            [ "$pwsh_right" != - ] && [ "$verdict" = yes ] || pwsh_right=$verdict
        fi
    done
    per=$(awk -F'"QueryCount":' '{split($2, a, ","); n += a[1]} END {printf "%.1f", n / NR}' "$work/found.jsonl")
    limit=$(calc "$(median <"$work/floor.list") / $per" 0)
    touch "$work/pwsh.list"
    printf '| %s | %s | %s | %s | %s | %s | %s | %s | %s | %s | %s | %s | %s |\n' "$size" "$(spread <"$work/floor.list")" "$per" "$limit" \
        "$(spread <"$work/whole.list")" "$(ratio "$(median <"$work/whole.list")" "$limit")" "$(spread <"$work/steady.list")" "$(ratio "$(median <"$work/steady.list")" "$limit")" \
        "$(spread <"$work/peak.list")" "$right" "$(spread <"$work/pwsh.list")" "$(ratio "$(median <"$work/pwsh.list")" "$limit")" "$pwsh_right"
    stop_servers
done
[ ! -s "$work/errors" ] || { echo; sort "$work/errors" | uniq -c | sort -rn | head -5; } >&2
