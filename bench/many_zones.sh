# For scripts in this folder: serves the zones of many_zones.py with NSD until the script ends. Sets work (a folder with hints and names) and port.
work=$(mktemp -d)
port=${PORT:-25300}
zone_servers=()
end_zones() {
    for pid in "${zone_servers[@]}"; do kill "$pid" 2>/dev/null || true; done
    for pid in "${zone_servers[@]}"; do wait "$pid" 2>/dev/null || true; done
    rm -rf "$work"
}
trap end_zones EXIT

# serve_zones COUNT [faulty]; a function prepare_zones, where there is one, may change the zone files before.
serve_zones() {
    [ -x "$glue" ] || { echo "Build the tool first: dotnet build -c Release src/GlueTools.Console" >&2; exit 2; }
    python3 bench/many_zones.py "$1" "$work" "$port" "${@:2}"
    if declare -F prepare_zones >/dev/null; then prepare_zones; fi
    for role in root parent child; do
        nsd -d -c "$work/$role.conf" >"$work/$role.log" 2>&1 &
        zone_servers+=($!)
    done
    for _ in $(seq 100); do
        sleep 0.5
        if "$glue" test "d$(($1 / 10 * 10 - 1)).example" --root-hints "$work/hints" --port "$port" --ipv4-only --depth core 2>/dev/null | grep -q Healthy; then return; fi
    done
    echo "The zones are not served: $(cat "$work"/*.log)" >&2
    exit 2
}
