#!/usr/bin/env python3
"""Lays our findings about each zone that make.py wrote beside what delv, and DNSViz where it is asked, make of it. Ends with 1 unless they agree.

Usage: verdicts.py FOLDER FOUND.jsonl [--dnsviz]
"""
import json
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "internet"))
from peer_tools import PeerTools  # noqa: E402

SECURE, INSECURE, BOGUS = "secure", "insecure", "bogus"
# One server for everything: with the first copy of each zone, and with the second.
COPIES = ("24.0.0.1", "24.0.0.2")
BREAKS = ("DsWithoutDnskey", "DsMatchesNoKey", "DnskeyNotSignedByDsKey", "DnskeySignatureWrong", "DnskeySignatureExpired", "DnskeySignatureNotYetValid")
INSECURES = ("DsUnsupported", "DsMissing")
# What is not verified here: a wrong signature of these is not found, and a right one is not vouched for.
NOT_JUDGED = ("ed25519", "ed448")


def delv(folder, zone, server):
    done = subprocess.run(["delv", "@" + server, "-a", os.path.join(folder, "anchor"), zone, "SOA"], capture_output=True, text=True)
    said = done.stdout + done.stderr
    if "; fully validated" in said:
        return SECURE
    if "; unsigned answer" in said:
        return INSECURE
    return BOGUS if "resolution failed" in said else "?: " + said


def ours(findings, address):
    """What the findings make of the zone at one server: a finding without servers is about all of them."""
    codes = {each["Code"] for each in findings if not each["Servers"] or any(server.endswith("/" + address) for server in each["Servers"])}
    return BOGUS if codes & set(BREAKS) else INSECURE if codes & set(INSECURES) else SECURE


def codes_in(node):
    """All codes of errors and warnings in what dnsviz grok wrote."""
    if isinstance(node, dict):
        for name, value in node.items():
            if name in ("errors", "warnings"):
                yield from (each["code"] for each in value)
            else:
                yield from codes_in(value)
    elif isinstance(node, list):
        for each in node:
            yield from codes_in(each)


def show_dnsviz(folder, zones):
    """DNSViz's codes for each zone, to be read: it asks all servers and does not say which of them a resolver meets."""
    with PeerTools(os.path.join(folder, "hints"), folder) as tools:
        for zone in zones:
            said, errors, _ = tools.dnsviz(zone)
            print("dnsviz    %-40s %s" % (zone, " ".join(sorted(set(codes_in(json.loads(said))))) if said else errors.strip()))


def main(folder, found, *options):
    with open(found) as lines:
        rows = {row["DomainName"]: row for row in map(json.loads, lines)}
    with open(os.path.join(folder, "names.txt")) as lines:
        zones = lines.read().split()
    disagreements = 0
    for zone in zones:
        findings = rows[zone]["Findings"]
        codes = sorted({each["Code"] for each in findings if each["Check"] in ("DsMatchesChild", "DnskeysAreSigned")})
        for server, address in zip(COPIES, ("23.8.0.1", "23.8.0.2")):
            theirs, mine = delv(folder, zone, server), ours(findings, address)
            if server == COPIES[1] and not os.path.exists(os.path.join(folder, "zones", zone.split(".")[0] + ".other")):
                continue
            agrees = theirs == mine or (any(word in zone for word in NOT_JUDGED) and mine == SECURE)
            disagreements += not agrees
            print("%-9s %-40s delv %-9s ours %-9s %s" % ("" if agrees else "DIFFERENT", zone + (" (second)" if server == COPIES[1] else ""), theirs, mine, " ".join(codes)))
    if "--dnsviz" in options:
        show_dnsviz(folder, zones)
    print("%d zones, %d disagreements with delv" % (len(zones), disagreements))
    return 1 if disagreements else 0


sys.exit(main(*sys.argv[1:]))
