#!/usr/bin/env python3
"""Generates a simulated internet: zone files, server configurations, the names to audit, and truth.jsonl with what is to be found in each of them."""
import argparse
import json
import os

import serve
from leftovers import Leftovers
from registries import Registries
from rules import STANDARD_ONLY, Judge
from world import HEALTHY_PERCENT, World


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", help="where everything is written")
    parser.add_argument("--domains", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--healthy", type=int, default=HEALTHY_PERCENT, help="percent of the domains")
    parser.add_argument("--all-pairs", action="store_true", help="in place of a number of domains: each kind of fault alone, and beside every other that it can stand beside")
    parser.add_argument("--server", choices=["nsd", "knot"], help="also what this one brings about and the other does not")
    parser.add_argument("--software", choices=["nsd", "knot"], default="nsd", help="what serves it, where that decides what can be seen at all")
    parser.add_argument("--rrl", nargs="?", const=True, default=0, type=int, help="response rate limiting at the root and the top-level domains (NSD), as it is by default or at so many a second")
    parser.add_argument("--registries", action="store_true", help="also what registries hold, and what is to be found where they are asked")
    parser.add_argument("--parent-files", action="store_true", help="also what only the parents' zone files show, for zonefiles.py")
    options = parser.parse_args()
    world = World(options.domains, options.seed, options.server, options.healthy, options.all_pairs, options.software)
    os.makedirs(options.folder, exist_ok=True)
    if options.parent_files:
        world.leftovers = Leftovers(world, options.seed)
    if options.registries:
        world.registries = Registries(world, options.seed)
        world.registries.write(options.folder)
    servers = serve.write(world, options.folder, options.rrl)
    audited = [domain for domain in world.domains.values() if domain.audited]
    world.rng.shuffle(audited)
    with open(os.path.join(options.folder, "truth.jsonl"), "w") as truth, open(os.path.join(options.folder, "names.txt"), "w") as names:
        for domain in audited:
            lines = [] if domain.unknown else [finding.line for finding in Judge(world, domain).run()]
            faults = domain.faults + (world.registries.faults_of(domain) if world.registries else [])
            truth.write(json.dumps({
                "domain": domain.name, "faults": faults, "unknown": domain.unknown,
                "core": sorted(line for line in lines if line[0] not in STANDARD_ONLY), "standard": sorted(lines)}) + "\n")
            names.write(domain.name + "\n")
    healthy = sum(not domain.faults for domain in audited)
    print("%d domains, %d healthy, %d kinds of fault alone, %d pairs, %d server addresses" % (
        len(audited), healthy, len(set(d.faults[0] for d in audited if len(d.faults) == 1)), sum(len(d.faults) == 2 for d in audited),
        sum(len(server.addresses) for server in servers)))
    if world.apart:
        print("%d pairs that do not go together: %s" % (len(world.apart), ", ".join("+".join(pair) for pair in world.apart)))


if __name__ == "__main__":
    main()
