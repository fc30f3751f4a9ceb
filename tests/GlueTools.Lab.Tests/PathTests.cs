using System;
using System.Net;
using System.Net.Sockets;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Records;
using GlueTools.Lab.Scenarios;

namespace GlueTools.Lab.Tests;

/// <summary>The way between the asker and the servers.</summary>
public sealed class PathTests
{
    private const string V4 = "37.209.192.10";
    private const string V6 = "2001:dcd:1::10";
    private const string Nobody = "45.99.0.1";

    [Fact]
    public void Every_server_address_has_an_endpoint_of_its_own()
    {
        using var network = LabNetwork.Start(LabSamples.Load("base"));
        Assert.Equal(12, network.Endpoints.Count);
        Assert.Equal(12, new System.Collections.Generic.HashSet<IPEndPoint?>(network.Endpoints.Values).Count);
        Assert.NotEmpty(network.Ask(V6, "example", RecordType.NS).Answer);
        Assert.Equal(4, network.RootHints.Count);
    }

    [Fact]
    public void Where_nobody_lives_there_is_silence()
    {
        using var network = LabNetwork.Start(LabSamples.Load("base"));
        Assert.True(network.IsSilent(Nobody, "example", RecordType.NS));
        Assert.True(network.IsSilent(Nobody, "example", RecordType.NS, tcp: true));
    }

    [Theory]
    [InlineData(V4)]
    [InlineData(Nobody)]
    public void An_interceptor_answers_for_everybody(string address)
    {
        using var network = Start("path intercept");
        var answer = network.Ask(address, "www.example", RecordType.A);
        Assert.Equal((false, true), (answer.IsAuthoritative, answer.RecursionAvailable));
        Assert.Equal(["www.example. 3600 IN CNAME ns1.nic.test.", "ns1.nic.test. 3600 IN A 37.209.196.10"], answer.Answer.Texts());
        Assert.Equal(ResponseCode.NameError, network.Ask(address, "nowhere", RecordType.A).ResponseCode);
        Assert.Equal(ResponseCode.ServerFailure, network.Ask(address, "dead.example", RecordType.A).ResponseCode);
        Assert.Equal(2, network.Ask(address, ".", RecordType.NS, tcp: true).Answer.Count);
    }

    [Fact]
    public void A_black_hole_answers_nothing()
    {
        using var network = Start("path blackhole");
        Assert.True(network.IsSilent(V4, "example", RecordType.NS));
        Assert.True(network.IsSilent(V6, "example", RecordType.NS));
    }

    [Fact]
    public void Without_IPv6_there_is_no_route_to_its_addresses()
    {
        using var network = Start("path no-ipv6");
        Assert.NotEmpty(network.Ask(V4, "example", RecordType.NS).Answer);
        Assert.Null(network.Map.EndpointOf(IPAddress.Parse(V6), 53));
        Assert.Null(network.Map.EndpointOf(IPAddress.Parse("2a10::1"), 53));
    }

    [Fact]
    public void IPv6_may_lead_into_silence()
    {
        using var network = Start("path blackhole-ipv6");
        Assert.NotEmpty(network.Ask(V4, "example", RecordType.NS).Answer);
        Assert.True(network.IsSilent(V6, "example", RecordType.NS));
    }

    [Fact]
    public void Plain_servers_have_loopback_addresses_of_their_own()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsWindows(), "This system has 127.0.0.1 only.");
        var port = FreePort();
        using var network = LabNetwork.StartPlain(LabSamples.Load("base"), port);
        Assert.Equal(new IPEndPoint(IPAddress.Parse("127.53.1.5"), port), network.EndpointOf(V4));
        Assert.NotEmpty(network.Ask(V4, "example", RecordType.NS).Answer);
        Assert.NotEmpty(network.Ask(V4, "example", RecordType.NS, tcp: true).Answer);
        Assert.Throws<SocketException>(() => LabNetwork.StartPlain(LabSamples.Load("base"), port));
    }

    private static LabNetwork Start(string path) =>
        LabNetwork.Start(LabScenario.Parse("base\nin example.\n  www CNAME ns1.nic.test.\n  dead NS ns.dead\n  ns.dead A 45.99.0.2\n" + path));

    private static int FreePort()
    {
        using var probe = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.Client.LocalEndPoint!).Port;
    }
}
