using System;
using System.Linq;
using System.Net.Sockets;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Lab.Scenarios;

namespace GlueTools.Lab.Tests;

/// <summary>Servers with cookies (RFC 7873), and those that stumble over them.</summary>
public sealed class CookieTests : IDisposable
{
    private const string Server = "45.10.1.1";
    private const ushort Code = 10;

    private static readonly byte[] Client = [1, 2, 3, 4, 5, 6, 7, 8];

    private LabNetwork? _network;

    public void Dispose() => _network?.Dispose();

    [Fact]
    public void A_server_without_the_word_has_no_cookies() => Assert.Empty(Ask(string.Empty, Client)!.Edns!.Options);

    [Fact]
    public void A_cookie_comes_back_with_the_servers_part_in_the_common_layout()
    {
        var cookie = CookieOf(Ask("cookies", Client));
        Assert.Equal(24, cookie.Length);
        Assert.Equal([.. Client, 1, 0, 0, 0], cookie[..12]);
        var time = (uint)((cookie[12] << 24) | (cookie[13] << 16) | (cookie[14] << 8) | cookie[15]);
        Assert.InRange(Math.Abs(time - DateTimeOffset.UtcNow.ToUnixTimeSeconds()), 0, 60);
        Assert.Equal(ResponseCode.NoError, Ask("cookies", Client)!.ResponseCode);
    }

    [Fact]
    public void No_cookie_is_given_to_who_has_none_or_a_malformed_one()
    {
        Assert.Empty(Ask("wantcookie", null)!.Edns!.Options);
        Assert.Empty(Ask("wantcookie", Client[..7])!.Edns!.Options);
        Assert.Equal(ResponseCode.NoError, Ask("wantcookie", null)!.ResponseCode);
    }

    [Fact]
    public void A_server_that_wants_its_cookie_takes_it_and_no_other()
    {
        var first = Ask("wantcookie", Client)!;
        Assert.Equal((ResponseCode.BadCookie, 0), (first.ResponseCode, first.Answer.Count));
        var given = CookieOf(first);
        Assert.Equal(ResponseCode.NoError, Ask(null, given)!.ResponseCode);
        given[20] ^= 1;
        Assert.Equal(ResponseCode.BadCookie, Ask(null, given)!.ResponseCode);
    }

    [Fact]
    public void BADCOOKIE_for_ever_is_for_ever() => Assert.Equal(ResponseCode.BadCookie, Ask(null, CookieOf(Ask("badcookie", Client)))!.ResponseCode);

    [Fact]
    public void A_wrong_cookie_differs_in_the_clients_part() => Assert.NotEqual(Client, CookieOf(Ask("wrongcookie", Client))[..8]);

    [Fact]
    public void Options_are_rejected_or_dropped_and_EDNS_is_not()
    {
        var rejected = Ask("nooptions", Client)!;
        Assert.Equal((ResponseCode.FormatError, true), (rejected.ResponseCode, rejected.Edns is null));
        Assert.Equal((ResponseCode.NoError, false), (Ask(null, null)!.ResponseCode, Ask(null, null)!.Edns is null));
        _network!.Dispose();
        Assert.Null(Ask("dropoptions", Client));
        Assert.NotNull(Ask(null, null));
    }

    private static byte[] CookieOf(Message? answer) => Assert.Single(answer!.Edns!.Options).ToBytes();

    /// <summary>Asks a new network whose server has this word, or the one there is.</summary>
    private Message? Ask(string? word, byte[]? cookie)
    {
        if (word is not null)
        {
            _network?.Dispose();
            _network = LabNetwork.Start(LabScenario.Parse($"base\nserver {Server} {word}\nzone zone.example. at {Server}\n  @ NS ns\n  ns A {Server}\n"));
        }

        // A query is a response without records; only the bit says which.
        var writer = new MessageWriter(0x1234, 0, new Question(DomainName.Parse("zone.example"), RecordType.SOA));
        writer.AddEdns(1232, false, 0, cookie is null ? [] : [new EdnsOption(Code, cookie)]);
        using var udp = _network!.OpenUdp(Server, timeout: word == "dropoptions" ? 150 : 5000);
        udp.Send(writer.ToArray());
        System.Net.IPEndPoint? from = null;
        try
        {
            var bytes = udp.Receive(ref from);
            return MessageParser.Parse(bytes, bytes.Length);
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.TimedOut)
        {
            return null;
        }
    }
}
