#!/usr/bin/env python3
"""Runs a command with its output thrown away and prints seconds and peak memory in MB. Usage: peak.py COMMAND ARGUMENT..."""
import resource
import subprocess
import sys
import time

started = time.monotonic()
status = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
print(f"{time.monotonic() - started:.1f} {peak:.0f}")
sys.exit(0 if status < 2 else status)
