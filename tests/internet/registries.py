"""What registries hold of the domains of a generated internet, beside what their parents serve: mostly the same, here and there not. Nothing here judges."""
import json
import os
import random

import faults
from model import is_below

# How each zone's registry is asked: by RDAP, by WHOIS alone, or not at all (nobody answers there).
BY_RDAP, BY_WHOIS, BY_NOBODY = ("alpha", "frail", "narrow"), ("beta",), ("split", "mid.alpha", "low.mid.alpha", "unglued.beta", "ring.alpha", "ring.beta")
ADDRESS, WHOIS_PORT = "23.0.0.1", 43
RDAP_PORTS = {zone: 8001 + number for number, zone in enumerate(BY_RDAP)}
REGISTRAR = "Registrar of the generated internet"
# Of the domains, those whose registry holds all as their parent serves it.
AS_SERVED_PERCENT = 40
EXPIRY_DAYS = (-4.5, 0.5, 1.5, 12.5, 29.5, 31.5, 200.5)


class HostObject:
    """A host at the registry of its zone: "held" with addresses, "bare" of any, "hidden" (no such object is shown) or "mute" (nobody answers about it)."""

    def __init__(self, addresses=()):
        self.state, self.addresses, self.statuses = "held", sorted(set(addresses)), []


class Registration:
    """A domain at its registry: "shown", "absent", or "mute"."""

    def __init__(self, hosts, ds):
        self.state, self.hosts, self.ds, self.shows_ds, self.statuses, self.days = "shown", list(dict.fromkeys(hosts)), list(ds), True, ["active"], 300.5


class Registries:
    """All of them, made from a seed of their own, so that the world itself stays what it is without them."""

    def __init__(self, world, seed):
        self.rng = random.Random("registries %d" % seed)
        self.domains, self.hosts, self.faults = {}, {}, {}
        for domain in world.domains.values():
            held = domain.at_parent["A"]
            names = [name for name in (held.ns if held.kind == "ns" else domain.versions[0].ns) if is_host(name)]
            self.domains[domain.name] = Registration(names, held.ds)
            for name in names:
                if is_below(name, domain.name) and held.glue.get(name):
                    self.hosts[name] = HostObject(held.glue[name])
        for domain in world.domains.values():
            if domain.audited and domain.tld not in BY_NOBODY and self.rng.randrange(100) >= AS_SERVED_PERCENT:
                chosen = self.rng.sample(KINDS, self.rng.choice((1, 1, 2)))
                self.faults[domain.name] = [kind.__name__ for kind in chosen]
                for kind in chosen:
                    kind(self, domain, world, self.rng)

    def of(self, domain):
        """What is held of a domain; None where nobody can be asked."""
        held = self.domains.get(domain.name)
        return held if held and domain.tld not in BY_NOBODY and held.state != "mute" else None

    def faults_of(self, domain):
        """What was done to what is held of a domain; a host object may be another domain's, whose fault is then this one's, too."""
        held = self.domains[domain.name]
        return self.faults.get(domain.name) or ["neighbour"] * any(is_below(name, other) for name in held.hosts for other in self.faults)

    def host(self, domain, name):
        """What is to be seen of a name server's addresses by whoever asks about a domain: "held", "bare", "hidden" or "mute", and the addresses."""
        own = self.hosts.get(name)
        if domain.tld in BY_WHOIS and is_below(name, domain.tld) and own and own.state == "held":
            return "held", own
        if name.split(".")[-1] not in BY_RDAP:
            return ("hidden" if domain.tld in BY_WHOIS else "mute"), None
        return (own.state, own) if own else ("hidden", None)

    def write(self, folder):
        """For registry_server.py, and the list of RDAP servers (RFC 9224)."""
        with open(os.path.join(folder, "registries.json"), "w") as out:
            json.dump({
                "address": ADDRESS, "whois_port": WHOIS_PORT, "rdap": RDAP_PORTS, "whois": BY_WHOIS, "nobody": BY_NOBODY, "registrar": REGISTRAR,
                "domains": {name: vars(own) for name, own in self.domains.items()}, "hosts": {name: vars(own) for name, own in self.hosts.items()}}, out)
        with open(os.path.join(folder, "bootstrap.json"), "w") as out:
            services = [[[zone], ["http://%s:%d/" % (ADDRESS, port)]] for zone, port in RDAP_PORTS.items()]
            json.dump({"version": "1.0", "publication": "2026-01-01T00:00:00Z", "services": services}, out)


def is_host(name):
    """Registries take no root, no address and no single label for a host; WHOIS could not show those, either."""
    return "." in name and not name.replace(".", "").isdigit()


def own_host(held, domain, rng):
    """A name server in the domain that the registry has an object of, and that object."""
    names = [name for name in held.domains[domain.name].hosts if is_below(name, domain.name) and name in held.hosts]
    return held.hosts[rng.choice(names)] if names else HostObject()


