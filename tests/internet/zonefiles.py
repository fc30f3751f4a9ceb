#!/usr/bin/env python3
"""Judges the parents' zone files of a generated internet by themselves (glue test --parent-zone) and compares what is found
- with what is to be found in them by the rules of file_rules.py, without a policy and with both: precision and recall by code;
- with what asking the parents' servers finds: both find the same of the parent's side, but for what is listed with the reason why only one of them can.
Needs no servers. Ends with 1 unless all is exact.

Usage: zonefiles.py FOLDER GLUE [--found FILE] [--short], where generate.py --parent-files wrote FOLDER, and FILE has the rows of an audit that asked (else what it is to find is taken); --short
takes the two large zones only, and one file of each with a policy."""
import argparse
import collections
import glob
import json
import os
import subprocess
import sys

from file_rules import FileJudge, lines_of
from model import is_below

# What is found of the parent's side at all; every other code is about the zone, its servers, the parent's servers or their differences.
OF_PARENT = ("GlueMissing", "NameServerIsNoHostName", "NullNameServer", "ReferralOver512", "NameServerDomainDoesNotExist", "NameServerIsSacrificial", "AddressNotPublic", "AddressOfTransition",
             "CircularDependency", "NameServerUnresolvable", "NameServersShareAddress", "NameServersSharePrefix", "TooFewNameServers")
# What servers neither show nor send, so that only the file has it.
OF_FILE = ("OrphanGlue", "GlueAgainstPolicy", "RecordsHidden", "DsWithoutDelegation", "GlueUnneeded")
# The zones of a short run, and the policy that one file of each is judged with, too.
SHORT = {"alpha": "narrow", "beta": "wide"}
# Said in other words where servers were asked, since what is seen of them says more.
SAID_BY = {"NameServersSharePrefix": ("DelegationUnreachable",), "ReferralOver512": ("ReferralIncompleteWithoutTc", "ReferralTcpFails")}


def subject(text):
    return ";".join(sorted(part for part in text.lower().split(";") if part))


def key(code, name_server, addresses):
    # Which addresses are missing only the zone says.
    return code, subject(name_server), "" if code == "GlueMissing" else subject(addresses)


def read(path):
    with open(path) as lines:
        for line in lines:
            yield json.loads(line)


def findings(row):
    return {key(each["Code"], each["NameServer"], ";".join(each["IPAddress"])) for each in row["Findings"]}


class File:
    """A parent's file: its text, and what it holds."""

    def __init__(self, path, zone):
        with open(path) as file:
            self.text = file.read()
        if os.path.exists(path + ".refused"):
            with open(path + ".refused") as file:
                self.text += file.read()
        self.zone = zone
        self.names, self.addresses = collections.defaultdict(set), collections.defaultdict(set)
        for owner, kind, data in lines_of(self.text, zone):
            if kind == "NS":
                self.names[owner].add(data)
            elif kind in ("A", "AAAA"):
                self.addresses[owner].add(data)

    def judge(self, glue, policy):
        options = ["--glue-policy", policy] if policy else []
        run = subprocess.run([glue, "test", "--parent-zone", "-", "--format", "jsonl", *options], input="$ORIGIN %s.\n" % self.zone + self.text, capture_output=True, text=True, check=False)
        told = [line for line in run.stderr.splitlines() if "lies outside the zone" not in line]
        if told:
            sys.exit("%s: %s" % (self.zone, "\n".join(told)))
        return {row["DomainName"]: findings(row) for row in map(json.loads, run.stdout.splitlines())}

    def why_only_by_asking(self, domain, found):
        """Why this file cannot show what asking found; None where it can."""
        code, names, addresses = found[0], [name for name in found[1].split(";") if name], [address for address in found[2].split(";") if address]
        own = self.names.get(domain, set())
        if any(name not in own for name in names if name != "."):
            return "the name server is not in this file's delegation"
        if code in ("NameServerDomainDoesNotExist", "NameServerUnresolvable") and all(not is_below(name, self.zone) or any(is_below(name, cut) for cut in self.names if cut != self.zone) for name in names):
            return "the name server lies in a zone that is to be asked"
        if code == "CircularDependency" and (not is_below(names[0], self.zone) or self.has_other_way(domain, own)):
            return "the circle leads out of this file, or the delegation has another way"
        if code in ("AddressNotPublic", "AddressOfTransition", "NameServersShareAddress") and any(address not in self.addresses.get(name, ()) for name in names for address in addresses):
            return "the address is not in this file"
        if code == "NameServersSharePrefix" and (any(not self.addresses.get(name) for name in own) or not set(addresses) <= set().union(*(self.addresses.get(name, set()) for name in own))):
            return "an address is not in this file"
        if code == "TooFewNameServers" and len(own) > 1:
            return "the zone has too few, not the delegation"
        return None

    def has_other_way(self, domain, own):
        return any(not is_below(name, self.zone) or self.addresses.get(name) for name in own)


