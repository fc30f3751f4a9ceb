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

    /// <summary>The page about the check, among the project's pages.</summary>
    public string Page => "docs/checks/" + Check + ".md";

    /// <summary>What it says of a name server's place on both sides.</summary>
    public FindingAspect Aspect { get; internal init; }

    /// <summary>Whether it is about what servers say differently: an address in it is a difference, not a fault of that address.</summary>
    public bool ComparesServers { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => Code;
}
