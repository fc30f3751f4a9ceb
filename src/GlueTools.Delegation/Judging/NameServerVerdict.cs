using System.Collections.Generic;
using System.Linq;
using System.Net;
using GlueTools.Delegation.Advising;
using GlueTools.Delegation.Checks;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Judging;

/// <summary>One name server of a delegation with both sides beside each other. What is missing, stale or to be mended follows from the findings and their changes.</summary>
public sealed class NameServerVerdict
{
    private readonly List<Finding> _findings = new();

    private NameServerVerdict(DelegationReport report, DomainName name)
    {
        var view = report.View;
        Name = name;
        foreach (var finding in report.All)
        {
            if (finding.Kind.Aspect != FindingAspect.Other && (finding.Concerns(name) || finding.Kind.Aspect == FindingAspect.SidesDisjoint))
            {
                _findings.Add(finding);
            }
        }

        var held = AddressOrder.Set(view.Parent is { } parent && view.RelationOf(name) != NameServerRelation.Unrelated ? parent.GlueOf(name) : []);
        OrderedSet<IPAddress> missing = AddressOrder.Set(), stale = AddressOrder.Set();
        var canSet = true;
        foreach (var finding in _findings)
        {
            canSet &= finding.Kind.Aspect is FindingAspect.GlueLacks or FindingAspect.GlueExceeds or FindingAspect.GlueDiffers or FindingAspect.RegistryDiffers;
            if (finding.Kind.Aspect is FindingAspect.GlueLacks or FindingAspect.GlueExceeds)
            {
                Read(finding, missing, stale, ref canSet);
            }
        }

        missing.ExceptWith(held);
        (Held, Missing, Stale) = (held, missing, stale);
        Right = IsAboutGlue ? Mended(held, missing, stale) : Published(view, name, held);
        IsKnown = HasWord(view, name, held);
        Unusable = UnusableOf(view, name, held);
        WhyUnusable = Unusable.Count == 0 ? string.Empty : Prose.List(Unusable.Select(address => Soundness.WhyNot(view, address)));
        WorstOfUnusable = Unusable.Count == 0 ? null : WorstOf(report.All.Where(finding => finding.Concerns(name) && finding.Addresses.Any(address => Unusable.Includes(address)))) ?? Severity.Error;
        CanRepair = canSet && missing.Count + stale.Count > 0 && Right.Count > 0;
    }

    /// <summary>The name server.</summary>
    public DomainName Name { get; }

    /// <summary>The addresses that the parent holds; none of a name outside the parent zone, where they have no effect.</summary>
    public IReadOnlyList<IPAddress> Held { get; }

    /// <summary>The addresses that it should hold, as far as that can be told.</summary>
    public IReadOnlyList<IPAddress> Right { get; }

    /// <summary>Addresses that it should hold and does not.</summary>
    public IReadOnlyList<IPAddress> Missing { get; }

    /// <summary>Addresses that it holds and should not.</summary>
    public IReadOnlyList<IPAddress> Stale { get; }

    /// <summary>Whether somebody with authority has said what the addresses are, of each family of which the parent holds any.</summary>
    public bool IsKnown { get; }

    /// <summary>Addresses that either side has and at which nobody gets the zone: dead, refusing, with an old copy, or not to be reached.</summary>
    public IReadOnlyList<IPAddress> Unusable { get; }

    /// <summary>What speaks against them: <c>at 45.10.1.1 nothing answers</c>; empty where there are none.</summary>
    public string WhyUnusable { get; }

    /// <summary>How bad that is: as bad as the worst finding about one of them; null where there are none.</summary>
    public Severity? WorstOfUnusable { get; }

    /// <summary>
    /// Whether the delegation can be mended by setting this name server's addresses to <see cref="Right"/>: that is what the findings about it advise, and nobody
    /// who has a say disputes it.
    /// </summary>
    public bool CanRepair { get; }

    /// <summary>The findings that say how the two sides differ about it.</summary>
    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>The worst of them; null where there is none.</summary>
    public Severity? Worst => WorstOf(_findings);

    /// <summary>The zone's own addresses are what is to be looked at, and not what the parent holds.</summary>
    public bool IsZoneToMend => IsAboutGlue && Missing.Count + Stale.Count == 0;

