namespace GlueTools.Reports.Documents;

/// <summary>How often a code was found at one severity.</summary>
public sealed class CodeTotal
{
    internal CodeTotal(string code, string check, string severity)
    {
        Code = code;
        Check = check;
        Severity = severity;
    }

    /// <summary>The code.</summary>
    public string Code { get; }

    /// <summary>The check that finds it.</summary>
    public string Check { get; }

    /// <summary>The severity at which it was reported.</summary>
    public string Severity { get; }

    /// <summary>Findings.</summary>
    public long Count { get; private set; }

    internal void Add() => Count++;
}
