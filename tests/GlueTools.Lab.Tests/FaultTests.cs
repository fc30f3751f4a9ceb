using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Records;
using GlueTools.Dns.Wire;
using GlueTools.Lab.Scenarios;
using GlueTools.Lab.Serving;
using GlueTools.Network.Loop;

namespace GlueTools.Lab.Tests;

/// <summary>One fault at a time at a server of zone.example; the rest of its behaviour stays right.</summary>
public sealed class FaultTests : IDisposable
{
    private const string Server = "45.10.1.1";
    private const string Zone = "zone.example";

    private LabNetwork? _network;

    public void Dispose() => _network?.Dispose();

    [Theory]
    [InlineData("refuse", ResponseCode.Refused)]
    [InlineData("servfail", ResponseCode.ServerFailure)]
    [InlineData("notimp", ResponseCode.NotImplemented)]
    [InlineData("formerr", ResponseCode.FormatError)]
    public void A_code_takes_the_answers_place(string fault, ResponseCode code)
    {
        var answer = Start(fault).Ask(Server, Zone, RecordType.SOA);
        Assert.Equal((code, false, 0, true), (answer.ResponseCode, answer.IsAuthoritative, answer.Answer.Count, answer.Edns is not null));
    }

    [Fact]
    public void The_zone_is_denied_as_from_above()
    {
        var denial = Start("nxdomain").Ask(Server, Zone, RecordType.SOA);
        Assert.Equal((ResponseCode.NameError, true), (denial.ResponseCode, denial.IsAuthoritative));
        Assert.Equal("example", Assert.Single(denial.Authority).Owner.Text);
    }

    [Fact]
    public void Data_come_without_authority()
    {
        var answer = Start("noaa").Ask(Server, Zone, RecordType.SOA);
        Assert.Equal((false, 1), (answer.IsAuthoritative, answer.Answer.Count));
    }

    [Fact]
    public void A_referral_leads_to_the_root()
    {
        var referral = Start("upward").Ask(Server, Zone, RecordType.SOA);
        Assert.Equal((ResponseCode.NoError, false, 0), (referral.ResponseCode, referral.IsAuthoritative, referral.Answer.Count));
        Assert.Equal([". 518400 IN NS a.root-servers.net.", ". 518400 IN NS b.root-servers.net."], referral.Authority.Texts());
    }

    [Theory]
    [InlineData("silent", true, true)]
    [InlineData("noudp", true, false)]
    [InlineData("tcpsilent", false, true)]
    [InlineData("dropedns", true, true)]
    [InlineData("mute SOA", true, true)]
    [InlineData("mute NS", false, false)]
    public void Silence_is_kept_per_transport(string fault, bool udp, bool tcp)
    {
        var log = new LabQueryLog(10);
        var server = Serve(fault, log, Clock.System);
        var query = LabClient.Query(Zone, RecordType.SOA);
        Assert.Equal((udp, tcp), (server.Answer(query, query.Length, overTcp: false) is null, server.Answer(query, query.Length, overTcp: true) is null));
        Assert.Equal(2, log.Count);
    }

    [Fact]
    public void Who_is_silent_sends_nothing()
    {
        var network = Start("silent");
        Assert.True(network.IsSilent(Server, Zone, RecordType.SOA));
        Assert.True(network.IsSilent(Server, Zone, RecordType.SOA, tcp: true));
        Assert.Equal(2, network.QueryCount);
    }

    [Theory]
    [InlineData("REFUSED", ResponseCode.Refused, false, 0)]
    [InlineData("NXDOMAIN", ResponseCode.NameError, true, 1)]
    [InlineData("NOERROR", ResponseCode.NoError, true, 1)]
    public void One_type_is_answered_with_a_code(string code, ResponseCode expected, bool isAuthoritative, int authority)
    {
        var network = Start("rcode NS " + code);
        var answer = network.Ask(Server, Zone, RecordType.NS);
        Assert.Equal((expected, isAuthoritative, 0, authority), (answer.ResponseCode, answer.IsAuthoritative, answer.Answer.Count, answer.Authority.Count));
        Assert.NotEmpty(network.Ask(Server, Zone, RecordType.SOA).Answer);
    }

    [Fact]
    public void Over_UDP_alone_everything_is_answered_with_a_code()
    {
        var network = Start("rcodeudp SERVFAIL");
        Assert.Equal(ResponseCode.ServerFailure, network.Ask(Server, Zone, RecordType.SOA).ResponseCode);
        Assert.NotEmpty(network.Ask(Server, Zone, RecordType.SOA, tcp: true).Answer);
    }

    [Fact]
    public void Without_EDNS_a_server_that_drops_it_answers() => Assert.NotEmpty(Start("dropedns").Ask(Server, Zone, RecordType.SOA, LabClient.NoEdns).Answer);

    [Fact]
    public void TCP_is_refused_and_UDP_works()
    {
        var network = Start("notcp");
        Assert.NotEmpty(network.Ask(Server, Zone, RecordType.SOA).Answer);
        Assert.Equal(SocketError.ConnectionRefused, Assert.Throws<SocketException>(() => network.OpenTcp(Server)).SocketErrorCode);
    }

