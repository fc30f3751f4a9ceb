using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Threading;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Network.Options;
using GlueTools.Network.Sessions;
using GlueTools.Servers.Tests.Servers;

namespace GlueTools.Servers.Tests;

/// <summary>A real root zone on real servers: the glue of every top-level domain is what the zone file holds.</summary>
public sealed class RootZoneTests(RootZoneFile file, ITestOutputHelper output) : IClassFixture<RootZoneFile>
{
    private const int TopLevelDomains = 1508;
    private static readonly IPAddress Server = IPAddress.Parse("198.41.0.4");

    [Theory]
    [InlineData(ServerKind.Nsd, 1232)]
    [InlineData(ServerKind.Nsd, 512)]
    [InlineData(ServerKind.Knot, 1232)]
    [InlineData(ServerKind.Knot, 512)]
    [InlineData(ServerKind.Bind, 1232)]
    [InlineData(ServerKind.Bind, 512)]
    public void The_glue_of_all_top_level_domains_is_what_the_zone_file_holds(ServerKind kind, int ednsSize)
    {
        Requirements.Servers(ServerSetup.Program(kind));
        var expected = Derive(file.Path, out var domains);
        Assert.Equal(TopLevelDomains, domains.Count);
        using var servers = RealServers.StartOne(kind, [Server], DomainName.Root, file.Path);

        var views = servers.Ask(() => Audit(domains, (ushort)ednsSize));

        var rows = views.SelectMany(view => GlueRecord.From(DelegationReport.Of(view), perServer: false)).ToList();
        var completed = views.Where(view => LeftOut(view).Count > 0).Select(view => view.DomainName.Text).Order(StringComparer.Ordinal).ToList();
        var truncated = views.Count(view => view.Parent!.Servers[0].Exchange!.TruncatedMessage is not null);
        output.WriteLine(
            "{0} at {1} octets: {2} rows; over TCP {3} of {4} domains, {5} of them because of TC; UDP had left addresses out of {6}, in-domain ones of {7}: {8}",
            kind,
            ednsSize,
            rows.Count,
            rows.Where(row => row.Transport == "Tcp").Select(row => row.DomainName).Distinct().Count(),
            views.Count,
            truncated,
            completed.Count,
            views.Count(view => LeftOut(view).Exists(name => name.IsAtOrBelow(view.DomainName))),
            string.Join(' ', completed));
        var found = rows.GroupBy(row => (row.DomainName, row.Name)).Select(group => Line(
            group.Key.DomainName, group.Key.Name, group.Where(row => row.IPAddress.Length > 0).Select(row => row.IPAddress)));
        Assert.Equal(expected, new SortedSet<string>(found, StringComparer.Ordinal));
        Assert.Equal(ednsSize == 512, completed.Count > 0);
    }

    /// <summary>Name servers of which the answer over TCP has addresses that the one over UDP left out.</summary>
    private static List<DomainName> LeftOut(DelegationView view)
    {
        var server = view.Parent!.Servers[0];
        var overUdp = server.Exchange!.TruncatedMessage ?? server.Udp?.Message;
        return overUdp is null ? [] : Addresses(server.Exchange.Message!).Except(Addresses(overUdp)).Select(address => address.Owner).Distinct().ToList();
    }

    private static IEnumerable<(DomainName Owner, IPAddress Address)> Addresses(Message message) =>
        message.Additional.Where(record => record.Data is AddressData).Select(record => (record.Owner, ((AddressData)record.Data).Address));

    private static List<DelegationView> Audit(IReadOnlyCollection<DomainName> domains, ushort ednsSize)
    {
        // The server is ours: no need to be polite to it.
        var options = new AuditOptions { Servers = [Server], Scope = AuditScope.ParentOnly, EdnsSize = ednsSize, ServerRateLimit = 0, RateLimit = 0 };
        using var session = new AuditSession(options);
        foreach (var domain in domains)
        {
            session.Start(domain);
        }

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        return domains.Select(_ => session.Take(limit.Token).Report!.View).ToList();
    }

    /// <summary>The same from the file, by a program that shares nothing with ours.</summary>
    private static SortedSet<string> Derive(string zoneFile, out HashSet<DomainName> domains)
    {
        var python = "/usr/bin/python3";
        Requirements.Need(File.Exists(python) && ToolRun.Run(python, ["-c", "import dns.zone"]).Code == 0 ? null : "no python3 with dnspython");
        var script = Path.Combine(AppContext.BaseDirectory, "derive_root_glue.py");
        var lines = ToolRun.Must(python, [script, zoneFile]).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).ToList();
        domains = lines.Select(line => DomainName.Parse(line[0])).ToHashSet();
        return new SortedSet<string>(lines.Select(line => Line(line[0], line[1], line.Skip(2))), StringComparer.Ordinal);
    }

    /// <summary>Names in lower case, addresses as values.</summary>
    private static string Line(string domain, string nameServer, IEnumerable<string> addresses) => string.Join(' ', addresses
        .Select(address => IPAddress.Parse(address).ToString()).Order(StringComparer.Ordinal)
        .Prepend(DomainName.Parse(nameServer).ToLower().Text).Prepend(DomainName.Parse(domain).ToLower().Text));
}
