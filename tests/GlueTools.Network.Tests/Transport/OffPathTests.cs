using System.Collections.Concurrent;
using System.Linq;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Network.Transport;

namespace GlueTools.Network.Tests.Transport;

/// <summary>
/// Whoever does not see a question must guess each thing that its response has to repeat: a forgery that is right in all but one is not taken. The bits that
/// docs/off-path.md states follow from these and from the ports (<see cref="PortTests"/>).
/// </summary>
public class OffPathTests
{
    private static readonly byte[] ServerCookie = [1, 0, 0, 0, 9, 9, 9, 9, 8, 7, 6, 5, 4, 3, 2, 1];

    [Theory]
    [InlineData("ID", 3, 1)]
    [InlineData("name", 3, 1)]
    [InlineData("type", 3, 1)]
    [InlineData("class", 3, 1)]
    [InlineData("one letter's case", 4, 2)]
    [InlineData("all letters' case", 4, 2)]
    [InlineData("cookie", 4, 2)]
    [InlineData("no cookie", 4, 2)]
    [InlineData("source", 3, 0)]
    [InlineData("port", 3, 0)]
    public void A_forgery_that_is_wrong_in_one_thing_is_rejected_and_the_answer_is_taken(string wrong, int datagrams, int ignored)
    {
        var ports = new ConcurrentBag<int>();
        using var other = new ScriptedServer(datagram =>
        {
            ports.Add(datagram.Source.Port);
            datagram.Reply(Replies.Answer(datagram.Query));
        });
        using var server = new ScriptedServer(datagram =>
        {
            if (datagram.Number == 3)
            {
                Forge(datagram, wrong, ports);
            }

            // After a forgery that makes the question come again, its first instance's answer is too late, and noise to the second.
            datagram.Reply(Forged.WithCookie(datagram.Query, ServerCookie));
        });
        using var client = new Client(Client.Quick with { TimeoutUs = 2_000_000 }, server, other);
        client.AskTogether(40, 1);
        Assert.True(client.Ask().IsAnswered);
        Assert.True(client.Ask().IsAnswered);

        var exchange = client.Ask();

        Assert.Equal("192.0.2.80", Replies.AddressIn(exchange.Message));
        Assert.Equal((DnsProtocol.Udp, 1, false), (exchange.Protocol, exchange.UdpAttempts, exchange.TcpTried));
        Assert.Equal(datagrams, server.Datagrams);
        Assert.InRange(exchange.IgnoredDatagrams, System.Math.Min(ignored, 1), ignored);
        Assert.Equal(wrong == "source", exchange.OtherSource is not null);
        Assert.True(ports.Distinct().Count() > 10);
    }

    [Theory]
    [InlineData(".", 0)]
    [InlineData("de", 2)]
    [InlineData("1.2.0.192", 0)]
    [InlineData("nic.de", 5)]
    [InlineData("nic12.test", 7)]
    [InlineData("ikeas.com", 8)]
    [InlineData("ikeaso.com", 9)]
    [InlineData("example.com", 10)]
    public void Every_question_leaves_at_least_thirty_bits_to_guess_to_who_knows_all_ports_that_he_can(string name, int letters)
    {
        var known = new ConcurrentDictionary<int, byte>();
        var seen = new ConcurrentQueue<int>();
        var attackers = Enumerable.Range(0, 30).Select(_ => new ScriptedServer(datagram =>
        {
            known.TryAdd(datagram.Source.Port, 0);
            datagram.Reply(Replies.Answer(datagram.Query));
        })).ToArray();
        using var server = new ScriptedServer(datagram =>
        {
            seen.Enqueue(datagram.Source.Port);
            datagram.Reply(Replies.Answer(datagram.Query));
        });
        using var client = new Client([.. attackers, server]);
        for (var i = 0; i < attackers.Length; i++)
        {
            client.AskTogether(40, i);
        }

        var asked = new Question(DomainName.Parse(name), RecordType.NS);
        var sent = Enumerable.Range(0, 30)
            .Select(_ => client.Run(transport => transport.Ask(Client.Address(attackers.Length), asked, QueryOptions.Default, ProtocolPolicy.UdpOnly)))
            .Select(exchange => Forged.NameIn(exchange.ToQuestionBytes()!)).ToList();
        System.Array.ForEach(attackers, attacker => attacker.Dispose());

        // A letter that never turned is none that must be guessed; 30 tosses on one side happen once in a thousand million.
        var turned = Enumerable.Range(0, name.Length).Count(at => sent.Select(text => text[at]).Distinct().Count() == 2);
        Assert.Equal(letters, turned);
        var isKnown = seen.Any(known.ContainsKey);
        // A port that he knows counts for as much as he knows others that it might be instead; others may be any.
        var port = isKnown ? System.Math.Log2(seen.Distinct().Count() > 8 ? known.Count : 1) : System.Math.Log2(65536 - 1024);
        // Under a repeat two IDs would do: one bit less.
        Assert.True(16 + port + turned - 1 >= 30, $"{name}: {port:F1} bits of the port, {turned} of letters");
    }

    private static void Forge(Datagram datagram, string wrong, ConcurrentBag<int> ports)
    {
        var right = Forged.WithCookie(datagram.Query, ServerCookie, "192.0.2.66");
        var cookieAt = right.Length - 24;
        byte[] With(int at, int flip)
        {
            var bytes = (byte[])right.Clone();
            bytes[at] ^= (byte)flip;
            return bytes;
        }

        // "www.example.com" is 17 octets behind the header's 12: then type and class.
        switch (wrong)
        {
            case "ID": datagram.Reply(With(1, 1)); break;
            case "name": datagram.Reply(With(14, 1)); break;
            case "type": datagram.Reply(With(30, 16)); break;
            case "class": datagram.Reply(With(32, 2)); break;
            case "one letter's case": datagram.Reply(With(14, 0x20)); break;
            case "all letters' case": datagram.Reply(Forged.Folded(right)); break;
            case "cookie": datagram.Reply(With(cookieAt, 1)); break;
            case "no cookie": datagram.Reply(Forged.WithOption(datagram.Query, null, "192.0.2.66")); break;
            case "source": datagram.ReplyFromElsewhere(right); break;
            default:
                foreach (var port in ports.Distinct().Where(port => port != datagram.Source.Port))
                {
                    datagram.SendTo(port, right);
                }

                break;
        }
    }
}
