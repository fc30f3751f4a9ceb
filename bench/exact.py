#!/usr/bin/env python3
"""Prints yes if each name of a list of healthy domains came back once, healthy and without a finding, and nothing else came; else what is wrong.

Usage: exact.py NAMES-FILE RESULTS-FILE jsonl|csv
"""
import csv
import json
import sys

with open(sys.argv[1]) as lines:
    missing = set(lines.read().split())
wanted, rows, unhealthy = len(missing), 0, 0
with open(sys.argv[2], newline="") as results:
    for row in (json.loads(line) for line in results) if sys.argv[3] == "jsonl" else csv.DictReader(results):
        rows += 1
        missing.discard(row["DomainName"])
        unhealthy += row["Status"] != "Healthy" or row["InfoCount"] not in (0, "0")
if missing or rows != wanted or unhealthy:
    print("%d of %d rows, %d missing, %d not healthy" % (rows, wanted, len(missing), unhealthy))
else:
    print("yes")
