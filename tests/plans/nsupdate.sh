#!/bin/sh
# A delegation with stale glue in a real BIND, mended by what `glue plan --as nsupdate` writes, and audited again: the finding is gone. The lines of `--as zone`
# are loaded by the checkers of BIND and NSD, and of Knot DNS where that is here. On loopback, in a network namespace of its own; needs root rights, named, nsupdate, named-checkzone and nsd-checkzone.
#   tests/plans/nsupdate.sh [path of glue] [port]
set -eu
if [ -z "${IN_NAMESPACE:-}" ]; then IN_NAMESPACE=1 exec unshare -n "$0" "$@"; fi
ip link set lo up
for address in 2 3; do ip addr add 127.0.0.$address/8 dev lo; done
glue=${1:-"dotnet $(dirname "$0")/../../src/GlueTools.Console/bin/Debug/net10.0/glue.dll"} port=${2:-5399}
folder=$(mktemp -d)
trap 'for pid in $(cat "$folder"/*.pid 2>/dev/null); do kill "$pid" 2>/dev/null || true; done; sleep 1; rm -rf "$folder"' EXIT

# serve NAME ADDRESSES ZONE: one BIND with one zone that may be updated from this machine.
serve() {
    mkdir "$folder/$1.d"
    cat > "$folder/$1.conf" <<CONF
options { directory "$folder/$1.d"; pid-file "$folder/$1.pid"; lock-file none; session-keyfile "$folder/$1.d/key"; listen-on port $port { $2 }; listen-on-v6 { none; }; recursion no; dnssec-validation no; };
controls { };
zone "$3" { type primary; file "$folder/$1.d/zone"; allow-update { 127.0.0.0/8; }; };
CONF
    cat > "$folder/$1.d/zone"
    named -c "$folder/$1.conf" -n 1
}

serve parent "127.0.0.1;" example <<ZONE
\$TTL 3600
@       SOA ns.example. host.example. 1 7200 3600 1209600 300
@       NS  ns.example.
ns      A   127.0.0.1
d       NS  ns1.d
d       NS  ns2.d
ns1.d   A   127.0.0.2
ns2.d   A   127.0.0.9
ZONE
serve child "127.0.0.2; 127.0.0.3;" d.example <<ZONE
\$TTL 3600
@       SOA ns1 host 1 7200 3600 1209600 300
@       NS  ns1
@       NS  ns2
ns1     A   127.0.0.2
ns2     A   127.0.0.3
ZONE
sleep 2

audit() { $glue test d.example --server 127.0.0.1 --port "$port" --timeout 0.4 --detailed --format jsonl || true; }
audit > "$folder/before"
grep -q '"GlueDangling"\|"GlueStale"' "$folder/before" || { echo "The stale glue was not found:"; cat "$folder/before"; exit 1; }
$glue plan d.example --server 127.0.0.1 --port "$port" --timeout 0.4 --as nsupdate 2> /dev/null > "$folder/update"
$glue plan d.example --server 127.0.0.1 --port "$port" --timeout 0.4 --as zone 2> /dev/null > "$folder/lines"
cat "$folder/update"
{ echo "server 127.0.0.1 $port"; grep -v '^$' "$folder/update"; } | nsupdate
audit > "$folder/after"
if grep -q '"GlueDangling"\|"GlueStale"' "$folder/after"; then echo "Still found:"; cat "$folder/after"; exit 1; fi

{ sed '/^ns2\.d/d' "$folder/parent.d/zone"; cat "$folder/lines"; } > "$folder/whole"
named-checkzone -q example "$folder/whole"
nsd-checkzone example "$folder/whole" > /dev/null
if command -v kzonecheck > /dev/null; then
    kzonecheck -o example "$folder/whole" > /dev/null
elif command -v knotc > /dev/null; then
    mkdir "$folder/knot"; cp "$folder/whole" "$folder/knot/example.zone"
    printf 'server:\n  rundir: %s\ndatabase:\n  storage: %s\ntemplate:\n  - id: default\n    storage: %s\n    file: "%%s.zone"\nzone:\n  - domain: example\n' "$folder/knot" "$folder/knot" "$folder/knot" > "$folder/knot/conf"
    knotc -c "$folder/knot/conf" zone-check example > /dev/null
else
    echo "Knot DNS is not here: not tried."
fi
echo "Mended by nsupdate in BIND and audited again; the zone lines load."