def other_address(held, domain, world, rng):
    """Neither parent nor zone knows it."""
    one = own_host(held, domain, rng)
    one.addresses = sorted(set(faults.replaced(one.addresses, faults.pick(rng.choice(world.hosts.plain("dark")), rng))))


def further_address(held, domain, world, rng):
    one = own_host(held, domain, rng)
    one.addresses = sorted(set(one.addresses + [faults.pick(rng.choice(world.hosts.plain("dark")), rng)]))


def without_a_family(held, domain, world, rng):
    one, ipv6 = own_host(held, domain, rng), rng.random() < 0.5
    one.addresses = faults.of(one.addresses, ipv6)
    one.state = "held" if one.addresses else "bare"


def as_zone(held, domain, world, rng):
    """What the zone says, whether it is served or not: an order that is not published yet."""
    version = domain.versions[0]
    held.domains[domain.name].hosts = list(dict.fromkeys(name for name in version.ns if is_host(name)))
    for name, addresses in version.addresses.items():
        if is_below(name, domain.name):
            held.hosts[name] = HostObject(addresses)


def as_other_copy(held, domain, world, rng):
    """What the other copy of the parent zone has."""
    copy = domain.at_parent["B"]
    if copy.kind == "ns":
        held.domains[domain.name].hosts = [name for name in dict.fromkeys(copy.ns) if is_host(name)]
        for name, addresses in copy.glue.items():
            held.hosts[name] = HostObject(addresses)


def further_name_server(held, domain, world, rng):
    name = faults.new_name(domain, "r")
    held.domains[domain.name].hosts.append(name)
    held.hosts[name] = HostObject(rng.choice(world.hosts.plain("dark")).addresses)


def foreign_name_server(held, domain, world, rng):
    held.domains[domain.name].hosts = list(dict.fromkeys(held.domains[domain.name].hosts + ["ns1." + rng.choice(world.hosters).name]))


def fewer_name_servers(held, domain, world, rng):
    own = held.domains[domain.name]
    own.hosts = own.hosts[1:]


def no_name_servers(held, domain, world, rng):
    """None is shown: where the status says so there is none, else nothing follows."""
    own = held.domains[domain.name]
    own.hosts = []
    own.statuses = own.statuses + (["inactive"] if rng.random() < 0.5 else [])


def host_bare(held, domain, world, rng):
    one = own_host(held, domain, rng)
    one.state, one.addresses = "bare", []


def host_hidden(held, domain, world, rng):
    own_host(held, domain, rng).state = "hidden"


def host_mute(held, domain, world, rng):
    own_host(held, domain, rng).state = "mute"


def other_ds(held, domain, world, rng):
    own = held.domains[domain.name]
    own.ds = rng.choice(([faults.Key(rng, domain.name).ds], own.ds + [faults.Key(rng, domain.name).ds]))


def no_ds(held, domain, world, rng):
    """None is held, or it is not shown whether there are any."""
    own = held.domains[domain.name]
    own.ds = []
    own.shows_ds = rng.random() < 0.6


def on_hold(held, domain, world, rng):
    held.domains[domain.name].statuses += rng.choice((["clientHold"], ["serverHold"], ["clientHold", "serverHold"]))


def in_redemption(held, domain, world, rng):
    held.domains[domain.name].statuses += rng.choice((["redemptionPeriod"], ["redemptionPeriod", "pendingDelete"]))


def pending_delete(held, domain, world, rng):
    held.domains[domain.name].statuses += rng.choice((["pendingDelete"], ["pendingDelete"], ["pendingDelete", "pendingRestore"]))


def locked(held, domain, world, rng):
    held.domains[domain.name].statuses += rng.choice((["serverUpdateProhibited"], ["clientUpdateProhibited"], ["clientUpdateProhibited", "serverUpdateProhibited"], ["clientTransferProhibited"]))


def host_locked(held, domain, world, rng):
    own_host(held, domain, rng).statuses = rng.choice((["serverUpdateProhibited"], ["clientUpdateProhibited"], ["clientUpdateProhibited", "serverUpdateProhibited"], ["linked"]))


def expires(held, domain, world, rng):
    held.domains[domain.name].days = rng.choice(EXPIRY_DAYS)


def absent(held, domain, world, rng):
    held.domains[domain.name].state = "absent"


def mute(held, domain, world, rng):
    held.domains[domain.name].state = "mute"


KINDS = [other_address, further_address, without_a_family, as_zone, as_other_copy, further_name_server, foreign_name_server, fewer_name_servers, no_name_servers, host_bare, host_hidden, host_mute,
         other_ds, no_ds, on_hold, in_redemption, pending_delete, locked, host_locked, expires, absent, mute]
