#!/usr/bin/env bash
# How long one domain takes, at round-trip times of 0 and 20 ms: in a warm process, as a whole program, and by zonemaster-cli; then with one dead address among the child's four.
# NSD in a namespace; the delay is made by floor/delay.c over TUN devices. Core depth, rate limits off. Rounds in turn, medians and ranges.
# Usage: bench/one.sh [--rounds N]
set -euo pipefail
. "$(dirname "$0")/../tests/internet/lib.sh"
rounds=5
take_options rounds= "$@"
need_root
need nsd nsd zonemaster-cli zonemaster-cli
begin
build_dotnet GlueTools.Bench ../src/GlueTools.Console
machine
world "$work/world" --domains 400 --dead "$rounds" --zones
hints=$work/world/hints
whole() { measured "$work/cost" "$glue" test "$@" --root-hints "$hints" "${bulk[@]}" || true; }
cost() { awk '{print 1000 * $1}' "$work/cost"; }

echo '| round trip | GlueTools, warm process, ms | of 2 round trips | `glue test`, whole program, ms | zonemaster-cli, ms | without its start | of GlueTools, warm | of `glue test` |'
echo '| --- | --- | --- | --- | --- | --- | --- | --- |'
for rtt in 0 20; do
    network
    serve "$work/world"
    [ $rtt = 0 ] || delay $((rtt / 2))
    resolver "$hints"
    for round in $(seq "$rounds"); do
        name=$(sed -n "${round}p" "$work/world/names")
        client "$gluebench" one "$hints" "$work/world/names" | awk '{print $1}' >>"$work/warm$rtt"
        whole "$name" >/dev/null
        cost >>"$work/whole$rtt"
        peer "$work/cost" zonemaster-cli --hints "$hints" --level ERROR --no-progress "$name" >/dev/null 2>&1 || true
        cost >>"$work/theirs$rtt"
        peer "$work/cost" zonemaster-cli --version >/dev/null 2>&1 || true
        paste -d' ' <(tail -1 "$work/theirs$rtt") <(cost) | awk '{print $1 - $2}' >>"$work/rest$rtt"
    done
    warm=$(median <"$work/warm$rtt") theirs=$(median <"$work/theirs$rtt")
    printf '| %s ms | %s | %s | %s | %s | %s | %s | %s |\n' $rtt "$(spread 2 <"$work/warm$rtt")" "$([ $rtt = 0 ] && echo - || ratio "$warm" $((2 * rtt)))" "$(spread <"$work/whole$rtt")" \
        "$(spread <"$work/theirs$rtt")" "$(spread <"$work/rest$rtt")" "$(ratio "$theirs" "$warm")" "$(ratio "$theirs" "$(median <"$work/whole$rtt")")"
    stop_servers
done

network
serve "$work/world"
while read -r name; do
    whole "$name" | grep -o '"DurationUs":[0-9]*' | awk -F: '{print $2 / 1000}' >>"$work/dead"
done <"$work/world/dead"
echo
echo '| one dead child address among four, default time-outs | the audit, ms | a server'"'"'s time-out, ms | ratio |'
echo '| --- | --- | --- | --- |'
printf '| Core | %s | 3000 | %s |\n' "$(spread <"$work/dead")" "$(ratio "$(median <"$work/dead")" 3000)"
