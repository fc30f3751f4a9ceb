using System;
using System.IO;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace GlueTools.Registry.Http;

/// <summary>A connection that ends with its time limit, whatever is being waited for on it: not every framework looks at a token while it reads.</summary>
internal sealed class Connection : IDisposable
{
    private readonly TcpClient _client;
    private readonly CancellationTokenRegistration _end;

    internal Connection(TcpClient client, CancellationToken cancel)
    {
        _client = client;
        Stream = client.GetStream();
        _end = cancel.Register(client.Dispose);
    }

    /// <summary>The octets; TLS takes its place once it is spoken.</summary>
    internal Stream Stream { get; set; }

    internal Task WriteAsync(string text, CancellationToken cancel)
    {
        var octets = System.Text.Encoding.ASCII.GetBytes(text);
        return Stream.WriteAsync(octets, 0, octets.Length, cancel);
    }

    public void Dispose()
    {
        _end.Dispose();
        try
        {
            Stream.Dispose();
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The farewell of TLS to somebody who has gone.
        }

        _client.Dispose();
    }
}
