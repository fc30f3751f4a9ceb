"""What a domain depends on, computed by other means than the product's: brute force over sets of machines and products of choices, from what the generator or a root zone file says.

generated FOUND DOMAINS SEED, rootzone FOUND ZONE: compares the rows of glue graph --summary with it, column by column. Ends with 1 unless all are the same.
"""
import collections
import ipaddress
import itertools
import json
import sys

COLUMNS = ("Status", "ZoneCount", "ServerCount", "AddressCount", "Operators", "Prefixes", "TopLevelDomains", "CutPoints", "UnavoidableCutPoints", "MinimumServersQueried", "UsableServerCount", "Redundancy",
           "HasFalseRedundancy", "LookupCount", "GluelessNameServerCount")
KINDS_OF_HOLDERS = "ac co com edu firm gen go gob gov id in ltd me mil ne net nom or org plc sch web".split()
# Sets of machines that are tried for one domain.
MOST_SETS = 200_000


class Zone:
    """A zone: the one above, and by name server the addresses of the delegation, or the zone to look the name up in and what is found there."""

    def __init__(self, parent):
        self.parent, self.servers = parent, {}


class Graph:
    def __init__(self, domain, zones):
        self.domain, self.zones = domain, zones
        self.way = []
        at = zones[domain].parent
        while at is not None:
            self.way.append(at)
            at = zones[at].parent
        self.addresses = collections.defaultdict(set)
        for zone in zones.values():
            for name, (_, _, all_of, _) in zone.servers.items():
                self.addresses[name] |= set(all_of)
        self.machines = self.joined()

    def joined(self):
        """Names that share an address, over however many others, are one machine."""
        groups = []
        for name in sorted(self.addresses):
            touching = [group for group in groups if any(self.addresses[name] & self.addresses[other] for other in group)]
            groups = [group for group in groups if group not in touching] + [set([name]).union(*touching)]
        return [frozenset(group) for group in groups]

    def reached(self, zone_gone=None, names_gone=frozenset(), addresses_gone=frozenset()):
        """Grows the set of zones that are reached until it grows no more."""
        have = set()
        while True:
            more = set()
            for name, zone in self.zones.items():
                if name in have or name == zone_gone or (zone.parent is not None and zone.parent not in have):
                    continue
                if not zone.servers or any(
                        server not in names_gone and set(usable) - addresses_gone and (home is None or home in have) for server, (usable, home, _, found) in zone.servers.items() if found):
                    more.add(name)
            if not more:
                return have
            have |= more

    def holds(self, **loss):
        return self.domain in self.reached(**loss)

    def cut_points(self):
        own = operator(self.domain)
        losses = [("name server " + ", ".join(ordered(machine)), {"names_gone": machine}) for machine in self.machines]
        losses += [(("top-level domain " if zone != "." and "." not in zone else "zone ") + zone, {"zone_gone": zone}) for zone in self.zones if zone != self.domain]
        operators, prefixes = collections.defaultdict(set), collections.defaultdict(set)
        for machine in self.machines:
            for name in machine:
                operators[operator(name)] |= machine
                for address in self.addresses[name]:
                    prefixes[prefix(address)].add(address)
        losses += [("operator " + name, {"names_gone": frozenset(names)}) for name, names in operators.items() if name != own]
        losses += [("prefix " + name, {"addresses_gone": frozenset(own)}) for name, own in prefixes.items()]
        avoidable, unavoidable = set(), set()
        for name, loss in losses if self.holds() else ():
            have = self.reached(**loss)
            if self.domain not in have:
                (avoidable if self.zones[self.domain].parent in have else unavoidable).add(name)
        return avoidable, unavoidable

    def redundancy(self):
        """Every set of machines, the smallest first; None where they are too many."""
        if not self.holds():
            return None
        beyond = [machine for machine in self.machines if any(name in zone.servers for name in machine for at, zone in self.zones.items() if at not in self.way)]
        tried = 0
        for size in range(1, len(beyond) + 1):
            for lost in itertools.combinations(beyond, size):
                tried += 1
                if tried > MOST_SETS:
                    return "unknown"
                have = self.reached(names_gone=frozenset().union(*lost))
                if self.domain not in have and self.zones[self.domain].parent in have:
                    return size
        return 0

    def usable(self):
        have = self.reached()
        able = [server for server, (usable, home, _, found) in self.zones[self.domain].servers.items() if found and usable and (home is None or home in have)]
        return sum(1 for machine in self.machines if any(name in machine for name in able))

    def shortest(self):
        """Each way to choose, for every zone without glue, where a name server is looked up."""
        have = self.reached()
        if self.domain not in have:
            return None, None
        glueless = [name for name, zone in self.zones.items() if zone.parent is not None and zone.servers and not any(home is None and usable for usable, home, _, found in zone.servers.values() if found)]
        homes = [sorted(set(home for usable, home, _, found in self.zones[name].servers.values() if found and usable and home in have)) or [None] for name in glueless]
        best = None, None
        for choice in itertools.product(*homes):
            chosen = dict(zip(glueless, choice))
            needed, names, circular = self.needed(chosen)
            if circular:
                continue
            questions = sum(self.zones[zone].parent is not None for zone in needed) + names + 1
            best = (len(needed) if best[0] is None else min(best[0], len(needed))), (questions if best[1] is None else min(best[1], questions))
        return best

    def needed(self, chosen):
        needed, open_, names = set(), [self.domain], 0
        edges = {}
        while open_:
            zone = open_.pop()
            if zone in needed:
                continue
            needed.add(zone)
            after = [self.zones[zone].parent] if self.zones[zone].parent is not None else []
            if zone in chosen:
                if chosen[zone] is None:
                    return needed, names, True
                names += 1
                after.append(chosen[zone])
            edges[zone] = after
            open_ += after
        # Zones that wait for nothing are done, and then those that waited for these: what is left is a circle.
        done = set()
        while more := [zone for zone in needed - done if all(after in done for after in edges[zone])]:
            done.update(more)
        return needed, names, done != needed

    def row(self):
        have = self.reached()
        zones = {name: zone for name, zone in self.zones.items() if zone.parent is not None}
        names = set(name for zone in zones.values() for name in zone.servers)
        addresses = set().union(*(self.addresses[name] for name in names)) if names else set()
        avoidable, unavoidable = self.cut_points()
        redundancy, usable = self.redundancy(), self.usable()
        asked, questions = self.shortest()
        return {
            "Status": "Reached" if self.domain in have else "OutOfReach", "ZoneCount": len(zones) - 1, "ServerCount": sum(1 for machine in self.machines if machine & names), "AddressCount": len(addresses),
            "Operators": set(map(operator, filter(None, names))), "Prefixes": set(map(prefix, addresses)), "TopLevelDomains": set(zone for zone in zones if "." not in zone), "CutPoints": avoidable, "UnavoidableCutPoints": unavoidable,
            "MinimumServersQueried": asked, "UsableServerCount": usable, "Redundancy": redundancy, "HasFalseRedundancy": redundancy not in (None, "unknown", 0) and redundancy < usable, "LookupCount": questions,
            "GluelessNameServerCount": sum(home is not None or not found for _, home, _, found in self.zones[self.domain].servers.values()),
        }


