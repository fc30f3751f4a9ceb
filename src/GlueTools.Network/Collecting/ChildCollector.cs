using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Network.Loop;
using GlueTools.Network.Options;
using GlueTools.Network.Walking;

namespace GlueTools.Network.Collecting;

/// <summary>
/// Asks every address that leads, on either side, to a server of the child. What one server says may name further servers; each is asked as soon as it is
/// known, so nobody waits for a server that does not answer.
/// </summary>
internal sealed class ChildCollector
{
    private readonly ServerAccess _network;
    private readonly DelegationWalker _walker;
    private readonly ParentSide _parent;
    private readonly ProposedDelegation? _proposed;
    private readonly AuditContext _audit;
    private readonly Dictionary<IPAddress, ServerInterview> _interviews = new();
    private readonly OrderedSet<DomainName> _inDomain = new();
    private readonly OrderedSet<DomainName> _known = new();
    private readonly NameServerLookups _lookups;

    // Those of one name server beyond the ceiling. Another may have them too, and within it.
    private readonly HashSet<IPAddress> _beyond = new();
    private readonly LoopTask<bool> _done = new();
    private readonly Action<ServerAnswer> _heard;
    private int _open = 1;

    internal ChildCollector(ServerAccess network, DelegationWalker walker, ParentSide parent, ProposedDelegation? proposed, AuditContext audit)
    {
        _network = network;
        _walker = walker;
        _parent = parent;
        _proposed = proposed;
        _audit = audit;
        _heard = Heard;
        _lookups = new NameServerLookups(audit, LookUp, Close);
    }

    private DomainName Zone => _parent.Child;

    internal async LoopTask<ChildSide> Collect()
    {
        foreach (var name in NamesAtParent())
        {
            NoteName(name);
        }

        foreach (var address in _network.Options.ChildServers)
        {
            AddAddress(address, null, isGiven: true);
        }

        foreach (var name in _parent.NameServers)
        {
            // Addresses beside unrelated names mean nothing to a resolver; those are looked up.
            if (NameServerRelations.Of(name, Zone, _parent.Zone) != NameServerRelation.Unrelated)
            {
                AddAddresses(_parent.GlueOf(name), name);
            }
        }

        foreach (var server in _parent.Servers)
        {
            if (server.ServesChildToo)
            {
                AddAddress(server.Server.Address, null);
            }
        }

        // From here on, what becomes known is looked up as it comes.
        _lookups.Begin();
        Close();
        await _done;
        var servers = new List<ChildServer>();
        var order = AddressOrder.Set(_interviews.Keys);
        foreach (var address in order)
        {
            if (!_interviews[address].IsLeftOut)
            {
                servers.Add(_interviews[address].ToChildServer());
            }
        }

        foreach (var address in _beyond)
        {
            if (!_interviews.ContainsKey(address))
            {
                _audit.Limits.Miss(AuditLimits.Addresses, address.ToString());
            }
        }

        return new ChildSide(Zone, servers, _lookups.Found);
    }

    /// <summary>The name servers of the delegation, and those that parent servers name which serve the zone too, in the order in which they come to be known.</summary>
    private IEnumerable<DomainName> NamesAtParent()
    {
        foreach (var server in _parent.Servers)
        {
            foreach (var name in server.Apex?.NameServers ?? _parent.NameServers)
            {
                yield return name;
            }
        }

        // Where nobody was asked, somebody else has said it.
        foreach (var name in _parent.Servers.Count == 0 ? _parent.NameServers : [])
        {
            yield return name;
        }
    }

    /// <summary>A name server has become known: its addresses are asked of the child's servers, or looked up where it lies elsewhere.</summary>
    private void NoteName(DomainName name)
    {
        if (_known.Contains(name))
        {
            return;
        }

        if (_known.Count >= WalkBudget.NameServersPerZone)
        {
            _audit.Limits.Miss(AuditLimits.Names, name.Text);
            return;
        }

        _known.Add(name);

        if (!name.IsAtOrBelow(Zone))
        {
            Resolve(name);
            return;
        }

        _inDomain.Add(name);
        foreach (var interview in new List<ServerInterview>(_interviews.Values))
        {
            if (interview.NotAsked == NotAskedReason.None)
            {
                Track(interview.AskAddresses(name));
            }
        }
    }

