#!/usr/bin/env bash
# A parent's zone file, side by side: glue test --parent-zone, which judges every delegation of it, beside what named-checkzone, nsd-checkzone and ldns-read-zone take to read it. Medians
# of records a second, by the clock and by processor time (which counts where the machine is busy), and peak memory. Tools that are not installed are left out.
# Usage: bench/zonefile.sh [--rounds N] [--delegations N]
set -euo pipefail
. "$(dirname "$0")/../tests/internet/lib.sh"
rounds=3 delegations=500000
take_options "rounds= delegations=" "$@"
begin
build_dotnet ../src/GlueTools.Console
machine
zone=$work/tld.zone
python3 "$bench/zonefile.py" --delegations "$delegations" >"$zone"
records=$(wc -l <"$zone")

once() { # NAME COMMAND...: seconds, processor seconds and kilobytes, a line each time
    local name=$1 status=0
    shift
    /usr/bin/time -o "$work/cost" -f '%e %U %S %M' "$@" >/dev/null 2>"$work/said" || status=$?
    [ "$status" = 0 ] || [ "$status" = 1 ] || { cat "$work/said" >&2; exit 2; }
    tail -1 "$work/cost" >>"$work/$name.cost"
}
for round in $(seq "$rounds"); do
    once glue "$glue" test --parent-zone "$zone" --detailed --lean --format csv
    ! command -v named-checkzone >/dev/null || once named-checkzone named-checkzone -i none -q tld "$zone"
    ! command -v nsd-checkzone >/dev/null || once nsd-checkzone nsd-checkzone tld "$zone"
    ! command -v ldns-read-zone >/dev/null || once ldns-read-zone ldns-read-zone "$zone"
done
printf '%s delegations, %s records, %s octets\n\n' "$delegations" "$records" "$(stat -c %s "$zone")"
printf '| what | records/s | records per processor second | peak MB |\n| --- | --- | --- | --- |\n'
for name in glue named-checkzone nsd-checkzone ldns-read-zone; do
    [ -f "$work/$name.cost" ] || continue
    printf '| %s | %s | %s | %s |\n' "$name" "$(awk -v n="$records" '{print n / $1}' "$work/$name.cost" | spread)" \
        "$(awk -v n="$records" '{print n / ($2 + $3)}' "$work/$name.cost" | spread)" "$(awk '{print $4 / 1024}' "$work/$name.cost" | spread)"
done
