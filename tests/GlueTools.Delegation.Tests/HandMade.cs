using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Dns.Zones;

namespace GlueTools.Delegation.Tests;

/// <summary>
/// Exchanges and views without any network. Records are master-file text relative to <c>example.</c>, several of them joined by <c>/</c>; the child is
/// <c>child.example.</c>, and the parent's servers are asked as servers of <c>example.</c>.
/// </summary>
internal static class HandMade
{
    internal static readonly DomainName Parent = DomainName.Parse("example.");
    internal static readonly DomainName Child = DomainName.Parse("child.example.");

    internal static DomainName Name(string name) => DomainName.Parse(name.EndsWith('.') ? name : name + ".example.");

    internal static IReadOnlyList<IPAddress> Addresses(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(IPAddress.Parse).ToList();

    internal static List<ResourceRecord> Records(string text) =>
        text.Length == 0 ? [] : MasterFileReader.Read(new StringReader(string.Join('\n', text.Split('/').Select(line => line.Trim()))), Parent, 3600).ToList();

    /// <summary>An answer.</summary>
    /// <param name="question">Name and type: <c>child NS</c>.</param>
    /// <param name="flags">Of <c>aa</c>, <c>tc</c>, <c>ra</c> and a response code's name.</param>
    /// <param name="answer">Records of the answer section.</param>
    /// <param name="authority">Records of the authority section.</param>
    /// <param name="additional">Records of the additional section.</param>
    /// <param name="tcp">How TCP ended, where it was tried and gave nothing.</param>
    internal static Exchange Answer(string question, string flags, string answer = "", string authority = "", string additional = "", ExchangeOutcome? tcp = null)
    {
        var words = question.Split(' ');
        Assert.True(RecordTypes.TryParse(words[1], out var type));
        var asked = new Question(Name(words[0]), type);
        var bits = 0x8000;
        foreach (var flag in flags.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            bits |= flag switch { "aa" => 0x0400, "tc" => 0x0200, "ra" => 0x0080, _ => (int)Enum.Parse<ResponseCode>(flag) };
        }

        var writer = new MessageWriter(1, (ushort)bits, asked);
        Assert.True(writer.TryAdd(MessageWriter.Section.Answer, Records(answer), ushort.MaxValue));
        Assert.True(writer.TryAdd(MessageWriter.Section.Authority, Records(authority), ushort.MaxValue));
        Assert.True(writer.TryAdd(MessageWriter.Section.Additional, Records(additional), ushort.MaxValue));
        var bytes = writer.ToArray();
        return new Exchange
        {
            Question = asked,
            Outcome = ExchangeOutcome.Answered,
            Message = MessageParser.Parse(bytes, bytes.Length),
            UdpAnswered = true,
            TcpTried = tcp is not null,
            TcpOutcome = tcp ?? ExchangeOutcome.NotAsked,
        };
    }

    /// <summary>No answer.</summary>
    internal static Exchange NoAnswer(string question, ExchangeOutcome outcome)
    {
        var words = question.Split(' ');
        Assert.True(RecordTypes.TryParse(words[1], out var type));
        return new Exchange { Question = new Question(Name(words[0]), type), Outcome = outcome };
    }

    /// <summary>A server of the child with a copy of the zone; it answers for SOA, NS and the addresses of the name servers in it.</summary>
    /// <param name="address">Its address.</param>
    /// <param name="names">The name servers that have this address, joined by blanks.</param>
    /// <param name="serial">The copy's serial.</param>
    /// <param name="zone">The copy's records.</param>
    /// <param name="isGiven">Whether the user named it as the truth.</param>
    /// <param name="dnskey">What it says to the question for its keys; null where that was not asked.</param>
    /// <param name="tcp">What came of asking it over TCP; null where it was not.</param>
    /// <param name="instead">What it says to a question for addresses in place of what its copy has; null where it answers all.</param>
    internal static ChildServer ChildServer(string address, string names, uint serial, string zone, bool isGiven = false, Exchange? dnskey = null, Exchange? tcp = null, ServerAnswer? instead = null)
    {
        var records = Records(zone);
        var addresses = new AddressAnswers();
        foreach (var name in records.Where(record => record.Type == RecordType.NS).Select(record => ((NsData)record.Data).NameServer).Distinct())
        {
            foreach (var type in new[] { RecordType.A, RecordType.AAAA })
            {
                var own = zone.Split('/').Where(line => Records(line) is [var record] && record.Owner == name && record.Type == type);
                var soa = own.Any() ? string.Empty : "child SOA . . 1 1 1 1 1";
                var said = new ServerAnswer(Answer(name.Text + ". " + type.ToText(), "aa", string.Join('/', own), soa), Child);
                addresses.Add(instead?.Exchange.Question == said.Exchange.Question ? instead : said);
            }
        }

        var answers = new ChildAnswers
        {
            Soa = new ServerAnswer(Answer("child SOA", "aa", "child SOA . . " + serial + " 1 1 1 1"), Child),
            Ns = new ServerAnswer(Answer("child NS", "aa", string.Join('/', zone.Split('/').Where(line => line.Contains(" NS ", StringComparison.Ordinal)))), Child),
            Tcp = tcp,
            Dnskey = dnskey is null ? null : new ServerAnswer(dnskey, Child),
            Addresses = addresses,
        };
        return new ChildServer(
            Child, IPAddress.Parse(address), names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Name).ToList(), NotAskedReason.None, isGiven, answers);
    }

