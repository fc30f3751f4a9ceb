using GlueTools.Delegation.Judging;
using GlueTools.Dns.Names;
using GlueTools.Lab.Scenarios;
using GlueTools.Network.Options;
using GlueTools.Shared;
using GlueTools.Simulation;

namespace GlueTools.Delegation.Tests;

/// <content>On simulated time.</content>
internal static partial class ScenarioRun
{
    internal static AuditOptions Options(SimulatedLab lab, LabAudit? audit = null) => ScenarioAudit.Options(lab.Map, lab.RootHints, audit, lab.Scenario);

    internal static DelegationReport Audit(SimulatedLab lab, LabAudit audit) => Audit(lab, Options(lab, audit), audit.DomainName);

    internal static DelegationReport Audit(SimulatedLab lab, AuditOptions options, DomainName name) => Audit(options, name, lab.NewMachine());
}
