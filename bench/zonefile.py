#!/usr/bin/env python3
"""Writes the zone file of a top-level domain with many delegations, in canonical order as registries write theirs: six of ten with name servers elsewhere, three with
name servers and glue of their own, one with a neighbour's name servers and a DS record."""
import argparse
import sys


def records(number):
    name = "d%07d.tld." % number
    kind = number % 10
    if kind < 6:
        host = number % 997
        return "%s 86400 IN NS ns1.host%d.test.\n%s 86400 IN NS ns2.host%d.test.\n" % (name, host, name, host)
    if kind < 9:
        address = "%d.%d.%d" % (number >> 16 & 255, number >> 8 & 255, number & 255)
        return ("%s 86400 IN NS ns1.%s\n%s 86400 IN NS ns2.%s\nns1.%s 86400 IN A 45.%s\nns2.%s 86400 IN A 46.%s\n" % (name, name, name, name, name, address, name, address))
    host = "d%07d.tld." % (number - 2)
    return "%s 86400 IN NS ns1.%s\n%s 86400 IN NS ns2.%s\n%s 86400 IN DS 12345 8 2 %064X\n" % (name, host, name, host, name, number)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--delegations", type=int, default=500000)
    options = parser.parse_args()
    write = sys.stdout.write
    write("tld. 86400 IN SOA a.nic.tld. hostmaster.nic.tld. 1 7200 3600 1209600 300\ntld. 86400 IN NS a.nic.tld.\ntld. 86400 IN NS b.nic.tld.\n")
    write("a.nic.tld. 86400 IN A 37.209.192.10\nb.nic.tld. 86400 IN A 37.209.194.10\n")
    for first in range(0, options.delegations, 5000):
        write("".join(records(number) for number in range(first, min(first + 5000, options.delegations))))


if __name__ == "__main__":
    main()
