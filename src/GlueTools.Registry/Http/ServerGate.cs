using System;
using System.Collections.Concurrent;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using GlueTools.Registry.Objects;
using GlueTools.Registry.Settings;

namespace GlueTools.Registry.Http;

/// <summary>
/// At most one question at a time to a server. One that says that it is asked too much (429, or 503 with a time) is left alone for as long as it says: questions
/// to it wait where that is short, and are not put where it is long. One that fails again and again does not hold up a list.
/// </summary>
internal sealed class ServerGate(RegistryOptions options)
{
    /// <summary>What is waited where the server does not say how long.</summary>
    private const int UnsaidSeconds = 10;

    private const int MostRepeats = 2, MostFailures = 3;

    private readonly ConcurrentDictionary<string, Server> _servers = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="AskException">The server wants to be left alone for longer than may be waited.</exception>
    internal async Task<HttpReply> AskAsync(string authority, Func<Task<HttpReply>> ask, CancellationToken cancel)
    {
        var server = _servers.GetOrAdd(authority, _ => new Server());
        await server.Turn.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            for (var repeat = 0; ; repeat++)
            {
                await WaitAsync(authority, server, cancel).ConfigureAwait(false);
                var reply = await TryAsync(server, ask).ConfigureAwait(false);
                if (reply.Status != 429 && !(reply.Status == 503 && reply.Header("retry-after").Length > 0))
                {
                    return reply;
                }

                server.ClosedUntilUtc = Until(reply.Header("retry-after"));
                if (repeat == MostRepeats)
                {
                    throw Closed(authority, server);
                }
            }
        }
        finally
        {
            server.Turn.Release();
        }
    }

    /// <summary>Takes the turn at a server that does not speak HTTP.</summary>
    internal async Task<T> InTurnAsync<T>(string authority, Func<Task<T>> ask, CancellationToken cancel)
    {
        var server = _servers.GetOrAdd(authority, _ => new Server());
        await server.Turn.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            await WaitAsync(authority, server, cancel).ConfigureAwait(false);
            return await TryAsync(server, ask).ConfigureAwait(false);
        }
        finally
        {
            server.Turn.Release();
        }
    }

    private async Task<T> TryAsync<T>(Server server, Func<Task<T>> ask)
    {
        if (server.Failures >= MostFailures && options.UtcNow() < server.FailedUntilUtc)
        {
            throw new AskException(server.Failure + " It has failed " + MostFailures + " times in a row and is left alone for a minute.");
        }

        try
        {
            var answer = await ask().ConfigureAwait(false);
            server.Failures = 0;
            return answer;
        }
        catch (AskException error)
        {
            server.Failures++;
            server.Failure = error.Message;
            server.FailedUntilUtc = options.UtcNow() + TimeSpan.FromMinutes(1);
            throw;
        }
    }

    private async Task WaitAsync(string authority, Server server, CancellationToken cancel)
    {
        var left = server.ClosedUntilUtc - options.UtcNow();
        if (left > options.LongestWait)
        {
            throw Closed(authority, server);
        }

        if (left > TimeSpan.Zero)
        {
            await options.Delay(left, cancel).ConfigureAwait(false);
        }
    }

    private static AskException Closed(string authority, Server server) => new(
        authority + " says that it is asked too much, and to ask again after " + server.ClosedUntilUtc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) + ".") { ClosedUntilUtc = server.ClosedUntilUtc };

    // Seconds or a date (RFC 9110, section 10.2.3); never more than a day, whatever is written there.
    private DateTime Until(string retryAfter)
    {
        var now = options.UtcNow();
        var day = TimeSpan.FromDays(1);
        if (long.TryParse(retryAfter, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return now + (seconds > day.TotalSeconds ? day : TimeSpan.FromSeconds(Math.Max(1, seconds)));
        }

        if (DateTime.TryParseExact(retryAfter, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date))
        {
            return date > now + day ? now + day : date;
        }

        return now + TimeSpan.FromSeconds(UnsaidSeconds);
    }

    private sealed class Server
    {
        internal SemaphoreSlim Turn { get; } = new(1, 1);

        internal DateTime ClosedUntilUtc { get; set; }

        /// <summary>Questions in a row that brought nothing that could be used.</summary>
        internal int Failures { get; set; }

        internal string Failure { get; set; } = string.Empty;

        internal DateTime FailedUntilUtc { get; set; }
    }
}
