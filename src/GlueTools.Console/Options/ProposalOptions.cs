using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Net;
using GlueTools.Delegation.Views;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Console.Options;

/// <summary>A delegation that is not there yet, as it would be given to the registrar.</summary>
internal sealed class ProposalOptions
{
    private readonly Option<string[]> _nameServers = Texts.Repeated(
        "--ns", "NAME[/ADDRESS,...]", "Test NAME as if it were delegated to this name server, with these addresses as glue; may be repeated.");

    private readonly Option<string[]> _ds = Texts.Repeated("--ds", "\"TAG ALG TYPE HEX\"", "A DS record of that delegation; may be repeated.");

    internal void AddTo(Command command)
    {
        command.Add(_nameServers);
        command.Add(_ds);
    }

    /// <summary>The proposal; null where there is none.</summary>
    internal ProposedDelegation? Read(OptionReader options, NameArguments names)
    {
        if (!options.Has(_nameServers))
        {
            if (options.Has(_ds))
            {
                options.Mistake("--ds is part of a delegation that is not there yet; name its name servers with --ns.");
            }

            return null;
        }

        if (!names.IsOne(options))
        {
            options.Mistake("--ns describes the delegation of one domain; give exactly one NAME.");
        }

        return new ProposedDelegation(ReadNameServers(options), ReadDs(options));
    }

    private IEnumerable<KeyValuePair<DomainName, IReadOnlyList<IPAddress>>> ReadNameServers(OptionReader options)
    {
        var found = new Dictionary<DomainName, List<IPAddress>>();
        foreach (var text in options.Texts(_nameServers))
        {
            var slash = text.IndexOf('/');
            var nameText = slash < 0 ? text : text[..slash];
            if (nameText.Trim().Length == 0)
            {
                options.Mistake("--ns takes a name server's name, alone or with addresses as in ns1.example.com/192.0.2.1,2001:db8::1, not '" + OptionReader.Shown(text) + "'.");
            }
            else if (!DomainNameInput.TryRead(nameText, out var name, out _, out var sentence))
            {
                options.Mistake("--ns: " + sentence);
            }
            else
            {
                if (!found.TryGetValue(name, out var addresses))
                {
                    found.Add(name, addresses = []);
                }

                // Given twice is given once.
                addresses.AddRange(ReadAddresses(options, text, slash).Except(addresses));
            }
        }

        return found.Select(one => KeyValuePair.Create(one.Key, (IReadOnlyList<IPAddress>)one.Value));
    }

    private static List<IPAddress> ReadAddresses(OptionReader options, string text, int slash)
    {
        var addresses = new List<IPAddress>();
        foreach (var one in slash < 0 ? [] : text[(slash + 1)..].Split(','))
        {
            if (AddressText.TryRead(one.Trim(), out var address))
            {
                addresses.Add(address);
            }
            else
            {
                options.Mistake("--ns " + OptionReader.Shown(text) + ": '" + OptionReader.Shown(one) + "' is not an IP address.");
            }
        }

        return addresses;
    }

    private List<DsData> ReadDs(OptionReader options)
    {
        var found = new List<DsData>();
        foreach (var text in options.Texts(_ds))
        {
            if (DsText.TryRead(text, out var ds, out var sentence))
            {
                found.Add(ds);
            }
            else
            {
                options.Mistake("--ds: " + sentence);
            }
        }

        return found;
    }
}
