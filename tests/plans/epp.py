#!/usr/bin/env python3
"""Plans are sent by EPP to a server that is not ours, over TLS on loopback: every frame of `glue plan --as epp` and `--as epp-attr` has to be accepted and to change its object,
and in the end the registry has to hold what the plan was for. The server is Net::EPP::Server, which holds frames against the schemas of the RFCs, with handlers (epp-server.pl) for
domains and hosts. What a plan says that a registry needs beside the frames (a host of another registry as an object) is done as it says. A frame with a fault has to be refused.

Nothing of that server comes with this repository: its folder (gbxyz/perl-net-epp-server, with lib and examples/xsd) and that of Net::EPP (gbxyz/perl-net-epp, with lib) are parameters.
Needs perl with XML::LibXML, Net::Server, IO::Socket::SSL, DateTime, File::Slurp, Socket6 and Crypt::OpenSSL::Random, and openssl.
Usage: epp.py FOLDER_OF_THE_SERVER FOLDER_OF_NET_EPP [--glue DLL] [--port PORT]
"""
import argparse
import os
import re
import shutil
import socket
import ssl
import struct
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as tree

HERE = os.path.dirname(os.path.abspath(__file__))
EPP, DOMAIN, HOST, SECDNS, TTL = ("urn:ietf:params:xml:ns:" + name for name in ("epp-1.0", "domain-1.0", "host-1.0", "secDNS-1.1", "epp:ttl-1.0"))

# Of each domain: what its plan is asked for, the name servers with glue before and after, how many DS records before and after, TTLs afterwards.
CASES = [
    ("renumber", "--renumber ns2.renumber.example --add 45.10.9.9 --add 2a10:10:9::9 --remove 45.10.2.1",
     {"ns1": ["45.10.1.1"], "ns2": ["45.10.2.1", "2a10:10:2::1"]}, {"ns1": ["45.10.1.1"], "ns2": ["45.10.9.9", "2a10:10:2::1", "2a10:10:9::9"]}, 0, 0, {}),
    ("replace", "--replace ns2.replace.example --with ns3.replace.example/45.10.3.1,2a10:10:3::1",
     {"ns1": ["45.10.1.1"], "ns2": ["45.10.2.1"]}, {"ns1": ["45.10.1.1"], "ns3": ["45.10.3.1", "2a10:10:3::1"]}, 0, 0, {}),
    ("move", "--move-to ns1.provider.test/45.20.1.1 --move-to ns2.provider.test/45.20.2.1",
     {"ns1": ["45.10.1.1"], "ns2": ["45.10.2.1"]}, {"ns1.provider.test": [], "ns2.provider.test": []}, 0, 0, {}),
    ("stale", "--repair",
     {"ns1": ["45.10.1.1"], "ns2": ["45.10.4.1"]}, {"ns1": ["45.10.1.1"], "ns2": ["45.10.2.1"], "ns3": ["45.10.3.1"]}, 0, 0, {}),
    ("resigned", "--repair",
     {"ns1": ["45.10.1.1"], "ns2": ["45.10.2.1"]}, {"ns1": ["45.10.1.1"], "ns2": ["45.10.2.1"]}, 1, 1, {}),
    ("unsigned", "--move-to ns1.provider.test/45.20.1.1 --move-to ns2.provider.test/45.20.2.1 --without-keys --parent-ttl 300",
     {"ns1": ["45.10.1.1"], "ns2": ["45.10.2.1"]}, {"ns1.provider.test": [], "ns2.provider.test": []}, 1, 0, {"NS": "300"}),
]


class Failed(Exception):
    pass


def full(name, domain):
    return name if "." in name else name + "." + domain


