using System;
using System.Collections.Generic;
using System.Net;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Network.Options;

/// <summary>A server that is to be switched off: its name, its addresses, or both.</summary>
public sealed record PreviousServerRequest
{
    private PreviousServerRequest(DomainName? name, IReadOnlyList<IPAddress> addresses)
    {
        Name = name;
        Addresses = addresses;
    }

    /// <summary>Its name; null where only an address is given.</summary>
    public DomainName? Name { get; }

    /// <summary>Its addresses; empty where those are meant that anybody gives for the name.</summary>
    public IReadOnlyList<IPAddress> Addresses { get; }

    /// <summary>Reads <c>192.0.2.1</c>, <c>ns1.example.com</c> or <c>ns1.example.com/192.0.2.1</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="request">The server; null where it cannot be read.</param>
    /// <param name="sentence">What is wrong with it; empty where nothing is.</param>
    public static bool TryRead(string text, out PreviousServerRequest? request, out string sentence)
    {
        if (AddressData.TryParse(text, out var data))
        {
            (request, sentence) = (new PreviousServerRequest(null, [data.Address]), string.Empty);
            return true;
        }

        var server = ProposedNameServer.Read(text);
        sentence = server.NameProblem ?? (server.BadAddresses.Count > 0 ? "'" + SafeText.Escape(server.BadAddresses[0]) + "' is no IP address." : string.Empty);
        request = sentence.Length == 0 ? new PreviousServerRequest(server.Name.ToLower(), server.Addresses) : null;
        return request is not null;
    }
}
