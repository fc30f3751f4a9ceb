namespace GlueTools.Delegation.Findings;

/// <summary>What a server is to do.</summary>
public enum ServerSetting
{
    /// <summary>Nothing in particular.</summary>
    None,

    /// <summary>Answer questions at all.</summary>
    Answer,

    /// <summary>Answer over UDP.</summary>
    AnswerOverUdp,

    /// <summary>Answer over TCP.</summary>
    AnswerOverTcp,

    /// <summary>Answer with DNS messages that fit the question.</summary>
    AnswerWellFormed,

    /// <summary>Answer questions of every type.</summary>
    AnswerAllTypes,

    /// <summary>Answer from the address that was asked.</summary>
    AnswerFromSameAddress,

    /// <summary>Understand EDNS.</summary>
    UnderstandEdns,

    /// <summary>Offer recursion to nobody outside.</summary>
    RefuseRecursion,

    /// <summary>Serve the zone.</summary>
    ServeZone,

    /// <summary>Serve the same copy of the zone as the other servers.</summary>
    ServeSameCopy,

    /// <summary>Serve the newest copy of the zone.</summary>
    ServeNewestCopy,

    /// <summary>Refer to the zone with all glue.</summary>
    ReferCompletely,

    /// <summary>Serve the zone no longer.</summary>
    StopServing,
}
