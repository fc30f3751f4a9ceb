using System;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using GlueTools.Registry.Settings;
using GlueTools.Registry.Tests.Serving;
using GlueTools.Registry.Whois;

namespace GlueTools.Registry.Tests;

/// <summary>WHOIS servers on loopback.</summary>
public sealed class WhoisSessionTests : IDisposable
{
    private readonly RegistryRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public void A_referral_is_followed_to_the_server_of_the_registry()
    {
        var registry = Serve(Fixture.Load("whois/de").Body);
        var first = Serve($"% referral\nrefer:        whois.registry.test:{registry.Port}\n\ndomain:       EXAMPLE\n");

        var rows = Ask($"whois.root.test:{first.Port}");

        Assert.Equal(["ns1.quarry.example", "ns.helper.test"], rows.Select(row => row.NameServer));
        Assert.Equal(["Held", "NotShown"], rows.Select(row => row.AddressStatus));
        Assert.Equal("192.0.2.1;2001:db8::1", rows[0].IPAddress.ToString());
        Assert.Equal(($"whois.registry.test:{registry.Port}", $"whois.registry.test:{registry.Port}"), (rows[0].Source, rows[0].HostSource));
        Assert.Equal($"whois.registry.test:{registry.Port} shows no address beside ns.helper.test: WHOIS does not say whether the registry holds one.", rows[1].Detail);
        Assert.Equal("quarry.example\r\n", first.Questions.Single());
    }

    [Fact]
    public void Who_answers_for_a_top_level_domain_is_asked_once()
    {
        var registry = _run.Keep(new TestServer(null, (line, stream, cancel) => TestServer.WriteAsync(stream, "No match for " + line, cancel)));
        var first = Serve($"refer: whois.registry.test:{registry.Port}\n");

        var rows = _run.AskAll(Enumerable.Range(0, 20).Select(i => i + ".example").ToArray(), options => options with { WhoisServer = $"whois.root.test:{first.Port}" });

        Assert.All(rows, row => Assert.Equal("NotRegistered", row[0].Status));
        Assert.Equal((1, 20), (first.Questions.Count, registry.Questions.Count));
    }

    [Fact]
    public void A_host_of_another_zone_is_asked_for_there_by_RDAP()
    {
        _run.Serve("test", _ => TestServer.Reply(200, """{"objectClassName":"nameserver","ldhName":"ns.helper.test","ipAddresses":{"v4":["192.0.2.9"]}}"""), "rdap.other.test");
        var registry = Serve(Fixture.Load("whois/de").Body);

        Assert.Equal("192.0.2.9", Ask($"whois.registry.test:{registry.Port}")[1].IPAddress.ToString());
    }

    [Theory]
    [InlineData("No match for quarry.example.", "NotRegistered", "The registry says that quarry.example is not registered.")]
    [InlineData("% Too many requests...", "Unknown", "{0} says that it is asked too much; ask later.")]
    [InlineData("hello", "Unknown", "{0} answered with a text that neither shows quarry.example nor says that it is not registered.")]
    [InlineData("", "Unknown", "{0} answered with a text that neither shows quarry.example nor says that it is not registered.")]
    [InlineData("refer: http://x.test/\n", "Unknown", "{0} refers to 'http://x.test/', which is no WHOIS server.")]
    [InlineData("refer: whois.test;rm\n", "Unknown", "{0} refers to 'whois.test;rm', which is no WHOIS server.")]
    public void Other_answers_are_sentences(string text, string status, string sentence)
    {
        var server = Serve(text);
        var row = Assert.Single(Ask($"whois.registry.test:{server.Port}"));

        Assert.Equal((status, string.Format(sentence, $"whois.registry.test:{server.Port}")), (row.Status, row.Detail));
    }

    [Fact]
    public void Referrals_in_a_circle_end()
    {
        TestServer? one = null;
        one = _run.Keep(new TestServer(null, (_, stream, cancel) => TestServer.WriteAsync(stream, $"refer: whois.root.test:{one!.Port}\n", cancel)));

        Assert.Contains("refers in a circle or too far", Assert.Single(Ask($"whois.root.test:{one.Port}")).Detail);
        Assert.Single(one.Questions);
    }

    [Fact]
    public void An_endless_answer_ends()
    {
        var server = _run.Keep(new TestServer(null, async (_, stream, cancel) =>
        {
            while (true)
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes(new string('x', 4096) + "\n"), cancel);
            }
        }));

        Assert.Contains("sent an answer of more than 262,144 octets.", Assert.Single(Ask($"whois.root.test:{server.Port}")).Detail);
    }

    [Fact]
    public void A_silent_server_costs_its_time()
    {
        var server = _run.Keep(new TestServer(null, async (_, _, cancel) => await Task.Delay(-1, cancel)));

        Assert.Contains("did not finish its answer within 0.2 s.", Assert.Single(Ask($"whois.root.test:{server.Port}", TimeSpan.FromSeconds(0.2))).Detail);
    }

    [Fact]
    public void No_special_purpose_address_is_asked_unless_the_user_says_so()
    {
        var server = Serve("x");
        var row = Assert.Single(_run.Ask(with: options => options with { WhoisServer = $"whois.root.test:{server.Port}", AllowSpecialAddresses = false }));

        Assert.Contains("it is reserved for loopback", row.Detail);
        Assert.Empty(server.Questions);
    }

    [Fact]
    public void A_proxy_of_the_environment_is_for_https_alone_and_one_that_was_given_for_WHOIS_too()
    {
        var server = Serve(Fixture.Load("whois/de").Body);
        var refusing = _run.Keep(new TestServer(null, (_, stream, cancel) => TestServer.WriteAsync(stream, "HTTP/1.1 403 No\r\n\r\n", cancel)));
        var whois = $"whois.root.test:{server.Port}";
        var environment = ProxyChoice.OfEnvironment(name => name == "HTTPS_PROXY" ? $"http://127.0.0.1:{refusing.Port}" : null);

        Assert.Equal("Held", _run.Ask(with: options => options with { WhoisServer = whois, Proxy = environment })[0].AddressStatus);
        Assert.Contains("refuses the way to whois.root.test", _run.Ask(with: options => options with { WhoisServer = whois, Proxy = ProxyChoice.Of($"127.0.0.1:{refusing.Port}") })[0].Detail);
    }

    [Theory]
    [InlineData("whois.test", true, "whois.test", 43)]
    [InlineData("whois.test:4343", true, "whois.test", 4343)]
    [InlineData("[2001:db8::1]:44", true, "2001:db8::1", 44)]
    [InlineData("2001:db8::1", true, "2001:db8::1", 43)]
    [InlineData("[2001:db8::1]", true, "2001:db8::1", 43)]
    [InlineData("whois.test:99999", false, "", 0)]
    [InlineData("a b", false, "", 0)]
    [InlineData("x\r\ny", false, "", 0)]
    public void A_server_is_a_host_and_perhaps_a_port(string text, bool isServer, string host, int port)
    {
        Assert.Equal(isServer, WhoisClient.TrySplit(text, out var readHost, out var readPort));
        Assert.True(!isServer || (host, port) == (readHost, readPort));
    }

    private TestServer Serve(string text) => _run.Keep(new TestServer(null, (_, stream, cancel) => TestServer.WriteAsync(stream, text, cancel)));

    private System.Collections.Generic.IReadOnlyList<RegistryDelegation> Ask(string server, TimeSpan? timeout = null) =>
        _run.Ask(with: options => options with { WhoisServer = server, Timeout = timeout ?? options.Timeout });
}
