#!/usr/bin/env bash
# Faults in operation: each is brought about while glue audits healthy domains on NSD in a namespace, and what came of it is a row of the table of docs/reliability.md. Any finding is a
# false one. Needs root rights, iproute2, nsd, nftables, util-linux, python3; faketime for the clock, and gcc for the list of --names.
# Usage: bench/faults.sh [--domains N] [--runs N] [--names N] [--only ROW]
#   --domains: on the real servers (2000). --runs: of each row that depends on the moment (5). --names: how long the long list is (1000000), whose servers are made up by rule.
#   --only: signals kill disk closed descriptors ports heap clock noipv6 noroute outage silence pipe long; all of them without it.
set -euo pipefail
. "$(dirname "$0")/../tests/internet/lib.sh"
domains=2000 runs=5 names=1000000 only=all
take_options 'domains= runs= names= only=' "$@"
need nft nftables prlimit util-linux
begin
build_dotnet ../src/GlueTools.Console
status=0

wanted() { [ "$only" = all ] || [ "$only" = "$1" ]; }
# row FAULT HOW RUNS: the outcome is standard input, its lines counted where they are equal.
row() { printf '| %s | %s | %s | %s |\n' "$1" "$2" "$3" "$(sort | uniq -c | sort -rn | awk -v runs="$3" '{n = $1; $1 = ""; printf "%s%s%s", (NR > 1 ? "; " : ""), (runs > 1 ? n " x" : ""), $0}' | sed 's/^ //')"; }
# judged: what the rows in $work/found say; a run with a wrong one makes the script fail.
judged() { python3 "$bench/rows.py" "$work/world/names" "$work/found" || touch "$work/wrong"; }
said() { if [ -s "$work/errors" ]; then printf '"%s"' "$(grep -v '^$' "$work/errors" | head -1 | cut -c1-160 | tr '|' '/')"; [ "$(grep -c . "$work/errors")" = 1 ] || printf ' and %s lines more' "$(($(grep -c . "$work/errors") - 1))"; else printf 'nothing said'; fi; }
options=(--server-rate 0 --rate 0 --format jsonl)
# A function in the background would be a shell with the process id of its own, so these name ip. started OPTION...: begins an audit of all names; ended waits for it. Sets pid, and code.
started() { : >"$work/found"; ip netns exec "$here" "$glue" test -i "$work/world/names" --root-hints "$work/world/hints" "${options[@]}" "$@" >"$work/found" 2>"$work/errors" </dev/null & pid=$!; }
ended() { code=0; wait "$pid" 2>/dev/null || code=$?; }
audited() { started "$@"; ended; }
# Somewhere within a run: up to a second and a half after the first rows (of FILE) have come.
moment() {
    local file=${1:-$work/found} _
    for _ in $(seq 600); do
        [ ! -s "$file" ] || break
        sleep 0.05
    done
    sleep "$(calc "$RANDOM / 32768 * 1.5")"
}
# Datagrams and connections begun; what the system itself sends to find its neighbours is nobody's question.
sent() { client cat /proc/net/snmp /proc/net/snmp6 | awk '/^(Udp|Tcp): [0-9]/ {sum += $1 == "Udp:" ? $5 : $6} $1 == "Udp6OutDatagrams" {sum += $2} END {print sum}'; }

machine
echo "| fault | how injected | runs | outcome |"
echo "| --- | --- | --- | --- |"
network
world "$work/world" --domains "$domains" --hosts 40 --zones
serve "$work/world"

if wanted signals; then
    for signal in INT TERM HUP; do
        for _ in $(seq "$runs"); do
            : >"$work/found"
            # A job of a script ignores SIGINT; env gives it back.
            ip netns exec "$here" env --default-signal=INT "$glue" test -i "$work/world/names" --root-hints "$work/world/hints" "${options[@]}" >"$work/found" 2>"$work/errors" </dev/null & pid=$!
            moment
            kill -"$signal" "$pid"
            begun=$(date +%s%N) code=0
            wait "$pid" 2>/dev/null || code=$?
            judged >"$work/judged"
            echo "status $code within $(((($(date +%s%N) - begun) / 1000000000) + 1)) s, $(grep -qE 'torn|twice|strange|false' "$work/judged" && cat "$work/judged" || echo all rows whole), $(said)"
        done | row "SIG$signal in mid-run" "kill -$signal at a random moment" "$runs"
    done
