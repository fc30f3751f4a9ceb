using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using GlueTools.Dns.Names;
using GlueTools.Registry.Rdap;
using GlueTools.Registry.Sessions;
using GlueTools.Registry.Settings;

namespace GlueTools.Registry.Tests.Serving;

/// <summary>A registry on loopback and a session that asks it.</summary>
internal sealed class RegistryRun : IDisposable
{
    private readonly List<IDisposable> _owned = [];
    private readonly TestCertificates _certificates = new();

    internal const string Domain = """{"objectClassName":"domain","ldhName":"quarry.example","status":["active"],"nameservers":[{"ldhName":"ns1.quarry.example"}]}""";

    internal const string Host = """{"objectClassName":"nameserver","ldhName":"ns1.quarry.example","ipAddresses":{"v4":["192.0.2.1"]}}""";

    internal TestCertificates Certificates => _certificates;

    /// <summary>What the session's clock says; waiting moves it.</summary>
    internal DateTime Now { get; set; } = new(2026, 11, 21, 12, 0, 0, DateTimeKind.Utc);

    internal List<TimeSpan> Waits { get; } = [];

    /// <summary>Zones and the URLs of their servers.</summary>
    internal List<(string Zone, string Url)> Services { get; } = [];

    internal TestServer Serve(string zone, Func<string, string> answer, string host = "rdap.registry.test")
    {
        var server = Keep(TestServer.OfPaths(Keep(_certificates.Issue(null, host)), answer));
        Services.Add((zone, $"https://{host}:{server.Port}/base/"));
        return server;
    }

    internal TestServer ServeStream(string zone, Func<string, Stream, CancellationToken, Task> answer, string host = "rdap.registry.test")
    {
        var server = Keep(new TestServer(Keep(_certificates.Issue(null, host)), answer));
        Services.Add((zone, $"https://{host}:{server.Port}/base/"));
        return server;
    }

    internal T Keep<T>(T owned)
        where T : IDisposable
    {
        _owned.Add(owned);
        return owned;
    }

    internal RegistryOptions Options() => new()
    {
        Bootstrap = Bootstrap.Read(new MemoryStream(Encoding.UTF8.GetBytes(
            "{\"services\":[" + string.Join(',', Services.Select(service => $"[[\"{service.Zone}\"],[\"{service.Url}\"]]")) + "]}"))),
        AllowSpecialAddresses = true,
        TrustedRoot = _certificates.Root,
        WhoisServer = "127.0.0.1:1",
        Timeout = TimeSpan.FromSeconds(20),
        UtcNow = () => Now,
        Delay = (time, _) =>
        {
            lock (Waits)
            {
                Waits.Add(time);
                Now += time;
            }

            return Task.CompletedTask;
        },
        Resolve = host => host.EndsWith(".test", StringComparison.Ordinal) ? Task.FromResult<IPAddress[]>([IPAddress.Loopback]) : throw new SocketException((int)SocketError.HostNotFound),
    };

    internal IReadOnlyList<RegistryDelegation> Ask(string name = "quarry.example", Func<RegistryOptions, RegistryOptions>? with = null) => AskAll([name], with)[0];

    /// <summary>Asks about several; the results in the order of the names.</summary>
    internal IReadOnlyList<RegistryDelegation>[] AskAll(string[] names, Func<RegistryOptions, RegistryOptions>? with = null)
    {
        var options = Options();
        using var session = new RegistrySession(with?.Invoke(options) ?? options);
        return AskAll(session, names);
    }

    internal static IReadOnlyList<RegistryDelegation>[] AskAll(RegistrySession session, params string[] names)
    {
        for (var i = 0; i < names.Length; i++)
        {
            session.Start(DomainName.Parse(names[i]), i);
        }

        var rows = new IReadOnlyList<RegistryDelegation>[names.Length];
        foreach (var _ in names)
        {
            Assert.True(session.TryTake(60_000, CancellationToken.None, out var item));
            rows[(int)item.Tag!] = item.Rows;
        }

        return rows;
    }

    public void Dispose()
    {
        _owned.ForEach(one => one.Dispose());
        _certificates.Dispose();
    }
}
