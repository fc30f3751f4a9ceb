using System;
using System.Management.Automation;
using System.Management.Automation.Host;

namespace GlueTools.Views;

/// <summary>
/// Colours the words for severities in tables, where a terminal shows them: never in Windows PowerShell 5.1, into files and pipes, or where NO_COLOR is set.
/// For the module's views only.
/// </summary>
public static class SeverityStyle
{
    private const string Reset = "\u001b[0m";

    /// <summary>The word as the view is to show it.</summary>
    /// <param name="word">A severity, or a status of a row.</param>
    /// <param name="style">The session's <c>$PSStyle</c>; null where there is none, as in Windows PowerShell 5.1.</param>
    /// <param name="host">The session's host.</param>
    public static string Show(string word, object style, PSHost host)
    {
        var rendering = style is null ? null : PSObject.AsPSObject(style).Properties["OutputRendering"]?.Value?.ToString();
        var isTerminal = host?.UI is { } screen && screen.SupportsVirtualTerminal;
        return Paint(word, IsOn(rendering, isTerminal, Console.IsOutputRedirected, Environment.GetEnvironmentVariable("NO_COLOR")));
    }

    /// <summary>Whether colours are wanted and can be seen.</summary>
    /// <param name="rendering">The session's setting: Host, Ansi or PlainText; null where there is none.</param>
    /// <param name="isTerminal">Whether the host understands escape sequences.</param>
    /// <param name="isRedirected">Whether the process writes into a file or a pipe.</param>
    /// <param name="noColor">The variable NO_COLOR: anything but nothing switches colours off.</param>
    internal static bool IsOn(string? rendering, bool isTerminal, bool isRedirected, string? noColor) =>
        rendering is not null and not "PlainText" && isTerminal && !isRedirected && string.IsNullOrEmpty(noColor);

    /// <summary>The word in its colour, or as it is.</summary>
    internal static string Paint(string word, bool isOn)
    {
        var colour = isOn ? ColourOf(word) : null;
        return colour is null ? word : colour + word + Reset;
    }

    private static string? ColourOf(string word) => word switch
    {
        "Critical" => "\u001b[1;31m",
        "Error" => "\u001b[31m",
        "Warning" => "\u001b[33m",
        "Notice" => "\u001b[36m",
        "Healthy" => "\u001b[32m",
        RowStatus.Unknown or RowStatus.Invalid => "\u001b[35m",
        _ => null,
    };
}
