#!/usr/bin/env python3
"""Writes one large top-level domain: zone files, server configurations, names to audit.

Every domain is healthy and lies with one of four hosters, so that its audit asks each of four TLD addresses once and each of four hoster addresses a few
times. With --dead, that many percent of the domains have name servers of their own, one of which never answers.
"""
import argparse
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tests", "internet"))
from zones import ROOT, Server, deploy, ns_set, parents, tld_servers, write, zone  # noqa: E402

HOSTERS = 4


def hoster(number):
    return [("ns%d.host%d.big." % (i + 1, number), address) for i in (0, 1) for address in ("20.%d.%d.1" % (number + 1, i), "2a30:%d:%d::1" % (number + 1, i + 1))]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("--domains", type=int, default=1000)
    parser.add_argument("--dead", type=int, default=0, metavar="PERCENT")
    options = parser.parse_args()
    hosters = [hoster(number) for number in range(HOSTERS)]
    hosts = Server("hosts", [address for servers in hosters for _, address in servers])
    delegated = []

    def put(name, servers, file):
        delegated.extend(ns_set(name + ".", servers))
        hosts.zones.append((name, file))

    def file(name, servers):
        return write(os.path.join(options.folder, "zones", name), zone(servers))

    for number, servers in enumerate(hosters):
        put("host%d.big" % number, servers, file("host%d.big" % number, servers))
    elsewhere = [[(name, None) for name, _ in servers] for servers in hosters]
    customers = [file("customers%d" % number, servers) for number, servers in enumerate(elsewhere)]
    names = ["d%d.big" % number for number in range(options.domains)]
    dead = 0
    for number, name in enumerate(names):
        its = number % HOSTERS
        if number % 100 < options.dead:
            own = [("ns1.%s." % name, hosters[its][0][1]), ("ns2.%s." % name, "23.%d.%d.1" % (100 + dead // 250, dead % 250))]
            dead += 1
            put(name, own, file(name, own))
        else:
            put(name, elsewhere[its], customers[its])
    deploy(options.folder, [*parents(options.folder, ROOT, {"big": tld_servers("big", 1, 2)}, {"big": delegated}), hosts], ROOT)
    write(os.path.join(options.folder, "names"), names)


main()
