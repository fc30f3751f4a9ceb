#!/usr/bin/env python3
"""Writes a small signed internet: a root, a top-level domain, and a zone for each way in which the link between DS and DNSKEY holds or breaks, signed by BIND's or ldns's own
tools and spoilt afterwards. What a zone is worth is not written down: that is for the validators to say.

Usage: make.py FOLDER
"""
import base64
import hashlib
import os
import struct
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "internet"))
from zones import ROOT, Server, deploy, ns_set, soa, tld_servers, write  # noqa: E402

TLD = "truth"
DAY = 86400
# Where everything is served, for validators that ask one server for all; and the second copy of zones whose servers differ.
ALL, OTHER_ALL, ONE, OTHER = "24.0.0.1", "24.0.0.2", "23.8.0.1", "23.8.0.2"


def date(days):
    return time.strftime("%Y%m%d%H%M%S", time.gmtime(time.time() + days * DAY))


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(" ".join(command) + ": " + done.stderr + done.stdout)
    return done.stdout.strip()


class Key:
    """A key pair in files, made by dnssec-keygen."""

    def __init__(self, folder, zone, algorithm, is_ksk, revoked=False):
        self.base = os.path.join(folder, run("dnssec-keygen", "-q", "-K", folder, "-a", algorithm, *(["-b", "2048"] if "RSA" in algorithm else []), *(["-f", "KSK"] if is_ksk else []), zone))
        self.zone = zone
        self.is_revoked = False
        if revoked:
            self.revoke()

    def revoke(self):
        self.is_revoked = True
        self.base = run("dnssec-revoke", self.base).removesuffix(".private").removesuffix(".key")

    @property
    def tag(self):
        return int(self.base.rsplit("+", 1)[1])

    @property
    def record(self):
        with open(self.base + ".key") as lines:
            return next(line.strip() for line in lines if not line.startswith(";"))

    def ds(self, digest="SHA-256"):
        if self.is_revoked:
            return self.ds_by_hand()
        return run("dnssec-dsfromkey", "-a", digest, self.base + ".key")


    def ds_by_hand(self):
        """dnssec-dsfromkey makes no DS record of a revoked key; people do."""
        flags, protocol, algorithm, data = self.record.split(None, 6)[3:]
        rdata = struct.pack("!HBB", int(flags), int(protocol), int(algorithm)) + base64.b64decode(data.replace(" ", ""))
        owner = b"".join(bytes([len(label)]) + label.encode() for label in self.zone.rstrip(".").split(".")) + b"\0"
        return "%s IN DS %d %s 2 %s" % (self.zone, self.tag, algorithm, hashlib.sha256(owner + rdata).hexdigest())


class Maker:
    def __init__(self, folder):
        self.folder = folder
        self.keys = os.path.join(folder, "keys")
        os.makedirs(self.keys)
        self.cases = {}

    def key(self, zone, algorithm="ECDSAP256SHA256", is_ksk=True, revoked=False):
        return Key(self.keys, zone, algorithm, is_ksk, revoked)

    def signed(self, zone, lines, keys, start=-1, end=20, tool="bind"):
        """The zone's records with signatures, one a line; keys with the KSK flag sign the DNSKEY set, the others the rest."""
        name = zone.rstrip(".") or "root"
        source, target = (os.path.join(self.folder, name + suffix) for suffix in (".unsigned", ".signed"))
        # Names in the files are relative to the zone.
        write(source, ["$ORIGIN " + (zone if zone.endswith(".") else zone + "."), *lines, *(key.record for key in keys if tool == "bind")])
        bases = [key.base for key in keys]
        if tool == "bind":
            run("dnssec-signzone", "-q", "-P", "-x", "-O", "full", "-d", self.keys, "-o", zone, "-s", date(start), "-e", date(end), "-f", target, source, *bases)
        else:
            run("ldns-signzone", "-i", date(start), "-e", date(end), "-o", zone, "-f", target, source, *bases)
        with open(target) as lines:
            return [line.rstrip("\n") for line in lines if line.strip() and not line.startswith(";")]

    def case(self, name, ds, lines, other=None):
        """A zone below the top-level domain: its DS records, its records, and those of its second server where that one differs."""
        self.cases[name] = (ds, lines, other)


def is_signature(line, covered, tag=None):
    fields = line.split()
    return "RRSIG" in fields and fields[fields.index("RRSIG") + 1] == covered and (tag is None or str(tag) in fields)


def without(lines, covered, tag=None):
    return [line for line in lines if not is_signature(line, covered, tag)]


def changed(lines, change):
    """With the signature over the DNSKEY set changed."""
    return [change(line) if is_signature(line, "DNSKEY") else line for line in lines]


