"""Writes the zone files of a simulated internet."""
import base64
import os
import time

from model import COPIES, GROUPS
from zones import ROOT, TTL, Server, address_record, deploy, ns_set, record, soa, write as write_lines


def signature(zone, owner, kind, octets=64):
    """Servers add DS records to referrals only in zones that look signed; nobody validates this."""
    data = base64.b64encode(bytes(octets)).decode()
    return record(owner + ".", TTL, "RRSIG", "%s 15 %d %d 20400101000000 20200101000000 1 %s. %s" % (kind, owner.count(".") + 1 if owner else 0, TTL, zone, data))


def key_signature(zone, made):
    """Over the zone's keys; of the right length, and of octets that no key ever signed with."""
    begin, end = (time.strftime("%Y%m%d%H%M%S", time.gmtime(time.time() + days * 86400)) for days in (made.begin, made.end))
    data = base64.b64encode(bytes(64 if made.algorithm == 15 else 127) + b"\1" * (made.algorithm == 8)).decode()
    return record("@", TTL, "RRSIG", "DNSKEY %d %d %d %s %s %d %s. %s" % (made.algorithm, zone.count(".") + 1, TTL, end, begin, made.tag, zone, data))


def child_zone(domain, version):
    lines = [soa("ns", version.serial)]
    lines += [record("@", version.ns_ttl, "NS", name + ".") for name in sorted(set(version.ns))]
    for name, addresses in version.addresses.items():
        lines += [address_record(name + ".", address, version.address_ttl) for address in sorted(set(addresses))]
    lines += [record(name + ".", TTL, "CNAME", target + ".") for name, target in version.aliases.items()]
    lines += [address_record("*", address, version.address_ttl) for address in version.wildcard]
    lines += [record(name + ".", TTL, "TXT", '"text"') for name in version.texts]
    lines += [record("@", TTL, "DNSKEY", key.text) for key in version.keys]
    lines += [key_signature(domain.name, made) for made in version.signatures]
    # Knot DNS gives signatures of a zone only where its SOA looks signed.
    lines += [signature(domain.name, domain.name, "SOA")] if version.signatures else []
    lines += [record("@", TTL, "CDS", "0 0 0 00")] if version.wants_no_ds else []
    return lines + (delegation(domain.inner, domain.inner.at_parent["A"], domain.name) if domain.inner else [])


def delegation(domain, held, zone):
    lines = [record(domain.name + ".", held.ns_ttl, "NS", name + ".") for name in sorted(set(held.ns))]
    lines += [record(domain.name + ".", TTL, "DS", ds) for ds in held.ds]
    lines += [signature(zone, domain.name, "DS")] if held.ds and held.is_ds_signed else []
    for name, addresses in held.glue.items():
        lines += [address_record(name + ".", address, held.glue_ttl) for address in sorted(set(addresses))]
    return lines


def tld_set(tld):
    return ns_set(tld.name + ".", tld.name_servers)


def tld_zone(world, tld, copy):
    zone = tld.name
    lines = [soa("ns", 1 + COPIES.index(copy)), *(signature(zone, zone, kind) for kind in ("SOA", "NS", "DNSKEY")), *tld_set(tld)]
    for other in world.tlds.values():
        if other.above == zone:
            lines += tld_set(other)
        lines += [address_record(name, address) for name, address in other.hosts_of(zone)]
    lines += [record("ring.%s." % zone, TTL, "NS", "ns1.ring.%s." % other) for other in world.rings.get(zone, ())]
    for domain in world.domains.values():
        if domain.tld != zone or domain.unknown:
            continue
        held = domain.at_parent[copy]
        if held.kind == "text":
            lines.append(record(domain.name + ".", TTL, "TXT", '"not a zone"'))
        elif held.kind == "alias":
            lines.append(record(domain.name + ".", TTL, "CNAME", "www.%s." % domain.name))
        elif held.kind == "ns":
            lines += delegation(domain, held, zone)
    return lines + (world.leftovers.served.get((zone, copy), []) if world.leftovers else [])


def root_zone(world):
    return [soa("ns"), *ns_set("@", ROOT), *(line for tld in world.tlds.values() if tld.above is None for line in tld_set(tld))]


def write(world, folder, rrl):
    """All zone files and both kinds of configuration; gives back the servers."""
    zones = os.path.join(folder, "zones")

    def file(name, lines):
        return write_lines(os.path.join(zones, name), dict.fromkeys(lines))

    pools = world.hosts.pools
    addresses_of = {pool: [address for host in pools[pool] for address in host.addresses] for pool in pools}
    root = Server("root", [address for _, address in ROOT] + addresses_of["up"], is_parent=True)
    root.zones.append((".", file("root", root_zone(world))))
    # A zone and the one above it never share a server, which would answer for both.
    parents = {(copy, depth): Server("tld%s%s" % (copy, depth or ""), [address for tld in world.tlds.values() for _, address, how in tld.servers if how == copy and tld.depth == depth], is_parent=True)
               for copy in COPIES for depth in sorted(set(tld.depth for tld in world.tlds.values()))}
    # Servers of the zones above that answer for a child with a referral, and servers of an empty copy that deny it.
    without_authority, denying = Server("noaa", addresses_of["noaa"]), Server("deny", addresses_of["deny"])
    for tld in world.tlds.values():
        for copy in COPIES:
            parents[copy, tld.depth].zones.append((tld.name, file("%s.%s" % (tld.name, copy), tld_zone(world, tld, copy))))
            if world.leftovers:
                file("%s.%s.refused" % (tld.name, copy), world.leftovers.refused.get((tld.name, copy), []))
        without_authority.zones.append((tld.name, os.path.join(zones, tld.name + ".A")))
        denying.zones.append((tld.name, file(tld.name + ".empty", [soa("ns"), record("@", TTL, "NS", "ns.nowhere.")])))
    failing = Server("fail", addresses_of["fail"])
    groups = {pool: Server(pool, addresses_of[pool]) for pool in GROUPS}
    for domain in world.domains.values():
        files = [file("%s.%d" % (domain.name, number), child_zone(domain, version)) for number, version in enumerate(domain.versions)]
        for pool, number in domain.served.items():
            groups[pool].zones.append((domain.name, files[number]))
        if "fails" in domain.faults:
            failing.zones.append((domain.name, os.path.join(zones, "absent")))
        if domain.hidden:
            for parent in parents.values():
                parent.zones.append((domain.name, files[0]))
    servers = [root, *parents.values(), without_authority, denying, failing, *groups.values()]
    filtered = [(address, host.trait[2:]) for host in world.hosts.by_address.values() if host.trait for address in host.addresses]
    filtered += [(address, tld.lacks) for tld in world.tlds.values() for _, address, copy in tld.servers if copy == "B" and tld.lacks]
    deploy(folder, servers, ROOT, filtered, rrl)
    return servers
