using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using GlueTools.Dns.Names;

namespace GlueTools.Plans.Tests.Model;

/// <summary>A delegation as it should be, and then some faults in it: what findings are made of.</summary>
internal sealed class BrokenWorld
{
    private static readonly uint[] Ttls = [60, 300, 3600, 86400, 172800];
    private static readonly string[] Deaths = ["silent", "refuse", "servfail", "upward"];

    private readonly Random _random;
    private readonly List<Action> _faults;
    private int _addresses;

    private BrokenWorld(int seed)
    {
        _random = new Random(seed);
        World = World.Empty(1 + _random.Next(3), Ttl());
        _faults =
        [
            StaleGlue, MissingGlue, LessGlue, MoreGlue, OtherInZone, NotInZone, DeadServer, LameServer, DeadName, OnlyAtParent, OnlyInZone, LackingAtParent, LackingInZone,
            ParentBehind, ParentBehind, ServerBehind, ServerBehind, UnknownElsewhere, WrongDs, LackingDs, HalfDs, UnsignedServer,
        ];
    }

    internal static DomainName Domain { get; } = DomainName.Parse("d.test");

    internal World World { get; }

    /// <summary>By address: what its server does where it does not serve the zone.</summary>
    internal Dictionary<int, string> Dead { get; } = [];

    /// <summary>The faults that were put in.</summary>
    internal List<string> Faults { get; } = [];

    internal static BrokenWorld Of(int seed)
    {
        var made = new BrokenWorld(seed);
        made.Make();
        return made;
    }

    private void Make()
    {
        var (zone, parent) = (World.Master, World.ParentMaster);
        (zone.NamesTtl, parent.NamesTtl, parent.DsTtl, zone.Serial, parent.Serial) = (TtlTicks(), TtlTicks(), TtlTicks(), 10, 10);
        World.MasterKeys = Chance(30) ? World.OldKey : 0;
        parent.Ds = World.MasterKeys;
        foreach (var number in Enumerable.Range(1, 2 + _random.Next(3)))
        {
            var name = NewName(number, NewAddresses(serving: true));
            zone.Names |= name;
            parent.Names |= name;
        }

        for (var left = _random.Next(5); left > 0; left--)
        {
            var fault = _faults[_random.Next(_faults.Count)];
            Faults.Add(fault.Method.Name);
            fault();
        }

        for (var i = 0; i < World.Parents.Length; i++)
        {
            World.Parents[i] ??= World.ParentMaster;
            WithoutHosts(World.Parents[i]);
        }

        WithoutHosts(World.ParentMaster);

        World.FindUseful();
    }

    /// <summary>A parent zone has no addresses of hosts to which it does not delegate.</summary>
    private void WithoutHosts(Copy copy)
    {
        for (var name = 0; name < World.NameCount; name++)
        {
            copy.Addresses[name] = (copy.Names & 1u << name) == 0 ? 0 : copy.Addresses[name];
        }
    }

    private bool Chance(int percent) => _random.Next(100) < percent;

    private uint Ttl() => Ttls[_random.Next(Ttls.Length)];

    private uint TtlTicks() => World.Ticks * Ttl();

    private uint NewName(int number, uint addresses)
    {
        var (zone, parent) = (World.Master, World.ParentMaster);
        var kind = _random.Next(100);
        var name = World.IndexOf(DomainName.Parse("ns" + number + (kind < 65 ? ".d.test" : kind < 85 ? ".p.net" : ".s.test")));
        (zone.Ttls[name], parent.Ttls[name]) = (TtlTicks(), TtlTicks());
        if (kind < 65)
        {
            World.SetOwn(name);
            zone.Addresses[name] = addresses;
        }
        else
        {
            World.Elsewhere[name] = addresses;
        }

        // Sibling glue may be there or not.
        parent.Addresses[name] = kind < 65 || (kind >= 85 && Chance(70)) ? addresses : 0;
        return 1u << name;
    }

    private uint NewAddresses(bool serving)
    {
        var number = ++_addresses;
        var mask = 0u;
        if (!Chance(10))
        {
            mask |= NewAddress(new IPAddress([45, (byte)(100 + number), 0, 1]), serving);
        }

        return mask == 0 || Chance(35) ? mask | NewAddress(IPAddress.Parse("2a10:" + number + "::1"), serving) : mask;
    }

    private uint NewAddress(IPAddress address, bool serving)
    {
        var at = World.IndexOf(address);
        World.Keys[at] = World.MasterKeys;
        World.Servers[at] = serving ? World.Master : null;
        Dead[at] = Deaths[_random.Next(Deaths.Length)];
        return 1u << at;
    }

