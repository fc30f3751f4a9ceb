using System.Collections.Generic;
using System.Linq;
using System.Net;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Tests;

/// <summary>What holds for the changes of any report, whatever was found.</summary>
internal static class ChangeRules
{
    /// <summary>The kinds that say of a name server that nobody could use it.</summary>
    private static readonly string[] Condemning = ["NameServerUnresolvable", "NameServerCannotExist", "NameServerDomainDoesNotExist", "NameServerHasNoAddress", "CircularDependency", "NameServerIsAlias"];

    /// <summary>The rules that the findings' changes break, a line for each case.</summary>
    internal static IReadOnlyList<string> Broken(DelegationView view, IReadOnlyList<Findings.Finding> findings)
    {
        var broken = new List<string>();
        foreach (var finding in findings)
        {
            var isData = finding.Advice.Alternatives.Count > 0 && finding.Advice.Alternatives.All(changes => changes.Count > 0);
            if (isData == finding.Advice.WithoutData is not null)
            {
                broken.Add(finding.Code + " has neither changes nor a reason why it has none.");
            }

            foreach (var change in finding.Advice.Alternatives.SelectMany(changes => changes))
            {
                broken.AddRange(change.NewAddresses.Where(address => IsUseless(view, address)).Select(address => finding.Code + " puts there " + address + ", which is no good: " + change));
                broken.AddRange(change.NewAddresses.Concat(change.OldAddresses.Where(address => !IsUseless(view, address))).Where(address => IsUntested(view, address)).Select(address => finding.Code + " sets or takes away " + address + ", which nobody could ask: " + change));
                if (change is { Action: ChangeAction.Remove, Record: ChangedRecord.Address, Name: { } owner } && IsLeftUntested(view, owner, change.OldAddresses))
                {
                    broken.Add(finding.Code + " takes away all addresses but such as nobody could ask: " + change);
                }

                broken.AddRange(change.NewNameServers.Where(name => view.Child?.Servers.Where(server => server.Names.Contains(name)).Select(server => server.Address).ToList() is { Count: > 0 } addresses && addresses.TrueForAll(address => IsUntested(view, address)))
                    .Select(name => finding.Code + " puts there " + name + ", which nobody could ask: " + change));
                broken.AddRange(change.NewNameServers.Where(name => IsUseless(view, findings, name)).Select(name => finding.Code + " puts there " + name + ", which is no good: " + change));
                foreach (var other in findings.Where(other => other != finding))
                {
                    broken.AddRange(other.Advice.Alternatives.SelectMany(changes => changes).Where(taking => Contradict(change, taking))
                        .Select(taking => finding.Code + " puts there what " + other.Code + " takes away: " + change + " / " + taking));
                }
            }
        }

        broken.AddRange(LeavingTooFew(view, findings));
        return broken;
    }

    /// <summary>Choices of one alternative of each finding after which a side that had two name servers has fewer. One that is still to be chosen counts.</summary>
    private static IEnumerable<string> LeavingTooFew(DelegationView view, IReadOnlyList<Findings.Finding> findings)
    {
        const int MostChoices = 256;
        foreach (var (place, names) in new[] { (ChangePlace.Delegation, view.Parent?.NameServers), (ChangePlace.Zone, view.Child?.NameServers) })
        {
            IEnumerable<List<Change>> choices = names is { Count: > 1 } ? [[]] : [];
            foreach (var finding in findings)
            {
                var ways = finding.Advice.Alternatives.Select(changes => changes.Where(change => change.Place == place && change.Record == ChangedRecord.NameServer).ToList()).ToList();
                choices = ways.Exists(way => way.Count > 0) ? choices.SelectMany(choice => ways.Select(way => choice.Concat(way).ToList())).Take(MostChoices).ToList() : choices;
            }

            foreach (var choice in choices)
            {
                var left = new HashSet<DomainName>(names!);
                choice.ForEach(change => left.ExceptWith(change.OldNameServers));
                choice.ForEach(change => left.UnionWith(change.NewNameServers));
                if (choice.Exists(change => change.OldNameServers.Count > 0))
                {
                    left.RemoveWhere(name => Untested(view, name));
                }

                if (left.Count + choice.Count(change => change is { NewNameServers.Count: 0, Action: ChangeAction.Replace or ChangeAction.Add }) < 2)
                {
                    yield return place + " is left with " + string.Join(" ", left) + ": " + string.Join(" & ", choice);
                }
            }
        }
    }

