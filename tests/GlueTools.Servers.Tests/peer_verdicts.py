"""Asks dig, dnsviz and zonemaster-cli about domains on servers that are up, and prints what they say beside our own findings, as Markdown table rows.

Arguments: a root hints file. Standard input: lines `domain<TAB>our findings`.
"""
import json
import re
import os
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "internet"))
from peer_tools import PeerTools  # noqa: E402

# Come for every domain and say nothing about its delegation: the lab has no reverse zones, and the host that refers upward holds a copy of the root zone,
# from which it answers the question that is to show recursion.
EVERYWHERE = {"NAMESERVER_IP_WITHOUT_REVERSE", "IS_A_RECURSOR"}


def counted(items):
    return ", ".join(f"{item} ×{items.count(item)}" if items.count(item) > 1 else item for item in dict.fromkeys(items)) or "–"


def zonemaster(tools, domain):
    out, errors, seconds = tools.zonemaster(domain, "--level", "WARNING", "--raw")
    tags = re.findall(r"(?:WARNING|ERROR|CRITICAL)\s+([A-Z][A-Z0-9_]+)", out + errors)
    return counted([tag for tag in tags if tag not in EVERYWHERE]), seconds


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


def dnsviz(tools, domain):
    text, _, seconds = tools.dnsviz(domain)
    return counted(list(codes(json.loads(text or "{}")))), seconds


def dig(tools, domain):
    trace, trace_errors, seconds = tools.run("dig", "@198.41.0.4", "+trace", "+nodnssec", domain, "NS")
    search, search_errors, more = tools.run("dig", "+nssearch", "+time=2", "+tries=1", domain)
    said = [line.strip("; ") for line in (trace + trace_errors + search + search_errors).splitlines()
            if re.search(r"timed out|couldn't|BAD|no servers|failed|unreachable|refused|REFUSED|SERVFAIL|not found", line)]
    soas = len(re.findall(r"^SOA ", search, re.M))
    verdicts = [re.sub(r"#53.*", "", line) for line in said]
    return f"+nssearch: {soas} SOA" + ("; " + counted(verdicts) if verdicts else ""), seconds + more


with tempfile.TemporaryDirectory(prefix="gluetools-peers") as folder, PeerTools(sys.argv[1], folder) as tools:
    for line in sys.stdin:
        domain, ours = line.rstrip("\n").split("\t")
        cells = [tool(tools, domain) for tool in (zonemaster, dnsviz, dig)]
        print(f"| {domain} | {ours or '–'} | " + " | ".join(f"{text} ({seconds:.1f} s)" for text, seconds in cells) + " |", flush=True)
