using System;
using System.Collections.Generic;
using System.Net;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Plans;

/// <summary>The steps that take away what nobody can have any more, and what they wait for.</summary>
internal sealed partial class PlanDrafting
{
    /// <summary>
    /// A name server that goes is in NS sets that resolvers hold for a while; where only glue has its addresses, the zone has to, when the glue goes. Of one that
    /// does not answer, nothing has to be kept.
    /// </summary>
    private void KeepFindable()
    {
        foreach (var name in NamesAtStart())
        {
            if (_target.AllNames.Contains(name) || !_start.IsOwn(name))
            {
                continue;
            }

            if (!_target.Retires && Answers(name))
            {
                KeepMeanwhile(name);
            }
            else if (_target.Retires && !Answers(name) && !_shared.IsShared(name))
            {
                PlanTarget.Of(_target.Addresses, name).Clear();
            }
            else if (_target.Retires && _start.Parent.Names(name) && _target.PublishedOf(name).Count == 0)
            {
                PlanTarget.Of(_target.Addresses, name).UnionWith(_start.Parent.AddressesOf(name));
            }
        }
    }

    /// <summary>What findings want gone of a server that answers goes later; what nobody wants gone stays.</summary>
    private void KeepMeanwhile(DomainName name)
    {
        var published = PlanTarget.Of(_target.Addresses, name);
        var before = AddressOrder.Set(_start.Zone.AddressesOf(name));
        if (before.Count == 0 && _start.Parent.Names(name))
        {
            before.UnionWith(_start.Parent.AddressesOf(name));
        }

        if (!published.SetEquals(before))
        {
            _target.Leftovers.Add(name);
            published.Clear();
            published.UnionWith(before);
        }
    }

    /// <summary>Names that are no name servers of the domain any more, and whose addresses it publishes.</summary>
    private List<DomainName> Gone()
    {
        var all = NamesAtStart();
        all.RemoveWhere(name => _target.AllNames.Contains(name) || _shared.IsShared(name) || !_start.IsOwn(name) || _target.PublishedOf(name).Count == 0);
        return _target.Retires ? new List<DomainName>(all) : new List<DomainName>(_target.Leftovers);
    }

    private void Lower(List<DomainName> gone)
    {
        var changes = new List<Change>();
        var ttls = new Dictionary<DomainName, uint>();
        foreach (var name in gone)
        {
            if (_start.Zone.AddressTtlOf(name) > ShortTtl)
            {
                changes.Add(PlanChanges.Ttl(_start, name, ShortTtl));
                ttls.Add(name, ShortTtl);
            }
        }

        if (changes.Count > 0)
        {
            _lower = Add(new StepDraft(PlanActor.ChildZone, changes, new PlanGate(PlanGateKind.ZoneShows) { Servers = _servers, Ttls = ttls }, [_goal]) { IsOptional = true });
        }
    }

    /// <summary>TTLs at the parent, where it lets them be set: what was kept with the old ones runs out while other waits do.</summary>
    private void LowerParent()
    {
        if (_options.ParentTtl is not { } low || !_target.Retires)
        {
            return;
        }

        var ttls = new Dictionary<DomainName, uint>();
        var changes = new List<Change>();
        var isNameServers = _start.Parent.NameServerTtl > low;
        if (isNameServers)
        {
            changes.Add(PlanChanges.ParentTtl(_start, null, low));
        }

        foreach (var name in _start.Parent.NameServers)
        {
            if (_start.NeedsGlue(name) && _start.Parent.AddressesOf(name).Count > 0 && _start.Parent.AddressTtlOf(name) > low)
            {
                ttls.Add(name, low);
            }
        }

        foreach (var pair in ttls)
        {
            changes.Add(PlanChanges.ParentTtl(_start, pair.Key, low));
        }

        if (changes.Count > 0)
        {
            _lowerParent = Add(new StepDraft(AtParent, changes, new PlanGate(PlanGateKind.ParentShows) { Ttls = ttls, NameServerTtl = isNameServers ? low : null }, [_goal]) { IsOptional = true });
        }
    }

