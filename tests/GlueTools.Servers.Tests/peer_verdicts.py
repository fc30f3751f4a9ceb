"""Asks dig, dnsviz and zonemaster-cli about domains on servers that are up, and prints what they say beside our own findings, as Markdown table rows.

Arguments: a root hints file. Standard input: lines `domain<TAB>our findings`. Needs root rights: a mount namespace gives the tools a resolver of their own.
"""
import json
import os
import re
import subprocess
import sys
import tempfile
import time

RESOLVER = "127.53.53.53"
# Come for every domain and say nothing about its delegation: the lab has no reverse zones, and the host that refers upward holds a copy of the root zone,
# from which it answers the question that is to show recursion.
EVERYWHERE = {"NAMESERVER_IP_WITHOUT_REVERSE", "IS_A_RECURSOR"}

hints = os.path.abspath(sys.argv[1])
folder = tempfile.mkdtemp(prefix="gluetools-peers")


def write(name, text):
    path = os.path.join(folder, name)
    with open(path, "w") as file:
        file.write(text)
    return path


def start_resolver():
    configuration = write("unbound.conf", f"""server:
  interface: {RESOLVER}
  username: ""
  chroot: ""
  directory: "{folder}"
  pidfile: ""
  use-syslog: no
  module-config: "iterator"
  root-hints: "{hints}"
  local-zone: "test." nodefault
  access-control: 127.0.0.0/8 allow
remote-control:
  control-enable: no
""")
    return subprocess.Popen(["unbound", "-d", "-c", configuration], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def run(*command):
    resolv = write("resolv.conf", f"nameserver {RESOLVER}\n")
    wrapped = ["unshare", "-m", "sh", "-c", f'mount --bind {resolv} /etc/resolv.conf; exec "$@"', "sh", *command]
    started = time.monotonic()
    done = subprocess.run(wrapped, capture_output=True, text=True, timeout=400)
    return done.stdout + done.stderr, time.monotonic() - started


def counted(items):
    return ", ".join(f"{item} ×{items.count(item)}" if items.count(item) > 1 else item for item in dict.fromkeys(items)) or "–"


def zonemaster(domain):
    text, seconds = run("zonemaster-cli", domain, "--hints", hints, "--level", "WARNING", "--raw")
    tags = re.findall(r"(?:WARNING|ERROR|CRITICAL)\s+([A-Z][A-Z0-9_]+)", text)
    return counted([tag for tag in tags if tag not in EVERYWHERE]), seconds


def root_servers():
    servers = []
    for line in open(hints):
        fields = line.split()
        if fields[3] in ("A", "AAAA"):
            servers.append(fields[0].rstrip(".") + "=" + (f"[{fields[4]}]" if ":" in fields[4] else fields[4]))
    return ",".join(servers)


def codes(node):
    if isinstance(node, dict):
        for key, value in node.items():
            if key in ("errors", "warnings"):
                yield from (key[0].upper() + ":" + entry["code"] for entry in value)
            else:
                yield from codes(value)
    elif isinstance(node, list):
        for value in node:
            yield from codes(value)


def dnsviz(domain):
    probe = os.path.join(folder, "probe.json")
    _, seconds = run("dnsviz", "probe", "-A", "-a", ".", "-x", ".+:" + root_servers(), "-o", probe, domain)
    text, more = run("dnsviz", "grok", "-l", "warning", "-r", probe)
    verdict = json.loads(text) if text.strip().startswith("{") else {}
    return counted(list(codes(verdict))), seconds + more


def dig(domain):
    trace, seconds = run("dig", "@198.41.0.4", "+trace", "+nodnssec", domain, "NS")
    search, more = run("dig", "+nssearch", "+time=2", "+tries=1", domain)
    said = [line.strip("; ") for line in (trace + search).splitlines()
            if re.search(r"timed out|couldn't|BAD|no servers|failed|unreachable|refused|REFUSED|SERVFAIL|not found", line)]
    soas = len(re.findall(r"^SOA ", search, re.M))
    verdicts = [re.sub(r"#53.*", "", line) for line in said]
    return f"+nssearch: {soas} SOA" + ("; " + counted(verdicts) if verdicts else ""), seconds + more


resolver = start_resolver()
try:
    time.sleep(1)
    for line in sys.stdin:
        domain, ours = line.rstrip("\n").split("\t")
        cells = [tool(domain) for tool in (zonemaster, dnsviz, dig)]
        print(f"| {domain} | {ours or '–'} | " + " | ".join(f"{text} ({seconds:.1f} s)" for text, seconds in cells) + " |", flush=True)
finally:
    resolver.terminate()
    resolver.wait()
