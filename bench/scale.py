#!/usr/bin/env python3
"""What a list as long as a top-level domain costs: the formulas of docs/scale.md, with the sizes that bench/packets.sh measures.

Usage: scale.py [--names N] [--parents P] [--rate R] [--asked-bytes B] [--parent-bytes B] [--child-bytes B] [--row-bytes B]
"""
import argparse

arguments = argparse.ArgumentParser()
arguments.add_argument("--names", type=float, default=160e6)
arguments.add_argument("--parents", type=int, default=26, help="server addresses of the parent zone")
arguments.add_argument("--children", type=int, default=4, help="server addresses of a domain")
arguments.add_argument("--rate", type=float, default=50, help="questions a second to one parent address, of all machines together")
arguments.add_argument("--asked-bytes", type=float, default=70, help="IPv4 packet of a question")
arguments.add_argument("--parent-bytes", type=float, default=491, help="IPv4 packet of a referral")
arguments.add_argument("--child-bytes", type=float, default=139, help="IPv4 packet of a child's answer")
arguments.add_argument("--row-bytes", type=float, default=339, help="row of --format jsonl")
given = arguments.parse_args()
DAY = 86400
# Half of the addresses are IPv6 ones, whose header is 20 bytes longer.
IPV6 = 10


def row(title, parents, in_domain, is_standard):
    """Parents: addresses asked for each domain; 0 for a copy of the zone on a server of one's own."""
    asked = parents or 1
    child = given.children * (2 + 2 * in_domain + (3 if is_standard else 0))
    questions = asked + child
    up = questions * (given.asked_bytes + IPV6)
    down = asked * (given.parent_bytes + IPV6) + child * (given.child_bytes + IPV6)
    cells = [title, str(questions), f"{given.names * questions / 1e9:.2f}", f"{given.names * up / 1e12:.2f}", f"{given.names * down / 1e12:.2f}"]
    if parents:
        # Every address gets its share of the questions, at the rate that is allowed.
        domains = given.rate * given.parents / parents
        cells += [f"{given.names * parents / given.parents / 1e6:.1f}", f"{domains:.0f}", f"{given.names / domains / DAY:.1f}", f"{domains * questions:.0f}", f"{domains * (up + down) * 8 / 1e6:.0f}"]
    else:
        cells += ["0", "-", "-", "-", "-"]
    print("| " + " | ".join(cells) + " |")


print(f"{given.names / 1e6:.0f} million names, {given.parents} parent addresses at {given.rate:g} questions a second each, {given.children} child addresses; a row of {given.row_bytes:.0f} bytes: {given.names * given.row_bytes / 1e9:.0f} GB of results\n")
print("| run | questions a domain | questions, 10^9 | sent, TB | received, TB | questions at each parent address, 10^6 | domains/s | days | questions/s | Mbit/s, both ways |")
print("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |")
for sample in (given.parents, 4, 2, 1, 0):
    name = "own copy of the parent zone" if sample == 0 else "all parent addresses" if sample == given.parents else f"--parent-sample {sample}"
    row(f"{name}, Core, name servers in the domain", sample, 2, False)
    row(f"{name}, Core, name servers elsewhere", sample, 0, False)
row("all parent addresses, Standard, name servers in the domain", given.parents, 2, True)
row("--parent-sample 4, Standard, name servers in the domain", 4, 2, True)
