#!/usr/bin/env python3
"""The questions of a capture that were answered over UDP, in the order of their answers, as lines "ADDRESS NAME TYPE" for the bare sender (floor/floor.c).

Usage: answered.py CAPTURE     (of both directions)
"""
import ipaddress
import sys

from pcap import UDP, packets

TYPES = {1: "A", 2: "NS", 6: "SOA", 28: "AAAA"}
asked = {}
for packet in packets(sys.argv[1]):
    if packet.protocol != UDP:
        continue
    if packet.port == 53:
        asked[packet.to, packet.source_port, packet.id] = packet.question
    elif question := asked.pop((packet.source, packet.port, packet.id), None):
        print(ipaddress.ip_address(packet.source), question[0] or ".", TYPES[question[1]])
