"""The kinds of fault. Each changes what a domain's parents hold, what its zone says, or who serves it; none says what is to be found."""
from model import COPIES, GROUPS, Key, Signature
from zones import is_ipv6


def target(domain, rng):
    """A name server that no other fault has been given yet; they are shared out from the second on, so that the first stays sound."""
    free = domain.targets[1:] or domain.targets
    name = rng.choice(free)
    if len(domain.targets) > 1:
        domain.targets.remove(name)
    return name


def spare(domain, world, rng):
    """A host in a pool that serves nothing of the domain yet."""
    pool = rng.choice([pool for pool in GROUPS if pool not in domain.served])
    return rng.choice(world.hosts.plain(pool))


def new_name(domain, prefix="x"):
    number = 1
    taken = set(name for each in domain.both() for name in each.ns) | set(name for v in domain.versions for name in v.addresses)
    while "%s%d.%s" % (prefix, number, domain.name) in taken:
        number += 1
    return "%s%d.%s" % (prefix, number, domain.name)


def of(addresses, ipv6):
    return [address for address in addresses if is_ipv6(address) == ipv6]


def set_glue(domain, name, change):
    for each in domain.both():
        each.glue[name] = change(each.glue[name])


def set_zone(domain, name, change):
    for each in domain.versions:
        each.addresses[name] = change(each.addresses.get(name, []))


def replaced(addresses, new):
    return [new if is_ipv6(address) == is_ipv6(new) else address for address in addresses]


def pick(host, rng):
    return rng.choice(host.addresses)


def glue_missing(d, world, rng):
    name = target(d, rng)
    for each in d.both():
        each.glue.pop(name, None)


def glue_stale(d, world, rng):
    """The old host still serves the present zone."""
    name, host = target(d, rng), spare(d, world, rng)
    d.served[host.pool] = 0
    set_glue(d, name, lambda own, new=pick(host, rng): replaced(own, new))


def glue_swapped(d, world, rng):
    """Two name servers of the zone have one another's glue."""
    names = [name for name in d.versions[0].ns if all(name in each.glue for each in d.both())]
    if len(names) < 2:
        return glue_stale(d, world, rng)
    one, other = rng.sample(names, 2)
    for each in d.both():
        each.glue[one], each.glue[other] = each.glue[other], each.glue[one]
    if one in d.targets:
        d.targets.remove(one)
    if other in d.targets and len(d.targets) > 1:
        d.targets.remove(other)


def glue_stale_old_zone(d, world, rng):
    """The old host still serves the old zone, in which its old address stands."""
    name, host = target(d, rng), spare(d, world, rng)
    old = d.versions[0].copy()
    old.serial = d.versions[0].serial - rng.choice([1, 100])
    old.addresses[name] = list(host.addresses)
    d.versions.append(old)
    d.served[host.pool] = len(d.versions) - 1
    set_glue(d, name, lambda own: list(host.addresses))


def glue_dangling(d, world, rng):
    name, new = target(d, rng), pick(rng.choice(world.hosts.plain("dark")), rng)
    set_glue(d, name, lambda own: replaced(own, new))


def glue_dangling_refuses(d, world, rng):
    name, new = target(d, rng), pick(spare(d, world, rng), rng)
    set_glue(d, name, lambda own: replaced(own, new))


def glue_incomplete(d, world, rng):
    name, host = target(d, rng), spare(d, world, rng)
    d.served[host.pool] = 0
    set_zone(d, name, lambda own, new=pick(host, rng): own + [new])


def glue_missing_for_family(d, world, rng):
    name, ipv6 = target(d, rng), rng.random() < 0.5
    set_glue(d, name, lambda own: of(own, not ipv6))


def glue_name_not_in_child(d, world, rng):
    name = target(d, rng)
    for each in d.versions:
        each.addresses.pop(name, None)


def only_at_parent(d, world, rng):
    host, name = spare(d, world, rng), new_name(d)
    d.add_server(name, host)
    for each in d.versions:
        each.ns.remove(name)


def only_in_child(d, world, rng):
    host, name = spare(d, world, rng), new_name(d)
    d.add_server(name, host)
    for each in d.both():
        each.ns.remove(name)
        del each.glue[name]
    d.targets.remove(name)


