using System.Collections.Generic;
using System.Linq;
using System.Numerics;

namespace GlueTools.Plans.Tests.Model;

/// <summary>What may happen to some resolver while a world stays as it is.</summary>
internal sealed class Harm
{
    /// <summary>Addresses that a resolver may ask and at which nobody answers for the zone.</summary>
    internal uint Wrong { get; private set; }

    /// <summary>Addresses that whoever was sent to a name by another zone may ask, likewise.</summary>
    internal uint WrongByName { get; private set; }

    /// <summary>Addresses whose keys a validator rejects.</summary>
    internal uint Bogus { get; private set; }

    /// <summary>By habit and family: a validator may hold keys beside DS records that lead to none of them.</summary>
    internal HashSet<(Habit Habit, int Family)> Invalid { get; } = [];

    /// <summary>Name servers in the NS set that a resolver holds for which there is no address anywhere.</summary>
    internal uint WithoutAddress { get; private set; }

    /// <summary>By habit and family: a resolver may be left without any server.</summary>
    internal HashSet<(Habit Habit, int Family)> Alone { get; } = [];

    /// <summary>Whether nothing worse happens than that there are fewer servers, or none for a family.</summary>
    internal bool IsNoneButLoss => Wrong == 0 && WrongByName == 0 && Bogus == 0 && Invalid.Count == 0;

    internal bool IsNone => Wrong == 0 && WrongByName == 0 && Bogus == 0 && Invalid.Count == 0 && WithoutAddress == 0 && Alone.Count == 0;

    /// <summary>What happens from a moment on until the world changes.</summary>
    internal static Harm Of(World world, IEnumerable<Caches> all, long from)
    {
        var harm = new Harm();
        var serving = world.Serving;
        foreach (var caches in all)
        {
            var bogus = 0u;
            var keys = caches.KeysAfter(from).ToList();
            foreach (var ds in caches.DsAfter(from))
            {
                for (var i = 0; i < world.AddressCount; i++)
                {
                    bogus |= (ds & world.Keys[i]) == 0 ? serving & 1u << i : 0;
                }

                if (keys.Exists(held => (held & ds) == 0))
                {
                    harm.Invalid.Add((caches.Habit, caches.Family));
                }
            }

            harm.Look(world, caches, from, serving, bogus);
        }

        return harm;
    }

    /// <summary>What of it would not have happened without the plan.</summary>
    internal Harm Without(Harm other)
    {
        var rest = new Harm
        {
            Wrong = Wrong & ~other.Wrong, WrongByName = WrongByName & ~(other.WrongByName | other.Wrong), Bogus = Bogus & ~(other.Bogus | other.Wrong), WithoutAddress = WithoutAddress & ~other.WithoutAddress,
        };
        rest.Alone.UnionWith(Alone);
        rest.Alone.ExceptWith(other.Alone);
        // Who finds no server finds no valid answer either.
        rest.Invalid.UnionWith(Invalid);
        rest.Invalid.ExceptWith(other.Invalid);
        rest.Invalid.ExceptWith(other.Alone);
        return rest;
    }

    /// <summary>Adds what happens in another case.</summary>
    internal void Add(Harm other)
    {
        Wrong |= other.Wrong;
        WrongByName |= other.WrongByName;
        Bogus |= other.Bogus;
        Invalid.UnionWith(other.Invalid);
        WithoutAddress |= other.WithoutAddress;
        Alone.UnionWith(other.Alone);
    }

    public override string ToString() => $"wrong {Wrong:x}, by name {WrongByName:x}, bogus {Bogus:x} invalid {string.Join(' ', Invalid)}, without address {WithoutAddress:x}, alone {string.Join(' ', Alone)}";

    private void Look(World world, Caches caches, long from, uint serving, uint bogus)
    {
        var reachable = caches.Reachable(world);
        foreach (var looked in caches.LookedUpAfter(from))
        {
            WrongByName |= looked & reachable & ~serving;
        }

        foreach (var names in caches.NamesAfter(from))
        {
            // What the worst luck may leave it with.
            var hasOne = false;
            for (var rest = names; rest != 0; rest &= rest - 1)
            {
                hasOne |= HasOne(world, caches, from, BitOperations.TrailingZeroCount(rest), serving, bogus, reachable);
            }

            if (!hasOne)
            {
                Alone.Add((caches.Habit, caches.Family));
            }
        }
    }

    /// <summary>Whether every set of addresses that may be held of a name has one that answers.</summary>
    private bool HasOne(World world, Caches caches, long from, int name, uint serving, uint bogus, uint reachable)
    {
        bool isHeld = false, isGood = true;
        foreach (var addresses in Sets(world, caches, name, from))
        {
            // Records of the other family are another set; who has none of its own looks on.
            if ((addresses & reachable) != 0)
            {
                isHeld = true;
                Wrong |= addresses & reachable & ~serving;
                Bogus |= addresses & reachable & bogus;
                isGood &= (addresses & reachable & serving & ~bogus) != 0;
            }
        }

        // What another zone has for its names is not the domain's to keep.
        WithoutAddress |= IsObtainable(world, name) || (world.Own & 1u << name) == 0 ? 0 : world.Useful & 1u << name;
        return isHeld && isGood;
    }

    private static IEnumerable<uint> Sets(World world, Caches caches, int name, long from)
    {
        if (world.Elsewhere[name] != 0)
        {
            yield return world.Elsewhere[name];
        }

        foreach (var held in caches.AddressesAfter(name, from))
        {
            yield return held;
        }
    }

    /// <summary>Whether anybody gives an address: a server of the zone that somebody can find, or of the parent with the referral.</summary>
    private static bool IsObtainable(World world, int name)
    {
        var isThere = world.Elsewhere[name] != 0;
        for (var rest = (world.Own & 1u << name) != 0 ? world.Known : 0; rest != 0; rest &= rest - 1)
        {
            isThere |= world.Servers[BitOperations.TrailingZeroCount(rest)] is { } server && server.Addresses[name] != 0;
        }

        foreach (var parent in world.Parents)
        {
            isThere |= (parent.Names & 1u << name) != 0 && parent.Addresses[name] != 0;
        }

        return isThere;
    }
}
