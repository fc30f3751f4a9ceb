using System;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Transport;

namespace GlueTools.Pipeline;

/// <summary>Carries exchanges from the loop thread, which must not be kept waiting, to the pipeline thread, which alone may write.</summary>
internal sealed class ExchangeLog
{
    private readonly ConcurrentQueue<Exchange> _exchanges = new();

    /// <summary>Notes an exchange. For the loop thread.</summary>
    internal void Add(Exchange exchange) => _exchanges.Enqueue(exchange);

    /// <summary>Hands over what was noted since the last time. For the pipeline thread.</summary>
    internal void Flush(Action<Exchange> write)
    {
        while (_exchanges.TryDequeue(out var exchange))
        {
            write(exchange);
        }
    }

    /// <summary>One line: who was asked what over which transport, and what came of it.</summary>
    internal static string Line(Exchange exchange)
    {
        var line = new StringBuilder();
        line.Append(exchange.Server).Append(": ").Append(exchange.Question).Append(" over ").Append(exchange.Protocol).Append(": ");
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

    /// <summary>The answer's octets in hexadecimal; null where they were not kept.</summary>
    internal static string? Hex(Exchange exchange) => exchange.ToAnswerBytes() is { } bytes
        ? exchange.Server + ": " + BitConverter.ToString(bytes).Replace("-", string.Empty)
        : null;
}
