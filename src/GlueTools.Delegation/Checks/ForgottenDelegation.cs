using System.Collections.Generic;
using GlueTools.Delegation.Advising;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Checks;

/// <summary>
/// Servers of parent and child answer for the child and show no referral. DS records are the parent's alone (RFC 4035, section 3.1.4.1), so a question for them is answered from
/// the parent zone: NXDOMAIN there says that it has no such name.
/// </summary>
internal static class ForgottenDelegation
{
    /// <summary>The parent servers whose copy of the parent zone has nothing of the name; empty where some have it, or nobody says.</summary>
    internal static IReadOnlyList<ServerAddress> SeenAt(DelegationView view, ParentSide parent)
    {
        var without = new List<ServerAddress>();
        foreach (var exchange in view.Afterwards)
        {
            if (exchange.Question.Type != RecordType.DS || exchange.Message is not { IsAuthoritative: true } message || !IsOf(parent.Zone, message))
            {
                continue;
            }

            if (message.ResponseCode != ResponseCode.NameError)
            {
                return [];
            }

            foreach (var server in parent.Servers)
            {
                if (server.Server.Address.Equals(exchange.Server))
                {
                    without.Add(server.Server);
                }
            }
        }

        return without;
    }

    /// <summary>The name servers of the zone into the parent zone, as far as nothing speaks against them.</summary>
    internal static Advice Advice(DelegationView view)
    {
        var names = new List<DomainName>();
        foreach (var name in view.Child?.NameServers ?? [])
        {
            if (Soundness.IsSound(view, name))
            {
                names.Add(name);
            }
        }

        return Findings.Advice.OneOf($"Delegate {view.DomainName} in {Prose.Zone(view.Parent!.Zone, "parent zone")} to name servers that serve it.", names.Count > 0 ? Changes.Delegate(view, names, []) : []).With($"; no referral shows it as long as the servers of {Prose.Zone(view.Parent.Zone)} serve it themselves");
    }

    private static bool IsOf(DomainName zone, Message message)
    {
        foreach (var record in message.Authority)
        {
            if (record.Type == RecordType.SOA)
            {
                return record.Owner == zone;
            }
        }

        return false;
    }
}
