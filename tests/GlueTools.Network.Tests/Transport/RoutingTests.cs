using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Network.Loop;
using GlueTools.Network.Transport;

namespace GlueTools.Network.Tests.Transport;

public class RoutingTests
{
    [Theory]
    [InlineData(ProtocolPolicy.UdpThenTcp, DnsProtocol.Udp)]
    [InlineData(ProtocolPolicy.TcpOnly, DnsProtocol.Tcp)]
    public void An_address_without_route_is_unreachable_at_once_and_the_observer_is_told(ProtocolPolicy policy, DnsProtocol protocol)
    {
        using var client = new Client();

        var exchange = client.Ask(policy);

        Assert.Equal(ExchangeOutcome.Unreachable, exchange.Outcome);
        Assert.Equal(protocol, exchange.Protocol);
        Assert.Equal(0, exchange.UdpAttempts);
        Assert.False(exchange.TcpTried);
        Assert.Same(exchange, Assert.Single(client.Observed));
    }

    /// <summary>The system refuses to send to these, so nothing leaves the machine: IPv4 from an IPv6 socket, broadcast without leave, multicast over TCP.</summary>
    [Theory]
    [InlineData("::ffff:127.0.0.1", ProtocolPolicy.UdpThenTcp)]
    [InlineData("::ffff:127.0.0.1", ProtocolPolicy.TcpOnly)]
    [InlineData("255.255.255.255", ProtocolPolicy.UdpThenTcp)]
    [InlineData("255.255.255.255", ProtocolPolicy.TcpOnly)]
    [InlineData("224.0.0.1", ProtocolPolicy.TcpOnly)]
    public void What_the_system_refuses_to_send_is_unreachable_at_once(string address, ProtocolPolicy policy)
    {
        using var client = new Client(Client.Quick with { Map = Everywhere(address), TimeoutUs = 5_000_000 });

        // A time-out would be another outcome.
        Assert.Equal(ExchangeOutcome.Unreachable, client.Ask(policy).Outcome);
        Assert.False(client.IsSilent());
    }

    [Fact]
    public void A_long_line_of_questions_that_fail_at_once_needs_no_deep_stack()
    {
        // A silent server's questions fill the run, so that the others wait in line until the first of them gives up.
        using var silent = new ScriptedServer();
        var map = new TableAddressMap(new Dictionary<IPAddress, IPEndPoint?> { [Client.Address(0)] = silent.EndPoint }, new IPEndPoint(IPAddress.Broadcast, 53053));
        using var client = new Client(Client.Quick with { Map = map, Retry = 0 });

        var exchanges = client.Run(transport =>
        {
            var tasks = new List<LoopTask<Exchange>>();
            for (var i = 0; i < QueryGate.MaxInFlight + 30_000; i++)
            {
                tasks.Add(transport.Ask(Client.Address(i < QueryGate.MaxInFlight ? 0 : 1), Replies.Asked, QueryOptions.Default, ProtocolPolicy.UdpOnly));
            }

            return LoopTasks.WhenAll(tasks);
        });

        Assert.Equal(QueryGate.MaxInFlight, exchanges.Count(exchange => exchange.Outcome == ExchangeOutcome.TimedOut));
        Assert.Equal(30_000, exchanges.Count(exchange => exchange.Outcome == ExchangeOutcome.Unreachable));
        Assert.Equal(exchanges.Length, client.Observed.Count);
    }

    [Fact]
    public void An_IPv6_server_is_asked_over_IPv6()
    {
        Assert.SkipUnless(System.Net.Sockets.Socket.OSSupportsIPv6, "There is no IPv6 here.");
        using var socket = new System.Net.Sockets.Socket(System.Net.Sockets.AddressFamily.InterNetworkV6, System.Net.Sockets.SocketType.Dgram, System.Net.Sockets.ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));
        ScriptedServer.Start(() =>
        {
            var buffer = new byte[512];
            EndPoint from = new IPEndPoint(IPAddress.IPv6Any, 0);
            var length = socket.ReceiveFrom(buffer, ref from);
            socket.SendTo(Replies.Answer(buffer[..length]), from);
        });
        using var client = new Client(Client.Quick with { Map = Everywhere("::1", ((IPEndPoint)socket.LocalEndPoint!).Port), TimeoutUs = 2_000_000 });

        var exchange = client.Ask(IPAddress.Parse("2001:db8::53"));

        Assert.True(exchange.IsAnswered);
        Assert.Equal(IPAddress.Parse("2001:db8::53"), exchange.Server);
    }

    private static TableAddressMap Everywhere(string address, int port = 53053) =>
        new(new Dictionary<IPAddress, IPEndPoint?>(), new IPEndPoint(IPAddress.Parse(address), port));
}
