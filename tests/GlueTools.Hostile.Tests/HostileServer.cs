using System;
using System.Net;
using System.Net.Sockets;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Transport;
using GlueTools.Lab;
using GlueTools.Lab.Scenarios;
using GlueTools.Lab.Serving;

namespace GlueTools.Hostile.Tests;

/// <summary>A lab with honest servers, and beside them one that answers whatever a test wants, at all addresses of 66.0.0.0/8.</summary>
internal sealed class HostileNetwork : IDisposable
{
    private readonly SocketLoop _loop = new();
    private readonly LabNetwork _lab;
    private readonly LabQueryLog _log = new(LabNetwork.MaxQueriesKept);

    internal HostileNetwork(string scenario, Func<Message, bool, LabReply?>? answer = null)
    {
        _lab = LabNetwork.Start(LabScenario.Parse(scenario));
        var sockets = SocketPair.Bind(IPAddress.Loopback, 0, listens: true);
        var elsewhere = SocketPair.Bind(IPAddress.Loopback, 0, listens: false);
        _loop.Hold(elsewhere.Udp);
        _loop.Hold(elsewhere.Tcp);
        _ = new LabHost(_loop, sockets, elsewhere.Udp, IPAddress.Any, new Responder(answer ?? ((_, _) => null)), _log);
        Map = new AddressTable(_lab.Map, sockets.EndPoint);
        _loop.Start();
    }

    internal LabNetwork Lab => _lab;

    internal AddressMap Map { get; }

    /// <summary>Questions that reached the hostile server.</summary>
    internal long HostileQueryCount => _log.Count;

    public void Dispose()
    {
        _loop.Dispose();
        _lab.Dispose();
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
