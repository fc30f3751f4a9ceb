using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Threading;
using System.Threading.Tasks;
using GlueTools.Registry.Objects;

namespace GlueTools.Registry.Http;

/// <summary>Reads one answer of HTTP/1.1 (RFC 9112) from a connection that serves no further one. Nothing of it is without a ceiling.</summary>
internal static class HttpReplyReader
{
    /// <summary>Octets of a body, as sent and as unfolded.</summary>
    internal const int MostBody = 1 << 20;

    private const int MostLine = 8192, MostFields = 100, MostInterim = 5;

    /// <exception cref="AskException">It is no such answer, or too much of one.</exception>
    internal static async Task<HttpReply> ReadAsync(Stream stream, string server, CancellationToken cancel)
    {
        var input = new HttpInput(stream, server);
        var reply = await ReadHeadAsync(input, server, cancel).ConfigureAwait(false);
        for (var interim = 0; reply.Status is >= 100 and < 200; interim++)
        {
            if (interim == MostInterim)
            {
                throw new AskException(server + " announces answers without end and gives none.");
            }

            reply = await ReadHeadAsync(input, server, cancel).ConfigureAwait(false);
        }

        if (reply.Status is not (204 or 304))
        {
            reply.Body = Unfold(await ReadBodyAsync(input, reply, server, cancel).ConfigureAwait(false), reply.Header("content-encoding"), server);
        }

        return reply;
    }

    /// <summary>Reads the head of an answer.</summary>
    internal static async Task<HttpReply> ReadHeadAsync(HttpInput input, string server, CancellationToken cancel)
    {
        var first = await input.ReadLineAsync(MostLine, cancel).ConfigureAwait(false) ?? throw new AskException(server + " ended the connection without an answer.");
        // HTTP/1.1 200 OK
        if (!(first.StartsWith("HTTP/1.", StringComparison.Ordinal) && first.Length >= 12 && first[8] == ' '
            && int.TryParse(first.Substring(9, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status >= 100 && (first.Length == 12 || first[12] == ' ')))
        {
            throw new AskException(server + " did not answer in HTTP.");
        }

        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var count = 0; ; count++)
        {
            var line = await input.ReadLineAsync(MostLine, cancel).ConfigureAwait(false) ?? throw new AskException(server + " ended the connection in the middle of its answer.");
            if (line.Length == 0)
            {
                return new HttpReply(status, fields);
            }

            var colon = line.IndexOf(':');
            if (count == MostFields || colon <= 0 || line[0] is ' ' or '\t')
            {
                throw new AskException(server + " sent a head that is none of HTTP, or has more than " + MostFields + " fields.");
            }

            var name = line.Substring(0, colon).ToLowerInvariant();
            var value = line.Substring(colon + 1).Trim();
            if (fields.TryGetValue(name, out var before) && before != value && name is "content-length" or "transfer-encoding" or "location")
            {
                throw new AskException(server + " sent two different fields '" + name + "'.");
            }

            fields[name] = value;
        }
    }

    private static async Task<byte[]> ReadBodyAsync(HttpInput input, HttpReply reply, string server, CancellationToken cancel)
    {
        using var body = new MemoryStream();
        var coding = reply.Header("transfer-encoding");
        if (coding.Length > 0)
        {
            if (!string.Equals(coding, "chunked", StringComparison.OrdinalIgnoreCase))
            {
                throw new AskException(server + " sent its answer in a coding that was not asked for: '" + CleanText.Of(coding) + "'.");
            }

            await ReadChunksAsync(input, body, server, cancel).ConfigureAwait(false);
        }
        else if (reply.Headers.TryGetValue("content-length", out var text))
        {
            if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length))
            {
                throw new AskException(server + " sent a length that is no number.");
            }

            ThrowIfTooLong(length, server);
            await input.CopyAsync(body, length, cancel).ConfigureAwait(false);
        }
        else
        {
            await input.CopyToEndAsync(body, MostBody, cancel).ConfigureAwait(false);
            ThrowIfTooLong(body.Length, server);
        }

        return body.ToArray();
    }

    private static async Task ReadChunksAsync(HttpInput input, MemoryStream body, string server, CancellationToken cancel)
    {
        while (true)
        {
            var line = await input.ReadLineAsync(MostLine, cancel).ConfigureAwait(false) ?? throw new AskException(server + " ended the connection in the middle of its answer.");
            var end = line.IndexOf(';');
            var digits = (end < 0 ? line : line.Substring(0, end)).Trim();
            if (digits.Length > 8 || !long.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var length))
            {
                throw new AskException(server + " sent a chunk whose length is no number.");
            }

            if (length == 0)
            {
                // Fields may follow; nothing comes of them, and the connection is not used again.
                return;
            }

            ThrowIfTooLong(body.Length + length, server);
            await input.CopyAsync(body, length, cancel).ConfigureAwait(false);
            if (await input.ReadLineAsync(2, cancel).ConfigureAwait(false) is not "")
            {
                throw new AskException(server + " sent a chunk that is longer or shorter than it says.");
            }
        }
    }

    private static byte[] Unfold(byte[] body, string coding, string server)
    {
        if (coding.Length == 0 || string.Equals(coding, "identity", StringComparison.OrdinalIgnoreCase))
        {
            return body;
        }

        if (!string.Equals(coding, "gzip", StringComparison.OrdinalIgnoreCase))
        {
            throw new AskException(server + " sent its answer in a coding that was not asked for: '" + CleanText.Of(coding) + "'.");
        }

        try
        {
            using var unfolded = new MemoryStream();
            using var gzip = new GZipStream(new MemoryStream(body), CompressionMode.Decompress);
            var part = new byte[8192];
            for (int read; (read = gzip.Read(part, 0, part.Length)) > 0;)
            {
                unfolded.Write(part, 0, read);
                ThrowIfTooLong(unfolded.Length, server);
            }

            return unfolded.ToArray();
        }
        catch (InvalidDataException damaged)
        {
            throw new AskException(server + " sent an answer that says it is gzip and is not.", damaged);
        }
    }

    private static void ThrowIfTooLong(long length, string server)
    {
        if (length > MostBody)
        {
            throw new AskException(server + " sent an answer of more than " + MostBody.ToString("N0", CultureInfo.InvariantCulture) + " octets.");
        }
    }
}
