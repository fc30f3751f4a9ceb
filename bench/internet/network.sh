# Sourced by the scripts beside it. Two namespaces, joined by veth: one for the servers, one for the client, whose only way leads to the first.
# They set: server (nsd or knot), glue (the tool; built here if empty), keep (a folder that stays; a temporary one if empty).
. ../veth.sh
[ -n "$glue" ] || glue=../../src/GlueTools.Console/bin/Release/net10.0/glue.dll
[ -f "$glue" ] || { echo "Build the tool first: dotnet build -c Release src/GlueTools.Console" >&2; exit 2; }
glue=$(realpath "$glue")
PATH=$PATH:/usr/sbin:/sbin

folder=${keep:-$(mktemp -d)}
there=internet-s$$ here=internet-c$$
pids=()

# To be trapped at EXIT.
clean() {
    for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
    for pid in "${pids[@]}"; do wait "$pid" 2>/dev/null || true; done
    ip netns delete "$here" 2>/dev/null || true
    ip netns delete "$there" 2>/dev/null || true
    [ -n "$keep" ] || rm -rf "$folder"
}

# Serves what is in the folder: addresses.ip, rules4.ip, rules6.ip, servers, and a folder for each server.
serve() {
    network "$there" "$here"
    ip -n "$there" -batch "$folder/addresses.ip"
    ip -n "$there" -4 -batch "$folder/rules4.ip"
    ip -n "$there" -6 -batch "$folder/rules6.ip"

    while read -r name _; do
        case "$server" in
            nsd) ip netns exec "$there" nsd -d -c "$folder/$name/nsd.conf" >"$folder/$name/log" 2>&1 & ;;
            knot) ip netns exec "$there" knotd -c "$folder/$name/knot.conf" >"$folder/$name/log" 2>&1 & ;;
            *) echo "$usage" >&2; exit 2 ;;
        esac
        pids+=($!)
    done <"$folder/servers"
    # Ready is who answers for the last of its zones.
    ip netns exec "$here" python3 ready.py "$folder/servers"
}

# Audits names.txt with these options, in as many parts as 'shards' says; found.jsonl, and the time in seconds.
audit() {
    local status=0 started ended part
    started=$(date +%s.%N)
    rm -f "$folder/found.jsonl" "$folder/errors"
    for ((part = 1; part <= ${shards:-1}; part++)); do
        ip netns exec "$here" dotnet "$glue" test -i "$folder/names.txt" --shard "$part/${shards:-1}" --root-hints "$folder/hints" --format jsonl --server-rate "${serverrate:-0}" "$@" \
            >>"$folder/found.jsonl" 2>>"$folder/errors" || status=$?
        [ "$status" -le 1 ] || break
    done
    ended=$(date +%s.%N)
    [ "$status" -le 1 ] || { cat "$folder/errors"; exit "$status"; }
    seconds=$(python3 -c "print('%.1f' % ($ended - $started))")
}
