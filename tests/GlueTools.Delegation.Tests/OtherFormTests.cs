using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Lab.Scenarios;
using GlueTools.Network.Collecting;
using GlueTools.Network.Loop;
using GlueTools.Network.Transport;
using GlueTools.Network.Walking;
using GlueTools.Simulation;

namespace GlueTools.Delegation.Tests;

/// <summary>What a server answers wrongly is held against it only where it answers so in any form that a question may have, and again.</summary>
public sealed class OtherFormTests
{
    private const string Child = "45.10.2.1", Parent = "37.209.192.10";

    public static TheoryData<string, ResponseCode, bool> Errors
    {
        get
        {
            var errors = new TheoryData<string, ResponseCode, bool>();
            foreach (var server in new[] { Child, Parent })
            {
                errors.Add(server, ResponseCode.Refused, false);
                errors.Add(server, ResponseCode.ServerFailure, false);
            }

            errors.Add(Child, ResponseCode.NameError, true);
            errors.Add(Child, ResponseCode.NoError, false);
            return errors;
        }
    }

    [Theory]
    [MemberData(nameof(Errors))]
    public void Nothing_is_found_of_a_server_that_stumbles_over_letters_or_a_cookie(string server, ResponseCode code, bool isAuthoritative) =>
        Assert.Empty(Found(server, code, isAuthoritative, (_, _, how) => how?.IsPlain != true));

    [Theory]
    [MemberData(nameof(Errors))]
    public void Nothing_is_found_of_a_server_that_answers_the_first_question_of_each_kind_wrongly(string server, ResponseCode code, bool isAuthoritative)
    {
        var asked = new HashSet<Question>();
        Assert.Empty(Found(server, code, isAuthoritative, (question, _, _) => asked.Add(question)));
    }

    [Theory]
    [MemberData(nameof(Errors))]
    public void Nothing_is_found_of_a_server_that_answers_with_EDNS_alone(string server, ResponseCode code, bool isAuthoritative) =>
        Assert.Empty(Found(server, code, isAuthoritative, (_, query, _) => query.EdnsSize == 0));

    [Theory]
    [MemberData(nameof(Errors))]
    public void A_server_that_answers_wrongly_with_EDNS_lacks_that(string server, ResponseCode code, bool isAuthoritative) =>
        Assert.Equal(server == Child ? ["ServerWithoutEdns"] : [], Found(server, code, isAuthoritative, (_, query, _) => query.EdnsSize > 0));

    [Theory]
    [InlineData(Child, "ServerRefuses")]
    [InlineData(Parent, "ParentServerFails")]
    public void A_server_that_refuses_whatever_the_form_does(string server, string code) =>
        Assert.Equal([code], Found(server, ResponseCode.Refused, false, (_, _, _) => true));

    private static string[] Found(string server, ResponseCode code, bool isAuthoritative, Func<Question, QueryOptions, AskOptions?, bool> stumbles)
    {
        var network = new SimulatedLab(LabScenario.Parse(CountedScenario.Text));
        var machine = network.NewMachine();
        using var loop = new EventLoop(machine);
        var options = ScenarioRun.Options(network);
        ViewCollector? collector = null;
        loop.Post(() => collector = new ViewCollector(new ServerAccess(
            loop, new StumblingTransport(new DnsTransport(loop, options.ToTransportOptions()), IPAddress.Parse(server), code, isAuthoritative, stumbles), options, new Random(1))));
        var view = LoopRun.Collect(loop, () => collector!.Collect(DomainName.Parse("second.example")));

        Assert.Null(view.Problem);
        Assert.Empty(view.Limits);
        return [.. DelegationReport.Of(view).Findings.Select(finding => finding.Code)];
    }

    /// <summary>Puts an error in the place of what one server answers about the domain.</summary>
    private sealed class StumblingTransport(DnsTransport inner, IPAddress stumbling, ResponseCode code, bool isAuthoritative, Func<Question, QueryOptions, AskOptions?, bool> stumbles) : IDnsTransport
    {
        private static readonly DomainName Domain = DomainName.Parse("second.example");

        public LoopTask<Exchange> Ask(IPAddress server, Question question, QueryOptions query, ProtocolPolicy policy, IAskedZone? zone, AskOptions? how)
        {
            var asked = inner.Ask(server, question, query, policy, zone, how);
            return server.Equals(stumbling) && question.Name.IsAtOrBelow(Domain) && stumbles(question, query, how) ? Stumbled(asked) : asked;
        }

        public int WaysLost => inner.WaysLost;

        public bool IsSilent(IPAddress server) => inner.IsSilent(server);

        public bool KeepsWaiting(IPAddress server, long now) => inner.KeepsWaiting(server, now);

        public bool IsDoubtful(IPAddress server) => inner.IsDoubtful(server);

        public bool WasHeard(IPAddress server) => inner.WasHeard(server);

        public void NoteLimit(IPAddress server, long since, double answered) => inner.NoteLimit(server, since, answered);

        private async LoopTask<Exchange> Stumbled(LoopTask<Exchange> asked)
        {
            var exchange = await asked;
            var bytes = new byte[QueryWriter.MaxLength];
            var length = QueryWriter.Write(bytes, 1, exchange.Question, exchange.Query);
            bytes[2] |= (byte)(0x80 | (isAuthoritative ? 4 : 0));
            bytes[3] = (byte)code;
            return new Exchange
            {
                Server = exchange.Server,
                Question = exchange.Question,
                Query = exchange.Query,
                Protocol = exchange.Protocol,
                Outcome = ExchangeOutcome.Answered,
                UdpAttempts = exchange.UdpAttempts,
                UdpAnswered = exchange.UdpAnswered,
                TcpTried = exchange.TcpTried,
                StartedUtc = exchange.StartedUtc,
                RoundTripUs = exchange.RoundTripUs,
                Message = MessageParser.Parse(bytes, length),
            };
        }
    }
}
