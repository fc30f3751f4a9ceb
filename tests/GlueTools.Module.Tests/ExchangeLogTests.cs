using System.Collections.Generic;
using System.Linq;
using System.Net;
using GlueTools.Dns.Exchanges;
using GlueTools.Pipeline;

namespace GlueTools.Module.Tests;

public class ExchangeLogTests
{
    private static readonly Exchange Silent = new() { Server = IPAddress.Parse("192.0.2.1"), Outcome = ExchangeOutcome.TimedOut };

    [Theory]
    [InlineData(true, 3)]
    [InlineData(false, 0)]
    public void Exchanges_are_kept_only_where_they_will_be_shown_and_counted_always(bool isShown, int kept)
    {
        var log = new ExchangeLog(isShown);
        for (var i = 0; i < 3; i++)
        {
            log.Add(Silent);
        }

        Assert.Equal(kept, log.Kept);
        Assert.Equal(3, log.Count);
        var shown = new List<Exchange>();
        log.Flush(shown.Add);
        Assert.Equal(Enumerable.Repeat(Silent, kept), shown);
        Assert.Equal(0, log.Kept);
        Assert.Equal(3, log.Count);
    }

    [Fact]
    public void What_was_not_sent_and_what_was_not_answered_is_said_so() =>
        Assert.Equal("192.0.2.1: . TYPE0 over Udp: question not sent, response none (TimedOut)", ExchangeLog.Hex(Silent));
}
