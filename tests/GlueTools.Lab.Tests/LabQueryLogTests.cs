using System;
using System.Linq;
using System.Net;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Records;
using GlueTools.Lab.Serving;

namespace GlueTools.Lab.Tests;

/// <summary>The log of a lab that runs for days.</summary>
public class LabQueryLogTests
{
    [Fact]
    public void It_keeps_the_latest_queries_only_and_counts_them_all()
    {
        var log = new LabQueryLog(100);
        for (var i = 0; i < 250; i++)
        {
            var query = LabClient.Query("d" + i + ".example.", RecordType.NS);
            log.Add(new LabQuery(IPAddress.Loopback, MessageParser.Parse(query, query.Length), overTcp: false, TimeSpan.FromSeconds(i)));
        }

        Assert.Equal(250, log.Count);
        Assert.Equal(Enumerable.Range(150, 100).Select(i => TimeSpan.FromSeconds(i)), log.ToArray().Select(query => query.Time));
        log.Clear();
        Assert.Equal((0, 0), (log.Count, log.ToArray().Length));
    }

    [Fact]
    public void The_lab_has_such_a_log() => Assert.InRange(LabNetwork.MaxQueriesKept, 1, 100_000);
}
