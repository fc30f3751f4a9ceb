"""Writes zone files and the configurations of NSD and Knot DNS for a simulated internet."""
import base64
import os

from model import COPIES, GROUPS, TTL, address_record, is_ipv6, record

ROOT = [("a.root", "22.0.1.1"), ("a.root", "2a20:1::1"), ("b.root", "22.0.2.1"), ("b.root", "2a20:2::1")]
# Servers add DS records to referrals only in zones that look signed; nobody validates this.


def soa(zone, serial=1, ttl=TTL):
    return record(zone, ttl, "SOA", "ns.%s. hostmaster.%s. %d 7200 3600 1209600 300" % (zone or "root", zone or "root", serial))


def signature(zone, owner, kind, octets=64):
    data = base64.b64encode(bytes(octets)).decode()
    return record(owner, TTL, "RRSIG", "%s 15 %d %d 20400101000000 20200101000000 1 %s. %s" % (kind, owner.count(".") + 1 if owner else 0, TTL, zone, data))


def child_zone(domain, version):
    lines = [soa(domain.name, version.serial)]
    lines += [record(domain.name, version.ns_ttl, "NS", name + ".") for name in sorted(set(version.ns))]
    for name, addresses in version.addresses.items():
        lines += [address_record(name, version.address_ttl, address) for address in sorted(set(addresses))]
    lines += [record(name, TTL, "CNAME", target + ".") for name, target in version.aliases.items()]
    lines += [address_record("*." + domain.name, version.address_ttl, address) for address in version.wildcard]
    lines += [record(name, TTL, "TXT", '"text"') for name in version.texts]
    lines += [record(domain.name, TTL, "DNSKEY", key.text) for key in version.keys]
    return lines + (delegation(domain.inner, domain.inner.at_parent["A"], domain.name) if domain.inner else [])


def delegation(domain, held, zone):
    lines = [record(domain.name, held.ns_ttl, "NS", name + ".") for name in sorted(set(held.ns))]
    lines += [record(domain.name, TTL, "DS", ds) for ds in held.ds]
    lines += [signature(zone, domain.name, "DS")] if held.ds else []
    for name, addresses in held.glue.items():
        lines += [address_record(name, held.glue_ttl, address) for address in sorted(set(addresses))]
    return lines


def tld_zone(world, tld, copy):
    zone = tld.name
    lines = [soa(zone, 1 + COPIES.index(copy)), *(signature(zone, zone, kind) for kind in ("SOA", "NS", "DNSKEY"))]
    lines += [record(zone, TTL, "NS", name + ".") for name in sorted(set(name for name, _, _ in tld.servers))]
    lines += [address_record(name, TTL, address) for name, address, _ in tld.servers]
    for domain in world.domains.values():
        if domain.tld != zone:
            continue
        held = domain.at_parent[copy]
        if held.kind == "text":
            lines.append(record(domain.name, TTL, "TXT", '"not a zone"'))
        elif held.kind == "alias":
            lines.append(record(domain.name, TTL, "CNAME", "www.%s." % domain.name))
        elif held.kind == "ns":
            lines += delegation(domain, held, zone)
    return lines


def root_zone(world):
    lines = [soa("")] + [record("", TTL, "NS", name + ".") for name in ("a.root", "b.root")]
    lines += [address_record(name, TTL, address) for name, address in ROOT]
    for tld in world.tlds.values():
        lines += [record(tld.name, TTL, "NS", name + ".") for name in sorted(set(name for name, _, _ in tld.servers))]
        lines += [address_record(name, TTL, address) for name, address, _ in tld.servers]
    return lines


class Server:
    """One process: addresses, and zones with their files; a zone without a file is one that it cannot load."""

    def __init__(self, name, addresses, is_parent=False):
        self.name, self.addresses, self.is_parent = name, addresses, is_parent
        self.zones = []


