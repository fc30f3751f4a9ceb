using System;
using System.Collections.Generic;
using System.Net;
using GlueTools.Delegation.Advising;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Checks;

/// <summary>All servers of the parent zone give the same delegation.</summary>
internal sealed class ParentServersAgree : ICheck
{
    internal static readonly FindingKind ParentServersDisagreeOnDelegation = Kind(
        nameof(ParentServersDisagreeOnDelegation), Severity.Error, "RFC 1034, section 4.3.5; RFC 2308, section 5", "Some parent servers delegate the name, and others deny with authority that there is such a delegation, or such a name.");

    internal static readonly FindingKind ParentServersDisagreeOnNameServers = Kind(
        nameof(ParentServersDisagreeOnNameServers), Severity.Warning, "RFC 1034, section 4.3.5", "The NS sets of referrals differ between parent servers.");

    internal static readonly FindingKind ParentServersDisagreeOnGlue = Kind(
        nameof(ParentServersDisagreeOnGlue), Severity.Warning, "RFC 1034, section 4.3.5", "The glue of an in-domain name server differs between parent servers.", FindingAspect.GlueDiffers);

    internal static readonly FindingKind ParentServersDisagreeOnDs = Kind(
        nameof(ParentServersDisagreeOnDs), Severity.Error, "RFC 1034, section 4.3.5; RFC 4035, section 2.4", "The DS sets differ between parent servers.");

    internal static readonly FindingKind ParentServersDisagreeOnTtl = Kind(
        nameof(ParentServersDisagreeOnTtl), Severity.Info, "RFC 1034, section 4.3.5", "The TTLs of the delegation's NS records differ between parent servers.");

    public IReadOnlyList<FindingKind> Kinds { get; } =
        [ParentServersDisagreeOnDelegation, ParentServersDisagreeOnNameServers, ParentServersDisagreeOnGlue, ParentServersDisagreeOnDs, ParentServersDisagreeOnTtl];

    public IEnumerable<Finding> Run(DelegationView view)
    {
        if (view.Parent is not { HasReferral: true } parent)
        {
            yield break;
        }

        var comparable = new List<ParentServer>();
        foreach (var server in parent.Servers)
        {
            if (server.DeniesDelegation || server.IsComplete)
            {
                comparable.Add(server);
            }
        }

        if (comparable.TrueForAll(server => ReferralSignature.AreIdentical(comparable[0], server)))
        {
            yield break;
        }

        var caughtUp = CaughtUpParents.Of(view, comparable);
        foreach (var kind in new[] { ResponseKind.NameDoesNotExist, ResponseKind.NoData, ResponseKind.Alias })
        {
            var denying = comparable.FindAll(server => server.Kind == kind);
            if (denying.Count > 0)
            {
                yield return Denied(view, parent, denying, caughtUp);
            }
        }

        var referring = new List<ParentServer>();
        foreach (var server in parent.Referring)
        {
            if (server.IsComplete)
            {
                referring.Add(server);
            }
        }

        foreach (var group in Grouping.WhereTheyDiffer(referring, server => ReferralSignature.NameServers(server.Referral!)).Values)
        {
            yield return Finding(
                ParentServersDisagreeOnNameServers,
                view,
                null,
                [],
                group,
                "name " + Prose.List(group[0].Referral!.NameServers) + " as its name servers",
                caughtUp?.Advise(group, left => left.Kind.Check is nameof(NameServerSetsAgree) or nameof(NameServersSuffice)) ?? OneCopy(view, group));
        }

        foreach (var finding in Glue(view, parent, referring, caughtUp))
        {
            yield return finding;
        }

        // A server that cannot be asked with EDNS gives no DS records, whatever it has.
        var signed = referring.FindAll(server => server.Exchange!.Query.DnssecOk);
        foreach (var group in Grouping.WhereTheyDiffer(signed, server => ReferralSignature.Ds(server.Referral!)).Values)
        {
            var ds = ReferralSignature.Ds(group[0].Referral!);
            yield return Finding(
                ParentServersDisagreeOnDs,
                view,
                null,
                [],
                group,
                ds.Length == 0 ? "have no DS record for it" : "have the DS set " + ds.Replace(";", ", "),
                WithRightDs(view, signed, caughtUp?.Advise(group, left => left.Kind.Check is nameof(DsMatchesChild)) ?? OneCopy(view, group)));
        }

        foreach (var finding in Ttl(view, referring, caughtUp))
        {
            yield return finding;
        }
    }

    private static FindingKind Kind(string code, Severity severity, string reference, string summary, FindingAspect aspect = FindingAspect.Other) =>
        new(nameof(ParentServersAgree), code, severity, reference, summary) { ComparesServers = true, Aspect = aspect };

    /// <summary>
    /// As bad by one server as by most: whatever share of the resolvers asks there keeps the denial, and the name with all below it is gone for their users meanwhile.
    /// </summary>
    private static Finding Denied(DelegationView view, ParentSide parent, List<ParentServer> denying, CaughtUpParents? caughtUp)
    {
        var servers = denying.ConvertAll(server => server.Server);
        var others = new List<ParentServer>(parent.Referring);
        var asked = 0;
        foreach (var server in parent.Servers)
        {
            asked += server.NotAsked == NotAskedReason.None ? 1 : 0;
        }

        var (says, lasts) = denying[0].Kind switch
        {
            ResponseKind.NameDoesNotExist => ("does not exist", "keep for a while that there is nothing at it and below it"),
            ResponseKind.NoData => ("has no NS records", "find no zone there"),
            _ => ("is an alias, or lies below one", "find no zone there"),
        };
        return ParentServersDisagreeOnDelegation.Finding(
            view,
            [],
            Wording.OfParent(servers),
            $"{Prose.Number(servers.Count)} of {Prose.Number(asked)} servers of {Prose.Name(parent.Zone)} ({servers}) {(servers.Count == 1 ? "says" : "say")} that {view.DomainName} {says}{Serials(denying)}, while {Prose.List(others.ConvertAll(server => server.Server))} {(others.Count == 1 ? "delegates" : "delegate")} it{Serials(others)}: resolvers that ask {(servers.Count == 1 ? "the former" : "one of the former")} {lasts}.",
            caughtUp?.Advise(denying, _ => false) ?? OneCopy(view, denying));
    }

