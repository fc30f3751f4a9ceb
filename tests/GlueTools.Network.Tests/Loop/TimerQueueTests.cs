using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using GlueTools.Network.Loop;

namespace GlueTools.Network.Tests.Loop;

public class TimerQueueTests
{
    [Fact]
    public void Set_cancelled_and_run_in_any_order_it_behaves_like_a_sorted_list() =>
        Prop.ForAll(
            Gen.ListOf(from kind in Gen.Choose(0, 4) from value in Gen.Choose(0, 40) select (kind, value)).ToArbitrary(),
            steps => LikeASortedList(steps)).QuickCheckThrowOnFailure();

    [Fact]
    public void Cancelling_a_timer_that_ran_or_was_cancelled_does_nothing()
    {
        var queue = new TimerQueue();
        var ran = 0;
        LoopTimer first = new(1, () => ran++), second = new(2, () => ran++), third = new(3, () => ran++);
        queue.Add(first);
        queue.Add(second);
        queue.Add(third);

        queue.RunDue(1);
        queue.Remove(first);
        queue.Remove(second);
        queue.Remove(second);
        queue.RunDue(10);

        Assert.Equal(2, ran);
        Assert.Equal(0, queue.Count);
        Assert.Equal(long.MaxValue, queue.NextDue);
    }

    [Fact]
    public void A_timer_may_cancel_another_that_is_due_too_and_set_new_ones()
    {
        var queue = new TimerQueue();
        var ran = new List<string>();
        var victim = new LoopTimer(2, () => ran.Add("victim"));
        queue.Add(new LoopTimer(1, () =>
        {
            ran.Add("first");
            queue.Remove(victim);
            queue.Add(new LoopTimer(3, () => ran.Add("new")));
            queue.Add(new LoopTimer(100, () => ran.Add("later")));
        }));
        queue.Add(victim);

        queue.RunDue(5);

        Assert.Equal(["first", "new"], ran);
        Assert.Equal(100, queue.NextDue);
    }

    private static bool LikeASortedList(IEnumerable<(int Kind, int Value)> steps)
    {
        var queue = new TimerQueue();
        var model = new List<LoopTimer>();
        var ran = new List<LoopTimer>();
        foreach (var (kind, value) in steps)
        {
            if (kind <= 2)
            {
                LoopTimer timer = null!;
                timer = new LoopTimer(value, () => ran.Add(timer));
                queue.Add(timer);
                model.Add(timer);
            }
            else if (kind == 3 && model.Count > 0)
            {
                var victim = model[value % model.Count];
                queue.Remove(victim);
                model.Remove(victim);
            }
            else
            {
                ran.Clear();
                queue.RunDue(value / 2);
                var due = model.Where(timer => timer.Due <= value / 2).ToList();
                model.RemoveAll(due.Contains);
                if (!ran.Select(timer => timer.Due).SequenceEqual(due.Select(timer => timer.Due).Order()) || ran.Except(due).Any())
                {
                    return false;
                }
            }

            if (queue.Count != model.Count || queue.NextDue != (model.Count == 0 ? long.MaxValue : model.Min(timer => timer.Due)))
            {
                return false;
            }
        }

        return true;
    }
}
