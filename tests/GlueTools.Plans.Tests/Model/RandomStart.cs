using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using GlueTools.Delegation.Plans;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Plans.Tests.Model;

/// <summary>Delegations in every state, many of them broken, with a goal each.</summary>
internal sealed class RandomStart
{
    private static readonly uint[] Ttls = [60, 300, 3600, 86400, 172800];
    private static readonly DomainName Domain = DomainName.Parse("d.test");
    private static readonly DomainName Parent = DomainName.Parse("test");

    private readonly Random _random;
    private readonly HashSet<IPAddress> _serving = [];
    private readonly List<PlannedServer> _come = [];
    private readonly Dictionary<int, List<IPAddress>> _pool = [];
    private int _addresses;

    private RandomStart(int seed) => _random = new Random(seed);

    internal PlanStart Start { get; private set; } = null!;

    internal PlanGoal Goal { get; private set; } = null!;

    internal PlanOptions Options { get; private set; } = null!;

    internal World World { get; private set; } = null!;

    internal static RandomStart Of(int seed)
    {
        var made = new RandomStart(seed);
        made.Make();
        return made;
    }

    private bool Chance(int percent) => _random.Next(100) < percent;

    private uint Ttl() => Ttls[_random.Next(Ttls.Length)];

    private void Make()
    {
        var names = Enumerable.Range(1, 2 + _random.Next(3)).Select(i => DomainName.Parse(Chance(70) ? "ns" + i + ".d.test" : "ns" + i + ".p.net")).ToList();
        Dictionary<DomainName, IReadOnlyList<IPAddress>> glue = [], published = [];
        foreach (var name in names)
        {
            var own = name.IsAtOrBelow(Domain);
            var addresses = NewAddresses(serving: !Chance(12));
            published[name] = Chance(own ? 5 : 0) ? [] : addresses;
            glue[name] = !own || Chance(5) ? [] : Chance(12) ? NewAddresses(serving: Chance(50)) : Chance(10) ? addresses.Concat(NewAddresses(serving: Chance(50))).ToList() : addresses;
        }

        var atParent = Chance(15) && names.Count > 1 ? names.Take(names.Count - 1).ToList() : names;
        var inZone = Chance(15) && names.Count > 1 ? names.Skip(1).ToList() : names;
        // Some of those that are to come answer already.
        for (var number = 0; number < 10; number++)
        {
            _pool.Add(number, number is 0 or > 6 ? NewAddresses(serving: Chance(20)) : []);
        }

        Dictionary<DomainName, uint> parentTtls = names.ToDictionary(name => name, _ => Ttl()), zoneTtls = names.ToDictionary(name => name, _ => Ttl());
        var isSigned = Chance(20);
        var parent = new PlanSide(atParent, glue.Where(pair => atParent.Contains(pair.Key)), Ttl(), parentTtls);
        Start = new PlanStart(Domain, Parent, parent, new PlanSide(inZone, published, Ttl(), zoneTtls), _serving)
        {
            Ds = isSigned ? [new DsData(1, 13, 2, new byte[32])] : [], DsTtl = Ttl(), KeyTtl = Ttl(),
        };
        var withoutKeys = isSigned && Chance(50);
        Options = new PlanOptions { NowUtc = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc), Force = Chance(15), WithoutKeys = withoutKeys };
        Goal = NewGoal(names);
        var come = _come.SelectMany(server => server.Addresses).ToList();
        // Registries that take TTLs are few, and what they change shows where DS records go first.
        Options = Chance(withoutKeys ? 60 : 20) ? Options with { ParentTtl = 300 } : Options;
        World = World.Of(Start, _come, parents: 1 + _random.Next(3), come);
        foreach (var address in come.Where(address => withoutKeys && !_serving.Contains(address)))
        {
            World.Keys[World.IndexOf(address)] = World.OtherKey;
        }
    }

    private PlanGoal NewGoal(List<DomainName> names)
    {
        var name = names[_random.Next(names.Count)];
        switch (_random.Next(4))
        {
            case 0:
                var known = Start.Zone.AddressesOf(name).Concat(Start.Parent.AddressesOf(name)).Distinct().ToList();
                var come = Chance(85) ? Coming(0, name) : [];
                return PlanGoal.Renumber(name, come, Chance(80) ? known.Take(1 + _random.Next(2)).ToList() : []);
            case 1:
                return PlanGoal.Replace(name, NewServer(9));
            case 2:
                return PlanGoal.MoveTo(Enumerable.Range(7, 1 + _random.Next(3)).Select(NewServer).Concat(Chance(15) ? [new PlannedServer(name, [])] : []).ToList());
            default:
                return PlanGoal.RemoveNameServer(name);
        }
    }

    private PlannedServer NewServer(int number)
    {
        var name = DomainName.Parse(Chance(60) ? "ns" + number + ".d.test" : "ns" + number + ".p.net");
        return new PlannedServer(name, Coming(number, name));
    }

    private List<IPAddress> Coming(int number, DomainName name)
    {
        var addresses = _pool[number];
        _come.Add(new PlannedServer(name, addresses));
        return addresses;
    }

    private List<IPAddress> NewAddresses(bool serving)
    {
        var number = ++_addresses;
        var all = new List<IPAddress>();
        if (!Chance(10))
        {
            all.Add(new IPAddress([45, 1, 0, (byte)number]));
        }

        if (all.Count == 0 || Chance(35))
        {
            all.Add(IPAddress.Parse("2a10::" + number));
        }

        _serving.UnionWith(serving ? all : []);
        return all;
    }
}