def flip(line):
    head, signature = line.rsplit(None, 1)
    octets = bytearray(base64.b64decode(signature))
    octets[len(octets) // 2] ^= 16
    return head + " " + base64.b64encode(octets).decode()


def field(number, value):
    """Puts a value in place of a field of the signature: 1 covers, 2 algorithm, 3 labels, 4 TTL, 5 end, 6 begin, 7 tag, 8 signer."""
    def change(line):
        fields = line.split()
        fields[fields.index("RRSIG") + number] = value
        return " ".join(fields)
    return change


def ds_with(ds, number, value):
    fields = ds.split()
    fields[fields.index("DS") + number] = value
    return " ".join(fields)


def apex():
    return [soa(), *ns_set("@", [("ns1", ONE), ("ns2", OTHER)])]


def make_cases(maker):
    def keys(name, algorithm="ECDSAP256SHA256"):
        zone = "%s.%s." % (name, TLD)
        return zone, maker.key(zone, algorithm), maker.key(zone, algorithm, is_ksk=False)

    def plain(name, ds=lambda ksk, zsk: [ksk.ds()], spoil=lambda lines, ksk, zsk: lines, other=None, algorithm="ECDSAP256SHA256", **how):
        zone, ksk, zsk = keys(name, algorithm)
        lines = maker.signed(zone, apex(), [ksk, zsk], **how)
        maker.case(name, ds(ksk, zsk), spoil(lines, ksk, zsk), other(lines, ksk, zsk) if other else None)

    for algorithm in ("RSASHA1", "NSEC3RSASHA1", "RSASHA256", "RSASHA512", "ECDSAP256SHA256", "ECDSAP384SHA384", "ED25519", "ED448"):
        plain("right-" + algorithm.lower(), algorithm=algorithm)
        plain("flipped-" + algorithm.lower(), algorithm=algorithm, spoil=lambda lines, *_: changed(lines, flip))
    for algorithm in ("RSASHA256", "RSASHA512", "ECDSAP256SHA256", "ECDSAP384SHA384"):
        plain("ldns-" + algorithm.lower(), algorithm=algorithm, tool="ldns")
    plain("ldns-expired", tool="ldns", start=-40, end=-2)

    plain("expired", start=-30, end=-1)
    plain("not-yet", start=1, end=30)
    plain("soon", start=-28, end=1)
    plain("long", start=-1, end=20_000)
    plain("unsigned-set", spoil=lambda lines, *_: without(lines, "DNSKEY"))
    plain("signed-by-zsk", ds=lambda ksk, zsk: [zsk.ds()], spoil=lambda lines, *_: lines)
    plain("other-signer", spoil=lambda lines, *_: changed(lines, field(8, TLD + ".")))
    plain("other-ttl", spoil=lambda lines, *_: changed(lines, field(4, "7200")))
    plain("other-labels", spoil=lambda lines, *_: changed(lines, field(3, "1")))
    plain("other-tag", spoil=lambda lines, *_: changed(lines, field(7, "1")))
    plain("set-changed", spoil=lambda lines, ksk, zsk: lines + [maker.key(ksk.zone).record])
    plain("key-gone", spoil=lambda lines, ksk, zsk: [line for line in lines if " DNSKEY 257" not in " ".join(line.split())])
    plain("no-keys", spoil=lambda lines, *_: [line for line in without(lines, "DNSKEY") if "DNSKEY" not in line.split()])
    plain("never-signed", spoil=lambda lines, *_: apex())
    plain("other-key", ds=lambda ksk, zsk: [maker.key(ksk.zone).ds()])
    plain("wrong-digest", ds=lambda ksk, zsk: [ds_with(ksk.ds(), 4, "00" * 32)])
    plain("wrong-algorithm", ds=lambda ksk, zsk: [ds_with(ksk.ds(), 2, "8")])
    plain("one-of-two", ds=lambda ksk, zsk: [maker.key(ksk.zone).ds(), ksk.ds()])
    plain("sha1-only", ds=lambda ksk, zsk: [ksk.ds("SHA-1")])
    plain("sha384-only", ds=lambda ksk, zsk: [ksk.ds("SHA-384")])
    plain("sha1-right-sha256-wrong", ds=lambda ksk, zsk: [ksk.ds("SHA-1"), ds_with(ksk.ds(), 4, "00" * 32)])
    plain("unknown-digest", ds=lambda ksk, zsk: [ds_with(ksk.ds(), 3, "200")])
    plain("unknown-algorithm", ds=lambda ksk, zsk: [ds_with(ksk.ds(), 2, "200")])
    plain("unknown-beside-right", ds=lambda ksk, zsk: [ds_with(ksk.ds(), 2, "200"), ksk.ds()])
    plain("unknown-beside-wrong", ds=lambda ksk, zsk: [ds_with(ksk.ds(), 3, "200"), ds_with(ksk.ds(), 4, "00" * 32)])
    plain("no-ds", ds=lambda *_: [])
    plain("second-without-keys", other=lambda lines, *_: apex())
    plain("second-unsigned-set", other=lambda lines, *_: without(lines, "DNSKEY"))
    plain("second-flipped", other=lambda lines, *_: changed(lines, flip))

    zone, ksk, zsk = keys("second-other-keys")
    maker.case("second-other-keys", [ksk.ds()], maker.signed(zone, apex(), [ksk, zsk]), maker.signed(zone, apex(), [maker.key(zone), maker.key(zone, is_ksk=False)]))

    zone, ksk, zsk = keys("two-ksks")
    another = maker.key(zone)
    lines = maker.signed(zone, apex(), [ksk, another, zsk])
    maker.case("two-ksks", [ksk.ds()], lines)
    zone, ksk, zsk = keys("signed-by-another")
    another = maker.key(zone)
    lines = maker.signed(zone, apex(), [ksk, another, zsk])
    maker.case("signed-by-another", [ksk.ds()], without(lines, "DNSKEY", ksk.tag))

    zone = "revoked.%s." % TLD
    ksk, zsk, fresh = maker.key(zone, revoked=True), maker.key(zone, is_ksk=False), maker.key(zone)
    lines = maker.signed(zone, apex(), [ksk, fresh, zsk])
    maker.case("revoked", [ksk.ds()], lines)

    zone = "revoked-since.%s." % TLD
    ksk, zsk, fresh = maker.key(zone), maker.key(zone, is_ksk=False), maker.key(zone)
    before = ksk.ds()
    ksk.revoke()
    maker.case("revoked-since", [before], maker.signed(zone, apex(), [ksk, fresh, zsk]))
    # And beside one that counts.
    zone = "revoked-beside.%s." % TLD
    ksk, zsk, fresh = maker.key(zone, revoked=True), maker.key(zone, is_ksk=False), maker.key(zone)
    maker.case("revoked-beside", [ksk.ds(), fresh.ds()], maker.signed(zone, apex(), [ksk, fresh, zsk]))


def main(folder):
    os.makedirs(folder, exist_ok=True)
    maker = Maker(folder)
    make_cases(maker)
    zones = os.path.join(folder, "zones")

    tld_names = tld_servers(TLD, 1, 1)
    tld_lines = [soa("ns"), *ns_set(TLD + ".", tld_names)]
    for name, (ds, _, _) in maker.cases.items():
        tld_lines += [*ns_set("%s.%s." % (name, TLD), [("ns1.%s.%s." % (name, TLD), ONE), ("ns2.%s.%s." % (name, TLD), OTHER)]), *ds]
    tld_keys = [maker.key(TLD + "."), maker.key(TLD + ".", is_ksk=False)]
    tld_file = write(os.path.join(zones, TLD), maker.signed(TLD + ".", tld_lines, tld_keys))

    root_keys = [maker.key("."), maker.key(".", is_ksk=False)]
    root_file = write(os.path.join(zones, "root"), maker.signed(".", [soa("ns"), *ns_set("@", ROOT), *ns_set(TLD + ".", tld_names), tld_keys[0].ds()], root_keys))

    root = Server("root", [address for _, address in ROOT])
    tld = Server("tld", [address for _, address in tld_names])
    one, other, everything, other_everything = Server("one", [ONE]), Server("other", [OTHER]), Server("all", [ALL]), Server("otherall", [OTHER_ALL])
    for server in (root, everything, other_everything):
        server.zones.append((".", root_file))
    for server in (tld, everything, other_everything):
        server.zones.append((TLD, tld_file))
    for name, (_, lines, differing) in maker.cases.items():
        zone = "%s.%s" % (name, TLD)
        first = write(os.path.join(zones, name), lines)
        second = write(os.path.join(zones, name + ".other"), differing) if differing else first
        for server, file in ((one, first), (everything, first), (other, second), (other_everything, second)):
            server.zones.append((zone, file))
    deploy(folder, [root, tld, one, other, everything, other_everything], ROOT)
    write(os.path.join(folder, "names.txt"), ["%s.%s" % (name, TLD) for name in maker.cases])
    write(os.path.join(folder, "differing.txt"), ["%s.%s" % (name, TLD) for name, (_, _, differing) in maker.cases.items() if differing])
    with open(root_keys[0].base + ".key") as lines:
        owner, *_, flags, protocol, algorithm, data = next(line for line in lines if not line.startswith(";")).split(None, 6)
    write(os.path.join(folder, "anchor"), ['trust-anchors { . static-key %s %s %s "%s"; };' % (flags, protocol, algorithm, data.strip().replace(" ", ""))])
    write(os.path.join(folder, "anchor.key"), [root_keys[0].record])
    print("%d zones" % len(maker.cases))


main(*sys.argv[1:])
