"""
Chooses thirty domains of a generated internet, and runs the tool and its peers on them. Prints a line of JSON for each domain: what the generator wrote, our findings, and
the codes of the others in their order.

Usage: peers30.py INTERNET-FOLDER GLUE [RAW-FOLDER]     with a folder, all that the three say is kept there, a file for each
"""
import concurrent.futures
import json
import os
import random
import subprocess
import sys
import tempfile

from peer_tools import PeerTools

SEED = 30
HEALTHY, FAULTY = 10, 20


def choose(truth):
    """The rule: of all names in alphabetical order, ten without a fault and twenty with one or two, drawn by a generator of fixed seed. Nothing else decides."""
    rng = random.Random(SEED)
    drawn = rng.sample(sorted(name for name in truth if not truth[name]["faults"]), HEALTHY)
    return drawn + rng.sample(sorted(name for name in truth if truth[name]["faults"]), FAULTY)


def dnsviz_codes(node):
    if isinstance(node, dict):
        for key, value in node.items():
            if key in ("errors", "warnings"):
                yield from (entry["code"] for entry in value)
            else:
                yield from dnsviz_codes(value)
    elif isinstance(node, list):
        for value in node:
            yield from dnsviz_codes(value)


def zonemaster_tags(messages):
    # Since version 6 of zonemaster-cli the messages are a field of an object.
    messages = messages["results"] if isinstance(messages, dict) else messages
    return [each["tag"] for each in messages if each["level"] not in ("INFO", "DEBUG")]


def verdict(row, said):
    """What the table needs of all that was said; fails where one of the tools said nothing that can be read."""
    findings = json.loads(said["glue"])[0]["Findings"]
    return {
        "domain": row["domain"], "faults": row["faults"], "truth": row["standard"],
        "glue": [[each["Code"], each["NameServer"], each["IPAddress"]] for each in findings],
        "dnsviz": list(dict.fromkeys(dnsviz_codes(json.loads(said["dnsviz"])))),
        "zonemaster": list(dict.fromkeys(zonemaster_tags(json.loads(said["zonemaster"])))),
    }


def ask(tools, glue, hints, row, raw=None):
    """The verdicts of all three on one domain; in the folder, where one is given, all that they say."""
    domain = row["domain"]
    done = subprocess.run([glue, "test", domain, "--root-hints", hints, "--format", "json"], capture_output=True, text=True)
    viz, viz_errors, viz_seconds = tools.dnsviz(domain)
    master, master_errors, master_seconds = tools.zonemaster(domain, "--json", "--level", "INFO", "--no-progress")
    print("%s: dnsviz %.0f s, zonemaster-cli %.0f s" % (domain, viz_seconds, master_seconds), file=sys.stderr, flush=True)
    said = {"glue": done.stdout or done.stderr, "dnsviz": viz or viz_errors, "zonemaster": master or master_errors}
    for tool, text in said.items() if raw else ():
        with open(os.path.join(raw, "%s.%s.json" % (domain, tool)), "w") as out:
            out.write(text.rstrip() + "\n")
    return verdict(row, said)


def main():
    internet, glue, *raw = sys.argv[1:]
    with open(os.path.join(internet, "truth.jsonl")) as lines:
        truth = {row["domain"]: row for row in map(json.loads, lines)}
    hints = os.path.join(internet, "hints")

    with tempfile.TemporaryDirectory() as folder, PeerTools(hints, folder) as tools, concurrent.futures.ThreadPoolExecutor(4) as pool:
        for task in [pool.submit(ask, tools, glue, hints, truth[domain], *raw) for domain in choose(truth)]:
            print(json.dumps(task.result()))


if __name__ == "__main__":
    main()
