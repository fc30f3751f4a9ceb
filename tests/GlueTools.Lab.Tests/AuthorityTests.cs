using System;
using System.Linq;
using System.Threading.Tasks;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Records;
using GlueTools.Lab.Scenarios;

namespace GlueTools.Lab.Tests;

/// <summary>What a server without faults answers (RFC 1034, section 4.3.2).</summary>
public sealed class AuthorityTests : IDisposable
{
    private const string Parent = "37.209.192.10";
    private const string Child = "45.10.1.1";
    private const string Both = "45.10.2.1";

    private readonly LabNetwork _network = LabNetwork.Start(LabScenario.Parse(
        """
        base
        zone p.example. at 37.209.192.10 45.10.2.1
          @            NS    ns.p.example.
          ns           A     37.209.192.10
          child        NS    ns1.child
          child        NS    ns.sibling
          child        NS    ns
          child        NS    far.test.
          child        DS    1 8 2 AABB
          ns1.child    A     45.10.1.1
          ns1.child    AAAA  2a10:10:1::1
          sibling      NS    ns.sibling
          ns.sibling   A     45.10.9.1
          a.ent        A     45.10.5.5
          www          CNAME a.ent
          out          CNAME www.test.
          loose        CNAME nowhere
          loop         CNAME loop
          old          DNAME ent
          *.wild       A     45.10.6.6
          *.alias      CNAME a.ent
        zone child.p.example. at 45.10.1.1 45.10.2.1
          @            NS    ns1
          ns1          A     45.10.1.1
        """));

    public void Dispose() => _network.Dispose();

    [Fact]
    public void Data_come_with_authority()
    {
        var answer = _network.Ask(Parent, "a.ent.p.example", RecordType.A);
        Assert.Equal((ResponseCode.NoError, true, false, false), (answer.ResponseCode, answer.IsAuthoritative, answer.IsTruncated, answer.RecursionAvailable));
        Assert.Equal(["a.ent.p.example. 3600 IN A 45.10.5.5"], answer.Answer.Texts());
        Assert.Equal(4096, answer.Edns!.PayloadSize);
    }

    [Fact]
    public void Name_servers_at_the_apex_come_with_their_addresses()
    {
        var answer = _network.Ask(Child, "child.p.example", RecordType.NS);
        Assert.True(answer.IsAuthoritative);
        Assert.Equal(["child.p.example. 3600 IN NS ns1.child.p.example."], answer.Answer.Texts());
        Assert.Equal(["ns1.child.p.example. 3600 IN A 45.10.1.1"], answer.Additional.Texts());
    }

    [Theory]
    [InlineData("child.p.example", RecordType.NS)]
    [InlineData("ns1.child.p.example", RecordType.A)]
    [InlineData("deep.below.child.p.example", RecordType.SOA)]
    public void A_name_at_or_below_a_cut_is_referred(string name, RecordType type)
    {
        var referral = _network.Ask(Parent, name, type);
        Assert.Equal((ResponseCode.NoError, false), (referral.ResponseCode, referral.IsAuthoritative));
        Assert.Empty(referral.Answer);
        Assert.Equal(4, referral.Authority.Count(record => record.Type == RecordType.NS));
        Assert.DoesNotContain(referral.Authority, record => record.Type == RecordType.DS);
        Assert.Equal(
            [
                "ns1.child.p.example. 3600 IN A 45.10.1.1", "ns1.child.p.example. 3600 IN AAAA 2a10:10:1::1",
                "ns.sibling.p.example. 3600 IN A 45.10.9.1", "ns.p.example. 3600 IN A 37.209.192.10",
            ],
            referral.Additional.Texts());
    }

    [Fact]
    public void A_referral_shows_DS_to_those_who_want_DNSSEC()
    {
        var referral = _network.Ask(Parent, "child.p.example", RecordType.NS, new QueryOptions { DnssecOk = true });
        Assert.Contains("child.p.example. 3600 IN DS 1 8 2 AABB", referral.Authority.Texts());
        Assert.True(referral.Edns!.DnssecOk);
    }

    [Theory]
    [InlineData(Parent)]
    [InlineData(Both)]
    public void DS_is_answered_from_above_the_cut(string server)
    {
        var answer = _network.Ask(server, "child.p.example", RecordType.DS);
        Assert.True(answer.IsAuthoritative);
        Assert.Equal(["child.p.example. 3600 IN DS 1 8 2 AABB"], answer.Answer.Texts());
    }

    [Fact]
    public void DS_has_no_data_where_only_the_child_is_served() =>
        Assert.Equal("child.p.example. 3600 IN SOA", SoaStart(_network.Ask(Child, "child.p.example", RecordType.DS)));

    [Fact]
    public void A_server_of_both_sides_answers_for_the_child() =>
        Assert.True(_network.Ask(Both, "child.p.example", RecordType.NS).IsAuthoritative);

    [Theory]
    [InlineData("ent.p.example", RecordType.A, ResponseCode.NoError)]
    [InlineData("a.ent.p.example", RecordType.MX, ResponseCode.NoError)]
    [InlineData("b.ent.p.example", RecordType.A, ResponseCode.NameError)]
    [InlineData("x.a.ent.p.example", RecordType.A, ResponseCode.NameError)]
    [InlineData("a.wild.p.example", RecordType.AAAA, ResponseCode.NoError)]
    public void What_is_not_there_is_denied_with_the_SOA(string name, RecordType type, ResponseCode code)
    {
        var denial = _network.Ask(Parent, name, type);
        Assert.Equal((code, true, 0), (denial.ResponseCode, denial.IsAuthoritative, denial.Answer.Count));
        Assert.Equal("p.example. 3600 IN SOA", SoaStart(denial));
    }