def disjoint(d, world, rng):
    """The zone names the same hosts by other names."""
    for version in d.versions:
        new = []
        for number, name in enumerate(version.ns):
            other = "y%d.%s" % (number, d.name)
            version.addresses[other] = list(version.addresses.get(name, []))
            new.append(other)
        version.ns = new


def move(d, world, rng, pool, trait=None):
    """One name server stands, on both sides, at an address that answers in its own way."""
    name = target(d, rng)
    if trait is None:
        host = rng.choice(world.hosts.plain(pool))
    else:
        host = rng.choice(world.hosts.with_trait(rng.choice([pool for pool in GROUPS if pool not in d.served]), trait))
        d.served[host.pool] = 0
    new = pick(host, rng)
    set_glue(d, name, lambda own: replaced(own, new))
    set_zone(d, name, lambda own: replaced(own, new))


def unresponsive(d, world, rng):
    move(d, world, rng, "dark")


def not_authoritative(d, world, rng):
    move(d, world, rng, "noaa")


def fails(d, world, rng):
    move(d, world, rng, "fail")


def denies(d, world, rng):
    move(d, world, rng, "deny")


def refers_upward(d, world, rng):
    move(d, world, rng, "up")


def without_tcp(d, world, rng):
    move(d, world, rng, None, "notcp")


def without_udp(d, world, rng):
    move(d, world, rng, None, "noudp")


def refuses(d, world, rng):
    d.add_server(new_name(d), spare(d, world, rng))
    name = d.targets.pop()
    pool = world.hosts.by_address[d.versions[0].addresses[name][0]].pool
    del d.served[pool]


def in_domain_alias(d, world, rng):
    name = target(d, rng)
    for each in d.versions:
        each.addresses.pop(name, None)
        each.aliases[name] = d.targets[0] if d.targets[0] != name else "www." + d.name


def foreign_alias(d, world, rng):
    d.add_foreign("alias." + rng.choice(world.hosters).name)


def unresolvable(d, world, rng):
    d.add_foreign("nobody%d.%s" % (rng.randrange(4), rng.choice(world.hosters).name))


def without_address(d, world, rng):
    d.add_foreign("text." + rng.choice(world.hosters).name)


def in_dead_domain(d, world, rng):
    d.add_foreign("ns1." + rng.choice(world.dead).name)


def in_parked_domain(d, world, rng):
    """The name of a name server that is none: its domain has a wildcard."""
    d.add_foreign("ns%d.%s" % (rng.randrange(3, 9), rng.choice(world.parked).name))


def hidden_by_wildcard(d, world, rng):
    """A name server that was never entered in the zone, and the zone has a wildcard for its web server."""
    name = target(d, rng)
    new = list(rng.choice(world.hosts.plain("dark")).addresses)
    for each in d.versions:
        each.addresses.pop(name, None)
        each.wildcard = new


def unregistered(d, world, rng):
    d.add_foreign("ns1.free%d.%s" % (rng.randrange(50), rng.choice(["alpha", "beta"])))


def impossible(d, world, rng):
    """What no host can be called: an address, a single label, a top-level domain that is not there."""
    d.add_foreign(rng.choice(["dc%d.office.lan", "dc%d.corp.local", "primary%d", "20.3.1.%d", "ns%d.free.alhpa", "ns%d.in.internal"]) % rng.randrange(1, 9))


def forgotten_dot(d, world, rng):
    """In the zone alone: its own name stands behind a name server's once more."""
    name = "%s.%s" % (rng.choice([d.targets[0], "ns1.elsewhere.beta", "x1"]), d.name)
    for each in d.versions:
        each.ns.append(name)


def no_host_name(d, world, rng):
    d.add_server(new_name(d, "x_"), spare(d, world, rng))


def private(d, world, rng):
    name = target(d, rng)
    new = rng.choice(["10.1.2.3", "192.168.7.7", "172.20.1.1", "fd00:1::53", "2001:db8::53", "127.0.0.1", "224.0.0.5", "100.64.1.1"])
    set_glue(d, name, lambda own: replaced(own, new))
    set_zone(d, name, lambda own: replaced(own, new))


def transitional(d, world, rng):
    """Of 6to4, of its relays, or of a translator; nothing of the kind leads anywhere here."""
    name = target(d, rng)
    new = rng.choice(["2002:1401:203::53", "64:ff9b::1401:203", "192.88.99.7"])
    set_glue(d, name, lambda own: replaced(own, new))
    set_zone(d, name, lambda own: replaced(own, new))


