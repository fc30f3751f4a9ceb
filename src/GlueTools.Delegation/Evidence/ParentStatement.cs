using System.Net;
using GlueTools.Delegation.Answers;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Evidence;

/// <summary>What one source says of a delegation: name servers, addresses, DS records and TTLs. Immutable.</summary>
public sealed class ParentStatement
{
    /// <summary>Creates a statement.</summary>
    /// <param name="source">Who says so.</param>
    /// <param name="delegation">What it says.</param>
    public ParentStatement(Source source, Referral delegation)
    {
        Source = source;
        Delegation = delegation;
    }

    /// <summary>Who says so.</summary>
    public Source Source { get; }

    /// <summary>What it says.</summary>
    public Referral Delegation { get; }

    /// <summary>Whether it shows every address that the source has.</summary>
    public bool IsComplete { get; init; } = true;

    /// <summary>Whether it would show the DS records, if the source had any.</summary>
    public bool ShowsDs { get; init; } = true;

    /// <summary>Whether the DS records came with a signature, as they do from a signed zone. True of those that nobody serves yet.</summary>
    public bool HasSignedDs { get; init; } = true;

    /// <summary>Whether it names a name server.</summary>
    public bool Names(DomainName nameServer)
    {
        foreach (var name in Delegation.NameServers)
        {
            if (name == nameServer)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether it gives an address for a name server.</summary>
    public bool Gives(DomainName nameServer, IPAddress address)
    {
        foreach (var glue in Delegation.Glue)
        {
            if (glue.Name == nameServer && glue.Address.Equals(address))
            {
                return true;
            }
        }

        return false;
    }
}
