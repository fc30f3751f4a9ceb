using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using GlueTools.Network.Loop;

namespace GlueTools.Network.Tests.Loop;

/// <summary>Sockets on which nothing comes cost a busy loop little, and lose nothing by it.</summary>
public class QuietSocketTests
{
    private const int Count = 20;

    [Fact]
    public void A_busy_loop_looks_at_them_now_and_then()
    {
        using var loop = new EventLoop();
        loop.Do(() => Watch(loop, Count, () => { }));
        var turns = new List<int>();
        Busy(loop, turns);

        Assert.True(SpinWait.SpinUntil(() => loop.Do(() => turns.Contains(0) && turns.LastIndexOf(Count) > turns.IndexOf(0)), LoopRunner.Patience));
        // At first they may yet answer.
        Assert.Equal(Count, turns[0]);
    }

    [Fact]
    public void What_came_in_time_is_read_before_the_time_out_runs()
    {
        using var loop = new EventLoop();
        var order = new List<string>();
        var ports = loop.Do(() => Watch(loop, 1, () => order.Add("datagram")));
        Busy(loop, []);
        loop.Run(() => loop.Delay(100_000));
        loop.Do(() =>
        {
            loop.SetTimer(5_000, () => order.Add("time-out"));
            using var sender = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            sender.SendTo([1], ports[0]);
            // This thread is late: both are there when it comes back.
            return SpinWait.SpinUntil(() => false, 20);
        });

        Assert.True(SpinWait.SpinUntil(() => loop.Do(() => order.Contains("time-out")), LoopRunner.Patience));
        Assert.Equal(["datagram", "time-out"], order);
    }

    /// <summary>Keeps the loop from ever waiting, and notes how many sockets it looked at in each turn.</summary>
    private static void Busy(EventLoop loop, List<int> turns)
    {
        Action again = null!;
        again = () =>
        {
            if (turns.Count < 1_000_000)
            {
                turns.Add(((SystemMachine)loop.Machine).LookedAt);
            }

            loop.Post(again);
        };
        loop.Post(again);
    }

    private static List<EndPoint> Watch(EventLoop loop, int count, Action ready)
    {
        var ports = new List<EndPoint>();
        for (var i = 0; i < count; i++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            ports.Add(socket.LocalEndPoint!);
            var listener = new Quiet(socket, ready);
            loop.Own(listener);
            ((SystemMachine)loop.Machine).Watch(listener);
        }

        return ports;
    }

    private sealed class Quiet(Socket socket, Action ready) : IWatchedSocket, IDisposable
    {
        public Socket Socket => socket;

        public bool WaitsForWriting => false;

        public bool MayHoldError => false;

        public long ReadyAt { get; set; }

        public void Dispose() => socket.Dispose();

        public void OnReady()
        {
            socket.Receive(new byte[1]);
            ready();
        }
    }
}
