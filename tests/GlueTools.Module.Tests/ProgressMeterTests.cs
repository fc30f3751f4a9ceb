using GlueTools.Pipeline;

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
        Assert.Equal("3000 done, 64 in flight, 1500/s", meter.Next(3000, 64));
    }

    private string? At(ProgressMeter meter, long time)
    {
        _now = time;
        return meter.Next(1, 1);
    }
}
