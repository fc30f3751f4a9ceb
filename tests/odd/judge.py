"""What is to be found in a domain on odd servers: the rules of the generated internet, where each address is judged by what it answers to this zone's questions, alone."""
import itertools

from oddworld import OddWorld  # noqa: F401  (brings the folder of the rules into the path)
from rules import STANDARD_ONLY, Judge, effective
from kinds import EDNS, ELSEWHERE, RECURSION


class OddJudge(Judge):
    """Addresses of which nothing is heard, of the zone's servers or its parent's, are the caller's choice."""

    def __init__(self, world, domain, silent=()):
        super().__init__(world, domain)
        self.silent = silent
        self.referrals = [(address, each) for address, each in self.referrals if address not in silent]

    def parent_servers(self):
        super().parent_servers()
        for name, address, _ in self.tld.servers:
            if address in self.silent:
                self.add("ParentServerUnresponsive", [name], [address])

    def kind(self, address):
        return self.world.hosts.by_address[address].kind

    def state(self, address):
        host = self.world.hosts.by_address[address]
        is_held = host in self.d.held
        if address in self.silent:
            return "unresponsive"
        if host.kind is None:
            return "authoritative" if self.d.is_somewhere else "refuses"
        if host.kind.name == "answers-from-cache" and not self.d.is_somewhere:
            return "refuses"
        return host.kind.state(self.d.name, is_held)

    def version(self, address):
        return self.d.versions[self.d.held.get(self.world.hosts.by_address[address], 0)]

    def is_silent(self, address, record_type):
        kind = self.kind(address)
        return kind is not None and record_type in kind.silent

    def name_servers(self, address):
        return None if self.is_silent(address, "NS") else super().name_servers(address)

    def serial(self, address):
        return None if self.is_silent(address, "SOA") else super().serial(address)

    def said(self, address, name, ipv6):
        return None if ipv6 and self.is_silent(address, "AAAA") else super().said(address, name, ipv6)

    def keys(self, address):
        return None if self.is_silent(address, "DNSKEY") else super().keys(address)

    def abandoned(self, address):
        kind = self.kind(address)
        return super().abandoned(address) and not (kind and ELSEWHERE in kind.found)

    def transports(self, address, names):
        """A silent server has no transport to be judged; EDNS needs authority."""
        kind, state = self.kind(address), self.state(address)
        for code in kind.found if kind and state != "unresponsive" else ():
            if code != EDNS or state == "authoritative":
                self.add(code, names, [address])
        if kind and state == "authoritative" and self.answers_in_part(address):
            self.add("ServerAnswersInPart", names, [address])
        if kind and state == "authoritative" and self.is_silent(address, "DNSKEY") and effective(sorted(set(one for _, each in self.referrals for one in each.ds))):
            self.add("DsWithoutDnskey", names, [address])

    def answers_in_part(self, address):
        """Of some types it says nothing; of AAAA that shows where it is asked for the addresses of a name that it has others of."""
        return any(self.is_silent(address, record_type) for record_type in ("SOA", "NS")) or (
            self.is_silent(address, "AAAA") and any(self.said(address, name, False) is not None for name in self.in_domain if name not in self.resolved))

    def ttls(self):
        """All TTLs are the same; where one is not, it comes from a cache, which has no authority."""


def truth(world, domain, unheard=()):
    """
    Findings that must be found, and those that may be besides, where a server answers by chance: whichever of its addresses happen to be silent. Those that were not heard for
    another reason are silent in any case.
    """
    if not domain.kind.chance:
        return judged(world, domain, unheard), []
    odd = [address for host in world.pairs[domain.kind, domain.size] for address in host.addresses if address not in unheard]
    cases = [judged(world, domain, (*silent, *unheard)) for count in range(len(odd) + 1) for silent in itertools.combinations(odd, count)]
    must = [line for line in cases[0] if all(line in case for case in cases)]
    return must, [list(line) for line in sorted(set(tuple(line) for case in cases for line in case if line not in must))]


def judged(world, domain, silent=()):
    return sorted(finding.line for finding in OddJudge(world, domain, silent).run())


def at_core(lines):
    return [line for line in lines if line[0] not in (*STANDARD_ONLY, RECURSION)]
