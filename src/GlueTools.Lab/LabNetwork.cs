using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Names;
using GlueTools.Lab.Scenarios;
using GlueTools.Lab.Serving;
using GlueTools.Network.Loop;

namespace GlueTools.Lab;

/// <summary>
/// A scenario's servers, running on loopback: one port per server address, IPv6 addresses included. Addresses where nobody lives lead to a place that
/// never answers. A few background threads serve all, one at a time.
/// </summary>
public sealed class LabNetwork : IDisposable
{
    /// <summary>The number of queries that <see cref="Queries"/> holds at most; older ones are forgotten.</summary>
    public const int MaxQueriesKept = 100_000;

    // One for each so many servers.
    private const int HostsOfLoop = 24;
    private const int MaxLoops = 8;

    private readonly SocketLoop[] _loops;
    private readonly LabQueryLog _log = new(MaxQueriesKept);
    private readonly Dictionary<IPAddress, IPEndPoint?> _endpoints = new();
    private readonly SocketPair _sink;
    private readonly IPEndPoint _others;
    private bool _disposed;

    private LabNetwork(LabScenario scenario, Func<int, IPEndPoint> placeOf, Clock clock)
    {
        Scenario = scenario;
        var servers = new LabServers(scenario, _log, clock);
        var turn = new object();
        _loops = new SocketLoop[Math.Min(Math.Max((servers.Services.Count + HostsOfLoop - 1) / HostsOfLoop, 1), MaxLoops)];
        for (var i = 0; i < _loops.Length; i++)
        {
            _loops[i] = new SocketLoop(turn);
        }

        try
        {
            _sink = AddSink();
            _others = servers.Elsewhere is { } resolver ? AddHost(_loops[0], resolver, new IPEndPoint(IPAddress.Loopback, 0)) : _sink.EndPoint;
            for (var i = 0; i < servers.Services.Count; i++)
            {
                _endpoints.Add(servers.Services[i].Address, AddHost(_loops[i % _loops.Length], servers.Services[i], placeOf(i)));
            }
        }
        catch
        {
            DisposeLoops();
            throw;
        }

        Map = servers.Map(_endpoints, _others);
        Array.ForEach(_loops, loop => loop.Start());
    }

    /// <summary>What runs.</summary>
    public LabScenario Scenario { get; }

    /// <summary>Where each server address is really reached.</summary>
    public AddressMap Map { get; }

    /// <summary>The servers' endpoints by address, the path's condition left aside.</summary>
    public IReadOnlyDictionary<IPAddress, IPEndPoint?> Endpoints => _endpoints;

    /// <summary>Where to start from.</summary>
    public IReadOnlyList<LabRootHint> RootHints => Scenario.RootHints;

    /// <summary>The latest queries so far, in order of arrival: a copy. What went where nobody lives is not in it.</summary>
    public IReadOnlyList<LabQuery> Queries => _log.ToArray();

    /// <summary>Number of queries since the start or <see cref="ClearQueries"/>.</summary>
    public long QueryCount => _log.Count;

    /// <summary>Starts the servers, on free ports of 127.0.0.1.</summary>
    /// <param name="scenario">What to run.</param>
    /// <param name="clock">The clock by which the scenario changes; null for the system's.</param>
    /// <exception cref="SocketException">No port can be had.</exception>
    public static LabNetwork Start(LabScenario scenario, Clock? clock = null) => new(scenario, _ => new IPEndPoint(IPAddress.Loopback, 0), clock ?? Clock.System);

    /// <summary>Starts the servers at addresses of their own, 127.53.1.1 and up in the order of <see cref="LabScenario.Servers"/>, all at one port: for dig.</summary>
    /// <param name="scenario">What to run.</param>
    /// <param name="port">1 to 65535.</param>
    /// <exception cref="SocketException">The port is in use or not allowed, or the system has only 127.0.0.1 (macOS).</exception>
    public static LabNetwork StartPlain(LabScenario scenario, int port) =>
        new(scenario, index => new IPEndPoint(new IPAddress([127, 53, (byte)(1 + (index / 250)), (byte)(1 + (index % 250))]), port), Clock.System);

    /// <summary>Forgets the queries so far.</summary>
    public void ClearQueries() => _log.Clear();

    /// <summary>Stops the servers and closes their sockets, within a second.</summary>
    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            DisposeLoops();
        }
    }

    private void DisposeLoops() => Array.ForEach(_loops, loop => loop.Dispose());

    private IPEndPoint AddHost(SocketLoop loop, LabService service, IPEndPoint place)
    {
        var sockets = SocketPair.Bind(place.Address, place.Port, service.Listens);
        // The sink never answers for itself, so its port is free to be the elsewhere that answers come from.
        _ = new LabHost(loop, sockets, _sink.Udp, service);
        return sockets.EndPoint;
    }

    // Bound, so that nothing is refused; never read, so that nothing is answered.
    private SocketPair AddSink()
    {
        var sockets = SocketPair.Bind(IPAddress.Loopback, 0, listens: true);
        _loops[0].Hold(sockets.Udp);
        _loops[0].Hold(sockets.Tcp);
        return sockets;
    }
}
