# Shared by the scripts of this folder, which source it. Nothing here runs by itself.
# shellcheck shell=bash
PATH=$PATH:/usr/sbin:/sbin
internet=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
bench=$(cd "$internet/../../bench" && pwd)
glue=$internet/../../src/GlueTools.Console/bin/Release/net10.0/glue
gluebench=$bench/GlueTools.Bench/bin/Release/net10.0/gluebench
# Namespaces of the client and of the servers; until 'network' makes some, both are where the script runs.
here='' there=''
work='' port=53 pids=()

# usage: the comment at the script's head.
usage() {
    awk 'NR > 1 {if (!/^#/) exit; sub(/^# ?/, ""); print}' "$0" >&2
    exit 2
}

# take_options KNOWN ARGUMENT...: KNOWN are names without dashes; "name=" takes a value, "name?" may take a number, and with "--" what follows it becomes the array 'options'.
# Each sets the variable of its name, a dash being _; to yes where it has no value.
take_options() {
    local known=" $1 " name variable
    shift
    while [ $# -gt 0 ]; do
        name=${1#--} variable=${1#--}
        variable=${variable//-/_}
        case "$1 $known" in
            "-- "*" -- "*) shift; options=("$@"); return ;;
            --*" $name= "*) [ $# -gt 1 ] || usage; printf -v "$variable" %s "$2"; shift ;;
            --*" $name "*) printf -v "$variable" yes ;;
            --*" $name? "*) printf -v "$variable" yes; case "${2:-}" in [0-9]*) printf -v "$variable" %s "$2"; shift ;; esac ;;
            *) usage ;;
        esac
        shift
    done
}

