using System.Collections.Generic;

namespace GlueTools.Reports.Runs;

/// <summary>A run that a report lays beside its own.</summary>
public interface IEarlierRun
{
    /// <summary>What it says of a domain; null where it does not hold it.</summary>
    SeenDelegation? Find(string domainName);

    /// <summary>The domains that nobody asked for so far.</summary>
    IEnumerable<string> NotFound();
}