    [Fact]
    public void EDNS_is_a_format_error()
    {
        var network = Start("noedns");
        var rejection = network.Ask(Server, Zone, RecordType.SOA);
        Assert.Equal((ResponseCode.FormatError, true), (rejection.ResponseCode, rejection.Edns is null));
        Assert.NotEmpty(network.Ask(Server, Zone, RecordType.SOA, LabClient.NoEdns).Answer);
    }

    [Fact]
    public void EDNS_is_ignored()
    {
        var answer = Start("ignoreedns").Ask(Server, Zone, RecordType.SOA);
        Assert.Equal((1, true), (answer.Answer.Count, answer.Edns is null));
    }

    [Fact]
    public void Every_UDP_answer_is_truncated_and_TCP_is_whole()
    {
        var network = Start("truncate");
        var cut = network.Ask(Server, Zone, RecordType.SOA);
        Assert.Equal((true, 0, 0), (cut.IsTruncated, cut.Answer.Count, cut.Authority.Count));
        var whole = network.Ask(Server, Zone, RecordType.SOA, tcp: true);
        Assert.Equal((false, 1), (whole.IsTruncated, whole.Answer.Count));
    }

    [Fact]
    public void Every_third_UDP_answer_slips()
    {
        var network = Start("slip 3");
        Assert.Equal(
            [false, false, true, false, false, true],
            Enumerable.Range(0, 6).Select(_ => network.Ask(Server, Zone, RecordType.SOA).IsTruncated));
    }

    [Theory]
    [InlineData("dropover 3", null)]
    [InlineData("refuseover 3", ResponseCode.Refused)]
    [InlineData("servfailover 3", ResponseCode.ServerFailure)]
    public void What_exceeds_so_many_questions_in_a_second_is_not_answered(string fault, ResponseCode? instead)
    {
        var clock = new HandClock();
        var server = Serve(fault, new LabQueryLog(10), clock);
        ResponseCode?[] Ask(int times) => [.. Enumerable.Range(0, times).Select(_ =>
        {
            var query = LabClient.Query(Zone, RecordType.SOA);
            return server.Answer(query, query.Length, overTcp: false) is { } reply ? MessageParser.Parse(reply.Message, reply.Message.Length).ResponseCode : (ResponseCode?)null;
        })];

        Assert.Equal([ResponseCode.NoError, ResponseCode.NoError, ResponseCode.NoError, instead, instead], Ask(5));
        clock.Seconds = 0.999;
        Assert.Equal([instead], Ask(1));
        clock.Seconds = 1;
        Assert.Equal([ResponseCode.NoError, ResponseCode.NoError, ResponseCode.NoError, instead], Ask(4));
    }

    [Theory]
    [InlineData("foldscase", "zone.example")]
    [InlineData("", "ZoNe.eXample")]
    public void The_question_is_repeated_in_the_letters_that_came_unless_the_server_folds_them(string fault, string repeated)
    {
        var network = Start(fault);
        Assert.Equal(repeated, network.Ask(Server, "ZoNe.eXample", RecordType.SOA).Question!.Value.Name.Text);
        Assert.Equal(repeated, network.Ask(Server, "ZoNe.eXample", RecordType.SOA, tcp: true).Answer[0].Owner.Text);
    }

    [Fact]
    public void Two_false_datagrams_come_first()
    {
        using var udp = Start("wrongid").OpenUdp(Server);
        udp.Send(LabClient.Query(Zone, RecordType.SOA));
        var messages = Enumerable.Range(0, 3).Select(_ => ReceiveFrom(udp)).ToArray();
        Assert.NotEqual(0x1234, messages[0].Id);
        Assert.Equal((0x1234, "wrong-question.test"), (messages[1].Id, messages[1].Question!.Value.Name.Text));
        Assert.Equal((0x1234, Zone, 1), (messages[2].Id, messages[2].Question!.Value.Name.Text, messages[2].Answer.Count));
    }

    [Fact]
    public void A_slow_server_holds_up_nobody_else()
    {
        // Much longer than anybody waits here.
        var network = Start("slow 600000", "server 45.10.1.2");
        using var slow = network.OpenUdp(Server);
        slow.Send(LabClient.Query(Zone, RecordType.SOA));
        network.Ask("45.10.1.2", Zone, RecordType.SOA);
        Assert.Equal(2, network.QueryCount);
        Assert.Equal(0, slow.Available);
    }

    [Fact]
    public void A_slow_server_answers_after_its_time()
    {
        var network = Start("slow 40");
        var begun = Clock.System.Now;
        Assert.NotEmpty(network.Ask(Server, Zone, RecordType.SOA).Answer);
        // By two clocks of the system, one of them in whole milliseconds.
        Assert.InRange(Clock.System.Now - begun, 38_000, long.MaxValue);
    }

