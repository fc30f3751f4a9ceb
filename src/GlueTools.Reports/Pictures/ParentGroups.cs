using System.Collections.Generic;
using System.Globalization;
using System.Text;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;

namespace GlueTools.Reports.Pictures;

/// <summary>Puts the parent's servers that say the same together.</summary>
internal static class ParentGroups
{
    /// <summary>Adds a node for each thing that is said.</summary>
    /// <returns>One statement of each node that delegates, in the order of the nodes.</returns>
    internal static List<ParentStatement> AddTo(DelegationPicture picture, ParentSide? parent)
    {
        var delegations = new List<ParentStatement>();
        if (parent is null)
        {
            return delegations;
        }

        var byKey = new Dictionary<string, ParentNode>();
        foreach (var statement in parent.Statements)
        {
            var key = KeyOf(statement.Delegation);
            if (!byKey.TryGetValue(key, out var node))
            {
                byKey.Add(key, node = new ParentNode { Delegates = true, Says = SaysOf(statement.Delegation) });
                picture.Parents.Add(node);
                delegations.Add(statement);
            }

            Add(node, statement.Source.Server, statement.Source.ToString());
        }

        picture.Delegating = delegations.Count;
        foreach (var server in parent.Servers)
        {
            if (server.Statement is null)
            {
                var says = ParentSilence.SentenceOf(server);
                if (!byKey.TryGetValue(says, out var node))
                {
                    byKey.Add(says, node = new ParentNode { Says = says.TrimEnd('.') });
                    picture.Parents.Add(node);
                }

                Add(node, server.Server, server.Server.ToString());
            }
        }

        if (parent.Denial is { } denial)
        {
            var node = new ParentNode
            {
                Says = denial.Kind switch
                {
                    ResponseKind.NameDoesNotExist => "The name is not there",
                    ResponseKind.Alias => "The name is an alias",
                    _ => "The name is not delegated",
                },
            };
            node.Sources.Add(denial.Source.ToString());
            picture.Parents.Add(node);
        }

        return delegations;
    }

    private static void Add(ParentNode node, ServerAddress? server, string source)
    {
        node.Sources.Add(source);
        if (server is not null)
        {
            node.Addresses.Add(server.Address.ToString());
        }
    }

    /// <summary>Equal for what a resolver would take for the same delegation; TTLs are not part of it.</summary>
    private static string KeyOf(Referral delegation)
    {
        var key = new StringBuilder();
        foreach (var name in delegation.NameServers)
        {
            key.Append(name.Text).Append('\n');
        }

        foreach (var glue in delegation.Glue)
        {
            key.Append(glue.Name.Text).Append('/').Append(glue.Address).Append('\n');
        }

        var ds = new List<string>();
        foreach (var one in delegation.Ds)
        {
            ds.Add(one.ToString() ?? string.Empty);
        }

        ds.Sort(System.StringComparer.Ordinal);
        return key.Append(string.Join("\n", ds)).ToString();
    }

    private static string SaysOf(Referral delegation)
    {
        var says = Count(delegation.NameServers.Count, "name server") + ", " + (delegation.Glue.Count == 0 ? "no glue" : Count(delegation.Glue.Count, "address", "addresses") + " as glue");
        return delegation.Ds.Count == 0 ? says : says + ", " + delegation.Ds.Count.ToString(CultureInfo.InvariantCulture) + " DS";
    }

    private static string Count(int count, string one, string? many = null) => count.ToString(CultureInfo.InvariantCulture) + " " + (count == 1 ? one : many ?? one + "s");
}