def write(world, folder, rrl):
    """All zone files and both kinds of configuration; gives back the servers."""
    zones = os.path.join(folder, "zones")
    os.makedirs(zones, exist_ok=True)

    def file(name, lines):
        path = os.path.join(zones, name)
        with open(path, "w") as out:
            out.write("\n".join(dict.fromkeys(lines)) + "\n")
        return path

    pools = world.hosts.pools
    addresses_of = {pool: [address for host in pools[pool] for address in host.addresses] for pool in pools}
    root = Server("root", [address for _, address in ROOT] + addresses_of["up"], is_parent=True)
    root.zones.append((".", file("root", root_zone(world))))
    parents = {copy: Server("tld" + copy, [address for tld in world.tlds.values() for _, address, how in tld.servers if how == copy], is_parent=True) for copy in COPIES}
    # Servers of the zones above that answer for a child with a referral, and servers of an empty copy that deny it.
    without_authority, denying = Server("noaa", addresses_of["noaa"]), Server("deny", addresses_of["deny"])
    for tld in world.tlds.values():
        for copy in COPIES:
            parents[copy].zones.append((tld.name, file("%s.%s" % (tld.name, copy), tld_zone(world, tld, copy))))
        without_authority.zones.append((tld.name, os.path.join(zones, tld.name + ".A")))
        denying.zones.append((tld.name, file(tld.name + ".empty", [soa(tld.name), record(tld.name, TTL, "NS", "ns.nowhere.")])))
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


def deploy(folder, servers, root, filtered=(), rrl=0):
    """What network.sh starts from: configurations, the list of servers, batches for ip, and root hints. Filtered are addresses, each with a transport that it lacks."""
    for server in servers:
        home = os.path.join(folder, server.name)
        os.makedirs(home, exist_ok=True)
        with open(os.path.join(home, "nsd.conf"), "w") as out:
            out.write(nsd(server, home, rrl))
        with open(os.path.join(home, "knot.conf"), "w") as out:
            out.write(knot(server, home))
    with open(os.path.join(folder, "servers"), "w") as out:
        out.writelines("%s %s %s\n" % (server.name, server.addresses[0], server.zones[-1][0] if server.zones else "-") for server in servers)
    with open(os.path.join(folder, "addresses.ip"), "w") as out:
        for address in sorted(set(address for server in servers for address in server.addresses)):
            out.write("addr add %s dev there%s\n" % (address + ("/128" if is_ipv6(address) else "/32"), " nodad" if is_ipv6(address) else ""))
    for ipv6 in (False, True):
        with open(os.path.join(folder, "rules%d.ip" % (6 if ipv6 else 4)), "w") as out:
            # Routing rules in place of a packet filter, before the rule for local addresses, which moves back for it.
            out.write("rule add pref 10000 lookup local\nrule del pref 0\n")
            for number, (address, transport) in enumerate(sorted(each for each in set(filtered) if is_ipv6(each[0]) == ipv6)):
                out.write("rule add pref %d to %s ipproto %s dport 53 blackhole\n" % (number + 1, address, transport))
    with open(os.path.join(folder, "hints"), "w") as out:
        for name in sorted(set(name for name, _ in root)):
            out.write(". 3600000 NS %s.\n" % name)
        for name, address in root:
            out.write("%s. 3600000 %s %s\n" % (name, "AAAA" if is_ipv6(address) else "A", address))


def nsd(server, home, rrl):
    lines = ["server:", "  server-count: 1", '  username: ""', '  database: ""', '  zonesdir: "%s"' % home, '  zonelistfile: "%s/zone.list"' % home, '  xfrdfile: "%s/xfrd.state"' % home,
             '  xfrdir: "%s"' % home, '  pidfile: "%s/nsd.pid"' % home, "  minimal-responses: no", "  verbosity: %d" % (2 if rrl else 0), "  tcp-count: 1000"]
    limit = rrl if server.is_parent else 0
    lines += [] if limit is True else ["  rrl-ratelimit: %d" % limit]
    lines += ["  ip-address: " + address for address in server.addresses]
    lines += ["remote-control:", "  control-enable: no"]
    for zone, path in server.zones:
        lines += ["zone:", '  name: "%s"' % zone, '  zonefile: "%s"' % path]
    return "\n".join(lines) + "\n"


def knot(server, home):
    lines = ["server:", '  rundir: "%s"' % home, "  udp-workers: 1", "  tcp-workers: 1", "  background-workers: 1",
             "  listen: [%s]" % ", ".join(address + "@53" for address in server.addresses), "log:", "- target: stderr", "  any: error", "database:", '  storage: "%s"' % home,
             "template:", "- id: default", '  storage: "%s"' % home, "  semantic-checks: off", "  zonefile-sync: -1", "  journal-content: none", "zone:"]
    for zone, path in server.zones:
        lines += ['- domain: "%s"' % (zone if zone == "." else zone + "."), '  file: "%s"' % path]
    return "\n".join(lines) + "\n"
