"""Heard on captures made by hand; run.sh runs it before packets are lost."""
import os
import struct
import tempfile
import unittest

from heard import FIN, KEPT, NFLOG, NS, PAYLOAD, RST, SOA, SYN, Heard, dropped

CLIENT, SERVER = "23.0.0.2", "20.0.0.1"
ACK = 16


def message(number, name, kind, is_answer=False, wants=False):
    labels = b"".join(bytes([len(label)]) + label.encode() for label in name.split("."))
    opt = b"\0" + struct.pack("!HHBBHH", 41, 1232, 0, 0, 0x8000, 0) if wants else b""
    return struct.pack("!HHHHHH", number, 0x8400 if is_answer else 0, 1, 0, 0, wants) + labels + b"\0" + struct.pack("!HH", kind, 1) + opt


def framed(octets):
    return struct.pack("!H", len(octets)) + octets


class HeardTests(unittest.TestCase):
    def setUp(self):
        self.captured, self.lost = [], []
        self.number = 0

    def packet(self, time, from_client, protocol, header, octets, is_lost):
        ends = [bytes(map(int, end.split("."))) for end in ((CLIENT, SERVER) if from_client else (SERVER, CLIENT))]
        self.number += 1
        ip = struct.pack("!BBHHHBBH", 69, 0, 20 + len(header) + len(octets), self.number, 0, 64, protocol, 0) + b"".join(ends) + header + octets
        self.captured.append((time, bytes(14) + ip))
        if is_lost:
            self.lost.append(ip)

    def udp(self, time, octets, from_client=True, is_lost=False):
        self.packet(time, from_client, 17, struct.pack("!HHHH", *((4000, 53) if from_client else (53, 4000)), 8 + len(octets), 0), octets, is_lost)

    def tcp(self, number, flags=ACK, octets=b"", from_client=True, is_lost=False):
        self.packet(0, from_client, 6, struct.pack("!HHIIBBHHH", *((4000, 53) if from_client else (53, 4000)), number, 0, 80, flags, 0, 0, 0), octets, is_lost)

    def connect(self, question):
        self.tcp(2**32 - 1, SYN)
        self.tcp(499, SYN | ACK, from_client=False)
        self.tcp(0, octets=framed(question))

    def is_heard(self, zone="d1.alpha", is_parent=False):
        return self.heard().has(SERVER, zone, is_parent)

    def heard(self):
        with tempfile.TemporaryDirectory() as folder:
            captured, lost = os.path.join(folder, "packets"), os.path.join(folder, "lost")
            with open(captured, "wb") as out:
                out.write(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, KEPT + 14, 1))
                for time, octets in self.captured:
                    kept = octets[:KEPT + 14]
                    out.write(struct.pack("<IIII", int(time), int(time % 1 * 1e6), len(kept), len(octets)) + kept)
            with open(lost, "wb") as out:
                out.write(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, NFLOG))
                for ip in self.lost:
                    octets = bytes(4) + struct.pack("<HH", 4 + len(ip[:KEPT]), PAYLOAD) + ip[:KEPT]
                    out.write(struct.pack("<IIII", 0, 0, len(octets), len(octets)) + octets)
            return Heard(captured, dropped(lost))

    def test_an_answer_to_a_datagram_in_time(self):
        self.udp(1, message(7, "D1.alpha", SOA))
        self.udp(2.4, message(7, "d1.alpha", SOA, is_answer=True), from_client=False)
        self.assertTrue(self.is_heard())
        self.assertFalse(self.is_heard("d2.alpha"))

    def test_an_answer_to_a_datagram_that_is_lost_or_late_or_to_another(self):
        self.udp(1, message(7, "d1.alpha", SOA))
        self.udp(2.4, message(7, "d1.alpha", SOA, is_answer=True), from_client=False, is_lost=True)
        self.udp(2.45, message(8, "d1.alpha", SOA, is_answer=True), from_client=False)
        self.udp(2.6, message(7, "d1.alpha", SOA, is_answer=True), from_client=False)
        self.assertFalse(self.is_heard())

    def test_silent_is_who_was_asked_twice_and_not_heard(self):
        self.udp(1, message(7, "d1.alpha", SOA))
        self.assertFalse(self.heard().is_silent(SERVER, "d1.alpha", is_parent=False))
        self.udp(2.5, message(8, "d1.alpha", NS))
        self.assertTrue(self.heard().is_silent(SERVER, "d1.alpha", is_parent=False))
        self.assertFalse(self.heard().is_silent(SERVER, "d1.alpha", is_parent=True))
        self.udp(2.6, message(8, "d1.alpha", NS, is_answer=True), from_client=False)
        self.assertFalse(self.heard().is_silent(SERVER, "d1.alpha", is_parent=False))

    def test_who_looks_up_name_servers_is_not_who_audits(self):
        self.udp(1, message(7, "d1.alpha", NS, wants=True))
        self.udp(1, message(7, "d1.alpha", NS, is_answer=True), from_client=False)
        self.assertFalse(self.is_heard())
        self.assertTrue(self.is_heard(is_parent=True))

    def test_an_answer_over_tcp_that_is_sent_again_in_time(self):
        answer = framed(message(7, "d1.alpha", SOA, is_answer=True))
        self.connect(message(7, "d1.alpha", SOA))
        self.tcp(500, octets=answer, from_client=False, is_lost=True)
        self.assertFalse(self.is_heard())
        self.tcp(500, octets=answer, from_client=False)
        self.tcp(100, FIN | ACK)
        self.assertTrue(self.is_heard())

    def test_an_answer_over_tcp_after_the_client_has_closed(self):
        answer = framed(message(7, "d1.alpha", SOA, is_answer=True))
        self.connect(message(7, "d1.alpha", SOA))
        self.tcp(500, octets=answer, from_client=False, is_lost=True)
        self.tcp(100, FIN | ACK)
        self.tcp(500, octets=answer, from_client=False)
        self.assertFalse(self.is_heard())

    def test_an_answer_over_tcp_in_pieces(self):
        answer = framed(message(7, "d1.alpha", SOA, is_answer=True) + bytes(2000))
        self.connect(message(7, "d1.alpha", SOA))
        self.tcp(1500, octets=answer[1000:], from_client=False)
        self.assertFalse(self.is_heard())
        self.tcp(500, octets=answer[:1000], from_client=False)
        self.assertTrue(self.is_heard())

    def test_over_tcp_garbage_is_for_who_asked(self):
        self.connect(message(7, "d1.alpha", SOA))
        self.tcp(500, octets=framed(b"HTTP/1.1 400"), from_client=False)
        self.assertTrue(self.is_heard())

    def test_another_connection_from_the_same_port(self):
        self.connect(message(7, "d1.alpha", SOA))
        self.tcp(100, FIN | ACK)
        self.connect(message(7, "d2.alpha", SOA))
        self.tcp(500, octets=framed(message(7, "d2.alpha", SOA, is_answer=True)), from_client=False)
        self.assertTrue(self.is_heard("d2.alpha"))
        self.assertFalse(self.is_heard("d1.alpha"))

    def test_a_connection_after_one_that_came_too_late(self):
        self.tcp(70, SYN)
        self.tcp(80, SYN | ACK, from_client=False)
        self.tcp(71, RST)
        self.connect(message(7, "d1.alpha", SOA))
        self.tcp(500, octets=framed(message(7, "d1.alpha", SOA, is_answer=True)), from_client=False)
        self.assertTrue(self.is_heard())

    def test_a_log_of_what_the_capture_lacks(self):
        self.udp(1, message(7, "d1.alpha", SOA, is_answer=True), from_client=False, is_lost=True)
        self.captured.clear()
        self.assertRaises(SystemExit, self.is_heard)


unittest.main()
