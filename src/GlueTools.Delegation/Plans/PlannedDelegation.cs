using System.Collections.Generic;
using System.Net;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Plans;

/// <summary>What the parent holds after a step of a plan. Immutable.</summary>
public sealed class PlannedDelegation
{
    private readonly OrderedSet<DomainName> _names;
    private readonly Dictionary<DomainName, OrderedSet<IPAddress>> _glue = new();
    private readonly List<DsData> _ds;

    private PlannedDelegation(PlanStart start)
    {
        _names = new OrderedSet<DomainName>(start.Parent.NameServers);
        _ds = new List<DsData>(start.Ds);
        foreach (var host in start.Parent.Hosts)
        {
            _glue.Add(host, AddressOrder.Set(start.Parent.AddressesOf(host)));
        }
    }

    /// <summary>The NS set, in canonical order.</summary>
    public IReadOnlyList<DomainName> NameServers => _names;

    /// <summary>The DS records.</summary>
    public IReadOnlyList<DsData> Ds => _ds;

    /// <summary>Reads it off the changes up to a step.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="number">The step; 0 for what was there before the first.</param>
    public static PlannedDelegation After(DelegationPlan plan, int number)
    {
        var delegation = new PlannedDelegation(plan.Start);
        foreach (var step in plan.Steps)
        {
            foreach (var change in step.Number <= number ? step.Changes : [])
            {
                delegation.Apply(change);
            }
        }

        return delegation;
    }

    /// <summary>The glue of a name server; none where it has none.</summary>
    public IReadOnlyList<IPAddress> GlueOf(DomainName name) => _glue.TryGetValue(name, out var glue) ? glue : [];

    private void Apply(Change change)
    {
        if (change.Place is not (ChangePlace.Delegation or ChangePlace.HostRegistration))
        {
            return;
        }

        if (change.Record == ChangedRecord.NameServer)
        {
            _names.ExceptWith(change.OldNameServers);
            _names.UnionWith(change.NewNameServers);
        }
        else if (change.Record == ChangedRecord.Address)
        {
            if (!_glue.TryGetValue(change.Name!.Value, out var glue))
            {
                _glue.Add(change.Name.Value, glue = AddressOrder.Set());
            }

            glue.ExceptWith(change.OldAddresses);
            glue.UnionWith(change.NewAddresses);
        }
        else if (change.Record == ChangedRecord.Ds)
        {
            foreach (var old in change.OldDs)
            {
                _ds.RemoveAll(ds => ds.ToString() == old.ToString());
            }

            _ds.AddRange(change.NewDs);
        }
    }
}