    /// <summary>After the parent has changed, what it said of a name server before runs out: with the lowered TTL, and with the old one since it was lowered.</summary>
    /// <param name="step">The step that waits.</param>
    /// <param name="name">The name server; where the parent did not name it at the start, there is no change to wait for.</param>
    /// <param name="ttl">Seconds that the parent's records were kept at the start.</param>
    /// <param name="further">Seconds that are waited beyond that.</param>
    /// <param name="reason">What is waited for.</param>
    private StepDraft AfterParent(StepDraft step, DomainName name, uint ttl, uint further, FormattableString reason)
    {
        var change = _start.Parent.Names(name) ? _parent : null;
        if (_lowerParent is null || ttl <= _options.ParentTtl || change is null)
        {
            return step.After(change, ttl + further, reason);
        }

        return step.After(change, _options.ParentTtl!.Value + further, $"{FindingText.Fill(reason)}, as lowered", _lowerParent, ttl + further).After(_lowerParent, ttl + further, $"{FindingText.Fill(reason)}, as they were");
    }

    private StepDraft? Remove(List<DomainName> gone)
    {
        if (gone.Count == 0)
        {
            return null;
        }

        var changes = new List<Change>();
        var none = new Dictionary<DomainName, IReadOnlyList<IPAddress>>();
        foreach (var name in gone)
        {
            changes.Add(PlanChanges.WithoutAddresses(_target, name));
            none.Add(name, []);
        }

        var step = new StepDraft(PlanActor.ChildZone, changes, new PlanGate(PlanGateKind.ZoneShows) { Servers = _servers, Addresses = none }, [_goal]);
        foreach (var name in gone)
        {
            AfterNameServers(step, name);
        }

        return Add(step);
    }

    private void Retire(List<DomainName> gone, StepDraft? removal)
    {
        var used = AddressOrder.Set();
        foreach (var name in _target.AllNames)
        {
            used.UnionWith(_target.AddressesOf(name));
        }

        foreach (var name in _shared.Users.Keys)
        {
            used.UnionWith(_target.AllNames.Contains(name) ? [] : AddressesAtStart(name));
        }

        var changes = new List<Change>();
        var cautions = new OrderedSet<string>(StringComparer.Ordinal);
        var waits = new List<Action<StepDraft>>();
        foreach (var name in NamesAtStart())
        {
            var idle = AddressesAtStart(name);
            idle.ExceptWith(used);
            idle.RemoveWhere(address => !_start.IsServing(address));
            if (idle.Count > 0)
            {
                changes.Add(PlanChanges.Server(_start, _start.Domain, name, idle, ServerSetting.StopServing));
                cautions.Add(PlanPrimaries.Caution(_start, name, idle));
                waits.Add(WaitFor(name, idle, gone.Contains(name) && IsPublished(name, idle) ? removal : null));
            }
        }

        if (changes.Count > 0)
        {
            _retire = Add(new StepDraft(PlanActor.ServerOperator, changes, new PlanGate(PlanGateKind.AuditIsClean), [_goal]) { IsPointOfNoReturn = true, Caution = string.Join(" ", cautions).Trim() });
            waits.ForEach(wait => wait(_retire));
        }
    }

