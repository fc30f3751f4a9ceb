using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;
using GlueTools.Dns.Names;
using GlueTools.Registry.Http;
using GlueTools.Registry.Objects;
using GlueTools.Registry.Rdap;
using GlueTools.Registry.Settings;

namespace GlueTools.Registry.Asking;

/// <summary>Asks RDAP servers for domains and hosts (RFC 9082), each at the server of the zone that it belongs to.</summary>
internal sealed class RdapClient(RegistryOptions options, Bootstrap bootstrap, ServerGate gate)
{
    private readonly RegistryHttp _http = new(options);
    private readonly AnswerCache _cache = new(options.UtcNow);
    private readonly ConcurrentDictionary<string, Lazy<Task<HttpReply>>> _asking = new(StringComparer.Ordinal);

    /// <summary>The server that answers for a name and may be asked; null where there is none, with a sentence where there is one that may not.</summary>
    internal Uri? ServerFor(DomainName name, out string why)
    {
        var servers = bootstrap.ServersFor(name, out var zone);
        why = string.Empty;
        foreach (var server in servers)
        {
            if (server.Scheme == "https" || options.AllowHttp)
            {
                return server;
            }

            why = "The RDAP server of " + zone + " is without TLS and was not asked.";
        }

        return null;
    }

    /// <summary>Asks for a domain.</summary>
    /// <exception cref="AskException">There is no answer.</exception>
    internal async Task<RegistryAnswer> AskDomainAsync(Uri server, DomainName name, CancellationToken cancel)
    {
        var answer = new RegistryAnswer(name, options.UtcNow());
        var reply = await GetAsync(new Uri(server, "domain/" + name.Text), cancel).ConfigureAwait(false);
        answer.Source = SourceOf(reply);
        if (reply.Status == 404)
        {
            answer.IsNotRegistered = true;
            return answer;
        }

        ThrowUnlessGood(reply);
        answer.Domain = Read(reply, () => RdapReader.ReadDomain(reply.Body, name));
        return answer;
    }

    /// <summary>Asks for a host object at the registry of the zone that the host belongs to; never throws but for cancellation.</summary>
    internal async Task<HostAnswer> AskHostAsync(DomainName name, CancellationToken cancel)
    {
        if (ServerFor(name, out var why) is not { } server || !HostName.IsPlain(name))
        {
            return new HostAnswer(name, AddressStatus.NotAsked, null, string.Empty, why.Length > 0 ? why : "No RDAP server is known that could say which addresses are registered for " + name + ".");
        }

        try
        {
            var reply = await GetAsync(new Uri(server, "nameserver/" + name.Text), cancel).ConfigureAwait(false);
            var source = SourceOf(reply);
            // Registries that keep addresses with the domain have no host objects to show: none of these says that there is no address.
            if (reply.Status is 400 or 404 or 405 or 501)
            {
                return new HostAnswer(name, AddressStatus.NotShown, null, source, "The registry shows no host object for " + name + " (status " + reply.Status + "): whether it holds addresses cannot be seen there.");
            }

            ThrowUnlessGood(reply);
            var host = Read(reply, () => RdapReader.ReadHost(reply.Body, name));
            return host.Addresses.Count > 0
                ? new HostAnswer(name, AddressStatus.Held, host, source, string.Empty)
                : host.Limits.Count > 0
                ? new HostAnswer(name, AddressStatus.NotAsked, host, source, "The registry shows " + name + " with addresses that cannot be read.")
                : new HostAnswer(name, AddressStatus.NoAddress, host, source, "The registry shows " + name + " and holds no address for it.");
        }
        catch (AskException error)
        {
            return new HostAnswer(name, AddressStatus.NotAsked, null, server.Host, error.Message);
        }
    }

    // Domains that are asked about side by side often share their name servers: one question serves them all.
    private async Task<HttpReply> GetAsync(Uri url, CancellationToken cancel)
    {
        var key = url.AbsoluteUri;
        var known = _cache.Find(key, out var etag);
        if (known is not null)
        {
            return known;
        }

        var asking = _asking.GetOrAdd(key, _ => new Lazy<Task<HttpReply>>(() => AskAsync(url, etag, cancel)));
        try
        {
            return await asking.Value.ConfigureAwait(false);
        }
        finally
        {
            _asking.TryRemove(key, out _);
        }
    }

    private async Task<HttpReply> AskAsync(Uri url, string etag, CancellationToken cancel)
    {
        var reply = await _http.GetAsync(url, etag, gate, cancel).ConfigureAwait(false);
        if (reply.Status == 304)
        {
            return _cache.Renew(url.AbsoluteUri) ?? throw new AskException(url.Host + " says that nothing has changed since an answer that it never gave.");
        }

        if (reply.Status is 200 or 404 or 501)
        {
            _cache.Keep(url.AbsoluteUri, reply);
        }

        return reply;
    }

    private static string SourceOf(HttpReply reply) => CleanText.Of(reply.Source!.AbsoluteUri);

    private static void ThrowUnlessGood(HttpReply reply)
    {
        if (reply.Status != 200)
        {
            throw new AskException(reply.Source!.Host + " answered with status " + reply.Status + ".");
        }
    }

    private static T Read<T>(HttpReply reply, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (RegistryFormatException error)
        {
            throw new AskException("The answer of " + reply.Source!.Host + " cannot be used: " + error.Message + ".", error);
        }
    }
}
