using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Servers.Tests.Servers;

/// <summary>A running server, what it has said, and which of its zones it answers for.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;
    private readonly IReadOnlyList<IPAddress> _addresses;
    private readonly List<ServedZone> _waiting;
    private readonly HashSet<IPAddress> _answering = [];
    private readonly StringBuilder _log = new();

    internal ServerProcess(Process process, IReadOnlyList<IPAddress> addresses, IEnumerable<ServedZone> zones)
    {
        _process = process;
        _addresses = addresses;
        _waiting = zones.Where(zone => zone.State == ZoneState.Served).ToList();
        process.OutputDataReceived += Heard;
        process.ErrorDataReceived += Heard;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    internal bool HasEnded => _process.HasExited;

    internal string Log
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    /// <summary>The first zone that is not answered with authority; null once all are and every address answers.</summary>
    internal ServedZone? FirstNotReady()
    {
        _waiting.RemoveAll(zone => Ask(_addresses[0], zone.Name) is [_, _, var flags, var code, ..] && (flags & 0x04) != 0 && (code & 0x0F) == 0);
        if (_waiting.Count > 0)
        {
            return _waiting[0];
        }

        foreach (var address in _addresses.Where(address => !_answering.Contains(address)))
        {
            if (Ask(address, DomainName.Root) is null)
            {
                return new ServedZone(DomainName.Root, string.Empty, ZoneState.Denied);
            }

            _answering.Add(address);
        }

        return null;
    }

    /// <summary>What the server said when it refused to load a zone; null as long as it has not.</summary>
    internal string? WhyRefused(ServedZone zone)
    {
        if (zone.File.Length == 0)
        {
            // An address that does not answer yet: of that a server says nothing.
            return null;
        }

        string[] marks = ["zone " + zone.Name.Text + "/IN: ", "[" + zone.Absolute + "] ", zone.File + ":"];
        // What the server calls an error tells more than what it has said before.
        var lines = Log.Split('\n').OrderBy(line => line.Contains("error: ", StringComparison.Ordinal) ? 0 : 1).SelectMany(line => marks.Where(line.Contains).Select(
            mark => line[(line.IndexOf(mark, StringComparison.Ordinal) + mark.Length)..])).ToList();
        var isRefused = lines.Exists(line => line.Contains("not loaded", StringComparison.Ordinal) || line.Contains("'load' failed", StringComparison.Ordinal))
            || Log.Contains("zone " + zone.Absolute + " file " + zone.File + " read with ", StringComparison.Ordinal);
        return isRefused ? lines[0].Replace(zone.File, "its file", StringComparison.Ordinal) : null;
    }

    internal void GiveUp(ServedZone zone) => _waiting.Remove(zone);

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            // Its children are in the namespace, and end with that: looking for them among all processes takes longer than the rest of a test.
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private static byte[]? Ask(IPAddress address, DomainName zone)
    {
        var query = new byte[QueryWriter.MaxLength];
        var length = QueryWriter.Write(query, 1, new Question(zone, RecordType.SOA), new QueryOptions { EdnsSize = 0 });
        using var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 300 };
        var answer = new byte[512];
        try
        {
            socket.Connect(address, 53);
            socket.Send(query, length, SocketFlags.None);
            return answer[..socket.Receive(answer)];
        }
        catch (SocketException)
        {
            return null;
        }
    }

    private void Heard(object sender, DataReceivedEventArgs line)
    {
        lock (_log)
        {
            _log.Append(line.Data).Append('\n');
        }
    }
}
