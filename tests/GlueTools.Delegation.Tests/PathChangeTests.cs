using System;
using System.Linq;
using System.Net;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Lab;
using GlueTools.Lab.Scenarios;
using GlueTools.Network.Collecting;
using GlueTools.Network.Loop;
using GlueTools.Network.Transport;
using GlueTools.Network.Walking;
using GlueTools.Simulation;

namespace GlueTools.Delegation.Tests;

/// <summary>A path that is intercepted in mid-run is noticed, and what came over it is not judged.</summary>
public sealed class PathChangeTests
{
    [Fact]
    public void An_interceptor_that_appears_in_mid_run_makes_the_domains_behind_it_unknown()
    {
        var open = new SimulatedLab(LabSamples.Load("sample"));
        var intercepted = new SimulatedLab(LabScenario.Parse(LabSamples.ReadText("sample") + "\npath intercept\n"));
        var machine = open.NewMachine();
        intercepted.AddTo(machine);
        using var loop = new EventLoop(machine);
        var options = ScenarioRun.Options(open);
        SwitchingTransport? transport = null;
        ViewCollector? collector = null;
        loop.Post(() =>
        {
            transport = new SwitchingTransport(
                new DnsTransport(loop, options.ToTransportOptions()), new DnsTransport(loop, (options with { Map = intercepted.Map }).ToTransportOptions()));
            collector = new ViewCollector(new ServerAccess(loop, transport, options, new Random(1)));
        });

        var before = LoopRun.Collect(loop, () => collector!.Collect(DomainName.Parse("healthy1.example")));
        loop.Post(() => transport!.IsIntercepted = true);
        var behind = new[] { "healthy2.example", "healthy3.test", "stale.example", "refuses.example" }
            .Select(name => LoopRun.Collect(loop, () => collector!.Collect(DomainName.Parse(name)))).ToArray();

        Assert.Null(before.Problem);
        Assert.All(behind, view => Assert.Contains("intercepted", view.Problem, StringComparison.Ordinal));
        Assert.All(behind, view => Assert.Empty(DelegationReport.Of(view).Findings));
    }

    private sealed class SwitchingTransport(DnsTransport before, DnsTransport after) : IDnsTransport
    {
        internal bool IsIntercepted { get; set; }

        private DnsTransport Now => IsIntercepted ? after : before;

        public LoopTask<Exchange> Ask(IPAddress server, Question question, QueryOptions query, ProtocolPolicy policy, IAskedZone? zone, AskOptions? how) =>
            Now.Ask(server, question, query, policy, zone, how);

        public int WaysLost => Now.WaysLost;

        public bool IsSilent(IPAddress server) => Now.IsSilent(server);

        public bool KeepsWaiting(IPAddress server, long now) => Now.KeepsWaiting(server, now);

        public bool IsDoubtful(IPAddress server) => Now.IsDoubtful(server);

        public bool WasHeard(IPAddress server) => Now.WasHeard(server);

        public void NoteLimit(IPAddress server, long since, double answered)
        {
        }
    }
}