def sacrificial(d, world, rng):
    d.add_server("dropthishost-%d.%s" % (rng.randrange(1000), d.name), spare(d, world, rng))


def one_copy(d, rng):
    return d.at_parent[rng.choice(COPIES)]


def parents_disagree_ns(d, world, rng):
    host, name = spare(d, world, rng), new_name(d, "z")
    d.add_server(name, host)
    one = one_copy(d, rng)
    one.ns.remove(name)
    one.glue.pop(name, None)


def parents_disagree_glue(d, world, rng):
    name, host = target(d, rng), spare(d, world, rng)
    d.served[host.pool] = 0
    one = one_copy(d, rng)
    one.glue[name] = replaced(one.glue[name], pick(host, rng))


def parents_disagree_ds(d, world, rng):
    key = sign(d, rng)
    one = one_copy(d, rng)
    one.ds = [Key(rng, d.name).ds] if rng.random() < 0.5 else []
    return key


def parents_disagree_ttl(d, world, rng):
    one_copy(d, rng).ns_ttl = 172800


def one_parent_denies(d, world, rng):
    one_copy(d, rng).kind = rng.choice(["text", "nothing"])


def shared_address(d, world, rng):
    name = target(d, rng)
    other = d.targets[0] if d.targets[0] != name else d.targets[-1]
    new = rng.choice(d.versions[0].addresses[other])
    set_glue(d, name, lambda own: replaced(own, new))
    set_zone(d, name, lambda own: replaced(own, new))


def shared_prefix(d, world, rng):
    """All addresses of a family in one network."""
    pool, ipv6, block = rng.choice(GROUPS), rng.random() < 0.5, rng.randrange(6)
    d.served[pool] = 0
    for number, name in enumerate(list(d.versions[0].addresses)):
        host = world.hosts.pools[pool][block * 4 + number % 4]
        new = host.v6 if ipv6 else host.v4
        set_zone(d, name, lambda own: replaced(own, new))
        if name in d.at_parent["A"].glue:
            set_glue(d, name, lambda own: replaced(own, new))


def one_name_server(d, world, rng):
    keep = d.targets[0]
    for each in d.both():
        each.ns = [keep]
        each.glue = {keep: each.glue[keep]}
    for each in d.versions:
        each.ns = [keep]
    d.targets = [keep]


def without_family(d, world, rng, ipv6):
    for name in list(d.versions[0].addresses):
        set_zone(d, name, lambda own: of(own, not ipv6))
        if name in d.at_parent["A"].glue:
            set_glue(d, name, lambda own: of(own, not ipv6))


def no_ipv4(d, world, rng):
    without_family(d, world, rng, False)


def no_ipv6(d, world, rng):
    without_family(d, world, rng, True)


def another_version(d, rng, older):
    """A copy of the zone on one of the pools that serve it."""
    other = d.versions[0].copy()
    if older:
        other.serial -= 1
    d.versions.append(other)
    pool = rng.choice([pool for pool, version in sorted(d.served.items()) if version == 0])
    d.served[pool] = len(d.versions) - 1
    return other


def move_unfinished(d, world, rng):
    """The old hoster still serves its old copy, which names itself; the new one is in the delegation as well, wholly or in part."""
    old, new = rng.choice([(one, other) for one in world.hosters for other in world.hosters if not set(one.served) & set(other.served)])
    for each in d.both():
        each.ns, each.glue = [], {}
    d.versions[0].ns, d.versions[0].addresses, d.targets = [], {}, []
    d.versions.append(d.versions[0].copy())
    d.versions[1].serial += rng.choice([1, 3000])
    stays = rng.randint(1, 2)
    for number, hoster in enumerate((old, new)):
        d.versions[number].ns = list(hoster.versions[0].ns)
        for each in d.both():
            each.ns += hoster.versions[0].ns[:stays if number else None]
    d.served = {**dict.fromkeys(old.served, 0), **dict.fromkeys(new.served, 1)}


def serials_differ(d, world, rng):
    another_version(d, rng, older=True)


def child_servers_disagree_ns(d, world, rng):
    other = another_version(d, rng, older=rng.random() < 0.7)
    host, name = spare(d, world, rng), new_name(d, "w")
    d.served[host.pool] = 0
    other.ns.append(name)
    for each in d.versions:
        each.addresses[name] = list(host.addresses)


