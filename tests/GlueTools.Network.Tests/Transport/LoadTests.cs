using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Network.Loop;
using GlueTools.Network.Transport;
using GlueTools.Network.Tests.Loop;

namespace GlueTools.Network.Tests.Transport;

public class LoadTests
{
    [Fact]
    public void Two_thousand_questions_in_flight_to_fifty_servers_each_get_their_own_answer()
    {
        const int Servers = 50, Questions = 2_000;
        var servers = Enumerable.Range(0, Servers).Select(number => new ScriptedServer(datagram => AnswerByNumber(datagram, number))).ToArray();
        using var client = new Client(Client.Quick with { TimeoutUs = 5_000_000 }, servers);

        var exchanges = client.Run(transport =>
        {
            var tasks = new List<LoopTask<Exchange>>();
            for (var i = 0; i < Questions; i++)
            {
                tasks.Add(transport.Ask(Client.Address(i % Servers), QuestionOf(i), QueryOptions.Default, ProtocolPolicy.UdpThenTcp));
            }

            return LoopTasks.WhenAll(tasks);
        });

        for (var i = 0; i < Questions; i++)
        {
            Assert.Equal(ExchangeOutcome.Answered, exchanges[i].Outcome);
            Assert.Equal(QuestionOf(i), exchanges[i].Message!.Question);
            Assert.Equal("10." + (i % Servers) + "." + (i / 256) + "." + (i % 256), Replies.AddressIn(exchanges[i].Message));
        }

        Array.ForEach(servers, server => server.Dispose());
    }

    [Fact]
    public void Whoever_asks_again_the_moment_an_answer_comes_gets_right_answers_too()
    {
        using var server = new ScriptedServer(datagram => AnswerByNumber(datagram, 7));
        using var client = new Client(Client.Quick with { TimeoutUs = 5_000_000, ServerThrottleLimit = 16 }, server);

        var right = client.Run(transport =>
            LoopTasks.WhenAll(Enumerable.Range(0, 40).Select(walker => Walk(transport, walker * 50)).ToList()));

        Assert.All(right, count => Assert.Equal(50, count));
    }

    [Fact]
    public void Disposal_in_mid_flight_ends_the_thread_and_leaves_no_socket()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Counts what the process has open in /proc.");
        var silent = Enumerable.Range(0, 10).Select(_ => new ScriptedServer(tcp: connection => connection.ReadQuery())).ToArray();
        var client = new Client(Client.Quick with { TimeoutUs = 20_000_000, Retry = 5 }, silent);
        for (var i = 0; i < 300; i++)
        {
            _ = client.Start(Client.Address(i % silent.Length), QuestionOf(i), i % 4 == 0 ? ProtocolPolicy.UdpThenTcp : ProtocolPolicy.TcpOnly);
        }

        Assert.True(SpinWait.SpinUntil(() => client.Do(_ => client.Loop.OwnedCount) > 200, LoopRunner.Patience));
        var ports = client.Do(_ => SocketInodes());

        client.Dispose();

        Assert.False(client.Loop.IsAlive);
        Assert.Equal(0, client.Loop.OwnedCount);
        // Other tests run beside this one, so what counts is that the many are gone.
        Assert.True(ports.Except(SocketInodes()).Count() > 200);
        Array.ForEach(silent, server => server.Dispose());
    }

    private static async LoopTask<int> Walk(DnsTransport transport, int start)
    {
        var right = 0;
        for (var i = start; i < start + 50; i++)
        {
            var exchange = await transport.Ask(Client.Address(0), QuestionOf(i), QueryOptions.Default, ProtocolPolicy.UdpThenTcp);
            if (exchange.IsAnswered && Replies.AddressIn(exchange.Message) == "10.7." + (i / 256) + "." + (i % 256))
            {
                right++;
            }
        }

        return right;
    }

    private static Question QuestionOf(int number) => new(DomainName.Parse("n" + number + ".example.com"), RecordType.A);

    private static void AnswerByNumber(Datagram datagram, int server)
    {
        var name = MessageParser.Parse(datagram.Query, datagram.Query.Length).Question!.Value.Name.Text;
        var number = int.Parse(name.Split('.')[0][1..]);
        datagram.Reply(Replies.Answer(datagram.Query, "10." + server + "." + (number / 256) + "." + (number % 256)));
    }

    private static HashSet<string> SocketInodes() => Directory.EnumerateFiles("/proc/self/fd")
        .Select(file => new FileInfo(file).LinkTarget).Where(target => target?.StartsWith("socket:", StringComparison.Ordinal) == true).Select(target => target!).ToHashSet();
}
