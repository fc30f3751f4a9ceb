using System;
using System.Collections.Generic;
using System.Net;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Plans;

/// <summary>A name server that a plan puts there, with the addresses that it is to have; none where they are its own zone's business. Immutable.</summary>
public sealed class PlannedServer
{
    /// <summary>Takes the name server.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="addresses">Its addresses, as far as they are given.</param>
    public PlannedServer(DomainName name, IReadOnlyList<IPAddress> addresses)
    {
        Name = name.ToLower();
        Addresses = addresses;
    }

    /// <summary>Its name.</summary>
    public DomainName Name { get; }

    /// <summary>Its addresses, as far as they are given.</summary>
    public IReadOnlyList<IPAddress> Addresses { get; }
}

/// <summary>What a plan is for. Immutable.</summary>
public sealed class PlanGoal
{
    private readonly Action<PlanTarget> _apply;

    private PlanGoal(string text, Action<PlanTarget> apply)
    {
        Text = text;
        _apply = apply;
    }

    /// <summary>What it is, in a few words.</summary>
    public string Text { get; }

    /// <summary>The report whose findings it is to mend; null where it is another change.</summary>
    internal DelegationReport? Asking { get; private init; }

    /// <summary>Whether it names what is to be, so that it may lead to servers that nobody has asked yet.</summary>
    public bool NamesServers { get; private init; }

    /// <summary>Everything that the findings of a report ask for.</summary>
    public static PlanGoal Repair(DelegationReport report) => new("repair", _ => { }) { Asking = report };

    /// <summary>A name server gets other addresses.</summary>
    /// <param name="name">The name server.</param>
    /// <param name="add">Addresses that it is to get.</param>
    /// <param name="remove">Addresses that it is to lose.</param>
    public static PlanGoal Renumber(DomainName name, IReadOnlyList<IPAddress> add, IReadOnlyList<IPAddress> remove) => new(
        FindingText.Fill($"renumber {name}{(remove.Count > 0 ? (FormattableString)$" from {remove}" : $"")}{(add.Count > 0 ? (FormattableString)$" to {add}" : $"")}"),
        target => GoalTarget.Renumber(target, name.ToLower(), add, remove)) { NamesServers = add.Count > 0 };

    /// <summary>Another name server takes the place of one.</summary>
    /// <param name="old">The one that goes.</param>
    /// <param name="other">The one that comes.</param>
    public static PlanGoal Replace(DomainName old, PlannedServer other) =>
        new(FindingText.Fill($"replace {old} with {other.Name}"), target => GoalTarget.Replace(target, old.ToLower(), other)) { NamesServers = true };

    /// <summary>Other name servers take the place of all.</summary>
    /// <param name="servers">Those that come.</param>
    public static PlanGoal MoveTo(IReadOnlyList<PlannedServer> servers)
    {
        var names = new List<DomainName>();
        foreach (var server in servers)
        {
            names.Add(server.Name);
        }

        return new(FindingText.Fill($"move to {names}"), target => GoalTarget.MoveTo(target, servers)) { NamesServers = true };
    }

    /// <summary>A name server goes.</summary>
    /// <param name="name">The one that goes.</param>
    public static PlanGoal RemoveNameServer(DomainName name) => new(FindingText.Fill($"remove {name}"), target => GoalTarget.Remove(target, name.ToLower()));

    /// <inheritdoc/>
    public override string ToString() => Text;

    internal void Apply(PlanTarget target) => _apply(target);
}
