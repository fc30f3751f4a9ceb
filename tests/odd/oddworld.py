"""An internet of odd servers: for each kind of them and each size a pair of hosts that so many domains share, healthy and faulty ones."""
import os
import random
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "internet"))
import faults  # noqa: E402
from model import Domain, Tld, Version  # noqa: E402
from world import World, servers  # noqa: E402
from kinds import KINDS  # noqa: E402

PLAIN = 8
# Of a hundred domains what may befall them first, and of a hundred all the rest: a healthy domain is one whose servers alone are odd.
FAULTS = {"foreign": 25, "lost": 5, "stale": 7, "dangling": 5, "further": 4, "older": 4, "unsigned": 4}
HOSTED, SIGNED = 15, 15
# Those whose servers do not hold them: questions about them teach a client something about a server that is true of them alone.
HOSTILE = ("foreign", "lost", "dangling")


class Host:
    """A server with an address of both families; without a kind it is a plain one."""

    trait = None

    def __init__(self, name, number, kind=None):
        self.name, self.kind, self.pool = name, kind, None
        self.addresses = ["20.%d.%d.1" % (number // 200, number % 200), "2a00:%x:%x::1" % (number // 200 + 1, number % 200 + 1)]


class Hosts:
    def __init__(self):
        self.by_address, self.all = {}, []

    def add(self, name, kind=None):
        host = Host(name, len(self.all), kind)
        self.all.append(host)
        self.by_address.update((address, host) for address in host.addresses)
        return host


class OddWorld(World):
    """What the judge of the generated internet knows a world by, filled otherwise."""

    def __init__(self, sizes, seed, only=()):  # pylint: disable=super-init-not-called
        self.rng = random.Random(seed)
        self.audited, self.domains, self.hosts = 0, {}, Hosts()
        self.dead = self.circular = ()
        # By their odd host, healthy domains that have a plain server too, so that their names can always be found.
        self.hosters = {}
        self.pairs = {}
        self.leaves_glue_out = False
        self.rings = {}
        self.leftovers = self.registries = None
        self.tlds = {name: Tld(name, servers(name, i + 1, "A")) for i, name in enumerate(("alpha", "beta"))}
        self.plain = [self.hosts.add("plain%d" % i) for i in range(PLAIN)]
        # Where those who claim every zone send its visitors.
        self.park = self.put(self.domain("park.alpha", self.plain[:2]))
        self.park.audited = False
        for kind in KINDS:
            for size in sizes if not only or kind.name in only else ():
                pair = self.pairs[kind, size] = [self.hosts.add("%s.%d.%s" % (kind.name, size, letter), kind) for letter in "ab"]
                for i in range(size):
                    self.add(kind, size, pair, i)

    def domain(self, name, hosts):
        domain = Domain(name, name.partition(".")[2])
        # Hosts with the version that they hold; the plain ones hold all that is anywhere.
        domain.held, domain.is_somewhere = {}, True
        for i, host in enumerate(hosts):
            domain.add_server("ns%d.%s" % (i + 1, name), host)
            domain.held[host] = 0
        return domain

    def add(self, kind, size, pair, i):
        """One domain; every second has a plain server beside the odd one, the others two odd ones. Some have the name servers of another in place of their own."""
        rng, number = self.rng, len(self.domains)
        name, mixed = "d%d.%s" % (number, rng.choice(("alpha", "beta"))), i % 2 == 0
        hosters = self.hosters.setdefault(pair[0], [])
        is_hosted = bool(hosters) and rng.randrange(100) < HOSTED
        domain = self.hosted(name, rng.choice(hosters)) if is_hosted else self.domain(name, [pair[0], self.plain[number % PLAIN] if mixed else pair[1]])
        domain.kind, domain.size = kind, size
        if rng.randrange(100) < SIGNED:
            faults.sign(domain, rng)
        luck = rng.randrange(100)
        for fault, share in FAULTS.items():
            if 0 <= luck < share and (fault == "foreign" or not is_hosted):
                getattr(self, fault)(domain, pair, number)
                domain.faults = [fault]
            luck -= share
        if mixed and not is_hosted and not domain.faults:
            hosters.append(domain)
        self.put(domain)

    @staticmethod
    def hosted(name, hoster):
        domain = Domain(name, name.partition(".")[2])
        domain.held, domain.is_somewhere = dict(hoster.held), True
        for server in hoster.versions[0].ns:
            domain.add_foreign(server)
        return domain

    # The faults.

    def leave(self, domain, host):
        """It never held the zone, or no longer; who claims every zone makes one up."""
        domain.held.pop(host, None)
        if host.kind and host.kind.name == "claims-foreign":
            if len(domain.versions) == 1:
                domain.versions.append(Version(1))
                domain.versions[1].ns = list(self.park.versions[0].ns)
                domain.versions[1].wildcard = list(self.plain[2].addresses)
            domain.held[host] = 1

    def foreign(self, domain, pair, _):
        self.leave(domain, pair[0])

    def lost(self, domain, pair, _):
        for host in list(domain.held):
            self.leave(domain, host)
        domain.is_somewhere = False

    def stale(self, domain, _, number):
        """The parent has an old IPv4 address of the first server, at a plain host that still serves the zone."""
        self.old_glue(domain, self.plain[(number + 3) % PLAIN].addresses[0])

    def dangling(self, domain, pair, number):
        """The same, at an odd host that does not hold the zone; the zone itself is at home on plain ones."""
        moved = self.domain(domain.name, [self.plain[number % PLAIN], self.plain[(number + 1) % PLAIN]])
        domain.versions, domain.at_parent, domain.held = moved.versions, moved.at_parent, moved.held
        self.old_glue(domain, pair[0].addresses[0])
        self.leave(domain, pair[0])

    @staticmethod
    def old_glue(domain, address):
        for held in domain.both():
            held.glue["ns1." + domain.name][0] = address

    def further(self, domain, _, number):
        """A name server that the parent does not know."""
        name = "ns3." + domain.name
        domain.versions[0].ns.append(name)
        domain.versions[0].addresses[name] = list(self.plain[(number + 5) % PLAIN].addresses)

    def unsigned(self, domain, *_):
        """The parent has a DS record, and the zone is no longer signed."""
        faults.ds_without_dnskey(domain, self, self.rng)

    def older(self, domain, pair, _):
        """The first server has an older copy."""
        domain.versions.append(domain.versions[0].copy())
        domain.versions[1].serial -= 1
        domain.held[pair[0]] = 1
