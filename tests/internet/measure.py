#!/usr/bin/env python3
"""Runs a command and writes to a file what it cost: seconds, processor seconds, peak resident memory in MB. Ends as the command does.

Usage: measure.py FILE COMMAND...
"""
import os
import sys
import time

started = time.monotonic()
_, status, usage = os.wait4(os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ), 0)
with open(sys.argv[1], "w", encoding="ascii") as out:
    out.write("%.3f %.3f %.0f\n" % (time.monotonic() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024))
sys.exit(os.waitstatus_to_exitcode(status))
