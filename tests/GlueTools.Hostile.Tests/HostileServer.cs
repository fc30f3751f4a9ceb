using System;
using System.Net;
using System.Net.Sockets;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Messages;
using GlueTools.Lab;
using GlueTools.Lab.Scenarios;
using GlueTools.Lab.Serving;
using GlueTools.Simulation;

namespace GlueTools.Hostile.Tests;

/// <summary>A lab with honest servers, and beside them one that answers whatever a test wants, at all addresses of 66.0.0.0/8.</summary>
internal sealed class HostileNetwork
{
    private const int Port = 53;

    // Of 192.0.2.0/24, which no scenario serves.
    private static readonly IPEndPoint Place = new(IPAddress.Parse("192.0.2.66"), Port);

    private readonly SimulatedLab _lab;
    private readonly IResponder _responder;
    private readonly LabQueryLog _log = new(LabNetwork.MaxQueriesKept);

    internal HostileNetwork(string scenario, Func<Message, bool, LabReply?>? answer = null)
    {
        _lab = new SimulatedLab(LabScenario.Parse(scenario));
        _responder = new Responder(answer ?? ((_, _) => null));
        Map = new AddressTable(_lab.Map, Place);
    }

    internal SimulatedLab Lab => _lab;

    internal AddressMap Map { get; }

    /// <summary>Questions that reached the hostile server.</summary>
    internal long HostileQueryCount => _log.Count;

    /// <summary>A machine for one run, with a clock of its own.</summary>
    internal SimulatedMachine NewMachine()
    {
        var machine = _lab.NewMachine();
        machine.Add(Place, SimulatedLab.ServerOf(new LabService(IPAddress.Any, _responder, _log, machine.Clock)));
        return machine;
    }

    private sealed class Responder(Func<Message, bool, LabReply?> answer) : IResponder
    {
        public LabReply? Respond(Message query, bool overTcp) => answer(query, overTcp);
    }

    private sealed class AddressTable(AddressMap honest, IPEndPoint hostile) : AddressMap
    {
        public override IPEndPoint? EndpointOf(IPAddress address, int port) =>
            address.AddressFamily == AddressFamily.InterNetwork && address.GetAddressBytes()[0] == 66 ? hostile : honest.EndpointOf(address, port);
    }
}
