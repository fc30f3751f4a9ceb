using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;

namespace GlueTools.Servers.Tests.Servers;

/// <summary>
/// A network namespace with server addresses in it, and one beside it that has a route to each of them: whoever asks does so from there. The two know nothing of the machine's own
/// network, so several can stand side by side with the same addresses; but only those of one process at a time, and what an earlier one left behind after a crash is removed first.
/// </summary>
internal sealed class ServerNamespace : IDisposable
{
    private const string Prefix = "gluetools-";
    private const string Here = "gluehere";
    private const string There = "gluethere";
    private static readonly MachineLock Machine = new(RemoveAll);
    private static int _last;

    private readonly IDisposable _lock = Machine.Take();
    private readonly string _client;

    private ServerNamespace()
    {
        var number = Interlocked.Increment(ref _last);
        Name = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Environment.ProcessId}-{number}");
        _client = Name + "-asks";
    }

    /// <summary>As <c>ip netns</c> knows it.</summary>
    internal string Name { get; }

    /// <summary>Makes it.</summary>
    /// <param name="alive">Addresses that servers can be bound to.</param>
    /// <param name="dark">Addresses with a route to the namespace, which drops what comes.</param>
    /// <param name="withoutTcp">Of the first, those where a packet filter stops TCP to port 53.</param>
    internal static ServerNamespace Create(IEnumerable<IPAddress> alive, IEnumerable<IPAddress> dark, IEnumerable<IPAddress> withoutTcp)
    {
        var made = new ServerNamespace();
        try
        {
            made.Build(alive.ToList(), dark.ToList(), withoutTcp.ToList());
            return made;
        }
        catch
        {
            made.Dispose();
            throw;
        }
    }

    /// <summary>Does something on a thread that sees the servers; so do the threads and programs that it starts.</summary>
    internal T Ask<T>(Func<T> action) => NamespaceThread.Run(_client, action);

    /// <summary>Starts a program inside.</summary>
    internal Process Start(string program, IEnumerable<string> arguments)
    {
        // ip becomes the program, so the process is the program itself.
        var start = new ProcessStartInfo(ToolRun.Find("ip")!, ["netns", "exec", Name, ToolRun.Find(program)!, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start)!;
    }

    /// <summary>UDP datagrams and TCP connections that have come in so far, by the kernel's count.</summary>
    internal (long Udp, long Tcp) Arrivals()
    {
        // Two lines a protocol: names, and values in the same order.
        var plain = Inside("cat", "/proc/net/snmp").Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
        long Value(string protocol, string name)
        {
            var rows = plain.Where(row => row.Length > 0 && row[0] == protocol + ":").ToList();
            return long.Parse(rows[1][Array.IndexOf(rows[0], name)], CultureInfo.InvariantCulture);
        }

        var udp6 = Inside("cat", "/proc/net/snmp6").Split('\n').Single(line => line.StartsWith("Udp6InDatagrams", StringComparison.Ordinal)).Split(' ')[^1];
        return (Value("Udp", "InDatagrams") + long.Parse(udp6, CultureInfo.InvariantCulture), Value("Tcp", "PassiveOpens"));
    }

    private string Inside(string program, params string[] arguments) => ToolRun.Must("ip", ["netns", "exec", Name, program, .. arguments]);

    public void Dispose()
    {
        try
        {
            Remove(Name);
            Remove(_client);
        }
        finally
        {
            _lock.Dispose();
        }
    }

    // Whoever holds the lock is the only process that has any, so what is there as it takes it is left over.
    private static void RemoveAll()
    {
        foreach (var name in ToolRun.Run("ip", ["netns", "list"]).Output.Split('\n').Select(line => line.Split(' ')[0]).Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            Remove(name);
        }
    }

    private static void Remove(string name)
    {
        foreach (var pid in ToolRun.Run("ip", ["netns", "pids", name]).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            // A thread of ours that has not ended yet counts as well.
            if (int.Parse(pid, CultureInfo.InvariantCulture) is var id && id != Environment.ProcessId)
            {
                Kill(id);
            }
        }

        ToolRun.Run("ip", ["netns", "delete", name]);
    }

    private static void Kill(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            process.Kill();
            process.WaitForExit();
        }
        catch (ArgumentException)
        {
            // It has ended by itself.
        }
    }

    private void Build(List<IPAddress> alive, List<IPAddress> dark, List<IPAddress> withoutTcp)
    {
        ToolRun.Must("ip", ["netns", "add", Name]);
        ToolRun.Must("ip", ["netns", "add", _client]);
        ToolRun.Must("ip", ["-n", _client, "link", "add", Here, "type", "veth", "peer", "name", There, "netns", Name]);

        var there = new StringBuilder("link set lo up\naddr add 198.18.253.2/30 dev " + There + "\naddr add fd53:253::2/64 dev " + There + " nodad\nlink set " + There + " up\n");
        var here = new StringBuilder("link set lo up\naddr add 198.18.253.1/30 dev " + Here + "\naddr add fd53:253::1/64 dev " + Here + " nodad\nlink set " + Here + " up\n");
        foreach (var address in alive.Concat(dark))
        {
            here.Append(CultureInfo.InvariantCulture, $"route add {Prefixed(address)} via {(IsIPv6(address) ? "fd53:253::2" : "198.18.253.2")} dev {Here}\n");
        }

        foreach (var address in alive)
        {
            there.Append(CultureInfo.InvariantCulture, $"addr add {Prefixed(address)} dev {There}{(IsIPv6(address) ? " nodad" : string.Empty)}\n");
        }

        foreach (var address in dark)
        {
            there.Append(CultureInfo.InvariantCulture, $"route add blackhole {Prefixed(address)}\n");
        }

        Batch(["-n", Name], there.ToString());
        Batch(["-n", _client], here.ToString());
        FilterTcp("-4", withoutTcp.Where(address => !IsIPv6(address)));
        FilterTcp("-6", withoutTcp.Where(IsIPv6));
    }

    // Routing rules can look at ports, so that no packet filter need be installed. They must come before the rule for local addresses.
    private void FilterTcp(string family, IEnumerable<IPAddress> addresses)
    {
        var rules = string.Concat(addresses.Select(address => $"rule add pref 5 to {Prefixed(address)} ipproto tcp dport 53 prohibit\n"));
        if (rules.Length > 0)
        {
            Batch(["-n", Name, family], "rule add pref 10 lookup local\nrule del pref 0\n" + rules);
        }
    }

    private static void Batch(string[] options, string lines) => ToolRun.Must("ip", [.. options, "-batch", "-"], lines);

    private static string Prefixed(IPAddress address) => address + (IsIPv6(address) ? "/128" : "/32");

    private static bool IsIPv6(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6;
}
