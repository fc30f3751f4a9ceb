using System.Collections.Generic;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using GlueTools.Delegation.Answers;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;
using GlueTools.Network.Loop;
using GlueTools.Network.Walking;

namespace GlueTools.Network.Collecting;

/// <summary>
/// That a zone has no server which could be asked, in a sentence that says why. What lies below such a zone is unknown: nobody said anything about it, good
/// or bad.
/// </summary>
internal sealed class ZoneOutOfReach
{
    /// <summary>Name servers that the sentence tells of; each may cost a search, and more would tell no more.</summary>
    private const int Told = 4;

    private readonly ServerAccess _network;
    private readonly DelegationWalker _walker;

    internal ZoneOutOfReach(ServerAccess network, DelegationWalker walker)
    {
        _network = network;
        _walker = walker;
    }

    /// <summary>Whether any of the servers may be asked.</summary>
    internal bool HasAskable(IReadOnlyList<ServerAddress> servers)
    {
        foreach (var server in servers)
        {
            if (_network.MayAsk(server.Address) == NotAskedReason.None)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The sentence where none of the zone's servers may be asked.</summary>
    internal async LoopTask<string> Explain(Zone zone, AuditContext audit)
    {
        var reasons = new List<Reason>();
        var names = new OrderedSet<DomainName>(zone.NameServers);
        var told = 0;
        foreach (var name in names)
        {
            if (told++ == Told)
            {
                break;
            }

            Add(reasons, await Why(zone, name, audit), name);
        }

        var texts = new List<string>();
        foreach (var reason in reasons)
        {
            texts.Add(reason.ToString());
        }

        if (names.Count > Told)
        {
            var rest = names.Count - Told;
            texts.Add("nor can its other " + (rest == 1 ? "name server" : rest.ToString(CultureInfo.InvariantCulture) + " name servers") + " be asked");
        }

        return Sentence(zone.Name, audit.Domain, texts.Count == 0 ? "no name server of it is known" : string.Join("; ", texts));
    }

    /// <summary>The sentence where servers of the zone were asked and none said anything useful.</summary>
    internal static string Silent(DomainName zone, DomainName child) => Sentence(zone, child, "none of its servers gives a usable answer");

    private static string Sentence(DomainName zone, DomainName child, string why) =>
        zone + ", the closest zone found above " + child + ", could not be reached: " + why + ".";

    private async LoopTask<Reason> Why(Zone zone, DomainName name, AuditContext audit)
    {
        var addresses = AddressOrder.Set();
        foreach (var server in zone.Servers)
        {
            if (server.Name == name)
            {
                addresses.Add(server.Address);
            }
        }

        if (addresses.Count > 0)
        {
            return OfAddresses(addresses);
        }

        if (name.IsAtOrBelow(zone.Name))
        {
            return new Reason("lies in it and has no glue", "lie in it and have no glue");
        }

        var found = await _walker.Resolver.ResolveForAudit(name, audit);
        addresses.UnionWith(found.Addresses);
        return found.Status switch
        {
            ResolutionStatus.Found => OfAddresses(addresses),
            ResolutionStatus.NoAddress => new Reason("has no address", "have no address"),
            ResolutionStatus.NameDoesNotExist => new Reason("does not exist", "do not exist"),
            ResolutionStatus.Alias => new Reason("is an alias", "are aliases"),
            ResolutionStatus.Circular => new Reason("can only be found through itself" + (found.Circle is { } circle ? " (" + circle + ")" : string.Empty)),
            ResolutionStatus.OutOfReach => new Reason("cannot be found from the servers to start from"),
            ResolutionStatus.NotLookedAt => new Reason("takes more to be found than one domain may ask for"),
            _ => new Reason("cannot be found, since no server of " + (found.Zone?.ToString() ?? "its zone") + " gives a usable answer"),
        };
    }

    private Reason OfAddresses(OrderedSet<IPAddress> addresses)
    {
        var special = new List<IPAddress>();
        AddressFamily? leftOut = null;
        foreach (var address in addresses)
        {
            if (_network.MayAsk(address) == NotAskedReason.SpecialPurpose)
            {
                special.Add(address);
            }
            else
            {
                leftOut = address.AddressFamily;
            }
        }

        if (leftOut is not { } family)
        {
            return new Reason("has no address that can be reached from the Internet (only " + string.Join(", ", special) + ")");
        }

        var (used, unused) = family == AddressFamily.InterNetwork ? ("IPv6", "IPv4") : ("IPv4", "IPv6");
        return new Reason("has no " + used + " address that can be asked, and " + unused + " is not used in this run");
    }

    private static void Add(List<Reason> reasons, Reason reason, DomainName name)
    {
        var same = reasons.Find(known => known.One == reason.One && known.Many is not null);
        if (same is null)
        {
            reasons.Add(same = reason);
        }

        same.Names.Add(name);
    }

    /// <summary>Why a name server cannot be asked, and which ones it holds for.</summary>
    private sealed class Reason(string one, string? many = null)
    {
        internal string One => one;

        /// <summary>The same of several; null where it is said of each by itself.</summary>
        internal string? Many => many;

        internal List<DomainName> Names { get; } = new();

        public override string ToString() => Names.Count == 1
            ? Names[0] + " " + one
            : string.Join(", ", Names.GetRange(0, Names.Count - 1)) + " and " + Names[Names.Count - 1] + " " + many;
    }
}
