"""Fills a simulated internet: top-level domains, hosters, odd domains that others depend on, healthy and faulty domains."""
import itertools
import random

import faults
from model import GROUPS, Domain, Hosts, Tld
from zones import tld_servers

HEALTHY_PERCENT = 60
# Of the faulty ones.
PAIR_SHARE = 0.375
HOSTERS = 16


class World:
    """All of it, made from a seed."""

    def __init__(self, count, seed, server=None, healthy_percent=HEALTHY_PERCENT, all_pairs=False, software="nsd"):
        """The server software decides what becomes of large referrals; None leaves those out. With all pairs, each kind stands once alone and once beside every other that it can stand beside."""
        self.rng = random.Random(seed)
        # NSD looks for the zone above that delegates; where none does, it answers a question for DS records from the child, as a server does that knows nothing of them.
        self.shows_forgotten = software == "knot"
        self.audited = 0
        # What registries hold (registries.py), where these are asked as well.
        self.registries = None
        # What stands in parents' files beside delegations (leftovers.py).
        self.leftovers = None
        self.hosts = Hosts()
        frail = self.hosts.pools["dark"][31].v4, self.hosts.pools["fail"][31].v6
        self.tlds = {
            "alpha": Tld("alpha", servers("alpha", 1, "ABAB")),
            "beta": Tld("beta", servers("beta", 2, "AB")),
            "frail": Tld("frail", servers("frail", 3, "A") + [("b.nic.frail", frail[0], "dark"), ("b.nic.frail", frail[1], "refuses")]),
            "split": Tld("split", servers("split", 4, "AAB"), lacks="udp"),
            "narrow": Tld("narrow", servers("narrow", 5, "BB"), lacks="tcp"),
            # Zones further down that delegate as those above do.
            "mid.alpha": Tld("mid.alpha", servers("mid.alpha", 6, "AB"), above="alpha"),
            "low.mid.alpha": Tld("low.mid.alpha", servers("low.mid.alpha", 7, "AB"), above="mid.alpha"),
            # Its name servers lie in another zone, so there is no glue for it.
            "unglued.beta": Tld("unglued.beta", [(name.replace("nic.unglued.beta", "of-unglued.mid.alpha"), address, how) for name, address, how in servers("unglued.beta", 8, "AB")], above="beta"),
        }
        # Zones in which nobody gets to a domain, since each can only be found through the other.
        self.rings = {"alpha": ["beta"], "beta": ["alpha"]}
        self.domains = {}
        self.hosters = [self.healthy("hoster%d" % i, ("alpha", "beta")[i % 2], own=True) for i in range(HOSTERS)]
        for hoster in self.hosters:
            for version in hoster.versions:
                version.aliases["alias." + hoster.name] = "ns1." + hoster.name
                version.texts.append("text." + hoster.name)
        self.odd()
        # What does not fit a datagram is left out of a referral by NSD 4.6, and said to be left out (TC) by Knot DNS 3.2.
        self.leaves_glue_out = server == "nsd"
        for number, tld in enumerate({None: [], "nsd": ["alpha", "beta"] * 2, "knot": ["alpha", "beta", "narrow"] * 2}[server]):
            self.crowded(number, tld)
        kinds = faults.ALONE + faults.PAIRED
        # Kinds of which one leaves nothing for the other to break, whichever comes first.
        self.apart = []
        if all_pairs:
            self.every_pair(kinds)
            return
        number = single = 0
        while self.audited < count:
            number += 1
            luck = self.rng.randrange(100)
            tld = self.rng.choice(("alpha", "beta"))
            if luck < healthy_percent:
                self.healthy("good%d" % number, tld)
            elif luck < 100 - PAIR_SHARE * (100 - healthy_percent):
                self.faulty("bad%d" % number, tld, [kinds[single % len(kinds)]])
                single += 1
            else:
                self.faulty("worse%d" % number, tld, self.rng.sample(faults.PAIRED, 2))

    def every_pair(self, kinds):
        for number, kind in enumerate(kinds):
            self.faulty("bad%d" % number, self.rng.choice(("alpha", "beta")), [kind])
        for number, pair in enumerate(itertools.combinations(faults.PAIRED, 2)):
            label, tld = "worse%d" % number, self.rng.choice(("alpha", "beta"))
            pair = self.rng.sample(pair, 2)
            if not any(self.tried(label, tld, order) for order in (pair, pair[::-1])):
                self.apart.append([fault.__name__ for fault in pair])

    def put(self, domain):
        self.domains[domain.name] = domain
        self.audited += domain.audited
        return domain

    def healthy(self, label, tld, own=False):
        rng = self.rng
        domain = Domain("%s.%s" % (label, tld), tld)
        style = "own" if own else rng.choice(["own", "own", "hosted", "mixed"])
        if style != "hosted":
            inner = rng.choice(["", "", "dns."])
            for number, pool in enumerate(rng.sample(GROUPS, 2 if own else rng.randint(2, 4))):
                domain.add_server("ns%d.%s%s" % (number + 1, "" if own else inner, domain.name), rng.choice(self.hosts.of_hosters(pool) if own else self.hosts.plain(pool)))
        if style != "own":
            hoster = rng.choice(self.hosters)
            for name in list(hoster.versions[0].ns):
                domain.add_foreign(name)
            domain.served.update(hoster.served)
        if rng.random() < 0.2:
            faults.sign(domain, rng)
        if style == "own" and not own and rng.random() < 0.1 and domain.versions[0].ns[0].count(".") == 2:
            version = domain.versions[0]
            version.wildcard = version.addresses.pop(version.ns[1])
        return self.put(domain)

    def faulty(self, label, tld, chosen):
        while True:
            domain = self.tried(label, tld, chosen)
            if domain:
                return domain
            chosen = self.rng.sample(faults.PAIRED, 2)

    def tried(self, label, tld, chosen):
        """The domain with these faults; None where they do not go together, since the second finds nothing left to break."""
        domain = self.place(label, tld, chosen)
        for number, pool in enumerate(self.rng.sample(GROUPS, self.rng.randint(2, 3))):
            domain.add_server("ns%d.%s" % (number + 1, domain.name), self.rng.choice(self.hosts.plain(pool)))
        try:
            for fault in chosen:
                fault(domain, self, self.rng)
        except (KeyError, IndexError):
            return None
        if sum(fault in faults.ZONES_ABOVE for fault in chosen) > 1:
            return None
        domain.faults = [fault.__name__ for fault in chosen]
        return self.put(domain)

    @staticmethod
    def place(label, tld, chosen):
        """Some faults are of the zone above, so they need one of their own."""
        if faults.zone_between in chosen:
            return Domain("in.%s.split" % label, "split")
        if faults.in_circular_zone in chosen:
            return Domain("%s.ring.%s" % (label, tld), "ring." + tld)
        for fault, zone in faults.ZONES_ABOVE.items():
            if fault in chosen:
                return Domain("%s.%s" % (label, zone), zone)
        return Domain("%s.frail" % label, "frail") if faults.in_frail_zone in chosen else Domain("%s.%s" % (label, tld), tld)

    def between(self, domain):
        """The zone between a domain and its top-level domain."""
        zone = Domain(domain.name.partition(".")[2], domain.tld)
        zone.audited = False
        return self.put(zone)

    def odd(self):
        """Domains that other domains' name servers lie in."""
        self.dead = []
        for number in range(4):
            domain = Domain("dead%d.%s" % (number, ("alpha", "beta")[number % 2]), ("alpha", "beta")[number % 2])
            for i in range(2):
                domain.add_server("ns%d.%s" % (i + 1, domain.name), self.hosts.pools["dark"][number * 2 + i])
            domain.faults = ["dead"]
            self.dead.append(self.put(domain))
        # Whatever is asked for in them leads to a web server; the own domain of another hoster, healthy in itself.
        self.parked = []
        for number in range(4):
            domain = self.healthy("parked%d" % number, ("alpha", "beta")[number % 2], own=True)
            domain.versions[0].wildcard = list(self.hosts.pools["dark"][16 + number].addresses)
            self.parked.append(domain)
        self.moved = []
        for number in range(4):
            domain = self.faulty("moved%d" % number, ("alpha", "beta")[number % 2], [lambda d, world, rng: None])
            host = faults.spare(domain, self, self.rng)
            domain.served[host.pool] = 0
            faults.set_glue(domain, "ns2." + domain.name, lambda own: list(host.addresses))
            domain.faults = ["moved"]
            self.moved.append(domain)
        self.circular = []
        for number in range(6):
            pair = [Domain("ring%d%s.%s" % (number, letter, tld), tld) for letter, tld in (("a", "alpha"), ("b", "beta" if number % 2 else "alpha"))]
            for one, other in (pair, pair[::-1]):
                for i, pool in enumerate(GROUPS[:2]):
                    one.add_foreign("ns%d.%s" % (i + 1, other.name))
                    for version in one.versions:
                        version.addresses["ns%d.%s" % (i + 1, one.name)] = list(self.hosts.plain(pool)[number].addresses)
                    one.served[pool] = 0
                one.faults = ["ring"]
                self.circular.append(self.put(one))
        self.chain = [Domain("link%d.%s" % (i, ("alpha", "beta")[i % 2]), ("alpha", "beta")[i % 2]) for i in range(10)]
        for i, link in enumerate(self.chain):
            hosts = [self.hosts.plain(pool)[i] for pool in GROUPS[:2]]
            for number, host in enumerate(hosts):
                own = "ns%d.%s" % (number + 1, link.name)
                if i + 1 == len(self.chain):
                    link.add_server(own, host)
                else:
                    link.add_foreign("ns%d.%s" % (number + 1, self.chain[i + 1].name))
                    link.versions[0].addresses[own] = list(host.addresses)
            link.served = dict.fromkeys(GROUPS[:2], 0)
            link.audited = False
            self.put(link)

    def crowded(self, number, tld):
        """More name servers than a referral of 1232 octets has room for, each on a host of its own."""
        domain = Domain("crowded%d.%s" % (number, tld), tld)
        for i in range(12):
            domain.add_server("name-server-number-%d-of-a-row-longer-than-most.%s" % (i, domain.name), self.hosts.plain(GROUPS[i % 3])[number * 4 + i // 3])
        domain.faults = ["crowded"]
        self.put(domain)

    def owner(self, name):
        labels = name.split(".")
        return next((self.domains[suffix] for suffix in (".".join(labels[i:]) for i in range(len(labels) - 1)) if suffix in self.domains), None)

    def sibling_glue(self, name, copy):
        """What a copy of a top-level domain holds as addresses for a name below another domain's cut."""
        owner = self.owner(name)
        return set(owner.at_parent[copy].glue.get(name, ())) if owner and owner.at_parent[copy].kind == "ns" else set()

    def resolve(self, name):
        """What a search for a name server's addresses from the root ends with."""
        owner = self.owner(name)
        if self.leftovers and name.split(".")[-2:][0].startswith("half"):
            return "nameerror", []
        if owner is None:
            return "unregistered" if name.split(".")[-1] in self.tlds else "impossible", []
        if owner in self.dead:
            return "failed", []
        if owner in self.circular:
            return "circular", []
        version = owner.versions[0]
        if name in version.aliases:
            return "alias", []
        if version.addresses.get(name):
            return "found", version.addresses[name]
        if version.wildcard and name not in version.texts:
            return "found", version.wildcard
        return ("noaddress" if name in version.texts else "nameerror"), []

    def wildcard_over(self, name):
        owner = self.owner(name)
        return owner.versions[0].wildcard if owner else []


def servers(tld, number, copies):
    return [(name[:-1], address, copies[i // 2]) for i, (name, address) in enumerate(tld_servers(tld, number, len(copies)))]
