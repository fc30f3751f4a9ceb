"""Healthy zones, and what lib.sh serves: the words that every generator of this folder writes with. Names stand as in a zone file: an absolute one ends with a dot."""
import os

TTL = 3600
ROOT = [("a.root.", "22.0.1.1"), ("a.root.", "2a20:1::1"), ("b.root.", "22.0.2.1"), ("b.root.", "2a20:2::1")]


def is_ipv6(address):
    return ":" in address


def tld_servers(tld, number, count):
    """Dual-stack name servers of a top-level domain, as pairs of name and address."""
    return [("%s.nic.%s." % ("abcd"[i], tld), address) for i in range(count) for address in ("21.%d.%d.1" % (number, i), "2a10:%x:%x::1" % (number, i + 1))]


def record(owner, ttl, kind, data):
    return "%s %d %s %s" % (owner, ttl, kind, data)


def address_record(owner, address, ttl=TTL):
    return record(owner, ttl, "AAAA" if is_ipv6(address) else "A", address)


def soa(master="ns1", serial=1):
    return record("@", TTL, "SOA", "%s hostmaster %d 7200 3600 1209600 300" % (master, serial))


def ns_set(owner, servers, ttl=TTL):
    """A delegation, or the same in the zone itself. Servers are pairs of name and address; without an address where that is told elsewhere."""
    lines = [record(owner, ttl, "NS", name) for name in dict.fromkeys(name for name, _ in servers)]
    return lines + [address_record(name, address, ttl) for name, address in servers if address]


def zone(servers):
    """A healthy zone with nothing else in it; where the names are relative, one file does for many zones."""
    return [soa(), *ns_set("@", servers)]


def write(path, lines):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as out:
        out.writelines(line + "\n" for line in lines)
    return path


class Server:
    """One process: addresses, and zones with their files; a zone without a file is one that it cannot load."""

    def __init__(self, name, addresses, is_parent=False):
        self.name, self.addresses, self.is_parent = name, addresses, is_parent
        self.zones = []


def parents(folder, root, tlds, delegated):
    """The servers of the root and of top-level domains, their zone files written. By its name, a top-level domain has name servers, and lines that delegate from it."""
    both = {".": zone(root) + [line for tld, servers in tlds.items() for line in ns_set(tld + ".", servers)]}
    both.update((tld, zone(servers) + delegated[tld]) for tld, servers in tlds.items())
    for name, lines in both.items():
        server = Server("root" if name == "." else name, [address for _, address in tlds.get(name, root)], is_parent=True)
        server.zones.append((name, write(os.path.join(folder, "zones", server.name), lines)))
        yield server


def hints(folder, root):
    write(os.path.join(folder, "hints"), ns_set(".", root, 3600000))


def deploy(folder, servers, root, filtered=(), rrl=0, port=53):
    """What serve of lib.sh starts from: configurations, the list of servers, batches for ip, and root hints. Filtered are addresses, each with a transport that it lacks."""
    for server in servers:
        home = os.path.join(folder, server.name)
        write(os.path.join(home, "nsd.conf"), nsd(server, home, rrl, port))
        write(os.path.join(home, "knot.conf"), knot(server, home, port))
    write(os.path.join(folder, "servers"), ["%s %s %s" % (server.name, server.addresses[0], server.zones[-1][0] if server.zones else "-") for server in servers])
    write(os.path.join(folder, "addresses.ip"), [
        "addr add %s dev there%s" % (address + ("/128" if is_ipv6(address) else "/32"), " nodad" if is_ipv6(address) else "")
        for address in sorted(set(address for server in servers for address in server.addresses))])
    for ipv6 in (False, True):
        # Routing rules in place of a packet filter, before the rule for local addresses, which moves back for it.
        rules = ["rule add pref 10000 lookup local", "rule del pref 0"]
        for number, (address, transport) in enumerate(sorted(each for each in set(filtered) if is_ipv6(each[0]) == ipv6)):
            rules.append("rule add pref %d to %s ipproto %s dport 53 blackhole" % (number + 1, address, transport))
        write(os.path.join(folder, "rules%d.ip" % (6 if ipv6 else 4)), rules if filtered else [])
    hints(folder, root)


def nsd(server, home, rrl, port):
    lines = ["server:", "  server-count: 1", "  port: %d" % port, '  username: ""', '  database: ""', '  zonesdir: "%s"' % home, '  zonelistfile: "%s/zone.list"' % home,
             '  xfrdfile: "%s/xfrd.state"' % home, '  xfrdir: "%s"' % home, '  pidfile: "%s/nsd.pid"' % home, "  minimal-responses: no", "  verbosity: %d" % (2 if rrl else 0),
             "  tcp-count: 1000"]
    limit = rrl if server.is_parent else 0
    lines += [] if limit is True else ["  rrl-ratelimit: %d" % limit]
    lines += ["  ip-address: " + address for address in server.addresses]
    lines += ["remote-control:", "  control-enable: no"]
    for name, path in server.zones:
        lines += ["zone:", '  name: "%s"' % name, '  zonefile: "%s"' % path]
    return lines


def knot(server, home, port):
    lines = ["server:", '  rundir: "%s"' % home, "  udp-workers: 1", "  tcp-workers: 1", "  background-workers: 1",
             "  listen: [%s]" % ", ".join("%s@%d" % (address, port) for address in server.addresses), "log:", "- target: stderr", "  any: error", "database:", '  storage: "%s"' % home,
             "template:", "- id: default", '  storage: "%s"' % home, "  semantic-checks: off", "  zonefile-sync: -1", "  journal-content: none", "zone:"]
    for name, path in server.zones:
        lines += ['- domain: "%s"' % (name if name == "." else name + "."), '  file: "%s"' % path]
    return lines
