using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Judging;
using GlueTools.Delegation.Plans;
using GlueTools.Dns.Records;
using GlueTools.Lab.Scenarios;
using GlueTools.Network.Options;
using GlueTools.Network.Sessions;
using GlueTools.Delegation.Answers;
using GlueTools.Simulation;

namespace GlueTools.Plans.Tests.Model;

/// <summary>A broken world and what an audit says of it: where a repair begins.</summary>
internal sealed class BrokenStart
{
    private readonly BrokenWorld _broken;

    private BrokenStart(int seed)
    {
        _broken = BrokenWorld.Of(seed);
        Scenario = WorldText.Of(_broken, World);
        Report = Audit(Scenario);
        Start = PlanReader.Read(Report.View);
        LetHiddenServersFollow();
        for (var key = 0; key < 2; key++)
        {
            var scenario = LabScenario.Parse($"base\nzone d.example. at 45.9.9.9\n  @ NS ns\nkey d.example. key{key + 1}\n", SimulatedClock.Begin);
            World.KeyTags[scenario.Zones.SelectMany(zone => zone.Records).Select(record => record.Data).OfType<DnskeyData>().Single().KeyTag] = 1u << key;
        }
    }

    /// <summary>
    /// A server that takes nothing new is told from the others by what it holds; where nothing shows that, it is only late, for of what nobody can see
    /// nothing could be planned.
    /// </summary>
    private void LetHiddenServersFollow()
    {
        var seen = (Report.View.Child?.Servers ?? []).Where(server => server.IsAuthoritative).Select(server => World.IndexOf(server.Address)).ToList();
        if (seen.Count > 0 && !seen.Exists(address => ReferenceEquals(World.Servers[address], World.Master)))
        {
            // The newest that is seen of the zone is what its primary has.
            var newest = seen.MaxBy(address => World.Servers[address]!.Serial);
            (World.Master, World.MasterKeys) = (World.Servers[newest]!, World.Keys[newest]);
        }

        var told = Report.Findings.SelectMany(finding => finding.Advice.Alternatives.Take(1)).SelectMany(changes => changes)
            .Where(change => change.Setting is ServerSetting.ServeSameCopy or ServerSetting.ServeNewestCopy).ToList();
        for (var i = 0; i < World.AddressCount; i++)
        {
            World.IsStuck[i] &= told.Exists(change => change.Servers.Any(server => server.Address.Equals(World.AddressAt(i))));
        }

        for (var i = 0; i < World.Parents.Length; i++)
        {
            World.IsParentStuck[i] = told.Exists(change => change.Place == ChangePlace.ParentServer) && !World.Parents[i].HoldsSame(World.ParentMaster);
        }
    }

    internal World World => _broken.World;

    internal string Scenario { get; }

    internal DelegationReport Report { get; }

    internal PlanStart? Start { get; }

    internal static BrokenStart Of(int seed) => new(seed);

    /// <summary>What an audit says of what has become of it.</summary>
    internal DelegationReport Later(World world) => Audit(WorldText.Of(_broken, world));

    internal string Later(Execution run) => WorldText.Of(_broken, run.World);

    private static DelegationReport Audit(string text)
    {
        var lab = new SimulatedLab(LabScenario.Parse(text, SimulatedClock.Begin));
        var options = new AuditOptions { Map = lab.Map, RootHints = lab.RootHints.Select(hint => new ServerAddress(hint.Name, hint.Address)).ToList(), TimeoutSec = 0.4, KeepEvidence = true };
        using var session = new AuditSession(options, random: new Random(1), machine: lab.NewMachine());
        session.Start(BrokenWorld.Domain);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var item = session.Take(limit.Token);
        return item.Failure is null ? item.Report! : throw new InvalidOperationException(text, item.Failure);
    }
}
