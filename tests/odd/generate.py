#!/usr/bin/env python3
"""Generates an internet of odd servers: zone files, server configurations, the proxy's plan, the names to audit in order, and truth.jsonl."""
import argparse
import json
import os

from judge import at_core, truth
from oddworld import HOSTILE, OddWorld
from kinds import KINDS
from serve import child_zone, root_zone, tld_zone
from zones import ROOT, Server, deploy, record, soa, write

BACKENDS = {name: "24.0.0.%d" % (i + 1) for i, name in enumerate(("v0", "v1", "lie", "none"))}
ELSEWHERE = ["24.0.1.1", "2a24::1"]


def copies(world, folder):
    """The real servers, with the copy of each zone that each of them has."""
    def file(name, lines):
        return write(os.path.join(folder, "zones", name), dict.fromkeys(lines))

    root = Server("root", [address for _, address in ROOT], is_parent=True)
    root.zones.append((".", file("root", root_zone(world))))
    tlds = Server("tlds", [address for tld in world.tlds.values() for _, address, _ in tld.servers], is_parent=True)
    for tld in world.tlds.values():
        tlds.zones.append((tld.name, file(tld.name, tld_zone(world, tld, "A"))))
    real = {name: Server(name, [address]) for name, address in BACKENDS.items()}
    real["v0"].addresses += [address for host in world.plain for address in host.addresses]
    real["lie"].zones.append((".", file("lie", [soa("ns"), record("@", 3600, "NS", "ns1.park.alpha.")])))
    for domain in world.domains.values():
        files = [file("%s.%d" % (domain.name, number), child_zone(domain, version)) for number, version in enumerate(domain.versions)]
        if domain.is_somewhere:
            real["v0"].zones.append((domain.name, files[0]))
        for host, number in domain.held.items():
            copy = backend(host, number)
            if host.kind and copy != "v0" and (domain.name, files[number]) not in real[copy].zones[-2:]:
                real[copy].zones.append((domain.name, files[number]))
    return [root, tlds, *real.values()]


def backend(host, number):
    """Who has a host's copy of a zone: the second version is an older one, or one made up."""
    return "v0" if number == 0 else "lie" if host.kind.name == "claims-foreign" and number else "v1"


def plan(world):
    """What the proxy is told; see Plan.cs."""
    yield from ("backend %s %s" % pair for pair in BACKENDS.items())
    yield "backend root %s" % ROOT[0][1]
    yield from ("kind %s %s" % (kind.name, kind.rules) for kind in KINDS)
    yield from ("elsewhere " + address for address in ELSEWHERE)
    yield from ("host %s %s %s" % (host.name, host.kind.name, ",".join(host.addresses)) for host in world.hosts.all if host.kind)
    # Lies about the zones above and about the first domains.
    claimed = world.plain[2].addresses[0]
    yield from ("lie %s NS ns1.park.alpha" % zone for zone in ("alpha", "beta"))
    yield from ("lie %s A %s" % (name, claimed) for name in ("a.nic.alpha", "a.nic.beta", *["ns1." + name for name in list(world.domains)[1:4]]))
    for domain in world.domains.values():
        held = ["%s=%s" % (host.name, backend(host, number)) for host, number in domain.held.items() if host.kind]
        if held:
            yield " ".join(["zone", domain.name, *held])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", help="where everything is written")
    parser.add_argument("--sizes", default="1,100", help="how many domains share a server of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--order", choices=["first", "last", "shuffled"], default="shuffled", help="where the domains stand that their servers do not hold")
    parser.add_argument("--kinds", default="", help="only these")
    options = parser.parse_args()
    made_of = [int(size) for size in options.sizes.split(",")], options.seed, [name for name in options.kinds.split(",") if name]
    world = OddWorld(*made_of)
    os.makedirs(options.folder, exist_ok=True)
    # For who must judge it otherwise, because not all of it was heard.
    with open(os.path.join(options.folder, "world.json"), "w") as out:
        json.dump(made_of, out)
    servers = copies(world, options.folder)
    odd = [host for host in world.hosts.all if host.kind]
    deploy(options.folder, servers, ROOT, [(address, host.kind.lacks) for host in odd if host.kind.lacks for address in host.addresses])
    with open(os.path.join(options.folder, "addresses.ip"), "a") as batch:
        for address in [*ELSEWHERE, *(address for host in odd for address in host.addresses)]:
            batch.write("addr add %s dev there%s\n" % ((address + "/128", " nodad") if ":" in address else (address + "/32", "")))
    write(os.path.join(options.folder, "plan"), plan(world))
    audited = [domain for domain in world.domains.values() if domain.audited]
    world.rng.shuffle(audited)
    if options.order != "shuffled":
        audited.sort(key=lambda domain: (domain.faults[:1] and domain.faults[0] in HOSTILE or False) == (options.order == "last"))
    write(os.path.join(options.folder, "names.txt"), [domain.name for domain in audited])
    with open(os.path.join(options.folder, "truth.jsonl"), "w") as out:
        for domain in audited:
            must, may = truth(world, domain)
            out.write(json.dumps({
                "domain": domain.name, "kind": domain.kind.name, "size": domain.size, "faults": domain.faults, "chance": domain.kind.chance,
                "core": [at_core(must), at_core(may)], "standard": [must, may],
                "odd": {address: host in domain.held for host in world.pairs[domain.kind, domain.size] for address in host.addresses},
            }) + "\n")
    print("%d domains, %d of them with a fault of their own, on %d odd servers of %d kinds" % (
        len(audited), sum(bool(domain.faults) for domain in audited), len(odd), len(set(host.kind for host in odd))))


if __name__ == "__main__":
    main()
