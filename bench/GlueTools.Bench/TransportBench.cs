using System;
using System.Net;
using System.Threading;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Network.Loop;
using GlueTools.Network.Transport;

namespace GlueTools.Bench;

/// <summary>The transport alone: so many questions, so many in flight.</summary>
internal sealed class TransportBench : IDisposable
{
    private static readonly QueryOptions Plain = new() { EdnsSize = 0 };
    private static readonly QueryOptions ForReferral = new() { DnssecOk = true };
    private readonly (IPAddress Server, Question Question, QueryOptions Options)[] _questions;
    private readonly ManualResetEventSlim _done = new();
    private DnsTransport? _transport;
    private int _started, _answered, _failed, _count;

    private TransportBench((IPAddress Server, Question Question, QueryOptions Options)[] questions) => _questions = questions;

    private static (IPAddress, Question, QueryOptions) Read(string line)
    {
        var words = line.Split(' ');
        var type = Enum.Parse<RecordType>(words[2]);
        var options = type == RecordType.SOA ? Plain : type == RecordType.NS ? ForReferral : QueryOptions.Default;
        return (IPAddress.Parse(words[0]), new Question(DomainName.Parse(words[1]), type), options);
    }

    /// <summary>The questions of audits, as lines "ADDRESS NAME TYPE"; as there, SOA goes without EDNS and NS with the DO bit.</summary>
    internal static int Mix(string[] lines, int count, int inFlight)
    {
        using var loop = new EventLoop();
        using var bench = new TransportBench(Array.ConvertAll(lines, Read));
        var options = new TransportOptions { ServerThrottleLimit = 0, ServerRateLimit = 0, RateLimit = 0 };
        loop.Post(() => bench._transport = new DnsTransport(loop, options));
        bench.Round(loop, Math.Min(count, 50_000), inFlight);
        var meter = new Meter();
        bench.Round(loop, count, inFlight);
        meter.Print("questions", count);
        Console.WriteLine(bench._failed + " unanswered");
        return 0;
    }

    public void Dispose() => _done.Dispose();

    private void Round(EventLoop loop, int count, int inFlight)
    {
        _count = count;
        _started = _answered = _failed = 0;
        _done.Reset();
        loop.Post(() =>
        {
            for (var i = 0; i < inFlight; i++)
            {
                Next();
            }
        });
        _done.Wait();
    }

    private void Next()
    {
        if (_started >= _count)
        {
            return;
        }

        var (server, question, query) = _questions[_started++ % _questions.Length];
        var task = _transport!.Ask(server, question, query, ProtocolPolicy.UdpOnly);
        task.ContinueWith(() =>
        {
            _failed += task.Result.IsAnswered ? 0 : 1;
            if (++_answered == _count)
            {
                _done.Set();
            }

            Next();
        });
    }
}
