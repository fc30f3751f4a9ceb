"""Compares the tool's findings with the truth: precision and recall by code, each finding with its name servers and addresses. Ends with 1 unless all is exact."""
import collections
import json
import sys

NOTICE_AND_ABOVE = ("Notice", "Warning", "Error", "Critical")
# What a lost or a held back datagram may bring about by itself: findings about a server, not about the zone.
SILENCE = ("ServerUnresponsive", "ServerUdpUnavailable", "ServerTcpUnavailable", "ParentServerUnresponsive", "NoIPv4NameServer", "NoIPv6NameServer", "DelegationUnreachable")


def subject(text):
    return ";".join(sorted(part for part in text.lower().split(";") if part))


def main():
    truth, depth = {}, sys.argv[3]
    with open(sys.argv[1]) as lines:
        for line in lines:
            row = json.loads(line)
            truth[row["domain"]] = row
    rows = collections.Counter()
    unknown, alarms, wrong = [], [], []
    right, missed, false = collections.Counter(), collections.Counter(), collections.Counter()
    with open(sys.argv[2]) as lines:
        for line in lines:
            row = json.loads(line)
            name = row["DomainName"]
            rows[name] += 1
            if name not in truth or (row["Status"] == "Unknown") != truth[name].get("unknown", False):
                unknown.append(name)
                continue
            found = collections.Counter((each["Code"], subject(each["NameServer"]), subject(";".join(each["IPAddress"]))) for each in row["Findings"])
            expected = collections.Counter(tuple(each) for each in truth[name][depth])
            if not truth[name]["faults"]:
                alarms += [(name, each["Code"]) for each in row["Findings"] if each["Severity"] in NOTICE_AND_ABOVE]
            for each, count in (found & expected).items():
                right[each[0]] += count
            for each, count in (expected - found).items():
                missed[each[0]] += count
                wrong.append(("missed", name, truth[name]["faults"], each))
            for each, count in (found - expected).items():
                false[each[0]] += count
                wrong.append(("false", name, truth[name]["faults"], each))
    for verdict, name, faults, each in wrong[:60]:
        print("%-6s %-18s %-60s %s" % (verdict, name, "+".join(faults), " ".join(each)))
    print("%-36s %7s %7s %7s %10s %7s" % ("Code", "right", "missed", "false", "precision", "recall"))
    for code in sorted(set(right) | set(missed) | set(false)):
        share = [right[code] / (right[code] + other) if right[code] + other else 0 for other in (false[code], missed[code])]
        print("%-36s %7d %7d %7d %10.4f %7.4f" % (code, right[code], missed[code], false[code], share[0], share[1]))
    lost = [name for name in truth if rows[name] == 0]
    twice = [name for name in rows if rows[name] > 1]
    total = sum(right.values()), sum(missed.values()), sum(false.values())
    zone = [sum(count for code, count in each.items() if code not in SILENCE) for each in (missed, false)]
    print("%-36s %7d %7d %7d" % ("all", *total))
    print("%d domains; healthy %d, findings of Notice or above on them %d; lost %d, twice %d, unknown %d; about the zone: missed %d, false %d" % (
        len(truth), sum(not row["faults"] for row in truth.values()), len(alarms), len(lost), len(twice), len(unknown), *zone))
    sys.exit(0 if not (total[1] or total[2] or alarms or lost or twice or unknown) else 1)


main()
