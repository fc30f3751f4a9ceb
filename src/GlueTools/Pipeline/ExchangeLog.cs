using System;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Threading;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;

namespace GlueTools.Pipeline;

/// <summary>
/// Carries exchanges from the loop thread, which must not be kept waiting, to the pipeline thread, which alone may write. Where nobody wants to see them,
/// they are counted and not kept.
/// </summary>
internal sealed class ExchangeLog
{
    private readonly ConcurrentQueue<Exchange>? _exchanges;
    private long _count;

    /// <summary>Starts a log.</summary>
    /// <param name="isShown">Whether lines will be asked for.</param>
    internal ExchangeLog(bool isShown) => _exchanges = isShown ? new ConcurrentQueue<Exchange>() : null;

    /// <summary>Exchanges that have ended.</summary>
    internal long Count => Interlocked.Read(ref _count);

    /// <summary>Exchanges that are kept.</summary>
    internal int Kept => _exchanges?.Count ?? 0;

    /// <summary>Notes an exchange. For the loop thread.</summary>
    internal void Add(Exchange exchange)
    {
        Interlocked.Increment(ref _count);
        _exchanges?.Enqueue(exchange);
    }

    /// <summary>Hands over what was noted since the last time. For the pipeline thread.</summary>
    internal void Flush(Action<Exchange> write)
    {
        while (_exchanges is not null && _exchanges.TryDequeue(out var exchange))
        {
            write(exchange);
        }
    }

    /// <summary>One line: who was asked what over which transport, and what came of it.</summary>
    internal static string Line(Exchange exchange)
    {
        var line = Begin(exchange);
        if (exchange.Message is not { } message)
        {
            line.Append(exchange.Outcome);
            if (exchange.Problem is { } problem)
            {
                line.Append(" (").Append(problem).Append(')');
            }

            return line.ToString();
        }

        line.Append(message.ResponseCode.ToText()).Append(message.IsAuthoritative ? " aa" : string.Empty);
        line.AppendFormat(
            CultureInfo.InvariantCulture,
            ", {0} answer, {1} authority, {2} additional, {3} us",
            message.Answer.Count,
            message.Authority.Count,
            message.Additional.Count,
            exchange.RoundTripUs);
        return line.ToString();
    }

    /// <summary>The octets in hexadecimal: of the question, of a truncated response that led to TCP, of the response.</summary>
    internal static string Hex(Exchange exchange)
    {
        var line = Begin(exchange).Append("question ").Append(Hex(exchange.ToQuestionBytes()) ?? "not sent");
        if (exchange.TruncatedMessage is not null && exchange.TruncatedMessage != exchange.Message)
        {
            line.Append(", truncated response ").Append(Hex(exchange.ToTruncatedBytes()));
        }

        return line.Append(", response ").Append(Hex(exchange.ToAnswerBytes()) ?? "none (" + exchange.Outcome + ")").ToString();
    }

    private static StringBuilder Begin(Exchange exchange) =>
        new StringBuilder().Append(exchange.Server).Append(": ").Append(exchange.Question).Append(" over ").Append(exchange.Protocol).Append(": ");

    private static string? Hex(byte[]? bytes) => bytes is null ? null : BitConverter.ToString(bytes).Replace("-", string.Empty);
}
