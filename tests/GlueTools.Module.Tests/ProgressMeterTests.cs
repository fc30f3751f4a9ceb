using GlueTools.Shared;

namespace GlueTools.Module.Tests;

public class ProgressMeterTests
{
    private long _now;

    [Fact]
    public void Says_nothing_at_first_and_then_not_too_often()
    {
        var meter = new ProgressMeter(() => _now);
        Assert.Null(At(meter, 499));
        Assert.False(meter.HasShown);
        Assert.NotNull(At(meter, 500));
        Assert.Null(At(meter, 749));
        Assert.NotNull(At(meter, 750));
        Assert.True(meter.HasShown);
    }

    [Fact]
    public void Counts_and_gives_the_rate()
    {
        var meter = new ProgressMeter(() => _now);
        _now = 2000;
        Assert.Equal("3000 done, 64 under way, 1500/s, 12 findings", meter.Next(3000, 64, 12));
        Assert.Equal((-1, -1), (meter.Percent, meter.SecondsLeft));
    }

    [Fact]
    public void Says_how_many_there_are_and_what_time_is_left_once_that_is_known()
    {
        long? total = null;
        var meter = new ProgressMeter(() => _now) { Total = () => total };
        Assert.Equal("0 done, 1 under way", At(meter, 1000, 0, 1));
        total = 10_000;
        Assert.Equal("500 of 10000 done, 64 under way, 250/s, 38 s left, 1 finding", At(meter, 2000, 500, 64, 1));
        Assert.Equal((5, 38), (meter.Percent, meter.SecondsLeft));
        // The last ten seconds count: what was quick before is no promise.
        Assert.Equal("510 of 10000 done, 64 under way, 1/s, 2 h 38 min left", At(meter, 12_000, 510, 64));
        // Names that follow from others are more than were counted.
        Assert.Equal("10001 of 10002 done, 1 under way, 949/s, 1 s left", At(meter, 22_000, 10_001, 1));
    }

    private string? At(ProgressMeter meter, long time, long done = 1, int inFlight = 1, long? findings = null)
    {
        _now = time;
        return meter.Next(done, inFlight, findings);
    }
}
