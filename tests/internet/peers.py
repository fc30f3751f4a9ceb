"""
Runs the tool and its peers on a generated internet of all pairs: on each kind of fault alone, and on so many pairs by seed. Prints a line of JSON for each domain, as peers30.py does.

Usage: peers.py INTERNET-FOLDER GLUE PAIRS SEED [RAW-FOLDER]     with a folder, all that the three say is kept there, a file for each
PAIRS is a number, or FIRST..LAST: then of so many pairs those behind the first ones, and nothing alone (an earlier run that did not come to its end is taken up so).
"""
import concurrent.futures
import json
import os
import random
import subprocess
import sys
import tempfile

from peer_tools import PeerTools
from peers30 import ask

AT_ONCE = 8


def choose(truth, pairs, seed):
    """Each kind alone and one healthy domain in their order, then pairs drawn by the seed; or a part of those."""
    seen, _, count = pairs.rpartition("..")
    alone = sorted(name for name in truth if len(truth[name]["faults"]) == 1)
    healthy = sorted(name for name in truth if not truth[name]["faults"])[:1]
    both = sorted(name for name in truth if len(truth[name]["faults"]) == 2)
    drawn = random.Random(seed).sample(both, min(int(count), len(both)))
    return drawn[int(seen):] if seen else healthy + alone + drawn


def main():
    internet, glue, pairs, seed, *raw = sys.argv[1:]
    with open(os.path.join(internet, "truth.jsonl")) as lines:
        truth = {row["domain"]: row for row in map(json.loads, lines)}
    hints = os.path.join(internet, "hints")
    with tempfile.TemporaryDirectory() as folder, PeerTools(hints, folder) as tools, concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        for domain, task in [(domain, pool.submit(ask, tools, glue, hints, truth[domain], *raw)) for domain in choose(truth, pairs, int(seed))]:
            try:
                print(json.dumps(task.result()), flush=True)
            except (subprocess.TimeoutExpired, ValueError) as error:
                # One that a tool has no verdict on is not compared; the others are.
                print("%s: no verdict: %s" % (domain, error.__class__.__name__), file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