    [Fact]
    public void Answers_come_from_elsewhere()
    {
        var network = Start("othersource");
        using var udp = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        udp.Client.ReceiveTimeout = 5000;
        udp.Send(LabClient.Query(Zone, RecordType.SOA), network.EndpointOf(Server));
        IPEndPoint? from = null;
        var bytes = udp.Receive(ref from);
        Assert.NotEmpty(MessageParser.Parse(bytes, bytes.Length).Answer);
        Assert.NotEqual(network.EndpointOf(Server), from);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Garbage_is_no_message(bool tcp) => Assert.Throws<WireFormatException>(() => Start("garbage").Ask(Server, Zone, RecordType.SOA, tcp: tcp));

    [Fact]
    public void Recursion_is_offered_and_done()
    {
        var network = Start("recursion");
        var wanted = new QueryOptions { RecursionDesired = true };
        var own = network.Ask(Server, Zone, RecordType.SOA, wanted);
        Assert.Equal((true, true), (own.IsAuthoritative, own.RecursionAvailable));
        var foreign = network.Ask(Server, "ns1.nic.test", RecordType.A, wanted);
        Assert.Equal((ResponseCode.NoError, false, true), (foreign.ResponseCode, foreign.IsAuthoritative, foreign.RecursionAvailable));
        Assert.Equal(["ns1.nic.test. 3600 IN A 37.209.196.10"], foreign.Answer.Texts());
        Assert.Equal(ResponseCode.Refused, network.Ask(Server, "ns1.nic.test", RecordType.A).ResponseCode);
    }

    [Fact]
    public void Empty_non_terminals_are_denied() => Assert.Equal(ResponseCode.NameError, Start("entnx").Ask(Server, "ent.zone.example", RecordType.NS).ResponseCode);

    [Theory]
    [InlineData("", "ns1.sub.zone.example|ns.sib.zone.example")]
    [InlineData("siblingless", "ns1.sub.zone.example")]
    [InlineData("noglue", "")]
    public void Referrals_lose_addresses(string fault, string owners) => Assert.Equal(
        owners,
        string.Join('|', Start(fault).Ask(Server, "sub.zone.example", RecordType.NS).Additional.Select(record => record.Owner.Text)));

    [Theory]
    [InlineData("", 1232, true, false)]
    [InlineData("", 4096, false, true)]
    [InlineData("cutglue", 1232, false, false)]
    [InlineData("minimal512", 4096, true, false)]
    [InlineData("cutglue minimal512", 4096, false, false)]
    public void A_referral_with_too_much_glue_is_cut(string fault, ushort size, bool truncated, bool complete)
    {
        var network = Start(fault);
        var referral = network.Ask(Server, "fat.zone.example", RecordType.NS, new QueryOptions { EdnsSize = size });
        Assert.Equal((truncated, complete), (referral.IsTruncated, referral.Additional.Count == 80));
        Assert.InRange(referral.Length, 300, fault.Contains("512") ? 512 : size);
        var whole = network.Ask(Server, "fat.zone.example", RecordType.NS, tcp: true);
        Assert.Equal((false, 80), (whole.IsTruncated, whole.Additional.Count));
    }

    [Fact]
    public void The_serial_steps_with_each_SOA_question()
    {
        var network = Start("serialstep");
        Assert.Equal([5u, 6u, 7u], Enumerable.Range(0, 3).Select(_ => ((SoaData)network.Ask(Server, Zone, RecordType.SOA).Answer[0].Data).Serial));
    }

    [Fact]
    public void A_fault_of_one_zone_leaves_the_others_alone()
    {
        var network = Start("refuse sub.zone.example. servfail ent.zone.example.");
        Assert.Equal(ResponseCode.Refused, network.Ask(Server, "x.sub.zone.example", RecordType.A).ResponseCode);
        Assert.Equal(ResponseCode.ServerFailure, network.Ask(Server, "ent.zone.example", RecordType.A).ResponseCode);
        Assert.NotEmpty(network.Ask(Server, Zone, RecordType.SOA).Answer);
    }

    private static Message ReceiveFrom(UdpClient udp)
    {
        var buffer = new byte[4096];
        return MessageParser.Parse(buffer, udp.Client.Receive(buffer));
    }

    private static LabService Serve(string fault, LabQueryLog log, Clock clock) =>
        new LabServers(Scenario(fault), log, clock).Services.Single(service => service.Address.Equals(IPAddress.Parse(Server)));

    private LabNetwork Start(string fault, string more = "") => _network = LabNetwork.Start(Scenario(fault, more));

    private static LabScenario Scenario(string fault, string more = "")
    {
        var fat = string.Concat(Enumerable.Range(0, 10).Select(i => $"  fat NS ns{i}.fat\n" + string.Concat(Enumerable.Range(1, 8).Select(j => $"  ns{i}.fat A 45.20.{i}.{j}\n"))));
        return LabScenario.Parse(
            $"""
            base
            zone zone.example. at {Server} 45.10.1.2 serial 5
              @        NS ns1
              ns1      A  {Server}
              a.ent    A  {Server}
              sub      NS ns1.sub
              sub      NS ns.sib
              ns1.sub  A  45.10.3.1
              sib      NS ns.sib
              ns.sib   A  45.10.3.2
            {fat}
            server {Server} {fault}
            {more}
            """);
    }
}
