"""What is to be found in a domain, by the rules of docs/checks, from what the generator wrote down. Written independently of the product's code; never from its output."""
import functools
import ipaddress

from model import COPIES, GROUPS, is_below
from registry_rules import RegistryJudge
from zones import is_ipv6

SPECIAL = [ipaddress.ip_network(text) for text in (
    "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "224.0.0.0/4", "2001:db8::/32", "fc00::/7", "::/96", "fec0::/10")]

# 6to4, its relays, and the prefix of translators: leading there from some networks at most.
TRANSITIONAL = [ipaddress.ip_network(text) for text in ("2002::/16", "64:ff9b::/96", "192.88.99.0/24")]

# RFC 6052: the last 32 bits are an IPv4 address.
TRANSLATED = ipaddress.ip_network("64:ff9b::/96")

# Not asked at Depth Core.
STANDARD_ONLY = ("ServerTcpUnavailable", "DsWithoutDnskey", "DsMatchesNoKey", "DsMissing", "DsDeletionRequested", "DsUnsupported", "DsDeprecated", "DsForRevokedKey", "DsAlgorithmWithoutKey", "DsNotSigned",
                 "DnskeyNotSignedByDsKey", "DnskeySignatureWrong", "DnskeySignatureExpired", "DnskeySignatureNotYetValid", "DnskeySignatureExpiresSoon", "ChildServersDisagreeOnKeys")

# Octets: the size that questions announce, and the record that announces it in the answer.
EDNS_SIZE, OPT = 1232, 11

ALIAS = "alias"
SERVER_STATES = {"unresponsive": "ServerUnresponsive", "refuses": "ServerRefuses", "fails": "ServerFails", "denies": "ServerDeniesZone", "upward": "ServerRefersUpward", "noaa": "ServerNotAuthoritative",
                 "malformed": "ServerMalformed"}


@functools.cache
def is_special(address):
    own = ipaddress.ip_address(address)
    if own.version == 6 and (stands_for := own.sixtofour or (ipaddress.ip_address(int(own) & 0xFFFFFFFF) if own in TRANSLATED else None)):
        return is_special(str(stands_for))
    return any(own.version == net.version and own in net for net in SPECIAL)


@functools.cache
def is_transitional(address):
    own = ipaddress.ip_address(address)
    return not is_special(address) and any(own.version == net.version and own in net for net in TRANSITIONAL)


def family(addresses, ipv6):
    return set(address for address in addresses if is_ipv6(address) == ipv6)


class Finding:
    def __init__(self, code, names=(), addresses=()):
        self.code, self.names, self.addresses = code, tuple(sorted(names)), tuple(sorted(addresses))

    @property
    def line(self):
        return [self.code, ";".join(self.names), ";".join(self.addresses)]


class Statement:
    """What one server address says of a name's addresses of one family."""

    def __init__(self, address, serial, names, said):
        self.address, self.serial, self.names = address, serial, names
        self.alias = said == ALIAS
        self.said = frozenset() if self.alias else frozenset(said)


class Judge:
    """One domain, judged."""

    def __init__(self, world, domain):
        self.world, self.d = world, domain
        self.tld = world.tlds[domain.tld]
        self.found = []
        self.referrals = []
        self.denials = []
        self.lead_elsewhere = False
        for _, address, how in self.tld.servers:
            if how in COPIES:
                delegation = domain.at_parent[how]
                if delegation.kind == "between":
                    self.lead_elsewhere = True
                else:
                    (self.referrals if delegation.kind == "ns" and not domain.hidden else self.denials).append((address, delegation))
        self.ns_at_parent = set(name for _, each in self.referrals for name in each.ns)
        self.names_of = {}
        self.resolved = {}
        self.ns_in_child = set()
        self.in_domain = set()

    def add(self, code, names=(), addresses=()):
        self.found.append(Finding(code, names, addresses))

    def run(self):
        self.parent_servers()
        if self.lead_elsewhere:
            self.add("ParentUndetermined")
        if self.ns_at_parent == {""}:
            self.add("NullNameServer", ["."])
            return self.kept()
        if self.referrals:
            self.parents_agree()
        elif not self.d.hidden:
            self.add({"alias": "NameIsAlias", "text": "NotDelegated", "nothing": "NameDoesNotExist"}[self.d.at_parent["A"].kind])
            return self.kept()
        self.explore()
        self.weigh()
        if self.d.hidden:
            self.add("DelegationForgotten" if self.d.at_parent["A"].kind == "nothing" and self.world.shows_forgotten else "DelegationNotObservable")
        self.reachable()
        self.glue()
        self.sets()
        self.servers()
        self.names()
        self.addresses()
        self.dnssec()
        self.ttls()
        return self.kept()

    def kept(self):
        """What is left beside what the registry shows, where it is asked."""
        return replace(self.found + (RegistryJudge(self, self.world.registries, Finding).run() if self.world.registries else []))

    # The parents.

    def parent_servers(self):
        for name, address, how in self.tld.servers:
            if how == "dark":
                self.add("ParentServerUnresponsive", [name], [address])
            elif how == "refuses":
                self.add("ParentServerFails", [name], [address])

    def glue_of(self, name, delegations=None):
        """In-domain: the domain's own. Else what the copies of the parent zone hold below that name's own cut."""
        held = set()
        for address, each in self.referrals if delegations is None else delegations:
            if name not in each.ns:
                continue
            if is_below(name, self.d.name):
                held |= set(each.glue.get(name, ()))
            elif is_below(name, self.d.tld):
                held |= self.world.sibling_glue(name, self.copy_at(address))
        return held

    def copy_at(self, address):
        return next(how for _, own, how in self.tld.servers if own == address)

    def parents_agree(self):
        self.groups("ParentServersDisagreeOnNameServers", [tuple(sorted(each.ns)) for _, each in self.referrals])
        for _ in set(each.kind for _, each in self.denials) if self.referrals else ():
            self.add("ParentServersDisagreeOnDelegation")
        for name in sorted(self.ns_at_parent):
            if is_below(name, self.d.name):
                sets = set(tuple(sorted(each.glue.get(name, ()))) for _, each in self.referrals if name in each.ns)
                for one in sets if len(sets) > 1 else ():
                    self.add("ParentServersDisagreeOnGlue", [name], one)
        self.groups("ParentServersDisagreeOnDs", [tuple(sorted(each.ds)) for _, each in self.referrals])
        if len(set(each.ns_ttl for _, each in self.referrals)) > 1:
            self.add("ParentServersDisagreeOnTtl")

    def groups(self, code, said):
        different = set(said)
        for _ in different if len(different) > 1 else ():
            self.add(code)

    # The child's servers.

    def state(self, address):
        if is_special(address):
            return "not asked"
        if self.d.hidden and address in [own for _, own, _ in self.tld.servers]:
            return "authoritative"
        if is_transitional(address):
            return "unresponsive"
        host = self.world.hosts.by_address[address]
        if host.pool in GROUPS:
            return "authoritative" if host.pool in self.d.served else "refuses"
        return {"up": "upward", "noaa": "noaa", "deny": "denies", "fail": "fails", "dark": "unresponsive"}[host.pool]

    def version(self, address):
        host = self.world.hosts.by_address.get(address)
        return self.d.versions[self.d.served[host.pool] if host else 0]

    def explore(self):
        """Every address that leads, on either side, to a server of the zone."""
        for name in self.ns_at_parent:
            if self.relation(name) != "unrelated":
                for address in self.glue_of(name):
                    self.names_of.setdefault(address, set()).add(name)
        if self.d.hidden:
            for _, address, how in self.tld.servers:
                self.names_of.setdefault(address, set())
        while True:
            before = sum(len(names) for names in self.names_of.values()), len(self.ns_in_child), len(self.names_of)
            authoritative = self.authoritative()
            for address in authoritative:
                self.ns_in_child |= set(self.name_servers(address) or ())
            for name in self.ns_at_parent | self.ns_in_child:
                if is_below(name, self.d.name):
                    self.in_domain.add(name)
                    for address in authoritative:
                        for ipv6 in (False, True):
                            said = self.said(address, name, ipv6)
                            for one in said if said not in (None, ALIAS) else ():
                                self.names_of.setdefault(one, set()).add(name)
                else:
                    self.resolved[name] = self.world.resolve(name)
                    for one in self.resolved[name][1]:
                        self.names_of.setdefault(one, set()).add(name)
            if before == (sum(len(names) for names in self.names_of.values()), len(self.ns_in_child), len(self.names_of)):
                return

    def weigh(self):
        """Where copies differ about the zone's name servers, the newest count, unless sets of servers with different serials name themselves alone."""
        said = {}
        for address in self.authoritative():
            own = self.name_servers(address)
            if own:
                said[address] = frozenset(own)
        sets = set(said.values())
        self.parties = len(sets) > 1 and all(
            all(one & set(self.names_of[address]) for address in said if said[address] == one)
            and all(not one & other and self.first_serial(said, one) != self.first_serial(said, other) for other in sets if other is not one) for one in sets)
        if len(sets) > 1 and not self.parties and all(self.serial(address) is not None for address in said):
            newest = self.newest(set(self.serial(address) for address in said))
            self.ns_in_child = set().union(*[own for address, own in said.items() if self.serial(address) == newest])
        self.in_domain &= self.ns_at_parent | self.ns_in_child

    def first_serial(self, said, one):
        return self.serial(next(address for address in said if said[address] == one))

    @staticmethod
    def newest(serials):
        return next(one for one in serials if all(one == other or 0 < (one - other) % 2**32 < 2**31 for other in serials))

    def name_servers(self, address):
        """What a server says is the zone's NS set; None where it does not say."""
        return self.version(address).ns

    def serial(self, address):
        return self.version(address).serial

    def keys(self, address):
        """What a server says are the zone's keys; None where it does not say."""
        return self.version(address).keys

    def said(self, address, name, ipv6):
        """What a server says of a name's addresses; None where it does not say."""
        return look_up(self.version(address), name, ipv6)

    def abandoned(self, address):
        return self.state(address) not in ("authoritative", "not asked")

    def authoritative(self):
        return sorted(address for address in self.names_of if self.state(address) == "authoritative")

    def leading(self, ipv6):
        """The names that lead to a server which answers with authority over the family."""
        return set().union(*(self.names_of[address] for address in family(self.authoritative(), ipv6)))

    def relation(self, name):
        return "in-domain" if is_below(name, self.d.name) else "sibling" if is_below(name, self.d.tld) else "unrelated"

    def statements(self, name, ipv6):
        said = [(address, self.said(address, name, ipv6)) for address in self.authoritative()]
        return [Statement(address, self.serial(address), self.names_of[address], own) for address, own in said if own is not None]

    def published(self, name, ipv6):
        """Rule 3. None where nobody said anything, else the addresses and whether the name is an alias."""
        if name in self.resolved:
            status, addresses = self.resolved[name]
            return (family(addresses, ipv6), status == ALIAS) if status in ("found", "noaddress", "nameerror", ALIAS) else None
        said = self.statements(name, ipv6)
        if not said:
            return None
        # A server does not vouch for itself, unless it is the only one.
        claims = [(one, one.said - {one.address} if len(said) > 1 else one.said) for one in said]
        claims = [(one, claim) for one, claim in claims if claim or not one.said]
        if differ(claims):
            newest = max((one.serial for one, _ in claims if one.serial is not None), default=None)
            claims = [(one, claim) for one, claim in claims if one.serial == newest]
        if differ(claims):
            others = [(one, claim) for one, claim in claims if name not in one.names]
            claims = others or claims
        return set().union(*[claim for _, claim in claims]), any(one.alias for one, _ in claims)

    def has_none(self, name, ipv6):
        """Whether all servers say that there is no such address."""
        said = self.statements(name, ipv6)
        return len(said) > 0 and all(not one.said and not one.alias for one in said)

    def known(self, name, ipv6):
        own = self.published(name, ipv6)
        return own[0] if own else set()

    # The checks.

    def reachable(self):
        if self.d.hidden:
            return
        serving = 0
        for name in self.ns_at_parent:
            route = set()
            if self.relation(name) != "unrelated":
                route |= self.glue_of(name)
            if name in self.resolved:
                route |= set(self.resolved[name][1])
            serving += any(self.state(address) == "authoritative" for address in route)
        if not serving:
            self.add("DelegationUnreachable")
        elif serving * 2 < len(self.ns_at_parent):
            self.add("MostNameServersFail")

    def swapped(self):
        """Name servers in the zone whose glue is that of others, where all lead to the same copy."""
        names = [name for name in self.ns_at_parent if self.relation(name) == "in-domain"]
        own = {}
        for name in names:
            own[name] = set()
            for ipv6 in (False, True):
                said = self.statements(name, ipv6)
                published = self.published(name, ipv6)
                if not said or len(set((one.said, one.alias) for one in said)) > 1 or published[1] or len(published[0]) != len(family(self.glue_of(name), ipv6)):
                    return []
                own[name] |= published[0]
        held = set().union(*[self.glue_of(name) for name in names])
        if held != set().union(*own.values()) or any(self.state(address) != "authoritative" for address in held) or len(set(self.serial(address) for address in held)) > 1:
            return []
        return [name for name in names if self.glue_of(name) != own[name]]

    def glue(self):
        swapped = self.swapped()
        for name in swapped:
            self.add("GlueSwapped", [name], self.glue_of(name) - self.known(name, False) - self.known(name, True))
        for name in sorted(self.ns_at_parent):
            if name in swapped:
                continue
            glue = self.glue_of(name)
            if self.relation(name) != "in-domain":
                self.sibling(name, glue)
                continue
            both = {ipv6: self.published(name, ipv6) for ipv6 in (False, True)}
            anything = self.known(name, False) | self.known(name, True)
            if not glue:
                self.add("GlueMissing", [name], anything)
                continue
            nowhere = []
            for address in glue:
                own = both[is_ipv6(address)]
                if own is None or address in own[0]:
                    continue
                # An address that another of the zone's name servers has, wherever its name lies, is not for anybody to get.
                abandoned = self.abandoned(address) and not any(address in self.known(other, is_ipv6(address)) for other in self.ns_in_child - {name})
                if abandoned:
                    self.add("GlueDangling", [name], [address])
                if anything:
                    self.add("GlueStale", [name], [address])
                elif None not in both.values() and not abandoned:
                    nowhere.append(address)
            if nowhere:
                self.add("GlueNameNotInChild", [name], nowhere)
            for ipv6 in (False, True):
                held = family(glue, ipv6)
                if not held and self.known(name, ipv6):
                    self.add("GlueMissingForFamily", [name], self.known(name, ipv6))
                for address in self.known(name, ipv6) - held if held else ():
                    self.add("GlueIncomplete", [name], [address])

    def sibling(self, name, glue):
        status, addresses = self.resolved[name]
        if status in ("found", "noaddress", "nameerror"):
            for address in glue - set(addresses):
                self.add("SiblingGlueStale", [name], [address])

    def sets(self):
        own = [address for address in self.authoritative() if self.names_of[address]]
        without = [address for address in own if self.name_servers(address) is not None and not self.name_servers(address)]
        if without:
            self.add("ZoneWithoutNameServers", (), () if len(without) == len(own) else without)
        if self.referrals and self.ns_in_child and self.parties:
            self.add("MoveUnfinished")
        if self.referrals and self.ns_in_child:
            if not self.ns_at_parent & self.ns_in_child:
                self.add("NameServerSetsDisjoint")
            else:
                for name in self.ns_at_parent - self.ns_in_child:
                    self.add("NameServerOnlyAtParent", [name])
                for name in self.ns_in_child - self.ns_at_parent:
                    self.add("NameServerOnlyInChild", [name])
        sets = [self.name_servers(address) for address in self.authoritative()]
        self.groups("ChildServersDisagreeOnNameServers", [tuple(sorted(own)) for own in sets if own])
        for name in self.in_domain:
            for ipv6 in (False, True):
                said = set((one.said, one.alias) for one in self.statements(name, ipv6))
                if len(said) > 1:
                    sets = [one for one, _ in said]
                    self.add("ChildServersDisagreeOnAddresses", [name], frozenset().union(*sets) - sets[0].intersection(*sets))
        if len(set(self.serial(address) for address in self.authoritative()) - {None}) > 1:
            self.add("SoaSerialsDiffer")

    def servers(self):
        for address, names in self.names_of.items():
            if not names:
                continue
            state = self.state(address)
            if state in SERVER_STATES:
                self.add(SERVER_STATES[state], names, [address])
            if state != "not asked":
                self.transports(address, names)
        for ipv6, code in ((False, "NoIPv4NameServer"), (True, "NoIPv6NameServer")):
            # Each side has to lead to one; where the servers of the zone above answer for it themselves, neither is needed.
            sides = () if self.d.hidden else (self.ns_at_parent, self.ns_in_child)
            if not family(self.authoritative(), ipv6) or any(self.leading(not ipv6) & side and not self.leading(ipv6) & side for side in sides):
                self.add(code)
        if (self.referrals and len(self.ns_at_parent) < 2) or (self.ns_in_child and len(self.ns_in_child) < 2):
            self.add("TooFewNameServers")

    def transports(self, address, names):
        host = self.world.hosts.by_address.get(address)
        if host and host.trait:
            self.add("ServerTcpUnavailable" if host.trait == "notcp" else "ServerUdpUnavailable", names, [address])

    def names(self):
        for name in self.ns_at_parent | self.ns_in_child:
            if "dropthishost-" in name:
                self.add("NameServerIsSacrificial", [name])
            if "_" in name:
                self.add("NameServerIsNoHostName", [name])
            wild = self.of_wildcard(name)
            if wild:
                self.add("NameServerIsWildcard", [name], wild)
            if self.relation(name) == "in-domain":
                if name not in self.ns_at_parent and all(self.has_none(name, ipv6) for ipv6 in (False, True)):
                    self.add("NameServerHasNoAddress", [name])
                if any((self.published(name, ipv6) or (set(), False))[1] for ipv6 in (False, True)):
                    self.add("NameServerIsAlias", [name])
                continue
            status, _ = self.resolved[name]
            broken = self.relation(name) == "sibling" and self.glue_of(name)
            if status == ALIAS:
                self.add("NameServerIsAlias", [name])
            elif status == "unregistered":
                self.add("NameServerDomainDoesNotExist", [name])
            elif status == "impossible":
                self.add("NameServerCannotExist", [name])
            elif status == "circular":
                if not broken:
                    self.add("CircularDependency", [name])
            elif status != "found":
                self.add("NameServerUnresolvable", [name])
        if self.d.further_zones > 8:
            self.add("DeepDependency")
        # Each server has a referral of its own.
        sizes = {address: referral_size(self.d.name, sorted(each.ns), {name: self.glue_of(name, [(address, each)]) for name in each.ns if is_below(name, self.d.name)})
                 for address, each in self.referrals}
        cut = [(name, address) for name, address, _ in self.tld.servers if sizes.get(address, 0) + OPT > EDNS_SIZE] if self.world.leaves_glue_out or self.tld.lacks == "tcp" else []
        for name, address in cut:
            self.add("ReferralIncompleteWithoutTc" if self.world.leaves_glue_out else "ReferralTcpFails", [name], [address])
        if not cut and max(sizes.values(), default=0) > 512:
            self.add("ReferralOver512")

    def of_wildcard(self, name):
        """Its addresses, where they are those of a wildcard and nobody at them serves the zone."""
        own = self.known(name, False) | self.known(name, True)
        if not own or any(self.state(address) in ("authoritative", "not asked") for address in own):
            return set()
        if name in self.resolved:
            held = self.world.wildcard_over(name)
        else:
            held = next((self.version(address).wildcard for address in self.authoritative()), [])
        return set().union(*[family(own, ipv6) for ipv6 in (False, True) if family(own, ipv6) == family(held, ipv6)])

    def addresses(self):
        parent_side, child_side, everything = {}, {}, {}
        for name in self.ns_at_parent:
            own = self.glue_of(name) if self.relation(name) == "in-domain" else set(self.resolved[name][1])
            for address in own:
                parent_side.setdefault(address, set()).add(name)
        for name in self.ns_in_child:
            for address in self.known(name, False) | self.known(name, True):
                child_side.setdefault(address, set()).add(name)
        shared = {}
        for address in set(parent_side) | set(child_side):
            sides = tuple(tuple(sorted(side[address])) if len(side.get(address, ())) > 1 else () for side in (parent_side, child_side))
            if any(sides):
                shared.setdefault(sides, []).append(address)
        for sides, together in shared.items():
            self.add("NameServersShareAddress", set().union(*sides), together)
        for ipv6 in (False, True):
            own = family(set(parent_side) | set(child_side), ipv6)
            if len(own) > 1 and len(set(ipaddress.ip_network(address + ("/48" if ipv6 else "/24"), strict=False) for address in own)) == 1:
                self.add("NameServersSharePrefix", [], own)
        for name in self.ns_at_parent | self.ns_in_child:
            own = self.known(name, False) | self.known(name, True)
            if self.relation(name) != "unrelated" and name in self.ns_at_parent:
                own |= self.glue_of(name)
            for address in own:
                if is_special(address):
                    self.add("AddressNotPublic", [name], [address])
                elif is_transitional(address):
                    self.add("AddressOfTransition", [name], [address])

    def dnssec(self):
        said = {address: keys for address in self.authoritative() for keys in [self.keys(address)] if keys is not None}
        self.groups("ChildServersDisagreeOnKeys", [tuple(sorted(key.text for key in keys)) for keys in said.values()])
        if not self.referrals or not said:
            return
        ds = sorted(set(one for _, each in self.referrals for one in each.ds))
        counting = effective(ds)
        if not ds:
            if all(said.values()):
                self.add("DsDeletionRequested" if all(self.version(address).wants_no_ds for address in said) else "DsMissing")
        elif not counting:
            self.add("DsUnsupported")
        else:
            self.links(counting, {address: link(keys, self.signatures(address), counting) for address, keys in said.items()})
            linked = [address for address, state in link_states(said, counting).items() if state == "named"]
            if linked and all(one.split()[2] == "1" for one in counting):
                self.add("DsDeprecated")
            if linked and any(one.split()[1] not in set(key.ds.split()[1] for keys in said.values() for key in keys) for one in ds):
                self.add("DsAlgorithmWithoutKey")
            if not any(each.is_ds_signed and each.ds for _, each in self.referrals):
                self.add("DsNotSigned")
            if linked and any(key.flags == 385 and key.ds in counting for keys in said.values() for key in keys):
                self.add("DsForRevokedKey")

    def links(self, counting, states):
        for code in sorted(set(states.values()) - {None}):
            if code.startswith("Dnskey") and not any(each.is_ds_signed and each.ds for _, each in self.referrals):
                # Nobody gets as far as that.
                continue
            some = [address for address, state in states.items() if state == code]
            self.add(code, (), some if len(some) < len(states) else ())

    def signatures(self, address):
        return self.version(address).signatures

    def ttls(self):
        authoritative = self.authoritative()
        if not self.referrals or not authoritative:
            return
        if set(each.ns_ttl for _, each in self.referrals) != set(self.version(address).ns_ttl for address in authoritative):
            self.add("NsTtlDiffers")
        for name in self.ns_at_parent:
            if self.relation(name) != "in-domain":
                continue
            glue = set(each.glue_ttl for _, each in self.referrals if name in each.ns and each.glue.get(name))
            own = set(self.version(address).address_ttl for address in authoritative for ipv6 in (False, True)
                      if look_up(self.version(address), name, ipv6) not in (ALIAS, set()))
            if glue and own and glue != own:
                self.add("GlueTtlDiffers", [name])


def effective(ds):
    """The DS records that validators heed (RFC 4035, section 5.2; RFC 4509, section 3)."""
    known = [one for one in ds if one.split()[1] in ("5", "7", "8", "10", "13", "14", "15", "16") and one.split()[2] in ("1", "2", "4")]
    better = [one for one in known if one.split()[2] != "1"]
    return better or known


def link_states(said, counting):
    return {address: "none" if not keys else "named" if named(keys, counting) else "unmatched" for address, keys in said.items()}


def named(keys, counting):
    return [key for key in keys if key.ds in counting or key.ds_by(1) in counting]


def link(keys, signatures, counting):
    """The code of what is wrong between DS records and one server's keys; None where nothing is, or that cannot be told."""
    if not keys:
        return "DsWithoutDnskey"
    own = named(keys, counting)
    if not own:
        return "DsMatchesNoKey"
    worth = [worth_of(made) for made in signatures if any((key.tag, key.algorithm) == (made.tag, made.algorithm) for key in own)]
    if not worth:
        return "DnskeyNotSignedByDsKey"
    return min(worth, key=lambda code: ORDER.index(code))


# The best of several signatures counts.
ORDER = [None, "DnskeySignatureExpiresSoon", "DnskeySignatureWrong", "DnskeySignatureNotYetValid", "DnskeySignatureExpired"]


def worth_of(made):
    if made.end < 0:
        return "DnskeySignatureExpired"
    if made.begin > 0:
        return "DnskeySignatureNotYetValid"
    # Nothing was ever signed with these keys; of Ed25519 that is not seen.
    if made.algorithm == 8:
        return "DnskeySignatureWrong"
    return "DnskeySignatureExpiresSoon" if made.end < min(3, (made.end - made.begin) / 4) else None


def differ(claims):
    return len(set((one.said, one.alias) for one, _ in claims)) > 1


def look_up(version, name, ipv6):
    """The addresses that a copy of a zone has for a name."""
    if name in version.aliases:
        return ALIAS
    if version.addresses.get(name):
        return family(version.addresses[name], ipv6)
    return set() if name in version.texts else family(version.wildcard, ipv6)


def replace(found):
    """The sections "What replaces what" of docs/checks."""
    kept = []
    for one in found:
        left = set(one.addresses)
        gone = False
        for by in found:
            if by is one or by.code == one.code:
                continue
            same_name = bool(by.names and one.names and by.names[0] == one.names[0])
            same_family = bool(by.addresses and one.addresses and is_ipv6(by.addresses[0]) == is_ipv6(one.addresses[0]))
            by_address = (by.code == "AddressNotPublic" and "Disagree" not in one.code and "NotPublished" not in one.code) or (
                by.code == "GlueDangling" and (one.code in ("GlueStale", "GlueNameNotInChild", "AddressOfTransition") or one.code.startswith("Server"))) or (
                by.code == "GlueStale" and one.code == "AddressOfTransition") or (
                by.code == "AddressOfTransition" and (one.code in ("GlueIncomplete", "GlueMissingForFamily") or one.code.startswith("Server")))
            if by_address and left:
                left -= set(by.addresses)
                gone |= not left
            gone |= same_name and (by.code, one.code) in (
                ("GlueMissing", "NameServerUnresolvable"), ("GlueMissing", "CircularDependency"), ("NameServerIsAlias", "GlueNameNotInChild"),
                ("CircularDependency", "NameServerUnresolvable"), ("NameServerDomainDoesNotExist", "NameServerUnresolvable"),
                ("NameServerHasNoAddress", "NameServerOnlyInChild"))
            gone |= same_name and one.code == "NameServerIsNoHostName" and by.code in ("GlueMissing", "NameServerHasNoAddress", "NameServerUnresolvable", "NameServerCannotExist")
            gone |= same_name and same_family and (by.code, one.code) in (
                ("GlueStale", "GlueIncomplete"), ("GlueDangling", "GlueIncomplete"), ("GlueDangling", "GlueMissingForFamily"))
            gone |= by.code in ("DsWithoutDnskey", "DsMatchesNoKey") and one.code == "ChildServersDisagreeOnKeys"
            gone |= by.code == "MoveUnfinished" and one.code in (
                "NameServerOnlyAtParent", "NameServerOnlyInChild", "NameServerSetsDisjoint", "ChildServersDisagreeOnNameServers", "ChildServersDisagreeOnAddresses", "SoaSerialsDiffer")
            gone |= by.code in ("DomainOnHold", "DomainInRedemption", "DomainPendingDelete") and one.code in ("NameDoesNotExist", "NotDelegated", "RegistryNameServersNotPublished")
            gone |= by.code in ("DomainInRedemption", "DomainPendingDelete") and one.code in ("DomainOnHold", "RegistrationExpires")
            gone |= by.code == "DelegationUnreachable" and one.code in ("NoIPv4NameServer", "NoIPv6NameServer", "NameServersSharePrefix")
        if not gone:
            kept.append(one)
    return kept


def referral_size(zone, name_servers, glue):
    """Octets of the referral with name compression: question, NS set, in-domain glue."""
    known = {}
    size = [12]

    def name(text):
        labels = text.split(".")
        for i in range(len(labels)):
            suffix = ".".join(labels[i:])
            if suffix in known:
                size[0] += 2
                return
            if size[0] < 0x4000:
                known[suffix] = size[0]
            size[0] += 1 + len(labels[i])
        size[0] += 1

    name(zone)
    size[0] += 4
    for server in name_servers:
        name(zone)
        size[0] += 10
        name(server)
    for server, addresses in glue.items():
        for address in addresses:
            name(server)
            size[0] += 10 + (16 if is_ipv6(address) else 4)
    return size[0]