fi

if wanted kill; then
    resumes=no
    "$glue" test --help | grep -q -- --resume && resumes=yes
    for _ in $(seq "$runs"); do
        if [ "$resumes" = yes ]; then
            rm -f "$work"/out.jsonl*
            ip netns exec "$here" "$glue" test -i "$work/world/names" --root-hints "$work/world/hints" "${options[@]}" --output "$work/out.jsonl" --resume >/dev/null 2>"$work/errors" </dev/null & pid=$!
            moment "$work/out.jsonl"
            kill -9 "$pid"
            ended
            code=0
            client "$glue" test -i "$work/world/names" --root-hints "$work/world/hints" "${options[@]}" --output "$work/out.jsonl" --resume >/dev/null 2>"$work/errors" </dev/null || code=$?
            cp "$work/out.jsonl" "$work/found"
            echo "begun again: status $code, $(judged)"
        else
            started
            moment
            kill -9 "$pid"
            ended
            # The last row may be cut: it was being written.
            sed -i '$d' "$work/found"
            judged | grep -qE 'torn|twice|strange|false' && echo "status $code, rows before the last are torn" || echo "status $code, all rows before the last whole"
        fi
    done | row "kill -9 in mid-run" "at a random moment$([ $resumes = no ] || echo "; then the same with --resume")" "$runs"
fi

if wanted disk; then
    code=0
    client "$glue" test -i "$work/world/names" --root-hints "$work/world/hints" "${options[@]}" >/dev/full 2>"$work/errors" </dev/null || code=$?
    echo "status $code, $(said)" | row "disk full from the start" ">/dev/full" 1
    mkdir "$work/small"
    mount -t tmpfs -o size=128k tmpfs "$work/small"
    code=0
    client "$glue" test -i "$work/world/names" --root-hints "$work/world/hints" "${options[@]}" >"$work/small/found" 2>"$work/errors" </dev/null || code=$?
    cp "$work/small/found" "$work/found"
    umount "$work/small"
    echo "status $code, $(said), $(judged)" | row "disk full in mid-run" "a file system of 128 kB" 1
fi

if wanted closed; then
    for which in '0<&-' '1>&-' '2>&-' '0<&- 1>&- 2>&-'; do
        head -1 "$work/world/names" >"$work/one"
        code=0
        : >"$work/found"
        : >"$work/errors"
        timeout 60 ip netns exec "$here" sh -c "exec \"\$0\" test -i - --root-hints '$work/world/hints' --format jsonl <'$work/one' >'$work/found' 2>'$work/errors' $which" "$glue" || code=$?
        echo "status $code, $(wc -l <"$work/found") rows, $(said)" | row "a standard stream closed" "\`$which\`" 1
    done
fi

if wanted descriptors; then
    for limit in 32 64 100 128 160 200 256; do
        before=$(sent)
        code=0
        (ulimit -n "$limit"; client "$glue" test -i "$work/world/names" --root-hints "$work/world/hints" "${options[@]}" >"$work/found" 2>"$work/errors" </dev/null) || code=$?
        [ -s "$work/found" ] && rows=$(judged) || rows="no rows, $(($(sent) - before)) datagrams sent or connections begun"
        echo "status $code, $(said), $rows" | row "few descriptors" "ulimit -n $limit" 1
    done
fi

if wanted ports; then
    old=$(client sysctl -n net.ipv4.ip_local_port_range)
    client sysctl -qw net.ipv4.ip_local_port_range="50000 50009"
    audited --throttle 256 --server-throttle 1000 --tcp
    client sysctl -qw net.ipv4.ip_local_port_range="$old"
    echo "status $code, $(said), $(judged)" | row "no port left for a connection" "ten ephemeral ports, everything over TCP" 1
fi

if wanted heap; then
    code=0
    measured "$work/cost" env DOTNET_GCHeapHardLimit=0x6400000 "$glue" test -i "$work/world/names" --root-hints "$work/world/hints" "${options[@]}" >"$work/found" 2>"$work/errors" </dev/null || code=$?
    echo "status $code, $(said), $(judged), $(awk '{print $3}' "$work/cost") MB in all at most" | row "a heap of 100 MB" "DOTNET_GCHeapHardLimit=0x6400000" 1
fi

