using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using GlueTools.Dns.Names;
using GlueTools.Registry.Http;
using GlueTools.Registry.Objects;
using GlueTools.Registry.Rdap;
using GlueTools.Registry.Settings;
using GlueTools.Registry.Whois;

namespace GlueTools.Registry.Asking;

/// <summary>Finds out what registries hold for a domain: by RDAP, by WHOIS where its zone has no RDAP, and its hosts each where it belongs.</summary>
internal sealed class RegistryAsker
{
    private readonly RegistryOptions _options;
    private readonly RdapClient _rdap;
    private readonly WhoisClient _whois;

    internal RegistryAsker(RegistryOptions options)
    {
        _options = options;
        var gate = new ServerGate(options);
        _rdap = new RdapClient(options, options.Bootstrap ?? Bootstrap.BuiltIn(), gate);
        _whois = new WhoisClient(options, gate);
    }

    /// <summary>Asks; what goes wrong is a sentence in the answer.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    internal async Task<RegistryAnswer> AskAsync(DomainName name, CancellationToken cancel)
    {
        var asked = _options.UtcNow();
        if (!HostName.IsPlain(name))
        {
            return new RegistryAnswer(name, asked) { Why = "No registry can be asked about a name with characters beside letters, digits, hyphens and underscores." };
        }

        var server = _rdap.ServerFor(name, out var why);
        try
        {
            var answer = server is not null ? await _rdap.AskDomainAsync(server, name, cancel).ConfigureAwait(false) : await AskWhoisAsync(name, asked, cancel).ConfigureAwait(false);
            if (answer.Domain is { } domain)
            {
                answer.Hosts = await AskHostsAsync(domain, answer.Source, isWhois: server is null, cancel).ConfigureAwait(false);
            }

            return answer;
        }
        catch (AskException error)
        {
            return new RegistryAnswer(name, asked) { Source = server?.Host ?? string.Empty, Why = why.Length == 0 ? error.Message : why + " " + error.Message };
        }
    }

    private async Task<RegistryAnswer> AskWhoisAsync(DomainName name, DateTime asked, CancellationToken cancel)
    {
        var (server, read) = await _whois.AskAsync(name, cancel).ConfigureAwait(false);
        return read.Kind switch
        {
            WhoisAnswerKind.Domain => new RegistryAnswer(name, asked) { Domain = read.Domain, Source = server },
            WhoisAnswerKind.NotRegistered => new RegistryAnswer(name, asked) { IsNotRegistered = true, Source = server },
            WhoisAnswerKind.Limited => throw new AskException(server + " says that it is asked too much; ask later."),
            _ => throw new AskException(server + " answered with a text that neither shows " + name + " nor says that it is not registered."),
        };
    }

    private async Task<IReadOnlyList<HostAnswer>> AskHostsAsync(RegisteredDomain domain, string source, bool isWhois, CancellationToken cancel)
    {
        var asking = new List<Task<HostAnswer>>();
        foreach (var host in domain.Hosts)
        {
            asking.Add(host.Addresses.Count > 0
                ? Task.FromResult(new HostAnswer(host.Name, AddressStatus.Held, host, source, string.Empty))
                : isWhois && _rdap.ServerFor(host.Name, out _) is null ? Task.FromResult(Unseen(host, source)) : _rdap.AskHostAsync(host.Name, cancel));
        }

        return await Task.WhenAll(asking).ConfigureAwait(false);
    }

    private static HostAnswer Unseen(RegisteredHost host, string source) =>
        new(host.Name, AddressStatus.NotShown, null, source, source + " shows no address beside " + host.Name + ": WHOIS does not say whether the registry holds one.");
}
