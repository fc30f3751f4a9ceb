#!/usr/bin/env python3
"""strangers.py run COMMAND...: runs a glue that prints JSON lines, and prints the seconds until the last row of a healthy domain (d...) has come, those until all have, their verdicts and a digest of
these, the processor seconds that it took, those of them in the kernel, and the questions of the healthy and of the others.
strangers.py tarpit ADDRESS...: a server that answers a datagram after two and a half seconds with SERVFAIL, and a connection never."""
import collections
import hashlib
import ipaddress
import json
import resource
import select
import socket
import subprocess
import sys
import time

LATE = 2.5


def run(command):
    begun = time.monotonic()
    verdicts, last, rows, questions = collections.Counter(), begun, [], [0, 0]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout:
            row = json.loads(line)
            is_healthy = row["DomainName"].startswith("d")
            questions[0 if is_healthy else 1] += row["QueryCount"]
            if is_healthy:
                last = time.monotonic()
                verdicts[row["Status"]] += 1
                rows.append("%s %s %s" % (row["DomainName"], row["Status"], row.get("Findings", "")))
    ended = time.monotonic()
    said = ", ".join("%d %s" % (count, status) for status, count in sorted(verdicts.items()))
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print("%.2f\t%.2f\t%s\t%s\t%.3f\t%.3f\t%d\t%d" % (
        last - begun, ended - begun, said, hashlib.sha256("\n".join(sorted(rows)).encode()).hexdigest()[:12], used.ru_utime + used.ru_stime, used.ru_stime, *questions))


def tarpit(addresses):
    sockets, listeners, held, late = [], [], [], collections.deque()
    for address in addresses:
        family = socket.AF_INET6 if ipaddress.ip_address(address).version == 6 else socket.AF_INET
        udp = socket.socket(family, socket.SOCK_DGRAM)
        udp.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 22)
        udp.bind((address, 53))
        tcp = socket.socket(family, socket.SOCK_STREAM)
        tcp.bind((address, 53))
        tcp.listen(4096)
        sockets.append(udp)
        listeners.append(tcp)
    while True:
        wait = max(0, late[0][0] - time.monotonic()) if late else None
        for ready in select.select(sockets + listeners, [], [], wait)[0]:
            if ready in listeners:
                held.append(ready.accept()[0])
                if len(held) > 500:
                    held.pop(0).close()
            else:
                message, peer = ready.recvfrom(512)
                late.append((time.monotonic() + LATE, ready, peer, message[:2] + bytes([message[2] | 0x80, 2]) + message[4:]))
        while late and late[0][0] <= time.monotonic():
            _, udp, peer, message = late.popleft()
            udp.sendto(message, peer)


if __name__ == "__main__":
    tarpit(sys.argv[2:]) if sys.argv[1] == "tarpit" else run(sys.argv[2:])
