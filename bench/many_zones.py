#!/usr/bin/env python3
"""Writes a root, the zone 'example' and any number of equal zones below it for three NSD processes on loopback addresses, with hints and names.

Usage: many_zones.py COUNT FOLDER PORT [faulty]

With 'faulty', glue is missing for every tenth domain and stale for every tenth, every tenth is not served, and the list holds
what is no name and names that stand there twice.
"""
import pathlib
import sys

count, folder, port, is_faulty = int(sys.argv[1]), pathlib.Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4:] == ["faulty"]
ROOT, PARENT, CHILD = ["127.61.0.1"], ["127.62.0.1", "127.62.1.1"], ["127.63.0.1", "127.63.1.1"]
SOA = "@ 3600 SOA ns1 hostmaster 1 7200 3600 1209600 300\n"
STALE = "127.63.2.1"
NAMES = [f"d{number}" for number in range(count)]


def fault(name):
    return {3: "missing", 5: "stale", 7: "unserved"}.get(int(name[1:]) % 10) if is_faulty else None


def apex(addresses):
    return SOA + "".join(f"@ 3600 NS ns{i}\nns{i} 3600 A {address}\n" for i, address in enumerate(addresses, 1))


def delegation(name, addresses):
    return "".join(f"{name} 3600 NS ns{i}.{name}\n" + (f"ns{i}.{name} 3600 A {address}\n" if address else "") for i, address in enumerate(addresses, 1))


def child_addresses(name):
    return [CHILD[0], {"missing": None, "stale": STALE}.get(fault(name), CHILD[1])]


def server(role, addresses, zones):
    """One NSD: its configuration names the zones, several of which may share a file."""
    lines = [
        "server:", *(f"  ip-address: {address}@{port}" for address in addresses), '  username: ""', f'  pidfile: "{folder}/{role}.pid"', f'  zonelistfile: "{folder}/{role}.list"',
        f'  xfrdfile: "{folder}/{role}.xfrd"', f'  xfrdir: "{folder}"', '  database: ""', "  server-count: 1", "  rrl-ratelimit: 0", "remote-control:", "  control-enable: no",
    ]
    for name, file in zones:
        lines += ["zone:", f'  name: "{name}"', f'  zonefile: "{folder}/{file}"']
    (folder / f"{role}.conf").write_text("\n".join(lines) + "\n")


folder.mkdir(parents=True, exist_ok=True)
(folder / "root.zone").write_text(apex(ROOT) + delegation("example", PARENT))
(folder / "parent.zone").write_text(apex(PARENT) + "".join(delegation(name, child_addresses(name)) for name in NAMES))
(folder / "child.zone").write_text(apex(CHILD))
server("root", ROOT, [(".", "root.zone")])
server("parent", PARENT, [("example", "parent.zone")])
server("child", [*CHILD, STALE], [(f"{name}.example", "child.zone") for name in NAMES if fault(name) != "unserved"])
(folder / "hints").write_text("".join(f". 3600 NS ns{i}.\nns{i}. 3600 A {address}\n" for i, address in enumerate(ROOT, 1)))
lines = [f"{name}.example" for name in NAMES]
if is_faulty:
    lines += [f"a..b{number}" for number in range(count // 100)] + [f"{name.upper()}.Example." for name in NAMES[::100]]
(folder / "names").write_text("".join(f"{line}\n" for line in lines))