def child_servers_disagree_addresses(d, world, rng):
    other = another_version(d, rng, older=rng.random() < 0.7)
    host, name = spare(d, world, rng), target(d, rng)
    d.served[host.pool] = 0
    other.addresses[name] = replaced(other.addresses[name], pick(host, rng))


def sibling_glue_stale(d, world, rng):
    d.add_foreign("ns2." + rng.choice(world.moved).name)


def circular(d, world, rng):
    d.add_foreign("ns1." + rng.choice(world.circular).name)


def sign(d, rng, key=None, begin=-10, end=20):
    key = key or Key(rng, d.name)
    for each in d.versions:
        each.keys, each.signatures = [key], [Signature(key, begin, end)]
    set_ds(d, key.ds)
    return key


def set_ds(d, *ds):
    for each in d.both():
        each.ds = list(ds)


def ds_without_dnskey(d, world, rng):
    sign(d, rng)
    for each in d.versions:
        each.keys, each.signatures = [], []


def ds_matches_no_key(d, world, rng):
    sign(d, rng)
    set_ds(d, Key(rng, d.name).ds)


def ds_unsupported(d, world, rng):
    tag, algorithm, digest_type, digest = sign(d, rng).ds.split()
    set_ds(d, " ".join([tag, "200", digest_type, digest] if rng.random() < 0.5 else [tag, algorithm, "200", digest]))


def ds_by_sha1(d, world, rng):
    set_ds(d, sign(d, rng).ds_by(1))


def ds_for_revoked_key(d, world, rng):
    key = sign(d, rng)
    revoked = Key(rng, d.name, flags=385)
    for each in d.versions:
        each.keys, each.signatures = [key, revoked], each.signatures + [Signature(revoked)]
    set_ds(d, key.ds, revoked.ds)


def dnskey_not_signed(d, world, rng):
    key, other = sign(d, rng), Key(rng, d.name)
    for each in d.versions:
        each.keys, each.signatures = [key, other], [Signature(other)] if rng.random() < 0.5 else []


def dnskey_signature_wrong(d, world, rng):
    sign(d, rng, Key(rng, d.name, algorithm=8))


def dnskey_signature_expired(d, world, rng):
    sign(d, rng, begin=-40, end=-rng.choice((0.5, 3.5)))


def dnskey_signature_ahead(d, world, rng):
    sign(d, rng, begin=0.5, end=20)


def dnskey_signature_soon(d, world, rng):
    sign(d, rng, begin=-20, end=rng.choice((0.5, 2.5)))


def one_server_without_keys(d, world, rng):
    """The server of one pool has a copy from before the zone was signed, or one with another key."""
    key = sign(d, rng)
    pool = rng.choice(sorted(d.served))
    other = d.versions[d.served[pool]].copy()
    other.keys, other.signatures = [], []
    if rng.random() < 0.5:
        another = Key(rng, d.name)
        other.keys, other.signatures = [another], [Signature(another)]
        if rng.random() < 0.5:
            set_ds(d, key.ds, another.ds)
    d.versions.append(other)
    d.served[pool] = len(d.versions) - 1


def ds_missing(d, world, rng):
    sign(d, rng)
    for each in d.both():
        each.ds = []


def ds_deletion(d, world, rng):
    """The zone is signed, has no DS record and asks that there be none."""
    ds_missing(d, world, rng)
    for each in d.versions:
        each.wants_no_ds = True


def ds_not_signed(d, world, rng):
    sign(d, rng)
    for each in d.both():
        each.is_ds_signed = False


def zone_without_ns(d, world, rng):
    for each in d.versions:
        each.ns = []


def copy_without_ns(d, world, rng):
    """The server of one pool has a copy whose NS records were lost."""
    pool = rng.choice(sorted(d.served))
    other = d.versions[d.served[pool]].copy()
    other.ns = []
    d.versions.append(other)
    d.served[pool] = len(d.versions) - 1


def ns_ttl_differs(d, world, rng):
    for each in d.versions:
        each.ns_ttl = 300


def glue_ttl_differs(d, world, rng):
    for each in d.both():
        each.glue_ttl = 86400


def referral_over_512(d, world, rng):
    for number in range(7):
        d.add_server("name-server-number-%d-of-a-long-row.%s" % (number, d.name), rng.choice(world.hosts.plain(rng.choice(sorted(d.served)))))


