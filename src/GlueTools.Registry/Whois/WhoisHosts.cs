using System;
using System.Collections.Generic;
using System.Net;
using GlueTools.Dns.Names;
using GlueTools.Registry.Objects;

namespace GlueTools.Registry.Whois;

/// <summary>
/// Gathers name servers from the lines of a WHOIS answer. A name server stands behind a key that says so, with its addresses beside it, or below a heading that
/// says so; addresses may follow on lines of their own.
/// </summary>
internal sealed class WhoisHosts
{
    private static readonly char[] Separators = [' ', '\t', ',', ';', '[', ']', '(', ')', '|'];

    private readonly DomainName _domain;
    private readonly List<DomainName> _names = new();
    private readonly Dictionary<DomainName, List<IPAddress>> _addresses = new();
    private DomainName? _last;
    private bool _isBelowHeading, _hasHostBelow;

    internal WhoisHosts(DomainName domain) => _domain = domain;

    internal bool IsCut { get; private set; }

    internal int Count => _names.Count;

    /// <summary>Takes a line; false where it is about something else.</summary>
    internal bool Take(WhoisLine line)
    {
        if (line.IsBlank)
        {
            // A blank may stand between a heading and the first server below it.
            _isBelowHeading &= !_hasHostBelow;
            return false;
        }

        if (line.Key.Length > 0)
        {
            return TakeField(line);
        }

        // Below a heading, or behind the first of several, a line is a server with its addresses, and nothing else.
        if (_isBelowHeading && TakeServer(line.Value, isStrict: true))
        {
            _hasHostBelow = true;
            return true;
        }

        _isBelowHeading &= !_hasHostBelow;
        return false;
    }

    internal List<RegisteredHost> ToList()
    {
        var hosts = new List<RegisteredHost>();
        foreach (var name in _names)
        {
            hosts.Add(new RegisteredHost(name) { Addresses = _addresses[name] });
        }

        return hosts;
    }

    private bool TakeField(WhoisLine line)
    {
        if (line.Key.StartsWith("address of ", StringComparison.Ordinal))
        {
            // The key holds a name whose dots were taken for decoration: the server is the one before.
            return TakeAddresses(line.Value);
        }

        if (WhoisKeys.IsNameServer(line.Key))
        {
            if (line.Value.Length == 0 || line.IsCoded)
            {
                return OpenHeading(line);
            }

            if (WhoisKeys.IsOnlyHeading(line.Key))
            {
                return false;
            }

            if (TakeServer(line.Value, isStrict: false, isDomainAlias: line.Key == "dns"))
            {
                // Further servers may follow below the first, without a key.
                _isBelowHeading = _hasHostBelow = true;
                return true;
            }

            return false;
        }

        if (_last is not null && WhoisKeys.IsAddress(line.Key) && TakeAddresses(line.Value))
        {
            return true;
        }

        _last = null;
        _isBelowHeading = false;
        return false;
    }

    private bool OpenHeading(WhoisLine line)
    {
        if (!WhoisKeys.IsHeadingOfServers(line.Key))
        {
            return false;
        }

        _isBelowHeading = true;
        _hasHostBelow = false;
        return true;
    }

    private bool TakeServer(string value, bool isStrict, bool isDomainAlias = false)
    {
        var words = value.Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
        {
            return false;
        }

        // As a record: "example.test. NS ns1.example.test."
        var at = words.Length > 2 && string.Equals(words[1], "NS", StringComparison.OrdinalIgnoreCase) ? 2 : 0;
        if (!HostName.TryRead(words[at].TrimEnd('.'), out var name) || AddressWords.TryRead(words[at], out _))
        {
            return false;
        }

        var addresses = new List<IPAddress>();
        for (var i = at + 1; i < words.Length; i++)
        {
            if (AddressWords.TryRead(words[i].TrimEnd('.'), out var address))
            {
                addresses.Add(address);
            }
            else if (isStrict && words[i] != "-" && !IsWord(words[i]))
            {
                return false;
            }
        }

        // One registry writes the domain's own name behind this key.
        if (isDomainAlias && name == _domain && addresses.Count == 0)
        {
            return false;
        }

        Add(name, addresses);
        return true;
    }

    // "[Ok]", "IPv4:".
    private static bool IsWord(string word) => word.Length <= 5 && char.IsLetter(word[0]);

    private bool TakeAddresses(string value)
    {
        if (_last is not { } name)
        {
            return false;
        }

        var addresses = new List<IPAddress>();
        foreach (var word in value.Split(Separators, StringSplitOptions.RemoveEmptyEntries))
        {
            if (!AddressWords.TryRead(word, out var address))
            {
                return false;
            }

            addresses.Add(address);
        }

        Add(name, addresses);
        return addresses.Count > 0;
    }

    private void Add(DomainName name, List<IPAddress> addresses)
    {
        if (!_addresses.TryGetValue(name, out var known))
        {
            if (_names.Count == RegisteredDomain.MostHosts)
            {
                IsCut = true;
                _last = null;
                return;
            }

            _names.Add(name);
            _addresses.Add(name, known = new List<IPAddress>());
        }

        _last = name;
        foreach (var address in addresses)
        {
            if (known.Count < RegisteredDomain.MostItems && !known.Contains(address))
            {
                known.Add(address);
            }
        }
    }
}
