using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Lab;
using GlueTools.Lab.Scenarios;
using GlueTools.Network.Options;
using GlueTools.Network.Sessions;
using GlueTools.Simulation;

namespace GlueTools.Delegation.Tests;

public sealed class AuditSessionTests
{
    private const string Blackhole = "base\npath blackhole";

    private static readonly Question Asked = new(DomainName.Parse("example.com"), RecordType.NS);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly SimulatedLab _lab = new(LabSamples.Load("sample"));
    private readonly SimulatedLab _silence = new(LabScenario.Parse(Blackhole));

    [Fact]
    public void Every_name_that_was_started_comes_back_once_with_its_tag()
    {
        using var session = new AuditSession(ScenarioRun.Options(_lab), machine: _lab.NewMachine());
        var domains = _lab.Scenario.Audits.Select(audit => audit.DomainName).Distinct().ToList();
        for (var i = 0; i < 150; i++)
        {
            session.Start(domains[i % domains.Count], i);
        }

        var items = new List<AuditItem>();
        using var limit = new CancellationTokenSource(Patience);
        while (session.InFlight > 0)
        {
            items.Add(session.Take(limit.Token));
        }

        Assert.Equal(Enumerable.Range(0, 150), items.Select(item => (int)item.Tag!).Order());
        Assert.All(items, item => Assert.Equal(domains[(int)item.Tag! % domains.Count], item.DomainName));
        Assert.All(items, item => Assert.Null(item.Failure));
        Assert.All(items, item => Assert.NotNull(item.Report));
        Assert.False(session.TryTake(out _));
    }

    [Fact]
    public async Task Whoever_waits_while_the_session_is_disposed_is_told()
    {
        var machine = _silence.NewMachine();
        using var still = machine.Hold();
        var session = new AuditSession(Silent(), machine: machine);
        session.Start(DomainName.Parse("example.com"));
        var take = Waiter.Start(() => session.Take(CancellationToken.None));
        var tryTake = Waiter.Start(() => session.TryTake(30_000, CancellationToken.None, out _));
        var path = Waiter.Start(() => session.CheckPath(CancellationToken.None));

        session.Dispose();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => take.WaitAsync(Patience));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => tryTake.WaitAsync(Patience));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => path.WaitAsync(Patience));
    }

    [Fact]
    public async Task Nothing_can_be_taken_from_a_disposed_session()
    {
        var machine = _silence.NewMachine();
        using var still = machine.Hold();
        var session = new AuditSession(Silent(), machine: machine);
        Start(session, 3);
        session.Dispose();
        session.Dispose();
        session.Start(DomainName.Parse("example.com"));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Run(() => session.Take(CancellationToken.None)).WaitAsync(Patience));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Run(() => session.TryTake(30_000, CancellationToken.None, out _)).WaitAsync(Patience));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Run(() => session.CheckPath(CancellationToken.None)).WaitAsync(Patience));
        Assert.False(session.TryTake(out _));
    }

    [Fact]
    public void A_cancelled_token_ends_the_waiting_and_not_the_session()
    {
        using var session = new AuditSession(ScenarioRun.Options(_lab), machine: _lab.NewMachine());
        using var soon = new CancellationTokenSource(50);
        Assert.ThrowsAny<OperationCanceledException>(() => session.Take(soon.Token));

        Start(session, 1);
        using var limit = new CancellationTokenSource(Patience);

        Assert.NotNull(session.Take(limit.Token).Report);
        Assert.False(session.TryTake(10, limit.Token, out _));
    }

    [Fact]
    public async Task A_fault_in_this_program_reaches_everybody_who_waits_every_time()
    {
        using var session = new AuditSession(ScenarioRun.Options(_lab), observer: _ => throw new InvalidDataException("bug"), machine: _lab.NewMachine());
        Start(session, 5);

        for (var i = 0; i < 3; i++)
        {
            var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => Task.Run(() => session.Take(CancellationToken.None)).WaitAsync(Patience));
            Assert.IsType<InvalidDataException>(fault.InnerException);
        }

        await Assert.ThrowsAsync<InvalidOperationException>(() => Task.Run(() => session.TryTake(30_000, CancellationToken.None, out _)).WaitAsync(Patience));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Task.Run(() => session.CheckPath(CancellationToken.None)).WaitAsync(Patience));
        Assert.Throws<InvalidOperationException>(() => session.TryTake(out _));
    }

    [Fact]
    public void A_silent_world_ends_in_unknown_rows_within_the_budget()
    {
        var machine = _silence.NewMachine();
        using var session = new AuditSession(ScenarioRun.Options(_silence) with { TimeoutSec = 0.3 }, machine: machine);
        Start(session, 50);

        using var limit = new CancellationTokenSource(Patience);
        for (var i = 0; i < 50; i++)
        {
            var item = session.Take(limit.Token);
            Assert.Null(item.Failure);
            Assert.NotNull(item.Report!.View.Problem);
            Assert.Equal("Unknown", DelegationResult.From(item.Report).Status);
            Assert.All(GlueRecord.From(item.Report, perServer: false), row => Assert.Equal("Unknown", row.Status));
        }

        // Two attempts to prove the path, and a second time where nothing came of the first.
        Assert.InRange(machine.ElapsedMs, 600, 1_300);
    }

    [Fact]
    public async Task Single_questions_end_with_their_session_too()
    {
        var machine = _silence.NewMachine();
        using var still = machine.Hold();
        var session = new QuerySession(Silent(), machine: machine);
        session.Start(IPAddress.Parse("192.0.2.1"), Asked, QueryOptions.Default, ProtocolPolicy.UdpThenTcp);
        var take = Waiter.Start(() => session.Take(CancellationToken.None));

        session.Dispose();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => take.WaitAsync(Patience));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Run(() => session.Take(CancellationToken.None)).WaitAsync(Patience));
    }

    [Fact]
    public void A_single_question_that_a_fault_in_this_program_ends_is_not_waited_for()
    {
        using var session = new QuerySession(Silent() with { Retry = 0 }, _ => throw new NotSupportedException("a bug"), _silence.NewMachine());
        session.Start(IPAddress.Parse("192.0.2.1"), Asked, QueryOptions.Default, ProtocolPolicy.UdpOnly);

        var error = Assert.Throws<InvalidOperationException>(() => session.TryTake((int)Patience.TotalMilliseconds, CancellationToken.None, out _));

        Assert.Contains("a bug", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Taking_a_single_answer_within_a_time_counts_it_as_taken()
    {
        var machine = _silence.NewMachine();
        using var still = machine.Hold();
        using var session = new QuerySession(Silent() with { Retry = 0 }, machine: machine);
        session.Start(IPAddress.Parse("192.0.2.1"), Asked, QueryOptions.Default, ProtocolPolicy.UdpOnly);
        Assert.Equal(1, session.InFlight);
        still.Dispose();
        Assert.True(session.TryTake((int)Patience.TotalMilliseconds, CancellationToken.None, out _));
        Assert.Equal(0, session.InFlight);
        Assert.False(session.TryTake(0, CancellationToken.None, out _));
    }

    private AuditOptions Silent() => ScenarioRun.Options(_silence) with { TimeoutSec = 30 };

    private static void Start(AuditSession session, int count)
    {
        for (var i = 0; i < count; i++)
        {
            session.Start(DomainName.Parse("n" + i + ".example.com"), i);
        }
    }
}
