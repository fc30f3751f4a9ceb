using System;
using System.Collections.Generic;
using System.Net;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Plans;

/// <summary>The steps of one plan, in order.</summary>
internal sealed partial class PlanDrafting
{
    /// <summary>The TTL that is advised where one is lowered.</summary>
    private const uint ShortTtl = 300;

    private readonly PlanTarget _target;
    private readonly PlanStart _start;
    private readonly PlanOptions _options;
    private readonly SharedHosts _shared;
    private readonly string _goal;
    private readonly List<StepDraft> _steps = new();
    private readonly List<StepDraft> _serve = new();
    private readonly OrderedSet<IPAddress> _servers;
    private StepDraft? _unsign, _zone, _lower, _lowerParent, _parent, _retire;

    internal PlanDrafting(PlanTarget target, PlanGoal goal, PlanOptions options, SharedHosts shared)
    {
        _target = target;
        _start = target.Start;
        _options = options;
        _shared = shared;
        _goal = goal.Text;
        _servers = AddressOrder.Set(_start.Serving);
    }

    private PlanActor AtParent => _start.ParentZone.LabelCount == 1 ? PlanActor.Registrar : PlanActor.ParentZone;

    private bool LosesKeys => _options.WithoutKeys && _start.Ds.Count > 0;

    internal List<StepDraft> Make(bool lowersZone, bool lowersParent)
    {
        KeepFindable();
        if (lowersParent)
        {
            LowerParent();
        }

        Further(change => change.Record == ChangedRecord.Registration, PlanActor.Registrar);
        Further(change => change.Place == ChangePlace.Server, PlanActor.ServerOperator);
        foreach (var further in _target.Further)
        {
            foreach (var server in further.Change.Place == ChangePlace.Server ? further.Change.Servers : [])
            {
                _servers.Add(server.Address);
            }
        }

        Serve();
        Unsign();
        // What is changed at the parent is to reach all of its servers; nothing that only one of them has is to be missed before the zone has it.
        var isParentLate = _target.Further.Exists(further => further.Change.Place == ChangePlace.ParentServer);
        Further(change => change.Record == ChangedRecord.Ds && !isParentLate, AtParent);
        Zone();
        Further(change => change.Place == ChangePlace.ParentServer, PlanActor.ParentZone);
        Further(change => change.Record == ChangedRecord.Ds && isParentLate, AtParent);
        var gone = Gone();
        if (lowersZone)
        {
            Lower(gone);
        }

        Further(change => change.Place == ChangePlace.HostZone, PlanActor.HostZone);
        Parent();
        Further(change => change.Place == ChangePlace.HostRegistration && change.Record != ChangedRecord.Registration, PlanActor.HostZone);
        var removal = Remove(gone);
        if (_target.Retires)
        {
            Retire(gone, removal);
            Sign();
        }

        return _steps;
    }

    private void Further(Predicate<Change> condition, PlanActor actor)
    {
        foreach (var further in _target.Further)
        {
            if (condition(further.Change))
            {
                Add(new StepDraft(actor, [further.Change], new PlanGate(PlanGateKind.AuditIsClean) { Codes = further.Codes }, further.Codes));
            }
        }
    }

    private void Serve()
    {
        foreach (var name in _target.AllNames)
        {
            var fresh = PlanSafety.Fresh(_target, name);
            var isUnknown = _target.AddressesOf(name).Count == 0 && !_start.Parent.Names(name) && !_start.Zone.Names(name);
            if (fresh.Count == 0 && !isUnknown)
            {
                continue;
            }

            var changes = new List<Change> { PlanChanges.Server(_start, _start.Domain, name, fresh, ServerSetting.ServeZone) };
            foreach (var other in _shared.Users.TryGetValue(name, out var users) ? users : [])
            {
                changes.Add(PlanChanges.Server(_start, other, name, fresh, ServerSetting.ServeZone));
            }

            _servers.UnionWith(fresh);
            _serve.Add(Add(new StepDraft(PlanActor.ServerOperator, changes, new PlanGate(PlanGateKind.ServersServe)
            {
                Servers = fresh,
                ServerNames = isUnknown ? [name] : [],
                KeysMustAgree = _start.Ds.Count > 0 && !_options.WithoutKeys,
            }, Goal(_target.ParentReasons, _target.ZoneReasons))));
        }
    }

    private void Unsign()
    {
        if (LosesKeys && _serve.Count > 0)
        {
            _unsign = Add(new StepDraft(AtParent, [PlanChanges.Ds(_start, ChangeAction.Remove)], new PlanGate(PlanGateKind.ParentShows), [_goal]));
        }
    }

    private void Zone()
    {
        var changes = PlanChanges.OfZone(_target);
        if (changes.Count > 0)
        {
            _zone = Add(AfterServers(new StepDraft(PlanActor.ChildZone, changes, GateOf(PlanGateKind.ZoneShows, changes, _target.ZoneNames, _target.PublishedOf), Goal(_target.ZoneReasons))));
        }
    }

    private void Parent()
    {
        var changes = PlanChanges.OfParent(_target);
        // Other delegations lead to it by the same glue.
        changes.RemoveAll(change => change is { Record: ChangedRecord.Address, Name: { } host } && _shared.IsShared(host) && !_target.ParentNames.Contains(host));
        if (changes.Count > 0)
        {
            _parent = Add(AfterServers(new StepDraft(AtParent, changes, GateOf(PlanGateKind.ParentShows, changes, _target.ParentNames, _target.GlueOf), Goal(_target.ParentReasons))));
        }
    }

    /// <summary>Nothing leads to a server before it answers, nor to other keys while validators may hold the DS records.</summary>
    private StepDraft AfterServers(StepDraft step)
    {
        foreach (var one in _serve)
        {
            step.After(one, 0, $"what leads there must find the zone");
        }

        return _unsign is null ? step : step.After(_unsign, _start.DsTtl ?? PlanSide.AssumedTtl, $"the TTL of the DS records");
    }

    private PlanGate GateOf(PlanGateKind kind, List<Change> changes, OrderedSet<DomainName> names, Func<DomainName, IReadOnlyList<IPAddress>> addressesOf)
    {
        var addresses = new SortedDictionary<DomainName, IReadOnlyList<IPAddress>>();
        var isSet = false;
        foreach (var change in changes)
        {
            isSet |= change.Record == ChangedRecord.NameServer;
            if (change.Record == ChangedRecord.Address)
            {
                addresses[change.Name!.Value] = addressesOf(change.Name.Value);
            }
        }

        var shared = new List<DomainName>(addresses.Keys);
        shared.RemoveAll(name => !PlanOddities.IsApex(_start, name) || PlanOddities.IsKnown(_start, name));
        return new PlanGate(kind) { Shared = shared, Servers = kind == PlanGateKind.ZoneShows ? _servers : [], NameServers = isSet ? names : [], Addresses = addresses };
    }

    private OrderedSet<string> Goal(params OrderedSet<string>[] reasons)
    {
        var all = new OrderedSet<string>(StringComparer.Ordinal);
        foreach (var one in reasons)
        {
            all.UnionWith(one);
        }

        if (all.Count == 0)
        {
            all.Add(_goal);
        }

        return all;
    }

    private StepDraft Add(StepDraft step)
    {
        _steps.Add(step);
        return step;
    }
}
