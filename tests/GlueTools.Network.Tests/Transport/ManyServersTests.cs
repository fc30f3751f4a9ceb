using System.Net;
using System.Threading;
using System.Threading.Tasks;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Network.Transport;

namespace GlueTools.Network.Tests.Transport;

/// <summary>A run over any number of servers remembers a bounded number of them.</summary>
public class ManyServersTests
{
    [Fact]
    public async Task However_many_servers_are_asked_the_table_keeps_its_bound_and_what_is_in_use()
    {
        Datagram? held = null;
        using var slow = new ScriptedServer(datagram => held = datagram);
        using var silent = new ScriptedServer();
        using var client = new Client(Client.Quick with { TimeoutUs = 20_000_000, Retry = 0 }, slow, silent);
        using var quick = new Client(Client.Quick with { Map = client.Options.Map }, silent);
        var waiting = client.Start(Client.Address(0), Replies.Asked);
        Assert.Equal(ExchangeOutcome.TimedOut, quick.Ask(Client.Address(1)).Outcome);
        Assert.True(quick.IsSilent(1));

        AskElsewhere(client, 100_000);
        AskElsewhere(quick, 100_000);

        Assert.InRange(client.Do(transport => transport.ServerCount), DnsTransport.MaxServers / 2, DnsTransport.MaxServers + 1);
        Assert.True(quick.IsSilent(1));
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref held) is not null, 10_000));
        held!.Reply(Replies.Answer(held.Query));
        Assert.True((await waiting).IsAnswered);
        Assert.True(client.Do(transport => transport.WasHeard(Client.Address(0))));
    }

    [Fact]
    public void A_server_that_was_forgotten_is_asked_like_any_other()
    {
        using var server = new ScriptedServer(datagram => datagram.Reply(Replies.Answer(datagram.Query)));
        using var client = new Client(server);
        Assert.True(client.Ask().IsAnswered);

        AskElsewhere(client, 3 * DnsTransport.MaxServers);

        Assert.False(client.Do(transport => transport.WasHeard(Client.Address(0))));
        Assert.True(client.Ask().IsAnswered);
    }

    /// <summary>There is no route to any of them, so nothing is sent.</summary>
    private static void AskElsewhere(Client client, int count) => client.Do(transport =>
    {
        for (var i = 0; i < count; i++)
        {
            transport.Ask(new IPAddress([10, (byte)(i >> 16), (byte)(i >> 8), (byte)i]), Replies.Asked, QueryOptions.Default, ProtocolPolicy.UdpOnly);
        }

        return count;
    });
}
