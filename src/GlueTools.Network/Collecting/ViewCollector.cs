using System;
using System.Net.Sockets;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Arrivals;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Names;
using GlueTools.Network.Loop;
using GlueTools.Network.Options;
using GlueTools.Network.Walking;

namespace GlueTools.Network.Collecting;

/// <summary>From a name to the evidence. The only code that decides what is asked; the checks see only what it brings back.</summary>
internal sealed class ViewCollector
{
    private const string OutOfRoom = "This machine had no descriptor, port or memory left to ask with, so nothing is said about the domain; ask again.";

    private const string FellSilent = "The network was gone, or nobody was heard any more, not even the servers to start from, each time that the domain was audited, so nothing is said about it; ask again.";

    /// <summary>Microseconds between two proofs of the path.</summary>
    private const long BetweenProofsUs = 500_000;

    private readonly ServerAccess _network;
    private readonly KeptCuts _kept;
    private readonly DelegationWalker _walker;
    private LoopTask<PathReport>? _path;
    private LoopTask<PathReport>? _nextProof;
    private LoopTask<bool>? _return;
    private long _provenAt;

    /// <param name="network">The way to the servers.</param>
    /// <param name="kept">What earlier runs of the session learnt, and what later ones may know.</param>
    internal ViewCollector(ServerAccess network, KeptCuts? kept = null)
    {
        _network = network;
        _kept = kept ?? new KeptCuts();
        _walker = new DelegationWalker(network);
        Audits = new OpenAudits(network.Loop, network.Options.TimePerDomainUs);
    }

    /// <summary>Whether no audit is under way.</summary>
    internal bool IsIdle => Audits.Count == 0;

    internal OpenAudits Audits { get; }

    internal DelegationWalker Walker => _walker;

    /// <summary>The path to the start servers where it has been proven and nothing casts doubt on it; null until then.</summary>
    internal PathReport? KnownPath => _return is null && _path is { IsCompleted: true } path ? path.Result : null;

    /// <summary>The path to the start servers, proven at the start of a run and again when answers look intercepted.</summary>
    internal LoopTask<PathReport> Path() => _return is { } back ? PathOnReturn(back) : _path ??= _kept.Path.Tell(_network) is { } kept ? LoopTasks.FromResult(kept) : ProvePath();

    /// <summary>Collects both sides of a delegation; once more where the network was gone meanwhile and has come back.</summary>
    internal async LoopTask<DelegationView> Collect(DomainName name, ProposedDelegation? proposed = null, GivenSides? given = null)
    {
        var started = _network.Loop.Now;
        for (var round = 0; ; round++)
        {
            var path = await Path();
            if (!path.IsUsable)
            {
                return Unknown(name, path, path.Sentence, started);
            }

            var (doubts, outages) = (_network.Doubts, _network.Outages);
            var view = await CollectOnce(name, proposed, given, path, started);
            await _network.Pulse.Settled();
            if (_network.Doubts == doubts)
            {
                return view;
            }

            // Whatever was asked meanwhile, for this domain or for others whose answers it shares, may lack what could not be sent or did not get through.
            var wasGone = _network.Outages > outages;
            if (!wasGone || round == WalkBudget.RoundsWhereSilent)
            {
                return Unknown(name, path, wasGone ? FellSilent : OutOfRoom, started);
            }

            await ReturnOfNetwork();
        }
    }

    private async LoopTask<DelegationView> CollectOnce(DomainName name, ProposedDelegation? proposed, GivenSides? given, PathReport path, long started)
    {
        var isFromRoot = _network.Options.Servers.Count == 0;
        if (isFromRoot)
        {
            _kept.Tell(_walker, name, _network.Loop.Now);
        }

        try
        {
            var view = await Collect(name, proposed, given, path, started, earlier: null);
            return _network.Loss.IsNoticeable && EarlySilence.IsIn(view, _network.Options.Retry + 1) ? await Collect(name, proposed, given, path, started, view) : view;
        }
        finally
        {
            if (isFromRoot && _network.Doubts == 0)
            {
                _kept.Keep(_walker, name, _network.Loop.Now);
            }
        }
    }

