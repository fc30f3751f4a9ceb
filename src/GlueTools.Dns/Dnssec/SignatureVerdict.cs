namespace GlueTools.Dns.Dnssec;

/// <summary>What a signature over a record set is worth.</summary>
public enum SignatureVerdict
{
    /// <summary>The key made it over this very set, and it holds at the time.</summary>
    Valid,

    /// <summary>This machine cannot say: it lacks the algorithm, or refuses the key.</summary>
    NotJudged,

    /// <summary>It is not over this set, or not made with this key.</summary>
    Wrong,

    /// <summary>Its time has not begun.</summary>
    NotYetValid,

    /// <summary>Its time is over.</summary>
    Expired,
}