def ordered(names):
    """Canonical order: label by label, from the last."""
    return sorted(names, key=lambda name: name.split(".")[::-1])


def operator(name):
    """By a rule in place of the product's list: below a country's domain, a label that is short for a kind of holder is the registry's."""
    labels = name.split(".")
    is_registrys = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in KINDS_OF_HOLDERS
    return ".".join(labels[-3:] if is_registrys else labels[-2:])


def prefix(address):
    return str(ipaddress.ip_network("%s/%d" % (address, 48 if ":" in address else 24), strict=False))


def generated(count, seed):
    """Graphs of the domains whose parent's copies say the same, so that it does not matter who is asked; the zones of others are taken to answer."""
    from model import is_below
    from rules import Judge
    from world import World

    world = World(count, seed, "nsd")

    def servers(domain, judge):
        delegations = domain.both()
        made = {}
        for name in sorted(set(name for each in delegations for name in each.ns)):
            glue = set()
            for copy, each in zip("AB", delegations):
                glue |= set(each.glue.get(name, ())) if is_below(name, domain.name) else world.sibling_glue(name, copy) if is_below(name, domain.tld) else set()
            home, found = None, True
            if not glue:
                owner = world.owner(name)
                status, addresses = world.resolve(name)
                # A name server that lies in the zone that it serves is found by glue or not at all.
                glue, found = (set(), False) if is_below(name, domain.name) else (set(addresses), status == "found")
                home = domain.name if is_below(name, domain.name) else owner.name if owner else name.split(".")[-1] if name.split(".")[-1] in world.tlds else "."
            usable = [address for address in glue if judge is None or judge.state(address) in ("authoritative", "not asked")]
            made[name] = usable, home, glue, found
        return made

    def graph(domain):
        judge = Judge(world, domain)
        zones, open_ = {".": Zone(None)}, [domain.name]
        zones["."].servers = {}
        while open_:
            name = open_.pop()
            if name in zones:
                continue
            if name in world.tlds:
                zones[name] = Zone(".")
                own = collections.defaultdict(set)
                for server, address, _ in world.tlds[name].servers:
                    own[server].add(address)
                zones[name].servers = {server: (sorted(all_of), None, all_of, True) for server, all_of in own.items()}
                continue
            at = world.domains[name]
            zones[name] = Zone(at.tld)
            zones[name].servers = servers(at, judge if name == domain.name else None)
            open_ += [at.tld] + [home for _, home, _, _ in zones[name].servers.values() if home is not None and home != "."]
        return Graph(domain.name, zones)

    for domain in world.domains.values():
        same = all(one.kind == "ns" and set(one.ns) == set(domain.at_parent["A"].ns) and one.glue == domain.at_parent["A"].glue for one in domain.both())
        if domain.audited and same and not domain.hidden and domain.tld in ("alpha", "beta"):
            yield domain.name, graph(domain)


