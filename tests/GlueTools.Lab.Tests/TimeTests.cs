using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Lab.Scenarios;
using GlueTools.Lab.Serving;
using GlueTools.Network.Loop;

namespace GlueTools.Lab.Tests;

/// <summary>A scenario that changes while it runs, on a clock that the test moves.</summary>
public sealed class TimeTests
{
    private const string Two = """
        zone example. at 45.0.0.1 45.0.0.2
          @ NS ns
          ns 60 A 45.0.0.1
        server 45.0.0.2 refuse
        server 45.0.0.9 caches
        after 10
        without example. at 45.0.0.1 serial 2
          ns A 45.0.0.1
        in example. at 45.0.0.1
          ns 60 A 45.0.0.3
        zone example. at 45.0.0.3 serial 3
          @ NS ns
        after 20
        server 45.0.0.2
        zone example. at 45.0.0.2 serial 4
          @ NS other
        server 45.0.0.1 silent
        """;

    private readonly HandClock _clock = new();

    [Fact]
    public void Each_change_takes_effect_at_its_time()
    {
        var ask = Start(Two);
        Assert.Equal("ns.example. 60 IN A 45.0.0.1", ask("45.0.0.1", "ns.example", RecordType.A));
        Assert.Equal("REFUSED", ask("45.0.0.2", "example", RecordType.SOA));
        Assert.Equal("REFUSED", ask("45.0.0.3", "example", RecordType.SOA));

        _clock.Seconds = 9.999;
        Assert.Equal("ns.example. 60 IN A 45.0.0.1", ask("45.0.0.1", "ns.example", RecordType.A));
        _clock.Seconds = 10;
        Assert.Equal("ns.example. 60 IN A 45.0.0.3", ask("45.0.0.1", "ns.example", RecordType.A));
        Assert.Contains(" 2 7200 ", ask("45.0.0.1", "example", RecordType.SOA), StringComparison.Ordinal);
        Assert.Contains(" 3 7200 ", ask("45.0.0.3", "example", RecordType.SOA), StringComparison.Ordinal);
        Assert.Equal("REFUSED", ask("45.0.0.2", "example", RecordType.SOA));

        _clock.Seconds = 20;
        Assert.Equal("silent", ask("45.0.0.1", "example", RecordType.SOA));
        Assert.Equal("example. 3600 IN NS other.example.", ask("45.0.0.2", "example", RecordType.NS));
        Assert.Contains(" 3 7200 ", ask("45.0.0.3", "example", RecordType.SOA), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_passed_over_is_not_missed()
    {
        var ask = Start(Two);
        _clock.Seconds = 50;
        Assert.Equal("example. 3600 IN NS other.example.", ask("45.0.0.2", "example", RecordType.NS));
    }

    [Fact]
    public void A_resolver_gives_what_it_has_until_the_TTL_has_run_out()
    {
        var ask = Start(Two);
        Assert.Equal("REFUSED", ask("45.0.0.9", "ns.example", RecordType.A));
        Assert.Equal("ns.example. 60 IN A 45.0.0.1", ask("45.0.0.9", "+ns.example", RecordType.A));
        _clock.Seconds = 15;
        Assert.Equal("ns.example. 45 IN A 45.0.0.1", ask("45.0.0.9", "+ns.example", RecordType.A));
        _clock.Seconds = 60;
        Assert.NotEqual("ns.example. 45 IN A 45.0.0.1", ask("45.0.0.9", "+ns.example", RecordType.A));
    }

    [Fact]
    public void An_extended_error_goes_with_the_answer_where_there_is_EDNS()
    {
        var scenario = LabScenario.Parse("server 45.0.0.1 servfail ede 22");
        var service = new LabServers(scenario, new LabQueryLog(1), _clock).Services.Single();
        Assert.Equal(["22", "none"], new[] { QueryOptions.Default, LabClient.NoEdns }.Select(options =>
        {
            var query = LabClient.Query("example", RecordType.SOA, options);
            var reply = service.Answer(query, query.Length, overTcp: false)!.Message;
            return MessageParser.Parse(reply, reply.Length).Edns?.ExtendedErrors ?? "none";
        }));
    }

    [Theory]
    [InlineData("after 0", "Line 2: '0' is not a number from 1.")]
    [InlineData("after 2592001", "Line 2: '2592001' is more than 2592000.")]
    [InlineData("after 5\nafter 5", "Line 3: 'after' takes more seconds than the 'after' above it.")]
    [InlineData("after 5\nbase", "Line 3: 'base' belongs above the first 'after'.")]
    [InlineData("after 5\npath blackhole", "Line 3: 'path' belongs above the first 'after'.")]
    [InlineData("after 5\naudit example.", "Line 3: 'audit' belongs above the first 'after'.")]
    [InlineData("after 5\nexpect GlueStale", "Line 3: 'expect' belongs above the first 'after'.")]
    [InlineData("after 5\nserver 45.0.0.1 notcp", "Line 3: 'notcp' holds from the start to the end; give it in every 'server' line of the address, or in none.")]
    [InlineData("server 45.0.0.1 notcp\nafter 5\nserver 45.0.0.1 silent", "Line 4: 'notcp' holds from the start to the end; give it in every 'server' line of the address, or in none.")]
    [InlineData("without example.\n  ns A 45.0.0.7", "Line 2: The zone has no record ns.example. 3600 IN A 45.0.0.7.")]
    public void What_cannot_be_is_named_with_its_line(string text, string sentence)
    {
        var error = Assert.Throws<FormatException>(() => LabScenario.Parse("zone example. at 45.0.0.1\n" + text));
        Assert.Equal(sentence, error.Message);
    }

    [Fact]
    public void Records_count_once_more_at_each_time()
    {
        var text = "zone example. at 45.0.0.1\n" + string.Concat(Enumerable.Range(0, 400).Select(i => $"  n{i} A 45.0.0.1\n"));
        var stages = string.Concat(Enumerable.Range(1, 2_600).Select(i => $"after {i}\n"));
        Assert.Contains("at most 1,000,000 records", Assert.Throws<FormatException>(() => LabScenario.Parse(text + stages)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_sample_that_moves_does_so_in_three_steps()
    {
        var scenario = LabSamples.Load("moving");
        Assert.Equal([2, 4, 6], scenario.Later.Select(stage => (int)stage.After.TotalSeconds));
        var ask = Start(scenario);
        List<string> Glue() => [.. new[] { "37.209.192.10", "37.209.194.10" }.Select(server => ask(server, "ns2.moving.example", RecordType.A))];
        Assert.All(Glue(), text => Assert.Contains("45.10.4.1", text, StringComparison.Ordinal));
        _clock.Seconds = 3;
        Assert.Equal([true, false], Glue().Select(text => text.Contains("45.10.2.1", StringComparison.Ordinal)));
        _clock.Seconds = 4;
        Assert.All(Glue(), text => Assert.Contains("45.10.2.1", text, StringComparison.Ordinal));
    }

    private Func<string, string, RecordType, string> Start(string text) => Start(LabScenario.Parse(text));

    /// <summary>Asks a server: what it gives, in words. A name with a plus before it is asked with recursion desired.</summary>
    private Func<string, string, RecordType, string> Start(LabScenario scenario)
    {
        var services = new LabServers(scenario, new LabQueryLog(100), _clock).Services.ToDictionary(service => service.Address.ToString());
        return (server, name, type) =>
        {
            var query = LabClient.Query(name.TrimStart('+'), type, new QueryOptions { RecursionDesired = name[0] == '+' });
            if (services[server].Answer(query, query.Length, overTcp: false) is not { } reply)
            {
                return "silent";
            }

            var message = MessageParser.Parse(reply.Message, reply.Message.Length);
            return message.ResponseCode != ResponseCode.NoError ? message.ResponseCode.ToText()
                : string.Join(" ", (message.Answer.Count > 0 ? message.Answer : [.. message.Additional, .. message.Authority]).Texts());
        };
    }
}
