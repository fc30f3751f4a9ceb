using System;
using System.Collections.Generic;
using System.Net;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Evidence;

/// <summary>What a parent that follows its children by itself would look at (RFC 7344, 8078, 9615 and 7477), and where it wants to be told (RFC 9859). Immutable.</summary>
public sealed class AcceptanceEvidence
{
    /// <summary>Puts it together.</summary>
    /// <param name="servers">What each address of the delegated name servers says.</param>
    /// <param name="signals">What stands below the name servers' own names for a first DS set.</param>
    /// <param name="notify">The look-ups of where to send NOTIFY, the last being the one that counts.</param>
    public AcceptanceEvidence(IReadOnlyList<AcceptanceAnswers> servers, IReadOnlyList<SignalAnswers> signals, IReadOnlyList<Exchange> notify)
    {
        Servers = servers;
        Signals = signals;
        Notify = notify;
    }

    /// <summary>What each address of the delegated name servers says of DNSKEY, CDS, CDNSKEY and CSYNC, and of what CSYNC is about.</summary>
    public IReadOnlyList<AcceptanceAnswers> Servers { get; }

    /// <summary>What stands at the signalling names; empty where there are DS records already, or nothing is asked for.</summary>
    public IReadOnlyList<SignalAnswers> Signals { get; }

    /// <summary>The look-ups of where to send NOTIFY.</summary>
    public IReadOnlyList<Exchange> Notify { get; }
}

/// <summary>What one server of the zone said. Immutable.</summary>
public sealed class AcceptanceAnswers
{
    /// <summary>Takes it.</summary>
    /// <param name="address">The server.</param>
    /// <param name="exchanges">What it was asked, and what came of it; empty where it may not be asked from here.</param>
    public AcceptanceAnswers(IPAddress address, IReadOnlyList<Exchange> exchanges)
    {
        Address = address;
        Exchanges = exchanges;
    }

    /// <summary>The server.</summary>
    public IPAddress Address { get; }

    /// <summary>What it was asked, and what came of it.</summary>
    public IReadOnlyList<Exchange> Exchanges { get; }
}

/// <summary>What stands at the signalling name of one name server (RFC 9615, section 3). Immutable.</summary>
public sealed class SignalAnswers
{
    private const string Prefix = "_dsboot.", Below = "._signal.";

    /// <summary>Takes it.</summary>
    /// <param name="nameServer">The name server.</param>
    /// <param name="zone">The zone that the name lies in; null where it was not found.</param>
    /// <param name="exchanges">The answers about CDS and CDNSKEY.</param>
    public SignalAnswers(DomainName nameServer, DomainName? zone, IReadOnlyList<Exchange> exchanges)
    {
        NameServer = nameServer;
        Zone = zone;
        Exchanges = exchanges;
    }

    /// <summary>The name server.</summary>
    public DomainName NameServer { get; }

    /// <summary>The zone that the name lies in; null where it was not found.</summary>
    public DomainName? Zone { get; }

    /// <summary>The answers about CDS and CDNSKEY.</summary>
    public IReadOnlyList<Exchange> Exchanges { get; }

    /// <summary>The name below a name server's own at which the first DS set of a zone is signalled; null where that would be too long for a name.</summary>
    public static DomainName? NameFor(DomainName zone, DomainName nameServer) =>
        DomainName.TryParse(Prefix + zone.Text.TrimEnd('.') + Below + nameServer.Text, out var name) ? name : null;
}

/// <summary>Where a parent says whom to tell of changes in its children (RFC 9859, section 4.1).</summary>
public static class NotifyNames
{
    private const string Label = "_dsync.";

    /// <summary>The names to look up, one after the other until there is an answer: that of the child, and that of all children.</summary>
    public static IEnumerable<DomainName> For(DomainName zone, DomainName parent)
    {
        var above = parent.IsRoot ? string.Empty : parent.Text;
        var own = zone.Text.Substring(0, zone.Text.Length - (above.Length == 0 ? 0 : above.Length + 1)).TrimEnd('.');
        foreach (var text in new[] { own + "." + Label + above, Label + above })
        {
            if (DomainName.TryParse(text, out var name))
            {
                yield return name;
            }
        }
    }
}
