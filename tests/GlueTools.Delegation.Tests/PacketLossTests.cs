using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
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

/// <summary>What is lost on the way is no fault of a server that answers otherwise.</summary>
public sealed class PacketLossTests
{
    [Fact]
    public void Connections_that_are_lost_yield_no_finding_as_long_as_one_gets_through() =>
        Assert.Empty(FindingsWhereLost((_, _, policy) => policy == ProtocolPolicy.TcpOnly, times: 3));

    [Fact]
    public void A_referral_question_that_is_lost_to_each_parent_server_yields_no_finding() =>
        Assert.Empty(FindingsWhereLost((question, query, _) => query.DnssecOk && question.Name.Text == "healthy1.example", times: 1));

    [Fact]
    public void A_server_to_which_all_connections_are_lost_is_a_finding() =>
        Assert.Equal(["ServerTcpUnavailable"], FindingsWhereLost((_, _, policy) => policy == ProtocolPolicy.TcpOnly, times: 4).Distinct());

    [Fact]
    public void Referral_questions_that_are_lost_again_are_a_finding() =>
        Assert.Contains("ParentServerUnresponsive", FindingsWhereLost((question, query, _) => query.DnssecOk && question.Name.Text == "healthy1.example" && question.Type == Dns.Records.RecordType.NS, times: 3));

    [Fact]
    public void Datagrams_that_are_lost_to_a_server_heard_over_TCP_yield_no_finding() =>
        Assert.Empty(FindingsWhereLost(IsAboutChildOverUdp, times: 7, overTcp: _ => true));

    /// <summary>The connection beside a repeat may be answered before the datagram that shows where the server answers from.</summary>
    [Fact]
    public void A_server_that_answers_from_elsewhere_is_found_where_its_connections_are_faster()
    {
        var lab = LabScenario.Parse(CountedScenario.Text + "server 45.10.2.1 othersource\n");

        Assert.Equal(
            FindingsWhereLost((_, _, _) => false, times: 0, lab: lab, first: "first.example", second: "second.example"),
            FindingsWhereLost((_, _, policy) => policy == ProtocolPolicy.UdpThenTcp, times: 100, overTcp: _ => true, lab, "first.example", "second.example"));
    }

    /// <summary>
    /// Where the network loses so much that 20 datagrams are to be lost before that is no chance, those from a socket that hears its server alone are none of them: what comes from elsewhere
    /// is not heard there. The last of the others gets through.
    /// </summary>
    [Fact]
    public void A_server_that_answers_from_elsewhere_is_found_whatever_was_sent_from_where_that_is_not_heard()
    {
        var lab = LabScenario.Parse(CountedScenario.Text + "server 45.10.2.1 othersource\n");

        Assert.Equal(
            FindingsWhereLost((_, _, _) => false, times: 0, lab: lab, first: "first.example", second: "second.example"),
            FindingsWhereLost((_, _, policy) => policy == ProtocolPolicy.UdpOnly, times: 9, overTcp: _ => true, lab, "first.example", "second.example", losesMuch: true));
    }

    /// <summary>With EDNS the NS set is lost and the rest comes over connections, which looks as if EDNS were dropped over UDP, until it is tried once more.</summary>
    [Fact]
    public void A_server_that_answers_with_EDNS_over_UDP_when_it_is_tried_once_more_yields_no_finding() =>
        Assert.Empty(FindingsWhereLost(
            (question, query, policy) => policy == ProtocolPolicy.UdpThenTcp && query.EdnsSize > 0 && IsAboutChildOverUdp(question, query, policy), times: 100, overTcp: question => question.Type != Dns.Records.RecordType.NS));

    [Fact]
    public void A_server_to_which_all_datagrams_are_lost_is_a_finding() =>
        Assert.Equal(["ServerUdpUnavailable"], FindingsWhereLost(IsAboutChildOverUdp, times: 100, overTcp: _ => true).Distinct());

    [Fact]
    public void A_server_that_gives_its_SOA_over_a_connection_alone_is_not_silent() =>
        Assert.Equal(["ServerAnswersInPart"], FindingsWhereLost(
            (question, query, policy) => policy != ProtocolPolicy.TcpOnly && !query.DnssecOk && question.Name.Text == "healthy1.example" && question.Type is Dns.Records.RecordType.SOA or Dns.Records.RecordType.NS, times: 100).Distinct());

    /// <summary>What answers questions with EDNS by FORMERR has said nothing of what was asked, so the same question without is put again where it was lost.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_lost_question_to_a_server_without_EDNS_yields_no_other_finding(int times)
    {
        var lab = LabScenario.Parse(CountedScenario.Text + "server 45.10.2.1 noedns\n");
        string[] Found(int times) => FindingsWhereLost(
            (question, query, _) => query.EdnsSize == 0 && !query.RecursionDesired && question.Type == Dns.Records.RecordType.AAAA, times, lab: lab, first: "first.example", second: "second.example");

        Assert.Equal(Found(0), Found(times));
    }