def table(right, missed, false, heads):
    print("%-32s %7s %7s %7s %10s %7s" % heads)
    for code in sorted(set(right) | set(missed) | set(false)):
        shares = [right[code] / (right[code] + other) if right[code] + other else 0 for other in (false[code], missed[code])]
        print("%-32s %7d %7d %7d %10.4f %7.4f" % (code, right[code], missed[code], false[code], *shares))


def by_rules(file, glue, policies, counts):
    """The file beside the rules; gives back what is found without a policy."""
    first = {}
    for policy in policies:
        found = file.judge(glue, policy)
        first = first or found
        expected = {domain: {key(*line) for line in lines} for domain, lines in FileJudge(file.zone, file.text, policy).run().items()}
        if set(found) != set(expected):
            sys.exit("%s: rows for other domains than the file delegates: %s" % (file.zone, sorted(set(found) ^ set(expected))[:9]))
        for domain in found:
            for verdict, different in (("right", found[domain] & expected[domain]), ("missed", expected[domain] - found[domain]), ("false", found[domain] - expected[domain])):
                for each in sorted(different):
                    counts[verdict][each[0]] += 1
                    if verdict != "right":
                        print("%-6s %s %s, policy %s" % (verdict, domain, " ".join(each), policy))
    return first


def by_asking(file, found, asked, counts, reasons):
    """The file beside the servers."""
    for domain in sorted(set(found) & set(asked)):
        codes = {code for code, _, _ in asked[domain]}
        for each in sorted(found[domain] | asked[domain]):
            if each[0] not in OF_PARENT + OF_FILE:
                continue
            if each in found[domain] and each in asked[domain]:
                counts["right"][each[0]] += 1
            elif each in found[domain]:
                instead = next((code for code in SAID_BY.get(each[0], ()) if code in codes), None)
                why = "servers do not show it" if each[0] in OF_FILE else "asking says " + instead if instead else None
                (reasons if why else counts["false"])[each[0] if why is None else (each[0], why)] += 1
                if why is None:
                    print("only the file  %s %s" % (domain, " ".join(each)))
            else:
                why = file.why_only_by_asking(domain, each)
                (reasons if why else counts["missed"])[each[0] if why is None else (each[0], why)] += 1
                if why is None:
                    print("only asking    %s %s" % (domain, " ".join(each)))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("glue")
    parser.add_argument("--found")
    parser.add_argument("--short", action="store_true")
    options = parser.parse_args()
    if options.found:
        asked = {row["DomainName"]: findings(row) for row in read(options.found)}
    else:
        asked = {row["domain"]: {key(*each) for each in row["standard"]} for row in read(os.path.join(options.folder, "truth.jsonl"))}
    rules, servers = ({verdict: collections.Counter() for verdict in ("right", "missed", "false")} for _ in range(2))
    reasons = collections.Counter()
    files = [path for path in sorted(glob.glob(os.path.join(options.folder, "zones", "*.[AB]"))) if os.path.basename(path).count(".") == 1]
    if options.short:
        files = [path for path in files if os.path.basename(path)[:-2] in SHORT]
    for path in files:
        file = File(path, os.path.basename(path)[:-2])
        policies = [None, "narrow", "wide"] if not options.short else [None, SHORT[file.zone]] if path.endswith("A") else [None]
        by_asking(file, by_rules(file, options.glue, policies, rules), asked, servers, reasons)
    table(*rules.values(), ("Code, of the file alone", "right", "missed", "false", "precision", "recall"))
    print()
    table(servers["right"], servers["missed"], servers["false"], ("Code, file and servers", "both", "asking", "file", "of file", "of both"))
    print()
    for (code, why), count in sorted(reasons.items()):
        print("%-32s %7d  %s" % (code, count, why))
    wrong = sum(sum(each.values()) for kind in (rules, servers) for verdict, each in kind.items() if verdict != "right")
    print("%d files; by the rules: %d right, %d wrong; of the parent's side both ways: %d, one way without a reason: %d" % (
        len(files), sum(rules["right"].values()), sum(rules["missed"].values()) + sum(rules["false"].values()),
        sum(servers["right"].values()), sum(servers["missed"].values()) + sum(servers["false"].values())))
    sys.exit(1 if wrong or not rules["right"] else 0)


main()
