using System;
using System.Collections.Generic;
using GlueTools.Delegation.Answers;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Evidence;

/// <summary>What came of asking a registry about a domain. None of these is another.</summary>
public enum RegistryState
{
    /// <summary>It shows the domain.</summary>
    Registered,

    /// <summary>It says that there is no such domain.</summary>
    NotRegistered,

    /// <summary>It could not be asked, or its answer not be used.</summary>
    NotAsked,
}

/// <summary>What a registry holds of a domain, beside what the parent's servers serve. Immutable.</summary>
public sealed record RegistrySide
{
    /// <summary>What a registry answered, or that it did not.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="state">What came of asking.</param>
    /// <param name="source">Who says so: a URL, or a WHOIS server; empty where nobody could be asked.</param>
    /// <param name="askedUtc">When it was asked.</param>
    public RegistrySide(DomainName domain, RegistryState state, string source, DateTime askedUtc)
        : this(domain, state, source, askedUtc, [], [])
    {
    }

    /// <summary>A domain that a registry shows.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="source">Who says so: a URL, or a WHOIS server.</param>
    /// <param name="askedUtc">When it was asked.</param>
    /// <param name="hosts">The name servers that it holds.</param>
    /// <param name="ds">The DS records that it shows.</param>
    public RegistrySide(DomainName domain, string source, DateTime askedUtc, IReadOnlyList<RegistryHost> hosts, IReadOnlyList<DsData> ds)
        : this(domain, RegistryState.Registered, source, askedUtc, hosts, ds)
    {
    }

    private RegistrySide(DomainName domain, RegistryState state, string source, DateTime askedUtc, IReadOnlyList<RegistryHost> hosts, IReadOnlyList<DsData> ds)
    {
        State = state;
        Hosts = hosts;
        var names = new List<DomainName>();
        var glue = new List<GlueAddress>();
        foreach (var host in hosts)
        {
            names.Add(host.Name);
            foreach (var address in host.Addresses)
            {
                glue.Add(new GlueAddress(host.Name, address, null));
            }
        }

        Statement = new ParentStatement(Source.OfRegistry(source, askedUtc), Referral.Of(domain, names, null, glue, ds));
    }

    /// <summary>What came of asking.</summary>
    public RegistryState State { get; }

    /// <summary>What it holds, as the statement about the parent's side that it is: names, addresses, DS records; and who says so, and when.</summary>
    public ParentStatement Statement { get; }

    /// <summary>The name servers that it holds, each with what is known of its addresses.</summary>
    public IReadOnlyList<RegistryHost> Hosts { get; }

    /// <summary>Whether it shows its DS records, or that there are none.</summary>
    public bool ShowsDs { get; init; }

    /// <summary>Statuses of the domain, in the words of EPP where it uses them.</summary>
    public IReadOnlyList<string> Statuses { get; init; } = Array.Empty<string>();

    /// <summary>When it last changed the domain; null where it does not say.</summary>
    public DateTime? ChangedUtc { get; init; }

    /// <summary>When the registration ends; null where it does not say.</summary>
    public DateTime? ExpiresUtc { get; init; }

    /// <summary>The registrar; empty where it does not say.</summary>
    public string Registrar { get; init; } = string.Empty;

    /// <summary>Why nothing is known, as a sentence; empty where something is.</summary>
    public string Why { get; init; } = string.Empty;

    /// <summary>What was left out of its answer on reading.</summary>
    public IReadOnlyList<string> Limits { get; init; } = Array.Empty<string>();

    /// <summary>When it was asked.</summary>
    public DateTime AskedUtc => Statement.Source.SaidUtc!.Value;

    /// <summary>Who says so: a URL, or a WHOIS server; empty where nobody could be asked.</summary>
    public string By => Statement.Source.Registry!;

    /// <summary>What the registry was not seen to say, each in a few words: whoever could not be asked, and what was left out.</summary>
    public IReadOnlyList<string> Unseen
    {
        get
        {
            var unseen = new List<string>();
            if (State == RegistryState.NotAsked)
            {
                unseen.Add("registry not asked: " + Why.TrimEnd('.'));
            }

            foreach (var host in Hosts)
            {
                if (host.State == HeldAddresses.NotAsked)
                {
                    unseen.Add("registry of " + host.Name + " not asked: " + host.Why.TrimEnd('.'));
                }
            }

            foreach (var limit in Limits)
            {
                unseen.Add("registry: " + limit);
            }

            return unseen;
        }
    }

    /// <summary>The name server as it is held; null where it is not among them.</summary>
    public RegistryHost? HostOf(DomainName nameServer)
    {
        foreach (var host in Hosts)
        {
            if (host.Name == nameServer)
            {
                return host;
            }
        }

        return null;
    }

    /// <summary>Whether the domain has a status of EPP.</summary>
    public bool Has(string status) => RegistryHost.Has(Statuses, status);
}
