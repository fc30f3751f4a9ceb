"""Chooses thirty domains of a generated internet, and runs the tool and its peers on them. The raw output of all three is kept in a folder, a file for each."""
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


def messages(text):
    """What zonemaster-cli writes in a single line, as a line for each message, without the times."""
    rows = [{key: value for key, value in each.items() if key != "timestamp"} for each in json.loads(text)]
    return "[\n" + ",\n".join(json.dumps(each, sort_keys=True) for each in rows) + "\n]\n"


def main():
    internet, glue, results = sys.argv[1:]
    with open(os.path.join(internet, "truth.jsonl")) as lines:
        truth = {row["domain"]: row for row in map(json.loads, lines)}
    chosen = choose(truth)
    hints = os.path.join(internet, "hints")

    def keep(name, text):
        with open(os.path.join(results, name), "w") as out:
            out.write(text)

    keep("chosen.jsonl", "".join(json.dumps({"domain": name, "faults": truth[name]["faults"], "truth": truth[name]["standard"]}) + "\n" for name in chosen))

    def ask(tools, domain):
        done = subprocess.run([glue, "test", domain, "--root-hints", hints, "--format", "json"], capture_output=True, text=True)
        keep(domain + ".glue.json", done.stdout)
        text, errors, viz_seconds = tools.dnsviz(domain)
        keep(domain + ".dnsviz.json", (text or errors).rstrip() + "\n")
        text, errors, master_seconds = tools.zonemaster(domain, "--json", "--level", "INFO", "--no-progress")
        keep(domain + ".zonemaster.json", messages(text) if text.strip() else errors)
        print("%s: dnsviz %.0f s, zonemaster-cli %.0f s" % (domain, viz_seconds, master_seconds), file=sys.stderr, flush=True)

    with tempfile.TemporaryDirectory() as folder, PeerTools(hints, folder) as tools, concurrent.futures.ThreadPoolExecutor(4) as pool:
        for task in [pool.submit(ask, tools, domain) for domain in chosen]:
            task.result()


main()
