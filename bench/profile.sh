#!/usr/bin/env bash
# Where the client's processor time goes, by perf: a bulk run, one with faults, and the transport alone. NSD in a namespace. With --parts, what parts of the client and each check cost
# in a bulk run, in percent of its processor time, with all that they call but for those of which that is told apart.
# Usage: bench/profile.sh [--domains N] [--parts]
set -euo pipefail
. "$(dirname "$0")/../tests/internet/lib.sh"
domains=20000 parts=''
take_options 'domains= parts' "$@"
need_root
need perf linux-perf
begin
build_dotnet GlueTools.Bench ../src/GlueTools.Console
machine
# So that perf can name compiled methods.
export DOTNET_PerfMapEnabled=1 DOTNET_EnableWriteXorExecute=0
samples() { perf script -i "$work/perf" -F comm,pid,ip,sym,dso 2>/dev/null; }
profile() { # TEXT COMMAND...
    client perf record -q -F 499 -g -o "$work/perf" -- "${@:2}" >"$work/out" 2>"$work/errors" || [ $? = 1 ]
    [ -n "$parts" ] || echo "| $1 | $(samples | python3 "$bench/profile.py") |"
}
bulk() { profile "$1" "$glue" test -i "$2" --root-hints "$3" --depth core --server-rate 0 --rate 0 --throttle 64 --server-throttle 1000 --format jsonl; }

if [ -n "$parts" ]; then
    network
    world "$work/world" --domains "$domains" --zones
    serve "$work/world"
    bulk healthy "$work/world/names" "$work/world/hints"
    echo '| part | % |'
    echo '| --- | --- |'
    samples | python3 "$bench/profile_parts.py"
    exit 0
fi

echo '| | loop: the kernel | loop: compiled code | loop: the runtime, with garbage collection | loop: the clock | judging | compiling | reading and printing |'
echo '| --- | --- | --- | --- | --- | --- | --- | --- |'
network
world "$work/world" --domains "$domains" --mix 20000 --zones
serve "$work/world"
bulk healthy "$work/world/names" "$work/world/hints"
profile 'the transport alone (`gluebench mix`)' "$gluebench" mix "$work/world/mix" 1500000 1000
stop_servers
network
python3 "$internet/generate.py" "$work/internet" --domains "$domains" --healthy 70 --server nsd >/dev/null
serve "$work/internet"
bulk '30 % faulty' "$work/internet/names.txt" "$work/internet/hints"
