#!/usr/bin/env python3
"""Judges the parents' zone files of a generated internet by themselves (glue test --parent-zone) and compares that with what is to be found by asking its servers (truth.jsonl): nothing may be found
that asking would not find, and whatever the parent's side alone shows must be found. Needs no servers.

Usage: zonefiles.py FOLDER GLUE, where generate.py wrote FOLDER."""
import collections
import glob
import json
import os
import subprocess
import sys

# What follows from the parent's records alone. All other codes need a server's answer or the zone.
OF_PARENT = ("GlueMissing", "NameServerIsNoHostName", "NullNameServer", "ReferralOver512", "DsWithoutDelegation")
# What the parent's records show in part: of addresses that are glue, of circles within one parent, where the parent's side is at fault and not the zone's.
IN_PART = ("NameServerDomainDoesNotExist", "NameServerIsSacrificial", "AddressNotPublic", "AddressOfTransition", "CircularDependency", "GlueUnneeded", "NameServerUnresolvable", "NameServersShareAddress", "NameServersSharePrefix", "TooFewNameServers")


# Said in fewer words where servers were asked: what is seen of them says more.
REPLACED = {"NameServersSharePrefix": "DelegationUnreachable"}


def subject(text):
    return ";".join(sorted(part for part in text.lower().split(";") if part))


def key(code, name_server, addresses):
    # Which addresses are missing only the zone says.
    return code, subject(name_server), "" if code == "GlueMissing" else subject(addresses)


def judge(glue, path, zone):
    with open(path) as file:
        text = "$ORIGIN %s.\n" % zone + file.read()
    run = subprocess.run([glue, "test", "--parent-zone", "-", "--format", "jsonl"], input=text, capture_output=True, text=True, check=False)
    if run.stderr:
        sys.exit("%s: %s" % (path, run.stderr))
    return [json.loads(line) for line in run.stdout.splitlines()]


def main():
    folder, glue = sys.argv[1:]
    truth = {}
    with open(os.path.join(folder, "truth.jsonl")) as lines:
        for line in lines:
            row = json.loads(line)
            truth[row["domain"]] = {key(*each) for each in row["standard"]}
    found = collections.defaultdict(set)
    for path in sorted(glob.glob(os.path.join(folder, "zones", "*.[AB]"))):
        zone = os.path.basename(path)[:-2]
        if "." in zone:
            continue
        for row in judge(glue, path, zone):
            found[row["DomainName"]] |= {key(each["Code"], each["NameServer"], ";".join(each["IPAddress"])) for each in row["Findings"]}
    right, missed, false = collections.Counter(), collections.Counter(), collections.Counter()
    for name in sorted(truth):
        for each in sorted(found[name] | truth[name]):
            if each in found[name] and each in truth[name]:
                right[each[0]] += 1
            elif each in found[name] and REPLACED.get(each[0]) in [code for code, _, _ in truth[name]]:
                continue
            elif each in found[name]:
                false[each[0]] += 1
                print("false  %s %s" % (name, " ".join(each)))
            else:
                missed[each[0]] += 1
                if each[0] in OF_PARENT:
                    print("missed %s %s" % (name, " ".join(each)))
    print("%-36s %7s %7s" % ("Code", "right", "only by asking"))
    for code in sorted(set(right) | set(missed)):
        print("%-36s %7d %7d" % (code, right[code], missed[code]))
    unknown = [code for code in right if code not in OF_PARENT and code not in IN_PART]
    sys.exit(1 if false or unknown or any(missed[code] for code in OF_PARENT) else 0)


main()
