using System;
using System.Collections.Generic;
using System.Net;
using GlueTools.Dns.Addresses;
using GlueTools.Network.Loop;
using GlueTools.Network.Transport;
using GlueTools.Lab;
using GlueTools.Lab.Scenarios;
using GlueTools.Lab.Serving;

namespace GlueTools.Simulation;

/// <summary>
/// A scenario on simulated machines, one for each session: its servers begin anew with each, answer in no time but what their faults say, and are found at
/// their own addresses.
/// </summary>
public sealed class SimulatedLab
{
    private const int Port = 53;

    // Of 192.0.2.0/24, which no scenario serves: nobody lives there.
    private static readonly IPEndPoint Others = new(IPAddress.Parse("192.0.2.255"), Port);

    private readonly LabQueryLog _log = new(LabNetwork.MaxQueriesKept);

    /// <param name="scenario">What is served.</param>
    public SimulatedLab(LabScenario scenario)
    {
        Scenario = scenario;
        var servers = new LabServers(scenario, _log, Clock.System);
        var endpoints = new Dictionary<IPAddress, IPEndPoint?>();
        foreach (var service in servers.Services)
        {
            endpoints.Add(service.Address, new IPEndPoint(service.Address, Port));
        }

        Map = servers.Map(endpoints, Others);
    }

    /// <summary>What is served.</summary>
    public LabScenario Scenario { get; }

    /// <summary>Where each server address is.</summary>
    public AddressMap Map { get; }

    /// <summary>Where to start from.</summary>
    public IReadOnlyList<LabRootHint> RootHints => Scenario.RootHints;

    /// <summary>The latest queries so far, on all machines.</summary>
    public IReadOnlyList<LabQuery> Queries => _log.ToArray();

    /// <summary>Number of queries so far, on all machines.</summary>
    public long QueryCount => _log.Count;

    /// <summary>Forgets the queries so far.</summary>
    public void ClearQueries() => _log.Clear();

    /// <summary>A machine for one session, with these servers and a clock of its own.</summary>
    /// <param name="loses">Which datagrams are lost, by their numbers; null for none.</param>
    public SimulatedMachine NewMachine(Func<int, bool>? loses = null)
    {
        var machine = new SimulatedMachine { SwallowsTheRest = true, Loses = loses };
        AddTo(machine);
        return machine;
    }

    /// <summary>Lets these servers live on a machine that there is.</summary>
    public void AddTo(SimulatedMachine machine)
    {
        var servers = new LabServers(Scenario, _log, machine.Clock);
        foreach (var service in servers.Services)
        {
            machine.Add(new IPEndPoint(service.Address, Port), ServerOf(service));
        }

        if (servers.Elsewhere is { } resolver)
        {
            machine.Add(Others, ServerOf(resolver));
        }
    }

    /// <summary>A service as a server of a machine.</summary>
    internal static SimulatedServer ServerOf(LabService service) => new(
        datagram => Answer(service, datagram),
        service.Listens ? connection => Answer(service, connection) : null);

    private static void Answer(LabService service, SimulatedDatagram datagram)
    {
        if (service.Answer(datagram.Query, datagram.Query.Length, overTcp: false) is not { } reply)
        {
            return;
        }

        var delayUs = reply.Delay * 1000L;
        foreach (var before in reply.Before)
        {
            datagram.Reply(before, delayUs);
        }

        if (reply.FromElsewhere)
        {
            datagram.ReplyFromElsewhere(reply.Message, delayUs);
        }
        else
        {
            datagram.Reply(reply.Message, delayUs);
        }
    }

    private static void Answer(LabService service, SimulatedConnection connection)
    {
        var query = connection.ReadQuery();
        if (service.Answer(query, query.Length, overTcp: true) is { } reply)
        {
            connection.Pause(reply.Delay * 1000L);
            connection.Reply(reply.Message);
        }
    }
}
