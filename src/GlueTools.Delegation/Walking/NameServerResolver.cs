using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using GlueTools.Dns.Loop;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Walking;

/// <summary>Finds the addresses of name servers that no referral gave: from the root down, of the servers of the name's own zone, with authority.</summary>
internal sealed class NameServerResolver
{
    /// <summary>How often a search that ran into somebody else's circle is begun again before the circle is believed.</summary>
    private const int Tries = 3;

    private readonly Network _network;
    private readonly DelegationWalker _walker;
    private readonly SharedWork<DomainName, NameServerAddresses> _names;

    internal NameServerResolver(Network network, DelegationWalker walker)
    {
        _network = network;
        _walker = walker;
        _names = new SharedWork<DomainName, NameServerAddresses>(WalkBudget.Remembered, () => new NameServerAddresses(DomainName.Root, ResolutionStatus.Circular), name => name.Text) { Doubts = () => network.Shortages };
    }

    internal int RememberedCount => _names.Count;

    /// <summary>Resolves for an audit, not on behalf of another search: a circle found here is a circle.</summary>
    internal async LoopTask<NameServerAddresses> ResolveForAudit(DomainName name, AuditTally tally)
    {
        for (var attempt = 1; ; attempt++)
        {
            var result = await Resolve(name, new Dependency(null, name.Text), tally);
            if (result.Interruption is null)
            {
                return result;
            }

            if (attempt == Tries)
            {
                return new NameServerAddresses(name, ResolutionStatus.Circular, zone: result.Zone) { Interruption = result.Interruption };
            }
        }
    }

    internal LoopTask<NameServerAddresses> Resolve(DomainName name, Dependency from, AuditTally tally) =>
        _names.Get(name, from, node => LookUp(name, node, tally));

    internal static IEnumerable<IPAddress> AddressesIn(ZoneAnswer answer, DomainName name, RecordType type)
    {
        var seen = new HashSet<IPAddress>();
        foreach (var record in answer.Exchange.Message!.AnswersFor(name, type))
        {
            if (record.Data is AddressData data && seen.Add(data.Address))
            {
                yield return data.Address;
            }
        }
    }

    private async LoopTask<NameServerAddresses> LookUp(DomainName name, Dependency node, AuditTally tally)
    {
        var found = await _walker.FindZone(name, strictlyAbove: false, node, tally);
        if (found.Zone is not { } zone)
        {
            return new NameServerAddresses(name, ResolutionStatus.OutOfReach);
        }

        if (found.Last is { Kind: CutKind.NameError } denied)
        {
            return new NameServerAddresses(name, ResolutionStatus.NameError, zone: zone.Name, servedBy: denied.DeniedBy?.ToString(), unregistered: RegistryZones.Unregistered(zone.Name, denied.Denied));
        }

        if (found.Last is { Kind: CutKind.Failed })
        {
            return new NameServerAddresses(name, ResolutionStatus.Failed, zone: zone.Name);
        }

        var addresses = new List<IPAddress>();
        var unanswered = new List<AddressFamily>();
        var status = ResolutionStatus.NoAddress;
        string? saidBy = null;
        foreach (var type in new[] { RecordType.A, RecordType.AAAA })
        {
            var answer = await _walker.Ask(zone, new Question(name, type), node, tally);
            saidBy = answer?.Server.ToString() ?? saidBy;
            switch (answer?.Kind)
            {
                case ResponseKind.Answer:
                    addresses.AddRange(AddressesIn(answer, name, type));
                    break;
                case ResponseKind.NoData:
                    break;
                case ResponseKind.NameError:
                    return new NameServerAddresses(name, ResolutionStatus.NameError, zone: zone.Name, servedBy: saidBy);
                case ResponseKind.Alias:
                    return new NameServerAddresses(name, ResolutionStatus.Alias, zone: zone.Name, servedBy: saidBy);
                default:
                    status = ResolutionStatus.Failed;
                    unanswered.Add(type == RecordType.AAAA ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork);
                    break;
            }
        }

        return new NameServerAddresses(name, addresses.Count > 0 ? ResolutionStatus.Found : status, addresses, zone.Name, saidBy)
        {
            Unanswered = unanswered,
            ZonesNeeded = new HashSet<DomainName>(zone.Needed),
        };
    }
}