    /// <summary>What a server of a name waits for before it may be switched off.</summary>
    private Action<StepDraft> WaitFor(DomainName name, OrderedSet<IPAddress> idle, StepDraft? removal)
    {
        var ttl = _start.Zone.AddressTtlOf(name);
        if (removal is not null)
        {
            return step => _ = _lower is not null && ttl > ShortTtl
                ? step.After(removal, ShortTtl, $"the lowered TTL of {name}'s addresses in the zone", _lower, ttl).After(_lower, ttl, $"the old TTL of {name}'s addresses in the zone")
                : step.After(removal, ttl, $"the TTL of {name}'s addresses in the zone");
        }

        if (!_target.AllNames.Contains(name))
        {
            return step => AfterNameServers(step, name).After(null, _start.IsOwn(name) ? ttl : 0, $"the TTL of {name}'s addresses in the zone");
        }

        var glue = _start.Parent.AddressTtlOf(name);
        return step =>
        {
            // Addresses that come beside NS records are kept as long as those; where a side does not name the server, it may have done so until now.
            WaitForSide(step, _start.Zone, _zone, name, idle, ttl, $"the TTLs of the zone's NS records and of {name}'s addresses in it");
            FormattableString reason = $"the TTLs of the delegation's NS records and of {name}'s glue";
            if (_lowerParent is not null && HasAny(_start.Parent, name, idle) && _start.Parent.Names(name))
            {
                AfterParent(step, name, Math.Max(_start.Parent.NameServerTtl, glue), 0, reason);
                return;
            }

            WaitForSide(step, _start.Parent, _parent, name, idle, glue, reason);
        };
    }

    private static void WaitForSide(StepDraft step, PlanSide side, StepDraft? change, DomainName name, OrderedSet<IPAddress> idle, uint ttl, FormattableString reason)
    {
        var hasAny = HasAny(side, name, idle);
        step.After(hasAny && side.Names(name) ? change : null, Math.Max(side.NameServerTtl, ttl), reason);
        if (hasAny && !side.Names(name))
        {
            step.After(change, ttl, reason);
        }
    }

    /// <summary>Whether the zone gives one of the addresses to whoever looks the name up.</summary>
    private bool IsPublished(DomainName name, OrderedSet<IPAddress> addresses)
    {
        foreach (var address in _target.PublishedOf(name))
        {
            if (addresses.Contains(address))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasAny(PlanSide side, DomainName name, OrderedSet<IPAddress> addresses)
    {
        foreach (var address in side.AddressesOf(name))
        {
            if (addresses.Contains(address))
            {
                return true;
            }
        }

        return false;
    }

    private void Sign()
    {
        if (_unsign is null)
        {
            return;
        }

        var keyTtl = _start.KeyTtl ?? PlanSide.AssumedTtl;
        var step = new StepDraft(AtParent, [PlanChanges.Ds(_start, ChangeAction.Add, NewServersKeys.Ds(_options.Ahead))], new PlanGate(PlanGateKind.ParentShows), [_goal]);
        foreach (var name in NamesAtStart())
        {
            if (Answers(name))
            {
                step.After(_start.Zone.Names(name) ? _zone : null, _start.Zone.NameServerTtl + keyTtl, $"the TTLs of the zone's NS records and of its old DNSKEY records");
                FormattableString reason = $"the TTLs of the delegation's NS records and of the zone's old DNSKEY records";
                AfterParent(step, name, _start.Parent.NameServerTtl, keyTtl, reason);
            }
        }

        Add(step);
    }

    private OrderedSet<DomainName> NamesAtStart()
    {
        var names = new OrderedSet<DomainName>(_start.Parent.NameServers);
        names.UnionWith(_start.Zone.NameServers);
        return names;
    }

    /// <summary>Whether a server answered for the zone at an address that either side has for a name.</summary>
    private bool Answers(DomainName name)
    {
        var addresses = AddressesAtStart(name);
        addresses.RemoveWhere(address => !_start.IsServing(address));
        return addresses.Count > 0;
    }

    private OrderedSet<IPAddress> AddressesAtStart(DomainName name)
    {
        var all = AddressOrder.Set(_start.Parent.AddressesOf(name));
        all.UnionWith(_start.Zone.AddressesOf(name));
        return all;
    }

    /// <summary>
    /// No resolver names an old server any more. Where a side does not name them already, it may have done so until the moment before anybody looked.
    /// </summary>
    private StepDraft AfterNameServers(StepDraft step, DomainName name)
    {
        step.After(_start.Zone.Names(name) ? _zone : null, _start.Zone.NameServerTtl, $"the TTL of the zone's NS records");
        FormattableString reason = $"the TTL of the delegation's NS records";
        return AfterParent(step, name, _start.Parent.NameServerTtl, 0, reason);
    }
}