    private static IEnumerable<Finding> Glue(DelegationView view, ParentSide parent, List<ParentServer> referring, CaughtUpParents? caughtUp)
    {
        foreach (var name in parent.NameServers)
        {
            if (view.RelationOf(name) != NameServerRelation.InDomain)
            {
                continue;
            }

            var naming = referring.FindAll(server => server.Referral!.NameServers.Includes(name));
            foreach (var group in Grouping.WhereTheyDiffer(naming, server => ReferralSignature.Glue(server.Referral!, name)).Values)
            {
                var addresses = AddressOrder.Set();
                foreach (var glue in group[0].Referral!.Glue)
                {
                    if (glue.Name == name)
                    {
                        addresses.Add(glue.Address);
                    }
                }

                var list = new List<IPAddress>(addresses);
                yield return Finding(
                    ParentServersDisagreeOnGlue,
                    view,
                    name,
                    list,
                    group,
                    list.Count == 0 ? "have no glue for " + name : "have " + Prose.List(list) + " as glue for " + name,
                    caughtUp?.Advise(group, left => left.Kind.Check is nameof(InDomainGluePresent) or nameof(GlueMatchesChild) && left.Concerns(name)) ?? OneCopy(view, group));
            }
        }
    }

    private static IEnumerable<Finding> Ttl(DelegationView view, List<ParentServer> referring, CaughtUpParents? caughtUp)
    {
        var groups = Grouping.WhereTheyDiffer(referring, server => server.Referral!.Ttl?.ToString(System.Globalization.CultureInfo.InvariantCulture)).Values;
        if (groups.Count == 0)
        {
            yield break;
        }

        var said = new List<string>();
        var servers = new List<ParentServer>();
        foreach (var group in groups)
        {
            said.Add(Seconds(group[0].Referral!.Ttl!.Value) + " (" + Prose.List(group.ConvertAll(server => server.Server)) + ")");
            servers.AddRange(group);
        }

        yield return ParentServersDisagreeOnTtl.Finding(
            view,
            [],
            Wording.OfParent(servers.ConvertAll(server => server.Server)),
            $"The parent servers give different TTLs for the NS records of {view.DomainName}: {said}.",
            caughtUp?.Advise(servers, _ => false) ?? OneCopy(view, servers));
    }

    private static Finding Finding(FindingKind kind, DelegationView view, DomainName? name, IReadOnlyList<IPAddress> addresses, List<ParentServer> group, string said, Advice advice)
    {
        var servers = group.ConvertAll(server => server.Server);
        var all = view.Parent!.Servers.Count;
        FormattableString one = $"The parent server {servers[0]} {Singular(said)}{Serials(group)}; other parent servers differ.";
        FormattableString several = $"{servers.Count} of {all} parent servers ({servers}) {said}{Serials(group)}; other parent servers differ.";
        var statement = servers.Count == 1 ? one : several;
        return name is { } known
            ? kind.Finding(view, known, addresses, Wording.OfParent(servers), statement, advice)
            : kind.Finding(view, addresses, Wording.OfParent(servers), statement, advice);
    }

    private static Advice WithRightDs(DelegationView view, List<ParentServer> signed, Advice advice) =>
        advice.Remark is null && RightDs(view, signed) is { Length: > 0 } right ? advice.With($"; {right}") : advice;

    /// <summary>Which of several DS sets leads to the zone's keys; empty where all do, none does, or that is not known.</summary>
    private static string RightDs(DelegationView view, List<ParentServer> signed)
    {
        if (KeyLinks.Of(view) is not { } links)
        {
            return string.Empty;
        }

        var right = new SortedSet<string>(StringComparer.Ordinal);
        var isAny = false;
        foreach (var server in signed)
        {
            var ds = server.Referral!.Ds;
            if (ds.Count > 0 && links.AreLinkedWith(ds))
            {
                right.Add(KeyWording.Ds(ds));
            }
            else
            {
                isAny = true;
            }
        }

        return isAny && right.Count == 1 ? "the DS set that leads to the zone's keys is that of " + Prose.List(right) : string.Empty;
    }

    private static string Singular(string said) =>
        said.StartsWith("have ", StringComparison.Ordinal) ? "has " + said.Substring(5)
        : "names " + said.Substring(5);

    private static string Serials(List<ParentServer> group)
    {
        var serials = new OrderedSet<uint>();
        foreach (var server in group)
        {
            if (server.Serial is { } serial)
            {
                serials.Add(serial);
            }
        }

        return serials.Count == 0 ? string.Empty : " (zone serial " + Prose.List(serials) + ")";
    }

    private static Advice OneCopy(DelegationView view, List<ParentServer> servers) => LaggingParents.BringUp(view, servers.ConvertAll(server => server.Server));

    private static string Seconds(uint ttl) => ttl.ToString(System.Globalization.CultureInfo.InvariantCulture) + " s";
}
