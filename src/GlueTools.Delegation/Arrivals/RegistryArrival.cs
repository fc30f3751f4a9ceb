using System;
using System.Collections.Generic;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Arrivals;

/// <summary>What the registry held when it was asked last, beside what is wanted: the leg before the parent's servers. Immutable.</summary>
public sealed class RegistryArrival
{
    private RegistryArrival(string by, ArrivalState state, string detail)
    {
        By = by;
        State = state;
        Detail = detail;
    }

    /// <summary>Who says so: a URL, or a WHOIS server; empty where nobody could be asked.</summary>
    public string By { get; }

    /// <summary>What is wanted, something else, nothing (it could not be asked), or an answer that does not say.</summary>
    public ArrivalState State { get; }

    /// <summary>How that differs from what is wanted, or why nothing is known; empty where it is what is wanted.</summary>
    public string Detail { get; }

    /// <summary>When the registry last changed what is wanted: the latest of the objects concerned; null where it does not say.</summary>
    public DateTime? ChangedUtc { get; private init; }

    /// <summary>When it was first seen with what is wanted; null where it was not.</summary>
    public DateTime? SinceUtc { get; private init; }

    /// <summary>When it was last seen with something else; null where it was not.</summary>
    public DateTime? LastOldUtc { get; private init; }

    /// <summary>How far it is, in words.</summary>
    public string ToProgress() => State switch
    {
        ArrivalState.New => "the registry holds it" + (ChangedUtc is { } changed ? " (last changed at " + Times.Iso(changed) + ")" : string.Empty),
        ArrivalState.Old => "the registry does not hold it yet: it " + Detail,
        ArrivalState.Silent => "the registry could not be asked: " + Detail,
        _ => "what the registry holds cannot be told: " + Detail,
    };

    /// <summary>What came of asking.</summary>
    /// <param name="side">What the registry holds.</param>
    /// <param name="wanted">What is waited for.</param>
    /// <param name="parentZone">The zone above, whose registry it is.</param>
    /// <param name="before">What came of asking before; null for nothing.</param>
    public static RegistryArrival Of(RegistrySide side, WantedDelegation wanted, DomainName parentZone, RegistryArrival? before)
    {
        var (state, detail) = Compare(side, wanted, parentZone);
        return new RegistryArrival(side.By, state, detail)
        {
            ChangedUtc = Changed(side, wanted),
            SinceUtc = state == ArrivalState.New ? before?.SinceUtc ?? side.AskedUtc : null,
            LastOldUtc = state == ArrivalState.Old ? side.AskedUtc : before?.LastOldUtc,
        };
    }

    private static (ArrivalState State, string Detail) Compare(RegistrySide side, WantedDelegation wanted, DomainName parentZone)
    {
        if (side.State == RegistryState.NotAsked)
        {
            return (ArrivalState.Silent, side.Why.TrimEnd('.'));
        }

        if (side.State == RegistryState.NotRegistered)
        {
            return (ArrivalState.Old, "says that the domain is not registered");
        }

        if (side.Hosts.Count == 0 && !side.Has("inactive"))
        {
            return (ArrivalState.Fails, "it shows no name servers");
        }

        var differences = new List<string>();
        if (wanted.DifferenceInNames(side.Statement.Delegation) is { } names)
        {
            differences.Add(names);
        }

        var unseen = new List<string>();
        foreach (var name in wanted.NameServers)
        {
            // Addresses of a name server outside the zone above are another registry's.
            if (name.IsAtOrBelow(parentZone) && wanted.AddressesOf(name) is { } addresses && side.HostOf(name) is { } host)
            {
                Compare(host, addresses, differences, unseen);
            }
        }

        return differences.Count > 0 ? (ArrivalState.Old, string.Join("; ", differences))
            : unseen.Count > 0 ? (ArrivalState.Fails, string.Join("; ", unseen))
            : (ArrivalState.New, string.Empty);
    }

    private static void Compare(RegistryHost host, IReadOnlyList<System.Net.IPAddress> wanted, List<string> differences, List<string> unseen)
    {
        switch (host.State)
        {
            case HeldAddresses.Held when !AddressOrder.Set(host.Addresses).SetEquals(AddressOrder.Set(wanted)):
                differences.Add("holds " + Prose.List(host.Addresses) + " for " + host.Name);
                break;
            case HeldAddresses.NoAddress:
                differences.Add("holds no address for " + host.Name);
                break;
            case HeldAddresses.NotShown:
                unseen.Add("it shows no address of " + host.Name);
                break;
            case HeldAddresses.NotAsked:
                unseen.Add("it could not be asked for " + host.Name);
                break;
            default:
                break;
        }
    }

    private static DateTime? Changed(RegistrySide side, WantedDelegation wanted)
    {
        var latest = side.ChangedUtc;
        foreach (var name in wanted.NameServers)
        {
            latest = side.HostOf(name)?.ChangedUtc is { } changed && !(changed < latest) ? changed : latest;
        }

        return latest;
    }
}
