"""Waits until each server answers for the last of its zones (or, where it cannot load it, answers at all)."""
import socket
import struct
import sys
import time

PORT = int(sys.argv[2])
LIMIT_SECONDS = 900


def query(zone):
    labels = [label for label in zone.split(".") if label]
    return struct.pack("!6H", 7, 0, 1, 0, 0, 0) + b"".join(bytes([len(label)]) + label.encode() for label in labels) + b"\0" + struct.pack("!2H", 6, 1)


def answers(name, address, zone):
    with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.settimeout(0.2)
        try:
            sock.sendto(query(zone), (address, PORT))
            reply = sock.recv(512)
        except OSError:
            return False
    return name == "fail" or zone == "-" or reply[3] & 15 in (0, 3)


def main():
    started = time.monotonic()
    with open(sys.argv[1]) as lines:
        waiting = [line.split() for line in lines]
    while waiting:
        waiting = [row for row in waiting if not answers(*row)]
        if time.monotonic() - started > LIMIT_SECONDS:
            sys.exit("These do not answer: " + ", ".join("%s (%s, %s)" % tuple(row) for row in waiting))
        time.sleep(0.1)


main()
