namespace GlueTools.Delegation.Findings;

/// <summary>One thing a check can find: the catalogue's row.</summary>
public sealed class FindingKind
{
    internal FindingKind(string check, string code, Severity severity, string reference, string summary)
    {
        Check = check;
        Code = code;
        Severity = severity;
        Reference = reference;
        Summary = summary;
    }

    /// <summary>The check that finds it; named for the healthy state.</summary>
    public string Check { get; }

    /// <summary>The stable code; named for the fault.</summary>
    public string Code { get; }

    /// <summary>The severity unless the user sets another.</summary>
    public Severity Severity { get; }

    /// <summary>Where the rule comes from.</summary>
    public string Reference { get; }

    /// <summary>When it is found, in one sentence.</summary>
    public string Summary { get; }
}
