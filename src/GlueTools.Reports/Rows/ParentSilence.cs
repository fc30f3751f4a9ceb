using System.Collections.Generic;
using System.Linq;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Messages;

namespace GlueTools;

/// <summary>Parent servers that say nothing of a delegation: what became of the question, in words.</summary>
internal static class ParentSilence
{
    /// <summary>The status of a row about such a server.</summary>
    internal static string StatusOf(ParentServer server) => server.ServesChildToo ? "NotObservable" : server.Kind switch
    {
        ResponseKind.NoData => "NotDelegated",
        ResponseKind.NameDoesNotExist => "NameDoesNotExist",
        ResponseKind.Alias => "Alias",
        _ => RowStatus.Unknown,
    };

    /// <summary>Why it says nothing, in a sentence.</summary>
    internal static string SentenceOf(ParentServer server) => Prose.Capital(Why(server)) + ".";

    /// <summary>Servers that were asked and gave no referral, so that nobody knows what they have.</summary>
    internal static IReadOnlyList<ParentServer> AskedInVain(ParentSide parent)
    {
        var unheard = new List<ParentServer>();
        foreach (var server in parent.Servers)
        {
            if (server.Statement is null && server.NotAsked == NotAskedReason.None)
            {
                unheard.Add(server);
            }
        }

        return unheard;
    }

    /// <summary>Those of them that do not say either that there is no delegation.</summary>
    internal static IReadOnlyList<ParentServer> Unheard(ParentSide parent) => [.. AskedInVain(parent).Where(server => StatusOf(server) is RowStatus.Unknown or RowStatus.NotObservable)];

    /// <summary>Servers that were asked in vain, and why, in a sentence; empty where all that were asked gave a referral.</summary>
    internal static string InVainSentence(ParentSide parent)
    {
        var unheard = AskedInVain(parent);
        var reasons = new List<string>();
        foreach (var server in unheard)
        {
            reasons.Add(server.Server + ": " + Why(server));
        }

        return unheard.Count == 0 ? string.Empty : unheard.Count + " of " + parent.Servers.Count + " parent servers gave no referral (" + string.Join("; ", reasons) + ").";
    }

    /// <summary>Which of the parent's servers say nothing, and why, in a sentence; empty where all of them give a referral.</summary>
    internal static string SentenceOf(ParentSide parent)
    {
        var silent = new List<string>();
        foreach (var server in parent.Servers)
        {
            if (server.Statement is null)
            {
                silent.Add(server.Server + ": " + Why(server));
            }
        }

        return silent.Count == 0 ? string.Empty : silent.Count + " of " + parent.Servers.Count + " parent servers gave no referral (" + string.Join("; ", silent) + ").";
    }

    private static string Why(ParentServer server) => server.NotAsked switch
    {
        NotAskedReason.SpecialPurpose => "not asked, since its address is not public",
        NotAskedReason.FamilyExcluded => "not asked, since its address family is switched off",
        NotAskedReason.FamilyUnusable => "not asked, since its address family cannot be used from here",
        _ => server.ServesChildToo ? "it serves the child zone as well, and shows no referral" : WhyOf(server),
    };

    private static string WhyOf(ParentServer server) => server.Kind switch
    {
        ResponseKind.NoData => "it says that the name is not delegated",
        ResponseKind.NameDoesNotExist => "it says that the name does not exist",
        ResponseKind.Alias => "it says that the name is an alias",
        ResponseKind.UpwardReferral => "it refers to a zone above it",
        ResponseKind.NotAuthoritative => "it answers without authority",
        ResponseKind.Refused or ResponseKind.Failed => "it answers " + (server.Exchange?.Message?.ResponseCode.ToText() ?? "with an error"),
        _ => server.Exchange is { } exchange ? Wording.Failure(exchange.Outcome) : "not asked",
    };
}
