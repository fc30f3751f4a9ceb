using System;
using System.Diagnostics;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Security.Authentication;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using GlueTools.Dns.Names;
using GlueTools.Registry.Sessions;
using GlueTools.Registry.Settings;
using GlueTools.Registry.Tests.Serving;
using static GlueTools.Registry.Tests.Serving.TestServer;

namespace GlueTools.Registry.Tests;

/// <summary>Servers that are slow, endless, damaged, strict or false.</summary>
public sealed class RdapTroubleTests : IDisposable
{
    private readonly RegistryRun _run = new();

    public void Dispose() => _run.Dispose();

    [Theory]
    [InlineData("", "ended the connection without an answer.")]
    [InlineData("SSH-2.0-OpenSSH\r\n", "did not answer in HTTP.")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{}", "ended the connection in the middle of its answer.")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le", "ended the connection in the middle of its answer.")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}", "sent two different fields 'content-length'.")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: -2\r\n\r\n{}", "sent a length that is no number.")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n{}", "sent an answer of more than 1,048,576 octets.")]
    [InlineData("HTTP/1.1 200 OK\r\n folded: x\r\n\r\n{}", "sent a head that is none of HTTP, or has more than 100 fields.")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n{}", "sent its answer in a coding that was not asked for: 'gzip, chunked'.")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", "sent a chunk whose length is no number.")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}{}\r\n", "sent a line of more than 2 octets where HTTP has short ones.")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7fffffff\r\n{}", "sent an answer of more than 1,048,576 octets.")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n{}", "sent its answer in a coding that was not asked for: 'br'.")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nnothing of gzip", "sent an answer that says it is gzip and is not.")]
    [InlineData("HTTP/1.1 500 Oh\r\n\r\n", "answered with status 500.")]
    public void Damaged_answers_are_one_sentence_each(string answer, string sentence)
    {
        _run.ServeStream("example", (_, stream, cancel) => WriteAsync(stream, answer, cancel));

        var row = Assert.Single(_run.Ask());

        Assert.Equal((RowStatus.Unknown, "rdap.registry.test " + sentence), (row.Status, row.Detail));
    }

    [Theory]
    [InlineData("<html>Maintenance</html>")]
    [InlineData("""{"objectClassName":"domain","ldhName":"other.example"}""")]
    [InlineData("""{"objectClassName":"domain","ldhName":"quarry.example","nameservers":[""")]
    public void An_answer_that_is_no_such_object_is_unknown(string body)
    {
        _run.Serve("example", _ => Reply(200, body));

        var row = Assert.Single(_run.Ask());

        Assert.Equal(RowStatus.Unknown, row.Status);
        Assert.StartsWith("The answer of rdap.registry.test cannot be used: it is ", row.Detail);
    }

    [Theory]
    [InlineData("line")]
    [InlineData("fields")]
    [InlineData("body")]
    [InlineData("chunks")]
    [InlineData("interim")]
    public void Endless_answers_end(string kind)
    {
        _run.ServeStream("example", async (_, stream, cancel) =>
        {
            await WriteAsync(stream, kind switch { "line" or "interim" => "", "chunks" => "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "body" => "HTTP/1.1 200 OK\r\n\r\n", _ => "HTTP/1.1 200 OK\r\n" }, cancel);
            var part = kind switch { "line" or "body" => new string('x', 4096), "chunks" => "1000\r\n" + new string('x', 4096) + "\r\n", "interim" => "HTTP/1.1 100 Wait\r\n\r\n", _ => "a: b\r\n" };
            while (true)
            {
                await WriteAsync(stream, part, cancel);
            }
        });

        Assert.Equal(RowStatus.Unknown, Assert.Single(_run.Ask()).Status);
    }

    [Fact]
    public void What_unfolds_to_more_than_may_be_is_broken_off()
    {
        var folded = new MemoryStream();
        using (var gzip = new GZipStream(folded, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(new byte[50 << 20]);
        }

        _run.ServeStream("example", async (_, stream, cancel) =>
        {
            await WriteAsync(stream, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", cancel);
            await stream.WriteAsync(folded.ToArray(), cancel);
        });

        Assert.Equal("rdap.registry.test sent an answer of more than 1,048,576 octets.", Assert.Single(_run.Ask()).Detail);
    }

    [Theory]
    [InlineData("")]
    [InlineData("H")]
    public void A_slow_server_costs_its_time_and_no_more(string trickle)
    {
        _run.ServeStream("example", async (_, stream, cancel) =>
        {
            while (true)
            {
                await WriteAsync(stream, trickle, cancel);
                await Task.Delay(50, cancel);
            }
        });
        var time = Stopwatch.StartNew();

        var row = Assert.Single(_run.Ask(with: options => options with { Timeout = TimeSpan.FromSeconds(0.2) }));

        Assert.Equal("rdap.registry.test did not finish its answer within 0.2 s.", row.Detail);
        Assert.True(time.Elapsed < TimeSpan.FromSeconds(15));
    }

    [Fact]
    public void A_server_that_never_speaks_TLS_costs_its_time_and_no_more()
    {
        var server = _run.Keep(new TestServer(null, async (_, _, cancel) => await Task.Delay(-1, cancel)));
        _run.Services.Add(("example", $"https://rdap.registry.test:{server.Port}/"));

        Assert.Equal("rdap.registry.test did not finish its answer within 0.2 s.", Assert.Single(_run.Ask(with: options => options with { Timeout = TimeSpan.FromSeconds(0.2) })).Detail);
    }

    [Fact]
    public void Retry_After_is_obeyed_where_it_is_short()
    {
        var answers = 0;
        _run.Serve("example", path => Interlocked.Increment(ref answers) <= 2 ? Reply(429, "{}", "Retry-After: 7") : Reply(200, path.Contains("/domain/", StringComparison.Ordinal) ? RegistryRun.Domain : RegistryRun.Host));

        Assert.Equal("Held", Assert.Single(_run.Ask()).AddressStatus);
        Assert.Equal([TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(7)], _run.Waits);
    }

    [Theory]
    [InlineData("3600", "2026-11-21T13:00:00Z")]
    [InlineData("Sat, 21 Nov 2026 14:00:00 GMT", "2026-11-21T14:00:00Z")]
    [InlineData("99999999999", "2026-11-22T12:00:00Z")]
    public void A_server_that_wants_to_be_left_alone_for_long_is_left_alone(string retryAfter, string until)
    {
        var server = _run.Serve("example", _ => Reply(429, "{}", "Retry-After: " + retryAfter));
        using var session = new RegistrySession(_run.Options());

        var first = RegistryRun.AskAll(session, "quarry.example")[0];
        var second = RegistryRun.AskAll(session, "pit.example")[0];

        Assert.All([first[0], second[0]], row => Assert.Equal(
            (RowStatus.Unknown, $"rdap.registry.test:{server.Port} says that it is asked too much, and to ask again after {until}."), (row.Status, row.Detail)));
        Assert.Empty(_run.Waits);
        Assert.Single(server.Questions);
    }

    [Fact]
    public void One_server_is_asked_one_question_at_a_time_and_the_rest_of_a_list_goes_on()
    {
        // Counted until the answer goes out: whoever has it may ask the next before this server is done with its connection.
        int atOnce = 0, most = 0;
        var server = _run.ServeStream("example", async (head, stream, cancel) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref atOnce));
            await Task.Delay(20, cancel);
            Interlocked.Decrement(ref atOnce);
            var name = PathOf(head).Split('/')[^1];
            await WriteAsync(stream, Reply(200, PathOf(head).Contains("/domain/", StringComparison.Ordinal) ? RegistryRun.Domain.Replace("quarry.example\",\"st", name + "\",\"st") : RegistryRun.Host), cancel);
        });
        var names = Enumerable.Range(0, 10).Select(i => i + ".example").Append("dead.test").ToArray();

        var rows = _run.AskAll(names);

        Assert.Equal(Enumerable.Repeat("Held", 10), rows.Take(10).Select(row => row[0].AddressStatus));
        Assert.Equal(RowStatus.Unknown, rows[10][0].Status);
        Assert.Equal(1, most);
        // Ten domains, and the host that they share once.
        Assert.Equal(11, server.Questions.Count);
    }

    [Fact]
    public void Answers_are_kept_for_a_while_and_then_asked_for_by_their_tag()
    {
        var server = _run.ServeStream("example", (head, stream, cancel) => WriteAsync(
            stream,
            head.Contains("If-None-Match: \"v1\"\r\n", StringComparison.Ordinal) ? "HTTP/1.1 304 Not Modified\r\n\r\n"
                : Reply(200, PathOf(head).Contains("/domain/", StringComparison.Ordinal) ? RegistryRun.Domain : RegistryRun.Host, "ETag: \"v1\""),
            cancel));
        using var session = new RegistrySession(_run.Options());

        RegistryRun.AskAll(session, "quarry.example");
        RegistryRun.AskAll(session, "quarry.example");
        Assert.Equal(2, server.Questions.Count);
        _run.Now += TimeSpan.FromMinutes(6);
        var rows = RegistryRun.AskAll(session, "quarry.example")[0];

        Assert.Equal(4, server.Questions.Count);
        Assert.Equal(2, server.Questions.Count(head => head.Contains("If-None-Match", StringComparison.Ordinal)));
        Assert.Equal("192.0.2.1", rows[0].IPAddress.ToString());
    }

    [Fact]
    public void A_server_that_fails_again_and_again_does_not_hold_up_a_list()
    {
        var server = _run.ServeStream("example", (_, _, _) => Task.CompletedTask);
        var rows = _run.AskAll(Enumerable.Range(0, 20).Select(i => i + ".example").ToArray());

        Assert.Equal(3, server.Questions.Count);
        Assert.All(rows, row => Assert.Equal(RowStatus.Unknown, row[0].Status));
        Assert.Equal(17, rows.Count(row => row[0].Detail.EndsWith("It has failed 3 times in a row and is left alone for a minute.", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_session_ends_whatever_it_waits_for()
    {
        _run.ServeStream("example", async (_, _, cancel) => await Task.Delay(-1, cancel));
        var session = new RegistrySession(_run.Options());
        session.Start(DomainName.Parse("quarry.example"));

        Assert.False(session.TryTake(200, CancellationToken.None, out _));
        session.Dispose();
        Assert.False(session.TryTake(200, CancellationToken.None, out _));
    }

    [Theory]
    [InlineData("issuer", "The certificate of rdap.registry.test does not hold: it was not issued by an authority that this system believes.")]
    [InlineData("name", "The certificate of rdap.registry.test does not hold: it is for other names.")]
    [InlineData("time", "The certificate of rdap.registry.test does not hold: it is not valid today.")]
    [InlineData("purpose", "The certificate of rdap.registry.test does not hold: it says what it is for, and that is not a server.")]
    public void A_certificate_that_does_not_hold_ends_it_before_the_question(string fault, string sentence)
    {
        using var others = new TestCertificates();
        var certificate = _run.Keep(fault switch
        {
            "issuer" => others.Issue(null, "rdap.registry.test"),
            "name" => _run.Certificates.Issue(null, "rdap.other.test"),
            // Of clients (RFC 5280, section 4.2.1.12).
            "purpose" => _run.Certificates.Issue(null, "1.3.6.1.5.5.7.3.2", ["rdap.registry.test"]),
            _ => _run.Certificates.Issue(DateTimeOffset.UtcNow.AddHours(-1), "rdap.registry.test"),
        });
        var server = _run.Keep(OfPaths(certificate, _ => Reply(200, RegistryRun.Domain)));
        _run.Services.Add(("example", $"https://rdap.registry.test:{server.Port}/"));

        Assert.Equal(sentence, Assert.Single(_run.Ask()).Detail);
        Assert.Empty(server.Questions);
    }

    [Fact]
    public void A_certificate_that_does_not_say_what_it_is_for_is_for_servers_too()
    {
        var server = _run.Keep(OfPaths(_run.Keep(_run.Certificates.Issue(null, null, ["rdap.registry.test"])), _ => Reply(200, RegistryRun.Domain)));
        _run.Services.Add(("example", $"https://rdap.registry.test:{server.Port}/"));

        Assert.DoesNotContain(_run.Ask(), row => row.Detail.Contains("certificate", StringComparison.Ordinal));
        Assert.NotEmpty(server.Questions);
    }

    [Fact]
    public void Without_the_authority_that_the_user_gave_its_certificates_do_not_hold()
    {
        _run.Serve("example", _ => Reply(200, RegistryRun.Domain));

        Assert.Contains("it was not issued by an authority", Assert.Single(_run.Ask(with: options => options with { TrustedRoot = null })).Detail);
    }

    [Fact]
    public void A_proxy_is_gone_through_and_its_refusal_told()
    {
        var registry = _run.Serve("example", path => Reply(200, path.Contains("/domain/", StringComparison.Ordinal) ? RegistryRun.Domain : RegistryRun.Host));
        var proxy = _run.Keep(new TestServer(null, async (head, stream, cancel) =>
        {
            using var onward = new System.Net.Sockets.TcpClient("127.0.0.1", registry.Port);
            await WriteAsync(stream, "HTTP/1.1 200 Connection established\r\n\r\n", cancel);
            await Task.WhenAny(stream.CopyToAsync(onward.GetStream(), cancel), onward.GetStream().CopyToAsync(stream, cancel));
        }));

        var options = ProxyChoice.Of($"http://me:s%20cret@127.0.0.1:{proxy.Port}");
        var rows = _run.Ask(with: one => one with { Proxy = options, Resolve = _ => throw new InvalidOperationException("the proxy resolves") });

        Assert.Equal("Held", Assert.Single(rows).AddressStatus);
        Assert.StartsWith($"CONNECT rdap.registry.test:{registry.Port} HTTP/1.1\r\nHost: rdap.registry.test:{registry.Port}\r\nProxy-Authorization: Basic bWU6cyBjcmV0\r\n", proxy.Questions.First());

        var refusing = _run.Keep(new TestServer(null, (_, stream, cancel) => WriteAsync(stream, "HTTP/1.1 407 No\r\n\r\n", cancel)));
        Assert.Equal(
            $"The proxy 127.0.0.1 refuses the way to rdap.registry.test:{registry.Port} with status 407.",
            Assert.Single(_run.Ask(with: one => one with { Proxy = ProxyChoice.Of($"127.0.0.1:{refusing.Port}") })).Detail);
    }

    [Fact]
    public void Old_TLS_is_not_spoken()
    {
#pragma warning disable CA5397, SYSLIB0039, CA5398
        var server = _run.Keep(new TestServer(_run.Keep(_run.Certificates.Issue(null, "rdap.registry.test")), (_, _, _) => Task.CompletedTask, SslProtocols.Tls11));
#pragma warning restore
        _run.Services.Add(("example", $"https://rdap.registry.test:{server.Port}/"));

        var detail = Assert.Single(_run.Ask()).Detail;
        Assert.True(detail.StartsWith("TLS 1.2 or later cannot be spoken", StringComparison.Ordinal) || detail.StartsWith("The connection to rdap.registry.test broke", StringComparison.Ordinal), detail);
        Assert.Empty(server.Questions);
    }
}
