"""A real root zone with a zone below each of its delegations, made from the delegation itself, and what is to be found there. Needs dnspython; sees nothing of the product.

write: zone files, server configurations, the names to audit, and truth.jsonl. table: the findings of a run by code, as Markdown.
"""
import collections
import ipaddress
import json
import os
import sys

import dns.message
import dns.rdatatype
import dns.zone

from serve import signature
from zones import Server, address_record, deploy, ns_set, soa, write as write_lines

TTL = 172800
# Where the servers stand: that many addresses in one process.
CHUNK = 1000
# Octets of a signature by the root zone's key, RSA with 2048 bits.
SIGNATURE = 256
# Codes of which the table lists the domains.
FEW = 30


class RootZone:
    def __init__(self, path):
        self.path = os.path.abspath(path)
        self.zone = dns.zone.from_file(path, origin=".", relativize=False, check_origin=False)
        sets = {owner: [record.target for record in records] for owner, records in self.zone.iterate_rdatasets(dns.rdatatype.NS)}
        self.servers = sets.pop(self.zone.origin)
        self.delegations = sets
        self.addresses = collections.defaultdict(list)
        for kind in (dns.rdatatype.A, dns.rdatatype.AAAA):
            for owner, records in self.zone.iterate_rdatasets(kind):
                self.addresses[owner] += [str(ipaddress.ip_address(record.address)) for record in records]

    def of(self, names):
        return set(address for name in names for address in self.addresses[name])

    def shared(self):
        """Delegations to servers of the root zone itself."""
        return [owner for owner, names in self.delegations.items() if self.of(names) & self.of(self.servers)]


def text(name):
    return name.to_text(omit_final_dot=True).lower()


def child_zone(root, owner):
    """The delegation's NS set, and an address for every name server of any delegation that lies below it."""
    lines = [soa("ns.nowhere."), *ns_set("@", [(name, None) for name in root.delegations[owner]], TTL)]
    return lines + [address_record(name, address, TTL) for name, addresses in root.addresses.items() if name.is_subdomain(owner) for address in addresses]


def signed(root, path):
    """The root zone with signatures that nobody validates: without any, servers leave the DS records out of referrals."""
    with open(root.path) as lines, open(path, "w") as out:
        out.write(lines.read())
        for kind in ("SOA", "NS", "DNSKEY"):
            out.write(signature("", "", kind, SIGNATURE) + "\n")
        for owner in root.delegations:
            if root.zone.get_rdataset(owner, dns.rdatatype.DS):
                out.write(signature("", text(owner), "DS", SIGNATURE) + "\n")
    return path


def referral_size(root, owner):
    """Octets of the referral without OPT and DS."""
    message = dns.message.make_response(dns.message.make_query(owner, dns.rdatatype.NS))
    message.authority.append(dns.rrset.from_rdata_list(owner, TTL, root.zone.get_rdataset(owner, dns.rdatatype.NS)))
    for name in root.delegations[owner]:
        if name.is_subdomain(owner):
            message.additional += [dns.rrset.from_rdata_list(name, TTL, records) for kind in (dns.rdatatype.A, dns.rdatatype.AAAA) if (records := root.zone.get_rdataset(name, kind))]
    return len(message.to_wire(max_size=65535))


def expected(root, owner, is_shared):
    """Findings as lines of code, name servers and addresses, at Depth Core and at Standard."""
    names = root.delegations[owner]
    found = []
    if is_shared:
        found.append(("DelegationNotObservable", "", ""))
    elif referral_size(root, owner) > 512:
        found.append(("ReferralOver512", "", ""))
    if len(names) < 2:
        found.append(("TooFewNameServers", "", ""))
    holders = collections.defaultdict(list)
    for name in names:
        if not root.addresses[name]:
            found.append(("GlueMissing" if name.is_subdomain(owner) else "NameServerUnresolvable", text(name), ""))
        for address in root.addresses[name]:
            holders[address].append(text(name))
            if not ipaddress.ip_address(address).is_global:
                found.append(("AddressNotPublic", text(name), address))
    found += [("NameServersShareAddress", ";".join(sorted(own)), address) for address, own in holders.items() if len(own) > 1]
    for version, length, code in ((4, 24, "NoIPv4NameServer"), (6, 48, "NoIPv6NameServer")):
        own = [address for address in holders if ipaddress.ip_address(address).version == version]
        if not own:
            found.append((code, "", ""))
        if len(own) > 1 and len(set(ipaddress.ip_network("%s/%d" % (address, length), strict=False) for address in own)) == 1:
            found.append(("NameServersSharePrefix", "", ";".join(sorted(own))))
    # No zone made here has keys.
    standard = [("DsWithoutDnskey", "", "")] if root.zone.get_rdataset(owner, dns.rdatatype.DS) and not is_shared else []
    return sorted(found), sorted(found + standard)


def write(folder, path, depth):
    root = RootZone(path)
    zones = os.path.join(folder, "zones")
    os.makedirs(zones, exist_ok=True)
    shared = root.shared()
    at_root = Server("root", sorted(root.of(root.servers)))
    others = sorted(root.of(name for names in root.delegations.values() for name in names) - root.of(root.servers))
    below = [Server("below%d" % start, others[start:start + CHUNK]) for start in range(0, len(others), CHUNK)]
    at_root.zones.append((".", signed(root, os.path.join(zones, "root-zone"))))
    for owner in root.delegations:
        file = write_lines(os.path.join(zones, text(owner)), child_zone(root, owner))
        for server in below:
            server.zones.append((text(owner), file))
        if owner in shared:
            at_root.zones.append((text(owner), file))
    deploy(folder, [at_root, *below], [(name, address) for name in root.servers for address in root.addresses[name]])
    with open(os.path.join(folder, "truth.jsonl"), "w") as truth, open(os.path.join(folder, "names.txt"), "w") as names:
        for owner in sorted(root.delegations):
            core, standard = expected(root, owner, owner in shared)
            truth.write(json.dumps({"domain": text(owner), "faults": sorted(set(code for code, _, _ in (core if depth == "core" else standard))), "core": core, "standard": standard}) + "\n")
            names.write(text(owner) + "\n")
    print("%d delegations, %d addresses of their name servers, %d of the root's" % (len(root.delegations), len(others), len(at_root.addresses)))


def table(path):
    findings, domains = collections.Counter(), collections.defaultdict(set)
    with open(path) as lines:
        for row in map(json.loads, lines):
            for each in row["Findings"]:
                kind = each["Severity"], each["Code"]
                findings[kind] += 1
                domains[kind].add(row["DomainName"])
    print("| Code | Severity | Findings | Domains | Which |\n| --- | --- | --- | --- | --- |")
    for kind in sorted(findings, key=lambda kind: -findings[kind]):
        which = " ".join(sorted(domains[kind])) if len(domains[kind]) <= FEW else "–"
        print("| `%s` | %s | %d | %d | %s |" % (kind[1], kind[0], findings[kind], len(domains[kind]), which))


if __name__ == "__main__":
    {"write": write, "table": table}[sys.argv[1]](*sys.argv[2:])
