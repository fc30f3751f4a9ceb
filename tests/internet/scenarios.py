#!/usr/bin/env python3
"""
Writes the faulty domains of a generated internet as scenarios of the lab, one file each with what its name servers depend on, and what is to be found there: so that the
changes that a report advises can be made in them (MendingTests).
Usage: scenarios.py FOLDER [--domains N | --all-pairs] [--seed S] [--every N]
With --every only each Nth of the faulty domains is written.
"""
import argparse
import calendar
import copy
import os
import time

import serve
from model import COPIES, GROUPS
from rules import Judge
from world import World
from zones import ROOT

# When the clock of the simulation begins.
BEGIN = calendar.timegm((2026, 1, 1, 0, 0, 0))


def closure(world, domain):
    """The domain and those that its name servers lie in, and theirs."""
    found, waiting = {}, [domain]
    while waiting:
        one = waiting.pop()
        if one.name in found:
            continue
        found[one.name] = one
        names = set(name for each in one.both() + one.versions for name in each.ns) | set(target for version in one.versions for target in version.aliases.values())
        waiting += [owner for owner in map(world.owner, names) if owner]
        waiting += [one.inner] if one.inner else []
        waiting += [other for other in world.domains.values() if other.inner is one]
    return found


def scenario(world, domain):
    part = copy.copy(world)
    part.domains = closure(world, domain)
    part.shows_forgotten, part.leaves_glue_out = True, False
    lines = ["# Title: %s" % "+".join(domain.faults), ""]

    def zone(name, addresses, records):
        if addresses:
            lines.extend(["zone %s at %s" % (name if name == "." else name + ".", " ".join(addresses)), *("  " + one for one in dict.fromkeys(records)), ""])

    used = set(address for one in part.domains.values() for each in one.both() for own in each.glue.values() for address in own)
    used |= set(address for one in part.domains.values() for version in one.versions for own in list(version.addresses.values()) + [version.wildcard] for address in own)
    hosts = {address: world.hosts.by_address[address] for address in sorted(used) if address in world.hosts.by_address}

    def at(pool):
        return [address for address, host in hosts.items() if host.pool == pool]

    zone(".", [address for _, address in ROOT] + at("up"), serve.root_zone(part))
    for tld in world.tlds.values():
        for copy_name in COPIES:
            addresses = [address for _, address, how in tld.servers if how == copy_name] + (at("noaa") if copy_name == "A" else [])
            zone(tld.name, addresses, serve.tld_zone(part, tld, copy_name))
        zone(tld.name, at("deny"), ["@ 3600 SOA ns hostmaster 1 7200 3600 1209600 300", "@ 3600 NS ns.nowhere."])
    parents = [address for tld in world.tlds.values() for _, address, how in tld.servers if how in COPIES]
    for one in part.domains.values():
        for number, version in enumerate(one.versions):
            addresses = [address for address, host in hosts.items() if one.served.get(host.pool) == number] + (parents if one.hidden and number == 0 else [])
            zone(one.name, addresses, serve.child_zone(one, version))
    for address, host in hosts.items():
        if host.pool == "fail" and any("fails" in one.faults for one in part.domains.values()):
            lines.append("server %s servfail" % address)
        elif host.pool in GROUPS + ["fail"]:
            lines.append("server %s %s" % (address, host.trait or ""))
    for tld in world.tlds.values():
        for _, address, how in tld.servers:
            if how == "refuses":
                lines.append("server %s refuse" % address)
            elif how == "B" and tld.lacks:
                lines.append("server %s no%s" % (address, tld.lacks))
    lines += ["", "audit %s." % domain.name]
    for finding in Judge(part, domain).run():
        code, names, addresses = finding.line
        # In the order of RFC 4034, section 6.1, as audits have them.
        names = ";".join(sorted(names.split(";"), key=lambda name: name.split(".")[::-1]))
        lines.append(" ".join(word for word in ("expect", code, names, addresses) if word))
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("--domains", type=int, default=500)
    parser.add_argument("--all-pairs", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--every", type=int, default=1)
    options = parser.parse_args()
    # Signatures begin and end so many days from when the simulation begins.
    serve.time = type("Then", (), {"time": staticmethod(lambda: BEGIN), "gmtime": staticmethod(time.gmtime), "strftime": staticmethod(time.strftime)})
    world = World(options.domains, options.seed, None, all_pairs=options.all_pairs)
    os.makedirs(options.folder, exist_ok=True)
    faulty = [domain for domain in world.domains.values() if domain.audited and domain.faults and not domain.unknown]
    for domain in faulty[::options.every]:
        with open(os.path.join(options.folder, domain.name + ".txt"), "w") as out:
            out.write(scenario(world, domain))


if __name__ == "__main__":
    main()
