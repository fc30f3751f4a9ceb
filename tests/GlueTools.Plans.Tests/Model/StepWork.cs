using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Plans;
using GlueTools.Dns.Names;
using Step = GlueTools.Delegation.Plans.PlanStep;

namespace GlueTools.Plans.Tests.Model;

/// <summary>What a step's typed changes do to a world, at each server after a while of its own; and whether its gate is passed.</summary>
internal sealed class StepWork(DelegationPlan plan, Step step, World world, bool isPartial)
{
    internal void Schedule(Action<int, Action> at, Func<int> lag)
    {
        var place = step.Changes[0].Place;
        if (place == ChangePlace.Zone)
        {
            var copy = Newer(world.Master);
            Apply(copy);
            at(0, () => world.Master = copy);
            var serving = Enumerable.Range(0, world.AddressCount).Where(address => world.Servers[address] is not null && !world.IsStuck[address]).ToList();
            var led = world.Led;
            // One to which nothing leads may lag behind as it likes.
            var late = isPartial ? serving.LastOrDefault(address => (led & 1u << address) != 0, -1) : -1;
            foreach (var address in serving.Where(address => address != late))
            {
                at(lag(), () => world.Servers[address] = world.Servers[address] is null ? null : copy);
            }
        }
        else if (place is ChangePlace.Delegation or ChangePlace.HostRegistration)
        {
            var copy = Newer(world.ParentMaster);
            Apply(copy);
            at(0, () => world.ParentMaster = copy);
            for (var i = 0; i < world.Parents.Length - (isPartial ? 1 : 0); i++)
            {
                var index = i;
                if (!world.IsParentStuck[index])
                {
                    at(lag(), () => world.Parents[index] = copy);
                }
            }
        }
        else if (place == ChangePlace.Server)
        {
            var addresses = step.Changes.SelectMany(AddressesOf).Distinct().ToList();
            foreach (var (address, setting) in isPartial ? addresses.Take(addresses.Count - 1) : addresses)
            {
                at(lag(), () => Set(address, setting));
            }
        }
        else if (place == ChangePlace.ParentServer)
        {
            for (var i = 0; i < world.Parents.Length; i++)
            {
                var index = i;
                world.IsParentStuck[index] = false;
                at(lag(), () => world.Parents[index] = world.ParentMaster);
            }
        }
        else
        {
            foreach (var change in step.Changes)
            {
                var name = world.IndexOf(change.Name!.Value);
                at(lag(), () => world.Elsewhere[name] = (world.Elsewhere[name] & ~world.MaskOf(change.OldAddresses)) | world.MaskOf(change.NewAddresses));
            }
        }
    }

    private void Set(int address, ServerSetting setting)
    {
        var takesNewest = setting is ServerSetting.ServeNewestCopy or ServerSetting.ServeSameCopy || world.Servers[address] is null;
        world.Servers[address] = setting == ServerSetting.StopServing ? null : takesNewest ? world.Master : world.Servers[address];
        if (takesNewest && world.IsStuck[address])
        {
            (world.IsStuck[address], world.Keys[address]) = (false, world.MasterKeys);
        }
    }

    private static Copy Newer(Copy copy)
    {
        var newer = copy.Clone();
        newer.Serial++;
        return newer;
    }

    /// <summary>Whether everybody who has to shows what the gate asks for.</summary>
    internal static bool IsPassed(Step step, World world)
    {
        var gate = step.Gate;
        return gate.Kind switch
        {
            PlanGateKind.ServersServe => gate.Servers.All(address => world.Servers[world.IndexOf(address)] is not null)
                && gate.ServerNames.All(name => (world.Elsewhere[world.IndexOf(name)] & ~world.Serving) == 0),
            PlanGateKind.ZoneShows => gate.Servers.All(address => world.Servers[world.IndexOf(address)] is { } copy && Shows(gate, world, copy)),
            PlanGateKind.ParentShows => world.Parents.All(parent => Shows(gate, world, parent)),
            _ => true,
        };
    }

    private static bool Shows(PlanGate gate, World world, Copy copy) =>
        (gate.NameServerTtl is null || copy.NamesTtl <= World.Ticks * gate.NameServerTtl)
        && (gate.NameServers.Count == 0 || copy.Names == world.MaskOf(gate.NameServers))
        && gate.Addresses.All(pair => copy.Addresses[world.IndexOf(pair.Key)] == world.MaskOf(pair.Value))
        && gate.Ttls.All(pair => copy.Ttls[world.IndexOf(pair.Key)] <= World.Ticks * pair.Value);

    private IEnumerable<(int Address, ServerSetting Setting)> AddressesOf(Change change)
    {
        var addresses = change.Servers.Select(server => world.IndexOf(server.Address));
        if (change.Servers.Count == 0)
        {
            var mask = world.Elsewhere[world.IndexOf(change.Name!.Value)];
            addresses = Enumerable.Range(0, world.AddressCount).Where(address => (mask & 1u << address) != 0);
        }

        return change.Zone == plan.Start.Domain ? addresses.Select(address => (address, change.Setting)) : [];
    }

    private void Apply(Copy copy)
    {
        foreach (var change in step.Changes)
        {
            switch (change.Record)
            {
                case ChangedRecord.NameServer:
                    copy.Names = (copy.Names & ~world.MaskOf(change.OldNameServers)) | world.MaskOf(change.NewNameServers);
                    break;
                case ChangedRecord.Address:
                    var name = world.IndexOf(change.Name!.Value);
                    copy.Addresses[name] = (copy.Addresses[name] & ~world.MaskOf(change.OldAddresses)) | world.MaskOf(change.NewAddresses);
                    break;
                case ChangedRecord.NameServerTtl:
                    copy.NamesTtl = World.Ticks * change.Ttl!.Value;
                    break;
                case ChangedRecord.Ttl:
                    copy.Ttls[world.IndexOf(change.Name!.Value)] = World.Ticks * change.Ttl!.Value;
                    break;
                case ChangedRecord.Ds:
                    // Of keys that do not move along it is not known yet which they are.
                    copy.Ds = (copy.Ds & ~world.MaskOf(change.OldDs)) | (change.Action == ChangeAction.Add && change.NewDs.Count == 0 ? World.OtherKey : world.MaskOf(change.NewDs));
                    break;
                default:
                    throw new InvalidOperationException(change.ToString());
            }
        }
    }
}
