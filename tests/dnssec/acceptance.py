#!/usr/bin/env python3
"""What a parent would do with CDS and CDNSKEY records, on zones that BIND signed: the records are made right and wrong on purpose, named serves them, and what `glue test --acceptance` says is set beside
what was done to each zone, and beside BIND's own dnssec-cds where it has a verdict. Prints a table, and ends with 1 where anything differs from what it has to be.

In a network namespace of its own, on loopback; needs root rights, iproute2 and BIND (named, dnssec-keygen, dnssec-signzone, dnssec-dsfromkey, dnssec-cds, dig).
Usage: acceptance.py [--glue DLL] [--port PORT]
"""
import argparse
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
PARENT, CHILD = "127.0.0.1", "127.0.0.2"

# What is done to a zone, and what a parent has to make of it by RFC 7344 (sections 4.1 and 5) and RFC 8078 (section 4).
CASES = {
    "none": ("neither CDS nor CDNSKEY", "nothing"),
    "same": ("CDS of the key that the parent has", "nothing"),
    "roll": ("CDS of a second key that signs, too", "accepted"),
    "both": ("CDS and CDNSKEY of a second key that signs, too", "accepted"),
    "stranger": ("CDS of a key that is not in the zone", "refused"),
    "idle": ("CDS of a key that is in the zone and does not sign its keys", "refused"),
    "unsigned": ("CDS without a signature", "refused"),
    "expired": ("CDS whose signature has run out", "refused"),
    "broken": ("CDS with a signature that is wrong", "refused"),
    "differ": ("CDS of one key, CDNSKEY of another", "refused"),
    "delete": ("the CDS record that asks for no DS records", "accepted"),
    "digest": ("CDS of the same key with a wrong digest", "refused"),
}
# dnssec-cds reads either CDS or CDNSKEY, and has no word on whether they agree; of CDS records it takes those of the digest types that it was told, and knows no request for deletion (9.18).
SILENT = {"differ", "delete"}


def run(*command, cwd, check=True):
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    if check and done.returncode != 0:
        raise SystemExit("%s: %s" % (" ".join(command), done.stderr))
    return done


class Zone:
    """One zone, signed by BIND, with what is wrong put in on purpose."""

    def __init__(self, folder, name):
        self.name, self.zone = name, name + ".example"
        self.folder = os.path.join(folder, name)
        os.mkdir(self.folder)
        self.ksk, self.zsk = self.keygen("-f", "KSK"), self.keygen()
        self.second = self.keygen("-f", "KSK")
        self.sign()

    def keygen(self, *options):
        return run("dnssec-keygen", "-q", "-a", "ECDSAP256SHA256", *options, self.zone, cwd=self.folder).stdout.strip()

    def text(self, key):
        with open(os.path.join(self.folder, key + ".key")) as file:
            return [line for line in file if not line.startswith(";")][0]

    def ds(self, key, kind="DS"):
        line = run("dnssec-dsfromkey", "-2", os.path.join(self.folder, key + ".key"), cwd=self.folder).stdout.strip()
        return line.replace(" DS ", " %s " % kind)

    def cds(self, key):
        return self.ds(key, "CDS")

    def cdnskey(self, key):
        return self.text(key).replace("DNSKEY", "CDNSKEY")

    def records(self):
        name = self.name
        return {
            "none": [], "same": [self.cds(self.ksk)], "roll": [self.cds(self.second)], "both": [self.cds(self.second), self.cdnskey(self.second)], "stranger": [self.cds(self.second)],
            "idle": [self.cds(self.second)], "unsigned": [self.cds(self.second)], "expired": [self.cds(self.second)], "broken": [self.cds(self.second)],
            "differ": [self.cds(self.second), self.cdnskey(self.ksk)], "delete": ["%s. 3600 IN CDS 0 0 0 00" % self.zone],
            "digest": [re.sub(r"[0-9A-F]{8}$", "00000000", self.cds(self.ksk))],
        }[name]

    def sign(self):
        lines = ["$TTL 3600", "%s. SOA ns1.%s. host.example. 1 7200 3600 1209600 300" % (self.zone, self.zone), "%s. NS ns1.%s." % (self.zone, self.zone), "ns1.%s. A %s" % (self.zone, CHILD)]
        keys = [self.ksk, self.zsk] + ([] if self.name == "stranger" else [self.second])
        signing = [self.ksk] if self.name in ("idle", "stranger") else [self.ksk, self.second]
        path = os.path.join(self.folder, "plain")
        with open(path, "w") as file:
            file.write("\n".join(lines + [self.text(key).strip() for key in keys] + self.records()) + "\n")
        # CDS and CDNSKEY are signed by the keys that the parent's DS records may name (RFC 7344, section 4.1).
        command = ["dnssec-signzone", "-q", "-z", "-O", "full", "-o", self.zone, "-f", os.path.join(self.folder, "signed")]
        for key in signing:
            command += ["-k", key]
        run(*command, path, self.zsk, cwd=self.folder)
        self.spoil()

    def spoil(self):
        path = os.path.join(self.folder, "signed")
        with open(path) as file:
            text = file.read()
        lines = []
        for line in text.splitlines():
            if re.search(r"RRSIG\s+CDS\s", line):
                if self.name == "unsigned":
                    continue
                if self.name == "expired":
                    line = re.sub(r"\b(20\d{12}) (20\d{12})\b", "20200201000000 20200101000000", line)
                if self.name == "broken":
                    line = re.sub(r"(\S+)\s*$", lambda word: ("A" if word.group(1)[0] != "A" else "B") + word.group(1)[1:], line.replace("  ", " "))
            lines.append(line)
        with open(path, "w") as file:
            file.write("\n".join(lines) + "\n")


