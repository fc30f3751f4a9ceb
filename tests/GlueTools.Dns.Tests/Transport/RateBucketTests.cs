using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using GlueTools.Dns.Transport;

namespace GlueTools.Dns.Tests.Transport;

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
    public void What_is_charged_beyond_the_tokens_is_paid_back_before_the_next_is_given()
    {
        var bucket = new RateBucket(10, 1, 0);
        Assert.True(bucket.TryTake(0));
        bucket.Charge(0);
        bucket.Charge(0);

        Assert.Equal(300_000, bucket.Wait(0));
        Assert.False(bucket.TryTake(290_000));
        Assert.True(bucket.TryTake(300_001));
    }

    [Fact]
    public void It_never_holds_more_than_its_burst()
    {
        var bucket = new RateBucket(10, 5, 0);

        Assert.Equal(5, Enumerable.Range(0, 50).Count(_ => bucket.TryTake(3600 * Second)));
    }

    [Fact]
    public void In_no_second_does_it_give_more_than_its_burst_and_a_seconds_worth() =>
        Prop.ForAll(
            Gen.ArrayOf(Gen.Choose(0, 30_000), 400).ToArbitrary(),
            pauses =>
            {
                var bucket = new RateBucket(20, 10, 0);
                var given = new List<long>();
                long now = 0;
                foreach (var pause in pauses)
                {
                    now += pause;
                    if (bucket.TryTake(now))
                    {
                        given.Add(now);
                    }
                }

                return given.All(start => given.Count(at => at >= start && at < start + Second) <= 30);
            }).QuickCheckThrowOnFailure();
}