    /// <summary>Whether it has addresses, and none of a family that could be tested.</summary>
    private static bool Untested(DelegationView view, DomainName name) =>
        view.Child?.Servers.Where(server => server.Names.Contains(name)).Select(server => server.Address).ToList() is { Count: > 0 } addresses && addresses.TrueForAll(address => IsUntested(view, address));

    /// <summary>The rules that the verdicts on a report's name servers break: they say what the findings and their changes say, and offer for repair nothing that is no good.</summary>
    internal static IReadOnlyList<string> Broken(DelegationReport report)
    {
        var broken = new List<string>();
        foreach (var verdict in NameServerVerdict.Of(report))
        {
            var advised = verdict.Findings.SelectMany(finding => finding.Advice.Alternatives.Take(1)).SelectMany(changes => changes)
                .Where(change => change.Record == ChangedRecord.Address && change.Place is ChangePlace.Delegation or ChangePlace.HostRegistration && change.Name == verdict.Name).ToList();
            broken.AddRange(verdict.Right.Where(address => IsUseless(report.View, address) && !verdict.Held.Contains(address)).Select(address => verdict.Name + " should have " + address + ", which is no good."));
            broken.AddRange(verdict.Right.Where(address => IsUntested(report.View, address) && !verdict.Held.Contains(address)).Select(address => verdict.Name + " should have " + address + ", which nobody could ask."));
            broken.AddRange(verdict.Stale.Where(address => IsUntested(report.View, address) && !IsUseless(report.View, address)).Select(address => verdict.Name + " should not have " + address + ", which nobody could ask."));
            broken.AddRange(verdict.Missing.Except(advised.SelectMany(change => change.NewAddresses)).Select(address => verdict.Name + " lacks " + address + ", which no change adds."));
            broken.AddRange(verdict.Stale.Except(verdict.Findings.SelectMany(finding => finding.Addresses)).Select(address => verdict.Name + " has " + address + " too much, and no finding says so."));
            if (verdict.CanRepair && (advised.Count == 0 || advised.Exists(change => !change.IsUndisputed) || verdict.Right.Any(address => IsUseless(report.View, address))))
            {
                broken.Add(verdict.Name + " is offered for repair: " + string.Join(", ", advised));
            }
        }

        return broken;
    }

    /// <summary>Whether all that a name server would have left, on either side, and that is any good is of a family that could not be tested.</summary>
    private static bool IsLeftUntested(DelegationView view, DomainName name, IReadOnlyList<IPAddress> gone)
    {
        var left = (view.Parent is { } parent && view.RelationOf(name) != NameServerRelation.Unrelated ? parent.GlueOf(name) : [])
            .Concat(Families.Both.SelectMany(family => view.Child?.Published(name, family).Addresses ?? [])).Where(address => !gone.Contains(address) && !IsUseless(view, address)).ToList();
        return left.Count > 0 && left.TrueForAll(address => IsUntested(view, address));
    }

    private static bool Contradict(Change adding, Change taking) =>
        (adding.Name == taking.Name && adding.Record == taking.Record && adding.NewAddresses.Intersect(taking.OldAddresses).Any())
        || adding.NewNameServers.Intersect(taking.OldNameServers).Any()
        || adding.NewDs.Intersect(taking.OldDs).Any();

    /// <summary>Of a family that could not be tested, where servers were asked: nothing is known of such an address, for it or against it.</summary>
    private static bool IsUntested(DelegationView view, IPAddress address) => !view.Conditions.IsTested(address) && !SpecialAddress.IsOfOneLink(address) && view.Child?.Servers.FirstOrDefault(server => server.Address.Equals(address)) is { HasAnswered: false };

    private static bool IsUseless(DelegationView view, IPAddress address) =>
        (!view.Conditions.IsPrivateAudit && SpecialAddress.PurposeOf(address) is not null)
        || (view.Child?.Servers.FirstOrDefault(server => server.Address.Equals(address)) is { HasAliasAtApex: false } server
            && (server.State == ChildServerState.Unresponsive ? view.Conditions.IsTested(address) : server.State is not (ChildServerState.Authoritative or ChildServerState.NotAsked)));

    private static bool IsUseless(DelegationView view, IReadOnlyList<Findings.Finding> findings, DomainName name)
    {
        var addresses = (view.Child?.Servers ?? []).Where(server => server.Names.Contains(name)).Select(server => server.Address).ToList();
        return findings.Any(finding => Condemning.Contains(finding.Code) && finding.Concerns(name))
            || view.Child?.ResolutionOf(name) is { Status: ResolutionStatus.NameDoesNotExist or ResolutionStatus.NoAddress or ResolutionStatus.Failed }
            || (addresses.Count > 0 && addresses.TrueForAll(address => IsUseless(view, address)));
    }
}
