#!/usr/bin/env python3
"""Counts the questions in a packet capture taken at the servers: UDP datagrams and TCP connections to port 53.

Prints what the busiest server address got: the most in any second, the same without the first three seconds, and the burst: the smallest B for which it
holds that in any t seconds at most B + rate * t came. And what the whole run sent in any second.
"""
import argparse
import collections
import ipaddress
import sys

from pcap import UDP, packets


def questions(path):
    """Time, server address, and the name and type that are asked (None for a connection)."""
    for packet in packets(path):
        if packet.port != 53:
            continue
        if packet.begins_connection:
            yield packet.time, packet.to, None
        elif packet.protocol == UDP:
            yield packet.time, packet.to, packet.question


def most_in_a_second(times):
    first = most = 0
    for last, time in enumerate(times):
        while times[first] <= time - 1:
            first += 1
        most = max(most, last - first + 1)
    return most


def burst(times, rate):
    """A bucket that leaks at the rate: the highest it ever stands."""
    level = most = 0.0
    before = times[0]
    for time in times:
        level = max(0.0, level - (time - before) * rate) + 1
        before, most = time, max(most, level)
    return most


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("capture")
    parser.add_argument("--rate", type=float, default=0, help="the limit for one server address; 0 where there was none")
    parser.add_argument("--all", type=float, default=0, help="the limit for the whole run")
    parser.add_argument("--shared", action="store_true", help="print instead what was asked of the root and the top-level domain, other than the domains' delegations")
    options = parser.parse_args()
    by_server, everything, connections = collections.defaultdict(list), [], 0
    root, own, referrals = 0, collections.Counter(), collections.Counter()
    for time, to, asked in questions(options.capture):
        by_server[to].append(time)
        everything.append(time)
        connections += asked is None
        text = str(ipaddress.ip_address(to))
        if text.startswith(("22.", "2a20:")):
            root += 1
        elif text.startswith(("21.", "2a10:")) and asked:
            if asked[0].startswith("d") and asked[1] == 2:
                referrals[asked[0], to] += 1
            else:
                own[asked] += 1
    if options.shared:
        repeated = sum(count - 1 for count in referrals.values())
        print("%d | %d | %d | %d" % (root, sum(own.values()), len(referrals), repeated))
        for (name, kind), count in sorted(own.items()):
            print("asked of the TLD's addresses: %s type %d, %d times" % (name, kind, count), file=sys.stderr)
        return
    everything.sort()
    busiest = {to: sorted(times) for to, times in by_server.items()}
    later = [[time for time in times if time >= times[0] + 3] for times in busiest.values()]
    cells = [len(everything), connections, max(map(most_in_a_second, busiest.values())), max([most_in_a_second(times) for times in later if times] or [0])]
    cells.append("%.0f" % max(burst(times, options.rate) for times in busiest.values()) if options.rate else "-")
    cells.append(most_in_a_second(everything))
    cells.append("%.0f" % burst(everything, options.all) if options.all else "-")
    print(" | ".join(map(str, cells)))


if __name__ == "__main__":
    main()
