using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Net;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Binding;

/// <summary>A proposed delegation that makes no sense; the message says why in one sentence.</summary>
internal sealed class ProposalException(string id, string target, string message) : Exception(message)
{
    internal const string InvalidNameServer = "InvalidNameServer", InvalidGlue = "InvalidGlue", InvalidDs = "InvalidDs";

    /// <summary>The stable error id.</summary>
    internal string Id { get; } = id;

    /// <summary>What was given.</summary>
    internal string Target { get; } = target;
}

/// <summary>Reads a delegation that is not there yet: name servers with or without addresses, a table of glue, DS records.</summary>
internal sealed class ProposalReader
{
    private static readonly char[] Separators = [';', ',', ' ', '\t'];

    private readonly List<KeyValuePair<DomainName, IReadOnlyList<IPAddress>>> _servers = new();
    private readonly HashSet<DomainName> _names = new();

    private ProposalReader()
    {
    }

    /// <summary>Reads a proposal.</summary>
    /// <param name="parts">What was given of it.</param>
    /// <param name="read">How properties of objects are read.</param>
    /// <exception cref="ProposalException">Something cannot be read.</exception>
    internal static ProposedDelegation Read(IReadOnlyList<ProposalPart> parts, PropertyReader read)
    {
        var reader = new ProposalReader();
        var ds = new List<DsData>();
        foreach (var part in parts)
        {
            foreach (var text in part.NameServers)
            {
                foreach (var word in (text ?? string.Empty).Split(Separators, StringSplitOptions.RemoveEmptyEntries))
                {
                    reader.AddNameServer(word);
                }
            }

            foreach (var one in ReadDs(part.Ds, read))
            {
                // Several objects of one proposal may repeat what is common to all.
                if (!ds.Exists(known => known.ToString() == one.ToString()))
                {
                    ds.Add(one);
                }
            }
        }

        if (reader._servers.Count == 0)
        {
            throw new ProposalException(ProposalException.InvalidNameServer, string.Empty, "A delegation needs name servers, and -NameServer names none.");
        }

        foreach (var part in parts)
        {
            foreach (DictionaryEntry entry in part.Glue ?? new Hashtable())
            {
                reader.AddGlue(Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? string.Empty, entry.Value);
            }
        }

        return new ProposedDelegation(reader._servers, ds);
    }

    private void AddNameServer(string word)
    {
        var server = ProposedNameServer.Read(word);
        if (server.NameProblem is { } sentence)
        {
            throw BadName(ProposalException.InvalidNameServer, server.NameText, "-NameServer", sentence);
        }

        foreach (var bad in server.BadAddresses)
        {
            throw BadAddress(ProposalException.InvalidNameServer, bad, server.NameText);
        }

        _names.Add(server.Name);
        Add(server.Name, server.Addresses);
    }

    private void AddGlue(string key, object? value)
    {
        if (!ProposedNameServer.TryReadName(key, out var name, out var sentence))
        {
            throw BadName(ProposalException.InvalidGlue, key, "-Glue", sentence);
        }

        if (!_names.Contains(name))
        {
            throw new ProposalException(ProposalException.InvalidGlue, key, "The parameter -Glue gives addresses for " + name.Text + ", which is not among -NameServer.");
        }

        foreach (var item in PipelineObject.Items(value))
        {
            foreach (var word in (Convert.ToString(item, CultureInfo.InvariantCulture) ?? string.Empty).Split(Separators, StringSplitOptions.RemoveEmptyEntries))
            {
                Add(name, [AddressData.TryParse(word, out var data) ? data.Address : throw BadAddress(ProposalException.InvalidGlue, word, key)]);
            }
        }
    }

    private void Add(DomainName name, IReadOnlyList<IPAddress> addresses) => _servers.Add(new KeyValuePair<DomainName, IReadOnlyList<IPAddress>>(name, addresses));

    private static ProposalException BadName(string id, string text, string parameter, string sentence) =>
        new(id, text, "'" + SafeText.Escape(text) + "' in " + parameter + " is no name of a name server. " + sentence);

    private static ProposalException BadAddress(string id, string text, string nameServer) =>
        new(id, text, "'" + SafeText.Escape(text) + "', given for " + SafeText.Escape(nameServer) + ", is no IP address.");

    private static List<DsData> ReadDs(IEnumerable? ds, PropertyReader read)
    {
        var records = new List<DsData>();
        foreach (var item in ds ?? Array.Empty<object>())
        {
            var text = TextOf(item, read);
            foreach (var one in text.Split(';'))
            {
                if (!DsText.TryRead(one, out var data, out var sentence))
                {
                    throw new ProposalException(ProposalException.InvalidDs, text, sentence);
                }

                records.Add(data);
            }
        }

        return records;
    }

    /// <summary>The record as text: an object's four fields side by side. An object that is a key is written as one, so that it is told.</summary>
    private static string TextOf(object? item, PropertyReader read)
    {
        if (item is null || PipelineObject.Unwrap(item) is string)
        {
            return Convert.ToString(item is null ? null : PipelineObject.Unwrap(item), CultureInfo.InvariantCulture) ?? string.Empty;
        }

        if (read(item, "Digest") is null && (read(item, "Protocol") ?? read(item, "KeyProtocol")) is { } protocol)
        {
            return string.Format(CultureInfo.InvariantCulture, "DNSKEY {0} {1}", read(item, "Flags") ?? read(item, "KeyFlags"), protocol);
        }

        if (read(item, "KeyTag") is not { } tag)
        {
            return Convert.ToString(PipelineObject.Unwrap(item), CultureInfo.InvariantCulture) ?? string.Empty;
        }

        return string.Format(CultureInfo.InvariantCulture, "{0} {1} {2} {3}", tag, read(item, "Algorithm"), read(item, "DigestType"), read(item, "Digest"));
    }
}
