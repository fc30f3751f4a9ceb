using System.Collections.Generic;
using System.Net;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Names;

namespace GlueTools;

/// <summary>One fault of one delegation: what it is, who showed it, and what to change where.</summary>
public sealed class Finding
{
    internal Finding(
        FindingKind kind, Severity severity, DomainName domain, IReadOnlyList<DomainName> nameServers, IReadOnlyList<IPAddress> addresses, TextList servers, string message, string remedy)
    {
        Kind = kind;
        DomainName = domain.Text;
        Severity = severity.ToString();
        SeverityLevel = (int)severity;
        NameServers = nameServers;
        Addresses = addresses;
        NameServer = string.Join(";", nameServers);
        IPAddress = TextList.Of(addresses);
        Servers = servers;
        Message = message;
        Remedy = remedy;
    }

    /// <summary>The domain audited.</summary>
    public string DomainName { get; }

    /// <summary>The check, named for the healthy state.</summary>
    public string Check => Kind.Check;

    /// <summary>The stable code of the fault.</summary>
    public string Code => Kind.Code;

    /// <summary>Info, Notice, Warning, Error or Critical.</summary>
    public string Severity { get; }

    /// <summary>The severity as a number that sorts: 0 (Info) to 4 (Critical).</summary>
    public int SeverityLevel { get; }

    /// <summary>The name server at fault; several that share an address are joined by semicolons; empty where the fault is no one server's.</summary>
    public string NameServer { get; }

    /// <summary>The addresses at fault.</summary>
    public TextList IPAddress { get; }

    /// <summary>The servers that showed it, as name/address.</summary>
    public TextList Servers { get; }

    /// <summary>What was seen, in one sentence.</summary>
    public string Message { get; }

    /// <summary>What to change and where, in one sentence.</summary>
    public string Remedy { get; }

    /// <summary>Where the rule comes from.</summary>
    public string Reference => Kind.Reference;

    internal FindingKind Kind { get; }

    internal IReadOnlyList<DomainName> NameServers { get; }

    internal IReadOnlyList<IPAddress> Addresses { get; }

    /// <summary>The same finding with another severity.</summary>
    internal Finding As(Delegation.Findings.Severity severity) =>
        new(Kind, severity, GlueTools.Dns.Names.DomainName.Parse(DomainName), NameServers, Addresses, Servers, Message, Remedy);

    /// <inheritdoc/>
    public override string ToString() => Severity + " " + Code + ": " + Message;
}
