using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Names;
using GlueTools.ZoneFiles;

namespace GlueTools.Delegation.Tests.ZoneFiles;

/// <summary>Zone files of parents, with what must be found in each: <c>; expect DOMAIN. CODE [NAMESERVER.] [ADDRESSES]</c>, and nothing else.</summary>
internal static class ZoneFixtures
{
    private static string Folder => Path.Combine(AppContext.BaseDirectory, "ZoneFiles", "Zones");

    internal static IReadOnlyList<string> Names => Directory.GetFiles(Folder, "*.zone").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal).ToList();

    /// <summary>What must be found, in order: one line, one finding.</summary>
    internal static string[] Expected(string name) => Lines(name, "; expect ");

    /// <summary>What must be said of lines.</summary>
    internal static string[] Problems(string name) => Lines(name, "; problem ");

    /// <summary>The codes that are expected somewhere.</summary>
    internal static IEnumerable<string> Codes => Names.SelectMany(Expected).Select(line => line.Split(' ')[1]);

    /// <summary>Judges every delegation of a file.</summary>
    internal static List<DelegationReport> Judge(string name, List<string> problems)
    {
        using var file = ZoneFile.At(Path.Combine(Folder, name + ".zone"));
        var policy = Lines(name, "; policy ") is [var word] ? Enum.Parse<GluePolicy>(word, ignoreCase: true) : GluePolicy.Unstated;
        var zone = ParentZone.Read(file, null, problem => problems.Add("line " + problem.Line + ": " + problem.Sentence), policy);
        return zone.Delegations().Select(side => DelegationReport.Of(new GivenSides { Parent = side }.ToView(side.Child))).ToList();
    }

    /// <summary>What was found, as it is expected.</summary>
    internal static string[] Found(IEnumerable<DelegationReport> reports) => reports
        .SelectMany(report => report.Rows().Select(row => string.Join(' ', new[] { report.View.DomainName + ".", row.Code, Dotted(row.NameServer), string.Join(';', row.IPAddress.Order(StringComparer.Ordinal)) }.Where(word => word.Length > 0))))
        .Order(StringComparer.Ordinal).ToArray();

    internal static DomainName Name(string text) => DomainName.Parse(text);

    private static string Dotted(string name) => name.Length == 0 ? string.Empty : name.ToLowerInvariant() + ".";

    private static string[] Lines(string name, string head) => File.ReadAllLines(Path.Combine(Folder, name + ".zone"))
        .Where(line => line.StartsWith(head, StringComparison.Ordinal)).Select(line => line[head.Length..].Trim()).Order(StringComparer.Ordinal).ToArray();
}
