#!/usr/bin/env python3
"""Writes the healthy world that answer.c describes: names, root hints, the questions of their audits, and on demand zone files for NSD."""
import argparse
import os
import random
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "tests", "internet"))
from zones import ROOT, Server, deploy, hints, ns_set, parents, tld_servers, write, zone  # noqa: E402

TLDS = {"alpha": tld_servers("alpha", 1, 2), "beta": tld_servers("beta", 2, 3)}
NOBODY = "2a0f::1"
# Where the servers of strangers are: nobody, and one that lets everybody wait (strangers.py).
DROPS, TARPIT = ("20.255.0.1", "2a0f::2"), ("20.254.0.1", "2a00:fe00::1")
GROUP = 12


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

    def servers(self, suffix=""):
        """Pairs of name and address; the names relative to the domain, or with this behind them."""
        pairs = [(label + suffix, address) for label, number in zip(("ns1", "ns2"), self.pair) for address in host(number)]
        return pairs[:3] + [(pairs[3][0], NOBODY)] if self.dead else pairs

    def questions(self):
        """What an audit at Core depth asks: all parent addresses for the referral, all child addresses for SOA, NS, and the addresses of both name servers."""
        for _, address in TLDS[self.tld]:
            yield address, self.name, "NS"
        for _, address in self.servers():
            for kind in ("SOA", "NS"):
                yield address, self.name, kind
            for label in ("ns1", "ns2"):
                for kind in ("A", "AAAA"):
                    yield address, "%s.%s" % (label, self.name), kind


def stranger(number, hosts):
    """A domain that nobody can be glad of, and what its parent says of it: on servers that drop, that let wait, that do not hold it, or in a graph of names without an address."""
    kind, tld = "ptnl"[number % 4], ("alpha", "beta")[number // 4 % 2]
    name = "%s%d.%s" % (kind, number, tld)
    if kind == "l":
        group = number // (4 * GROUP) * 4 * GROUP
        others = ["ns.l%d.%s." % (other, ("alpha", "beta")[other // 4 % 2]) for other in range(group + 3, group + 4 * GROUP, 4) if other != number]
        return name, tld, ns_set(name + ".", [(other, None) for other in others])
    addresses = {"p": DROPS, "t": TARPIT, "n": host(number % hosts)}[kind]
    return name, tld, ns_set(name + ".", [("ns1.%s." % name, address) for address in addresses])


def zones(folder, domains, hosts, strangers):
    delegated = {tld: [] for tld in TLDS}
    children = Server("child", [address for number in range(hosts) for address in host(number)])
    files = {}
    for domain in domains:
        delegated[domain.tld] += ns_set(domain.name + ".", domain.servers(".%s." % domain.name))
        key = domain.pair, domain.dead
        if key not in files:
            files[key] = write(os.path.join(folder, "zones", "%d-%d%s" % (*domain.pair, "-dead" if domain.dead else "")), zone(domain.servers()))
        children.zones.append((domain.name, files[key]))
    for number in range(strangers):
        _, tld, lines = stranger(number, hosts)
        delegated[tld] += lines
    deploy(folder, [*parents(folder, ROOT, TLDS, delegated), children], ROOT)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", help="where everything is written")
    parser.add_argument("--domains", type=int, default=1000)
    parser.add_argument("--dead", type=int, default=0, help="further domains with one dead address among four")
    parser.add_argument("--strangers", type=int, default=0, help="further domains on servers that drop, let wait, do not hold them, or without any address")
    parser.add_argument("--hosts", type=int, default=100, help="dual-stack hosts that serve the domains: twice as many addresses")
    parser.add_argument("--mix", type=int, default=2000, help="of so many domains the questions are written")
    parser.add_argument("--zones", action="store_true", help="zone files and configuration for NSD")
    options = parser.parse_args()
    numbers = list(range(options.domains))
    random.Random(1).shuffle(numbers)

    def domains(letter, numbers):
        return (Domain("%s%d" % (letter, number), options.hosts) for number in numbers)

    for name, lines in (
            ("names", (domain.name for domain in domains("d", numbers))), ("dead", (domain.name for domain in domains("x", range(options.dead)))),
            ("strangers", (stranger(number, options.hosts)[0] for number in range(options.strangers))),
            ("mix", ("%s %s %s" % question for domain in domains("d", numbers[:options.mix]) for question in domain.questions()))):
        write(os.path.join(options.folder, name), lines)
    hints(options.folder, ROOT)
    if options.zones:
        zones(options.folder, [*domains("d", numbers), *domains("x", range(options.dead))], options.hosts, options.strangers)


if __name__ == "__main__":
    main()
