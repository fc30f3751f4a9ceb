# Shared by the scripts of this folder, which source it. Nothing here runs by itself.
# shellcheck shell=bash
PATH=$PATH:/usr/sbin:/sbin
bench=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$bench/veth.sh"
glue=$bench/../src/GlueTools.Console/bin/Release/net10.0/glue
gluebench=$bench/GlueTools.Bench/bin/Release/net10.0/gluebench
here=bench-c$$ there=bench-s$$
work= pids=()

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

# only_rounds ARGUMENT...: for scripts whose one option is --rounds N, with their usage in lines 2 to 4. Sets rounds.
only_rounds() {
    while [ $# -gt 0 ]; do
        case "$1" in
            --rounds) rounds=$2; shift 2 ;;
            *) sed -n '2,4s/^# //p' "$0" >&2; exit 2 ;;
        esac
    done
}

# A folder, processes and namespaces that go when the script ends.
begin() {
    work=$(mktemp -d)
    trap end EXIT
    trap 'exit 130' INT TERM
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
    ip netns delete "$here" 2>/dev/null || true
    ip netns delete "$there" 2>/dev/null || true
}

build_dotnet() {
    for project in "$@"; do
        dotnet build -c Release "$bench/$project" -v quiet --nologo >"$work/build.log" || { cat "$work/build.log" >&2; exit 2; }
    done
}

# build_c PROGRAM SOURCE...: into $work.
build_c() {
    local program=$1
    shift
    need gcc gcc
    (cd "$bench/floor" && gcc -O2 -Wall -Wextra -std=gnu11 -o "$work/$program" "$@")
}

# client COMMAND...: runs it where the servers are reached from.
client() { ip netns exec "$here" "$@"; }

# measured FILE COMMAND...: the same, with what it cost in the file: seconds, processor seconds, peak MB.
measured() { ip netns exec "$here" python3 "$bench/measure.py" "$@"; }

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
    printf 'nameserver 127.53.53.53\n' >"$work/resolv.conf"
    cat >"$work/unbound.conf" <<CONF
server:
  interface: 127.53.53.53
  username: ""
  chroot: ""
  directory: "$work"
  pidfile: ""
  use-syslog: no
  module-config: "iterator"
  root-hints: "$1"
  access-control: 127.0.0.0/8 allow
remote-control:
  control-enable: no
CONF
    ip netns exec "$here" unbound -d -c "$work/unbound.conf" >/dev/null 2>&1 &
    pids+=($!)
    sleep 1
}
# A command in a namespace has mounts of its own, so this stays with it.
peer() { ip netns exec "$here" sh -c 'mount --bind "$0" /etc/resolv.conf; exec "$@"' "$work/resolv.conf" python3 "$bench/measure.py" "$@"; }

# world FOLDER OPTIONS...: writes it; see floor/world.py.
world() { python3 "$bench/floor/world.py" "$@"; }

# serve_nsd FOLDER: the zone files of a world or of a generated internet, by the processes that its configuration asks for.
serve_nsd() {
    local name
    need nsd nsd
    ip -n "$there" -batch "$1/addresses.ip"
    # Hosts that lack a transport; only the generated internet has such.
    [ ! -f "$1/rules4.ip" ] || { ip -n "$there" -4 -batch "$1/rules4.ip"; ip -n "$there" -6 -batch "$1/rules6.ip"; }
    while read -r name _; do
        ip netns exec "$there" nsd -d -c "$1/$name/nsd.conf" >"$1/$name/log" 2>&1 &
        pids+=($!)
    done <"$1/servers"
    client python3 "$bench/internet/ready.py" "$1/servers" 900
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

# Numbers, one a line, to "median (lowest-highest)"; spread [DECIMALS]. median gives the bare number.
spread() { sort -g | awk -v d="${1:-0}" '{v[NR] = $1} END {if (!NR) {print "-"; exit} f = "%." d "f"; printf f " (" f "-" f ")\n", (v[int((NR + 1) / 2)] + v[int((NR + 2) / 2)]) / 2, v[1], v[NR]}'; }
median() { sort -g | awk '{v[NR] = $1} END {print NR ? (v[int((NR + 1) / 2)] + v[int((NR + 2) / 2)]) / 2 : "-"}'; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN {if (b + 0 == 0 || a + 0 == 0) print "-"; else printf "%.2f\n", a / b}'; }
seconds() { date +%s.%N; }
calc() { awk "BEGIN {printf \"%.${2:-2}f\n\", $1}"; }

# The machine, and how busy it was: a table is worth what else ran beside it.
machine() {
    printf '%s cores, load %s before the run, Linux %s, .NET %s, %s\n\n' "$(nproc)" "$(cut -d' ' -f1 /proc/loadavg)" "$(uname -r)" "$(dotnet --version)" "$(date -u +%F)"
}
