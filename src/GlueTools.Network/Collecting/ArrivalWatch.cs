using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Arrivals;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Names;
using GlueTools.Network.Loop;
using GlueTools.Network.Options;
using GlueTools.Network.Walking;

namespace GlueTools.Network.Collecting;

/// <summary>
/// Waits until every server of the parent shows a change, asking those that do not yet one question at each look; then asks resolvers, each not again before
/// what it keeps has run out.
/// </summary>
internal sealed class ArrivalWatch
{
    private const long SecondUs = 1_000_000;
    private const long FirstPauseUs = 10 * SecondUs, LongestPauseUs = 300 * SecondUs;

    private readonly ServerAccess _network;
    private readonly ParentCollector _parents;
    private readonly WallClock _clock;
    private readonly OpenAudits _audits;
    private readonly WaitRequest _request;
    private readonly DomainName _domain;
    private readonly DateTime _startedUtc;
    private readonly long? _until;
    private readonly List<WatchedServer> _servers = new();
    private readonly SortedDictionary<int, ServerArrival> _resolvers = new();
    private DomainName? _parentZone;
    private WantedDelegation? _wanted;
    private long _pause;
    private ZoneInCaches? _zone;
    private RegistryArrival? _registry;

    internal ArrivalWatch(ServerAccess network, ParentCollector parents, OpenAudits audits, DomainName domain, WaitRequest request)
    {
        _network = network;
        _parents = parents;
        _audits = audits;
        _domain = domain;
        _request = request;
        _clock = new WallClock(network.Loop.Clock);
        _startedUtc = UtcNow;
        _until = request.TimeoutSec is { } seconds ? network.Loop.Now + (long)(seconds * SecondUs) : null;
        _pause = request.PollSec is { } poll ? poll * SecondUs : FirstPauseUs;
    }

    /// <summary>Waits, beginning with what an audit has seen.</summary>
    internal async LoopTask<Arrival> Run(DelegationView view)
    {
        var problem = Begin(view);
        if (problem is not null)
        {
            return Now(problem);
        }

        while (true)
        {
            var now = Now();
            _request.Progress?.Invoke(now);
            if (now.HasArrived || !await PauseUntilNextLook())
            {
                break;
            }

            await LookAgain();
        }

        if (Now().HasArrived && _request.Resolvers.Count > 0)
        {
            await WaitForResolvers();
        }

        return Now();
    }

    /// <summary>Takes in what the audit has seen; why nothing can be waited for, or null.</summary>
    private string? Begin(DelegationView view)
    {
        if (view.Parent is not { } parent)
        {
            return view.Problem ?? "Nothing is known of the parent zone.";
        }

        _parentZone = parent.Zone;
        var why = string.Empty;
        _wanted = _request.Wanted is { } given ? WantedDelegation.Of(_domain, given) : WantedDelegation.FromZone(view, out why);
        if (_wanted is null)
        {
            return why + " Say which name servers are to be waited for.";
        }

        foreach (var server in parent.Servers)
        {
            var watched = new WatchedServer(server.Server, _wanted, parent.Zone);
            watched.Note(server);
            _servers.Add(watched);
        }

        _zone = ZoneInCaches.Of(view, _wanted);
        Note(view.Registry);
        return _servers.Exists(server => server.Now.State != ArrivalState.NotAsked) ? null : view.Problem ?? "No server of " + parent.Zone + " can be asked from here.";
    }

    private async LoopTask<bool> LookAgain()
    {
        var audit = _audits.Begin(_domain, _network.Steps);
        try
        {
            var open = _servers.FindAll(server => server.IsOpen);
            var asked = open.ConvertAll(server => _parents.AskOnce(_parentZone!.Value, server.Server, audit));
            var registry = _registry is { State: not ArrivalState.New } && _network.Options.Registry is { } registries ? new RegistryQuestion(_network.Loop, registries, _domain) : null;
            var said = await LoopTasks.WhenAll(asked);
            for (var i = 0; i < open.Count; i++)
            {
                open[i].Note(said[i]);
            }

            if (registry is not null)
            {
                Note(await registry.Answer);
            }

            return true;
        }
        finally
        {
            _audits.End(audit);
        }
    }

