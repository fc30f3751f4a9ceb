using System.Collections.Generic;
using System.Globalization;
using System.Net;
using GlueTools.Delegation.Advising;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Checks;

/// <summary>A parent's zone file holds at and below a zone cut what the delegation needs, and nothing else. Servers do not show it, so only a file is judged.</summary>
internal sealed class ParentZoneIsClean : ICheck
{
    internal static readonly FindingKind OrphanGlue = new(
        nameof(ParentZoneIsClean), nameof(OrphanGlue), Severity.Warning, "SAC048", "The parent's zone file has an address below a zone cut that no delegation in it needs.");

    internal static readonly FindingKind GlueAgainstPolicy = new(
        nameof(ParentZoneIsClean), nameof(GlueAgainstPolicy), Severity.Warning, "draft-koch-dns-glue-clarifications, section 4", "The parent's zone file has glue that its stated policy leaves out, or lacks glue that it asks for.");

    internal static readonly FindingKind RecordsHidden = new(
        nameof(ParentZoneIsClean), nameof(RecordsHidden), Severity.Warning, "RFC 5936, section 3.5", "The parent's zone file has records at or below a zone cut that are neither delegation nor glue: no server answers with them.");

    internal static readonly FindingKind DsWithoutDelegation = new(
        nameof(ParentZoneIsClean), nameof(DsWithoutDelegation), Severity.Error, "RFC 4034, section 5", "The parent's zone file has DS records of a name that it does not delegate.");

    private const int Told = 5;

    public IReadOnlyList<FindingKind> Kinds { get; } = [OrphanGlue, GlueAgainstPolicy, RecordsHidden, DsWithoutDelegation];

    public IEnumerable<Finding> Run(DelegationView view)
    {
        if (view.Parent?.Surroundings is not { } around)
        {
            yield break;
        }

        foreach (var finding in OfAddresses(view, around))
        {
            yield return finding;
        }

        foreach (var name in around.SiblingsWithout)
        {
            yield return GlueAgainstPolicy.Finding(
                view,
                name,
                [],
                [],
                $"{Prose.Capital(File(view))} delegates {view.DomainName} to {name} and has no address for it, while the policy \"wide\" asks for the addresses of every name server below {Prose.Name(view.Parent.Zone)}.",
                Advice.None($"Have the addresses of {name} registered with the domain that it lies in, or test with the policy that is in force."));
        }

        if (around.Hidden.Count > 0)
        {
            yield return RecordsHidden.Finding(
                view,
                [],
                [],
                $"{Prose.Capital(File(view))} has {Records(around.Hidden)} at or below the cut where {view.DomainName} is delegated, so no server answers with {(around.Hidden.Count == 1 ? "it" : "them")}.",
                Advice.None($"Take {(around.Hidden.Count == 1 ? "it" : "them")} out of the file, or put {(around.Hidden.Count == 1 ? "it" : "them")} into {Prose.Zone(view.DomainName)} itself."));
        }

        if (around.LoneDs.Count > 0)
        {
            yield return DsWithoutDelegation.Finding(
                view,
                [],
                [],
                $"{Prose.Capital(File(view))} has {(around.LoneDs.Count == 1 ? "a DS record" : "DS records")} of {view.DomainName} and no NS records, so there is no zone that {(around.LoneDs.Count == 1 ? "it speaks" : "they speak")} of.",
                Advice.Of(Changes.Ds(view, around.LoneDs, [])).With($", or delegate {view.DomainName}"));
        }
    }

    private static IEnumerable<Finding> OfAddresses(DelegationView view, ZoneSurroundings around)
    {
        var byName = new SortedDictionary<DomainName, List<LoneAddress>>();
        foreach (var one in around.Addresses)
        {
            if (!byName.TryGetValue(one.Name, out var same))
            {
                byName.Add(one.Name, same = new List<LoneAddress>());
            }

            same.Add(one);
        }

        foreach (var host in byName)
        {
            var addresses = host.Value.ConvertAll(one => one.Address);
            if (host.Value[0].IsUsedElsewhere)
            {
                yield return GlueAgainstPolicy.Finding(
                    view,
                    host.Key,
                    addresses,
                    [],
                    $"{Prose.Capital(File(view))} has {addresses} for {host.Key} ({Lines(host.Value)}), which {view.DomainName} is not delegated to, while the policy \"narrow\" asks for the addresses of a zone's own name servers only.",
                    Advice.Of(Changes.Glue(view, host.Key, addresses, [])).With($", once other delegations can do without"));
            }
            else
            {
                yield return OrphanGlue.Finding(
                    view,
                    host.Key,
                    addresses,
                    [],
                    $"{Prose.Capital(File(view))} has {addresses} for {host.Key} ({Lines(host.Value)}), at or below the cut where {view.DomainName} is delegated, and no delegation in it names {host.Key}.",
                    Advice.Of(Changes.Glue(view, host.Key, addresses, [])));
            }
        }
    }

    private static string File(DelegationView view) =>
        "the zone file " + (view.Parent!.Denial?.Source ?? view.Parent.Statements[0].Source).File;

    private static string Lines(List<LoneAddress> addresses)
    {
        var lines = new SortedSet<int>();
        foreach (var one in addresses)
        {
            lines.Add(one.Line);
        }

        return (lines.Count == 1 ? "line " : "lines ") + Prose.List(lines);
    }

    private static string Records(IReadOnlyList<HiddenRecord> hidden)
    {
        var texts = new List<string>();
        for (var i = 0; i < hidden.Count && i < Told; i++)
        {
            texts.Add(hidden[i].Name + " " + hidden[i].Type + " (line " + hidden[i].Line.ToString(CultureInfo.InvariantCulture) + ")");
        }

        if (hidden.Count > Told)
        {
            texts.Add(Prose.Number(hidden.Count - Told) + " more");
        }

        return Prose.List(texts);
    }
}