class Session:
    """A client of EPP (RFC 5734): the greeting, a login, then one frame and its answer after the other."""

    def __init__(self, port):
        context = ssl.create_default_context()
        # The certificate was made a moment ago, for this server alone.
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        self.socket = context.wrap_socket(socket.create_connection(("127.0.0.1", port), timeout=20))
        greeting = self.read()
        if "greeting" not in greeting:
            raise Failed("The server greets with " + greeting)
        self.ask("<login><clID>glue</clID><pw>secret-1</pw><options><version>1.0</version><lang>en</lang></options><svcs><objURI>%s</objURI><objURI>%s</objURI>"
                 "<svcExtension><extURI>%s</extURI><extURI>%s</extURI></svcExtension></svcs></login>" % (DOMAIN, HOST, SECDNS, TTL))

    def read(self):
        def octets(number):
            data = b""
            while len(data) < number:
                part = self.socket.recv(number - len(data))
                if not part:
                    raise Failed("The server has gone.")
                data += part
            return data
        return octets(struct.unpack("!I", octets(4))[0] - 4).decode()

    def send(self, frame):
        """The code and the answer to a frame as it stands."""
        data = frame.encode()
        self.socket.sendall(struct.pack("!I", len(data) + 4) + data)
        answer = tree.fromstring(self.read())
        result = answer.find(".//{%s}result" % EPP)
        return int(result.get("code")), " ".join(result.itertext()).strip(), answer

    def ask(self, command, may=(1000,)):
        code, text, answer = self.send('<?xml version="1.0" encoding="UTF-8"?><epp xmlns="%s"><command>%s<clTRID>own-1</clTRID></command></epp>' % (EPP, command))
        if code not in may:
            raise Failed("%d %s\n%s" % (code, text, command))
        return answer

    def close(self):
        self.ask("<logout/>", may=(1500,))
        self.socket.close()


class Registry:
    """What the server holds, seen by info, and how it comes to hold what a domain begins with."""

    def __init__(self, session, domain, is_attribute):
        self.session, self.domain, self.is_attribute = session, domain, is_attribute

    def addresses(self, prefix, element, addresses):
        return "".join('<%s:%s ip="%s">%s</%s:%s>' % (prefix, element, "v6" if ":" in one else "v4", one, prefix, element) for one in addresses)

    def create_host(self, name, addresses):
        self.session.ask('<create><host:create xmlns:host="%s"><host:name>%s</host:name>%s</host:create></create>' % (HOST, name, self.addresses("host", "addr", addresses)))

    def begin(self, servers, ds):
        """A registry takes hosts below a domain once it has the domain."""
        sign = "".join("<secDNS:dsData><secDNS:keyTag>%s</secDNS:keyTag><secDNS:alg>%s</secDNS:alg><secDNS:digestType>%s</secDNS:digestType><secDNS:digest>%s</secDNS:digest></secDNS:dsData>" % one for one in ds)
        extension = '<extension><secDNS:create xmlns:secDNS="%s">%s</secDNS:create></extension>' % (SECDNS, sign) if sign else ""
        attributes = "".join("<domain:hostAttr><domain:hostName>%s</domain:hostName>%s</domain:hostAttr>" % (name, self.addresses("domain", "hostAddr", all)) for name, all in servers.items())
        self.session.ask('<create><domain:create xmlns:domain="%s"><domain:name>%s</domain:name>%s<domain:authInfo><domain:pw>secret</domain:pw></domain:authInfo></domain:create></create>%s'
                         % (DOMAIN, self.domain, "<domain:ns>%s</domain:ns>" % attributes if self.is_attribute else "", extension))
        if not self.is_attribute:
            for name, addresses in servers.items():
                self.create_host(name, addresses)
            self.session.ask('<update><domain:update xmlns:domain="%s"><domain:name>%s</domain:name><domain:add><domain:ns>%s</domain:ns></domain:add></domain:update></update>'
                             % (DOMAIN, self.domain, "".join("<domain:hostObj>%s</domain:hostObj>" % name for name in servers)))

    def info(self, kind, space, name):
        return self.session.ask('<info><%s:info xmlns:%s="%s"><%s:name>%s</%s:name></%s:info></info>' % (kind, kind, space, kind, name, kind, kind))

    def seen(self):
        """Name servers with glue, DS records, TTLs."""
        answer = self.info("domain", DOMAIN, self.domain)
        servers, ttls = {}, {one.get("for"): one.text for one in answer.iter("{%s}ttl" % TTL)}
        for attribute in answer.iter("{%s}hostAttr" % DOMAIN):
            servers[attribute.find("{%s}hostName" % DOMAIN).text] = sorted(one.text for one in attribute.iter("{%s}hostAddr" % DOMAIN))
        for one in answer.iter("{%s}hostObj" % DOMAIN):
            host = self.info("host", HOST, one.text)
            servers[one.text] = sorted(address.text for address in host.iter("{%s}addr" % HOST))
            ttls.update({one.text.split(".")[0] + " " + ttl.get("for"): ttl.text for ttl in host.iter("{%s}ttl" % TTL)})
        return servers, sorted(" ".join(field.text for field in one) for one in answer.iter("{%s}dsData" % SECDNS)), ttls

    def object_of(self, frame):
        """What a frame is about, as text: nothing where it is not there yet."""
        work = tree.fromstring(frame.encode())[0][0][0]
        kind, space = ("host", HOST) if HOST in work.tag else ("domain", DOMAIN)
        code, _, answer = self.session.send('<?xml version="1.0" encoding="UTF-8"?><epp xmlns="%s"><command><info><%s:info xmlns:%s="%s"><%s:name>%s</%s:name></%s:info></info><clTRID>own-2</clTRID></command></epp>'
                                            % (EPP, kind, kind, space, kind, work[0].text, kind, kind))
        return "" if code == 2303 else "".join(tree.tostring(part, encoding="unicode") for part in answer[0] if "trID" not in part.tag)


