#!/usr/bin/env python3
"""Writes the healthy world that answer.c describes: names, root hints, the questions of their audits, and on demand zone files for NSD."""
import argparse
import os
import random
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "internet"))
import serve  # noqa: E402

SERVERS = {
    "": [("%s.root" % "ab"[i], "22.0.%d.1" % (i + 1), "2a20:%x::1" % (i + 1)) for i in range(2)],
    "alpha": [("%s.nic.alpha" % "ab"[i], "21.1.%d.1" % i, "2a10:1:%x::1" % (i + 1)) for i in range(2)],
    "beta": [("%s.nic.beta" % "abc"[i], "21.2.%d.1" % i, "2a10:2:%x::1" % (i + 1)) for i in range(3)],
}
NOBODY = "2a0f::1"


def host(number):
    return "20.%d.%d.1" % (number >> 8, number & 255), "2a00:%x::1" % (number + 1)


class Domain:
    """A domain by its label: the letter d, or x where the IPv6 address of ns2 is one where nobody lives; the number says the rest."""

    def __init__(self, label, hosts):
        number = int(label[1:])
        self.tld = ("alpha", "beta")[number % 2]
        self.name = "%s.%s" % (label, self.tld)
        first = number % hosts
        self.pair = first, (first + 1 + number // hosts % (hosts - 1)) % hosts
        self.dead = label[0] == "x"

    def addresses(self):
        servers = [list(host(number)) for number in self.pair]
        if self.dead:
            servers[1][1] = NOBODY
        return servers

    def questions(self):
        """What an audit at Core depth asks: all parent addresses for the referral, all child addresses for SOA, NS, and the addresses of both name servers."""
        for server in SERVERS[self.tld]:
            for address in server[1:]:
                yield address, self.name, "NS"
        for server in self.addresses():
            for address in server:
                for kind in ("SOA", "NS"):
                    yield address, self.name, kind
                for label in ("ns1", "ns2"):
                    for kind in ("A", "AAAA"):
                        yield address, "%s.%s" % (label, self.name), kind


def apex(zone):
    names = [name for name, _, _ in SERVERS[zone]]
    lines = ["%s. 3600 NS %s." % (zone, name) for name in names]
    return lines + ["%s. 3600 %s %s" % (name, kind, address) for name, *both in SERVERS[zone] for kind, address in zip(("A", "AAAA"), both)]


def delegation(domain):
    lines = []
    for label, both in zip(("ns1", "ns2"), domain.addresses()):
        lines.append("%s. 3600 NS %s.%s." % (domain.name, label, domain.name))
        lines += ["%s.%s. 3600 %s %s" % (label, domain.name, kind, address) for kind, address in zip(("A", "AAAA"), both)]
    return lines


def child(domain):
    """Names are relative, so that all domains on the same pair of hosts share one file."""
    lines = ["@ 3600 SOA ns1 hostmaster 1 7200 3600 1209600 300"]
    for label, both in zip(("ns1", "ns2"), domain.addresses()):
        lines.append("@ 3600 NS %s" % label)
        lines += ["%s 3600 %s %s" % (label, kind, address) for kind, address in zip(("A", "AAAA"), both)]
    return lines


def zones(folder, domains, hosts):
    def write(name, lines):
        path = os.path.join(folder, "zones", name)
        with open(path, "w") as out:
            out.write("\n".join(lines) + "\n")
        return path

    os.makedirs(os.path.join(folder, "zones"), exist_ok=True)
    root = serve.Server("root", [address for _, *both in SERVERS[""] for address in both], is_parent=True)
    root.zones.append((".", write("root", [serve.soa(""), *apex(""), *apex("alpha"), *apex("beta")])))
    servers = [root]
    for tld in ("alpha", "beta"):
        server = serve.Server(tld, [address for _, *both in SERVERS[tld] for address in both], is_parent=True)
        lines = [serve.soa(tld)] + apex(tld)
        for domain in domains:
            lines += delegation(domain) if domain.tld == tld else []
        server.zones.append((tld, write(tld, lines)))
        servers.append(server)
    children = serve.Server("child", [address for number in range(hosts) for address in host(number)])
    files = {}
    for domain in domains:
        key = domain.pair, domain.dead
        if key not in files:
            files[key] = write("%d-%d%s" % (*domain.pair, "-dead" if domain.dead else ""), child(domain))
        children.zones.append((domain.name, files[key]))
    servers.append(children)
    with open(os.path.join(folder, "addresses.ip"), "w") as addresses, open(os.path.join(folder, "servers"), "w") as ready:
        for server in servers:
            home = os.path.join(folder, server.name)
            os.makedirs(home, exist_ok=True)
            with open(os.path.join(home, "nsd.conf"), "w") as out:
                out.write(serve.nsd(server, home, 0))
            ready.write("%s %s %s\n" % (server.name, server.addresses[0], server.zones[-1][0]))
            for address in server.addresses:
                addresses.write("addr add %s dev there%s\n" % ((address + "/128", " nodad") if ":" in address else (address + "/32", "")))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", help="where everything is written")
    parser.add_argument("--domains", type=int, default=1000)
    parser.add_argument("--dead", type=int, default=0, help="further domains with one dead address among four")
    parser.add_argument("--hosts", type=int, default=100, help="dual-stack hosts that serve the domains: twice as many addresses")
    parser.add_argument("--mix", type=int, default=2000, help="of so many domains the questions are written")
    parser.add_argument("--zones", action="store_true", help="zone files and configuration for NSD")
    options = parser.parse_args()
    os.makedirs(options.folder, exist_ok=True)
    numbers = list(range(options.domains))
    random.Random(1).shuffle(numbers)

    def path(name):
        return os.path.join(options.folder, name)

    with open(path("names"), "w") as names:
        names.writelines(Domain("d%d" % number, options.hosts).name + "\n" for number in numbers)
    with open(path("dead"), "w") as dead:
        dead.writelines(Domain("x%d" % number, options.hosts).name + "\n" for number in range(options.dead))
    with open(path("mix"), "w") as mix:
        for number in numbers[:options.mix]:
            mix.writelines("%s %s %s\n" % question for question in Domain("d%d" % number, options.hosts).questions())
    with open(path("hints"), "w") as hints:
        hints.write("\n".join(apex("")).replace(" 3600 ", " 3600000 ") + "\n")
    if options.zones:
        zones(options.folder, [Domain("d%d" % n, options.hosts) for n in numbers] + [Domain("x%d" % n, options.hosts) for n in range(options.dead)], options.hosts)


if __name__ == "__main__":
    main()
