#!/usr/bin/env python3
"""The registries of a generated internet, as registries.py wrote them down: RDAP over HTTP, a port for each zone, and WHOIS on port 43 with a referral from where searches begin.

Usage: registry_server.py FOLDER. Prints a line when it can be asked."""
import http.server
import json
import os
import re
import socketserver
import sys
import threading
import time


def spaced(status):
    """RFC 8056: "client hold" for clientHold."""
    return re.sub("[A-Z]", lambda letter: " " + letter.group().lower(), status)


class Held:
    """What there is, as each of the two protocols tells it."""

    def __init__(self, folder):
        with open(os.path.join(folder, "registries.json")) as file:
            self.all = json.load(file)
        self.began = time.time()

    def end(self, days):
        return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(self.began + days * 86400))

    def rdap(self, zone, kind, name):
        """A status of HTTP, and the object."""
        own = self.all["domains" if kind == "domain" else "hosts"].get(name) if name.endswith("." + zone) else None
        if own and own["state"] == "mute":
            return 503, None
        if not own or own["state"] in ("absent", "hidden"):
            return 404, {"errorCode": 404, "title": "Not found"}
        common = {"rdapConformance": ["rdap_level_0"], "ldhName": name, "status": [spaced(one) for one in own["statuses"]]}
        if kind != "domain":
            families = {"v4": [one for one in own["addresses"] if ":" not in one], "v6": [one for one in own["addresses"] if ":" in one]}
            families = {family: addresses for family, addresses in families.items() if addresses}
            return 200, {"objectClassName": "nameserver", **common, **({"ipAddresses": families} if families else {})}
        ds = [dict(zip(("keyTag", "algorithm", "digestType", "digest"), (*map(int, one.split()[:3]), one.split()[3]))) for one in own["ds"]]
        secure = {"secureDNS": {"delegationSigned": bool(ds), **({"dsData": ds} if ds else {})}} if own["shows_ds"] else {}
        registrar = {"objectClassName": "entity", "handle": "1", "roles": ["registrar"], "vcardArray": ["vcard", [["version", {}, "text", "4.0"], ["fn", {}, "text", self.all["registrar"]]]]}
        return 200, {
            "objectClassName": "domain", **common, **secure, "entities": [registrar], "events": [{"eventAction": "expiration", "eventDate": self.end(own["days"])}],
            "nameservers": [{"objectClassName": "nameserver", "ldhName": one} for one in own["hosts"]]}

    def whois(self, line):
        name = line.strip().lower()
        zone = name.split(".")[-1]
        if zone not in self.all["whois"]:
            return None
        own = self.all["domains"].get(name)
        if not own or own["state"] == "absent":
            return "No match for domain \"%s\".\r\n" % name.upper()
        if own["state"] == "mute":
            return None
        lines = ["Domain Name: %s" % name.upper(), "Registrar: %s" % self.all["registrar"], "Registry Expiry Date: %s" % self.end(own["days"])]
        lines += ["Domain Status: %s https://icann.org/epp#%s" % (one, one) for one in own["statuses"]]
        for host in own["hosts"]:
            known = self.all["hosts"].get(host)
            shown = known["addresses"] if known and known["state"] == "held" and host.endswith("." + zone) else []
            lines.append("Name Server: %s" % " ".join([host.upper()] + shown))
        lines += ["DNSSEC: %s" % ("signedDelegation" if own["ds"] else "unsigned")] + ["DNSSEC DS Data: %s" % one for one in own["ds"] if own["shows_ds"]]
        return "\r\n".join(lines) + "\r\n>>> Last update of WHOIS database: %s <<<\r\n" % self.end(0)


class Rdap(http.server.BaseHTTPRequestHandler):
    """One zone's RDAP; its server knows which."""

    def do_GET(self):
        kind, _, name = self.path.strip("/").partition("/")
        status, body = self.server.held.rdap(self.server.zone, kind, name.lower()) if kind in ("domain", "nameserver") else (400, None)
        octets = json.dumps(body).encode() if body else b""
        self.send_response(status)
        self.send_header("Content-Type", "application/rdap+json")
        self.send_header("Content-Length", str(len(octets)))
        self.end_headers()
        self.wfile.write(octets)

    def log_message(self, *_):
        pass


class Whois(socketserver.StreamRequestHandler):
    def handle(self):
        answer = self.server.held.whois(self.rfile.readline(256).decode("ascii", "replace"))
        if answer is not None:
            self.wfile.write(answer.encode())


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address, daemon_threads, request_queue_size = True, True, 128


def main():
    held = Held(sys.argv[1])
    servers = []
    for zone, port in held.all["rdap"].items():
        servers.append(Server((held.all["address"], port), Rdap))
        servers[-1].zone = zone
    servers.append(Server((held.all["address"], held.all["whois_port"]), Whois))
    for server in servers:
        server.held = held
        threading.Thread(target=server.serve_forever, daemon=True).start()
    print("ready", flush=True)
    threading.Event().wait()


if __name__ == "__main__":
    main()
