namespace GlueTools.Delegation.Findings;

/// <summary>How bad a finding is, in rising order.</summary>
public enum Severity
{
    /// <summary>Worth knowing.</summary>
    Info,

    /// <summary>Not as it should be; nothing breaks.</summary>
    Notice,

    /// <summary>Something may break, or breaks for some.</summary>
    Warning,

    /// <summary>A part of the delegation does not work.</summary>
    Error,

    /// <summary>The zone is unreachable, or can be taken over.</summary>
    Critical,
}
