namespace GlueTools;

/// <summary>One thing about a delegation that is otherwise than it was, or a domain of which that cannot be told.</summary>
public sealed class DelegationChange
{
    /// <summary>Begins a row.</summary>
    internal DelegationChange(string domainName, string what, string status)
    {
        DomainName = domainName;
        What = what;
        Status = status;
    }

    /// <summary>The domain.</summary>
    public string DomainName { get; }

    /// <summary>Delegation, NameServer, Address, Ds, Ttl, Finding, Registration or Status; Domain where nothing of it was compared.</summary>
    public string What { get; }

    /// <summary>On whose side: Parent, Zone or Registry; empty for findings, and for the addresses that the parent should hold.</summary>
    public string Side { get; internal set; } = string.Empty;

    /// <summary>The name server; empty where it is about no single one.</summary>
    public string NameServer { get; internal set; } = string.Empty;

    /// <summary>A finding's code; the record type of a TTL.</summary>
    public string Code { get; internal set; } = string.Empty;

    /// <summary>The addresses that a finding is about.</summary>
    public TextList IPAddress { get; internal set; } = TextList.None;

    /// <summary>Appeared, Gone or Changed; NotCompared where one side does not tell; Flapping where it comes and goes too often to be told each time.</summary>
    public string Status { get; }

    /// <summary>The status as a number that sorts: of a finding that appeared its rank, 1 (Info) to 5 (Critical); 1 for any other change; -1 where nothing was compared.</summary>
    public int Rank { get; internal set; } = 1;

    /// <summary>What it was; of a finding its sentence.</summary>
    public TextList Before { get; internal set; } = TextList.None;

    /// <summary>What it is; of a finding its sentence.</summary>
    public TextList After { get; internal set; } = TextList.None;

    /// <summary>Who showed what it is, or was where it is gone: servers as name/address, or a registry. Empty where the rows do not say.</summary>
    public TextList Servers { get; internal set; } = TextList.None;

    /// <summary>When it was last seen as before, ISO 8601, UTC; empty where the rows do not say.</summary>
    public string BeforeUtc { get; internal set; } = string.Empty;

    /// <summary>Since when it is known as it is now, ISO 8601, UTC; empty where the rows do not say.</summary>
    public string SinceUtc { get; internal set; } = string.Empty;

    /// <summary>What to know beyond that; empty where there is nothing.</summary>
    public string Detail { get; internal set; } = string.Empty;

    /// <inheritdoc/>
    public override string ToString() => DomainName + ": " + What + (Code.Length > 0 ? " " + Code : string.Empty) + (NameServer.Length > 0 ? " " + NameServer : string.Empty) + " " + Status;
}
