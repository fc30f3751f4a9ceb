using System.Collections.Generic;
using GlueTools.Delegation.Answers;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Network.Loop;
using GlueTools.Network.Options;

namespace GlueTools.Network.Walking;

/// <summary>
/// Whether no server of a zone says otherwise about a cut that one of them has shown. The walk believes the first answer; what a report says must not depend
/// on which that was.
/// </summary>
internal sealed class CutAgreements
{
    private readonly ServerAccess _network;
    private readonly ZoneServers _servers;
    private readonly SharedWork<(DomainName Zone, DomainName Cut), CutAgreement> _known;

    internal CutAgreements(ServerAccess network, ZoneServers servers)
    {
        _network = network;
        _servers = servers;
        _known = new(WalkBudget.Remembered, () => new CutAgreement(isShared: true), key => "cut " + key.Cut.Text) { Doubts = () => network.Doubts };
    }

    internal int RememberedCount => _known.Count;

    internal LoopTask<CutAgreement> About(Zone zone, DomainName cut, Dependency node) =>
        _known.Get((zone.Name, cut), node, inner => AskAllAbout(zone, cut, inner));

    private async LoopTask<CutAgreement> AskAllAbout(Zone zone, DomainName cut, Dependency node)
    {
        var all = await _servers.Of(zone, node);
        var asked = new List<LoopTask<Exchange>>();
        foreach (var server in all.Servers)
        {
            if (_network.MayAsk(server.Address) == NotAskedReason.None)
            {
                asked.Add(_network.Ask(server.Address, new Question(cut, RecordType.NS), _network.WithDnssec, ProtocolPolicy.UdpThenTcp, node.Tally));
            }
        }

        foreach (var task in asked)
        {
            var answer = new ServerAnswer(await task, zone.Name);
            if (answer.Kind is ResponseKind.NoData or ResponseKind.NameDoesNotExist || (answer.Kind == ResponseKind.Referral && answer.Cut != cut))
            {
                return new CutAgreement(isShared: false);
            }
        }

        return new CutAgreement(isShared: true);
    }
}

/// <summary>Whether all servers of a zone know the same of a cut.</summary>
internal sealed class CutAgreement : IWalkResult
{
    internal CutAgreement(bool isShared) => IsShared = isShared;

    public bool IsUsable => true;

    public Interruption? Interruption { get; set; }

    public SearchRecord? Record { get; set; }

    /// <summary>Whether none of them says otherwise; those that do not answer say nothing.</summary>
    internal bool IsShared { get; }
}
