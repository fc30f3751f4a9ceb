using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using GlueTools.Dns.Addresses;
using GlueTools.Registry.Objects;
using GlueTools.Registry.Settings;

namespace GlueTools.Registry.Http;

/// <summary>
/// Opens connections to registries. A host is resolved once, its addresses are checked, and the connection goes to an address that was checked, so that no
/// second answer of DNS can lead elsewhere. Behind a proxy that is the proxy's business.
/// </summary>
internal sealed class Connector(RegistryOptions options)
{
    private const int MostAddresses = 4;

    /// <exception cref="AskException">It cannot be reached, or must not be.</exception>
    internal async Task<Connection> OpenAsync(string host, int port, bool isWhois, CancellationToken cancel)
    {
        var proxy = isWhois && !options.Proxy.IsGiven ? null : options.Proxy.For(host);
        if (proxy is null)
        {
            return await ConnectAsync(await AddressesAsync(host).ConfigureAwait(false), host, port, cancel).ConfigureAwait(false);
        }

        if (IPAddress.TryParse(host, out var literal))
        {
            ThrowIfForbidden([literal], host);
        }

        IPAddress[] addresses;
        try
        {
            addresses = IPAddress.TryParse(proxy.Host, out var one) ? [one] : await options.Resolve(proxy.DnsSafeHost).ConfigureAwait(false);
        }
        catch (SocketException error)
        {
            throw new AskException("The proxy " + proxy.Host + " cannot be found: " + error.Message.TrimEnd('.') + ".", error);
        }

        var connection = await ConnectAsync(addresses, "the proxy " + proxy.Host, proxy.Port, cancel).ConfigureAwait(false);
        try
        {
            await TunnelAsync(connection, proxy, host, port, cancel).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static async Task TunnelAsync(Connection connection, Uri proxy, string host, int port, CancellationToken cancel)
    {
        var target = (host.IndexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
        await connection.WriteAsync("CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n" + ProxyChoice.Authorization(proxy) + "\r\n", cancel).ConfigureAwait(false);
        // One octet at a time, so that nothing is taken that belongs to what goes through the tunnel.
        var reply = await HttpReplyReader.ReadHeadAsync(new HttpInput(new OneOctet(connection.Stream), "The proxy " + proxy.Host), "The proxy " + proxy.Host, cancel).ConfigureAwait(false);
        if (reply.Status is < 200 or > 299)
        {
            throw new AskException("The proxy " + proxy.Host + " refuses the way to " + target + " with status " + reply.Status + ".");
        }
    }

    private async Task<IReadOnlyList<IPAddress>> AddressesAsync(string host)
    {
        IPAddress[] found;
        try
        {
            found = IPAddress.TryParse(host.Trim('[', ']'), out var literal) ? [literal] : await options.Resolve(host).ConfigureAwait(false);
        }
        catch (Exception error) when (error is SocketException or ArgumentException)
        {
            throw new AskException(host + " cannot be found in DNS: " + error.Message.TrimEnd('.') + ".", error);
        }

        return ThrowIfForbidden(found, host);
    }

    private List<IPAddress> ThrowIfForbidden(IReadOnlyList<IPAddress> found, string host)
    {
        var allowed = new List<IPAddress>();
        var why = string.Empty;
        foreach (var address in found)
        {
            var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
            if (SpecialAddress.IsNeverAsked(plain) || (!options.AllowSpecialAddresses && SpecialAddress.WhyNotPublic(plain) is not null))
            {
                why = plain + ": " + (SpecialAddress.WhyNotPublic(plain) ?? "it is never asked");
            }
            else if (allowed.Count < MostAddresses)
            {
                allowed.Add(plain);
            }
        }

        return allowed.Count > 0 ? allowed
            : throw new AskException(why.Length == 0 ? host + " has no address." : host + " was not asked, since it leads to " + why + ".");
    }

    private static async Task<Connection> ConnectAsync(IReadOnlyList<IPAddress> addresses, string host, int port, CancellationToken cancel)
    {
        Exception? last = null;
        foreach (var address in addresses)
        {
            cancel.ThrowIfCancellationRequested();
            var client = new TcpClient(address.AddressFamily);
            try
            {
                using (cancel.Register(client.Dispose))
                {
                    await client.ConnectAsync(address, port).ConfigureAwait(false);
                }

                return new Connection(client, cancel);
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException or NullReferenceException or InvalidOperationException)
            {
                client.Dispose();
                cancel.ThrowIfCancellationRequested();
                last = error;
            }
        }

        throw new AskException("There is no connection to " + host + ", port " + port + ": " + (last?.Message ?? "it has no address").TrimEnd('.') + ".", last);
    }

    private sealed class OneOctet(Stream inner) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => inner.ReadAsync(buffer, offset, 1, cancellationToken);

        public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, 1);

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
