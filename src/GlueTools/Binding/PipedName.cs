using GlueTools.Dns.Names;
using GlueTools.Shared;

namespace GlueTools.Binding;

/// <summary>The domain name that something of the pipeline holds, or why it holds none.</summary>
internal sealed class PipedName
{
    private const int LongestText = 255;

    internal PipedName(PipedDomain piped)
    {
        IsName = DomainNameInput.TryRead(piped.Text, out var name, out var problem, out var sentence) && !piped.HasNoName;
        Name = name;
        Shown = IsName ? name.Text : ShownText(piped.Text);
        ErrorId = "InvalidDomainName." + (piped.IsNoText ? "NotText" : piped.HasNoName ? "NoName" : problem.ToString());
        Sentence = piped.HasNoName
            ? piped.WhyNoName ?? "'" + Shown + "' holds no domain name; an object needs ChildZoneName, DomainName, ZoneName, Domain, Fqdn, DNSRoot or Name."
            : sentence + PathHint(piped.Text, problem);
        Advice = piped.HasNoName ? "Pipe names, or objects with one of the properties named." : "Correct the name.";
    }

    internal bool IsName { get; }

    /// <summary>The root where there is none.</summary>
    internal DomainName Name { get; }

    /// <summary>The name, or what stands in its place, fit for a row.</summary>
    internal string Shown { get; }

    /// <summary>Where it is no name: the error's id.</summary>
    internal string ErrorId { get; }

    /// <summary>Where it is no name: why.</summary>
    internal string Sentence { get; }

    /// <summary>Where it is no name: what to do.</summary>
    internal string Advice { get; }

    /// <summary>Text from outside, cut and escaped.</summary>
    internal static string ShownText(string text) => SafeText.Escape(text.Length > LongestText ? text.Substring(0, LongestText) + "..." : text).Trim();

    /// <summary>What is no name may be the path of a list; the file system is not asked.</summary>
    private static string PathHint(string text, DomainNameProblem problem) =>
        problem is DomainNameProblem.NotAName or DomainNameProblem.Space or DomainNameProblem.EmptyLabel && ListLine.MayBePath(text)
            ? " Did you mean Get-Content '" + ShownText(text) + "'?"
            : string.Empty;
}
