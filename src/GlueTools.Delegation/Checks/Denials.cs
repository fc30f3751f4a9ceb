using System.Collections.Generic;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;

namespace GlueTools.Delegation.Checks;

/// <summary>Who of the parent's servers says what of a name that none of them refers to: a sentence says "the servers" only where all of them say it.</summary>
internal static class Denials
{
    /// <summary>Whether nobody who answers says anything else.</summary>
    internal static bool AreUnanimous(ParentSide parent, IReadOnlyList<ServerAddress> some) => some.Count == Answering(parent).Count;

    /// <summary><c>The servers of example say</c>, <c>The servers of example that answer say</c>, <c>1 of 2 servers of example (a/192.0.2.1) says</c>.</summary>
    internal static string Saying(ParentSide parent, IReadOnlyList<ServerAddress> some)
    {
        var all = 0;
        foreach (var server in parent.Servers)
        {
            all += server.NotAsked == NotAskedReason.None ? 1 : 0;
        }

        if (some.Count == all)
        {
            return all == 1 ? "The server " + some[0] + " of " + Prose.Name(parent.Zone) + " says" : "The servers of " + Prose.Name(parent.Zone) + " say";
        }

        return AreUnanimous(parent, some) && some.Count > 1
            ? "The servers of " + Prose.Name(parent.Zone) + " that answer say"
            : Prose.Number(some.Count) + " of " + Prose.Number(all) + " servers of " + Prose.Name(parent.Zone) + " (" + Prose.List(some) + ") " + Verb(some, "say");
    }

    /// <summary>What the others say that answer; empty where none does.</summary>
    internal static string While(ParentSide parent, ResponseKind said)
    {
        var others = new List<string>();
        Add(others, parent, said, ResponseKind.NoData, "say", " that it exists without NS records");
        Add(others, parent, said, ResponseKind.NameDoesNotExist, "say", " that it does not exist (NXDOMAIN)");
        Add(others, parent, said, ResponseKind.Answer, "answer", " for it with authority");
        return others.Count == 0 ? string.Empty : ", while " + Prose.List(others);
    }

    private static void Add(List<string> texts, ParentSide parent, ResponseKind said, ResponseKind kind, string verb, string rest)
    {
        var saying = kind == said ? [] : Where(parent, kind);
        if (saying.Count > 0)
        {
            texts.Add(Prose.List(saying) + " " + Verb(saying, verb) + rest);
        }
    }

    private static string Verb(IReadOnlyList<ServerAddress> servers, string verb) => servers.Count == 1 ? verb + "s" : verb;

    private static List<ServerAddress> Answering(ParentSide parent)
    {
        var servers = Where(parent, ResponseKind.Alias);
        servers.AddRange(Where(parent, ResponseKind.NoData));
        servers.AddRange(Where(parent, ResponseKind.NameDoesNotExist));
        servers.AddRange(Where(parent, ResponseKind.Answer));
        return servers;
    }

    private static List<ServerAddress> Where(ParentSide parent, ResponseKind kind)
    {
        var servers = new List<ServerAddress>();
        foreach (var server in parent.Servers)
        {
            if (server.Kind == kind)
            {
                servers.Add(server.Server);
            }
        }

        return servers;
    }
}