class Lab:
    """The embedded lab with the domains, from which the plans are made."""

    def __init__(self, glue, folder):
        self.glue, self.hints, self.map = glue, os.path.join(folder, "hints"), os.path.join(folder, "map")
        self.process = subprocess.Popen([*glue, "lab", "start", "--scenario", os.path.join(HERE, "epp-lab.txt"), "--write-hints", self.hints, "--write-map", self.map], stdout=subprocess.DEVNULL)
        for _ in range(200):
            if os.path.exists(self.map) and os.path.getsize(self.map):
                return
            time.sleep(0.1)
        raise Failed("The lab does not start.")

    def run(self, *arguments):
        done = subprocess.run([*self.glue, *arguments, "--root-hints", self.hints, "--address-map", self.map, "--timeout", "0.5"], capture_output=True, text=True)
        if done.returncode > 1:
            raise Failed(" ".join(arguments) + ":\n" + done.stdout + done.stderr)
        return done.stdout, done.stderr

    def ds_of(self, domain):
        out = subprocess.run([*self.glue, "query", "37.209.192.10", domain, "DS", "--address-map", self.map, "--format", "jsonl"], capture_output=True, text=True).stdout
        return re.findall(r"IN DS (\d+) (\d+) (\d+) ([0-9A-F]+)", out)

    def close(self):
        self.process.terminate()
        self.process.wait(10)


def wait_for(port, process):
    for _ in range(100):
        if process.poll() is not None:
            raise Failed("The EPP server ends with %d." % process.returncode)
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise Failed("The EPP server does not listen.")


