using System;
using System.Net;
using System.Threading;
using GlueTools.Dns.Loop;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Dns.Transport;

namespace GlueTools.Bench;

/// <summary>The transport alone: so many NS questions to one server, so many in flight.</summary>
internal sealed class TransportBench : IDisposable
{
    private readonly IPAddress _server;
    private readonly DomainName[] _names;
    private readonly ManualResetEventSlim _done = new();
    private DnsTransport? _transport;
    private int _started, _answered, _failed, _count;

    private TransportBench(IPAddress server, DomainName[] names)
    {
        _server = server;
        _names = names;
    }

    internal static int Run(IPAddress server, int port, string[] names, int count, int inFlight)
    {
        using var loop = new EventLoop();
        using var bench = new TransportBench(server, Array.ConvertAll(names, DomainName.Parse));
        var options = new TransportOptions { Port = port, ServerThrottleLimit = 0, ServerRateLimit = 0, RateLimit = 0 };
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

        var task = _transport!.Ask(_server, new Question(_names[_started++ % _names.Length], RecordType.NS), QueryOptions.Default, ProtocolPolicy.UdpOnly);
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
