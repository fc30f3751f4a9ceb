using System;
using System.Collections.Generic;
using GlueTools.Delegation.Answers;
using GlueTools.Dns.Names;
using GlueTools.Network.Loop;
using GlueTools.Network.Options;

namespace GlueTools.Network.Walking;

/// <summary>
/// The ways to zones whose referral gave no address: the first of the name servers, in their order, whose address can be found. They are tried one after the
/// other, and beside one another only where the first leads back here.
/// </summary>
internal sealed class ZoneWays
{
    private readonly ServerAccess _network;
    private readonly NameServerResolver _resolver;
    private readonly SharedWork<(Zone Zone, int First), ZoneWay> _known;

    internal ZoneWays(ServerAccess network, NameServerResolver resolver)
    {
        _network = network;
        _resolver = resolver;
        _known = new(WalkBudget.Remembered, () => ZoneWay.None, key => key.Zone.Name.Text + " " + key.First, isHidden: true) { Doubts = () => network.Doubts };
    }

    internal int RememberedCount => _known.Count;

    /// <summary>The way by the first usable name server, from so many on.</summary>
    internal LoopTask<ZoneWay> To(Zone zone, int first, Dependency node) => _known.Get((zone, first), node, inner => new Search(this, zone, first, inner).Begin());

    private sealed class Search : LoopTask<ZoneWay>
    {
        private readonly ZoneWays _ways;
        private readonly Zone _zone;
        private readonly Dependency _node;
        private int _next, _open;

        internal Search(ZoneWays ways, Zone zone, int first, Dependency node)
        {
            _ways = ways;
            _zone = zone;
            _next = first;
            _node = node;
        }

        internal LoopTask<ZoneWay> Begin()
        {
            _node.GiveUp = () => End(ZoneWay.None);
            TryNext();
            return this;
        }

        private void TryNext()
        {
            if (IsCompleted)
            {
                return;
            }

            if (_next >= _zone.WithoutAddress.Count || _node.IsStopped)
            {
                _node.Alternative = null;
                if (_open == 0)
                {
                    End(ZoneWay.None);
                }
                else
                {
                    _node.Pause();
                }

                return;
            }

            var index = _next++;
            _node.Alternative = _next < _zone.WithoutAddress.Count ? TryNext : null;
            _open++;
            var name = _zone.WithoutAddress[index];
            var search = _ways._resolver.Resolve(name, _node);
            search.ContinueWith(() => Take(index, name, search));
        }

        private void Take(int index, DomainName name, LoopTask<NameServerSearch> search)
        {
            _open--;
            if (IsCompleted)
            {
                return;
            }

            try
            {
                Found(index, name, search.Result.Found);
            }
            catch (Exception fault) when (!IsCompleted)
            {
                SetException(fault);
            }
        }

        private void Found(int index, DomainName name, NameServerAddresses found)
        {
            var servers = new List<ServerAddress>();
            foreach (var address in found.Addresses)
            {
                if (_ways._network.MayAsk(address) == NotAskedReason.None)
                {
                    servers.Add(new ServerAddress(name, address));
                }
            }

            if (servers.Count > 0)
            {
                End(new ZoneWay(index, servers, found.ZonesNeeded));
            }
            else
            {
                TryNext();
            }
        }

        private void End(ZoneWay way)
        {
            if (!IsCompleted)
            {
                _node.Alternative = null;
                SetResult(way);
            }
        }
    }
}

/// <summary>A way to a zone's servers.</summary>
internal sealed class ZoneWay : IWalkResult
{
    internal ZoneWay(int index, IReadOnlyList<ServerAddress> servers, IReadOnlyCollection<DomainName> needed)
    {
        Index = index;
        Servers = servers;
        Needed = needed;
    }

    internal static ZoneWay None => new(-1, Array.Empty<ServerAddress>(), Array.Empty<DomainName>());

    public bool IsUsable => Servers.Count > 0;

    public Interruption? Interruption { get; set; }

    public SearchRecord? Record { get; set; }

    /// <summary>Which of the name servers without address it is.</summary>
    internal int Index { get; }

    internal IReadOnlyList<ServerAddress> Servers { get; }

    /// <summary>The zones that a resolver with an empty cache has to pass to find them.</summary>
    internal IReadOnlyCollection<DomainName> Needed { get; }
}
