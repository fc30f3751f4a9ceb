using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Threading;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Lab.Scenarios;

namespace GlueTools.Servers.Tests.Servers;

/// <summary>A scenario on NSD, Knot DNS or BIND, at the scenario's own addresses, port 53.</summary>
internal sealed class RealServers : IDisposable
{
    private const string FolderPrefix = "gluetools-servers-";
    // A server that starts beside others on a busy machine was seen to take a quarter of it.
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly ServerNamespace _namespace;
    private readonly string _folder;
    private readonly List<ServerProcess> _processes = [];
    private readonly Dictionary<DomainName, string> _refused = [];

    private RealServers(ServerNamespace serverNamespace)
    {
        _namespace = serverNamespace;
        _folder = Directory.CreateTempSubdirectory(FolderPrefix).FullName;
    }

    /// <summary>The namespace's name.</summary>
    internal string Namespace => _namespace.Name;

    /// <summary>Zones that a server did not load, with what it said.</summary>
    internal IReadOnlyDictionary<DomainName, string> Refused => _refused;

    /// <summary>Does something on a thread that sees the servers; so do the threads and programs that it starts.</summary>
    internal T Ask<T>(Func<T> action) => _namespace.Ask(action);

    /// <summary>UDP datagrams and TCP connections that have reached the servers so far, by the kernel's count.</summary>
    internal (long Udp, long Tcp) Arrivals() => _namespace.Arrivals();

    /// <summary>Starts the servers and waits until each zone is answered for or refused.</summary>
    /// <param name="kind">The program.</param>
    /// <param name="scenario">What to serve.</param>
    /// <param name="alsoDark">Further addresses where nobody is to be met; none for null.</param>
    internal static RealServers Start(ServerKind kind, LabScenario scenario, IEnumerable<IPAddress>? alsoDark = null)
    {
        var plan = new ServerPlan(scenario);
        return Start(plan.Hosts.SelectMany(host => host.Addresses), plan.Dark.Concat(alsoDark ?? []), plan.WithoutTcp, servers =>
        {
            foreach (var host in plan.Hosts)
            {
                servers.Add(kind, host.Addresses, host.Zones.Select(zone => servers.Write(plan.IndexOf(zone), zone, host.StateOf(zone))).ToList());
            }
        });
    }

    /// <summary>Starts one server with one zone from a file.</summary>
    internal static RealServers StartOne(ServerKind kind, IReadOnlyList<IPAddress> addresses, DomainName zone, string file) => Start(
        addresses, [], [], servers => servers.Add(kind, addresses, [new ServedZone(zone, file, ZoneState.Served)]));

    public void Dispose()
    {
        foreach (var process in _processes)
        {
            process.Dispose();
        }

        // First, since what is still running in it writes there.
        _namespace.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static RealServers Start(IEnumerable<IPAddress> alive, IEnumerable<IPAddress> dark, IEnumerable<IPAddress> withoutTcp, Action<RealServers> fill)
    {
        var servers = new RealServers(ServerNamespace.Create(alive, dark, withoutTcp));
        try
        {
            fill(servers);
            servers.Ask(servers.Wait);
            return servers;
        }
        catch
        {
            servers.Dispose();
            throw;
        }
    }

    // Servers of the day do not know the newest types by name.
    private static string Line(ResourceRecord record) => record.Type == RecordType.DSYNC
        ? $"{record.Owner.Text.TrimEnd('.')}. {record.Ttl} IN TYPE{(int)record.Type} \\# {record.Data.ToBytes().Length} {Convert.ToHexString(record.Data.ToBytes())}"
        : record.ToString();

    private ServedZone Write(int index, LabZone zone, ZoneState state)
    {
        // Several servers share the file, and the first of them may be reading it already.
        var file = Path.Combine(_folder, "zone" + index);
        if (!File.Exists(file))
        {
            File.WriteAllLines(file, zone.Records.Select(Line).Distinct());
        }

        return new ServedZone(zone.Name, state == ZoneState.Broken ? file + ".missing" : file, state);
    }

    private void Add(ServerKind kind, IReadOnlyList<IPAddress> addresses, IReadOnlyList<ServedZone> zones)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "server" + _processes.Count)).FullName;
        var process = _namespace.Start(ServerSetup.Program(kind), ServerSetup.Write(kind, folder, addresses, zones));
        _processes.Add(new ServerProcess(process, addresses, zones));
    }

    private bool Wait()
    {
        var waited = Stopwatch.StartNew();
        foreach (var process in _processes)
        {
            while (process.FirstNotReady() is { } zone)
            {
                if (process.HasEnded)
                {
                    throw new InvalidOperationException("A server did not start:\n" + process.Log);
                }

                if (process.WhyRefused(zone) is { } reason)
                {
                    _refused[zone.Name] = reason;
                    process.GiveUp(zone);
                }
                else if (waited.Elapsed > StartLimit)
                {
                    throw new TimeoutException("A server does not answer for " + zone.Absolute + ":\n" + process.Log);
                }

                Thread.Sleep(50);
            }
        }

        return true;
    }
}
