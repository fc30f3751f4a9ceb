"""The kinds of odd server: what each does with which questions (the proxy's rules), and what that makes of it as a server of a zone (the truth)."""


class Kind:
    """One way in which a server is odd. A zone that it holds makes it what 'held' says, one that it does not hold what 'foreign' says."""

    def __init__(self, name, rules, held="authoritative", foreign="refuses", odd=None, lacks=None, silent=(), found=(), chance=False):
        self.name, self.rules = name, rules
        self.held, self.foreign = held, foreign
        # What it is for zones with an odd number, where that differs: a pair of held and foreign.
        self.odd = odd
        # A transport that the network in front of it drops.
        self.lacks = lacks
        # Record types about which it says nothing.
        self.silent = silent
        # Codes that are found about its addresses whatever the zone.
        self.found = found
        # What it answers depends on load, chance or time.
        self.chance = chance

    def state(self, zone, is_held):
        held, foreign = self.odd if self.odd and int(zone.partition(".")[0].lstrip("d")) % 2 else (self.held, self.foreign)
        return held if is_held else foreign


EDNS, TCP, UDP, ELSEWHERE, RECURSION = "ServerWithoutEdns", "ServerTcpUnavailable", "ServerUdpUnavailable", "ServerRepliesFromElsewhere", "ServerOffersRecursion"

KINDS = [
    Kind("plain", ""),
    # It does not hold a zone, and says so in its own way.
    Kind("drops-foreign", "foreign: drop", foreign="unresponsive"),
    Kind("drops-foreign-closes-tcp", "foreign udp: drop; foreign tcp: close", foreign="unresponsive"),
    Kind("servfail-foreign", "foreign: SERVFAIL", foreign="fails"),
    Kind("garbage-foreign", "foreign: garbage", foreign="malformed"),
    Kind("garbage-or-drops-foreign", "foreign odd: garbage; foreign even: drop", foreign="unresponsive", odd=("authoritative", "malformed")),
    Kind("claims-foreign", ": lie; foreign: ask=lie"),
    Kind("refuses-every-second", "odd: REFUSED", odd=("refuses", "refuses")),
    Kind("drops-every-second", "odd: drop", odd=("unresponsive", "unresponsive")),
    # EDNS.
    Kind("drops-edns-over-udp", "udp edns: drop", found=[EDNS]),
    Kind("drops-edns", "edns: drop", found=[EDNS]),
    Kind("notimp-to-edns", "edns: NOTIMP", found=[EDNS]),
    Kind("formerr-to-edns", "edns: FORMERR", found=[EDNS]),
    Kind("badvers-to-edns", "edns: BADVERS", found=[EDNS]),
    Kind("ignores-edns", ": ignore-edns", found=[EDNS]),
    # Transports.
    Kind("no-tcp", "", lacks="tcp", found=[TCP]),
    Kind("no-udp", "udp: drop", found=[UDP]),
    Kind("tarpit", "tcp: drop", found=[TCP]),
    Kind("closes-tcp", "tcp: close", found=[TCP]),
    Kind("one-message-a-connection", ": close-after"),
    Kind("truncates", "udp: truncate"),
    Kind("truncates-without-tcp", "udp: truncate", lacks="tcp", held="unresponsive", foreign="unresponsive"),
    Kind("truncates-above-rate", "udp over-zone=4: truncate"),
    Kind("refuses-over-udp", "udp: REFUSED", held="refuses"),
    Kind("fails-over-udp", "udp: SERVFAIL", held="fails", foreign="fails"),
    Kind("elsewhere", "udp: elsewhere", found=[ELSEWHERE]),
    Kind("twice", ": twice"),
    # Record types.
    Kind("drops-aaaa", "type=AAAA: drop", silent=["AAAA"]),
    Kind("drops-ns", "type=NS: drop", silent=["NS"]),
    Kind("drops-soa", "type=SOA: drop", silent=["SOA"]),
    Kind("drops-dnskey", "type=DNSKEY: drop", silent=["DNSKEY"]),
    Kind("refuses-new-types", "type=AAAA: REFUSED; type=DNSKEY: REFUSED", silent=["AAAA", "DNSKEY"]),
    Kind("notimp-to-new-types", "type=AAAA: NOTIMP; type=DNSKEY: NOTIMP", silent=["AAAA", "DNSKEY"]),
    # Letters, caches.
    Kind("folds", ": fold"),
    Kind("answers-from-cache", ": cache; foreign: ask=v0; root: ask=root", held="noaa", foreign="noaa", found=[RECURSION]),
    # Limits that change the answer in place of its coming: nothing of them shows at the pace of one domain, or after a pause.
    Kind("refuses-above-rate", "over-client=30: REFUSED"),
    Kind("fails-above-rate", "over-client=30: SERVFAIL"),
    Kind("refuses-zone-above-rate", "over-zone=4: REFUSED"),
    Kind("closes-tcp-above-rate", "tcp over-client=5: close"),
    Kind("truncates-and-closes-tcp-above-rate", "udp over-client=30: truncate; tcp over-client=5: close"),
    # Load, chance, time.
    Kind("late", ": delay=1400", chance=True),
    Kind("every-third", "not-every=3: drop", chance=True),
    Kind("limit-a-zone", "over-zone=4: drop", chance=True),
    Kind("limit-a-client", "over-client=50: drop", chance=True),
    Kind("dies-and-returns", "between=1000-9000: drop", chance=True),
]
