using System.Collections.Generic;
using System.Net;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Evidence;

/// <summary>
/// A name server of a delegation that is not there yet, as a person writes it: <c>ns1.example.com</c>, or with its addresses
/// <c>ns1.example.com/192.0.2.1,2001:db8::1</c>. A further slash parts addresses as a comma does, for lists in which the comma parts name servers.
/// </summary>
public sealed class ProposedNameServer
{
    private static readonly char[] Separators = ['/', ','];

    private readonly List<IPAddress> _addresses = new();
    private readonly List<string> _badAddresses = new();

    private ProposedNameServer(string text)
    {
        var slash = text.IndexOf('/');
        NameText = (slash < 0 ? text : text.Substring(0, slash)).Trim();
        NameProblem = TryReadName(NameText, out var name, out var sentence) ? null : sentence;
        Name = name;
        foreach (var part in slash < 0 ? [] : text.Substring(slash + 1).Split(Separators))
        {
            var word = part.Trim();
            if (AddressData.TryParse(word, out var data))
            {
                _addresses.Add(data.Address);
            }
            else
            {
                _badAddresses.Add(word);
            }
        }
    }

    /// <summary>The name as it was written.</summary>
    public string NameText { get; }

    /// <summary>The name; only where <see cref="NameProblem"/> is null.</summary>
    public DomainName Name { get; }

    /// <summary>What is wrong with the name, in a sentence; null where nothing is.</summary>
    public string? NameProblem { get; }

    /// <summary>The addresses that could be read.</summary>
    public IReadOnlyList<IPAddress> Addresses => _addresses;

    /// <summary>What stands in the place of an address and is none.</summary>
    public IReadOnlyList<string> BadAddresses => _badAddresses;

    /// <summary>Reads one name server. Never fails: what cannot be read is told by the properties, so that all of it can be said at once.</summary>
    /// <param name="text">The text of one name server.</param>
    public static ProposedNameServer Read(string text) => new(text);

    /// <summary>Reads the name of a name server alone.</summary>
    /// <param name="text">The name.</param>
    /// <param name="name">The name read; the root where there is none.</param>
    /// <param name="sentence">What is wrong with it; empty where nothing is.</param>
    public static bool TryReadName(string text, out DomainName name, out string sentence)
    {
        if (!DomainNameInput.TryRead(text, out name, out var problem, out sentence))
        {
            sentence = problem == DomainNameProblem.Address ? "It is an address; give the name that has it as well, as in ns1.example.com/" + text.Trim().Trim('[', ']') + "." : sentence;
            return false;
        }

        sentence = name.IsRoot ? "The root has no address; give the name of a host." : string.Empty;
        return !name.IsRoot;
    }
}
