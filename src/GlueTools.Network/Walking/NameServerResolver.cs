using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using GlueTools.Delegation.Answers;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Network.Loop;
using GlueTools.Network.Options;

namespace GlueTools.Network.Walking;

/// <summary>Finds the addresses of name servers that no referral gave: from the root down, of the servers of the name's own zone, with authority.</summary>
internal sealed class NameServerResolver
{
    private readonly ServerAccess _network;
    private readonly DelegationWalker _walker;
    private readonly SharedWork<DomainName, NameServerSearch> _names;

    internal NameServerResolver(ServerAccess network, DelegationWalker walker)
    {
        _network = network;
        _walker = walker;
        _names = new SharedWork<DomainName, NameServerSearch>(WalkBudget.Remembered, () => new NameServerSearch(new NameServerAddresses(DomainName.Root, ResolutionStatus.Circular)), name => name.Text, deepens: true) { Doubts = () => network.Doubts };
    }

    internal int RememberedCount => _names.Count;

    /// <summary>Resolves for an audit, not on behalf of another search.</summary>
    internal async LoopTask<NameServerAddresses> ResolveForAudit(DomainName name, AuditContext audit)
    {
        var result = await Resolve(name, audit.PathTo(name));
        if (result.Interruption is not { } interruption)
        {
            return result.Found;
        }

        if (interruption.Ceiling is { } ceiling)
        {
            audit.Limits.Miss(ceiling, name.Text);
            return new NameServerAddresses(name, ResolutionStatus.NotLookedAt, zone: result.Found.Zone);
        }

        if (interruption.Unanswered is { } unanswered)
        {
            // There is another way than the circle: servers that were asked, and would lead out of it if they answered.
            return new NameServerAddresses(name, ResolutionStatus.Failed, zone: unanswered) { Circle = interruption.Circle };
        }

        // Where nothing was found and part of the way was a circle, the circle is what there is to mend.
        return new NameServerAddresses(name, ResolutionStatus.Circular, zone: result.Found.Zone) { Circle = interruption.Circle };
    }

    internal LoopTask<NameServerSearch> Resolve(DomainName name, Dependency from) =>
        _names.Get(name, from, async node => new NameServerSearch(await LookUp(name, node)));

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

    private async LoopTask<NameServerAddresses> LookUp(DomainName name, Dependency node)
    {
        var found = await _walker.FindZone(name, strictlyAbove: false, node);
        if (found.Zone is not { } zone)
        {
            return new NameServerAddresses(name, ResolutionStatus.OutOfReach);
        }

        if (found.Last is { Kind: CutKind.NameDoesNotExist } denied)
        {
            return new NameServerAddresses(name, ResolutionStatus.NameDoesNotExist, zone: zone.Name, servedBy: denied.DeniedBy?.ToString(), denied: denied.Denied);
        }

        if (found.Last is { Kind: CutKind.Failed })
        {
            return new NameServerAddresses(name, ResolutionStatus.Failed, zone: zone.Name);
        }

        var needed = new HashSet<DomainName>();
        var addresses = new List<IPAddress>();
        var unanswered = new List<AddressFamily>();
        var status = ResolutionStatus.NoAddress;
        string? saidBy = null;
        foreach (var type in new[] { RecordType.A, RecordType.AAAA })
        {
            var answer = await _walker.Ask(zone, new Question(name, type), node);
            for (var depth = zone.Name.LabelCount; answer?.Kind == ResponseKind.Referral && answer.Cut.LabelCount > depth; depth = zone.Name.LabelCount)
            {
                // A zone begins between the two after all: whoever was asked for that does not know of it.
                zone = await _walker.Below(zone, answer, node);
                answer = await _walker.Ask(zone, new Question(name, type), node);
            }

            saidBy = answer?.Server.ToString() ?? saidBy;
            needed.UnionWith(answer?.Needed ?? zone.Needed);
            switch (answer?.Kind)
            {
                case ResponseKind.Answer:
                    addresses.AddRange(AddressesIn(answer, name, type));
                    // Whoever waits for an address need not wait for the other family, where that cannot be had without this.
                    node.HasResult = addresses.Count > 0;
                    break;
                case ResponseKind.NoData:
                    break;
                case ResponseKind.NameDoesNotExist:
                    return new NameServerAddresses(name, ResolutionStatus.NameDoesNotExist, zone: zone.Name, servedBy: saidBy);
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
            ZonesNeeded = needed,
        };
    }
}
