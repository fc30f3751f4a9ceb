"""
Lays what was found in a list, and by a session for each domain, beside the truth: by kind of server, each finding with its name servers and addresses. Ends with 1
unless both are exact where a server's answers follow from the question; where they come by chance, unless nothing was said that what was sent does not bear out.
Where packets are lost, a server of which nothing arrived in time is a silent one.
Usage: compare.py FOLDER DEPTH DETAILS LOSS
"""
import collections
import functools
import json
import os
import sys

from heard import Heard, dropped
from judge import at_core, truth as truth_of
from oddworld import OddWorld

FOLDER, DEPTH, DETAILS = sys.argv[1], sys.argv[2], int(sys.argv[3])
# What was sent need not have arrived then.
LOSSY = sys.argv[4] != "0"
# What an address is accused of.
SILENCES = ("ServerUnresponsive", "ServerUdpUnavailable", "ServerTcpUnavailable", "ServerWithoutEdns")
SOA = "6"
# What a row says of a server that refused to the end what it had answered before: nothing is known of it.
LOAD = "refusals that may come of how much the server was asked"
# SOA, NS, A, AAAA: of which a server may answer some and not others.
PARTS = (SOA, "2", "1", "28")


def lines_of(path):
    with open(path) as lines:
        return [json.loads(line) for line in lines]


@functools.cache
def world():
    """The generated world, for judging it otherwise than the generator did."""
    with open(os.path.join(FOLDER, "world.json")) as made_of:
        return OddWorld(*json.load(made_of))


def is_parents(address):
    return any(address == own for tld in world().tlds.values() for _, own, _ in tld.servers)


def subject(text):
    return ";".join(sorted(part for part in text.lower().split(";") if part))


class Found:
    """One run: the rows by domain, the proxy's ledger of what it answered, and where packets are lost, what was heard."""

    def __init__(self, name):
        self.rows, self.twice = {}, []
        for row in lines_of(os.path.join(FOLDER, name + ".jsonl")):
            if row["DomainName"] in self.rows:
                self.twice.append(row["DomainName"])
            self.rows[row["DomainName"]] = row
        self.answered, self.dropped, self.types = collections.Counter(), collections.Counter(), collections.defaultdict(set)
        with open(os.path.join(FOLDER, name + ".ledger")) as lines:
            for line in lines:
                address, zone, kind, transport, edns, verdict, count = line.split()
                if verdict == "answered":
                    self.types[address, zone].add(kind)
                    for key in ((), (kind,), (kind, transport), (kind, transport, edns)):
                        self.answered[address, zone, key] += int(count)
                else:
                    self.dropped[address, zone, kind] += int(count)
        self.heard = Heard(os.path.join(FOLDER, name + ".packets"), dropped(os.path.join(FOLDER, name + ".lost"))) if LOSSY else None
        self.right, self.missed, self.false, self.unknown = (collections.Counter() for _ in range(4))
        self.lost_sight = collections.Counter()
        self.wrong = []

    def findings(self, domain):
        """None where there is no verdict."""
        row = self.rows.get(domain)
        if row is None or row["Status"] == "Unknown":
            return None
        return collections.Counter((each["Code"], subject(each["NameServer"]), subject(";".join(each["IPAddress"]))) for each in row["Findings"])

    def judge(self, truth):
        found = self.findings(truth["domain"])
        kind = truth["kind"]
        if found is None:
            self.unknown[kind] += 1
            if not truth["chance"]:
                self.wrong.append(("unknown", truth, (self.rows.get(truth["domain"], {}).get("Status", "no row"),)))
            return
        must, may = (collections.Counter(tuple(each) for each in part) for part in truth[DEPTH])
        if unheard := self.unheard(truth):
            # Chance itself makes odd servers silent.
            self.lost_sight[kind] += not (truth["chance"] and set(unheard) <= set(truth["odd"]))
            must, may = (collections.Counter(tuple(each) for each in (part if DEPTH == "standard" else at_core(part)))
                         for part in truth_of(world(), world().domains[truth["domain"]], unheard))
        self.right[kind] += sum((found & must).values())
        for each in (must - found).elements():
            # By chance something that is seen only on an odd server may go unseen, never what others show.
            verdict = "unknown" if self.is_left_out(each, truth) else "missed"
            (self.unknown if verdict == "unknown" else self.missed)[kind] += 1
            # Where chance decides what a server answers, it may leave nothing to be known; the row says so, and it is counted.
            if not (verdict == "unknown" and truth["chance"]):
                self.wrong.append((verdict, truth, each))
        for each in (found - must).elements():
            if not (truth["chance"] and (self.is_borne_out(each, truth, may) or self.is_all_that_is_known(each, truth, must))):
                self.false[kind] += 1
                self.wrong.append(("false", truth, each))

    def is_all_that_is_known(self, finding, truth, must):
        """Whether glue is said to be old in place of dangling, where nothing is known of the server at its address."""
        dangling = ("GlueDangling", *finding[1:])
        return finding[0] == "GlueStale" and dangling in must and self.is_left_out(dangling, truth)

    def is_left_out(self, finding, truth):
        """Whether the row itself says that nothing is known of the servers that a finding is about."""
        limits = " ".join(limit for limit in self.rows[truth["domain"]]["Limits"] if LOAD in limit)
        return any(address in limits for address in truth["odd"]) if not finding[2] else all(address in limits for address in finding[2].split(";"))

    def unheard(self, truth):
        """
        The addresses about which something else was found than is true of them, where they were asked in vain: nothing that they answered arrived in time. To the client they
        are silent; what is to be found follows from that.
        """
        if not LOSSY:
            return ()
        found = self.findings(truth["domain"]) or collections.Counter()
        said = (found - collections.Counter(tuple(each) for each in truth[DEPTH][0])).elements()
        said = set(";".join(addresses for _, _, addresses in said).split(";")) - {""}
        return sorted(address for address in said if self.heard.is_silent(address, truth["domain"], is_parents(address)))

    def was_heard(self, address, zone):
        """Whether an answer about the zone was sent, and got through where packets are lost: SOA decides, and NS where no other audit can have asked the same."""
        if LOSSY:
            return self.heard.has(address, zone, is_parents(address))
        return any(self.answered[address, zone, (SOA, transport)] > 0 for transport in ("udp", "tcp"))

    def is_borne_out(self, finding, truth, may):
        """Whether a finding is true of what was sent."""
        code, _, addresses = finding
        if code in SILENCES and set(addresses.split(";")) <= set(truth["odd"]):
            return not any(self.is_disproved(code, address, truth["domain"]) for address in addresses.split(";"))
        if code in ("NoIPv4NameServer", "NoIPv6NameServer", "DelegationUnreachable"):
            family = [address for address, is_held in truth["odd"].items() if is_held and code != "NoIPv%dNameServer" % (4 if ":" in address else 6)]
            return finding in may and (LOSSY or not any(self.answered[address, truth["domain"], ()] for address in family))
        if code == "ServerAnswersInPart" and set(addresses.split(";")) <= set(truth["odd"]):
            # Some question was left without an answer as often as it is put over UDP.
            return LOSSY or all(any(self.dropped[address, truth["domain"], kind] > 1 for kind in PARTS) for address in addresses.split(";"))
        return finding in may

    def is_disproved(self, code, address, zone):
        """
        Whether what an address sent about a zone disproves that it is silent. SOA decides whether it answers at all: for NS a walk also asks below the apex, where
        the zone serves other zones' name servers. Where one question was answered over both transports the first answer ended it, and the second was heard by nobody.
        """
        def count(*key):
            return self.answered[address, zone, key]
        if code == "ServerUnresponsive":
            return self.was_heard(address, zone)
        if LOSSY:
            return False
        over, other = ("tcp", "udp") if code == "ServerTcpUnavailable" else ("udp", "tcp")
        edns = ("edns",) if code == "ServerWithoutEdns" else ()
        return any(count(kind, over, *edns) > count(kind, other) for kind in self.types[address, zone])


