using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using GlueTools.Delegation.Walking;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Dns.Transport;

namespace GlueTools.Delegation.Views;

/// <summary>A delegation that is not there yet: what the user means to give to the registrar. It stands in place of the parent's referrals.</summary>
public sealed class ProposedDelegation
{
    private readonly SortedDictionary<DomainName, List<IPAddress>> _nameServers = new();
    private readonly List<DsData> _ds;

    /// <summary>Creates a proposal.</summary>
    /// <param name="nameServers">
    /// The name servers with the addresses given for them; an empty list where none are. What is given twice counts once, and addresses add up.
    /// </param>
    /// <param name="ds">The DS records.</param>
    public ProposedDelegation(IEnumerable<KeyValuePair<DomainName, IReadOnlyList<IPAddress>>> nameServers, IEnumerable<DsData> ds)
    {
        foreach (var server in nameServers)
        {
            var name = server.Key.ToLower();
            if (!_nameServers.TryGetValue(name, out var addresses))
            {
                _nameServers.Add(name, addresses = new List<IPAddress>());
            }

            foreach (var address in server.Value)
            {
                if (!addresses.Contains(address))
                {
                    addresses.Add(address);
                }
            }
        }

        _ds = new List<DsData>(ds);
    }

    /// <summary>The name servers, in canonical order.</summary>
    public IReadOnlyCollection<DomainName> NameServers => _nameServers.Keys;

    /// <summary>The addresses given for a name server; empty where none are.</summary>
    public IReadOnlyList<IPAddress> AddressesOf(DomainName nameServer) =>
        _nameServers.TryGetValue(nameServer, out var addresses) ? addresses : (IReadOnlyList<IPAddress>)System.Array.Empty<IPAddress>();

    /// <summary>The parent's side as it would be: one server that gives this referral.</summary>
    internal ParentSide ToParentSide(DomainName child, DomainName parentZone)
    {
        var server = new ParentServer(
            new ServerAddress(null, IPAddress.None), NotAskedReason.None, Referral(child, parentZone), null, null, null, parentZone, child);
        return new ParentSide(parentZone, child, [server], isSample: false, isProposed: true);
    }

    /// <summary>The referral as a message, so that everything that reads referrals reads this one too.</summary>
    private Exchange Referral(DomainName child, DomainName parentZone)
    {
        const uint Ttl = 3600;
        var question = new Question(child, RecordType.NS);
        var writer = new MessageWriter(0, Message.ResponseBit, question);
        var authority = new List<ResourceRecord>();
        var additional = new List<ResourceRecord>();
        foreach (var server in _nameServers)
        {
            authority.Add(new ResourceRecord(child, RecordType.NS, Ttl, new NsData(server.Key)));
            // Addresses of names outside the parent zone are none of its business and would not be in its referral.
            foreach (var address in server.Key.IsAtOrBelow(parentZone) ? server.Value : [])
            {
                var type = address.AddressFamily == AddressFamily.InterNetworkV6 ? RecordType.AAAA : RecordType.A;
                additional.Add(new ResourceRecord(server.Key, type, Ttl, new AddressData(address)));
            }
        }

        foreach (var ds in _ds)
        {
            authority.Add(new ResourceRecord(child, RecordType.DS, Ttl, ds));
        }

        writer.TryAdd(MessageWriter.Section.Authority, authority, int.MaxValue);
        writer.TryAdd(MessageWriter.Section.Additional, additional, int.MaxValue);
        writer.AddEdns(1232, dnssecOk: true, 0);
        var bytes = writer.ToArray();
        return new Exchange
        {
            Server = IPAddress.None,
            Question = question,
            Query = new QueryOptions { DnssecOk = true },
            Outcome = ExchangeOutcome.Answered,
            Message = MessageParser.Parse(bytes, bytes.Length),
            AnswerBytes = bytes,
            Protocol = DnsProtocol.Tcp,
        };
    }
}
