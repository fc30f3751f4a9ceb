using System;
using System.Collections.Generic;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Evidence;

/// <summary>A zone's DNSKEY set as one source gives it, with the signatures over it. Immutable.</summary>
public sealed class KeySet
{
    /// <summary>Creates a set.</summary>
    /// <param name="keys">The keys; none where the zone has none.</param>
    /// <param name="signatures">The signatures over them.</param>
    /// <param name="saidUtc">When it was given: the time that its signatures are judged at.</param>
    /// <param name="showsSignatures">Whether signatures would have come, if there were any.</param>
    public KeySet(IReadOnlyList<DnskeyData> keys, IReadOnlyList<RrsigData> signatures, DateTime saidUtc, bool showsSignatures)
    {
        Keys = keys;
        Signatures = signatures;
        SaidUtc = saidUtc;
        ShowsSignatures = showsSignatures;
    }

    /// <summary>The keys; none where the zone has none.</summary>
    public IReadOnlyList<DnskeyData> Keys { get; }

    /// <summary>The signatures over them.</summary>
    public IReadOnlyList<RrsigData> Signatures { get; }

    /// <summary>When it was given: the time that its signatures are judged at.</summary>
    public DateTime SaidUtc { get; }

    /// <summary>Whether signatures would have come, if there were any: they were asked for, and the server knows EDNS.</summary>
    public bool ShowsSignatures { get; }
}
