using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GlueTools.Shared;
using GlueTools.Simulation;

namespace GlueTools.Delegation.Tests;

public class HandoverTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(int.MaxValue)]
    public async Task Everything_arrives_once_and_in_order_however_little_room_there_is(int bound)
    {
        var handover = new Handover<int>(bound);
        var taken = Task.Run(() =>
        {
            var items = new List<int>();
            while (handover.TryTake(Timeout.Infinite, CancellationToken.None, out var item))
            {
                items.Add(item);
            }

            return items;
        });
        for (var i = 0; i < 5000; i++)
        {
            Assert.True(handover.Add(i));
        }

        handover.Complete();

        Assert.Equal(Enumerable.Range(0, 5000), await taken.WaitAsync(Patience));
        Assert.True(handover.IsComplete);
    }

    [Fact]
    public async Task Who_adds_to_a_full_one_waits_until_half_of_it_is_taken()
    {
        // Often, for whoever goes on too early may be overtaken by the second to be taken.
        for (var round = 0; round < 50; round++)
        {
            var handover = new Handover<int>(4);
            for (var i = 0; i < 4; i++)
            {
                handover.Add(i);
            }

            var taken = 0;
            var fifth = Waiter.Start(() => handover.Add(4) ? Volatile.Read(ref taken) : -1);
            for (; taken < 2; Interlocked.Increment(ref taken), Assert.True(handover.TryTake(out _)))
            {
                Assert.False(fifth.IsCompleted);
            }

            Assert.Equal(2, await fifth.WaitAsync(Patience));
        }
    }

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(2)]
    public async Task Few_items_wake_nobody_before_their_number_is_reached_or_no_more_may_come(int bound)
    {
        for (var round = 0; round < 20; round++)
        {
            var handover = new Handover<int>(bound, few: 3);
            for (var items = 1; items <= Math.Min(3, bound); items++)
            {
                var taking = Waiter.Start(() => handover.TryTake(Timeout.Infinite, CancellationToken.None, out var item) ? item : -1);
                for (var i = 1; i <= items; i++)
                {
                    Thread.Sleep(1);
                    Assert.False(taking.IsCompleted);
                    handover.Add(i);
                }

                if (items < Math.Min(3, bound))
                {
                    Thread.Sleep(1);
                    Assert.False(taking.IsCompleted);
                    handover.Rest();
                }

                Assert.Equal(1, await taking.WaitAsync(Patience));
                while (handover.TryTake(out _))
                {
                }
            }
        }
    }

    [Fact]
    public async Task Who_adds_when_nothing_is_taken_any_more_is_told_so()
    {
        var handover = new Handover<int>(1);
        handover.Add(1);
        var second = Waiter.Start(() => handover.Add(2));

        handover.Complete();

        Assert.False(await second.WaitAsync(Patience));
        Assert.False(handover.IsComplete);
        Assert.True(handover.TryTake(out var left));
        Assert.Equal(1, left);
        Assert.True(handover.IsComplete);
    }

    [Fact]
    public async Task A_wait_ends_with_its_token()
    {
        var handover = new Handover<int>();
        using var cancel = new CancellationTokenSource();
        var waiting = Waiter.Start(() => handover.TryTake(Timeout.Infinite, cancel.Token, out _));

        cancel.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(Patience));
        Assert.ThrowsAny<OperationCanceledException>(() => handover.TryTake(Timeout.Infinite, cancel.Token, out _));
    }

    [Fact]
    public void A_wait_ends_with_its_time()
    {
        var handover = new Handover<int>();

        Assert.False(handover.TryTake(20, CancellationToken.None, out _));
        Assert.False(handover.TryTake(out _));
    }
}
