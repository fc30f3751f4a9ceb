using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using GlueTools.Dns.Messages;
using GlueTools.Network.Tests.Loop;
using GlueTools.Network.Loop;
using GlueTools.Network.Transport;
using GlueTools.Simulation;

namespace GlueTools.Network.Tests.Transport;

public class UdpChannelTests
{
    private static readonly IUdpQuery Nobody = new Query();

    [Fact]
    public void Ports_are_spread_over_the_whole_range()
    {
        using var loop = new EventLoop();
        using var random = new SecureRandom();
        var ports = loop.Do(() => Enumerable.Range(0, 64).Select(_ =>
        {
            using var socket = UdpChannel.Open(loop, random, AddressFamily.InterNetwork);
            return socket.LocalEndPoint.Port;
        }).ToList());

        Assert.All(ports, port => Assert.InRange(port, 1024, 65535));
        Assert.True(ports.Distinct().Count() > 55);
        // 64 uniform draws all fall on one side of the middle with a probability of 2 to the -63.
        Assert.Contains(ports, port => port < 33_000);
        Assert.Contains(ports, port => port > 33_000);
    }

    [Fact]
    public void The_IDs_of_open_questions_are_all_different()
    {
        using var loop = new EventLoop();
        using var random = new SecureRandom();
        var ids = loop.Do(() =>
        {
            var socket = UdpChannel.Open(loop, random, AddressFamily.InterNetwork);
            return Enumerable.Range(0, 4096).Select(_ => socket.Register(Nobody)).ToList();
        });

        Assert.Equal(4096, ids.Distinct().Count());
    }

    [Fact]
    public void A_socket_that_has_asked_enough_is_replaced_and_closes_with_its_last_question()
    {
        using var loop = new EventLoop();
        using var random = new SecureRandom();
        loop.Do(() =>
        {
            var pool = new UdpSocketPool(loop, random, most: 48);
            var first = pool.Take(AddressFamily.InterNetwork, loop.Now)!;
            var open = first.Register(Nobody);
            while (!first.IsWorn(loop.Now))
            {
                first.Forget(first.Register(Nobody));
            }

            var next = Enumerable.Range(0, 200).Select(_ => pool.Take(AddressFamily.InterNetwork, loop.Now)).ToList();
            Assert.Equal(4, next.Distinct().Count());
            Assert.DoesNotContain(first, next);
            Assert.False(first.IsClosed);
            first.Forget(open);
            Assert.True(first.IsClosed);
            return true;
        });
    }

    [Fact]
    public void An_idle_socket_that_has_grown_old_is_closed_when_it_is_replaced()
    {
        using var loop = new EventLoop(new SimulatedMachine());
        using var random = new SecureRandom();
        loop.Run(async () =>
        {
            var pool = new UdpSocketPool(loop, random, most: 48, maxAgeUs: 100_000);
            var first = Enumerable.Range(0, 200).Select(_ => pool.Take(AddressFamily.InterNetwork, loop.Now)!).Distinct().ToList();
            first.ForEach(socket => socket.Forget(socket.Register(Nobody)));
            await loop.Delay(100_001);

            var second = Enumerable.Range(0, 200).Select(_ => pool.Take(AddressFamily.InterNetwork, loop.Now)!).Distinct().ToList();

            Assert.Empty(first.Intersect(second));
            Assert.All(first, socket => Assert.True(socket.IsClosed));
            Assert.All(second, socket => Assert.False(socket.IsClosed));
            return true;
        });
    }

    [Fact]
    public void Of_many_questions_to_one_endpoint_each_hears_of_noise_once()
    {
        using var loop = new EventLoop();
        using var random = new SecureRandom();
        using var server = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        server.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var here = Enumerable.Range(0, 3).Select(_ => new Query { Endpoint = (IPEndPoint)server.LocalEndPoint! }).ToList();
        var elsewhere = new Query { Endpoint = new IPEndPoint(IPAddress.Loopback, 9) };
        loop.Run(() =>
        {
            var socket = UdpChannel.Open(loop, random, AddressFamily.InterNetwork);
            here.ForEach(query => socket.Register(query));
            socket.Register(elsewhere);
            server.SendTo([1, 2, 3], new IPEndPoint(IPAddress.Loopback, socket.LocalEndPoint.Port));
            return loop.Delay(100_000);
        });

        Assert.All(here, query => Assert.Equal(1, query.Noise));
        Assert.Equal(0, elsewhere.Noise);
    }

    [Theory]
    [InlineData("192.0.2.1", 53, "192.0.2.1", 53, true)]
    [InlineData("192.0.2.1", 53, "192.0.2.1", 54, false)]
    [InlineData("192.0.2.1", 53, "192.0.2.2", 53, false)]
    [InlineData("2001:db8::1", 53, "2001:db8::1", 53, true)]
    [InlineData("2001:db8::1", 53, "2001:db8::2", 53, false)]
    [InlineData("fe80::1%2", 53, "fe80::1%2", 53, true)]
    [InlineData("fe80::1%2", 53, "fe80::1%3", 53, false)]
    [InlineData("fe80::1", 53, "fe80::1%3", 53, true)]
    [InlineData("fe80::1", 53, "fe80::2%3", 53, false)]
    [InlineData("192.0.2.1", 53, "::ffff:192.0.2.1", 53, false)]
    public void A_source_is_the_server_when_address_and_port_and_scope_agree(string asked, int askedPort, string source, int sourcePort, bool same) =>
        Assert.Equal(same, UdpChannel.IsFrom(new IPEndPoint(IPAddress.Parse(source), sourcePort), new IPEndPoint(IPAddress.Parse(asked), askedPort)));

    private sealed class Query : IUdpQuery
    {
        public IPEndPoint Endpoint { get; init; } = new(IPAddress.Loopback, 9);

        public Question Question => Replies.Asked;

        internal int Noise { get; private set; }

        public LetterCase Letters => default;

        public void OnAnswer(UdpChannel channel, ResponseFit fit, byte[] buffer, int length) => Assert.Fail("Nothing was answered.");

        public void OnOtherSource(UdpChannel channel, ResponseFit fit, IPEndPoint source) => Assert.Fail("Nothing was answered.");

        public void OnNoise(string? problem) => Noise++;

        public void OnPortUnreachable() => Assert.Fail("The socket is not connected.");
    }
}
