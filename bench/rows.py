#!/usr/bin/env python3
"""Holds the rows (JSON lines) of a run against its list of healthy domains: how many are whole, and what they say. Any finding is a false one.

Usage: rows.py NAMES-FILE RESULTS-FILE

Ends with 1 where a row is torn, is about no name of the list, stands there twice, or accuses somebody; a name without a row is only counted.
"""
import collections
import json
import sys

with open(sys.argv[1]) as lines:
    wanted = set(lines.read().split())
seen, torn, accused, strange = collections.Counter(), 0, 0, 0
verdicts = collections.Counter()
with open(sys.argv[2], errors="replace") as results:
    for line in results:
        try:
            row = json.loads(line)
        except ValueError:
            torn += 1
            continue
        torn += not line.endswith("\n")
        seen[row["DomainName"]] += 1
        strange += row["DomainName"] not in wanted
        verdicts[row["Status"]] += 1
        accused += len(row["Findings"])
twice = sum(count - 1 for count in seen.values())
words = ["%d of %d names have a row" % (len(seen), len(wanted))] + ["%d %s" % (count, status) for status, count in sorted(verdicts.items())]
words += ["%d %s" % (count, what) for count, what in ((torn, "torn"), (twice, "twice"), (strange, "strange"), (accused, "false findings")) if count]
print(", ".join(words))
sys.exit(1 if torn or twice or strange or accused else 0)
