using System.Collections.Generic;
using GlueTools.Binding;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Names;

namespace GlueTools.Commands;

/// <summary>What the pipeline asked for, as it travels with the audit.</summary>
internal sealed class AuditRequest
{
    internal AuditRequest(string domainName, string? nameServer)
    {
        DomainName = domainName;
        if (nameServer is not null)
        {
            NameServers.Add(nameServer);
        }
    }

    /// <summary>The domain's text as rows show it.</summary>
    internal string DomainName { get; }

    /// <summary>The name, where <see cref="DomainName"/> is one.</summary>
    internal DomainName Name { get; set; }

    /// <summary>The delegation to be judged in place of the parent's; null for the one that is there.</summary>
    internal ProposedDelegation? Proposal { get; set; }

    /// <summary>What zone files say of it; null where servers are asked for both sides.</summary>
    internal GivenSides? Given { get; set; }

    /// <summary>What was given of a delegation that is not there yet; several where several objects describe one.</summary>
    internal List<ProposalPart> Parts { get; } = new();

    /// <summary>The name servers that were piped in, one object each; empty where the domain alone was given.</summary>
    internal List<string> NameServers { get; } = new();
}
