using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Net;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Names;
using GlueTools.Registry.Sessions;
using GlueTools.Registry.Tests.Serving;
using static GlueTools.Registry.Tests.Serving.TestServer;

namespace GlueTools.Registry.Tests;

/// <summary>Registries on loopback over real TLS.</summary>
public sealed class RdapSessionTests : IDisposable
{
    private readonly RegistryRun _run = new();

    public void Dispose() => _run.Dispose();

    [Theory]
    [InlineData("[\"192.0.2.1/32\"]", "NotAsked", "")]
    [InlineData("[\"192.0.2.1\",\"192.0.2.999\"]", "Held", "192.0.2.1")]
    public void Addresses_that_cannot_be_read_are_not_none(string addresses, string status, string read)
    {
        _run.Serve("example", path => path == "/base/domain/quarry.example"
            ? Reply(200, RegistryRun.Domain)
            : Reply(200, $$$"""{"objectClassName":"nameserver","ldhName":"ns1.quarry.example","ipAddresses":{"v4":{{{addresses}}}}}"""));

        var row = _run.Ask().Single();
        RegistrySide? side = null;
        using (var source = new RegistrySource(_run.Options()))
        {
            using var answered = new ManualResetEventSlim();
            source.Ask(DomainName.Parse("quarry.example"), said =>
            {
                side = said;
                answered.Set();
            });
            Assert.True(answered.Wait(TimeSpan.FromSeconds(20)));
        }

        Assert.Equal((status, read), (row.AddressStatus, row.IPAddress.ToString()));
        Assert.Equal(HeldAddresses.NotAsked, side!.Hosts.Single().State);
        Assert.Equal(["registry of ns1.quarry.example not asked: not all of its addresses could be read"], side.Unseen);
    }

    [Fact]
    public void A_domain_and_its_hosts_are_asked_for_where_they_belong()
    {
        var registry = _run.Serve("example", path => path switch
        {
            "/base/domain/quarry.example" => Reply(200, Fixture.Load("rdap/com").Body),
            "/base/nameserver/ns1.quarry.example" => Reply(200, """{"objectClassName":"nameserver","ldhName":"ns1.quarry.example","status":["associated","server update prohibited"],"ipAddresses":{"v4":["192.0.2.1"]},"events":[{"eventAction":"last changed","eventDate":"2026-05-01T00:00:00Z"}]}"""),
            _ => Reply(404, "{}"),
        });
        var other = _run.Serve("test", path => Reply(200, """{"objectClassName":"nameserver","ldhName":"ns.helper.test"}"""), "rdap.other.test");

        var rows = _run.Ask();

        Assert.Equal(["ns1.quarry.example", "ns.helper.test"], rows.Select(row => row.NameServer));
        Assert.Equal(("Held", "192.0.2.1", "linked;serverUpdateProhibited", "2026-05-01T00:00:00Z", $"https://rdap.registry.test:{registry.Port}/base/nameserver/ns1.quarry.example"),
            (rows[0].AddressStatus, rows[0].IPAddress.ToString(), rows[0].HostStatus.ToString(), rows[0].HostChangedUtc, rows[0].HostSource));
        Assert.Equal(("NoAddress", $"https://rdap.other.test:{other.Port}/base/nameserver/ns.helper.test"), (rows[1].AddressStatus, rows[1].HostSource));
        Assert.Equal("The registry shows ns.helper.test and holds no address for it.", rows[1].Detail);
        Assert.All(rows, row => Assert.Equal(
            ("Registered", 0, "clientTransferProhibited;serverUpdateProhibited", "Harbour Names", "2026-07-20T16:55:31Z", "2027-09-14T04:00:00Z", $"https://rdap.registry.test:{registry.Port}/base/domain/quarry.example", "2026-11-21T12:00:00Z"),
            (row.Status, row.Rank, row.DomainStatus.ToString(), row.Registrar, row.DomainChangedUtc, row.ExpiresUtc, row.Source, row.AskedUtc)));
        Assert.All(rows, row => Assert.StartsWith("3490 8 2 3490A6806D47", row.Ds.ToString()));
        Assert.Equal("rdap.registry.test", registry.TlsName);
        Assert.Contains("Host: rdap.registry.test:" + registry.Port, registry.Questions.First());
    }

