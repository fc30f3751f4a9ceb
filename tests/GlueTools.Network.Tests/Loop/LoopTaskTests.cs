using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GlueTools.Network.Loop;

namespace GlueTools.Network.Tests.Loop;

public class LoopTaskTests
{
    [Fact]
    public void A_chain_of_awaits_passes_values_on_as_soon_as_the_first_is_known()
    {
        var source = new LoopTask<int>();
        var end = PlusOne(PlusOne(PlusOne(source)));
        Assert.False(end.IsCompleted);

        source.SetResult(1);

        Assert.True(end.IsCompleted);
        Assert.Equal(4, end.Result);
    }

    [Fact]
    public void A_method_that_awaits_only_known_values_is_complete_when_it_returns()
    {
        var task = PlusOne(PlusOne(LoopTasks.FromResult(5)));

        Assert.True(task.IsCompleted);
        Assert.Equal(7, task.Result);
    }

    [Fact]
    public void A_value_that_is_not_known_cannot_be_read() =>
        Assert.Throws<InvalidOperationException>(() => new LoopTask<int>().Result);

    [Fact]
    public void Exceptions_travel_along_the_chain()
    {
        var source = new LoopTask<int>();
        var end = PlusOne(PlusOne(source));

        source.SetException(new IOException("lost"));

        Assert.Equal("lost", Assert.Throws<IOException>(() => end.Result).Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_an_async_method_throws_before_or_after_its_first_await_is_in_its_task(bool afterAwait)
    {
        var source = new LoopTask<int>();
        var task = Fail(source, afterAwait);
        Assert.Equal(!afterAwait, task.IsCompleted);

        source.SetResult(1);

        Assert.Throws<InvalidDataException>(() => task.Result);
    }

    [Fact]
    public void An_exception_can_be_caught_by_the_method_that_awaits()
    {
        var source = new LoopTask<int>();
        var task = Caught(Fail(source, afterAwait: true));

        source.SetResult(1);

        Assert.Equal(-1, task.Result);
    }

    [Fact]
    public void Everything_that_waits_for_a_task_continues_in_order_and_once()
    {
        var source = new LoopTask<int>();
        var order = new List<int>();
        for (var i = 0; i < 5; i++)
        {
            var number = i;
            source.ContinueWith(() => order.Add(number));
        }

        source.SetResult(0);
        source.ContinueWith(() => order.Add(5));

        Assert.Equal([0, 1, 2, 3, 4, 5], order);
    }

    [Fact]
    public void What_is_added_while_the_waiting_continue_runs_too()
    {
        var source = new LoopTask<int>();
        var order = new List<int>();
        source.ContinueWith(() => source.ContinueWith(() => order.Add(1)));
        source.ContinueWith(() => order.Add(2));

        source.SetResult(0);

        Assert.Equal([1, 2], order);
    }

    [Fact]
    public void Locals_survive_many_suspensions()
    {
        var steps = Enumerable.Range(0, 50).Select(_ => new LoopTask<int>()).ToArray();
        var sum = Sum(steps);

        for (var i = 0; i < steps.Length; i++)
        {
            Assert.False(sum.IsCompleted);
            steps[i].SetResult(i);
        }

        Assert.Equal(50 * 49 / 2, sum.Result);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(100)]
    public void WhenAll_gives_all_values_in_the_order_of_the_tasks_whatever_order_they_end_in(int count)
    {
        var tasks = Enumerable.Range(0, count).Select(i => i % 3 == 0 ? LoopTasks.FromResult(i) : new LoopTask<int>()).ToArray();
        var all = LoopTasks.WhenAll(tasks);
        Assert.Equal(count <= 1, all.IsCompleted);

        for (var i = count - 1; i >= 0; i--)
        {
            if (!tasks[i].IsCompleted)
            {
                tasks[i].SetResult(i);
            }
        }

        Assert.Equal(Enumerable.Range(0, count), all.Result);
    }

    [Fact]
    public void WhenAll_waits_for_the_others_where_one_fails()
    {
        LoopTask<int> first = new(), second = new();
        var all = LoopTasks.WhenAll<int>([first, second]);

        first.SetException(new IOException("lost"));
        Assert.False(all.IsCompleted);
        second.SetResult(1);

        Assert.Throws<IOException>(() => all.Result);
    }

    [Fact]
    public void A_loop_over_a_hundred_thousand_known_values_needs_no_more_stack_than_one()
    {
        var task = Sum(Enumerable.Repeat(LoopTasks.FromResult(1), 100_000).ToArray());

        Assert.Equal(100_000, task.Result);
    }

    [Fact]
    public void A_chain_of_ten_thousand_methods_that_wait_for_each_other_unwinds_on_the_loop()
    {
        using var loop = new EventLoop();

        var depth = loop.Run(() =>
        {
            var source = new LoopTask<int>();
            var end = source;
            for (var i = 0; i < 10_000; i++)
            {
                end = PlusOne(end);
            }

            source.SetResult(0);
            return end;
        });

        Assert.Equal(10_000, depth);
    }

    private static async LoopTask<int> PlusOne(LoopTask<int> task) => await task + 1;

    private static async LoopTask<int> Fail(LoopTask<int> task, bool afterAwait)
    {
        if (afterAwait)
        {
            await task;
        }

        throw new InvalidDataException("bad");
    }

    private static async LoopTask<int> Caught(LoopTask<int> task)
    {
        try
        {
            return await task;
        }
        catch (InvalidDataException)
        {
            return -1;
        }
    }

    private static async LoopTask<int> Sum(IReadOnlyList<LoopTask<int>> tasks)
    {
        var sum = 0;
        foreach (var task in tasks)
        {
            sum += await task;
        }

        return sum;
    }
}
