using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GlueTools.Pipeline;

namespace GlueTools.Module.Tests;

public sealed class PumpTests : IDisposable
{
    private readonly BlockingCollection<int> _finished = new();
    private readonly List<int> _written = new();

    public void Dispose() => _finished.Dispose();

    [Fact]
    public void Starts_work_until_the_limit_and_then_waits_for_a_result()
    {
        var pump = NewPump(limit: 2);
        var most = 0;
        for (var i = 0; i < 50; i++)
        {
            var item = i;
            pump.Add(() => Task.Run(() => _finished.Add(item)), CancellationToken.None);
            most = Math.Max(most, pump.InFlight);
        }

        pump.Drain(CancellationToken.None);
        Assert.InRange(most, 1, 2);
        Assert.Equal(Enumerable.Range(0, 50), _written.Order());
        Assert.Equal(0, pump.InFlight);
    }

    [Fact]
    public void Writes_what_is_finished_at_each_piece_of_work_without_waiting()
    {
        var pump = NewPump(limit: 10);
        pump.Add(() => { }, CancellationToken.None);
        Assert.Empty(_written);
        _finished.Add(7);
        pump.Add(() => { }, CancellationToken.None);
        Assert.Equal([7], _written);
        Assert.Equal(1, pump.InFlight);
    }

    [Fact]
    public void Writes_in_the_order_in_which_work_is_finished()
    {
        var pump = NewPump(limit: 3);
        for (var i = 0; i < 3; i++)
        {
            pump.Add(() => { }, CancellationToken.None);
        }

        _finished.Add(3);
        _finished.Add(1);
        _finished.Add(2);
        pump.Drain(CancellationToken.None);
        Assert.Equal([3, 1, 2], _written);
    }

    [Fact]
    public async Task A_cancelled_token_ends_waiting_at_once()
    {
        var pump = NewPump(limit: 1);
        pump.Add(() => { }, CancellationToken.None);
        using var cancel = new CancellationTokenSource();
        cancel.CancelAfter(50);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Run(() => pump.Drain(cancel.Token)).WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public void A_cancelled_token_ends_the_next_piece_of_work_even_with_room_to_spare()
    {
        var pump = NewPump(limit: 100);
        pump.Add(() => { }, CancellationToken.None);
        Assert.ThrowsAny<OperationCanceledException>(() => pump.Add(() => { }, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void A_reader_who_throws_leaves_the_count_right()
    {
        var pump = new Pump<int>(() => 2, Take, _ => throw new TimeoutException(), () => { });
        pump.Add(() => { }, CancellationToken.None);
        _finished.Add(1);
        Assert.Throws<TimeoutException>(() => pump.Drain(CancellationToken.None));
        Assert.Equal(0, pump.InFlight);
        pump.Drain(CancellationToken.None);
    }

    [Fact]
    public void Ticks_while_it_waits()
    {
        // What is awaited comes with the third tick: without ticks this would never end.
        var ticks = 0;
        var pump = new Pump<int>(() => 1, Take, _written.Add, () =>
        {
            if (++ticks == 3)
            {
                _finished.Add(1);
            }
        });
        pump.Add(() => { }, CancellationToken.None);
        pump.Drain(CancellationToken.None);
        Assert.Equal([1], _written);
    }

    private Pump<int> NewPump(int limit) => new(() => limit, Take, _written.Add, () => { });

    private bool Take(int milliseconds, CancellationToken cancel, out int item) => _finished.TryTake(out item, milliseconds, cancel);
}