    /// <summary>A server of the child that answers every question about it with an error.</summary>
    /// <param name="address">Its address.</param>
    /// <param name="name">The name server that has this address.</param>
    /// <param name="code">The response code's name.</param>
    internal static ChildServer ChildServerThatFails(string address, string name, string code) => new(
        Child, IPAddress.Parse(address), [Name(name)], NotAskedReason.None, isGiven: false,
        new ChildAnswers { Soa = new ServerAnswer(Answer("child SOA", code), Child), Ns = new ServerAnswer(Answer("child NS", code), Child) });

    /// <summary>A view of the child from one parent server.</summary>
    /// <param name="nameServers">The delegation's NS records.</param>
    /// <param name="glue">The address records beside them.</param>
    /// <param name="isPrivate">Whether special-purpose addresses are at home.</param>
    /// <param name="servers">The child's servers.</param>
    internal static DelegationView View(string nameServers, string glue, bool isPrivate, params ChildServer[] servers)
    {
        return View([ParentServer("37.209.192.10", Answer("child NS", string.Empty, string.Empty, nameServers, glue))], servers, [], isPrivate);
    }

    /// <summary>A view of the child as its parts make it.</summary>
    /// <param name="parents">The parent's servers.</param>
    /// <param name="servers">The child's servers.</param>
    /// <param name="resolutions">What was found out about name servers outside the child.</param>
    /// <param name="isPrivate">Whether special-purpose addresses are at home.</param>
    /// <param name="ipv6Tested">Whether IPv6 works from here.</param>
    internal static DelegationView View(
        IReadOnlyList<ParentServer> parents, IReadOnlyList<ChildServer> servers, IEnumerable<NameServerAddresses> resolutions, bool isPrivate = false, bool ipv6Tested = true) => new(
        Child,
        new ParentSide(Parent, Child, parents, isSample: false),
        new ChildSide(Child, servers, new SortedDictionary<DomainName, NameServerAddresses>(resolutions.ToDictionary(found => found.Name))),
        new RunConditions(AuditDepth.Standard, isPrivate, tcpOnly: false, ipv4Tested: true, ipv6Tested, fromServers: false),
        null,
        0,
        0);

    /// <summary>A server of the parent; null for one that was not asked because of its address.</summary>
    internal static ParentServer ParentServer(string address, Exchange? referral)
    {
        var server = new ServerAddress(Name("a.nic"), IPAddress.Parse(address));
        return referral is null
            ? new ParentServer(server, NotAskedReason.SpecialPurpose)
            : new ParentServer(server, Child, new ParentAnswers(new ServerAnswer(referral, Parent)), new ReferralReader());
    }
}
