#!/usr/bin/env python3
"""Writes a lab scenario of healthy domains on a hundred dual-stack hosts, and the list of their names.

Usage: many_domains.py COUNT SCENARIO-FILE NAMES-FILE
"""
import random
import sys

HOSTS = 100

count, scenario_file, names_file = int(sys.argv[1]), sys.argv[2], sys.argv[3]
rng = random.Random(1)
hosts = [(f"45.{10 + i // 200}.{i % 200}.1", f"2a10:{i + 16:x}::1") for i in range(HOSTS)]
parent, zones, names = ["in example."], [], []
for number in range(count):
    name = f"d{number}"
    pair = rng.sample(hosts, 2)
    zones.append(f"zone {name}.example. at " + " ".join(address for host in pair for address in host))
    for index, (ipv4, ipv6) in enumerate(pair, 1):
        parent += [f"  {name} NS ns{index}.{name}", f"  ns{index}.{name} A {ipv4}", f"  ns{index}.{name} AAAA {ipv6}"]
        zones += [f"  @ NS ns{index}", f"  ns{index} A {ipv4}", f"  ns{index} AAAA {ipv6}"]
    names.append(f"{name}.example")
with open(scenario_file, "w", encoding="ascii") as out:
    out.write("\n".join(["# Title: Many healthy domains", "base", "", *parent, "", *zones, ""]))
with open(names_file, "w", encoding="ascii") as out:
    out.write("\n".join(names) + "\n")
