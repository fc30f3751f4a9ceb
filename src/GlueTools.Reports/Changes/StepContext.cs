using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Plans;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;
using Step = GlueTools.Delegation.Plans.PlanStep;

namespace GlueTools.Reports.Changes;

/// <summary>A step with what the parent holds before and after it.</summary>
public sealed class StepContext
{
    /// <summary>Takes a step of a plan.</summary>
    public StepContext(DelegationPlan plan, Step step)
    {
        Plan = plan;
        Step = step;
        Before = PlannedDelegation.After(plan, step.Number - 1);
        After = PlannedDelegation.After(plan, step.Number);
    }

    /// <summary>The plan.</summary>
    public DelegationPlan Plan { get; }

    /// <summary>The step.</summary>
    public Step Step { get; }

    /// <summary>What the parent holds before it.</summary>
    public PlannedDelegation Before { get; }

    /// <summary>What the parent holds after it.</summary>
    public PlannedDelegation After { get; }

    /// <summary>Whether commands are those of the console, not of PowerShell.</summary>
    public bool IsConsole { get; init; }

    /// <summary>The domain.</summary>
    public DomainName Domain => Plan.Start.Domain;

    /// <summary>Changes of the delegation.</summary>
    internal IEnumerable<Change> OfDelegation => Step.Changes.Where(change => change.Place == ChangePlace.Delegation);

    /// <summary>Changes of the zone itself.</summary>
    internal IEnumerable<Change> OfZone => Step.Changes.Where(change => change.Place == ChangePlace.Zone);

    /// <summary>Whether the NS set changes.</summary>
    internal bool ChangesNames => OfDelegation.Any(change => change.Record == ChangedRecord.NameServer);

    /// <summary>Name servers that come into the delegation.</summary>
    internal IReadOnlyList<DomainName> Come => Less(After, Before);

    /// <summary>Name servers that go.</summary>
    internal IReadOnlyList<DomainName> Go => Less(Before, After);

    /// <summary>Hosts below the domain whose addresses are set or changed: those of name servers that stay or come.</summary>
    internal IReadOnlyList<DomainName> Hosts => After.NameServers.Where(name => Plan.Start.NeedsGlue(name) && !Before.GlueOf(name).SequenceEqual(After.GlueOf(name))).ToList();

    /// <summary>Whether a host is made anew: no name server of the delegation so far had glue of it.</summary>
    internal bool IsNew(DomainName host) => Before.GlueOf(host).Count == 0 && !Before.NameServers.Contains(host);

    internal static IEnumerable<IPAddress> Of(IEnumerable<IPAddress> addresses, AddressFamily family) => addresses.Where(address => address.AddressFamily == family);

    private static OrderedSet<DomainName> Less(PlannedDelegation one, PlannedDelegation other) => new(one.NameServers.Except(other.NameServers));
}
