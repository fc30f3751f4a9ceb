using System.Collections.Generic;
using System.CommandLine;
using System.Net;
using GlueTools.Console.Streams;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Console.Options;

/// <summary>A delegation that is not there yet, as it would be given to the registrar.</summary>
/// <param name="meaning">What it is given for.</param>
/// <param name="takesDs">Whether DS records are a part of it.</param>
internal sealed class ProposalOptions(
    string meaning = "Test NAME as if it were delegated to this name server, with these addresses as glue; may be repeated.", bool takesDs = true) : IOptionGroup
{
    private readonly Option<string[]> _nameServers = Texts.Repeated("--ns", "NAME[/ADDRESS,...]", meaning);

    private readonly Option<string[]> _ds = Texts.Repeated("--ds", "\"TAG ALG TYPE HEX\"", "A DS record of that delegation; may be repeated.");

    public void AddTo(Command command)
    {
        command.Add(_nameServers);
        if (takesDs)
        {
            command.Add(_ds);
        }
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

    private List<KeyValuePair<DomainName, IReadOnlyList<IPAddress>>> ReadNameServers(OptionReader options)
    {
        var found = new List<KeyValuePair<DomainName, IReadOnlyList<IPAddress>>>();
        foreach (var text in options.Texts(_nameServers))
        {
            var server = ProposedNameServer.Read(text);
            if (server.NameText.Length == 0)
            {
                options.Mistake("--ns takes a name server's name, alone or with addresses as in ns1.example.com/192.0.2.1,2001:db8::1, not '" + UserText.Shown(text) + "'.");
            }
            else if (server.NameProblem is { } sentence)
            {
                options.Mistake("--ns: " + sentence);
            }
            else
            {
                found.Add(KeyValuePair.Create(server.Name, server.Addresses));
            }

            foreach (var bad in server.BadAddresses)
            {
                options.Mistake("--ns " + UserText.Shown(text) + ": '" + UserText.Shown(bad) + "' is not an IP address.");
            }
        }

        return found;
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