    private bool IsAboutGlue => Find(FindingAspect.GlueLacks) is not null || Find(FindingAspect.GlueExceeds) is not null;

    /// <summary>One verdict for each name server that either side names, in canonical order.</summary>
    public static IReadOnlyList<NameServerVerdict> Of(DelegationReport report)
    {
        var verdicts = new List<NameServerVerdict>();
        foreach (var name in report.View.NameServers)
        {
            verdicts.Add(new NameServerVerdict(report, name));
        }

        return verdicts;
    }

    /// <summary>Whether what the zone answers for a name server is a wildcard's, which is no server of the zone: it has no records of its own.</summary>
    internal static bool IsOfWildcard(DelegationView view, DomainName name) => view.Child is { } child && Wildcards.Of(view, child, name) is not null;

    /// <summary>The worst of some findings; null where there is none.</summary>
    public static Severity? WorstOf(IEnumerable<Finding> findings)
    {
        Severity? worst = null;
        foreach (var finding in findings)
        {
            worst = worst is { } known && known >= finding.Severity ? known : finding.Severity;
        }

        return worst;
    }

    /// <summary>The first finding about which something has to be tested first, from where a further family of addresses works; null where there is none.</summary>
    public Finding? AwaitingTest => _findings.Find(finding => finding.Advice.AwaitsTest);

    /// <summary>The first finding that says such a thing; null where none does.</summary>
    public Finding? Find(FindingAspect aspect) => _findings.Find(finding => finding.Kind.Aspect == aspect);

    /// <summary>What a finding's first alternative sets in the glue.</summary>
    private static void Read(Finding finding, OrderedSet<IPAddress> missing, OrderedSet<IPAddress> stale, ref bool canSet)
    {
        var exceeds = finding.Kind.Aspect == FindingAspect.GlueExceeds ? AddressOrder.Set(finding.Addresses) : AddressOrder.Set();
        if (finding.Advice.Alternatives.Count == 0)
        {
            // It cannot be told which side is right.
            canSet = false;
            return;
        }

        foreach (var change in finding.Advice.Alternatives[0])
        {
            if (change.Record == ChangedRecord.Address && change.Place is ChangePlace.Delegation or ChangePlace.HostRegistration)
            {
                missing.UnionWith(change.NewAddresses);
                canSet &= change.IsUndisputed;
                continue;
            }

            canSet = false;
            if (change.Record == ChangedRecord.Address && change.Action is ChangeAction.Replace or ChangeAction.Add)
            {
                exceeds.ExceptWith(change.NewAddresses);
            }
        }

        stale.UnionWith(exceeds);
    }

    private static OrderedSet<IPAddress> Mended(OrderedSet<IPAddress> held, OrderedSet<IPAddress> missing, OrderedSet<IPAddress> stale)
    {
        var right = AddressOrder.Set(held);
        right.ExceptWith(stale);
        right.UnionWith(missing);
        return right;
    }

    /// <summary>What the zone has for it, as far as it is any good; of what nobody could ask what is at the parent already.</summary>
    private static OrderedSet<IPAddress> Published(DelegationView view, DomainName name, IReadOnlyList<IPAddress> held)
    {
        var published = AddressOrder.Set();
        foreach (var family in Families.Both)
        {
            published.UnionWith(Soundness.Sound(view, view.Child?.Published(name, family).Addresses ?? []).Where(address => held.Includes(address) || !Untested.Is(view, address)));
        }

        return published;
    }

    private static OrderedSet<IPAddress> UnusableOf(DelegationView view, DomainName name, IReadOnlyList<IPAddress> held)
    {
        var unusable = AddressOrder.Set(held);
        foreach (var family in Families.Both)
        {
            unusable.UnionWith(view.Child?.Published(name, family).Addresses ?? []);
        }

        unusable.ExceptWith(Soundness.Sound(view, unusable));
        return unusable;
    }

    private static bool HasWord(DelegationView view, DomainName name, IReadOnlyList<IPAddress> held)
    {
        var isAny = false;
        foreach (var family in Families.Both)
        {
            var isKnown = view.Child?.Published(name, family).IsKnown == true;
            if (!isKnown && AddressOrder.OfFamily(held, family).Count > 0)
            {
                return false;
            }

            isAny |= isKnown;
        }

        return isAny;
    }
}
