using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using GlueTools.Registry.Objects;
using GlueTools.Registry.Settings;

namespace GlueTools.Registry.Http;

/// <summary>
/// Gets resources over HTTP/1.1, one connection for each. Redirects are followed here, not below: each hop is checked as the first was (https, no
/// special-purpose address), and a circle or a long way ends.
/// </summary>
internal sealed class RegistryHttp(RegistryOptions options)
{
    private const int MostRedirects = 5;

    private static readonly string Agent = "GlueTools/" + typeof(RegistryHttp).Assembly.GetName().Version?.ToString(3);

    private readonly Connector _connector = new(options);

    /// <summary>Gets a resource.</summary>
    /// <param name="uri">Which.</param>
    /// <param name="etag">The tag of the one that is there already; empty for none.</param>
    /// <param name="cancel">Ends it.</param>
    /// <param name="gate">Holds questions to one server apart.</param>
    /// <exception cref="AskException">It cannot be had.</exception>
    internal async Task<HttpReply> GetAsync(Uri uri, string etag, ServerGate gate, CancellationToken cancel)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var hop = uri; ;)
        {
            ThrowIfForbidden(hop);
            if (!seen.Add(hop.AbsoluteUri))
            {
                throw new AskException(uri.Host + " redirects in a circle, by " + CleanText.Of(hop.AbsoluteUri) + ".");
            }

            if (seen.Count > MostRedirects + 1)
            {
                throw new AskException(uri.Host + " redirects more than " + MostRedirects + " times.");
            }

            var asked = hop;
            var reply = await gate.AskAsync(hop.Authority, () => AskAsync(asked, seen.Count == 1 ? etag : string.Empty, cancel), cancel).ConfigureAwait(false);
            reply.Source = hop;
            if (!reply.IsRedirect)
            {
                return reply;
            }

            hop = Uri.TryCreate(hop, reply.Header("location"), out var next) && reply.Header("location").Length > 0
                ? next
                : throw new AskException(hop.Host + " redirects to nowhere.");
        }
    }

    private void ThrowIfForbidden(Uri uri)
    {
        if (uri.Scheme != "https" && !(uri.Scheme == "http" && options.AllowHttp))
        {
            throw new AskException(uri.Scheme == "http"
                ? uri.Host + " was not asked, since " + CleanText.Of(uri.AbsoluteUri) + " is without TLS."
                : "'" + CleanText.Of(uri.AbsoluteUri) + "' was not asked, since it is not https.");
        }

        if (uri.UserInfo.Length > 0)
        {
            throw new AskException(uri.Host + " was not asked, since its address carries a user's name.");
        }
    }

    private async Task<HttpReply> AskAsync(Uri uri, string etag, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(options.Timeout);
        try
        {
            using var connection = await _connector.OpenAsync(uri.DnsSafeHost, uri.Port, isWhois: false, limit.Token).ConfigureAwait(false);
            if (uri.Scheme == "https")
            {
                connection.Stream = await TlsClient.OpenAsync(connection.Stream, uri.DnsSafeHost, options.TrustedRoot).ConfigureAwait(false);
            }

            await connection.WriteAsync(Request(uri, etag), limit.Token).ConfigureAwait(false);
            return await HttpReplyReader.ReadAsync(connection.Stream, uri.Host, limit.Token).ConfigureAwait(false);
        }
        catch (Exception) when (cancel.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancel);
        }
        catch (Exception error) when (limit.IsCancellationRequested && error is not AskException)
        {
            throw new AskException(uri.Host + " did not finish its answer within " + options.Timeout.TotalSeconds.ToString("0.#", System.Globalization.CultureInfo.InvariantCulture) + " s.", error);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or System.Net.Sockets.SocketException or InvalidOperationException)
        {
            throw new AskException("The connection to " + uri.Host + " broke: " + CleanText.Of(error.Message).TrimEnd('.') + ".", error);
        }
    }

    // The path comes from a list of servers and from redirects: what Uri gives is escaped, so no line can be smuggled in.
    private static string Request(Uri uri, string etag) =>
        "GET " + uri.PathAndQuery + " HTTP/1.1\r\nHost: " + (uri.IsDefaultPort ? uri.IdnHost : uri.IdnHost + ":" + uri.Port) + "\r\nUser-Agent: " + Agent
        + "\r\nAccept: application/rdap+json, application/json;q=0.5\r\nAccept-Encoding: gzip\r\nConnection: close\r\n"
        + (etag.Length == 0 ? string.Empty : "If-None-Match: " + etag + "\r\n") + "\r\n";
}