    /// <summary>All of it, once. Each time has the whole of what a domain may cost: else what was known the first time would be left out the second time.</summary>
    private async LoopTask<DelegationView> Collect(DomainName name, ProposedDelegation? proposed, GivenSides? given, PathReport path, long started, DelegationView? earlier)
    {
        var audit = Audits.Begin(name, _network.Steps);
        try
        {
            return await Collect(audit, proposed, given, path, started, earlier);
        }
        finally
        {
            Audits.End(audit);
        }
    }

    private async LoopTask<DelegationView> Collect(AuditContext audit, ProposedDelegation? proposed, GivenSides? given, PathReport path, long started, DelegationView? earlier)
    {
        var name = audit.Domain;
        var parents = new ParentCollector(_network, _walker);
        ParentSide? parent;
        string? problem;
        if (given?.Parent is { } side)
        {
            (parent, problem) = (side, null);
        }
        else if (proposed is null)
        {
            var found = await parents.Collect(audit);
            (parent, problem) = (found.Side, found.Problem);
        }
        else
        {
            // Whatever the proposal is worth, it is worth nothing below a zone that nobody can reach.
            (var zone, problem) = await parents.FindParent(audit);
            parent = proposed.ToParentSide(name, zone);
        }

        if (parent is null)
        {
            return Unknown(name, path, problem!, started);
        }

        // Registries take their time; what servers say is collected meanwhile. What they said is not lost where packets are.
        var registry = _network.Options.Registry is { } registries && proposed is null && earlier is null ? new RegistryQuestion(_network.Loop, registries, name) : null;
        ChildSide? child = null;
        if (_network.Options.Scope == AuditScope.BothSides && (parent.HasReferral || parent.IsHiddenByChild))
        {
            child = given?.Child is { } zone
                ? await new GivenZoneCollector(_walker, parent, zone, audit).Collect()
                : await new ChildCollector(_network, _walker, parent, proposed, audit).Collect();
        }

        var dependencies = _network.Options.Dependencies && parent.HasReferral ? await new DependencyCollector(_walker, audit).Collect(parent, child) : null;
        var beside = new BesideCollector(_network, _walker, audit, parent, child);
        var previous = parent.HasReferral ? await beside.PreviousServers() : [];
        var resolvers = await beside.Resolvers();
        var afterwards = given is null && proposed is null ? await new AfterwardsCollector(_network, _walker, audit).Ask(parent, child) : [];
        var held = registry is null ? earlier?.Registry : await registry.Answer;
        var acceptance = _network.Options.Acceptance && parent.HasReferral && child is { Servers.Count: > 0 } ? await new AcceptanceCollector(_network, _walker, audit, parent, child).Collect() : null;
        if (LooksIntercepted(parent))
        {
            // What came in over a path that no longer holds says nothing about the zone.
            path = await ProvePathAgain();
        }

        return path.IsUsable
            ? new DelegationView(name, parent, child, Conditions(path, parent, child), problem ?? NobodyToAsk(name, parent, child), audit.Tally.AllQuestions + (earlier?.Questions ?? 0), _network.Loop.Now - started)
            {
                Limits = audit.Limits.ToTexts(), Unseen = given?.Unseen ?? [], Dependencies = dependencies, PreviousServers = previous, Resolvers = resolvers, Registry = held, Afterwards = afterwards, Acceptance = acceptance,
            }
            : Unknown(name, path, path.Sentence, started);
    }

    /// <summary>
    /// Whether all that came in place of the parent's servers is such as resolvers give and servers do not (RA, and no AA): then somebody may have begun to
    /// answer for them, as when a VPN comes up in mid-run.
    /// </summary>
    private static bool LooksIntercepted(ParentSide parent)
    {
        var answers = 0;
        foreach (var server in parent.Servers)
        {
            if (server.Exchange?.Message is not { } message)
            {
                continue;
            }

            if (message.IsAuthoritative || !message.RecursionAvailable)
            {
                return false;
            }

            answers++;
        }

        return answers > 0;
    }

    /// <summary>That no name server of a delegation can be found from the servers to start from, so that nothing but the delegation itself was seen; null where one can.</summary>
    private static string? NobodyToAsk(DomainName name, ParentSide parent, ChildSide? child)
    {
        if (!parent.HasReferral || child is not { Origin: SourceKind.Server, Servers.Count: 0 })
        {
            return null;
        }

        foreach (var nameServer in parent.NameServers)
        {
            if (child.ResolutionOf(nameServer)?.Status != ResolutionStatus.OutOfReach)
            {
                return null;
            }
        }

        return "The servers to start from lead to no name server of " + name.Text + ", so nobody was asked about the zone itself.";
    }