    [Theory]
    [InlineData(404, "NotShown")]
    [InlineData(501, "NotShown")]
    [InlineData(405, "NotShown")]
    [InlineData(400, "NotShown")]
    [InlineData(500, "NotAsked")]
    [InlineData(403, "NotAsked")]
    [InlineData(429, "NotAsked")]
    public void That_no_host_object_is_shown_is_not_that_there_is_no_address_nor_that_nobody_could_be_asked(int status, string expected)
    {
        _run.Serve("example", path => path.Contains("/domain/", StringComparison.Ordinal) ? Reply(200, RegistryRun.Domain) : Reply(status, """{"errorCode":1,"title":"x"}""", "Retry-After: 3600"));

        var row = Assert.Single(_run.Ask());

        Assert.Equal(("Registered", expected, ""), (row.Status, row.AddressStatus, row.IPAddress.ToString()));
        Assert.NotEmpty(row.Detail);
        Assert.DoesNotContain("holds no address", row.Detail);
    }

    [Fact]
    public void A_host_of_a_zone_without_RDAP_could_not_be_asked()
    {
        _run.Serve("example", path => path.Contains("/domain/", StringComparison.Ordinal) ? Reply(200, Fixture.Load("rdap/com").Body) : Reply(200, RegistryRun.Host));

        Assert.Equal(("NotAsked", "No RDAP server is known that could say which addresses are registered for ns.helper.test."), _run.Ask().Select(row => (row.AddressStatus, row.Detail)).Last());
    }

    [Fact]
    public void A_domain_that_is_not_registered_is_an_answer()
    {
        _run.Serve("example", _ => Reply(404, """{"errorCode":404}"""));

        var row = Assert.Single(_run.Ask());

        Assert.Equal(("NotRegistered", 0, "The registry says that quarry.example is not registered."), (row.Status, row.Rank, row.Detail));
    }

    [Fact]
    public void A_domain_without_name_servers_has_a_row()
    {
        _run.Serve("example", _ => Reply(200, Fixture.Load("rdap/hold").Body));

        var row = Assert.Single(_run.Ask());

        Assert.Equal(("Registered", "", "", "inactive;pendingDelete;redemptionPeriod;clientHold", "The registry holds no name server for quarry.example."), (row.Status, row.NameServer, row.AddressStatus, row.DomainStatus.ToString(), row.Detail));
    }

    [Fact]
    public void Redirects_are_followed_and_the_last_one_is_who_says_so()
    {
        var last = _run.Serve("nowhere", path => path == "/x/domain/quarry.example?a=1" ? Reply(200, Fixture.Load("rdap/fr").Body) : Reply(404, "{}"), "rdap.last.test");
        _run.Serve("example", path => path.Contains("/domain/", StringComparison.Ordinal) ? Reply(302, "", $"Location: https://rdap.last.test:{last.Port}/x/domain/quarry.example?a=1") : Reply(501, "{}"));

        var rows = _run.Ask();

        Assert.Equal($"https://rdap.last.test:{last.Port}/x/domain/quarry.example?a=1", rows[0].Source);
        Assert.Equal("192.0.2.1;2001:db8::1", rows[0].IPAddress.ToString());
    }

    [Theory]
    [InlineData("/base/domain/quarry.example", "rdap.registry.test redirects in a circle, by ")]
    [InlineData("http://rdap.registry.test/", "rdap.registry.test was not asked, since http://rdap.registry.test/ is without TLS.")]
    [InlineData("file:///etc/passwd", "'file:///etc/passwd' was not asked, since it is not https.")]
    [InlineData("https://me:secret@rdap.registry.test/", "rdap.registry.test was not asked, since its address carries a user's name.")]
    [InlineData("https://nowhere.invalid/", "nowhere.invalid cannot be found in DNS: ")]
    [InlineData("", "rdap.registry.test redirects to nowhere.")]
    public void A_redirect_is_checked_as_the_first_address_was(string location, string sentence)
    {
        _run.Serve("example", _ => Reply(301, "", "Location: " + location));

        var row = Assert.Single(_run.Ask());

        Assert.Equal((RowStatus.Unknown, -1), (row.Status, row.Rank));
        Assert.StartsWith(sentence, row.Detail);
    }

