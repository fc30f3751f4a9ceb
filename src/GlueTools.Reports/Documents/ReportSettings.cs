using System;
using System.Globalization;
using System.Text;
using GlueTools.Delegation.Findings;

namespace GlueTools.Reports.Documents;

/// <summary>What whoever asks for a report says about it.</summary>
public sealed record ReportSettings
{
    private const string Place = "{check}";

    /// <summary>When the report is begun, UTC.</summary>
    public DateTime WrittenUtc { get; init; }

    /// <summary>The version of the program that writes it.</summary>
    public string Version { get; init; } = string.Empty;

    /// <summary>What was asked, as the user wrote it: the command with its options, or the files that were read.</summary>
    public string Asked { get; init; } = string.Empty;

    /// <summary>From where was asked, as the user calls that place: what is seen of a delegation may depend on it. Empty where nobody said.</summary>
    public string VantagePoint { get; init; } = string.Empty;

    /// <summary>The earlier run that this one is laid beside, as the user named it; empty where none is.</summary>
    public string Against { get; init; } = string.Empty;

    /// <summary>From which severity on a domain counts as failed, where a format tells failed from passed.</summary>
    public Severity FailOn { get; init; } = Severity.Error;

    /// <summary>
    /// Where the pages about the checks lie: an address with <c>{check}</c> in the place of the check, or the address of the site that is made of the documentation.
    /// Empty where nobody said, and then nothing is linked.
    /// </summary>
    public string HelpBase { get; init; } = string.Empty;

    /// <summary>Domains up to which a monitoring format has series for each domain; above that it has totals.</summary>
    public int MaxSeries { get; init; } = 1000;

    /// <summary>The address of the page about a check; empty where none is set. It holds nothing that could end a link or do something where it is shown.</summary>
    /// <param name="check">The check.</param>
    public string PageOf(string check) => HelpBase.Length == 0 || check.Length == 0 ? string.Empty
        : HelpBase.Contains(Place) ? Shown(HelpBase.Replace(Place, check))
        : Shown(HelpBase.TrimEnd('/') + "/checks/" + check + ".html");

    /// <summary>The address where the pages lie, as it may be shown; empty where none is set.</summary>
    public string Pages() => Shown(HelpBase.Replace(Place, HelpBase.EndsWith(".html", StringComparison.Ordinal) ? "index" : "README"));

    private static string Shown(string address)
    {
        var shown = new StringBuilder(address.Length);
        foreach (var octet in Encoding.UTF8.GetBytes(address))
        {
            var c = (char)octet;
            shown.Append(c is > ' ' and < '\u007f' and not ('<' or '>' or '"' or '\'' or '`' or '\\' or '{' or '}' or '|' or '^' or '*' or '[' or ']' or '(' or ')')
                ? c.ToString()
                : "%" + octet.ToString("X2", CultureInfo.InvariantCulture));
        }

        return shown.ToString();
    }
}
