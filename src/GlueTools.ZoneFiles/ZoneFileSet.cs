using System;
using System.Collections.Generic;
using System.Globalization;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Names;
using GlueTools.Dns.Zones;

namespace GlueTools.ZoneFiles;

/// <summary>The zone files of a run, and what they say of a name. Not for several threads at once.</summary>
public sealed class ZoneFileSet : IDisposable
{
    /// <summary>Lines of a file that are told of; the rest is counted.</summary>
    private const int Told = 20;

    private readonly List<ZoneFile> _files = new();
    private readonly Dictionary<DomainName, GivenParent> _parents = new();
    private readonly Action<string> _tell;

    /// <summary>Creates an empty set.</summary>
    /// <param name="tell">Told of what cannot be read, a sentence for each line.</param>
    public ZoneFileSet(Action<string> tell) => _tell = tell;

    /// <summary>The parent's zone; null where no file of it was given.</summary>
    public ParentZone? Parent { get; private set; }

    /// <summary>The zone itself; null where no file of it was given.</summary>
    public ChildZone? Child { get; private set; }

    /// <summary>Whether a line of a file could not be read, so that something may not have been looked at.</summary>
    public bool HasProblems { get; private set; }

    /// <summary>Reads the parent's file.</summary>
    /// <param name="file">The file; closed with this.</param>
    /// <param name="origin">What relative names are relative to until the first $ORIGIN; null where nobody has said.</param>
    /// <param name="policy">Whose addresses the parent means to publish.</param>
    /// <exception cref="ZoneFileException">Nothing can be said from it.</exception>
    /// <exception cref="System.IO.IOException">It cannot be read.</exception>
    public void ReadParent(ZoneFile file, DomainName? origin, GluePolicy policy = GluePolicy.Unstated) => Read(file, problem => Parent = ParentZone.Read(file, origin, problem, policy));

    /// <summary>Reads the zone's own file.</summary>
    /// <param name="file">The file; closed with this.</param>
    /// <param name="origin">What relative names are relative to until the first $ORIGIN; null where nobody has said.</param>
    /// <exception cref="ZoneFileException">Nothing can be said from it.</exception>
    /// <exception cref="System.IO.IOException">It cannot be read.</exception>
    public void ReadChild(ZoneFile file, DomainName? origin) => Read(file, problem => Child = ChildZone.Read(file, origin, problem));

    /// <summary>Looks up what the parent's file says of names; it is read once for all of them.</summary>
    public void LookFor(IEnumerable<DomainName> names)
    {
        foreach (var said in Parent?.Of(names) ?? new Dictionary<DomainName, GivenParent>())
        {
            _parents[said.Key] = said.Value;
        }
    }

    /// <summary>Why the files cannot speak of a name that was looked for; null where they can.</summary>
    public string? WhyNot(DomainName name) =>
        Child is { } zone && zone.Name != name ? zone.Shown + " holds " + zone.Name + ", not " + name + "; give the file of that zone."
        : _parents.TryGetValue(name, out var said) ? said.Problem
        : null;

    /// <summary>What the files say of a name that was looked for.</summary>
    public GivenSides Of(DomainName name) => new() { Parent = _parents.TryGetValue(name, out var said) ? said.Side : null, Child = Child };

    /// <summary>Every delegation of the parent's file that falls into a part of a run, one after the other.</summary>
    /// <param name="shard">The part; null for all.</param>
    /// <param name="leavesOutPlain">Whether nothing but the fact is wanted of those in which no check finds anything.</param>
    public IEnumerable<FileDelegation> All(Shard? shard, bool leavesOutPlain = false)
    {
        // Which part a delegation falls into is told by its name.
        foreach (var one in Parent!.Delegations(leavesOutPlain && shard is null))
        {
            if (one.Side is not { } side || shard?.Holds(side.Child.Text) != false)
            {
                yield return one;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _files.ForEach(file => file.Dispose());

    private void Read(ZoneFile file, Action<Action<MasterFileException>> read)
    {
        _files.Add(file);
        var problems = 0;
        read(problem =>
        {
            HasProblems = true;
            if (++problems <= Told)
            {
                _tell(problem.Message);
            }
        });
        if (problems > Told)
        {
            _tell(string.Format(CultureInfo.InvariantCulture, "{0}: {1} more lines cannot be read.", SafeText.Escape(file.Shown), problems - Told));
        }
    }
}
