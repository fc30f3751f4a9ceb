#!/usr/bin/env bash
# What this tree costs beside an earlier commit of it, both compiled for this system: bulk audits, the transport alone, one domain from a cold start. In turns; the ratios are of runs that
# follow one another, so that it does not tell when the machine is slower for a while. NSD in a namespace.
# Usage: bench/before.sh --commit COMMIT [--rounds N] [--domains N]
set -euo pipefail
. "$(dirname "$0")/../tests/internet/lib.sh"
commit='' rounds=9 domains=20000
take_options 'commit= rounds= domains=' "$@"
[ -n "$commit" ] || usage
need_root
need git git
begin
mkdir "$work/tree"
git -C "$bench/.." archive "$commit" | tar -x -C "$work/tree"
for side in before now; do
    [ "$side" = now ] && tree=$bench/.. || tree=$work/tree
    compiled_glue "$tree" "$side"
    [ -n "$compiled" ] || { cat "$work/build.log" >&2; exit 2; }
    dotnet build -c Release "$tree/bench/GlueTools.Bench" -o "$work/$side-bench" -v quiet --nologo >"$work/build.log" || { cat "$work/build.log" >&2; exit 2; }
done
machine
network
world "$work/world" --domains "$domains" --mix 20000 --zones
serve "$work/world"
head -1 "$work/world/names" >"$work/first"

sent() { client cat /sys/class/net/here/statistics/tx_packets; }
# take WHAT SIDE COMMAND...: its seconds and processor seconds.
take() {
    "${@:3}" >"$work/out" 2>>"$work/errors"
    cut -d' ' -f1 "$work/cost" >>"$work/$1.$2.seconds"
    cut -d' ' -f2 "$work/cost" >>"$work/$1.$2.processor"
}
for round in $(seq 0 "$rounds"); do
    for what in bulk transport start; do
        for side in before now; do
            glue=$work/$side/glue
            case $what in
                bulk)
                    asked=$(sent)
                    take bulk "$side" audit "$work/world" "$work/world/names" "${bulk[@]}" --throttle 64 --server-throttle 1000
                    calc "($(sent) - $asked) / $domains" >>"$work/bulk.$side.packets"
                    [ "$(grep -c '"Healthy"' "$work/out")" = "$domains" ] || { echo "Not all of the $domains domains were healthy, $side." >&2; exit 1; }
                    ;;
                transport) take transport "$side" measured "$work/cost" dotnet "$work/$side-bench/gluebench.dll" mix "$work/world/mix" 500000 1000 ;;
                start) take start "$side" audit "$work/world" "$work/first" "${bulk[@]}" ;;
            esac
        done
    done
    # The first round only brings files into memory.
    [ "$round" != 0 ] || rm "$work"/*.seconds "$work"/*.processor "$work"/*.packets
done

# ratios WHAT COST: now over before, round by round.
ratios() { paste "$work/$1.now.$2" "$work/$1.before.$2" | awk '{print $1 / $2}' | spread 2; }
row() { # WHAT TEXT
    printf '| %s | %s | %s | %s | %s |\n' "$2" "$(spread 2 <"$work/$1.before.seconds")" "$(spread 2 <"$work/$1.now.seconds")" "$(ratios "$1" seconds)" "$(ratios "$1" processor)"
}
echo "Commit $(git -C "$bench/.." rev-parse --short "$commit") of $(git -C "$bench/.." log -1 --format=%cd --date=format:%F "$commit"), packets sent for a domain in bulk: $(spread 1 <"$work/bulk.before.packets"); now: $(spread 1 <"$work/bulk.now.packets")."
echo
echo '| | before, s | now, s | ratio | ratio of processor time |'
echo '| --- | --- | --- | --- | --- |'
row bulk "\`glue test -i\` of $domains domains"
row transport 'the transport alone, 500,000 questions'
row start '`glue test` of one domain'
