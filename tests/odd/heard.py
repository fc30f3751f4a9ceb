"""Which answers reached a client that loses packets, while it waited for them: from a capture at its own interface, and the kernel's log of what was dropped behind that."""
import collections
import os
import socket
import struct
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "bench"))
from pcap import TCP, UDP, Packet, packets  # noqa: E402

# Captures of the kernel's log, and the attribute that holds a packet.
NFLOG, PAYLOAD = 239, 9
# Octets of an IP packet that are kept of each, in the log and in the capture: more than any question takes, and where it stands in its packet.
KEPT = 512
ETHERNET = 14
FIN, SYN, RST = 1, 2, 4
NS, SOA, OPT = 2, 6, 41
# Seconds that a client waits for the answer to a datagram, but for the last moment: what comes then need not have been read in time.
PATIENCE = 1.45
# Datagrams without which nobody may take a server for silent; a connection goes out beside the second.
ATTEMPTS = 2


def dropped(path):
    """How often the kernel dropped each IP packet, as much of it as is kept."""
    found = collections.Counter()
    with open(path, "rb") as capture:
        if struct.unpack("<IHHiIII", capture.read(24))[6] != NFLOG:
            sys.exit("not a capture of the kernel's log")
        while header := capture.read(16):
            octets = capture.read(struct.unpack("<IIII", header)[2])
            at, payload = 4, b""
            while at + 4 <= len(octets):
                size, attribute = struct.unpack_from("<HH", octets, at)
                payload = octets[at + 4:at + size] if attribute == PAYLOAD else payload
                at += max(4, size + 3 & ~3)
            # What else is dropped (neighbours that are looked for) is no answer.
            if payload and (packet := Packet(0, bytes(ETHERNET) + payload)).protocol in (TCP, UDP) and packet.source_port == 53:
                found[payload[:KEPT]] += 1
    return found


def question(message):
    """ID, name, type and whether signatures are wanted (DO); None for what is no DNS message with a question."""
    try:
        labels, at = [], 12
        while message[at]:
            labels.append(message[at + 1:at + 1 + message[at]].decode("latin-1"))
            at += 1 + message[at]
        record_type, = struct.unpack_from("!H", message, at + 1)
        # In a query nothing stands between the question and the OPT record.
        wants = message[11] > 0 and struct.unpack_from("!H", message, at + 6)[0] == OPT and message[at + 12] & 0x80 > 0
        return struct.unpack_from("!H", message)[0], ".".join(labels).lower(), record_type, wants
    except (IndexError, struct.error):
        return None


def contents(packet):
    """What a packet carries over UDP or TCP; where less of it was kept, zeros stand for the rest."""
    octets = packet.octets
    end = ETHERNET + (struct.unpack_from("!H", octets, 16)[0] if octets[14] >> 4 == 4 else 40 + struct.unpack_from("!H", octets, 18)[0])
    begin = packet.at + (8 if packet.protocol == UDP else (octets[packet.at + 12] >> 4) * 4)
    return octets[begin:end].ljust(end - begin, b"\0")


def messages(stream):
    """The whole messages of what one end of a connection has sent so far."""
    at = 0
    while at + 2 <= len(stream) and at + 2 + (size := struct.unpack_from("!H", stream, at)[0]) <= len(stream):
        yield stream[at + 2:at + 2 + size]
        at += 2 + size


class Stream:
    """What one end of a connection has sent, as far as it is known without a gap."""

    def __init__(self):
        self.begin, self.pieces = None, {}

    def add(self, packet):
        number, = struct.unpack_from("!I", packet.octets, packet.at + 4)
        if packet.octets[packet.at + 13] & SYN:
            self.begin = number + 1
        elif self.begin is not None and (piece := contents(packet)):
            at = (number - self.begin) % 2**32
            self.pieces[at] = max(self.pieces.get(at, b""), piece, key=len)

    @property
    def so_far(self):
        stream = b""
        for at in sorted(self.pieces):
            if at <= len(stream):
                stream += self.pieces[at][len(stream) - at:]
        return stream


class Connection:
    """One connection, until the client closes it."""

    def __init__(self):
        self.asked, self.answered, self.is_closed = Stream(), Stream(), False


class Heard:
    """What a client heard, by server address and question."""

    def __init__(self, captured, lost):
        # By address, name, type, and whether with DO: what was heard, and how many datagrams went out.
        self.answers, self.sent = set(), collections.Counter()
        # By server and the client's port; datagrams also by ID, with when they were sent.
        self.datagrams, self.connections = {}, {}
        for packet in packets(captured):
            server = packet.to if packet.port == 53 else packet.source
            if packet.port == 53:
                self.left(server, packet)
            elif lost[kept := packet.octets[ETHERNET:ETHERNET + KEPT]] > 0:
                lost[kept] -= 1
            else:
                self.arrived(server, packet)
        if lost.total():
            sys.exit("%d packets were dropped that the capture does not have" % lost.total())

    def left(self, server, packet):
        if packet.protocol == UDP:
            if asked := question(contents(packet)):
                self.datagrams[server, packet.source_port, asked[0]] = packet.time, asked
                self.sent[key_of(server, asked)] += 1
            return
        key, flags = (server, packet.source_port), packet.octets[packet.at + 13]
        if flags & SYN and ((known := self.connections.get(key)) is None or known.is_closed or known.asked.pieces):
            self.connections[key] = Connection()
        if connection := self.connections.get(key):
            connection.asked.add(packet)
            connection.is_closed |= flags & (FIN | RST) > 0

    def arrived(self, server, packet):
        if packet.protocol == UDP:
            answer = contents(packet)
            sent, asked = self.datagrams.get((server, packet.port, int.from_bytes(answer[:2], "big")), (0, None))
            if asked and packet.time - sent < PATIENCE and (repeated := question(answer)) and repeated[1:3] == asked[1:3]:
                self.answers.add(key_of(server, asked))
            return
        connection = self.connections.get((server, packet.port))
        if connection is None or connection.is_closed:
            return
        connection.answered.add(packet)
        for answer in messages(connection.answered.so_far):
            # Over a connection anything that comes is for who asked, even if it is no DNS message.
            asked = [each for each in map(question, messages(connection.asked.so_far)) if each]
            for each in [each for each in asked if answer[:2] == each[0].to_bytes(2, "big")] or asked:
                self.answers.add(key_of(server, each))

    def has(self, address, zone, is_parent):
        """Whether a server was heard about a zone by who audits the zone."""
        return any(key in self.answers for key in audited(address, zone, is_parent))

    def is_silent(self, address, zone, is_parent):
        """Whether it was not, though as many datagrams went out as silence takes at least."""
        return not self.has(address, zone, is_parent) and sum(self.sent[key] for key in audited(address, zone, is_parent)) >= ATTEMPTS


def key_of(server, asked):
    return (socket.inet_ntop(socket.AF_INET if len(server) == 4 else socket.AF_INET6, server), *asked[1:])


def audited(address, zone, is_parent):
    """
    The questions by which a server is judged. Of a zone's own SOA and NS are asked without DO; with it, NS is asked of its parent's, but also by who looks up the name servers
    of another domain, of both. So a parent's server may be taken for heard that another audit heard; none is taken for silent that was heard.
    """
    return [(address, zone, NS, True)] if is_parent else [(address, zone, kind, False) for kind in (SOA, NS)]
