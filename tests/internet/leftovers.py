"""What stands in parents' zone files that servers do not show, or cannot even load, and delegations that lead nowhere within the file. Nothing here judges."""
import random

from model import Domain, is_below
from zones import TTL, address_record, record

PERCENT = 12
HALVES = 3


class Leftovers:
    """Lines for the files of a world's top-level domains, made from a seed of their own; only name servers in half registered domains change what is delegated."""

    def __init__(self, world, seed):
        rng = random.Random("leftovers %d" % seed)
        # By zone and copy: what servers load as well, and what they would refuse.
        self.served, self.refused = {}, {}
        for tld in world.tlds:
            for number in range(HALVES):
                self.in_both(tld, [record("half%d.%s." % (number, tld), TTL, "TXT", '"no zone"')])
        for domain in list(world.domains.values()):
            held = domain.at_parent["A"]
            if held.kind == "ns" and held.ns != [""] and domain.audited and not domain.hidden and rng.randrange(100) < PERCENT:
                outside = any(not is_below(name, domain.tld) for name in held.ns)
                rng.choice(KINDS + [outside_address] * (len(KINDS) if outside else 0))(self, world, domain, rng)
        for tld in ("alpha", "beta"):
            for number in range(HALVES):
                # Without name servers it is no zone, whatever it is to be signed with.
                self.in_both(tld, [record("lone%d.%s." % (number, tld), TTL, "DS", "12345 8 2 %064X" % rng.getrandbits(256))])

    def in_both(self, tld, lines):
        for copy in "AB":
            self.served.setdefault((tld, copy), []).extend(lines)

    def in_one(self, tld, rng, lines, kept=None):
        (self.served if kept is None else kept).setdefault((tld, rng.choice("AB")), []).extend(lines)


def orphan(left, world, domain, rng):
    host = rng.choice(world.hosts.plain("dark"))
    left.in_both(domain.tld, [address_record("old.%s." % domain.name, address, TTL) for address in rng.choice(([host.v4], [host.v6], host.addresses))])


def orphan_at_cut(left, world, domain, rng):
    """An address of the domain itself, which belongs into its zone."""
    left.in_one(domain.tld, rng, [address_record("%s." % domain.name, rng.choice(world.hosts.plain("dark")).v4, TTL)])


def orphan_not_public(left, world, domain, rng):
    left.in_one(domain.tld, rng, [address_record("inner.%s." % domain.name, "10.7.7.7", TTL)])


def hidden_text(left, world, domain, rng):
    left.in_one(domain.tld, rng, [record("www.%s." % domain.name, TTL, "TXT", '"hidden"')])


def hidden_mail(left, world, domain, rng):
    left.in_both(domain.tld, [record("%s." % domain.name, TTL, "MX", "10 mail.%s." % domain.name), record("x.y.%s." % domain.name, TTL, "CNAME", "mail.%s." % domain.name)])


def outside_address(left, world, domain, rng):
    """An address of a name server that lies outside the zone: no server takes it."""
    outside = [name for name in domain.at_parent["A"].ns if not is_below(name, domain.tld)]
    for name in outside[:1]:
        left.in_one(domain.tld, rng, [address_record(name + ".", rng.choice(world.hosts.plain("dark")).v4, TTL)], left.refused)


def in_half_domain(left, world, domain, rng):
    """Something is in the domain of a name server, so that nobody can register it, and no zone is there."""
    domain.add_foreign("ns%d.half%d.%s" % (rng.randrange(1, 5), rng.randrange(HALVES), rng.choice(("alpha", "beta"))))
    domain.faults = domain.faults + ["in_half_domain"]


def named_by_another(left, world, domain, rng):
    """A host of the domain that only another delegation names any more."""
    name, host = "lent.%s" % domain.name, rng.choice(world.hosts.plain("dark"))
    other = Domain("borrows-%s" % domain.name, domain.tld)
    other.audited = False
    for number in (1, 2):
        other.add_server("ns%d.%s" % (number, other.name), rng.choice(world.hosts.plain("dark")))
    other.add_foreign(name)
    other.served = {}
    world.put(other)
    left.in_both(domain.tld, [address_record(name + ".", host.v4, TTL)])


KINDS = [orphan, orphan, orphan_at_cut, orphan_not_public, hidden_text, hidden_mail, in_half_domain, named_by_another]
