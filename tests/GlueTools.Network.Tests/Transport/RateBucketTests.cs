using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using GlueTools.Network.Transport;

namespace GlueTools.Network.Tests.Transport;

public class RateBucketTests
{
    private const long Second = 1_000_000;

    [Fact]
    public void It_starts_full_and_gives_its_burst_at_once()
    {
        var bucket = new RateBucket(50, 100, 0);

        Assert.Equal(100, Enumerable.Range(0, 200).Count(_ => bucket.TryTake(0)));
        Assert.Equal(20_000, bucket.Wait(0));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(3, 1)]
    [InlineData(50, 100)]
    [InlineData(2000, 200)]
    public void After_the_wait_it_names_there_is_a_token_and_not_before(int perSecond, int burst)
    {
        var bucket = new RateBucket(perSecond, burst, 0);
        long now = 0;
        while (bucket.TryTake(now))
        {
        }

        for (var i = 0; i < 100; i++)
        {
            var wait = bucket.Wait(now);
            Assert.InRange(wait, 1, (Second / perSecond) + 1);
            Assert.False(bucket.TryTake(now + wait - 2));
            now += wait;
            Assert.True(bucket.TryTake(now) || bucket.TryTake(++now));
        }
    }

    [Fact]
    public void What_is_reserved_is_there_when_it_is_needed_and_nobody_else_gets_it()
    {
        var bucket = new RateBucket(10, 5, 0);
        Assert.True(bucket.TryTake(0, reserve: 2));
        Assert.False(bucket.TryTake(0, reserve: 2));
        Assert.Equal(100_000, bucket.Wait(0, reserve: 2));
        bucket.TakeReserved(0);
        Assert.False(bucket.TryTake(0, reserve: 2));

        bucket.Release(1);

        Assert.True(bucket.TryTake(0, reserve: 2));
    }

    [Fact]
    public void It_is_full_again_once_all_is_given_back_and_time_has_passed()
    {
        var bucket = new RateBucket(10, 5, 0);
        Assert.True(bucket.IsFull(0));
        Assert.True(bucket.TryTake(0, reserve: 1));
        Assert.False(bucket.IsFull(10 * Second));

        bucket.Release(1);

        Assert.True(bucket.IsFull(10 * Second));
    }

    [Fact]
    public void It_never_holds_more_than_its_burst()
    {
        var bucket = new RateBucket(10, 5, 0);

        Assert.Equal(5, Enumerable.Range(0, 50).Count(_ => bucket.TryTake(3600 * Second)));
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(10, 0)]
    [InlineData(10, 2)]
    [InlineData(24, 4)]
    public void In_any_time_it_gives_at_most_its_burst_and_the_rate_repeats_included(int burst, int reserve) =>
        Prop.ForAll(
            Gen.ArrayOf(Gen.Choose(0, 60_000), 400).ToArbitrary(),
            pauses =>
            {
                burst = System.Math.Max(burst, 1 + reserve);
                var bucket = new RateBucket(20, burst, 0);
                var given = new List<long>();
                var open = new Queue<int>();
                long now = 0;
                foreach (var pause in pauses)
                {
                    now += pause;
                    // Questions end after a while, having needed some of their repeats, all of them at the last moment.
                    if (open.Count > 0 && pause % 3 == 0)
                    {
                        var needed = pause % (open.Dequeue() + 1);
                        for (var i = 0; i < needed; i++)
                        {
                            bucket.TakeReserved(now);
                            given.Add(now);
                        }

                        bucket.Release(reserve - needed);
                    }

                    if (bucket.TryTake(now, reserve))
                    {
                        given.Add(now);
                        open.Enqueue(reserve);
                    }
                }

                return Enumerable.Range(0, given.Count).All(first => Enumerable.Range(first, given.Count - first)
                    .All(last => last - first + 1 <= burst + ((given[last] - given[first]) * 20 / (double)Second) + 0.001));
            }).QuickCheckThrowOnFailure();
}
