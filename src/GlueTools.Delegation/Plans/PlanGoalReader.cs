using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Plans;

/// <summary>A goal as a person writes it, in words of a cmdlet's parameters or a command's options. Reads it once; what is wrong is told in sentences, all at once.</summary>
public sealed class PlanGoalReader
{
    private readonly Func<string, string> _shown;

    /// <summary>Takes how parameters are called where they are given.</summary>
    /// <param name="shown">From <c>Renumber</c> to <c>-Renumber</c> or <c>--renumber</c>.</param>
    public PlanGoalReader(Func<string, string> shown) => _shown = shown;

    /// <summary>Do what the findings ask for.</summary>
    public bool Repair { get; init; }

    /// <summary>The name server whose addresses change.</summary>
    public string? Renumber { get; init; }

    /// <summary>Addresses that it gets.</summary>
    public IReadOnlyList<string> Add { get; init; } = Array.Empty<string>();

    /// <summary>Addresses that it loses.</summary>
    public IReadOnlyList<string> Remove { get; init; } = Array.Empty<string>();

    /// <summary>The name server that another one replaces.</summary>
    public string? Replace { get; init; }

    /// <summary>The other one, with its addresses.</summary>
    public string? With { get; init; }

    /// <summary>Name servers that replace all, with their addresses.</summary>
    public IReadOnlyList<string> MoveTo { get; init; } = Array.Empty<string>();

    /// <summary>The name server that goes.</summary>
    public string? RemoveNameServer { get; init; }

    /// <summary>The goal for a domain's report; null where something is wrong, which <paramref name="mistakes"/> then says.</summary>
    public Func<DelegationReport, PlanGoal>? Read(ICollection<string> mistakes)
    {
        var goals = new[] { Repair ? "Repair" : null, Renumber is null ? null : "Renumber", Replace is null ? null : "Replace", MoveTo.Count > 0 ? "MoveTo" : null, RemoveNameServer is null ? null : "RemoveNameServer" };
        var given = goals.Where(goal => goal is not null).Select(goal => goal!).ToList();
        if (given.Count > 1)
        {
            mistakes.Add("A plan has one goal; leave all but one of " + string.Join(", ", given.Select(_shown)) + " out.");
            return null;
        }

        if (Renumber is null && Add.Count + Remove.Count > 0)
        {
            mistakes.Add(_shown(Add.Count > 0 ? "Add" : "Remove") + " goes with " + _shown("Renumber") + " and the name server whose address it is.");
            return null;
        }

        if (Replace is null != With is null)
        {
            mistakes.Add(_shown("Replace") + " and " + _shown("With") + " go together: the name server that goes and the one that comes.");
            return null;
        }

        var before = mistakes.Count;
        var goal = Goal(mistakes);
        return mistakes.Count == before ? goal : null;
    }

    private Func<DelegationReport, PlanGoal> Goal(ICollection<string> mistakes)
    {
        if (Renumber is { } renumbered)
        {
            var name = NameOf("Renumber", renumbered, mistakes);
            List<IPAddress> add = Addresses("Add", Add, mistakes), remove = Addresses("Remove", Remove, mistakes);
            if (add.Count + remove.Count == 0 && Add.Count + Remove.Count == 0)
            {
                mistakes.Add(_shown("Renumber") + " needs " + _shown("Add") + ", " + _shown("Remove") + " or both.");
            }

            return _ => PlanGoal.Renumber(name, add, remove);
        }

        if (Replace is { } replaced)
        {
            var old = NameOf("Replace", replaced, mistakes);
            var other = ServerOf("With", With!, mistakes);
            return _ => PlanGoal.Replace(old, other);
        }

        if (MoveTo.Count > 0)
        {
            var servers = MoveTo.Select(text => ServerOf("MoveTo", text, mistakes)).ToList();
            return _ => PlanGoal.MoveTo(servers);
        }

        if (RemoveNameServer is { } removed)
        {
            var name = NameOf("RemoveNameServer", removed, mistakes);
            return _ => PlanGoal.RemoveNameServer(name);
        }

        return PlanGoal.Repair;
    }

    private DomainName NameOf(string parameter, string text, ICollection<string> mistakes)
    {
        if (!ProposedNameServer.TryReadName(text, out var name, out var sentence))
        {
            mistakes.Add(_shown(parameter) + ": " + sentence);
        }

        return name;
    }

    private PlannedServer ServerOf(string parameter, string text, ICollection<string> mistakes)
    {
        var server = ProposedNameServer.Read(text);
        if (server.NameProblem is { } sentence)
        {
            mistakes.Add(_shown(parameter) + ": " + sentence);
        }

        foreach (var bad in server.BadAddresses)
        {
            mistakes.Add(_shown(parameter) + ": '" + SafeText.Escape(bad) + "' is not an IP address.");
        }

        return new PlannedServer(server.Name, server.Addresses);
    }

    private List<IPAddress> Addresses(string parameter, IReadOnlyList<string> texts, ICollection<string> mistakes)
    {
        var addresses = new List<IPAddress>();
        foreach (var text in texts)
        {
            if (AddressData.TryParse(text.Trim(), out var data))
            {
                addresses.Add(data.Address);
            }
            else
            {
                mistakes.Add(_shown(parameter) + " takes IP addresses, not '" + SafeText.Escape(text) + "'.");
            }
        }

        return addresses;
    }
}