    /// <summary>The same where the question with EDNS was lost first, and its repeat is rejected.</summary>
    [Theory]
    [InlineData("NS", 1)]
    [InlineData("AAAA", 1)]
    [InlineData("AAAA", 2)]
    [InlineData("DNSKEY", 1)]
    public void A_question_with_EDNS_that_is_lost_before_it_is_rejected_yields_no_other_finding(string type, int times)
    {
        var lab = LabScenario.Parse(CountedScenario.Text + "server 45.10.2.1 noedns\n");
        string[] Found(int times) => [.. ReportWhereLost(
            (question, query, _) => query.EdnsSize > 0 && question.Type.ToString() == type && question.Name.Text.EndsWith("second.example", StringComparison.Ordinal), times, overTcp: null, lab, "first.example", "second.example")
            .Findings.Select(finding => finding.ToString())];

        Assert.Equal(Found(0), Found(times));
    }

    /// <summary>One datagram is lost, whichever of all it is (a third of them with every change): what is found is what is found without loss, also where a server answers to little.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("mute SOA")]
    [InlineData("mute NS")]
    [InlineData("dropednsudp")]
    [InlineData("noudp")]
    [InlineData("silent")]
    public void No_single_datagram_changes_what_is_found(string fault)
    {
        var lab = new SimulatedLab(LabScenario.Parse(CountedScenario.Text + (fault.Length > 0 ? "server 45.10.2.1 " + fault + "\n" : string.Empty)));
        var name = DomainName.Parse("second.example");
        var options = ScenarioRun.Options(lab);
        var machine = lab.NewMachine();
        var expected = ScenarioRun.Found(ScenarioRun.Audit(options, name, machine));

        Assert.InRange(machine.Datagrams, 50, 500);
        for (var lost = fault.Length % Thorough.Times(3, 1); lost < machine.Datagrams; lost += Thorough.Times(3, 1))
        {
            var found = ScenarioRun.Found(ScenarioRun.Audit(options, name, lab.NewMachine(number => number == lost)));
            Assert.Equal((lost, string.Join(" | ", expected)), (lost, string.Join(" | ", found)));
        }
    }

    /// <summary>
    /// Two connections to a server are lost, whichever of the first twelve they are (a third of the pairs with every change), and a datagram elsewhere, which shows that the network loses
    /// what is sent: what is found is what is found without loss, also where a server has nothing but connections.
    /// </summary>
    [Theory]
    [InlineData("")]
    [InlineData("noudp")]
    public void No_two_connections_change_what_is_found(string fault)
    {
        var lab = new SimulatedLab(LabScenario.Parse(CountedScenario.Text + (fault.Length > 0 ? "server 45.10.2.1 " + fault + "\n" : string.Empty)));
        var name = DomainName.Parse("second.example");
        var options = ScenarioRun.Options(lab);
        string Found((int First, int Second) lost)
        {
            int connections = 0, datagrams = 0;
            var machine = lab.NewMachine();
            machine.LosesTo = (server, transport) => transport == ProtocolType.Tcp
                ? server.Address.ToString() == "45.10.2.1" && connections++ is var each && (each == lost.First || each == lost.Second)
                : lost.First >= 0 && datagrams++ == 0;
            return string.Join(" | ", ScenarioRun.Found(ScenarioRun.Audit(options, name, machine)));
        }

        var expected = Found((-1, -1));
        var pairs = Enumerable.Range(0, 12).SelectMany(first => Enumerable.Range(first + 1, 11 - first).Select(second => (first, second)));
        foreach (var lost in pairs.Where(pair => (pair.first + pair.second) % Thorough.Times(3, 1) == 0))
        {
            Assert.Equal(lost + ": " + expected, lost + ": " + Found(lost));
        }
    }

    /// <summary>Two thirds of what is sent to one server are lost by chance, each time others: it may well seem silent, but hardly ever choosy about types (twice in 10,000 times).</summary>
    [Fact]
    public void A_server_to_which_most_is_lost_is_not_said_to_keep_back_some_types()
    {
        var lab = new SimulatedLab(LabScenario.Parse(CountedScenario.Text));
        var name = DomainName.Parse("second.example");
        var options = ScenarioRun.Options(lab);
        for (var seed = 0; seed < Thorough.Times(300, 2_000); seed++)
        {
            var random = new Random(seed);
            var machine = lab.NewMachine();
            machine.LosesTo = (server, _) => server.Address.ToString() == "45.10.2.1" && random.Next(3) > 0;
            Assert.DoesNotContain(ScenarioRun.Found(ScenarioRun.Audit(options, name, machine)), found => found.Contains("ServerAnswersInPart", StringComparison.Ordinal));
        }
    }

