using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;

namespace GlueTools.Plans.Tests.Model;

/// <summary>What resolvers do with the NS sets that they are given.</summary>
internal enum Habit
{
    /// <summary>They keep the parent's set and glue.</summary>
    ParentCentric,

    /// <summary>They put the child's set in place of the parent's, and begin again at the parent when it runs out.</summary>
    ChildCentric,

    /// <summary>They keep the one that lasts longer.</summary>
    LongerOfBoth,

    /// <summary>They renew the set from every authoritative answer.</summary>
    Renewing,
}

/// <summary>
/// The caches of all resolvers of one habit that ask at whatever second they please: for each thing that can be cached, until when the luckiest of them has it.
/// A resolver that asks in the last second before a change has what was there for the whole of its TTL; nothing of a later moment is any worse.
/// </summary>
/// <param name="habit">What they do with NS sets.</param>
/// <param name="family">What they can reach: 0 everything, 1 IPv4 alone, 2 IPv6 alone.</param>
internal sealed class Caches(Habit habit, int family)
{
    private readonly List<Held> _names = [];
    private readonly Dictionary<(int Name, uint Addresses), long> _addresses = [];
    private readonly Dictionary<(int Name, uint Addresses), long> _looked = [];
    private readonly Dictionary<uint, long> _ds = [], _keys = [];

    internal Habit Habit => habit;

    internal int Family => family;

    /// <summary>Resolvers of every habit and family.</summary>
    internal static Caches[] All() => Enum.GetValues<Habit>().SelectMany(habit => Enumerable.Range(0, 3).Select(family => new Caches(habit, family))).ToArray();

    /// <summary>The addresses that they can reach.</summary>
    internal uint Reachable(World world) => family switch { 0 => ~0u, 1 => world.IPv4, _ => ~world.IPv4 };

    /// <summary>Sets of DS records that validators hold after a moment, each as the keys that they name.</summary>
    internal IEnumerable<uint> DsAfter(long moment) => _ds.Where(pair => pair.Value > moment).Select(pair => pair.Key);

    /// <summary>Sets of DNSKEY records that validators hold after a moment.</summary>
    internal IEnumerable<uint> KeysAfter(long moment) => _keys.Where(pair => pair.Value > moment).Select(pair => pair.Key);

    /// <summary>NS sets that are held after a moment.</summary>
    internal IEnumerable<uint> NamesAfter(long moment)
    {
        foreach (var held in _names)
        {
            if (held.Until > moment)
            {
                yield return held.Names;
            }
        }
    }

    /// <summary>Sets of addresses of a name that are held after a moment.</summary>
    internal IEnumerable<uint> AddressesAfter(int name, long moment)
    {
        foreach (var pair in _addresses)
        {
            if (pair.Key.Name == name && pair.Value > moment)
            {
                yield return pair.Key.Addresses;
            }
        }
    }

    /// <summary>Addresses that somebody holds by name alone, as whoever was sent to the name by another zone does.</summary>
    internal IEnumerable<uint> LookedUpAfter(long moment)
    {
        foreach (var pair in _looked)
        {
            if (pair.Value > moment)
            {
                yield return pair.Key.Addresses;
            }
        }
    }

    /// <summary>The last second in which somebody may ask an address, up to a moment; null where nobody may.</summary>
    internal long? LastAsked(World world, int address, long from, long until, bool byParentsWord)
    {
        long? last = null;
        var bit = 1u << address;
        if ((Reachable(world) & bit) == 0)
        {
            return null;
        }

        foreach (var names in _names)
        {
            if (names.Until <= from || (byParentsWord && !names.IsParents))
            {
                continue;
            }

            for (var rest = names.Names; rest != 0; rest &= rest - 1)
            {
                var name = BitOperations.TrailingZeroCount(rest);
                if ((world.Elsewhere[name] & bit) != 0)
                {
                    Later(ref last, Math.Min(names.Until, until) - 1);
                }

                foreach (var pair in _addresses)
                {
                    if (pair.Key.Name == name && (pair.Key.Addresses & bit) != 0 && pair.Value > from)
                    {
                        Later(ref last, Math.Min(Math.Min(names.Until, pair.Value), until) - 1);
                    }
                }
            }
        }

        return last;
    }

