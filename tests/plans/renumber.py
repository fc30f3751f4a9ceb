#!/usr/bin/env python3
"""A name server gets another address, on real servers and from the first finding to "safe since T": two NSD serve the parent zone and load it anew in place of a registry, BIND serves the
zone and is changed by nsupdate. Prints what is typed and what comes back, and ends with 1 where something is not as it has to be. While it goes on a resolver of its own
asks all the time, that keeps what it was told for as long as TTLs allow, and must never reach a server that does not answer.

In a network namespace of its own; needs root rights, iproute2, nsd, named, nsupdate, dig. About 40 seconds, of which the TTLs are most.
Usage: renumber.py [--glue DLL] [--ttl SECONDS] [--hurry]
"""
import argparse
import datetime
import json
import math
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT, PARENTS, PRIMARY, OLD, NEW, NOWHERE = "45.20.0.53", ("45.20.0.1", "45.20.0.2"), "45.20.1.1", "45.20.2.1", "45.20.3.1", "45.20.9.9"
DOMAIN = "moving.example"


def utc(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


def iso(moment):
    return datetime.datetime.fromtimestamp(moment, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


class Failed(Exception):
    pass


class Servers:
    """Those of the parent zone and of the zone, with files in a folder that is theirs."""

    def __init__(self, folder, ttl):
        self.folder, self.ttl, self.processes, self.serial = folder, ttl, {}, 1
        self.delegation = ["moving NS ns1.moving", "moving NS ns2.moving", "ns1.moving A " + PRIMARY, "ns2.moving A " + NOWHERE]

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, text):
        with open(self.path(name), "w") as file:
            file.write(text)
        return self.path(name)

    def start(self, name, *command):
        with open(self.path(name + ".log"), "w") as log:
            self.processes[name] = subprocess.Popen(command, stdout=log, stderr=log)

    def start_nsd(self, name, address, zone, file):
        self.start(name, "nsd", "-d", "-c", self.write(name + ".conf", """
server:
  ip-address: %s
  username: ""
  chroot: ""
  zonesdir: "%s"
  pidfile: "%s"
  xfrdfile: ""
  zonelistfile: "%s"
  server-count: 1
  database: ""
remote-control:
  control-enable: no
zone:
  name: %s
  zonefile: %s
""" % (address, self.folder, self.path(name + ".pid"), self.path(name + ".list"), zone, file)))

    def start_parents(self):
        hints = "".join("%s 3600 NS %s.\n%s. 3600 A %s\n" % (zone, name, name, address) for zone, name, address in ((".", "a.root", ROOT), ("example.", "ns1.example", PARENTS[0]), ("example.", "ns2.example", PARENTS[1])))
        self.write("hints", "".join(line + "\n" for line in hints.splitlines()[:2]))
        self.start_nsd("root", ROOT, ".", self.write("root.zone", ". 3600 SOA a.root. host.root. 1 7200 3600 1209600 60\n" + hints))
        for number, address in enumerate(PARENTS):
            self.write_parent(number)
            self.start_nsd("parent%d" % number, address, "example", "parent%d.zone" % number)

    def write_parent(self, number):
        lines = ["$ORIGIN example.", "$TTL %d" % self.ttl, "@ SOA ns1 host %d 7200 3600 1209600 60" % self.serial, "@ NS ns1", "@ NS ns2", "ns1 A " + PARENTS[0], "ns2 A " + PARENTS[1], *self.delegation]
        self.write("parent%d.zone" % number, "\n".join(lines) + "\n")

    def publish(self, lines, late):
        """What a registry does with an order: lines of a zone file that come, and those that go as comments. Its second server has them a while later."""
        plain = lambda line: " ".join(line.split()).replace(" IN ", " ")
        def key(line):
            owner, *rest = line.split()
            absolute = owner if owner.endswith(".") else owner + ".example."
            rest = [part for part in rest if part != "IN" and not part.isdigit()]
            return absolute.lower(), rest[0], rest[1] if rest[1].endswith(".") or rest[0] != "NS" else rest[1] + ".example."
        gone = [key(line.split("delete:", 1)[1]) for line in lines if line.startswith("; delete:")]
        come = [plain(line) for line in lines if line.strip() and not line.startswith(";")]
        self.delegation = [line for line in self.delegation if key(line) not in gone] + come
        self.serial += 1
        self.reload(0)
        timer = threading.Timer(late, self.reload, (1,))
        timer.daemon = True
        timer.start()

    def reload(self, number):
        self.write_parent(number)
        self.processes["parent%d" % number].send_signal(signal.SIGHUP)

    def start_child(self, name, address, zone):
        os.mkdir(self.path(name))
        self.start(name, "named", "-g", "-n", "1", "-c", self.write(name + ".conf", """
options { directory "%s"; pid-file none; lock-file none; session-keyfile "%s/key"; listen-on { %s; }; listen-on-v6 { none; }; recursion no; dnssec-validation no; notify-source %s; transfer-source %s; query-source address %s; notify-delay 0; };
controls { };
zone "%s" { %s };
""" % (self.path(name), self.path(name), address, address, address, address, DOMAIN, zone)))

    def start_primary(self):
        text = "$TTL %d\n@ SOA ns1 host 1 7200 3600 1209600 60\n@ NS ns1\n@ NS ns2\nns1 A %s\nns2 A %s\nwww A 45.20.8.1\n" % (self.ttl, PRIMARY, OLD)
        self.start_child("primary", PRIMARY, 'type primary; file "%s"; allow-update { any; }; notify explicit; also-notify { %s; %s; };' % (self.write("child.zone", text), OLD, NEW))

    def start_secondary(self, name, address):
        self.start_child(name, address, "type secondary; primaries { %s; }; notify no;" % PRIMARY)

    def stop(self, name):
        process = self.processes.pop(name)
        process.terminate()
        process.wait()

    def stop_all(self):
        for name in list(self.processes):
            self.stop(name)


class Resolver(threading.Thread):
    """Asks for www all the time, as a resolver does: it keeps the name servers' addresses that it learned from the parent, and renews them from what the zone says, each for its TTL."""

    def __init__(self):
        super().__init__(daemon=True)
        self.asked, self.failed, self.ended, self.gone = 0, [], threading.Event(), set()
        self.parent, self.zone = {}, {}

    @staticmethod
    def ask(server, name, type):
        done = subprocess.run(["dig", "+norecurse", "+tries=1", "+time=1", "+noedns", "@" + server, name, type], capture_output=True, text=True)
        return [] if done.returncode else [line.split() for line in done.stdout.splitlines() if line and not line.startswith(";")]

    def fresh(self, kept):
        return {address for address, until in kept.items() if until > time.time()}

    def run(self):
        turn = 0
        while not self.ended.is_set():
            turn += 1
            if not self.fresh(self.parent):
                # Now one parent server, now the other: the one that is late counts too.
                self.parent = {row[4]: time.time() + int(row[1]) for row in self.ask(PARENTS[turn % 2], "www." + DOMAIN, "A") if row[3] == "A"}
            addresses = sorted(self.fresh(self.parent) | self.fresh(self.zone))
            self.asked += 1
            for address in addresses:
                rows = self.ask(address, "www." + DOMAIN, "A")
                if not any(row[3] == "A" and row[0].startswith("www") for row in rows) and address != NOWHERE:
                    self.failed.append("%s %s did not answer, and is in a cache" % (iso(time.time()), address))
                for name in ("ns1.", "ns2."):
                    for row in self.ask(address, name + DOMAIN, "A"):
                        if row[3] == "A" and row[0] == name + DOMAIN + ".":
                            self.zone[row[4]] = time.time() + int(row[1])
            time.sleep(0.2)


class Transcript:
    def __init__(self, glue, folder):
        self.glue, self.folder = glue, folder

    def run(self, *arguments, quiet=False, into=None):
        """Runs glue; shows what was typed and what it said."""
        if not quiet:
            print("$ glue " + shlex.join(arguments) + (" > " + into if into else ""), flush=True)
        done = subprocess.run([*self.glue, *arguments], capture_output=True, text=True, cwd=self.folder, env={**os.environ, "COLUMNS": "110", "NO_COLOR": "1"})
        if into:
            with open(os.path.join(self.folder, into), "w") as file:
                file.write(done.stdout)
        elif not quiet:
            print(done.stdout.rstrip(), flush=True)
        if done.returncode > 1:
            raise Failed("glue %s: %s" % (" ".join(arguments), done.stderr))
        return done.stdout

    def rows(self, *arguments):
        return [json.loads(line) for line in self.run(*arguments, "--format", "jsonl", quiet=True).splitlines()]

    def say(self, text):
        print("\n# " + text, flush=True)


def must(holds, sentence):
    if not holds:
        raise Failed(sentence)


def sleep_until(moment):
    if moment > time.time() + 1:
        print("(waits until %s)" % iso(moment), flush=True)
    time.sleep(max(0, moment - time.time()))


def gate(transcript, step):
    """Runs the commands that prove a step done, as they stand in the plan, until they do; gives the moment of the proof."""
    for command in step["Gate"]:
        arguments = shlex.split(command)[1:]
        deadline = time.time() + 15
        if arguments[0] == "wait":
            transcript.run(*arguments, "--root-hints", "hints", "--poll", "5", "--timeout", "30")
            continue
        # Everything here is IPv4, so nothing is what a question for AAAA is to show.
        wanted = set() if "AAAA" in arguments else set(re.findall(r"[0-9]+(?:\.[0-9]+){3}", step["Proof"])) if "A" in arguments else None
        while True:
            row = transcript.rows(*arguments)[0]
            shown = {record.split()[-1] for record in row.get("Answer", [])}
            if row["RCode"] == "NOERROR" and row["AA"] and (shown if wanted is None else shown == wanted):
                print("$ %s\n  NOERROR, aa: %s" % (command, "; ".join(row["Answer"]) or "no such record"), flush=True)
                break
            must(time.time() < deadline, "%s does not show it: %s" % (command, row))
            time.sleep(0.3)
    return time.time()


def carry_out(transcript, servers, step, plan):
    """Does a step, by what is written for whoever does it."""
    print("\n## Step %d, %s: %s" % (step["Step"], step["Actor"], step["Action"]), flush=True)
    number = ("--step", str(step["Step"]))
    what = step["Change"][0]
    if what.startswith("Zone"):
        update = transcript.run(*plan, "--as", "nsupdate", *number)
        subprocess.run(["nsupdate"], input="server %s\n%s" % (PRIMARY, update.strip() + "\n"), text=True, check=True)
    elif what.startswith("Delegation"):
        frames = transcript.run(*plan, "--as", "epp", *number)
        must("<epp" in frames, "there is no EPP frame for this step")
        servers.publish(transcript.run(*plan, "--as", "zone", *number).splitlines(), late=3)
    elif "ServeZone" in what:
        servers.start_secondary("new", NEW)
    elif "StopServing" in what:
        servers.stop("old")
    else:
        raise Failed("nobody here does this: " + what)


def renumber(transcript, servers, resolver, ttl, hurry):
    transcript.say("1. What is wrong, and mended first")
    must("GlueDangling" in transcript.run("test", DOMAIN, "--root-hints", "hints"), "the dangling glue was not found")
    transcript.run("collect", DOMAIN, "--root-hints", "hints", into="before")
    repair = ("plan", "--from", "before", "--repair")
    for step in transcript.rows(*repair):
        carry_out(transcript, servers, step, repair)
        gate(transcript, step)
    must("Healthy" in transcript.run("test", DOMAIN, "--root-hints", "hints"), "something is still found")
    resolver.start()

    transcript.say("2. The plan")
    transcript.run("collect", DOMAIN, "--root-hints", "hints", into="start")
    plan = ("plan", "--from", "start", "--renumber", "ns2." + DOMAIN, "--add", NEW, "--remove", OLD)
    transcript.run(*plan)
    steps = transcript.rows(*plan)
    must([step["Actor"] for step in steps] == ["ServerOperator", "ChildZone", "Registrar", "ServerOperator"], "other steps than expected: %s" % [step["Action"] for step in steps])
    must(not any(step["NoReturn"] for step in steps[:-1]) and steps[-1]["NoReturn"], "only the last step has no way back")

    transcript.say("3. Carried out, one step after the other, each proven before the next")
    proven = {}
    for step in steps[:-1]:
        carry_out(transcript, servers, step, plan)
        if hurry and step is steps[-2]:
            break
        proven[step["Step"]] = gate(transcript, step)

    if hurry:
        carry_out(transcript, servers, steps[-1], plan)
        time.sleep(ttl)
        resolver.ended.set()
        resolver.join()
        must(not resolver.failed, "as it has to: " + "; ".join(resolver.failed[:2]))
        raise SystemExit("The old server went without any wait, and nobody noticed.")

    transcript.say("4. Is it safe to switch the old address off?")
    # The plan's own wait, counted from the proof of the step that it names.
    waits = [(float(seconds), int(number)) for text in steps[-1]["Wait"] for seconds, number in re.findall(r"(\d+) s after step (\d+)", text)]
    must(waits, "the last step waits for no TTL: %s" % steps[-1]["Wait"])
    safe = max(proven[number] + seconds for seconds, number in waits)
    gone = iso(math.ceil(max(proven.values())))
    sleep_until(utc(gone))
    question = ("--previous-server", OLD, "--gone-since", gone, "--check", "PreviousServerRetired")
    found = transcript.run("test", DOMAIN, "--root-hints", "hints", *question)
    must("PreviousServerInCaches" in found and "Safe" not in found, "caches may still lead there, and it is not said")
    sleep_until(safe + 1)
    found = " ".join(transcript.run("test", DOMAIN, "--root-hints", "hints", *question).split())
    must("safe to switch it off since " + iso(utc(gone) + ttl) in found, "it is not safe, or not since " + iso(utc(gone) + ttl))

    carry_out(transcript, servers, steps[-1], plan)
    must("Healthy" in transcript.run("test", DOMAIN, "--root-hints", "hints"), "something is found at the end")
    # One more life of what a cache could hold: nobody misses the old server.
    sleep_until(time.time() + ttl)
    resolver.ended.set()
    resolver.join()
    must(resolver.asked > 10, "the resolver hardly asked: %d" % resolver.asked)
    must(not resolver.failed, "a resolver was led to a server that does not answer: " + "; ".join(resolver.failed[:5]))
    print("\nFrom the first finding to safe; a resolver that asked %d times meanwhile was never led to a server that does not answer." % resolver.asked)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--glue", default=os.path.join(HERE, "../../src/GlueTools.Console/bin/Debug/net10.0/glue.dll"))
    options.add_argument("--ttl", type=int)
    options.add_argument("--hurry", action="store_true", help="switch the old server off without waiting: this has to fail")
    chosen = options.parse_args()
    chosen.ttl = chosen.ttl or (15 if chosen.hurry else 4)
    if "GLUETOOLS_IN_NAMESPACE" not in os.environ:
        os.environ["GLUETOOLS_IN_NAMESPACE"] = "1"
        os.execvp("unshare", ["unshare", "-n", sys.executable, os.path.abspath(__file__), *sys.argv[1:]])
    missing = [tool for tool in ("ip", "nsd", "named", "nsupdate", "dig") if not shutil.which(tool)]
    if missing:
        sys.exit("Not installed: " + ", ".join(missing))
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    for address in (ROOT, *PARENTS, PRIMARY, OLD, NEW):
        subprocess.run(["ip", "address", "add", address + "/32", "dev", "lo"], check=True)
    folder = tempfile.mkdtemp()
    servers, began = Servers(folder, chosen.ttl), time.time()
    try:
        servers.start_parents()
        servers.start_primary()
        servers.start_secondary("old", OLD)
        for address in (PRIMARY, OLD):
            deadline = time.time() + 15
            while not Resolver.ask(address, DOMAIN, "SOA"):
                must(time.time() < deadline, address + " does not come up")
                time.sleep(0.2)
        renumber(Transcript(["dotnet", os.path.abspath(chosen.glue)] if chosen.glue.endswith(".dll") else [chosen.glue], folder), servers, Resolver(), chosen.ttl, chosen.hurry)
        print("%.0f s." % (time.time() - began))
    except Failed as failure:
        for name in sorted(servers.processes):
            print("--- %s\n%s" % (name, open(servers.path(name + ".log")).read()[-800:]))
        sys.exit("FAILED: %s" % failure)
    finally:
        servers.stop_all()
        shutil.rmtree(folder)


main()
