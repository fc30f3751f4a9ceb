#!/usr/bin/env python3
"""Writes a root, the zone 'example' and any number of equal zones below it for servers on loopback addresses, with hints and names.

Usage: many_zones.py COUNT FOLDER PORT [faulty]

With 'faulty', glue is missing for every tenth domain and stale for every tenth, every tenth is not served, and the list holds
what is no name and names that stand there twice.
"""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tests", "internet"))
from zones import Server, deploy, ns_set, parents, write, zone  # noqa: E402

count, folder, port, is_faulty = int(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4:] == ["faulty"]
ROOT = [("ns1.", "127.61.0.1")]
PARENT = [("ns%d.example." % (i + 1), "127.62.%d.1" % i) for i in (0, 1)]
CHILD = ["127.63.0.1", "127.63.1.1"]
STALE = "127.63.2.1"
NAMES = [f"d{number}" for number in range(count)]


def fault(name):
    return {3: "missing", 5: "stale", 7: "unserved"}.get(int(name[1:]) % 10) if is_faulty else None


def delegation(name):
    addresses = [CHILD[0], {"missing": None, "stale": STALE}.get(fault(name), CHILD[1])]
    return ns_set(name, [(f"ns{i}.{name}", address) for i, address in enumerate(addresses, 1)])


above = parents(folder, ROOT, {"example": PARENT}, {"example": [line for name in NAMES for line in delegation(name)]})
child = Server("child", [*CHILD, STALE])
file = write(os.path.join(folder, "zones", "child"), zone([(f"ns{i}", address) for i, address in enumerate(CHILD, 1)]))
child.zones = [(f"{name}.example", file) for name in NAMES if fault(name) != "unserved"]
deploy(folder, [*above, child], ROOT, port=port)
lines = [f"{name}.example" for name in NAMES]
if is_faulty:
    lines += [f"a..b{number}" for number in range(count // 100)] + [f"{name.upper()}.Example." for name in NAMES[::100]]
write(os.path.join(folder, "names"), lines)
