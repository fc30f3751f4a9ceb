using System;
using System.Collections.Generic;
using System.Net;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Findings;

/// <summary>One fault of one delegation, as data: what it is, whom it concerns, who showed it, and what could be changed where. Immutable.</summary>
public sealed class Finding
{
    internal Finding(
        FindingKind kind, DomainName domain, IReadOnlyList<DomainName> nameServers, IReadOnlyList<IPAddress> addresses, IReadOnlyList<Witness> servers, FormattableString statement, Advice advice)
    {
        Kind = kind;
        Severity = kind.Severity;
        DomainName = domain;
        NameServers = nameServers;
        Addresses = addresses;
        Servers = servers;
        Statement = statement;
        Advice = advice;
    }

    private Finding(Finding other, Severity severity)
        : this(other.Kind, other.DomainName, other.NameServers, other.Addresses, other.Servers, other.Statement, other.Advice) => Severity = severity;

    /// <summary>What it is: its row of the catalogue.</summary>
    public FindingKind Kind { get; }

    /// <summary>The stable code of the fault.</summary>
    public string Code => Kind.Code;

    /// <summary>How bad it is, here.</summary>
    public Severity Severity { get; }

    /// <summary>The domain audited.</summary>
    public DomainName DomainName { get; }

    /// <summary>The name servers at fault; several share an address, or are all of a side; empty where the fault is no one server's.</summary>
    public IReadOnlyList<DomainName> NameServers { get; }

    /// <summary>The addresses at fault.</summary>
    public IReadOnlyList<IPAddress> Addresses { get; }

    /// <summary>The servers that showed it.</summary>
    public IReadOnlyList<Witness> Servers { get; }

    /// <summary>What could be changed where.</summary>
    public Advice Advice { get; }

    /// <summary>What was seen, as a sentence and the values in it; <see cref="FindingText"/> writes it out.</summary>
    internal FormattableString Statement { get; }

    /// <summary>Whether a name server is among those at fault.</summary>
    public bool Concerns(DomainName nameServer)
    {
        foreach (var one in NameServers)
        {
            if (one == nameServer)
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public override string ToString() => Severity + " " + Code + ": " + FindingText.MessageOf(this);

    /// <summary>The same finding with another severity.</summary>
    internal Finding As(Severity severity) => severity == Severity ? this : new Finding(this, severity);
}