    private void Note(RegistrySide? side) => _registry = side is null ? _registry : RegistryArrival.Of(side, _wanted!, _parentZone!.Value, _registry);

    /// <summary>Asks resolvers; where they have to follow, again as soon as what they keep has run out.</summary>
    private async LoopTask<bool> WaitForResolvers()
    {
        _pause = _request.PollSec is { } poll ? poll * SecondUs : FirstPauseUs;
        while (true)
        {
            for (var i = 0; i < _request.Resolvers.Count; i++)
            {
                var known = _resolvers.TryGetValue(i, out var resolver);
                if (!known || (resolver!.State != ArrivalState.New && !(resolver.OldUntilUtc > UtcNow)))
                {
                    _resolvers[i] = await Ask(_request.Resolvers[i], resolver);
                }
            }

            var now = Now();
            _request.Progress?.Invoke(now);
            var waits = now.Resolvers.Where(resolver => resolver.State != ArrivalState.New).ToList();
            if (waits.Count == 0 || !_request.RequiresResolvers)
            {
                return true;
            }

            var next = waits.Min(resolver => resolver.OldUntilUtc is { } until && until > UtcNow ? (until - UtcNow).Ticks / (TimeSpan.TicksPerMillisecond / 1000) : long.MaxValue);
            if (!(next == long.MaxValue ? await PauseUntilNextLook() : await Pause(next)))
            {
                return false;
            }
        }
    }

    private async LoopTask<ServerArrival> Ask(IPAddress resolver, ServerArrival? before)
    {
        var audit = _audits.Begin(_domain, _network.Steps);
        var answers = await ResolverCollector.Ask(_network, resolver, _domain, _wanted!.NameServers, audit.Tally);
        _audits.End(audit);
        var sight = ResolverSight.Of(answers, _wanted);
        var at = answers.Exchanges[0].StartedUtc;
        return new ServerArrival(new ServerAddress(null, resolver), sight.State, sight.Detail)
        {
            SinceUtc = sight.State == ArrivalState.New ? at : null,
            LastOldUtc = sight.State == ArrivalState.Old ? at : before?.LastOldUtc,
            OldUntilUtc = sight.State == ArrivalState.Old ? sight.OldUntilUtc : null,
        };
    }

    private async LoopTask<bool> PauseUntilNextLook()
    {
        var pause = _pause;
        _pause = _request.PollSec is null ? Math.Min(_pause * 2, LongestPauseUs) : _pause;
        return await Pause(pause);
    }

    /// <summary>Waits so long, or to the end of the time that there is; false where that is over.</summary>
    private async LoopTask<bool> Pause(long pause)
    {
        var left = _until - _network.Loop.Now ?? long.MaxValue;
        if (left <= 0)
        {
            return false;
        }

        _audits.BeginPause();
        await _network.Pause(Math.Max(1, Math.Min(pause, left)));
        _audits.EndPause();
        return true;
    }

    private DateTime UtcNow => _clock.At(_network.Loop.Now);

    private Arrival Now(string? problem = null) =>
        new(_domain, _parentZone, _wanted, _servers.ConvertAll(server => server.Now), [.. _resolvers.Values])
        {
            StartedUtc = _startedUtc,
            AtUtc = UtcNow,
            CachesUntilUtc = CachesUntil(),
            RequiresResolvers = _request.RequiresResolvers,
            Registry = _registry,
            Problem = problem,
        };

    private DateTime? CachesUntil()
    {
        DateTime? until = null;
        foreach (var server in _servers)
        {
            until = server.Now.OldUntilUtc is { } old && !(old < until) ? old : until;
        }

        return until is { } parents ? _zone!.Until(parents, _startedUtc) : null;
    }
}