    [Theory]
    [InlineData("www.p.example", "www.p.example. 3600 IN CNAME a.ent.p.example.|a.ent.p.example. 3600 IN A 45.10.5.5", ResponseCode.NoError)]
    [InlineData("out.p.example", "out.p.example. 3600 IN CNAME www.test.", ResponseCode.NoError)]
    [InlineData("loose.p.example", "loose.p.example. 3600 IN CNAME nowhere.p.example.", ResponseCode.NameError)]
    [InlineData(
        "a.old.p.example",
        "old.p.example. 3600 IN DNAME ent.p.example.|a.old.p.example. 3600 IN CNAME a.ent.p.example.|a.ent.p.example. 3600 IN A 45.10.5.5",
        ResponseCode.NoError)]
    [InlineData("x.y.wild.p.example", "x.y.wild.p.example. 3600 IN A 45.10.6.6", ResponseCode.NoError)]
    [InlineData("x.alias.p.example", "x.alias.p.example. 3600 IN CNAME a.ent.p.example.|a.ent.p.example. 3600 IN A 45.10.5.5", ResponseCode.NoError)]
    public void Aliases_are_followed_within_the_zone(string name, string records, ResponseCode code)
    {
        var answer = _network.Ask(Parent, name, RecordType.A);
        Assert.Equal((code, true), (answer.ResponseCode, answer.IsAuthoritative));
        Assert.Equal(records.Split('|'), answer.Answer.Texts());
    }

    [Fact]
    public void An_alias_of_itself_ends() => Assert.All(_network.Ask(Parent, "loop.p.example", RecordType.A).Answer, record => Assert.Equal(RecordType.CNAME, record.Type));

    [Theory]
    [InlineData("other.test", RecordType.A)]
    [InlineData("p.example", RecordType.A)]
    public void What_is_not_served_is_refused(string name, RecordType type)
    {
        var refusal = _network.Ask(Child, name, type);
        Assert.Equal((ResponseCode.Refused, false), (refusal.ResponseCode, refusal.IsAuthoritative));
    }

    [Fact]
    public void Without_EDNS_the_answer_has_none() => Assert.Null(_network.Ask(Parent, "p.example", RecordType.NS, LabClient.NoEdns).Edns);

    [Fact]
    public void Another_EDNS_version_is_not_spoken()
    {
        var query = LabClient.Query("p.example", RecordType.NS);
        query[^5] = 1;
        using var udp = _network.OpenUdp(Parent);
        udp.Send(query);
        var buffer = new byte[512];
        Assert.Equal(ResponseCode.BadVersion, MessageParser.Parse(buffer, udp.Client.Receive(buffer)).ResponseCode);
    }

    [Fact]
    public void Several_queries_share_a_connection()
    {
        using var tcp = _network.OpenTcp(Parent);
        LabClient.SendFramed(tcp, LabClient.Query("p.example", RecordType.NS, id: 1), LabClient.Query("a.ent.p.example", RecordType.A, id: 2));
        var answers = new[] { LabClient.ReceiveFramed(tcp), LabClient.ReceiveFramed(tcp) };
        Assert.Equal([1, 2], answers.Select(bytes => (int)MessageParser.Parse(bytes, bytes.Length).Id));
    }

    [Theory]
    [InlineData(new byte[] { 7, 7, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 7, 7, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 99 })]
    public void Octets_that_are_no_query_get_a_format_error(byte[] octets)
    {
        using var udp = _network.OpenUdp(Parent);
        udp.Send([1, 2, 3]);
        udp.Send(octets);
        var buffer = new byte[512];
        var answer = MessageParser.Parse(buffer, udp.Client.Receive(buffer));
        Assert.Equal((0x0707, ResponseCode.FormatError), (answer.Id, answer.ResponseCode));
    }

    [Fact]
    public void The_log_tells_what_was_asked()
    {
        _network.Ask(Child, "child.p.example", RecordType.SOA, new QueryOptions { DnssecOk = true });
        _network.Ask(Child, "child.p.example", RecordType.NS, new QueryOptions { EdnsSize = 0, RecursionDesired = true }, tcp: true);
        Assert.Equal(["45.10.1.1 UDP child.p.example SOA", "45.10.1.1 TCP child.p.example NS"], _network.Queries.Select(query => query.ToString()));
        Assert.Equal([(1232, true, false), (0, false, true)], _network.Queries.Select(query => (query.EdnsSize, query.DnssecOk, query.RecursionDesired)));
        _network.ClearQueries();
        Assert.Equal((0, 0), (_network.QueryCount, _network.Queries.Count));
    }

    [Fact]
    public async Task Disposal_ends_within_a_second_even_with_open_connections()
    {
        using var tcp = _network.OpenTcp(Parent);
        await Task.Run(_network.Dispose).WaitAsync(TimeSpan.FromSeconds(5));
        using var udp = _network.OpenUdp(Parent, 150);
        udp.Send(LabClient.Query("p.example", RecordType.NS));
        Assert.Throws<System.Net.Sockets.SocketException>(() => udp.Client.Receive(new byte[512]));
    }

    private static string SoaStart(Message message) => string.Join(' ', Assert.Single(message.Authority).ToString().Split(' ')[..4]);
}
