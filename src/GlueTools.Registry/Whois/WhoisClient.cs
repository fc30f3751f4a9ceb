using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using GlueTools.Dns.Names;
using GlueTools.Registry.Http;
using GlueTools.Registry.Objects;
using GlueTools.Registry.Settings;

namespace GlueTools.Registry.Whois;

/// <summary>Asks WHOIS servers (RFC 3912), from one that refers to that of the top-level domain.</summary>
internal sealed class WhoisClient(RegistryOptions options, ServerGate gate)
{
    private const int Port = 43, MostReferrals = 4, MostKnown = 10_000;

    /// <summary>Servers whose questions have a form of their own: without it they answer something else, or not in English.</summary>
    private static readonly KeyValuePair<string, string>[] Forms =
        [new("whois.denic.de", "-T dn,ace {0}"), new("whois.jprs.jp", "{0}/e"), new("whois.verisign-grs.com", "domain {0}")];

    private static readonly Task<WhoisAnswer?> NoAnswer = Task.FromResult<WhoisAnswer?>(null);

    private readonly Connector _connector = new(options);

    /// <summary>Who was referred to, by whom and for which top-level domain.</summary>
    private readonly ConcurrentDictionary<(string Server, DomainName Top), string> _referrals = new();

    /// <summary>Asks about a domain; with the server that answered.</summary>
    /// <exception cref="AskException">Nobody could be asked, or what came was no answer.</exception>
    internal async Task<(string Server, WhoisAnswer Answer)> AskAsync(DomainName domain, CancellationToken cancel)
    {
        var top = domain.LastLabels(1);
        var server = options.WhoisServer;
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        while (seen.Add(server) && seen.Count <= MostReferrals)
        {
            var at = server;
            // What a server refers to is noted in its turn: whoever waited for it for the same top-level domain need not ask again.
            var answer = await gate.InTurnAsync("whois://" + at, () => _referrals.ContainsKey((at, top)) ? NoAnswer : AskOneAsync(at, domain, top, cancel), cancel).ConfigureAwait(false);
            if (answer is not null && answer.Kind != WhoisAnswerKind.Referral)
            {
                return (server, answer);
            }

            server = answer is null ? _referrals[(at, top)] : ReferralOf(answer.Referral, at);
        }

        throw new AskException(options.WhoisServer + " refers in a circle or too far, by " + CleanText.Of(server) + ".");
    }

    private async Task<WhoisAnswer?> AskOneAsync(string server, DomainName domain, DomainName top, CancellationToken cancel)
    {
        var answer = WhoisReader.Read(await ExchangeAsync(server, domain, cancel).ConfigureAwait(false), domain);
        if (answer.Kind == WhoisAnswerKind.Referral && _referrals.Count < MostKnown)
        {
            _referrals[(server, top)] = ReferralOf(answer.Referral, server);
        }

        return answer;
    }

    // "whois.registry.test", "whois://whois.registry.test:4343".
    private static string ReferralOf(string text, string from)
    {
        var at = text.IndexOf("://", StringComparison.Ordinal);
        var plain = (at < 0 ? text : text.Substring(at + 3)).Trim().TrimEnd('/', '.').ToLowerInvariant();
        return (at < 0 || text.StartsWith("whois", StringComparison.OrdinalIgnoreCase)) && TrySplit(plain, out _, out _)
            ? plain
            : throw new AskException(from + " refers to '" + CleanText.Of(text) + "', which is no WHOIS server.");
    }

    /// <summary>Takes <c>HOST</c> or <c>HOST:PORT</c> apart; an IPv6 address with a port stands in brackets.</summary>
    internal static bool TrySplit(string server, out string host, out int port)
    {
        host = server;
        port = Port;
        var colon = server.LastIndexOf(':');
        if (colon >= 0 && (server.IndexOf(':') == colon || server[0] == '['))
        {
            if (server[server.Length - 1] != ']'
                && !(int.TryParse(server.Substring(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and <= ushort.MaxValue))
            {
                return false;
            }

            host = server[server.Length - 1] == ']' ? server : server.Substring(0, colon);
        }

        host = host.Trim('[', ']');
        return AddressWords.TryRead(host, out _) || (DomainNameInput.TryRead(host, out var name, out _, out _) && HostName.IsPlain(name));
    }

    private static string Question(string host, DomainName domain)
    {
        foreach (var form in Forms)
        {
            if (string.Equals(form.Key, host, StringComparison.OrdinalIgnoreCase))
            {
                return string.Format(CultureInfo.InvariantCulture, form.Value, domain.Text);
            }
        }

        return domain.Text;
    }

    private async Task<byte[]> ExchangeAsync(string server, DomainName domain, CancellationToken cancel)
    {
        if (!TrySplit(server, out var host, out var port))
        {
            throw new AskException("'" + CleanText.Of(server) + "' is no WHOIS server.");
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(options.Timeout);
        try
        {
            using var connection = await _connector.OpenAsync(host, port, isWhois: true, limit.Token).ConfigureAwait(false);
            await connection.WriteAsync(Question(host, domain) + "\r\n", limit.Token).ConfigureAwait(false);
            using var answer = new MemoryStream();
            await new HttpInput(connection.Stream, server).CopyToEndAsync(answer, WhoisReader.MostOctets, limit.Token).ConfigureAwait(false);
            return answer.Length <= WhoisReader.MostOctets
                ? answer.ToArray()
                : throw new AskException(server + " sent an answer of more than " + WhoisReader.MostOctets.ToString("N0", CultureInfo.InvariantCulture) + " octets.");
        }
        catch (Exception) when (cancel.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancel);
        }
        catch (Exception error) when (limit.IsCancellationRequested && error is not AskException)
        {
            throw new AskException(server + " did not finish its answer within " + options.Timeout.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture) + " s.", error);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or System.Net.Sockets.SocketException or InvalidOperationException)
        {
            throw new AskException("The connection to " + server + " broke: " + CleanText.Of(error.Message).TrimEnd('.') + ".", error);
        }
    }
}
