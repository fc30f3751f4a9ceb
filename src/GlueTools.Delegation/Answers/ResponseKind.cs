namespace GlueTools.Delegation.Answers;

/// <summary>What a response means for the question that was put, said before anything is decided.</summary>
public enum ResponseKind
{
    /// <summary>No answer came, or only the beginning of one (TC) that could not be had in full over TCP.</summary>
    None,

    /// <summary>Authoritative data for exactly this name and type.</summary>
    Answer,

    /// <summary>Authoritative: the name exists and has no such data, or the name is an empty non-terminal.</summary>
    NoData,

    /// <summary>Authoritative: the name does not exist (NXDOMAIN).</summary>
    NameDoesNotExist,

    /// <summary>Authoritative: the name is, or lies below, an alias (CNAME, DNAME).</summary>
    Alias,

    /// <summary>A referral to a zone below the one that the server was asked as a server of.</summary>
    Referral,

    /// <summary>A referral to the root or another ancestor: the server does not hold the zone.</summary>
    UpwardReferral,

    /// <summary>An answer, or a referral that leads nowhere, without authority.</summary>
    NotAuthoritative,

    /// <summary>REFUSED, or NOTAUTH.</summary>
    Refused,

    /// <summary>SERVFAIL, NOTIMP, FORMERR or another error code.</summary>
    Failed,

    /// <summary>What came back is not DNS, or answers another question.</summary>
    Malformed,
}
