using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace GlueTools.Registry.Tests.Serving;

/// <summary>A server on loopback that answers each connection by what a test says: over TLS where it has a certificate.</summary>
internal sealed class TestServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Func<string, Stream, CancellationToken, Task> _answer;
    private readonly X509Certificate2? _certificate;

    /// <summary>Starts it.</summary>
    /// <param name="certificate">Whose key it has; null for no TLS.</param>
    /// <param name="answer">Answers a question, of which it gets the head (or the line, in WHOIS).</param>
    /// <param name="protocols">The versions of TLS that it speaks.</param>
    internal TestServer(X509Certificate2? certificate, Func<string, Stream, CancellationToken, Task> answer, SslProtocols protocols = SslProtocols.None)
    {
        _certificate = certificate;
        _answer = answer;
        _listener.Start();
        _ = Task.Run(() => AcceptAsync(protocols));
    }

    internal int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    internal ConcurrentQueue<string> Questions { get; } = new();

    /// <summary>The name that a client gave for TLS, last.</summary>
    internal string? TlsName { get; private set; }

    /// <summary>A server of HTTP whose answers are found by their paths.</summary>
    internal static TestServer OfPaths(X509Certificate2? certificate, Func<string, string> answer) =>
        new(certificate, (head, stream, cancel) => WriteAsync(stream, answer(PathOf(head)), cancel));

    internal static string PathOf(string head) => head.Split(' ')[1];

    internal static string Reply(int status, string body, params string[] headers) =>
        $"HTTP/1.1 {status} Some Words\r\nContent-Type: application/rdap+json\r\n{string.Concat(Lines(headers))}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";

    internal static Task WriteAsync(Stream stream, string text, CancellationToken cancel) => stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancel).AsTask();

    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
    }

    private static IEnumerable<string> Lines(string[] headers)
    {
        foreach (var header in headers)
        {
            yield return header + "\r\n";
        }
    }

    private async Task AcceptAsync(SslProtocols protocols)
    {
        while (!_end.IsCancellationRequested)
        {
            var client = await _listener.AcceptTcpClientAsync(_end.Token);
            _ = Task.Run(() => ServeAsync(client, protocols));
        }
    }

    private async Task ServeAsync(TcpClient client, SslProtocols protocols)
    {
        try
        {
            using var owned = client;
            Stream stream = client.GetStream();
            if (_certificate is not null)
            {
                var tls = new SslStream(stream);
                stream = tls;
                await tls.AuthenticateAsServerAsync(
                    new SslServerAuthenticationOptions
                    {
                        EnabledSslProtocols = protocols,
                        ServerCertificateSelectionCallback = (_, name) =>
                        {
                            TlsName = name;
                            return _certificate;
                        },
                    },
                    _end.Token);
            }

            await using (stream)
            {
                var head = await HeadAsync(stream, _end.Token);
                if (head.Length == 0)
                {
                    return;
                }

                Questions.Enqueue(head);
                await _answer(head, stream, _end.Token);
                await stream.FlushAsync(_end.Token);
            }
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or AuthenticationException or SocketException or ObjectDisposedException)
        {
            // The client has gone, or the test is over.
        }
    }

    // A head of HTTP, or one line.
    private static async Task<string> HeadAsync(Stream stream, CancellationToken cancel)
    {
        var head = new StringBuilder();
        var octet = new byte[1];
        while (await stream.ReadAsync(octet, cancel) == 1)
        {
            head.Append((char)octet[0]);
            var text = head.ToString();
            if (text.EndsWith("\r\n\r\n", StringComparison.Ordinal) || (text.EndsWith("\r\n", StringComparison.Ordinal) && !text.Contains(" HTTP/1.1\r\n", StringComparison.Ordinal)))
            {
                return text;
            }
        }

        return head.ToString();
    }
}