def main():
    truths = lines_of(os.path.join(FOLDER, "truth.jsonl"))
    runs = [Found(name) for name in ("list", "alone")]
    domains, differ = collections.Counter(), collections.Counter()
    for truth in truths:
        for run in runs:
            run.judge(truth)
        domains[truth["kind"]] += 1
        # What a run could not hear is judged by itself.
        if not truth["chance"] and not any(run.unheard(truth) for run in runs) and runs[0].findings(truth["domain"]) != runs[1].findings(truth["domain"]):
            differ[truth["kind"]] += 1
    for name, run in zip(("list", "alone"), runs):
        for verdict, truth, each in run.wrong[:DETAILS]:
            print("%-5s %-7s %-24s %4d %-14s %-10s %s" % (name, verdict, truth["kind"], truth["size"], truth["domain"], "+".join(truth["faults"]), " ".join(each)))
    row = "%-26s %7s" + " %7s" * 8
    print(row % ("", "", "list", "", "", "", "alone", "", "", ""))
    print(row % ("Kind", "domains", "right", "missed", "false", "unknown", "missed", "false", "unknown", "differ"))
    kinds = {truth["kind"]: truth["chance"] for truth in truths}
    for kind in kinds:
        print_row(row, kind + (" (chance)" if kinds[kind] else ""), [kind], domains, runs, differ)
    print_row(row, "all", list(kinds), domains, runs, differ)
    gone = [len(set(truth["domain"] for truth in truths) - set(run.rows)) for run in runs]
    twice = sum(len(run.twice) for run in runs)
    print("lost %d and %d, twice %d" % (*gone, twice))
    if LOSSY:
        print("domains of which nothing that an address answered arrived in time: %d and %d" % tuple(sum(run.lost_sight.values()) for run in runs))
    sys.exit(0 if not (any(run.wrong for run in runs) or differ or any(gone) or twice) else 1)


def print_row(row, name, kinds, domains, runs, differ):
    listed, alone = runs
    counts = [domains, listed.right, listed.missed, listed.false, listed.unknown, alone.missed, alone.false, alone.unknown, differ]
    print(row % (name, *(sum(count[kind] for kind in kinds) for count in counts)))


main()
