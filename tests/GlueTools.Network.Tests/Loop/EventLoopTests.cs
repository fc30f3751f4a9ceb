using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using GlueTools.Network.Loop;
using System.Threading.Tasks;
using GlueTools.Simulation;

namespace GlueTools.Network.Tests.Loop;

public class EventLoopTests
{
    [Fact]
    public void What_many_threads_post_runs_once_each_on_one_thread_and_in_each_senders_order()
    {
        const int Senders = 8, Each = 5_000;
        using var loop = new EventLoop();
        var seen = new List<(int Sender, int Number)>();
        var threads = new HashSet<int>();
        using var all = new ManualResetEventSlim();
        var senders = Enumerable.Range(0, Senders).Select(sender => new Thread(() =>
        {
            for (var i = 0; i < Each; i++)
            {
                var number = i;
                loop.Post(() =>
                {
                    threads.Add(Environment.CurrentManagedThreadId);
                    seen.Add((sender, number));
                    if (seen.Count == Senders * Each)
                    {
                        all.Set();
                    }
                });
            }
        })).ToList();
        senders.ForEach(thread => thread.Start());

        Assert.True(all.Wait(LoopRunner.Patience, TestContext.Current.CancellationToken));
        Assert.Single(threads);
        foreach (var group in seen.GroupBy(one => one.Sender))
        {
            Assert.Equal(Enumerable.Range(0, Each), group.Select(one => one.Number));
        }
    }

    [Fact]
    public void An_action_that_always_posts_itself_again_starves_no_timer()
    {
        using var loop = new EventLoop();
        Action again = null!;
        again = () => loop.Post(again);
        loop.Post(again);

        Assert.True(loop.Run(() => loop.Delay(20_000)));
    }

    [Fact]
    public void Timers_run_in_the_order_of_their_times_and_never_early()
    {
        using var loop = new EventLoop();
        var order = loop.Run(async () =>
        {
            var start = loop.Now;
            var ran = new List<(int Delay, long After)>();
            foreach (var delay in new[] { 30_000, 0, 10_000, 20_000, 500 })
            {
                loop.SetTimer(delay, () => ran.Add((delay, loop.Now - start)));
            }

            await loop.Delay(60_000);
            return ran;
        });

        Assert.Equal([0, 500, 10_000, 20_000, 30_000], order.Select(one => one.Delay));
        Assert.All(order, one => Assert.True(one.After >= one.Delay));
    }

    [Fact]
    public void A_loop_that_waits_for_a_timer_uses_no_processor_time()
    {
        using var loop = new EventLoop();
        var (turns, _) = loop.Run(async () =>
        {
            var before = loop.Turns;
            for (var i = 0; i < 20; i++)
            {
                await loop.Delay(5_500);
            }

            return (loop.Turns - before, true);
        });

        Assert.InRange(turns, 20, 100);
    }

    [Fact]
    public void Disposal_ends_the_thread_and_closes_every_owned_socket_watched_or_not()
    {
        var loop = new EventLoop();
        Socket watched = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp), idle = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        watched.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        loop.Do(() =>
        {
            var socket = new Listener(watched, () => { });
            loop.Own(socket);
            Machine(loop).Watch(socket);
            loop.Own(new Listener(idle, () => { }));
            return true;
        });

        loop.Dispose();