if wanted clock; then
    need faketime faketime
    for jump in -1d +1d; do
        for _ in $(seq "$runs"); do
            echo +0 >"$work/clock"
            : >"$work/found"
            ip netns exec "$here" env LD_PRELOAD="$(echo /usr/lib/*/faketime/libfaketimeMT.so.1)" FAKETIME_TIMESTAMP_FILE="$work/clock" FAKETIME_NO_CACHE=1 FAKETIME_DONT_FAKE_MONOTONIC=1 \
                "$glue" test -i "$work/world/names" --root-hints "$work/world/hints" "${options[@]}" >"$work/found" 2>"$work/errors" </dev/null & pid=$!
            moment
            echo "$jump" >"$work/clock"
            ended
            echo "status $code, $(said), $(judged)"
        done | row "the clock jumps by $jump" "faketime, at a random moment" "$runs"
    done
fi

if wanted noipv6; then
    client sysctl -qw net.ipv6.conf.all.disable_ipv6=1
    audited
    client sysctl -qw net.ipv6.conf.all.disable_ipv6=0
    ip -n "$here" addr add 2a30::2/64 dev here nodad
    ip -n "$here" -6 route add default via 2a30::1
    echo "status $code, $(said), $(judged), $(grep -c '"NotTested":\["IPv6"\]' "$work/found" || true) rows say that IPv6 was not tested" | row "no IPv6" "disable_ipv6=1" 1
fi

# Without the routes, and with them again.
away() { ip -n "$here" link set here down; }
back() {
    ip -n "$here" link set here up
    ip -n "$here" addr add 2a30::2/64 dev here nodad 2>/dev/null || true
    ip -n "$here" route add default via 23.0.0.1
    ip -n "$here" -6 route replace default via 2a30::1
}
if wanted noroute; then
    away
    audited
    back
    echo "status $code, $(said), $(judged)" | row "no route" "the only interface is down" 1
fi

if wanted outage; then
    for seconds in 1 5 20; do
        for _ in $(seq "$runs"); do
            started
            moment
            away
            sleep "$seconds"
            back
            ended
            echo "status $code, $(judged)"
        done | row "the network goes and comes back" "the interface is down for $seconds s" "$runs"
    done
fi

if wanted silence; then
    for seconds in 1 5 20; do
        for _ in $(seq "$runs"); do
            started
            moment
            ip netns exec "$there" nft -f - <<<'table inet gone { chain in { type filter hook input priority 0; iif "there" drop; }; }'
            sleep "$seconds"
            ip netns exec "$there" nft delete table inet gone
            ended
            echo "status $code, $(judged)"
        done | row "everything falls silent and speaks again" "all packets are dropped for $seconds s" "$runs"
    done
fi

if wanted pipe; then
    head -20 "$work/world/names" >"$work/few"
    while read -r name; do echo "$name"; sleep 0.5; done <"$work/few" | client "$glue" test -i - --root-hints "$work/world/hints" "${options[@]}" 2>"$work/errors" |
        while read -r line; do printf '%s %s\n' "$(date +%s%N)" "$line"; done >"$work/timed"
    awk '{if (NR > 1 && ($1 - last) / 1e9 > most) most = ($1 - last) / 1e9; last = $1} END {printf "%d rows for 20 names, at most %.1f s from one to the next\n", NR, most}' "$work/timed" |
        row "a list that comes slowly" "a name every half second through a pipe" 1
fi
stop_servers

if wanted long; then
    network
    rm -rf "$work/world"
    world "$work/world" --domains "$names" --hosts 100 --mix 10
    serve_rule "$names" 100
    started --depth core --lean
    # Resident memory, looked at once a second; the file system holds the rows.
    while kill -0 "$pid" 2>/dev/null; do
        awk -v rows="$(wc -l <"$work/found")" '/^VmRSS/ {print rows, int($2 / 1024)}' "/proc/$pid/status" 2>/dev/null || true
        sleep 1
    done >"$work/memory"
    ended
    at() { awk -v rows="$1" '$1 >= rows {print $2; exit}' "$work/memory"; }
    echo "status $code, $(judged), resident MB after a tenth, half and all: $(at $((names / 10))), $(at $((names / 2))), $(tail -1 "$work/memory" | cut -d' ' -f2)" | row "a list of $names names" "one process" 1
fi
[ ! -e "$work/wrong" ] || status=1
exit "$status"