    [Fact]
    public void A_long_way_of_redirects_ends()
    {
        var steps = 0;
        var server = _run.Serve("example", _ => Reply(307, "", "Location: /step/" + Interlocked.Increment(ref steps)));

        Assert.Equal("rdap.registry.test redirects more than 5 times.", Assert.Single(_run.Ask()).Detail);
        Assert.Equal(6, server.Questions.Count);
    }

    [Fact]
    public void No_special_purpose_address_is_asked_unless_the_user_says_so()
    {
        var server = _run.Serve("example", _ => Reply(200, RegistryRun.Domain));

        var row = Assert.Single(_run.Ask(with: options => options with { AllowSpecialAddresses = false }));

        Assert.Equal("rdap.registry.test was not asked, since it leads to 127.0.0.1: it is reserved for loopback (RFC 1122).", row.Detail);
        Assert.Empty(server.Questions);
    }

    [Fact]
    public void The_address_that_was_checked_is_the_one_that_is_connected_to()
    {
        var resolved = 0;
        var server = _run.Serve("example", path => path.Contains("/domain/", StringComparison.Ordinal) ? Reply(200, RegistryRun.Domain) : Reply(200, RegistryRun.Host));
        var rows = _run.Ask(with: options => options with { Resolve = host => Task.FromResult<IPAddress[]>(Interlocked.Increment(ref resolved) <= 2 ? [IPAddress.Loopback] : throw new InvalidOperationException("asked again")) });

        Assert.Equal("Held", rows[0].AddressStatus);
        Assert.Equal((2, 2), (resolved, server.Questions.Count));
    }

    [Fact]
    public void Chunks_and_gzip_are_read()
    {
        var folded = new MemoryStream();
        using (var gzip = new GZipStream(folded, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(RegistryRun.Domain));
        }

        _run.ServeStream("example", async (head, stream, cancel) =>
        {
            if (!PathOf(head).Contains("/domain/", StringComparison.Ordinal))
            {
                await WriteAsync(stream, "HTTP/1.1 200\r\n\r\n" + RegistryRun.Host, cancel);
                return;
            }

            Assert.Contains("Accept-Encoding: gzip\r\n", head, StringComparison.Ordinal);
            await WriteAsync(stream, "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n", cancel);
            foreach (var chunk in folded.ToArray().Chunk(7))
            {
                await WriteAsync(stream, chunk.Length.ToString("x") + ";x=y\r\n", cancel);
                await stream.WriteAsync(chunk, cancel);
                await WriteAsync(stream, "\r\n", cancel);
            }

            await WriteAsync(stream, "0\r\nTrailer: x\r\n\r\n", cancel);
        });

        Assert.Equal("192.0.2.1", Assert.Single(_run.Ask()).IPAddress.ToString());
    }

    [Fact]
    public void A_domain_of_a_zone_with_RDAP_without_TLS_is_asked_by_it_only_where_the_user_says_so()
    {
        var server = _run.Keep(OfPaths(null, path => path.Contains("/domain/", StringComparison.Ordinal) ? Reply(200, RegistryRun.Domain) : Reply(200, RegistryRun.Host)));
        _run.Services.Add(("example", $"http://rdap.registry.test:{server.Port}/"));

        Assert.StartsWith("The RDAP server of example is without TLS and was not asked. There is no connection to 127.0.0.1, port 1: ", Assert.Single(_run.Ask()).Detail);
        Assert.Equal("Held", Assert.Single(_run.Ask(with: options => options with { AllowHttp = true })).AddressStatus);
    }

    [Fact]
    public void Names_that_no_URL_can_hold_are_not_asked() =>
        Assert.Equal(RowStatus.Unknown, Assert.Single(_run.Ask(@"a\032b.example")).Status);
}