        Assert.False(loop.IsAlive);
        Assert.Null(loop.Failure);
        Assert.True(watched.SafeHandle.IsClosed);
        Assert.True(idle.SafeHandle.IsClosed);
    }

    [Fact]
    public void Posting_during_and_after_disposal_is_harmless()
    {
        for (var round = 0; round < 50; round++)
        {
            var loop = new EventLoop();
            using var started = new ManualResetEventSlim();
            var poster = new Thread(() =>
            {
                for (var i = 0; i < 2_000; i++)
                {
                    loop.Post(() => { });
                    started.Set();
                }
            });
            poster.Start();
            started.Wait(TestContext.Current.CancellationToken);
            loop.Dispose();
            loop.Dispose();
            Assert.False(loop.IsAlive);
            poster.Join();
            loop.Post(() => Assert.Fail("The loop has ended."));
        }
    }

    [Fact]
    public async Task Whoever_disposes_second_waits_for_the_end_too()
    {
        var loop = new EventLoop();
        using var busy = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        loop.Post(() =>
        {
            busy.Set();
            goOn.Wait();
        });
        busy.Wait(TestContext.Current.CancellationToken);
        var first = Waiter.Start(() => Ended(loop));
        var second = Waiter.Start(() => Ended(loop));
        Assert.False(first.IsCompleted || second.IsCompleted);
        goOn.Set();

        Assert.True(await first.WaitAsync(LoopRunner.Patience, TestContext.Current.CancellationToken));
        Assert.True(await second.WaitAsync(LoopRunner.Patience, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void The_loop_may_be_disposed_from_its_own_thread()
    {
        var loop = new EventLoop();
        loop.Post(loop.Dispose);

        Assert.True(SpinWait.SpinUntil(() => !loop.IsAlive, LoopRunner.Patience));
        loop.Dispose();
    }

    [Fact]
    public void A_bug_in_posted_code_ends_the_loop_and_says_so()
    {
        using var loop = new EventLoop();
        using var told = new ManualResetEventSlim();
        Exception? failure = null;
        loop.Failed += error =>
        {
            failure = error;
            told.Set();
        };

        loop.Post(() => throw new InvalidOperationException("bug"));

        Assert.True(told.Wait(LoopRunner.Patience, TestContext.Current.CancellationToken));
        Assert.Equal("bug", failure!.Message);
        Assert.Same(failure, loop.Failure);
        loop.Dispose();
        Assert.False(loop.IsAlive);
    }

    [Fact]
    public void A_bug_in_who_is_told_of_a_bug_does_not_end_the_process_or_leave_sockets_open()
    {
        var loop = new EventLoop();
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        loop.Failed += _ => throw new InvalidOperationException("another bug");
        loop.Post(() =>
        {
            loop.Own(new Listener(socket, () => { }));
            throw new InvalidOperationException("bug");
        });

        Assert.True(SpinWait.SpinUntil(() => !loop.IsAlive, LoopRunner.Patience));
        Assert.Equal("bug", loop.Failure!.Message);
        Assert.True(socket.SafeHandle.IsClosed);
        loop.Dispose();
    }

    [Fact]
    public void A_resource_that_fails_to_close_does_not_keep_the_others_open()
    {
        var loop = new EventLoop();
        var sockets = Enumerable.Range(0, 4).Select(_ => new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp)).ToList();
        loop.Do(() =>
        {
            sockets.ForEach(socket => loop.Own(new Stubborn(socket)));
            return true;
        });

        loop.Dispose();

        Assert.All(sockets, socket => Assert.True(socket.SafeHandle.IsClosed));
    }

    [Fact]
    public void A_socket_that_another_closed_in_the_same_turn_is_not_called()
    {
        using var loop = new EventLoop();
        var calls = 0;
        var sockets = new List<Listener>();
        var ports = new List<EndPoint>();
        loop.Do(() =>
        {
            for (var i = 0; i < 2; i++)
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
                socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
                ports.Add(socket.LocalEndPoint!);
                var listener = new Listener(socket, () =>
                {
                    calls++;
                    foreach (var each in sockets)
                    {
                        Machine(loop).Unwatch(each);
                        each.Dispose();
                    }
                });
                sockets.Add(listener);
                Machine(loop).Watch(listener);
            }

            using var sender = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            ports.ForEach(port => sender.SendTo([1], port));
            return true;
        });
        loop.Run(() => loop.Delay(50_000));

        Assert.Equal(1, calls);
        Assert.True(loop.IsAlive);
    }

    private static bool Ended(EventLoop loop)
    {
        loop.Dispose();
        return !loop.IsAlive;
    }

    private static SystemMachine Machine(EventLoop loop) => (SystemMachine)loop.Machine;

    private sealed class Listener(Socket socket, Action ready) : IWatchedSocket, IDisposable
    {
        public Socket Socket => socket;

        public bool WaitsForWriting => false;

        public long ReadyAt { get; set; }

        public bool MayHoldError => false;

        public void Dispose() => socket.Dispose();

        public void OnReady() => ready();
    }

    private sealed class Stubborn(Socket socket) : IDisposable
    {
        public void Dispose()
        {
            socket.Dispose();
            throw new InvalidOperationException("stubborn");
        }
    }
}