def carry_out(case, lab, port, form):
    """One plan, sent to a registry that holds what its domain begins with; the number of frames."""
    label, goal, before, after, ds_before, ds_after, ttls = case
    domain = label + ".example"
    named = lambda servers: {full(name, domain): sorted(addresses) for name, addresses in servers.items()}
    ds = lab.ds_of(domain)
    if len(ds) != ds_before:
        raise Failed("The lab has %d DS records for %s." % (len(ds), domain))
    frames, said = lab.run("plan", domain, *goal.split(), "--as", form)
    session = Session(port)
    registry = Registry(session, domain, form == "epp-attr")
    registry.begin(named(before), ds)
    if registry.seen()[0] != named(before):
        raise Failed("The registry does not begin with what was given to it: " + str(registry.seen()))

    # What the plan says that the registry needs beside the frames.
    for name in re.findall(r"(\S+) \(host:create, without addresses\)", said):
        registry.create_host(name, [])

    number = 0
    for frame in ("<?xml" + one for one in frames.split("<?xml") if one.strip()):
        seen = registry.object_of(frame)
        code, text, _ = session.send(frame)
        if code != 1000:
            raise Failed("%s %s: %d %s\n%s" % (form, domain, code, text, frame))
        if registry.object_of(frame) == seen:
            raise Failed("%s %s: the frame changes nothing\n%s" % (form, domain, frame))
        number += 1
    servers, records, held = registry.seen()
    if servers != named(after) or len(records) != ds_after or (ds_before == ds_after == 1 and records == [" ".join(one) for one in ds]):
        raise Failed("%s %s: the registry holds %s and DS %s" % (form, domain, servers, records))
    if form == "epp" and any(held.get(key) != value for key, value in ttls.items()):
        raise Failed("%s %s: TTLs %s" % (form, domain, held))
    if number == 0:
        raise Failed(form + " " + domain + ": no frame")
    # The same again is refused, or leaves what is there.
    last = "<?xml" + frames.split("<?xml")[-1]
    session.send(last)
    if registry.seen() != (servers, records, held):
        raise Failed(form + " " + domain + ": the last frame changes something a second time")
    # And one with a fault by the schemas.
    if session.send(last.replace("<clTRID>glue-1", "<clTRID>g"))[0] != 2001:
        raise Failed(form + " " + domain + ": a frame that is none is accepted")
    session.close()
    return number


def main():
    parser = argparse.ArgumentParser(usage="epp.py FOLDER_OF_THE_SERVER FOLDER_OF_NET_EPP [--glue DLL] [--port PORT]")
    parser.add_argument("server")
    parser.add_argument("epp")
    parser.add_argument("--glue", default=os.path.join(HERE, "../../src/GlueTools.Console/bin/Debug/net10.0/glue.dll"))
    parser.add_argument("--port", type=int, default=7000)
    options = parser.parse_args()
    folder, processes, lab = tempfile.mkdtemp(), [], None
    try:
        key, certificate = os.path.join(folder, "key"), os.path.join(folder, "certificate")
        subprocess.run(["openssl", "req", "-new", "-newkey", "rsa:2048", "-days", "2", "-nodes", "-x509", "-subj", "/CN=localhost", "-keyout", key, "-out", certificate], check=True, capture_output=True)
        lab = Lab(["dotnet", options.glue], folder)
        total = 0
        for at, (form, model) in enumerate((("epp", "object"), ("epp-attr", "attribute"))):
            with open(os.path.join(folder, model + ".log"), "w") as log:
                processes.append(subprocess.Popen(["perl", os.path.join(HERE, "epp-server.pl"), options.server, options.epp, str(options.port + at), key, certificate, model], stdout=log, stderr=log))
            try:
                wait_for(options.port + at, processes[-1])
                for case in CASES:
                    frames = carry_out(case, lab, options.port + at, form)
                    total += frames
                    print("%-8s %-16s %d frames accepted, each changed its object; the registry holds what the plan was for" % (form, case[0] + ".example", frames))
            except Failed:
                with open(os.path.join(folder, model + ".log")) as log:
                    sys.stderr.writelines(line for line in log if "uninitialized" not in line)
                raise
        print("%d plans, %d frames, 0 refused" % (2 * len(CASES), total))
        return 0
    except Failed as failure:
        print("FAILED: %s" % failure)
        return 1
    finally:
        if lab:
            lab.close()
        for process in processes:
            process.terminate()
            process.wait(10)
        shutil.rmtree(folder)


if __name__ == "__main__":
    sys.exit(main())
