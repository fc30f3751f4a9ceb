using GlueTools.Network.Transport;

namespace GlueTools.Network.Tests.Transport;

/// <summary>The controller alone, on a clock of the test's own.</summary>
public class ServerPaceTests
{
    private const long Second = 1_000_000;
    private const long Timeout = 1_500_000;
    private readonly ServerPace _pace = new(Timeout);
    private long _now;

    [Fact]
    public void A_server_that_answers_is_never_held_back()
    {
        Answer(1000, 1000);

        Assert.False(_pace.IsSlowed);
        Assert.Equal(0, _pace.Wait(_now));
    }

    [Fact]
    public void A_server_that_begins_to_drop_is_asked_less_than_it_answered()
    {
        Answer(400, 200);

        Lose(ServerPace.TooManyLost);

        Assert.InRange(_pace.PerSecond, 140, 160);
        _pace.Sent(_now);
        Assert.InRange(_pace.Wait(_now), Second / 160, Second / 140);
    }

    [Fact]
    public void What_is_lost_together_slows_once()
    {
        Answer(400, 200);

        Lose(50);

        Assert.InRange(_pace.PerSecond, 140, 160);
    }

    [Fact]
    public void As_long_as_it_drops_it_is_asked_ever_more_slowly_down_to_the_slowest_pace()
    {
        Answer(400, 200);
        for (var i = 0; i < 20; i++)
        {
            _now += Timeout;
            Lose(ServerPace.TooManyLost);
        }

        Assert.Equal(ServerPace.Slowest, _pace.PerSecond);
    }

    [Fact]
    public void It_recovers_steadily_and_is_let_go_at_twice_its_former_rate()
    {
        Answer(400, 200);
        Lose(ServerPace.TooManyLost);
        var slowed = _pace.PerSecond;

        Answer(50, 10);
        var after = _pace.PerSecond;
        Answer(400, 10);

        Assert.InRange(after, slowed + 40, slowed + 60);
        Assert.False(_pace.IsSlowed);
    }

    [Fact]
    public void A_server_that_limits_its_clients_is_asked_less_than_it_answered_however_often_it_refused()
    {
        Answer(1000, 1000);

        _pace.Limited(_now, _now - 1, 40);
        var first = _pace.PerSecond;
        _pace.Limited(_now + 1000, _now - 1, 40);
        var sentBefore = _pace.PerSecond;
        _pace.Limited(_now + Second, _now + 1, 40);

        Assert.Equal(30, first);
        // What was refused before the pace changed says nothing of the pace.
        Assert.Equal(30, sentBefore);
        Assert.Equal(22.5, _pace.PerSecond);
    }

    [Fact]
    public void Losses_by_chance_do_not_slow()
    {
        for (var i = 0; i < 200; i++)
        {
            Answer(20, 100);
            Lose(2);
        }

        Assert.False(_pace.IsSlowed);
    }

    [Fact]
    public void Nothing_is_concluded_about_a_server_that_has_hardly_answered()
    {
        Answer(ServerPace.AnswersFirst - 1, 100);
        Lose(50);

        Assert.False(_pace.IsSlowed);
        Assert.False(_pace.Unheard(_now));
    }

    [Fact]
    public void One_that_answered_much_counts_as_silent_only_after_two_chances()
    {
        Answer(100, 100);

        Assert.True(_pace.Unheard(_now));
        Assert.True(_pace.IsSlowed);
        Assert.True(_pace.Unheard(_now + 1000));
        Assert.True(_pace.Unheard(_now += 2 * Timeout));
        Assert.False(_pace.Unheard(_now += 2 * Timeout));
        Assert.False(_pace.IsSlowed);
    }

    [Theory]
    [InlineData(50)]
    [InlineData(200)]
    [InlineData(1000)]
    public void Against_a_server_that_drops_beyond_a_limit_it_settles_around_the_limit(int limit)
    {
        // One simulated minute in steps of a millisecond; whatever exceeds the limit in a second is lost and shows a time-out later.
        var lost = new System.Collections.Generic.Queue<long>();
        int sent = 0, dropped = 0, inSecond = 0, beforeAnyLoss = 0;
        Answer(ServerPace.AnswersFirst, 1000);
        var start = _now;
        for (; _now < start + (60 * Second); _now += 1000)
        {
            inSecond = (_now - start) % Second == 0 ? 0 : inSecond;
            while (lost.Count > 0 && lost.Peek() <= _now)
            {
                lost.Dequeue();
                beforeAnyLoss = beforeAnyLoss == 0 ? dropped : beforeAnyLoss;
                _pace.Lost(_now);
            }

            for (var i = 0; i < 4 && _pace.Wait(_now) == 0; i++)
            {
                _pace.Sent(_now);
                sent++;
                if (++inSecond > limit)
                {
                    dropped++;
                    lost.Enqueue(_now + Timeout);
                }
                else
                {
                    _pace.Answered(_now);
                }
            }
        }

        // The first seconds, before any loss can show, are not the controller's doing.
        Assert.InRange(sent - dropped, limit * 60 * 2 / 3, limit * 60);
        Assert.InRange(dropped - beforeAnyLoss, 0, limit * 60 / 5);
    }

    private void Answer(int count, int perSecond)
    {
        for (var i = 0; i < count; i++)
        {
            _now += Second / perSecond;
            _pace.Sent(_now);
            _pace.Answered(_now);
        }
    }

    private void Lose(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _pace.Lost(_now);
        }
    }
}
