"""What is to be found in a parent's zone file by itself, by the rules of docs/checks, from its lines. Written independently of the product's code; never from its output."""
import collections
import ipaddress

from model import is_below
from rules import Finding, is_special, is_transitional, referral_size
from zones import is_ipv6

SIGNING = ("RRSIG", "NSEC", "NSEC3", "NSEC3PARAM")


def lines_of(text, zone):
    """Owner, type and data of each record; names whole, and without the dot at their end."""
    def whole(name):
        return zone if name == "@" else name[:-1] if name.endswith(".") else "%s.%s" % (name, zone)

    for line in text.splitlines():
        owner, _, kind, data = line.split(" ", 3)
        yield whole(owner), kind, whole(data) if kind == "NS" and data != "." else "" if kind == "NS" else data


def at_or_below(name, zone):
    return name == zone or is_below(name, zone)


class FileJudge:
    """A zone's file, judged with a policy ("narrow", "wide" or None) on whose addresses it is to have."""

    def __init__(self, zone, text, policy=None):
        self.zone, self.policy = zone, policy
        self.own_names = []
        self.delegations, self.ds = {}, {}
        self.addresses = collections.defaultdict(set)
        self.others = []
        for owner, kind, data in lines_of(text, zone):
            if kind == "NS":
                (self.own_names if owner == zone else self.delegations.setdefault(owner, [])).append(data)
            elif kind in ("A", "AAAA"):
                self.addresses[owner].add(data)
            elif kind == "DS":
                self.ds.setdefault(owner, []).append(data)
            elif kind not in SIGNING:
                self.others.append((owner, kind))
        # What is there at all, directly below the zone.
        self.domains = {self.domain_of(owner) for owner in [*self.addresses, *self.delegations, *(owner for owner, _ in self.others)] if is_below(owner, zone)}
        self.reached = self.reachable()

    def domain_of(self, name):
        labels = name[:-len(self.zone) - 1].split(".")
        return labels[-1] + "." + self.zone

    def cut(self, name):
        """The highest delegation at or above a name."""
        labels = name.split(".")
        return next((one for one in (".".join(labels[i:]) for i in range(len(labels) - 1, -1, -1)) if one in self.delegations), None)

    def reachable(self):
        """Delegations with a way to them that does not begin with themselves."""
        found = set()
        while True:
            further = {domain for domain, names in self.delegations.items() if domain not in found and any(self.leads(domain, name, found) for name in names)}
            if not further:
                return found
            found |= further

    def leads(self, domain, name, found):
        return not is_below(name, self.zone) or bool(self.addresses.get(name)) or (not at_or_below(name, domain) and self.cut(name) in found)

    def run(self):
        """By domain, what is found."""
        found = {domain: self.judge(domain, list(dict.fromkeys(names))) for domain, names in self.delegations.items()}
        found.update((domain, [Finding("DsWithoutDelegation")]) for domain in self.ds if domain not in self.delegations)
        return {domain: sorted(each.line for each in own) for domain, own in found.items()}

    def judge(self, domain, names):
        if names == [""]:
            return [Finding("NullNameServer", ["."])]
        found = self.surroundings(domain)
        if len(names) < 2:
            found.append(Finding("TooFewNameServers"))
        hangs = domain not in self.reached and any(is_below(name, self.zone) and not at_or_below(name, domain) and not self.addresses.get(name) and self.cut(name) for name in names)
        for name in names:
            found += self.of_name(domain, name, hangs)
        own = {name: sorted(self.addresses.get(name, ())) for name in names if is_below(name, domain)}
        if referral_size(domain, sorted(names), own) > 512:
            found.append(Finding("ReferralOver512"))
        return found + self.of_addresses(names)

    def of_name(self, domain, name, hangs):
        own = self.addresses.get(name, set())
        lost = None
        if is_below(name, self.zone) and not own:
            if at_or_below(name, domain):
                lost = "GlueMissing"
            elif self.cut(name) is None:
                lost = "NameServerUnresolvable" if self.domain_of(name) in self.domains else "NameServerDomainDoesNotExist"
            elif hangs:
                yield Finding("CircularDependency", [name])
        if lost:
            yield Finding(lost, [name])
        if "_" in name and not lost:
            yield Finding("NameServerIsNoHostName", [name])
        if "dropthishost-" in name and lost != "NameServerDomainDoesNotExist":
            yield Finding("NameServerIsSacrificial", [name])
        if own and not is_below(name, self.zone):
            yield Finding("GlueUnneeded", [name], own)
            return
        for address in own:
            if is_special(address):
                yield Finding("AddressNotPublic", [name], [address])
            elif is_transitional(address):
                yield Finding("AddressOfTransition", [name], [address])
        if self.policy == "wide" and is_below(name, self.zone) and not at_or_below(name, domain) and not own and not lost:
            yield Finding("GlueAgainstPolicy", [name])

    def of_addresses(self, names):
        held = {name: self.addresses.get(name, set()) for name in names if is_below(name, self.zone)}
        together = collections.defaultdict(list)
        for address in set().union(*held.values()):
            holders = tuple(sorted(name for name in held if address in held[name]))
            if len(holders) > 1 and not is_special(address):
                together[holders].append(address)
        found = [Finding("NameServersShareAddress", holders, addresses) for holders, addresses in together.items()]
        # Of a name server without address nobody knows which network it is in.
        if len(held) == len(names) and all(held.values()):
            for ipv6 in (False, True):
                own = {address for each in held.values() for address in each if is_ipv6(address) == ipv6}
                networks = {ipaddress.ip_network(address + ("/48" if ipv6 else "/24"), strict=False) for address in own}
                if len(own) > 1 and len(networks) == 1 and not all(map(is_special, own)):
                    found.append(Finding("NameServersSharePrefix", (), own))
        return found

    def surroundings(self, domain):
        found = []
        for owner, addresses in self.addresses.items():
            if self.cut(owner) != domain:
                continue
            naming = [one for one, names in self.delegations.items() if owner in names]
            if not naming and owner not in self.own_names:
                found.append(Finding("OrphanGlue", [owner], addresses))
            elif self.policy == "narrow" and owner not in self.own_names and not any(at_or_below(owner, one) for one in naming):
                found += [Finding("GlueAgainstPolicy", [owner], public)] if (public := [address for address in addresses if not is_special(address)]) else []
        hidden = [owner for owner, _ in self.others if self.cut(owner) == domain]
        return found + ([Finding("RecordsHidden")] if hidden else [])
