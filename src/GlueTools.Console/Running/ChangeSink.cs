using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using GlueTools.Console.Lists;
using GlueTools.Delegation.Judging;
using GlueTools.Network.Sessions;
using GlueTools.Reports.Runs;
using GlueTools.Shared.Histories;

namespace GlueTools.Console.Running;

/// <summary>Compares each domain with what it was, as soon as it is finished.</summary>
internal sealed class ChangeSink(Action<DelegationChange> write, Action flush) : IResultSink
{
    // Names are drawn on a thread of their own; no more of them wait here than are under way.
    private readonly ConcurrentDictionary<long, SeenDelegation?> _before = new();
    private SeenDelegation? _now;

    /// <summary>All domains of the earlier run, as names to ask about.</summary>
    internal IEnumerable<ListedName> Expect(SeenStore before)
    {
        var position = 0L;
        foreach (var seen in RunPair.Domains(before))
        {
            _before[++position] = seen;
            yield return new ListedName(position, seen.DomainName);
        }
    }

    /// <summary>Some of them.</summary>
    internal IEnumerable<ListedName> Expect(SeenStore before, IReadOnlyList<string> names)
    {
        var wanted = names.Select((name, index) => (Seen: new SeenDelegation(name, Topic.None, []), Name: new ListedName(index + 1L, name))).ToList();
        var there = new Dictionary<string, SeenDelegation>(StringComparer.Ordinal);
        var keys = wanted.Select(one => one.Seen.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var seen in RunPair.Domains(before).Where(seen => keys.Contains(seen.Key)))
        {
            there[seen.Key] = seen;
        }

        foreach (var (seen, name) in wanted)
        {
            _before[name.Position] = there.GetValueOrDefault(seen.Key);
            yield return name;
        }
    }

    public void Without(string name, string status, string sentence) => _now = new SeenDelegation(name, Topic.None, []) { Why = sentence };

    public void Take(AuditItem item) => Take(item.Report!);

    public void Take(DelegationReport report) => _now = ReportFacts.Of(report);

    public void Finished(ListedName name)
    {
        _before.TryRemove(name.Position, out var before);
        foreach (var change in RunComparer.Of(before, _now))
        {
            write(change);
        }
    }

    public void Flush() => flush();

    public void End()
    {
    }
}