    /// <summary>Everybody asks for as long as a world stays as it is.</summary>
    internal void Live(World world, long from, long until)
    {
        var changed = true;
        foreach (var parent in world.Parents)
        {
            Learn(parent.Names, until - 1 + parent.NamesTtl, isParents: true);
            for (var name = 0; name < world.NameCount; name++)
            {
                // A referral is kept as one: its glue as long as its NS records, where those last longer.
                if (parent.Addresses[name] != 0 && (parent.Names & 1u << name) != 0)
                {
                    Learn(_addresses, name, parent.Addresses[name], until - 1 + Math.Max(parent.NamesTtl, parent.Ttls[name]));
                }
            }

            if (parent.Ds != 0)
            {
                Learn(_ds, parent.Ds, until - 1 + parent.DsTtl);
            }
        }

        while (changed)
        {
            changed = false;
            for (var address = 0; address < world.AddressCount; address++)
            {
                if (world.Servers[address] is not { } copy)
                {
                    continue;
                }

                if (LastAsked(world, address, from, until, byParentsWord: false) is { } asked)
                {
                    Learn(_keys, world.Keys[address], asked + world.KeyTtl);
                    changed |= LearnAddresses(world, copy, address, from, until, ref asked);
                }

                if (habit != Habit.ParentCentric && LastAsked(world, address, from, until, byParentsWord: habit != Habit.Renewing) is { } told)
                {
                    // Who is told again where to ask, by whom it asks, goes on for as long as that is so.
                    var goesOn = habit == Habit.Renewing && Leads(world, copy, address);
                    changed |= LearnSet(world, copy, goesOn ? until - 1 : told);
                }
            }
        }
    }

    /// <summary>Addresses that are looked up one by one; they keep themselves alive where a resolver's NS set does.</summary>
    private bool LearnAddresses(World world, Copy copy, int address, long from, long until, ref long asked)
    {
        var changed = false;
        for (var name = 0; name < world.NameCount; name++)
        {
            if ((world.Own & 1u << name) == 0 || copy.Addresses[name] == 0)
            {
                continue;
            }

            var at = asked;
            if ((copy.Addresses[name] & 1u << address) != 0 && IsNamed(name, from, out var namedUntil))
            {
                at = Math.Max(at, Math.Min(namedUntil, until) - 1);
            }

            changed |= Learn(_addresses, name, copy.Addresses[name], at + copy.Ttls[name]);
            changed |= Learn(_looked, name, copy.Addresses[name], at + copy.Ttls[name]);
        }

        return changed;
    }

    private bool LearnSet(World world, Copy copy, long told)
    {
        var changed = Learn(copy.Names, told + copy.NamesTtl, isParents: false);
        for (var rest = copy.Names & world.Own; rest != 0; rest &= rest - 1)
        {
            var name = BitOperations.TrailingZeroCount(rest);
            if (copy.Addresses[name] != 0)
            {
                changed |= Learn(_addresses, name, copy.Addresses[name], told + Math.Max(copy.NamesTtl, copy.Ttls[name]));
            }
        }

        return changed;
    }

    private static bool Leads(World world, Copy copy, int address)
    {
        for (var rest = copy.Names; rest != 0; rest &= rest - 1)
        {
            var name = BitOperations.TrailingZeroCount(rest);
            if (((copy.Addresses[name] | world.Elsewhere[name]) & 1u << address) != 0)
            {
                return true;
            }
        }

        return false;
    }

    private bool IsNamed(int name, long from, out long until)
    {
        until = long.MinValue;
        foreach (var held in _names)
        {
            if (held.Until > from && (held.Names & 1u << name) != 0)
            {
                until = Math.Max(until, held.Until);
            }
        }

        return until > from;
    }

    private bool Learn(uint names, long until, bool isParents)
    {
        foreach (var held in _names)
        {
            if (held.Names == names && held.IsParents == isParents)
            {
                var isLater = until > held.Until;
                held.Until = Math.Max(held.Until, until);
                return isLater;
            }
        }

        if (names != 0)
        {
            _names.Add(new Held(names, isParents) { Until = until });
        }

        return names != 0;
    }

    private static bool Learn(Dictionary<(int Name, uint Addresses), long> held, int name, uint addresses, long until) => Learn(held, (name, addresses), until);

    private static bool Learn<T>(Dictionary<T, long> held, T what, long until)
        where T : notnull
    {
        if (held.TryGetValue(what, out var known) && known >= until)
        {
            return false;
        }

        held[what] = until;
        return true;
    }

    private static void Later(ref long? last, long moment) => last = last is { } known && known >= moment ? known : moment;

    private sealed class Held(uint names, bool isParents)
    {
        internal uint Names => names;

        internal bool IsParents => isParents;

        internal long Until { get; set; }
    }
}