def verdict_of_cds(zone, folder, port):
    """accepted, refused or nothing, by BIND's dnssec-cds from what the server answers."""
    child, current = os.path.join(folder, zone.name + ".child"), os.path.join(zone.folder, "dsset-file")
    with open(child, "w") as file:
        for kind in ("DNSKEY", "CDS", "CDNSKEY"):
            file.write(run("dig", "+dnssec", "+noall", "+answer", "-p", str(port), "@" + CHILD, zone.zone, kind, cwd=folder).stdout)
    before = zone.ds(zone.ksk)
    with open(current, "w") as file:
        file.write(before.replace(" IN DS ", " 3600 IN DS ") + "\n")
    os.utime(current, (time.time() - 86400, time.time() - 86400))
    done = run("dnssec-cds", "-a", "SHA-256", "-s", "-1d", "-f", child, "-d", current, zone.zone, cwd=folder, check=False)
    if done.returncode != 0:
        return "refused", done.stderr.strip().splitlines()[-1:] or [""]
    data = lambda text: sorted(" ".join(line.split()).upper().split(" DS ")[1].replace(" ", "") for line in text.splitlines() if " DS " in " ".join(line.split()))
    return ("nothing" if data(done.stdout) == data(before) else "accepted"), []


def verdict_of_glue(row):
    codes = [finding["Code"] for finding in row["Findings"]]
    for code, verdict in (("DsUpdateAccepted", "accepted"), ("DsDeletionAccepted", "accepted"), ("DsUpdateRefused", "refused"), ("DsUpdateNotNeeded", "nothing")):
        if code in codes:
            return verdict, next(finding["Message"] for finding in row["Findings"] if finding["Code"] == code)
    return "?", " ".join(codes)


def serve(folder, name, address, port, zones):
    conf = os.path.join(folder, name + ".conf")
    with open(conf, "w") as file:
        file.write('options { directory "%s"; pid-file none; lock-file none; session-keyfile "%s/%s.key"; listen-on port %d { %s; }; listen-on-v6 { none; }; recursion no; dnssec-validation no; };\ncontrols { };\n' % (folder, folder, name, port, address))
        for zone, path in zones:
            file.write('zone "%s" { type primary; file "%s"; };\n' % (zone, path))
    log = open(os.path.join(folder, name + ".log"), "w")
    return subprocess.Popen(["named", "-g", "-n", "1", "-c", conf], stdout=log, stderr=log)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--glue", default=os.path.join(HERE, "../../src/GlueTools.Console/bin/Debug/net10.0/glue.dll"))
    options.add_argument("--port", type=int, default=5397)
    options = options.parse_args()
    if os.environ.get("IN_NAMESPACE") != "1":
        os.environ["IN_NAMESPACE"] = "1"
        os.execvp("unshare", ["unshare", "-n", sys.executable, os.path.abspath(__file__), *sys.argv[1:]])
    run("ip", "link", "set", "lo", "up", cwd="/")
    run("ip", "addr", "add", CHILD + "/8", "dev", "lo", cwd="/")
    folder = tempfile.mkdtemp()
    servers, wrong = [], 0
    try:
        zones = [Zone(folder, name) for name in CASES]
        key = run("dnssec-keygen", "-q", "-a", "ECDSAP256SHA256", "-f", "KSK", "example", cwd=folder).stdout.strip()
        with open(os.path.join(folder, "parent"), "w") as file:
            file.write("$TTL 3600\nexample. SOA ns.example. host.example. 1 7200 3600 1209600 300\nexample. NS ns.example.\nns.example. A %s\n" % PARENT)
            file.write("".join(line for line in open(os.path.join(folder, key + ".key")) if not line.startswith(";")))
            for zone in zones:
                file.write("%s. NS ns1.%s.\nns1.%s. A %s\n%s\n" % (zone.zone, zone.zone, zone.zone, CHILD, zone.ds(zone.ksk)))
        run("dnssec-signzone", "-q", "-z", "-P", "-o", "example", "-f", "parent.signed", "parent", key, cwd=folder)
        servers = [serve(folder, "parent", PARENT, options.port, [("example", os.path.join(folder, "parent.signed"))]), serve(folder, "child", CHILD, options.port, [(zone.zone, os.path.join(zone.folder, "signed")) for zone in zones])]
        time.sleep(4)
        glue = ["dotnet", options.glue] if options.glue.endswith(".dll") else [options.glue]
        out = run(*glue, "test", *[zone.zone for zone in zones], "--acceptance", "--server", PARENT, "--port", str(options.port), "--timeout", "2", "--format", "jsonl", cwd=folder, check=False)
        rows = {row["DomainName"]: row for row in map(json.loads, out.stdout.splitlines())}
        if len(rows) != len(zones):
            raise SystemExit(out.stderr)
        print("| What the zone publishes | has to be | glue | dnssec-cds |\n| --- | --- | --- | --- |")
        for zone in zones:
            words, expected = CASES[zone.name]
            (said, why), (judged, reason) = verdict_of_glue(rows[zone.zone]), verdict_of_cds(zone, folder, options.port)
            isSilent = zone.name in SILENT
            if said != expected or (not isSilent and judged != said):
                wrong += 1
                print("WRONG", zone.name, why, reason, file=sys.stderr)
            print("| %s | %s | %s | %s |" % (words, expected, said, "–" if isSilent else judged))
        print("%d zones, %d wrong." % (len(zones), wrong))
    finally:
        for server in servers:
            server.terminate()
        for server in servers:
            server.wait()
        shutil.rmtree(folder)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
