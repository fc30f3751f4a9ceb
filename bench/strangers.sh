#!/usr/bin/env bash
# What strangers cost the others: healthy domains alone, and the same with a tenth more on servers that drop, let wait, do not hold them, or that lie in a graph of names without any
# address. Seconds until the last healthy one is done, in turns, and whether their rows are the same; "by questions" is what the ratio would be if a question of a stranger took as long
# as another. With --kinds, in place of that, what a stranger of each kind costs in processor
# time among the healthy ones, beside what its questions would cost if they were those of healthy domains.
# Usage: bench/strangers.sh [--domains N] [--rounds N] [--kinds] [-- OPTION...]   (10,000 healthy domains; options after -- go to glue test in place of "--throttle 64 --server-throttle 1000")
set -euo pipefail
. "$(dirname "$0")/../tests/internet/lib.sh"
domains=10000 rounds=3 kinds='' options=(--throttle 64 --server-throttle 1000)
take_options 'domains= rounds= kinds --' "$@"
begin
build_dotnet ../src/GlueTools.Console
# As it is installed: compiling at run time what strangers alone need would count as theirs.
compiled_glue
machine
network
strangers=$((domains / 10))
# For one kind at a time, as many of it.
[ -n "$kinds" ] && kinds_made=4 || kinds_made=1
world "$work/world" --domains "$domains" --hosts 100 --strangers "$((kinds_made * strangers))" --zones
serve "$work/world"
# Who drops says nothing, not even that there is no way.
ip -n "$there" -6 route add blackhole 2a0f::/32
tarpit=(20.254.0.1 2a00:fe00::1)
ip -n "$there" addr add "${tarpit[0]}/32" dev there
ip -n "$there" addr add "${tarpit[1]}/128" dev there nodad
ip netns exec "$there" python3 "$bench/strangers.py" tarpit "${tarpit[@]}" &
pids+=($!)
[ -n "$compiled" ] && how='compiled for this system' || how='compiled at run time'
echo "glue test ${options[*]}, $how; $domains healthy domains, $strangers strangers."
echo

# turns LIST...: each of the lists in $work, in turns; a line for each run in $work/rows.LIST.
turns() {
    local list
    for _ in $(seq "$rounds"); do
        for list in "$@"; do
            client python3 "$bench/strangers.py" run "${compiled:-$glue}" test -i "$work/$list" --root-hints "$work/world/hints" "${bulk[@]}" "${options[@]}" >>"$work/rows.${list##*/}" 2>>"$work/errors"
        done
    done
}
mixed() { cat "$work/world/names" "$1" | shuf --random-source=<(yes) >"$2"; }
column() { cut -f"$2" "$work/rows.$1"; }

if [ -n "$kinds" ]; then
    for kind in p t n l; do
        grep "^$kind" "$work/world/strangers" >"$work/only.$kind"
        mixed "$work/only.$kind" "$work/with.$kind"
    done
    turns world/names with.p with.t with.n with.l
    alone=$(column names 5 | median) kernel=$(column names 6 | median) questions=$(column names 7 | median)
    each=$(calc "$alone * 1000000 / $questions")
    echo "A healthy domain: $(calc "$alone * 1000000 / $domains" 0) us of processor time, $(calc "$kernel * 1000000 / $domains" 0) of them in the kernel, $(calc "$questions / $domains" 1) questions, $each us a question."
    echo
    echo '| strangers among them | questions each | processor time each, us | of these in the kernel | its questions at the price of the others, us |'
    echo '| --- | --- | --- | --- | --- |'
    while IFS=: read -r kind label; do
        asked=$(column "with.$kind" 8 | median)
        echo "| $label | $(calc "$asked / $strangers" 1) | $(calc "($(column "with.$kind" 5 | median) - $alone) * 1000000 / $strangers" 0) | $(calc "($(column "with.$kind" 6 | median) - $kernel) * 1000000 / $strangers" 0) | $(calc "$asked * $each / $strangers" 0) |"
    done <<END
p:on servers that drop everything
t:on servers that answer late and hold connections
n:on servers that do not hold them
l:in a graph of names without an address
END
    exit 0
fi

mixed "$work/world/strangers" "$work/both"
cat "$work/world/strangers" "$work/world/names" >"$work/first"
turns world/names both first
echo '| list | healthy ones done, s | of healthy ones alone | by questions | all done, s | processor time, s | of healthy ones alone | verdicts of the healthy | rows as alone |'
echo '| --- | --- | --- | --- | --- | --- | --- | --- | --- |'
alone=$(column names 1 | median) busy=$(column names 5 | median) questions=$(column names 7 | median) digest=$(column names 4 | sort -u)
while IFS=: read -r list label; do
    same=yes
    [ "$(column "$list" 4 | sort -u)" = "$digest" ] || same=no
    echo "| $label | $(column "$list" 1 | spread 2) | $(ratio "$(column "$list" 1 | median)" "$alone") | $(ratio "$(calc "$(column "$list" 7 | median) + $(column "$list" 8 | median)" 0)" "$questions") | $(column "$list" 2 | spread 2) | $(column "$list" 5 | spread 2) | $(ratio "$(column "$list" 5 | median)" "$busy") | $(column "$list" 3 | sort -u | paste -sd';') | $same |"
done <<END
names:healthy ones alone
both:strangers anywhere
first:strangers first
END