def not_delegated(d, world, rng):
    for each in d.both():
        each.kind = "text"


def does_not_exist(d, world, rng):
    for each in d.both():
        each.kind = "nothing"


def alias_at_parent(d, world, rng):
    for each in d.both():
        each.kind = "alias"


def unreachable(d, world, rng):
    for name in list(d.versions[0].addresses):
        host = rng.choice(world.hosts.plain("dark"))
        set_zone(d, name, lambda own: list(host.addresses))
        set_glue(d, name, lambda own: list(host.addresses))


def hidden(d, world, rng):
    d.hidden = True


def forgotten(d, world, rng):
    """The parent's servers serve the zone, and the parent zone has nothing of it."""
    hidden(d, world, rng)
    does_not_exist(d, world, rng)


def null_name_server(d, world, rng):
    """NS . at the parent: the zone lives nowhere."""
    for each in d.both():
        each.ns, each.glue = [""], {}
    d.served = {}


def deep(d, world, rng):
    for each in d.both():
        each.ns, each.glue = ["ns1." + world.chain[0].name, "ns2." + world.chain[0].name], {}
    for each in d.versions:
        each.ns = ["ns1." + world.chain[0].name, "ns2." + world.chain[0].name]
    d.served = dict.fromkeys(GROUPS, 0)
    d.further_zones = len(world.chain)


def in_frail_zone(d, world, rng):
    """The zone above has a dead and a refusing server; what is done to the domain is its name (see generate.py)."""


def in_lower_zone(d, world, rng):
    """Its parent is a zone four levels down, each with servers of its own; what is done to the domain is its name."""


def in_unglued_zone(d, world, rng):
    """The name servers of its parent lie elsewhere, so that nobody has glue for them; likewise."""


def in_circular_zone(d, world, rng):
    """Its parent can only be found through another zone, and that one through its parent."""
    d.unknown = True


# The zone that a domain is to lie in for them.
ZONES_ABOVE = {in_lower_zone: "low.mid.alpha", in_unglued_zone: "unglued.beta"}


def zone_between(d, world, rng):
    """
    A copy of the zone above delegates a zone in between, which the other copy knows nothing of: that one delegates the domain itself. It is made in the zone
    "split", where the servers of the first copy answer over TCP only, since it would be chance otherwise whose answer leads the way down.
    """
    between = world.between(d)
    for each in between.both():
        each.ns, each.glue = [], {}
    between.at_parent["A"].kind = "nothing"
    for number, pool in enumerate(rng.sample(GROUPS, 2)):
        between.add_server("ns%d.%s" % (number + 1, between.name), rng.choice(world.hosts.plain(pool)))
    between.inner = d
    d.at_parent["B"].kind = "between"


# Those that leave nothing for a second fault to be seen by.
ALONE = [disjoint, not_delegated, does_not_exist, alias_at_parent, unreachable, hidden, deep, in_frail_zone, in_circular_zone, zone_between, shared_prefix, one_parent_denies, zone_without_ns, move_unfinished, forgotten, null_name_server]

PAIRED = [
    glue_missing, glue_stale, glue_stale_old_zone, glue_dangling, glue_dangling_refuses, glue_incomplete, glue_missing_for_family, glue_name_not_in_child,
    only_at_parent, only_in_child, unresponsive, not_authoritative, fails, denies, refers_upward, without_tcp, without_udp, refuses, in_domain_alias,
    foreign_alias, unresolvable, without_address, in_dead_domain, in_parked_domain, hidden_by_wildcard, unregistered, impossible, forgotten_dot, no_host_name, private, parents_disagree_ns, parents_disagree_glue, parents_disagree_ds,
    parents_disagree_ttl, shared_address, one_name_server, no_ipv4, no_ipv6, serials_differ, child_servers_disagree_ns, child_servers_disagree_addresses,
    sibling_glue_stale, circular, ds_without_dnskey, ds_matches_no_key, ds_missing, ns_ttl_differs, glue_ttl_differs, referral_over_512,
    ds_unsupported, ds_by_sha1, ds_for_revoked_key, dnskey_not_signed, dnskey_signature_wrong, dnskey_signature_expired, dnskey_signature_ahead, dnskey_signature_soon,
    one_server_without_keys, copy_without_ns, glue_swapped, transitional, sacrificial, ds_deletion, ds_not_signed, in_lower_zone, in_unglued_zone,
]
