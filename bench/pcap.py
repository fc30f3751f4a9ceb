"""Reads DNS packets from a capture that tcpdump wrote on a veth."""
import struct
import sys

TCP, UDP = 6, 17


class Packet:
    """One IP packet: time in seconds, protocol, addresses as bytes, ports, and where the payload of UDP begins."""

    def __init__(self, time, octets):
        self.time, self.octets = time, octets
        if octets[14] >> 4 == 4:
            self.protocol, self.source, self.to, at = octets[23], octets[26:30], octets[30:34], 14 + (octets[14] & 15) * 4
        else:
            self.protocol, self.source, self.to, at = octets[20], octets[22:38], octets[38:54], 54
        self.source_port, self.port = struct.unpack_from("!HH", octets, at)
        self.at = at

    @property
    def begins_connection(self):
        return self.protocol == TCP and self.octets[self.at + 13] & 0x12 == 2

    @property
    def id(self):
        return self.octets[self.at + 8:self.at + 10]

    @property
    def question(self):
        """Name in lower case, and the number of the type."""
        labels, here = [], self.at + 20
        while self.octets[here]:
            labels.append(self.octets[here + 1:here + 1 + self.octets[here]].decode("latin-1"))
            here += 1 + self.octets[here]
        return ".".join(labels).lower(), struct.unpack_from("!H", self.octets, here + 1)[0]


def packets(path):
    with open(path, "rb") as capture:
        magic, _, _, _, _, _, link = struct.unpack("<IHHiIII", capture.read(24))
        scale = {0xA1B2C3D4: 1e-6, 0xA1B23C4D: 1e-9}[magic]
        if link != 1:
            sys.exit("not an Ethernet capture")
        while header := capture.read(16):
            seconds, part, length, _ = struct.unpack("<IIII", header)
            yield Packet(seconds + part * scale, capture.read(length))
