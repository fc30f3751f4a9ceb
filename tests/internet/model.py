"""What a simulated internet is made of: hosts with addresses, zones in versions, delegations in copies. Nothing here judges."""
import base64
import hashlib
import struct

from zones import TTL

COPIES = "AB"
GROUPS = ["g%d" % i for i in range(6)]
HOSTS_PER_POOL = 32
SPECIAL = ["up", "noaa", "deny", "fail", "dark"]


class Host:
    """One machine: an IPv4 and an IPv6 address, and the pool that says how it answers."""

    def __init__(self, pool, index):
        number = (GROUPS + SPECIAL).index(pool)
        self.pool = pool
        self.v4 = "20.%d.%d.%d" % (number, index // 4, 1 + index % 4)
        self.v6 = "2a00:%x:%x::%x" % (number + 1, index // 4 + 1, 1 + index % 4)
        self.trait = {28: "notcp", 29: "notcp", 30: "noudp", 31: "noudp"}.get(index) if pool in GROUPS else None

    @property
    def addresses(self):
        return [self.v4, self.v6]


class Hosts:
    """All hosts, by pool and by address."""

    def __init__(self):
        self.pools = {pool: [Host(pool, i) for i in range(HOSTS_PER_POOL)] for pool in GROUPS + SPECIAL}
        self.by_address = {address: host for pool in self.pools.values() for host in pool for address in host.addresses}

    def plain(self, pool):
        return self.pools[pool][:24]

    def of_hosters(self, pool):
        """Apart from the others, so that a domain beside a hoster's name server never meets its address."""
        return self.pools[pool][24:27]

    def with_trait(self, pool, trait):
        return [host for host in self.pools[pool] if host.trait == trait]


class Key:
    """A DNSKEY that nobody can sign with: enough for a DS to match or not. What .NET cannot verify (15, Ed25519) is not judged; RSA (8) is, and no signature by it is right."""

    def __init__(self, rng, owner, algorithm=15, flags=257):
        self.owner, self.algorithm, self.flags = owner, algorithm, flags
        octets = [rng.randrange(256) for _ in range(32 if algorithm == 15 else 128)]
        if algorithm == 8:
            octets[0] |= 128
            octets[-1] |= 1
        self.data = (b"\3\1\0\1" if algorithm == 8 else b"") + bytes(octets)

    @property
    def rdata(self):
        return struct.pack("!HBB", self.flags, 3, self.algorithm) + self.data

    @property
    def tag(self):
        total = sum(octet << 8 if i % 2 == 0 else octet for i, octet in enumerate(self.rdata))
        return (total + (total >> 16 & 0xFFFF)) & 0xFFFF

    def ds_by(self, digest_type):
        wire = b"".join(bytes([len(label)]) + label.encode() for label in self.owner.split(".")) + b"\0"
        digest = {1: hashlib.sha1, 2: hashlib.sha256}[digest_type](wire + self.rdata).hexdigest()
        return "%d %d %d %s" % (self.tag, self.algorithm, digest_type, digest)

    @property
    def ds(self):
        return self.ds_by(2)

    @property
    def text(self):
        return "%d 3 %d " % (self.flags, self.algorithm) + base64.b64encode(self.data).decode()


class Signature:
    """A signature over the DNSKEY set that says it is by a key, and begins and ends so many days from now."""

    def __init__(self, key, begin=-10, end=20):
        self.tag, self.algorithm, self.begin, self.end = key.tag, key.algorithm, begin, end


class Version:
    """A copy of a child zone."""

    def __init__(self, serial=2026010101):
        self.serial = serial
        self.ns = []
        self.addresses = {}
        self.aliases = {}
        self.wildcard = []
        self.texts = []
        self.keys = []
        self.signatures = []
        self.wants_no_ds = False
        self.ns_ttl = TTL
        self.address_ttl = TTL

    def copy(self):
        other = Version(self.serial)
        other.ns = list(self.ns)
        other.addresses = {name: list(own) for name, own in self.addresses.items()}
        other.aliases = dict(self.aliases)
        other.wildcard, other.texts, other.keys, other.signatures = list(self.wildcard), list(self.texts), list(self.keys), list(self.signatures)
        other.ns_ttl, other.address_ttl, other.wants_no_ds = self.ns_ttl, self.address_ttl, self.wants_no_ds
        return other


class Delegation:
    """What one copy of the parent zone holds about a child: "ns", or in its place "text" (no cut), "alias", "nothing" or "between" (a zone in between)."""

    def __init__(self):
        self.kind = "ns"
        self.ns = []
        self.glue = {}
        self.ds = []
        self.is_ds_signed = True
        self.ns_ttl = TTL
        self.glue_ttl = TTL

    def copy(self):
        other = Delegation()
        other.kind, other.ns, other.ds = self.kind, list(self.ns), list(self.ds)
        other.glue = {name: list(own) for name, own in self.glue.items()}
        other.ns_ttl, other.glue_ttl, other.is_ds_signed = self.ns_ttl, self.glue_ttl, self.is_ds_signed
        return other


class Domain:
    """A name with what its parents hold, what versions of it exist, and which pools serve which of them."""

    def __init__(self, name, tld):
        self.name = name
        self.tld = tld
        self.faults = []
        self.at_parent = {copy: Delegation() for copy in COPIES}
        self.versions = [Version()]
        self.served = {}
        self.targets = []
        self.hidden = False
        self.inner = None
        self.further_zones = 0
        self.audited = True
        # Nobody can be asked about it: its row says that, and nothing is found.
        self.unknown = False

    def both(self):
        return [self.at_parent[copy] for copy in COPIES]

    def add_server(self, name, host, version=0):
        """A name server on both sides; where the host can serve, it does."""
        addresses = host.addresses
        for delegation in self.both():
            delegation.ns.append(name)
            if is_below(name, self.name):
                delegation.glue[name] = list(addresses)
        for each in self.versions:
            each.ns.append(name)
            if is_below(name, self.name):
                each.addresses[name] = list(addresses)
        if host.pool in GROUPS:
            self.served[host.pool] = version
        if is_below(name, self.name):
            self.targets.append(name)

    def add_foreign(self, name):
        """A name server that lies in another domain."""
        for delegation in self.both():
            delegation.ns.append(name)
        for each in self.versions:
            each.ns.append(name)


class Tld:
    """
    A zone that delegates domains: its name servers, each with an address of both families and a copy of the zone, and which transport those with copy B lack, if any. Right below the
    root, unless it is delegated from another one of these; without glue where its name servers lie elsewhere.
    """

    def __init__(self, name, servers, lacks=None, above=None):
        self.name = name
        # (name, address, "A", "B", "dark" or "refuses")
        self.servers = servers
        self.lacks = lacks
        self.above = above

    @property
    def depth(self):
        return self.name.count(".")

    @property
    def name_servers(self):
        """For the delegation and the zone itself: names with those addresses that belong there."""
        return [(name + ".", address if is_below(name, self.name) else None) for name, address, _ in self.servers]

    def hosts_of(self, zone):
        """Addresses of name servers that lie in another zone, for that one."""
        return [(name + ".", address) for name, address, _ in self.servers if not is_below(name, self.name) and is_below(name, zone)]


def is_below(name, zone):
    return name.endswith("." + zone)
