namespace GlueTools.Registry.Whois;

/// <summary>What a WHOIS answer says.</summary>
internal enum WhoisAnswerKind
{
    /// <summary>It shows a domain.</summary>
    Domain,

    /// <summary>It says that there is no such domain.</summary>
    NotRegistered,

    /// <summary>It says that too much was asked.</summary>
    Limited,

    /// <summary>It names another server.</summary>
    Referral,

    /// <summary>None of these was recognised.</summary>
    NotUnderstood,
}