    private void StaleGlue() => WithGlue((copy, name) => copy.Addresses[name] = NewAddresses(Chance(40)));

    private void MissingGlue() => WithGlue((copy, name) => copy.Addresses[name] = 0);

    private void LessGlue() => WithGlue((copy, name) => copy.Addresses[name] &= copy.Addresses[name] - 1);

    private void MoreGlue() => WithGlue((copy, name) => copy.Addresses[name] |= NewAddresses(Chance(40)));

    private void OtherInZone() => WithOwn((copy, name) => copy.Addresses[name] = NewAddresses(Chance(60)));

    private void NotInZone() => WithOwn((copy, name) => copy.Addresses[name] = 0);

    private void OnlyAtParent() => World.ParentMaster.Names |= NewName(5 + Faults.Count, NewAddresses(Chance(50)));

    private void OnlyInZone() => World.Master.Names |= NewName(5 + Faults.Count, NewAddresses(Chance(50)));

    private void LackingAtParent() => World.ParentMaster.Names = WithoutOne(World.ParentMaster.Names);

    private void LackingInZone() => World.Master.Names = WithoutOne(World.Master.Names);

    private void DeadServer() => Stop(1u << _random.Next(World.AddressCount));

    private void DeadName()
    {
        var name = _random.Next(World.NameCount);
        Stop(World.Master.Addresses[name] | World.ParentMaster.Addresses[name] | World.Elsewhere[name]);
    }

    private void LameServer()
    {
        var at = _random.Next(World.AddressCount);
        Stop(1u << at);
        Dead[at] = "refuse";
    }

    private void Stop(uint addresses)
    {
        for (var i = 0; i < World.AddressCount; i++)
        {
            if ((addresses & 1u << i) != 0)
            {
                // One that begins again begins with what there is then.
                (World.Servers[i], World.IsStuck[i], World.Keys[i]) = (null, false, World.MasterKeys);
            }
        }
    }

    private void ParentBehind()
    {
        var at = _random.Next(World.Parents.Length);
        if (at > 0)
        {
            var copy = Behind(World.ParentMaster);
            copy.Ds = Chance(20) ? 0 : copy.Ds;
            World.Parents[at] = copy;
        }
    }

    private void ServerBehind()
    {
        var at = _random.Next(World.AddressCount);
        if (World.Servers[at] is not null)
        {
            World.Servers[at] = Behind(World.Master);
            World.IsStuck[at] = true;
        }
    }

    /// <summary>A copy from before the last change: of the NS set, or of an address.</summary>
    private Copy Behind(Copy copy)
    {
        var old = copy.Clone();
        old.Serial = Chance(85) ? copy.Serial - 5 : copy.Serial;
        var name = _random.Next(World.NameCount);
        if (Chance(50))
        {
            old.Names = Chance(50) ? WithoutOne(old.Names) : old.Names | NewName(5 + Faults.Count, NewAddresses(Chance(50)));
        }
        else if (old.Addresses[name] != 0 && World.Elsewhere[name] == 0)
        {
            old.Addresses[name] = NewAddresses(Chance(50));
        }

        return old;
    }

    private void UnknownElsewhere()
    {
        var name = _random.Next(World.NameCount);
        World.Elsewhere[name] = 0;
    }

    private void WrongDs() => SetDs(World.OtherKey);

    private void LackingDs() => SetDs(0);

    private void HalfDs() => SetDs(World.OldKey | World.OtherKey);

    private void UnsignedServer()
    {
        var at = _random.Next(World.AddressCount);
        if (World.Servers[at] is not null && World.MasterKeys != 0)
        {
            World.Servers[at] = World.Servers[at]!.Clone();
            (World.Servers[at]!.Serial, World.Keys[at], World.IsStuck[at]) = (4, 0, true);
        }
    }

    private void SetDs(uint ds) => World.ParentMaster.Ds = World.MasterKeys != 0 || Chance(50) ? ds : World.ParentMaster.Ds;

    private void WithGlue(Action<Copy, int> work) => With(World.ParentMaster, work);

    private void WithOwn(Action<Copy, int> work) => With(World.Master, work);

    private void With(Copy copy, Action<Copy, int> work)
    {
        var name = _random.Next(World.NameCount);
        if (copy.Addresses[name] != 0)
        {
            work(copy, name);
        }
    }

    private uint WithoutOne(uint names)
    {
        var one = 1u << _random.Next(World.NameCount);
        return (names & ~one) == 0 ? names : names & ~one;
    }
}