def rootzone(path):
    from rootzone import RootZone, text

    root = RootZone(path)
    shared = root.shared()
    for owner, names in root.delegations.items():
        if owner in shared:
            continue
        zones = {".": Zone(None), text(owner): Zone(".")}
        for name in names:
            addresses = root.addresses[name]
            zones[text(owner)].servers[text(name)] = addresses, None if addresses else ".", addresses, bool(addresses)
        yield text(owner), Graph(text(owner), zones)


def main():
    kind, found = sys.argv[1:3]
    rows = {}
    with open(found) as lines:
        for row in map(json.loads, lines):
            rows[row["DomainName"]] = row
    right, wrong = collections.Counter(), collections.Counter()
    graphs = generated(int(sys.argv[3]), int(sys.argv[4])) if kind == "generated" else rootzone(sys.argv[3])
    compared = 0
    for name, graph in graphs:
        row, expected = rows.get(name), graph.row()
        compared += 1
        if row is None or row["Status"] == "Unknown":
            wrong["no row"] += 1
            print("%-24s has no row" % name)
            continue
        for column in COLUMNS:
            said, own = row[column], expected[column]
            if isinstance(own, set):
                # The start's own servers are the product's to know: where a walk begins is no matter of the graph.
                said = set(one for one in said if "root-servers" not in one)
                own = set(one for one in own if "root-servers" not in one)
            if own == "unknown":
                continue
            if said == own:
                right[column] += 1
            else:
                wrong[column] += 1
                if wrong[column] <= 8:
                    print("%-24s %-24s product %s, here %s" % (name, column, *(sorted(each) if isinstance(each, set) else each for each in (said, own))))
    print("%-28s %7s %7s" % ("Column", "same", "other"))
    for column in COLUMNS:
        print("%-28s %7d %7d" % (column, right[column], wrong[column]))
    print("%d domains compared, %d rows of others; other %d" % (compared, len(rows) - compared, sum(wrong.values())))
    sys.exit(1 if wrong or not compared else 0)


main()