# need PROGRAM PACKAGE ...: ends with a sentence where one is missing.
need() {
    while [ $# -gt 0 ]; do
        command -v "$1" >/dev/null || { echo "This needs $1 (Debian: apt-get install $2)." >&2; exit 2; }
        shift 2
    done
}

need_root() {
    [ "$(id -u)" = 0 ] || { echo "This needs root rights, for network namespaces." >&2; exit 2; }
    need ip iproute2
}

# A folder, processes and namespaces that go when the script ends.
begin() {
    work=$(mktemp -d)
    trap end EXIT
}

end() {
    stop_servers
    rm -rf "$work"
}

# Servers, their addresses and namespaces: what follows starts afresh.
stop_servers() {
    for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
    for pid in "${pids[@]}"; do wait "$pid" 2>/dev/null || true; done
    pids=()
    [ -z "$there" ] || { ip netns delete "$here"; ip netns delete "$there"; } 2>/dev/null || true
}

# network: two namespaces joined by veth, one for servers, one for the client, whose only way leads to the first. (A client in the servers' own namespace would
# pay for choosing a source among all their addresses.)
network() {
    need_root
    here=bench-c$$ there=bench-s$$
    ip netns add "$there"
    ip netns add "$here"
    ip -n "$there" link set lo up
    ip -n "$here" link set lo up
    ip -n "$there" link add there type veth peer name here netns "$here"
    ip -n "$there" addr add 23.0.0.1/30 dev there
    ip -n "$there" addr add 2a30::1/64 dev there nodad
    ip -n "$here" addr add 23.0.0.2/30 dev here
    ip -n "$here" addr add 2a30::2/64 dev here nodad
    ip -n "$there" link set there up
    ip -n "$here" link set here up
    ip -n "$here" route add default via 23.0.0.1
    ip -n "$here" -6 route add default via 2a30::1
}

build_dotnet() {
    for project in "$@"; do
        dotnet build -c Release "$bench/$project" -v quiet --nologo >"$work/build.log" || { cat "$work/build.log" >&2; exit 2; }
    done
}

# compiled_glue [TREE FOLDER]: sets $compiled to glue compiled for this system, as its package is installed; to nothing where the compiler's package cannot be had.
compiled_glue() {
    local tree=${1:-$bench/..} folder=$work/${2:-compiled}
    compiled=$folder/glue
    dotnet publish "$tree/src/GlueTools.Console" -c Release -r "$(dotnet --info | awk '$1 == "RID:" {print $2}' | sed 's/^debian[^-]*/linux/')" --self-contained false -o "$folder" \
        -v quiet --nologo >"$work/build.log" 2>&1 || compiled=
}

# build_c PROGRAM SOURCE...: into $work.
build_c() {
    local program=$1
    shift
    need gcc gcc
    (cd "$bench/floor" && gcc -O2 -Wall -Wextra -std=gnu11 -o "$work/$program" "$@")
}

# tool: for scripts that build nothing and take a DLL as --glue.
tool() {
    [ -f "$glue" ] || { echo "Build the tool first: dotnet build -c Release src/GlueTools.Console" >&2; exit 2; }
    [ "${glue%.dll}" != "$glue" ] || return 0
    printf '#!/bin/sh\nexec dotnet "%s" "$@"\n' "$(realpath "$glue")" >"$work/glue"
    chmod +x "$work/glue"
    glue=$work/glue
}

# drop_packets PERCENT: of all packets, at random, from here on. Those that do not get to the client can be read as group 7 of the kernel's log.
drop_packets() {
    local side
    [ "$1" != 0 ] || return 0
    # On both ways in; dropping on the way out would show as an error to the sender.
    for side in "$here" "$there"; do
        ip netns exec "$side" nft -f - <<NFT
table inet loss {
    chain in {
        type filter hook input priority 0
        iif != lo numgen random mod 100 < $1 counter log group 7 snaplen 512 drop
    }
}
NFT
    done
}

# client COMMAND...: runs it where the servers are reached from.
client() { ${here:+ip netns exec "$here"} "$@"; }

# measured FILE COMMAND...: the same, with what it cost in the file: seconds, processor seconds, peak MB.
measured() { client python3 "$internet/measure.py" "$@"; }

# audit WORLD NAMES OPTION...: what glue test prints; its cost is in $work/cost. That there are findings is no failure.
audit() { measured "$work/cost" "$glue" test -i "$2" --root-hints "$1/hints" --port "$port" "${@:3}" || [ $? = 1 ]; }
# took: the seconds of the last audit.
took() { awk '{printf "%.1f\n", $1}' "$work/cost"; }
# At Core depth, with rates and rows as tables of speed want them.
bulk=(--depth core --server-rate 0 --rate 0 --format jsonl)

# delay MILLISECONDS: from here on the client's way to the servers takes so long, and so does the way back.
delay() {
    [ -c /dev/net/tun ] || { echo "This needs /dev/net/tun." >&2; exit 2; }
    [ -x "$work/delay" ] || build_c delay delay.c
    "$work/delay" "$here" far "$there" near "$1" &
    pids+=($!)
    sleep 0.3
    ip -n "$there" link set near up
    ip -n "$here" link set far up
    ip -n "$there" addr add 23.1.0.1 peer 23.1.0.2 dev near
    ip -n "$here" addr add 23.1.0.2 peer 23.1.0.1 dev far
    ip -n "$there" addr add 2a31::1/64 dev near nodad
    ip -n "$here" addr add 2a31::2/64 dev far nodad
    ip -n "$here" route replace default dev far src 23.1.0.2
    ip -n "$here" -6 route replace default dev far
}

# resolver HINTS: peers look names up with the machine's resolver, so they get one that starts from these root servers; peer FILE COMMAND... runs them, measured.
resolver() {
    need unbound unbound
    python3 "$internet/peer_tools.py" "$1" "$work"
    ip netns exec "$here" unbound -d -c "$work/unbound.conf" >/dev/null 2>&1 &
    pids+=($!)
    sleep 1
}
# A command in a namespace has mounts of its own, so this stays with it.
peer() { ip netns exec "$here" sh -c 'mount --bind "$0" /etc/resolv.conf; exec "$@"' "$work/resolv.conf" python3 "$internet/measure.py" "$@"; }

# world FOLDER OPTIONS...: writes it; see floor/world.py.
world() { python3 "$bench/floor/world.py" "$@"; }

# loopback COUNT [faulty]: zones on loopback addresses; see many_zones.py.
loopback() {
    port=${PORT:-25300}
    python3 "$bench/many_zones.py" "$1" "$work/world" "$port" "${@:2}"
}

# serve FOLDER [nsd|knot]: zone files by the processes that zones.py wrote configurations for. Ready is who answers for the last of its zones.
serve() {
    local name start=(nsd -d)
    case "${2:-nsd}" in
        nsd) need nsd nsd ;;
        knot) need knotd knot; start=(knotd) ;;
        *) usage ;;
    esac
    if [ -n "$there" ]; then
        ip -n "$there" -batch "$1/addresses.ip"
        # Hosts that lack a transport; only the generated internet has such.
        ip -n "$there" -4 -batch "$1/rules4.ip"
        ip -n "$there" -6 -batch "$1/rules6.ip"
    fi
    while read -r name _; do
        ${there:+ip netns exec "$there"} "${start[@]}" -c "$1/$name/${2:-nsd}.conf" >"$1/$name/log" 2>&1 &
        pids+=($!)
    done <"$1/servers"
    ${here:+ip netns exec "$here"} python3 "$internet/ready.py" "$1/servers" "$port" &
    pids+=($!)
    # The first to end is this one, or a server that cannot start.
    wait -n "${pids[@]}" || { tail -n 5 "$1"/*/log >&2; exit 2; }
    unset 'pids[-1]'
}

# serve_rule DOMAINS HOSTS: the same world, made up by rule in one process.
serve_rule() {
    local net
    [ -x "$work/answer" ] || build_c answer answer.c rule.c
    for net in 20.0.0.0/8 21.0.0.0/8 22.0.0.0/8 2a00::/16 2a10::/16 2a20::/16; do ip -n "$there" route replace local "$net" dev lo; done
    ip netns exec "$there" "$work/answer" "$@" &
    pids+=($!)
    sleep 0.3
    kill -0 "${pids[-1]}"
}

# capture OPTION...: begins to write what passes the servers' end to $work/pcap; captured ends it, and fails if anything was left out.
capture() {
    need tcpdump tcpdump
    # tcpdump writes as a user of its own.
    chmod 755 "$work"
    ip netns exec "$there" tcpdump -i there -s 300 -B 262144 -w "$work/pcap" "$@" 2>"$work/tcpdump" &
    capture=$!
    pids+=("$capture")
    sleep 1
}
captured() {
    sleep 1
    kill -INT "$capture"
    wait "$capture" || true
    grep -q '^0 packets dropped by kernel' "$work/tcpdump" || { cat "$work/tcpdump" >&2; exit 1; }
}

# verdict FILE: what compare.py printed. Sets right, missed, false (findings) and lost (domains: lost/twice/unknown).
verdict() {
    read -r _ right missed false <<<"$(grep '^all ' "$1")"
    lost=$(grep -oP 'lost \K[0-9]+, twice [0-9]+, unknown [0-9]+' "$1" | tr -dc '0-9,' | tr , /)
}

# trial LOG OPTION...: run.sh and its verdict, the wrong findings to standard error. Sets status to 1 unless all is exact; fails if there is no verdict.
trial() {
    "$internet/run.sh" "${@:2}" >"$1" 2>&1 || status=1
    grep -q '^all ' "$1" || { cat "$1" >&2; return 1; }
    verdict "$1"
    grep -E '^(missed|false)' "$1" >&2 || true
}

# Numbers, one a line, to "median (lowest-highest)"; spread [DECIMALS]. median gives the bare number.
spread() { sort -g | awk -v d="${1:-0}" '{v[NR] = $1} END {if (!NR) {print "-"; exit} f = "%." d "f"; printf f " (" f "-" f ")\n", (v[int((NR + 1) / 2)] + v[int((NR + 2) / 2)]) / 2, v[1], v[NR]}'; }
median() { sort -g | awk '{v[NR] = $1} END {print NR ? (v[int((NR + 1) / 2)] + v[int((NR + 2) / 2)]) / 2 : "-"}'; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN {if (b + 0 == 0 || a + 0 == 0) print "-"; else printf "%.2f\n", a / b}'; }
calc() { awk "BEGIN {printf \"%.${2:-2}f\n\", $1}"; }

# The machine, and how busy it was: a table is worth what else ran beside it.
machine() {
    printf '%s cores, load %s before the run, Linux %s, .NET %s, %s\n\n' "$(nproc)" "$(cut -d' ' -f1 /proc/loadavg)" "$(uname -r)" "$(dotnet --version)" "$(date -u +%F)"
}