    // Not to the parent, which is asked with DO.
    private static bool IsAboutChildOverUdp(Question question, QueryOptions query, ProtocolPolicy policy) =>
        policy != ProtocolPolicy.TcpOnly && (!query.DnssecOk || question.Type == Dns.Records.RecordType.DNSKEY) && question.Name.Text.EndsWith("healthy1.example", StringComparison.Ordinal);

    private static string[] FindingsWhereLost(Func<Question, QueryOptions, ProtocolPolicy, bool> isLost, int times, Func<Question, bool>? overTcp = null, LabScenario? lab = null, string first = "healthy2.example", string second = "healthy1.example", bool losesMuch = false) =>
        [.. ReportWhereLost(isLost, times, overTcp, lab, first, second, losesMuch).Findings.Select(finding => finding.Code)];

    private static DelegationReport ReportWhereLost(Func<Question, QueryOptions, ProtocolPolicy, bool> isLost, int times, Func<Question, bool>? overTcp, LabScenario? lab, string first, string second, bool losesMuch = false)
    {
        var network = new SimulatedLab(lab ?? LabSamples.Load("sample"));
        var machine = network.NewMachine();
        using var loop = new EventLoop(machine);
        var options = ScenarioRun.Options(network);
        ViewCollector? collector = null;
        LossyTransport? transport = null;
        loop.Post(() =>
        {
            transport = new LossyTransport(machine, new DnsTransport(loop, options.ToTransportOptions()), isLost, times, overTcp, losesMuch);
            collector = new ViewCollector(new ServerAccess(loop, transport, options, new Random(1)));
        });
        // The servers are known before anything is lost.
        LoopRun.Collect(loop, () => collector!.Collect(DomainName.Parse(first)));
        loop.Post(() => transport!.IsLossy = true);
        var view = LoopRun.Collect(loop, () => collector!.Collect(DomainName.Parse(second)));

        Assert.Null(view.Problem);
        return DelegationReport.Of(view);
    }

    /// <summary>
    /// Loses the first exchanges of a kind with each server: with <paramref name="overTcp"/> their datagrams alone, so that those are answered over a connection that may have one. With
    /// <paramref name="losesMuch"/> each question was sent twice, to one server in vain, so that it answers over a connection.
    /// </summary>
    private sealed class LossyTransport(SimulatedMachine machine, DnsTransport inner, Func<Question, QueryOptions, ProtocolPolicy, bool> isLost, int times, Func<Question, bool>? overTcp, bool losesMuch) : IDnsTransport
    {
        private const long LateUs = 300_000;

        private readonly Dictionary<IPAddress, int> _lost = [];

        internal bool IsLossy { get; set; }

        public LoopTask<Exchange> Ask(IPAddress server, Question question, QueryOptions query, ProtocolPolicy policy, IAskedZone? zone, AskOptions? how)
        {
            var before = _lost.GetValueOrDefault(server);
            if (losesMuch && policy == ProtocolPolicy.UdpThenTcp)
            {
                return WithRepeat(inner.Ask(server, question, query, server.ToString() == "45.10.2.1" ? ProtocolPolicy.TcpOnly : policy, zone, how), query);
            }

            if (!IsLossy || !isLost(question, query, policy) || before >= times)
            {
                return inner.Ask(server, question, query, policy, zone, how);
            }

            _lost[server] = before + 1;
            if (overTcp?.Invoke(question) == true && policy != ProtocolPolicy.UdpOnly)
            {
                return inner.Ask(server, question, query, ProtocolPolicy.TcpOnly);
            }

            // Later than the answers to everything else, as time-outs are.
            var task = new LoopTask<Exchange>();
            var lost = new Exchange { Server = server, Question = question, Query = query, Outcome = ExchangeOutcome.TimedOut, UdpAttempts = policy == ProtocolPolicy.TcpOnly ? 0 : 2 };
            machine.After(LateUs, () => task.SetResult(lost));
            return task;
        }

        private static async LoopTask<Exchange> WithRepeat(LoopTask<Exchange> asked, QueryOptions query) => (await asked).After(new Exchange { Query = query, UdpAttempts = 2 });

        public int WaysLost => inner.WaysLost;

        public bool IsSilent(IPAddress server) => inner.IsSilent(server);

        public bool KeepsWaiting(IPAddress server, long now) => inner.KeepsWaiting(server, now);

        public bool IsDoubtful(IPAddress server) => inner.IsDoubtful(server);

        public bool WasHeard(IPAddress server) => inner.WasHeard(server);

        public void NoteLimit(IPAddress server, long since, double answered) => inner.NoteLimit(server, since, answered);
    }
}
