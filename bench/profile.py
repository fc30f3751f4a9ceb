"""Shares of perf's samples in percent, as cells of profile.sh: reads what perf script prints with comm, pid, ip, sym and dso."""
import collections
import re
import sys

THREADS = {"GlueTools judge": "judging", ".NET Tiered Com": "compiling"}
CELLS = ["kernel", "compiled code", "runtime", "clock", "judging", "compiling", "reading and printing"]


def part(thread, frames):
    """Of the loop thread by where it was, of the others by what they are for. A page that the collector touches first is its cost, not the kernel's."""
    if thread != "GlueTools loop":
        return THREADS.get(thread, "reading and printing")
    library = frames[0][1]
    if any("page_fault" in function for function, _ in frames):
        return "runtime"
    if "kernel" in library:
        return "kernel"
    if "vdso" in library:
        return "clock"
    return "compiled code" if "JIT" in library or "/perf-" in library or library.endswith(".dll") else "runtime"


samples = collections.Counter()
thread, stack = None, []
for line in [*sys.stdin, "end 0"]:
    if frame := re.match(r"\s+[0-9a-f]+ (.+?)(?:\+0x[0-9a-f]+)? \((.*)\)$", line.rstrip()):
        stack.append(frame.groups())
    elif line.strip():
        if stack:
            samples[part(thread, stack)] += 1
        thread, stack = re.match(r"(.+?)\s+\d+", line)[1], []
print(" | ".join("%.0f" % (100 * samples[cell] / max(1, samples.total())) for cell in CELLS))