    private void AddAddress(IPAddress address, DomainName? name, bool isGiven = false)
    {
        if (!_interviews.TryGetValue(address, out var interview))
        {
            if (!MayInterview(address))
            {
                return;
            }

            interview = new ServerInterview(_network, _audit, address, isGiven, _inDomain.Count, _heard);
            _interviews.Add(address, interview);
            if (interview.NotAsked == NotAskedReason.None)
            {
                Track(interview.Begin(new List<DomainName>(_inDomain)));
            }
        }

        if (name is { } known)
        {
            interview.AddName(known);
        }
    }

    /// <summary>Addresses of a name server that came together: of each family as many as one may have, the first in order, so that it is no matter in which they came.</summary>
    private void AddAddresses(IEnumerable<IPAddress> addresses, DomainName name)
    {
        int first = 0, second = 0;
        foreach (var address in AddressOrder.Set(addresses))
        {
            if ((address.AddressFamily == AddressFamily.InterNetworkV6 ? ++second : ++first) <= WalkBudget.AddressesPerNameServer)
            {
                AddAddress(address, name);
            }
            else
            {
                _beyond.Add(address);
            }
        }
    }

    private bool MayInterview(IPAddress address)
    {
        if (_interviews.Count >= WalkBudget.AddressesPerZone)
        {
            _audit.Limits.Miss(AuditLimits.Addresses, address.ToString());
            return false;
        }

        if (_audit.Tally.Ceiling is { } ceiling)
        {
            _audit.Limits.Miss(ceiling, address.ToString());
            return false;
        }

        return _network.MayAsk(address) != NotAskedReason.None || _audit.Limits.Plan(WalkBudget.QuestionsPerZoneAddress, address);
    }

    private void Resolve(DomainName name)
    {
        _open++;
        if (!_lookups.Add(name))
        {
            _open--;
        }
    }

    private async LoopTask<NameServerAddresses> LookUp(DomainName name)
    {
        // Addresses that the user gave for a name server are asked too; whether anybody else comes to know them, the search tells. Those of in-domain names are the glue.
        foreach (var address in name.IsAtOrBelow(Zone) ? [] : _proposed?.AddressesOf(name) ?? [])
        {
            AddAddress(address, name);
        }

        var found = await _walker.Resolver.ResolveForAudit(name, _audit);
        AddAddresses(found.Addresses, name);
        return found;
    }

    private void Heard(ServerAnswer answer)
    {
        var question = answer.Exchange.Question;
        if (question.Type == RecordType.NS)
        {
            if (answer.Kind == ResponseKind.Answer)
            {
                foreach (var name in Referral.NamesIn(answer.Message!.Answer, Zone))
                {
                    NoteName(name);
                }
            }
        }
        else if (answer.Kind == ResponseKind.Referral)
        {
            // The name lies below a further zone cut inside the child: its own zone knows.
            Resolve(question.Name);
        }
        else if (answer.Kind == ResponseKind.Answer)
        {
            var addresses = new List<IPAddress>();
            foreach (var record in answer.Message!.AnswersFor(question.Name, question.Type))
            {
                addresses.Add(((AddressData)record.Data).Address);
            }

            AddAddresses(addresses, question.Name);
        }
    }

    private void Track(LoopTask<bool> work)
    {
        _open++;
        work.ContinueWith(() =>
        {
            // Reading the result lets a bug in the work be seen instead of swallowed.
            _ = work.Result;
            Close();
        });
    }

    private void Close()
    {
        if (--_open == 0)
        {
            _done.SetResult(true);
        }
    }
}
