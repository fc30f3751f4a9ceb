#!/usr/bin/env bash
# Bytes on the wire of an audit at Core depth, by the kernel's counters: IPv4 packets, UDP, without the link's own headers. The parent zone is signed with ECDSA P-256,
# NSEC3 and opt-out, as large registries do it; one domain in twenty has a DS record, none is signed, and each has two name servers with one IPv4 address each in the zone itself.
# Needs root rights (a network namespace of its own), nsd, dnssec-signzone and nft. Usage: bench/packets.sh [DOMAINS] [OPTION-OF-GLUE...]
set -euo pipefail
. "$(dirname "$0")/../tests/internet/lib.sh"
begin
if [ -z "${GLUE_OWN_NETWORK:-}" ]; then
    build_dotnet ../src/GlueTools.Console
    unshare --net env GLUE_OWN_NETWORK=1 bash "$0" "$@"
    exit
fi
domains=${1:-3000}
shift || true
need nsd nsd nft nftables dnssec-signzone bind9-utils
ip link set lo up
loopback "$domains"
(
    cd "$work/world"
    # One domain in twenty has a DS record: enough that a referral proves its absence with two NSEC3 records, as in a large zone.
    for number in $(seq 0 20 $((domains - 1))); do echo "d$number 3600 DS 1 13 2 $(printf '%064d' "$number")"; done >>zones/example
    dnssec-keygen -q -a ECDSAP256SHA256 example >keys
    dnssec-keygen -q -a ECDSAP256SHA256 -f KSK example >>keys
    # The NSEC3PARAM of RFC 9276: no salt, no further iterations.
    dnssec-signzone -q -S -3 - -H 0 -A -o example -f signed zones/example >signer.log 2>&1
    mv signed zones/example
)
serve "$work/world"
nft -f - <<NFT
table inet count {
    chain out {
        type filter hook output priority 0
        udp dport $port ip daddr 127.62.0.0/16 counter comment "parent asked"
        udp sport $port ip saddr 127.62.0.0/16 counter comment "parent answered"
        udp dport $port ip daddr 127.63.0.0/16 counter comment "child asked"
        udp sport $port ip saddr 127.63.0.0/16 counter comment "child answered"
        tcp dport $port counter comment "TCP"
    }
}
NFT
audit "$work/world" "$work/world/names" --rate 0 --ipv4-only --depth core --format jsonl "$@" >"$work/rows"

echo '| what | packets | a domain | bytes a packet |'
echo '| --- | --- | --- | --- |'
nft list table inet count | awk -v n="$domains" -F'"' '/counter packets/ {
    split($1, word, " "); for (i in word) if (word[i] == "packets") { packets = word[i + 1]; bytes = word[i + 3] }
    printf "| %s | %d | %.2f | %s |\n", $2, packets, packets / n, packets ? sprintf("%.0f", bytes / packets) : "-"
}'
echo "A row of --format jsonl has $(($(wc -c <"$work/rows") / domains)) bytes."
