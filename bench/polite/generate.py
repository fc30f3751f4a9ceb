#!/usr/bin/env python3
"""Writes one large top-level domain: zone files, NSD configurations, names to audit.

Every domain is healthy and lies with one of four hosters, so that its audit asks each of four TLD addresses once and each of four hoster addresses a few
times. With --dead, that many percent of the domains have name servers of their own, one of which never answers.
"""
import argparse
import os

TTL = 86400
ROOT = [("a.root", "22.0.1.1"), ("a.root", "2a20:1::1"), ("b.root", "22.0.2.1"), ("b.root", "2a20:2::1")]
TLD = [("a.nic.big", "21.1.0.1"), ("a.nic.big", "2a10:1:1::1"), ("b.nic.big", "21.1.1.1"), ("b.nic.big", "2a10:1:2::1")]
HOSTERS = 4


def record(owner, kind, data):
    return "%s. %d %s %s" % (owner, TTL, kind, data)


def address(owner, text):
    return record(owner, "AAAA" if ":" in text else "A", text)


def soa(zone):
    return record(zone, "SOA", "ns.%s. hostmaster.%s. 1 7200 3600 1209600 300" % (zone or "root", zone or "root")) if zone else \
        ". %d SOA a.root. hostmaster.root. 1 7200 3600 1209600 300" % TTL


def hoster(number):
    return [("ns%d.host%d.big" % (i + 1, number), text)
            for i in (0, 1) for text in ("20.%d.%d.1" % (number + 1, i), "2a30:%d:%d::1" % (number + 1, i + 1))]


def server(folder, name, addresses, zones, extra=()):
    home = os.path.join(folder, name)
    os.makedirs(home, exist_ok=True)
    lines = ["server:", "  server-count: 1", '  username: ""', '  database: ""', '  zonesdir: "%s"' % home, '  zonelistfile: "%s/zone.list"' % home,
             '  xfrdfile: "%s/xfrd.state"' % home, '  xfrdir: "%s"' % home, '  pidfile: "%s/nsd.pid"' % home, "  minimal-responses: no", "  verbosity: 0",
             "  tcp-count: 1000", *extra, *("  ip-address: " + text for text in addresses), "remote-control:", "  control-enable: no"]
    for zone, path in zones:
        lines += ["zone:", '  name: "%s"' % zone, '  zonefile: "%s"' % path]
    with open(os.path.join(home, "nsd.conf"), "w") as out:
        out.write("\n".join(lines) + "\n")


def write(path, lines):
    with open(path, "w") as out:
        out.write("\n".join(lines) + "\n")
    return path


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("--domains", type=int, default=1000)
    parser.add_argument("--dead", type=int, default=0, metavar="PERCENT")
    options = parser.parse_args()
    folder, count = options.folder, options.domains
    os.makedirs(folder, exist_ok=True)
    names = ["d%d.big" % number for number in range(count)]
    root = [soa("")] + [". %d NS %s." % (TTL, name) for name in ("a.root", "b.root")] + [address(*row) for row in ROOT]
    root += [record("big", "NS", name + ".") for name in ("a.nic.big", "b.nic.big")] + [address(*row) for row in TLD]
    big = [soa("big")] + [record("big", "NS", name + ".") for name in ("a.nic.big", "b.nic.big")] + [address(*row) for row in TLD]
    hosted, all_hosts = [], []
    for number in range(HOSTERS):
        rows = hoster(number)
        zone = "host%d.big" % number
        apex = [record(zone, "NS", name + ".") for name in sorted(set(name for name, _ in rows))] + [address(*row) for row in rows]
        big += apex
        all_hosts += [text for _, text in rows]
        hosted.append((zone, write(os.path.join(folder, zone), [soa(zone)] + apex)))
    # Relative names, so that one file serves every domain of a hoster.
    files = [write(os.path.join(folder, "customers%d" % number), [
        "@ %d SOA ns1.host%d.big. hostmaster.host%d.big. 1 7200 3600 1209600 300" % (TTL, number, number),
        *("@ %d NS ns%d.host%d.big." % (TTL, i + 1, number) for i in (0, 1))]) for number in range(HOSTERS)]
    dead = 0
    for number, name in enumerate(names):
        if number % 100 < options.dead:
            live, gone = hoster(number % HOSTERS)[0][1], "23.%d.%d.1" % (100 + dead // 250, dead % 250)
            dead += 1
            apex = [record(name, "NS", "ns%d.%s." % (i, name)) for i in (1, 2)] + [address("ns1." + name, live), address("ns2." + name, gone)]
            big += apex
            hosted.append((name, write(os.path.join(folder, name), [soa(name)] + apex)))
        else:
            big += [record(name, "NS", "ns%d.host%d.big." % (i + 1, number % HOSTERS)) for i in (0, 1)]
            hosted.append((name, files[number % HOSTERS]))
    server(folder, "root", [text for _, text in ROOT], [(".", write(os.path.join(folder, "root.zone"), root))])
    server(folder, "tld", [text for _, text in TLD], [("big", write(os.path.join(folder, "big.zone"), big))], ["  rrl-ratelimit: 0"])
    server(folder, "hosts", all_hosts, hosted, ["  rrl-ratelimit: 0"])
    write(os.path.join(folder, "names.txt"), names)
    with open(os.path.join(folder, "hints"), "w") as out:
        out.writelines(". %d NS %s.\n" % (TTL, name) for name in ("a.root", "b.root"))
        out.writelines(address(*row) + "\n" for row in ROOT)
    with open(os.path.join(folder, "addresses.ip"), "w") as out:
        for text in [text for _, text in ROOT + TLD] + all_hosts:
            out.write("addr add %s dev there%s\n" % (text + ("/128" if ":" in text else "/32"), " nodad" if ":" in text else ""))
    for family in "46":
        open(os.path.join(folder, "rules%s.ip" % family), "w").close()
    write(os.path.join(folder, "servers"), ["root 22.0.1.1 .", "tld 21.1.0.1 big", "hosts 20.1.0.1 %s" % hosted[-1][0]])


main()
