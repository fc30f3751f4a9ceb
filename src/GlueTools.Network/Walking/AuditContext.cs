using GlueTools.Dns.Names;

namespace GlueTools.Network.Walking;

/// <summary>What one audit carries along: the domain that it is about, what it has cost and may cost, and its way to what it needs.</summary>
internal sealed class AuditContext
{
    private readonly StepGate _steps;

    internal AuditContext(DomainName domain, AuditTally tally, StepGate steps)
    {
        Domain = domain;
        Tally = tally;
        _steps = steps;
    }

    /// <summary>The domain.</summary>
    internal DomainName Domain { get; }

    /// <summary>What it has cost.</summary>
    internal AuditTally Tally { get; }

    /// <summary>What it may ask, and what was not looked at.</summary>
    internal AuditLimits Limits => Tally.Limits;

    /// <summary>The beginning of a way to something that it needs: whatever is found out for it is a step further on that way.</summary>
    /// <param name="goal">What it needs: its own zone, or a name server.</param>
    internal Dependency PathTo(DomainName goal) => Dependency.ForAudit(Tally, goal.Text, _steps);
}
