using System;
using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using GlueTools.Network.Loop;

namespace GlueTools.Network.Tests.Loop;

public class TimeoutLineTests
{
    private const int Length = 10;

    [Fact]
    public void Set_cancelled_and_run_in_any_order_each_time_out_runs_once_when_it_is_due_or_never_where_cancelled() =>
        Prop.ForAll(
            Gen.ListOf(from kind in Gen.Choose(0, 4) from value in Gen.Choose(0, 700) select (kind, value)).Resize(1000).ToArbitrary(),
            steps => LikeAList(steps)).QuickCheckThrowOnFailure();

    [Fact]
    public void Cancelling_nothing_or_what_is_over_does_nothing()
    {
        var line = new TimeoutLine(Length);
        var ran = 0;
        var first = line.Add(0, new Counter(() => ran++));
        line.RunDue(Length);

        line.Remove(0);
        line.Remove(first);
        line.Add(20, new Counter(() => ran++));
        line.Remove(first);
        line.RunDue(100);

        Assert.Equal(2, ran);
        Assert.Equal(long.MaxValue, line.NextDue);
    }

    [Fact]
    public void One_that_is_due_may_cancel_another_and_set_new_ones()
    {
        var line = new TimeoutLine(Length);
        var ran = new List<string>();
        long victim = 0;
        line.Add(0, new Counter(() =>
        {
            ran.Add("first");
            line.Remove(victim);
            for (var i = 0; i < 1000; i++)
            {
                line.Add(5, new Counter(() => ran.Add("new")));
            }
        }));
        victim = line.Add(1, new Counter(() => ran.Add("victim")));

        line.RunDue(12);

        Assert.Equal(["first"], ran);
        Assert.Equal(15, line.NextDue);
        line.RunDue(15);
        Assert.Equal(1001, ran.Count);
    }

    // Kinds: set (3 of 5), cancel one that was set at some time, let time pass.
    private static bool LikeAList(IEnumerable<(int Kind, int Value)> steps)
    {
        var line = new TimeoutLine(Length);
        var expected = new SortedDictionary<long, long>();
        var ran = new List<long>();
        var should = new List<long>();
        long now = 0, last = 0;
        foreach (var (kind, value) in steps)
        {
            if (kind < 3)
            {
                long ticket = 0;
                ticket = line.Add(now, new Counter(() => ran.Add(ticket)));
                expected.Add(ticket, now + Length);
                last = ticket;
            }
            else if (kind == 3)
            {
                var ticket = Math.Max(0, last - (value % 100));
                line.Remove(ticket);
                expected.Remove(ticket);
            }
            else
            {
                now += value % 4;
                line.RunDue(now);
                should.AddRange(expected.Where(pair => pair.Value <= now).Select(pair => pair.Key));
                should.ForEach(ticket => expected.Remove(ticket));
            }

            if (line.NextDue != (expected.Count == 0 ? long.MaxValue : expected.First().Value))
            {
                return false;
            }
        }

        return ran.SequenceEqual(should);
    }

    private sealed class Counter(Action action) : ILoopContinuation
    {
        public void Continue() => action();
    }
}