    /// <summary>Waits until the parent's servers show a change.</summary>
    internal async LoopTask<Arrival> Wait(DomainName name, WaitRequest request)
    {
        var watch = new ArrivalWatch(_network, new ParentCollector(_network, _walker), Audits, name, request);
        return await watch.Run(await Collect(name));
    }

    /// <summary>The way from the start servers to the name; empty with the path's sentence where there is none.</summary>
    internal async LoopTask<TraceResult> Trace(DomainName name, bool all)
    {
        var path = await Path();
        if (!path.IsUsable)
        {
            return new TraceResult([], path.Sentence);
        }

        var steps = await new TraceCollector(_network, _walker, name, all).Trace();
        return new TraceResult(steps, steps.Count == 0 ? "The servers to start from know nothing of " + name.Text + "." : null);
    }

    private DelegationView Unknown(DomainName name, PathReport path, string problem, long started) =>
        new(name, null, null, Conditions(path), problem, 0, _network.Loop.Now - started);

    /// <summary>
    /// Proves the path once more, after what looked intercepted came in. Proofs keep a distance, and whoever needs one meanwhile shares the next: servers that
    /// look like resolvers must not have the root asked for each of their domains.
    /// </summary>
    private LoopTask<PathReport> ProvePathAgain() => _nextProof ??= ProveAfterPause();

    private async LoopTask<PathReport> ProveAfterPause()
    {
        await _network.Pause(Math.Max(1, _provenAt + BetweenProofsUs - _network.Loop.Now));
        // From here on it would be too early for others: what they saw may come in while this is under way.
        _nextProof = null;
        _path = ProvePath();
        return await _path;
    }

    /// <summary>Waits until the network is there again, but not for ever; whoever needs the path meanwhile waits as well.</summary>
    private async LoopTask<bool> ReturnOfNetwork()
    {
        if (_return is { } underWay)
        {
            return await underWay;
        }

        var back = _return = new LoopTask<bool>();
        var patience = _network.Loop.Now + WalkBudget.PatienceWithNetworkUs;
        _path = ProvePath();
        while ((await _path).Condition == PathCondition.Blocked && _network.Loop.Now < patience)
        {
            await _network.Pause(BetweenProofsUs);
            _path = ProvePath();
        }

        _return = null;
        back.SetResult(true);
        return true;
    }

    private async LoopTask<PathReport> PathOnReturn(LoopTask<bool> back)
    {
        await back;
        return await Path();
    }

    private async LoopTask<PathReport> ProvePath()
    {
        var report = await new PathProbe(_network).Run(_walker.Start.Servers, _network.Options.Servers.Count == 0);
        _network.IPv4Unusable = report.IPv4Unusable;
        _network.IPv6Unusable = report.IPv6Unusable;
        _provenAt = _network.Loop.Now;
        _kept.Path.Keep(report, _provenAt);
        return report;
    }

    private RunConditions Conditions(PathReport path, ParentSide? parent = null, ChildSide? child = null) => new(
        _network.Options.Depth,
        _network.IsPrivate,
        _network.Options.TcpOnly || path.Condition == PathCondition.TcpOnly,
        (path.IPv4Proven || HasAnswered(parent, child, AddressFamily.InterNetwork)) && !_network.Options.IPv6Only,
        (path.IPv6Proven || HasAnswered(parent, child, AddressFamily.InterNetworkV6)) && !_network.Options.IPv4Only,
        _network.Options.Servers.Count > 0);

    /// <summary>
    /// Whether anything in a family answered this very audit. Silence of all of it says more about us than about any zone; and what other domains' servers
    /// did must not decide what may be said of this one.
    /// </summary>
    private static bool HasAnswered(ParentSide? parent, ChildSide? child, AddressFamily family)
    {
        foreach (var server in parent?.Servers ?? [])
        {
            if (server.Server.Address.AddressFamily == family && server.Exchange?.IsAnswered == true)
            {
                return true;
            }
        }

        foreach (var server in child?.Servers ?? [])
        {
            if (server.Address.AddressFamily == family && server.HasAnswered)
            {
                return true;
            }
        }

        return false;
    }
}
