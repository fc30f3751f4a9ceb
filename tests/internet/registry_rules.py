"""What is to be found where a registry is asked, by the rules of docs/checks, from what registries.py wrote down. Written independently of the product's code; never from its output."""
from registries import BY_RDAP
from zones import is_ipv6

NOTICE_DAYS = 30


class RegistryJudge:
    """One domain's registry beside what is known of the other two sides."""

    def __init__(self, judge, registries, make):
        self.judge, self.make = judge, make
        self.held = registries.of(judge.d)
        self.host = lambda name: registries.host(judge.d, name)
        self.found = []
        self.served = [each for _, each in judge.referrals]
        # Servers that answer from the zone itself do not say whether it is delegated.
        self.denying = 0 if judge.d.hidden else len(judge.denials)

    def add(self, code, names=(), addresses=()):
        self.found.append(self.make(code, [name or "." for name in names], addresses))

    def run(self):
        if self.held is None:
            return []
        if self.held.state == "absent":
            if self.served:
                self.add("DomainNotRegistered")
            return self.found
        self.statuses()
        self.names()
        for name in self.held.hosts:
            self.addresses(name)
        self.ds()
        return self.found

    # The registration.

    def statuses(self):
        held = set(self.held.statuses)
        if held & {"clientHold", "serverHold"}:
            self.add("DomainOnHold")
        if "redemptionPeriod" in held:
            self.add("DomainInRedemption")
        elif "pendingDelete" in held and "pendingRestore" not in held:
            self.add("DomainPendingDelete")
        if self.held.days < NOTICE_DAYS + 1:
            self.add("RegistrationExpires")
        if "serverUpdateProhibited" in held:
            self.add("DomainLockedByRegistry")
        if "clientUpdateProhibited" in held:
            self.add("UpdateProhibitedByRegistrar")
        for name in self.held.hosts:
            state, host = self.host(name)
            # Only an object that is seen has statuses to show; WHOIS has none of hosts.
            if self.judge.relation(name) == "unrelated" or state not in ("held", "bare") or name.split(".")[-1] not in BY_RDAP:
                continue
            if "serverUpdateProhibited" in host.statuses:
                self.add("HostLockedByRegistry", [name])
            if "clientUpdateProhibited" in host.statuses:
                self.add("UpdateProhibitedByRegistrar", [name])

    # The name servers.

    def zone_names(self):
        return set(self.judge.ns_in_child) or None

    def names(self):
        own, zone = set(self.held.hosts), self.zone_names()
        if not own and "inactive" not in self.held.statuses:
            return
        said = [set(each.ns) for each in self.served]
        voices = len(said) + self.denying
        other = [names for names in said if names != own]
        if other or (own and self.denying):
            # Where parent and zone agree, it is the registry that says something else.
            if sum(names == zone for names in said) != voices:
                self.add("RegistryNameServersNotPublished", own ^ set().union(*said))
        if zone is not None and own != zone:
            self.add("RegistryNameServersOutdated", own ^ zone)

    # Their addresses.

    def zone_addresses(self, name):
        """What the zone publishes with authority; None where that is not known of both families. Nobody asks for what neither side names."""
        if name not in self.judge.ns_at_parent | self.judge.ns_in_child:
            return None
        both = [self.judge.published(name, ipv6) for ipv6 in (False, True)]
        return None if None in both else both[0][0] | both[1][0]

    def addresses(self, name):
        relation = self.judge.relation(name)
        state, host = self.host(name)
        if relation == "unrelated" or state not in ("held", "bare"):
            return
        zone = self.zone_addresses(name) if relation == "in-domain" else None
        if state == "held":
            self.published(name, set(host.addresses), relation, zone)
        if relation != "in-domain":
            return
        if state == "bare" and zone != set():
            self.add("RegistryHostWithoutAddress", [name], zone or ())
        if state == "held" and zone and zone != set(host.addresses):
            self.add("RegistryGlueOutdated", [name], zone ^ set(host.addresses))

    def published(self, name, own, relation, zone):
        served = [self.judge.glue_of(name, [each]) for each in self.judge.referrals if name in each[1].ns]
        differing = [glue ^ own if relation == "in-domain" else glue - own for glue in served]
        if any(differing) and not (served and zone is not None and all(glue == zone for glue in served)):
            self.add("RegistryGlueNotPublished", [name], set().union(*differing))

    def ds(self):
        # WHOIS has no word for "there are none", so nothing follows from what it shows.
        if not self.held.shows_ds or self.judge.d.tld not in BY_RDAP:
            return
        if any(set(each.ds) != set(self.held.ds) for each in self.served):
            self.add("RegistryDsNotPublished")
