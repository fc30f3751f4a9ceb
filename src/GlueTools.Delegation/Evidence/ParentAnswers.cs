using GlueTools.Delegation.Answers;
using GlueTools.Dns.Exchanges;

namespace GlueTools.Delegation.Evidence;

/// <summary>What came of the questions to one server of the parent zone.</summary>
public sealed record ParentAnswers
{
    /// <summary>Takes the answer that counts.</summary>
    /// <param name="delegation">To the question for the child's NS set: over TCP where the UDP referral was truncated or left addresses out.</param>
    public ParentAnswers(ServerAnswer delegation) => Delegation = delegation;

    /// <summary>The answer that counts.</summary>
    public ServerAnswer Delegation { get; }

    /// <summary>The UDP referral that may have left addresses out, where the question was put again over TCP for that; null otherwise.</summary>
    public Exchange? Udp { get; init; }

    /// <summary>The referral without EDNS, so within 512 octets, over UDP alone; null below Full depth.</summary>
    public Exchange? Small { get; init; }

    /// <summary>The parent zone's SOA at this server, asked where parent servers differ; null otherwise.</summary>
    public Exchange? Soa { get; init; }
}
