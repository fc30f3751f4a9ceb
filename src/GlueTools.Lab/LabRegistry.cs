using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using GlueTools.Dns.Names;
using GlueTools.Lab.Scenarios;
using GlueTools.Lab.Serving;

namespace GlueTools.Lab;

/// <summary>
/// The registry of a scenario, on one port of 127.0.0.1: it holds what the zones that delegate others serve. It speaks RDAP over HTTP, without TLS, and to
/// whoever sends a line that is no request of HTTP, WHOIS.
/// </summary>
public sealed class LabRegistry : IDisposable
{
    private const int MostRequest = 8192, PatienceMs = 5000;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly RegistryData _data;

    private LabRegistry(LabScenario scenario)
    {
        _data = new RegistryData(scenario);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = Task.Run(AcceptAsync);
    }

    /// <summary>The port of both services.</summary>
    public int Port { get; }

    /// <summary>The list of RDAP servers that leads here, in IANA's form (RFC 9224).</summary>
    public string Bootstrap
    {
        get
        {
            var zones = new List<string>();
            foreach (var zone in _data.Zones)
            {
                zones.Add("\"" + zone.Text + "\"");
            }

            return "{\"version\":\"1.0\",\"publication\":\"\",\"services\":[[[" + string.Join(",", zones) + "],[\"http://127.0.0.1:" + Port + "/\"]]]}";
        }
    }

    /// <summary>Starts it, on a free port.</summary>
    /// <exception cref="SocketException">No port can be had.</exception>
    public static LabRegistry Start(LabScenario scenario) => new(scenario);

    /// <summary>Stops it.</summary>
    public void Dispose() => _listener.Stop();

    private async Task AcceptAsync()
    {
        while (true)
        {
            TcpClient client;
            try
            {
                client = await _listener.AcceptTcpClientAsync().ConfigureAwait(false);
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }

            _ = Task.Run(() => Serve(client));
        }
    }

    private void Serve(TcpClient client)
    {
        using (client)
        {
            try
            {
                client.ReceiveTimeout = client.SendTimeout = PatienceMs;
                var stream = client.GetStream();
                var head = ReadHead(stream);
                var answer = Encoding.UTF8.GetBytes(head.StartsWith("GET ", StringComparison.Ordinal) ? Http(head) : _data.Whois(head.Trim()));
                stream.Write(answer, 0, answer.Length);
                client.Client.Shutdown(SocketShutdown.Send);
            }
            catch (Exception error) when (error is IOException or SocketException or ObjectDisposedException)
            {
                // Whoever asked has gone.
            }
        }
    }

    private static string ReadHead(NetworkStream stream)
    {
        var head = new StringBuilder();
        for (int octet; head.Length < MostRequest && (octet = stream.ReadByte()) >= 0;)
        {
            head.Append((char)octet);
            if (octet == '\n' && (!StartsHttp(head) || EndsHttp(head)))
            {
                break;
            }
        }

        return head.ToString();
    }

    private static bool StartsHttp(StringBuilder head) => head.Length > 4 && head[0] == 'G' && head[1] == 'E' && head[2] == 'T' && head[3] == ' ';

    private static bool EndsHttp(StringBuilder head) => head.Length > 4 && head[head.Length - 3] == '\n';

    private string Http(string head)
    {
        var parts = head.Split(' ')[1].Split('/');
        var isName = DomainNameInput.TryRead(parts.Length == 3 ? parts[2] : string.Empty, out var name, out _, out _);
        if (isName && _data.IsUnreachable(parts[1], name))
        {
            return "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        }

        var body = isName ? _data.Rdap(parts[1], name) : null;
        var text = body ?? "{\"errorCode\":404,\"title\":\"Not found\"}";
        return "HTTP/1.1 " + (body is null ? "404 Not Found" : "200 OK") + "\r\nContent-Type: application/rdap+json\r\nContent-Length: " + Encoding.UTF8.GetByteCount(text) + "\r\nConnection: close\r\n\r\n" + text;
    }
}
