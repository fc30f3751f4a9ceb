#!/usr/bin/env bash
# Bulk audits at Core depth, rate limits off: domains a second, beside the limit of the box (what the bare C sender gets, divided by the questions per domain), memory at
# its peak, and whether each name came back once and healthy. Rounds in turn, medians and ranges.
# Usage: bench/bulk.sh [--rounds N] [--sizes "N ..."] [--hosts N] [--by nsd|rule] [--no-pwsh] [-- OPTION...]
#   --by nsd: NSD with a zone for each domain (up to about 100,000). --by rule: answers made up by rule (floor/answer.c), for any number of domains.
#   --hosts 100: dual-stack hosts, so twice as many child server addresses. Options after -- go to glue test in place of "--throttle 64 --server-throttle 1000".
set -euo pipefail
. "$(dirname "$0")/lib.sh"
rounds=3 sizes="1000 10000 100000" hosts=100 by=nsd pwsh=yes options=(--throttle 64 --server-throttle 1000)
while [ $# -gt 0 ]; do
    case "$1" in
        --rounds) rounds=$2; shift 2 ;;
        --sizes) sizes=$2; shift 2 ;;
        --hosts) hosts=$2; shift 2 ;;
        --by) by=$2; shift 2 ;;
        --no-pwsh) pwsh=; shift ;;
        --) shift; options=("$@"); break ;;
        *) sed -n '2,6s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
    esac
done
need_root
module=$bench/../GlueTools.psd1
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
audit() { # NAMES OUT
    measured "$work/cost" "$glue" test -i "$1" --root-hints "$work/world/hints" --depth core --server-rate 0 --rate 0 "${options[@]}" --format jsonl >"$2" 2>>"$work/errors" || true
}
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
    network "$there" "$here"
    if [ "$by" = nsd ]; then
        world "$work/world" --domains "$size" --hosts "$hosts" --mix 20000 --zones
        serve_nsd "$work/world"
    else
        world "$work/world" --domains "$size" --hosts "$hosts" --mix 20000
        serve_rule "$size" "$hosts"
    fi
    head -1 "$work/world/names" >"$work/first"
    right=yes pwsh_right=-
    for round in $(seq "$rounds"); do
        client "$work/floor" "$work/world/mix" 500000 1000 | awk '{print $1}' >>"$work/floor.list"
        audit "$work/first" "$work/start.jsonl"
        start=$(cut -d' ' -f1 "$work/cost")
        audit "$work/world/names" "$work/found.jsonl"
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
