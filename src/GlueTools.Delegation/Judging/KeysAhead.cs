using System;
using System.Collections.Generic;
using System.Net;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Checks;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Dnssec;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Judging;

/// <summary>Servers that serve a zone alike, and otherwise than its DS records ask for: <c>with keys (key tag 2098, algorithm 13) of which the DS records at the parent name none</c>.</summary>
/// <param name="Servers">The servers.</param>
/// <param name="Fault">How they serve it.</param>
internal sealed record UnlinkedServers(IReadOnlyList<ServerAddress> Servers, string Fault);

/// <summary>
/// Whether servers that a signed zone is to move to serve what its DS records lead to: where another provider signs with keys of its own, a move breaks the zone for all
/// who validate.
/// </summary>
internal sealed class KeysAhead
{
    private readonly DelegationView _view;
    private readonly KeyLinks _links;

    private KeysAhead(DelegationView view, KeyLinks links)
    {
        _view = view;
        _links = links;
    }

    /// <summary>What was seen of the servers of a delegation that is not there yet; null where none spoke of keys.</summary>
    internal static KeysAhead? Of(DelegationView? view) => view is not null && KeyLinks.Of(view) is { } links ? new KeysAhead(view, links) : null;

    /// <summary>Those among some servers to whose keys the DS records do not lead; how many of them said anything.</summary>
    /// <param name="counts">Whether a server is one of them.</param>
    /// <param name="asked">How many spoke of keys.</param>
    internal IReadOnlyList<UnlinkedServers> Unlinked(Predicate<IPAddress> counts, out int asked)
    {
        asked = 0;
        var faults = new List<string>();
        var servers = new List<List<ServerAddress>>();
        foreach (var link in _links.Ds.Effective.Count == 0 ? [] : _links.ToSignatures())
        {
            if (link.Server is not { } server || !counts(server.Address))
            {
                continue;
            }

            asked++;
            if (link.State is LinkState.Linked or LinkState.NotJudged)
            {
                continue;
            }

            // Servers of one provider mostly have the same.
            var fault = FindingText.Fill(Fault(link));
            if (!faults.Contains(fault))
            {
                faults.Add(fault);
                servers.Add(new List<ServerAddress>());
            }

            servers[faults.IndexOf(fault)].Add(server);
        }

        var unlinked = new List<UnlinkedServers>();
        for (var i = 0; i < faults.Count; i++)
        {
            unlinked.Add(new UnlinkedServers(servers[i], faults[i]));
        }

        return unlinked;
    }

    /// <summary>The DS records that lead to the keys of all of these servers; none where none do.</summary>
    internal IReadOnlyList<DsData> Ds() => DsAdvice.OfKeysThatSign(_view, _links);

    private FormattableString Fault(KeyLink link)
    {
        var keys = new List<string>();
        foreach (var key in link.Set.Keys)
        {
            if (key.IsZoneKey)
            {
                keys.Add(KeyWording.Key(key));
            }
        }

        return keys.Count == 0
            ? (FormattableString)$"without keys, while the parent has DS records for it ({KeyWording.Ds(_links.Ds.All)})"
            : link.State == LinkState.NoMatch
            ? (FormattableString)$"with keys ({keys}) of which the DS records at the parent name none ({KeyWording.Ds(_links.Ds.All)})"
            : (FormattableString)$"with keys ({keys}) whose signatures do not hold by the DS records at the parent ({KeyWording.Ds(_links.Ds.All)})";
    }
}
