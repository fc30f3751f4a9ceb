#!/usr/bin/env bash
# What strangers cost the others: healthy domains alone, and the same with a tenth more on servers that drop, let wait, do not hold them, or that lie in a graph of names without any
# address. Seconds until the last healthy one is done, in turns, and whether their rows are the same.
# Usage: bench/strangers.sh [--domains N] [--rounds N] [-- OPTION...]   (10,000 healthy domains; options after -- go to glue test in place of "--throttle 64 --server-throttle 1000")
set -euo pipefail
. "$(dirname "$0")/../tests/internet/lib.sh"
domains=10000 rounds=3 options=(--throttle 64 --server-throttle 1000)
take_options 'domains= rounds= --' "$@"
begin
build_dotnet ../src/GlueTools.Console
# As it is installed: compiling at run time what strangers alone need would count as theirs.
compiled_glue
machine
network
world "$work/world" --domains "$domains" --hosts 100 --strangers "$((domains / 10))" --zones
serve "$work/world"
tarpit=(20.254.0.1 2a00:fe00::1)
ip -n "$there" addr add "${tarpit[0]}/32" dev there
ip -n "$there" addr add "${tarpit[1]}/128" dev there nodad
ip netns exec "$there" python3 "$bench/strangers.py" tarpit "${tarpit[@]}" &
pids+=($!)
cat "$work/world/names" "$work/world/strangers" | shuf --random-source=<(yes) >"$work/both"
cat "$work/world/strangers" "$work/world/names" >"$work/first"

[ -n "$compiled" ] && how='compiled for this system' || how='compiled at run time'
echo "glue test ${options[*]}, $how; $domains healthy domains, $((domains / 10)) strangers."
echo
echo '| list | healthy ones done, s | of healthy ones alone | all done, s | verdicts of the healthy | rows as alone |'
echo '| --- | --- | --- | --- | --- | --- |'
for _ in $(seq "$rounds"); do
    for list in world/names both first; do
        client python3 "$bench/strangers.py" run "${compiled:-$glue}" test -i "$work/$list" --root-hints "$work/world/hints" "${bulk[@]}" "${options[@]}" >>"$work/rows.${list##*/}" 2>>"$work/errors"
    done
done
column() { cut -f"$2" "$work/rows.$1"; }
alone=$(column names 1 | median) digest=$(column names 4 | sort -u)
while IFS=: read -r list label; do
    same=yes
    [ "$(column "$list" 4 | sort -u)" = "$digest" ] || same=no
    echo "| $label | $(column "$list" 1 | spread 2) | $(ratio "$(column "$list" 1 | median)" "$alone") | $(column "$list" 2 | spread 2) | $(column "$list" 3 | sort -u | paste -sd';') | $same |"
done <<END
names:healthy ones alone
both:strangers anywhere
first:strangers first
END
