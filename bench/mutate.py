#!/usr/bin/env python3
"""Flips every comparison, condition and return in the checks and the response classifier, one at a time, and runs the tests of the room: killed or survived.

Works on a copy of the tree in a temporary folder; the checkout is not touched. A mutant that does not compile is not counted. Usage:
mutate.py [--only PART-OF-PATH] [--seed N] [--minutes N] [--jobs N] [--out FILE]
"""
import argparse
import glob
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time

ROOM = "src/GlueTools.Delegation"
TESTS = "tests/GlueTools.Delegation.Tests"

# What is looked for in a line, and what it becomes. Spaces around operators keep generics and lambdas out.
RULES = [
    (r" == ", " != "), (r" != ", " == "), (r" && ", " || "), (r" \|\| ", " && "), (r" > ", " >= "), (r" >= ", " > "), (r" < ", " <= "), (r" <= ", " < "),
    (r" is not ", " is "), (r" is (?=null|\{)", " is not "), (r"\breturn true;", "return false;"), (r"\breturn false;", "return true;"),
    (r"\bif \(", "if (!("), (r"(?<=[(&|] )!|(?<=\()!(?=[A-Za-z])", ""), (r"\byield return (?!\s*$)", "if (view.DomainName.IsRoot) yield return "), (r"\bcontinue;", "break;"),
    (r"\bFamilies\.Both\b", "new[] { System.Net.Sockets.AddressFamily.InterNetwork }"),
]


def mutants(path):
    """Line number, the line as it is, and as it becomes."""
    with open(path) as file:
        lines = file.read().split("\n")
    for number, line in enumerate(lines):
        stripped = line.strip()
        if stripped.startswith(("//", "using", "///", "*")) or "new FindingKind" in line or "case " in stripped and stripped.endswith(":"):
            continue
        code = line.split(" // ")[0]
        for pattern, new in RULES:
            for match in re.finditer(pattern, code):
                if code[:match.start()].count('"') % 2:
                    continue
                changed = code[:match.start()] + new + code[match.end():]
                if new == "if (!(":
                    # The condition may go on in the next lines; only those that end here are negated.
                    if not code.rstrip().endswith(")"):
                        continue
                    changed = changed.rstrip() + ")"
                yield number, line, changed


def run(command, folder, limit):
    try:
        done = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=limit, text=True)
        return done.returncode, done.stdout
    except subprocess.TimeoutExpired:
        return 124, "took too long"


class Tree:
    """A copy of the checkout, built, in which one mutant after the other lives."""

    def __init__(self, root, test_options):
        self.folder = os.path.join(tempfile.mkdtemp(prefix="mutants-"), "tree")
        shutil.copytree(root, self.folder, ignore=shutil.ignore_patterns("bin", "obj", ".git", "bench", "__pycache__"), ignore_dangling_symlinks=True)
        code, text = run(["dotnet", "build", TESTS, "--nologo", "-v", "q", "-p:RunAnalyzers=false"], self.folder, 600)
        if code == 0:
            self.home = os.path.dirname(glob.glob(os.path.join(self.folder, TESTS, "bin", "Debug", "*", "GlueTools.Delegation.Tests.dll"))[0])
            # The test program itself, without the test platform around it: much of the time would go there.
            self.test = ["dotnet", os.path.join(self.home, "GlueTools.Delegation.Tests.dll")] + test_options
            code, text = run(self.test, self.home, 600)
        if code:
            sys.exit("The tests fail before anything is changed:\n" + text)

    def judge(self, path, number, old, new):
        target = os.path.join(self.folder, path)
        with open(target) as file:
            whole = file.read()
        lines = whole.split("\n")
        lines[number] = new
        with open(target, "w") as file:
            file.write("\n".join(lines))
        code, _ = run(
            ["dotnet", "build", ROOM, "--no-restore", "--no-dependencies", "--nologo", "-v", "q", "-p:TreatWarningsAsErrors=false", "-p:RunAnalyzers=false"], self.folder, 300)
        if code == 0:
            shutil.copy(glob.glob(os.path.join(self.folder, ROOM, "bin", "Debug", "*", "GlueTools.Delegation.dll"))[0], self.home)
            failed, _ = run(self.test, self.home, 300)
        with open(target, "w") as file:
            file.write(whole)
        return "not compiled" if code else "killed" if failed else "survived"

    def remove(self):
        shutil.rmtree(os.path.dirname(self.folder))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="")
    parser.add_argument("--seed", type=int, default=1, help="order in which mutants are tried")
    parser.add_argument("--minutes", type=float, default=1e9)
    parser.add_argument("--jobs", type=int, default=3, help="mutants at a time; the tests mostly wait")
    parser.add_argument("--leave-out", action="append", default=[], help="a test class that is not run")
    parser.add_argument("--out", default="")
    options = parser.parse_args()
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    checks = os.path.join(root, ROOM, "Checks")
    files = [os.path.join(ROOM, "Checks", name) for name in sorted(os.listdir(checks))] + [os.path.join(ROOM, "Walking", "ResponseClassifier.cs")]
    todo = [(path, *mutant) for path in files if options.only in path for mutant in mutants(os.path.join(root, path))]
    random.Random(options.seed).shuffle(todo)
    out = open(options.out, "w") if options.out else sys.stdout
    test_options = ["-stopOnFail"] + [word for name in options.leave_out for word in ("-class-", name)]
    trees = [Tree(root, test_options) for _ in range(options.jobs)]
    counts = {"killed": 0, "survived": 0, "not compiled": 0}
    until = time.monotonic() + options.minutes * 60
    print("%d mutants" % len(todo), file=out, flush=True)
    queue, lock = iter(todo), threading.Lock()

    def work(tree):
        while True:
            with lock:
                mutant = next(queue, None) if time.monotonic() < until else None
            if mutant is None:
                return
            verdict = tree.judge(*mutant)
            path, number, old, new = mutant
            with lock:
                counts[verdict] += 1
                if verdict != "not compiled":
                    print("%-8s %s:%d\n    - %s\n    + %s" % (verdict, path, number + 1, old.strip(), new.strip()), file=out, flush=True)

    threads = [threading.Thread(target=work, args=(tree,)) for tree in trees]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for tree in trees:
        tree.remove()
    print("killed %(killed)d, survived %(survived)d, not compiled %(not compiled)d" % counts + ", of %d" % len(todo), file=out, flush=True)


main()
