using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using GlueTools.Console.Lists;
using GlueTools.Console.Streams;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Names;
using GlueTools.Dns.Zones;
using GlueTools.ZoneFiles;

namespace GlueTools.Console.Options;

/// <summary>The zone files of a run, and what they say of a name.</summary>
internal sealed class GivenZones : IDisposable
{
    /// <summary>Lines that are told of; the rest is counted.</summary>
    private const int Told = 20;

    private readonly List<ZoneFile> _files = [];
    private readonly Dictionary<DomainName, GivenParent> _parents = [];
    private int _problems;

    internal ParentZone? Parent { get; set; }

    internal ChildZone? Child { get; set; }

    /// <summary>Whether nobody is asked about what the files do not show.</summary>
    internal bool IsOffline { get; init; }

    /// <summary>Whether a line of a file could not be read, so that something may not have been looked at.</summary>
    internal bool HasProblems { get; private set; }

    /// <summary>Takes a file that is closed with this.</summary>
    internal ZoneFile Keep(ZoneFile file)
    {
        _files.Add(file);
        return file;
    }

    /// <summary>Tells of a line that cannot be read.</summary>
    internal void Tell(MasterFileException problem, TextWriter error)
    {
        HasProblems = true;
        if (++_problems <= Told)
        {
            error.WriteLine(problem.Message);
        }
    }

    /// <summary>A file was read to its end.</summary>
    internal void EndTelling(ZoneFile file, TextWriter error)
    {
        if (_problems > Told)
        {
            error.WriteLine(string.Format(CultureInfo.InvariantCulture, "{0}: {1} more lines cannot be read.", SafeText.Escape(file.Shown), _problems - Told));
        }

        _problems = 0;
    }

    /// <summary>Reads what the parent's file says of names; it is read once for all of them.</summary>
    internal void LookFor(IEnumerable<ListedName> names)
    {
        if (Parent is not null)
        {
            foreach (var said in Parent.Of(names.Select(listed => DomainNameInput.TryRead(listed.Text, out var name, out _, out _) ? name : DomainName.Root).Distinct()))
            {
                _parents[said.Key] = said.Value;
            }
        }
    }

    /// <summary>Why the files cannot speak of a name; null where they can.</summary>
    internal string? WhyNot(DomainName name) =>
        Child is { } zone && zone.Name != name ? "The file given with --child-zone holds " + zone.Name + ", not " + name + "."
        : _parents.TryGetValue(name, out var said) ? said.Problem
        : null;

    /// <summary>What the files say of a name.</summary>
    internal GivenSides Of(DomainName name) => new() { Parent = _parents.TryGetValue(name, out var said) ? said.Side : null, Child = Child };

    /// <summary>Every delegation of the parent's file.</summary>
    internal IEnumerable<GivenSides> All() => Parent!.Delegations().Select(side => new GivenSides { Parent = side });

    /// <inheritdoc/>
    public void Dispose() => _files.ForEach(file => file.Dispose());
}
