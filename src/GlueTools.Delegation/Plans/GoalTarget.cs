using System.Collections.Generic;
using System.Net;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Plans;

/// <summary>What the goals that name something to be changed make of a delegation.</summary>
internal static class GoalTarget
{
    internal static void Renumber(PlanTarget target, DomainName name, IReadOnlyList<IPAddress> add, IReadOnlyList<IPAddress> remove)
    {
        if (!IsNamed(target, name))
        {
            return;
        }

        if (!target.Start.IsOwn(name))
        {
            Refuse(target, $"The addresses of {name} are not records of {target.Start.Domain}; make this plan for the domain that it lies in.");
            return;
        }

        foreach (var address in remove)
        {
            if (!target.AddressesOf(name).Includes(address))
            {
                Refuse(target, $"{name} has no address {address} on either side; leave it out, or correct it.");
            }
        }

        foreach (var address in add)
        {
            if (remove.Includes(address))
            {
                Refuse(target, $"{address} is to be added to {name} and removed from it; leave one of the two out.");
            }
        }

        foreach (var side in new[] { target.Glue, target.Addresses })
        {
            var addresses = PlanTarget.Of(side, name);
            addresses.UnionWith(add);
            addresses.ExceptWith(remove);
        }

        if (!target.ParentNames.Contains(name))
        {
            target.Glue.Remove(name);
        }
    }

    internal static void Replace(PlanTarget target, DomainName old, PlannedServer other)
    {
        if (!IsNamed(target, old))
        {
            return;
        }

        if (target.AllNames.Contains(other.Name))
        {
            Refuse(target, $"{other.Name} is a name server of {target.Start.Domain} already.");
            return;
        }

        TakeOut(target, old);
        PutIn(target, other);
    }

    internal static void MoveTo(PlanTarget target, IReadOnlyList<PlannedServer> servers)
    {
        var names = new HashSet<DomainName>();
        foreach (var server in servers)
        {
            names.Add(server.Name);
        }

        foreach (var name in target.AllNames)
        {
            if (!names.Contains(name))
            {
                TakeOut(target, name);
            }
        }

        foreach (var server in servers)
        {
            if (server.Addresses.Count > 0 && target.Start.NeedsGlue(server.Name))
            {
                // The delegation is to be the one that is given: what one that stays has beside goes.
                PlanTarget.Of(target.Glue, server.Name).Clear();
                if (target.Start.IsOwn(server.Name))
                {
                    PlanTarget.Of(target.Addresses, server.Name).Clear();
                }
            }

            PutIn(target, server);
        }
    }

    internal static void Remove(PlanTarget target, DomainName name)
    {
        if (IsNamed(target, name))
        {
            TakeOut(target, name);
        }
    }

    /// <summary>A name server off both sides. Its addresses in the zone stay for the time being: resolvers that know its name still ask for them.</summary>
    private static void TakeOut(PlanTarget target, DomainName name)
    {
        target.ParentNames.Remove(name);
        target.ZoneNames.Remove(name);
        target.Glue.Remove(name);
    }

    private static void PutIn(PlanTarget target, PlannedServer server)
    {
        target.ParentNames.Add(server.Name);
        target.ZoneNames.Add(server.Name);
        if (target.Start.NeedsGlue(server.Name))
        {
            // One that stays and is given none keeps what it has.
            PlanTarget.Of(target.Glue, server.Name).UnionWith(server.Addresses);
            if (target.Start.IsOwn(server.Name))
            {
                var published = PlanTarget.Of(target.Addresses, server.Name);
                published.UnionWith(server.Addresses);
                if (!target.Start.Parent.Names(server.Name) && server.Addresses.Count == 0)
                {
                    var serving = Dns.Addresses.AddressOrder.Set(published);
                    serving.RemoveWhere(address => !target.Start.IsServing(address));
                    PlanTarget.Of(target.Glue, server.Name).UnionWith(serving);
                }
            }

            if (target.GlueOf(server.Name).Count == 0)
            {
                Refuse(target, $"{server.Name} lies in {target.Start.Domain} and cannot be found without glue; give its addresses, as in {server.Name}/192.0.2.1.");
            }
        }
        else if (server.Addresses.Count > 0)
        {
            // Not the domain's to set, and good to know whom to ask.
            PlanTarget.Of(target.Addresses, server.Name).UnionWith(server.Addresses);
        }
    }

    private static bool IsNamed(PlanTarget target, DomainName name)
    {
        if (target.AllNames.Contains(name))
        {
            return true;
        }

        Refuse(target, $"{name} is no name server of {target.Start.Domain}: it has {target.AllNames}.");
        return false;
    }

    private static void Refuse(PlanTarget target, System.FormattableString sentence) => target.Refusals.Add(FindingText.Fill(sentence));
}
