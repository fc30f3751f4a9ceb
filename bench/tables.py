#!/usr/bin/env python3
"""Runs the commands of docs/performance.md and puts what they print in their place.

Usage: tables.py [PART-OF-A-COMMAND...]     without any, all of them

A table stands between "<!-- COMMAND -->" and "<!-- end -->" lines; a command runs at the repository's root.
"""
import os
import re
import subprocess
import sys

root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
page = os.path.join(root, "docs", "performance.md")
with open(page, encoding="utf-8") as text:
    commands = re.findall(r"<!-- (bench/.*) -->\n", text.read())
failed = 0
for command in commands:
    if len(sys.argv) > 1 and not any(part in command for part in sys.argv[1:]):
        continue
    print(command, flush=True)
    done = subprocess.run(["bash", "-c", command], cwd=root, stdout=subprocess.PIPE, text=True, check=False)
    print(done.stdout, flush=True)
    if done.returncode:
        print("ended with %d: its table stays as it was" % done.returncode, file=sys.stderr)
        failed = 1
        continue
    # Read again each time: a run takes long, and others may edit the page meanwhile.
    with open(page, encoding="utf-8") as text:
        whole = text.read()
    block = re.compile(r"(<!-- %s -->\n).*?(<!-- end -->\n)" % re.escape(command), re.S)
    with open(page, "w", encoding="utf-8") as out:
        out.write(block.sub(lambda match: match[1] + "\n" + done.stdout.strip() + "\n\n" + match[2], whole))
sys.exit(failed)
