namespace GlueTools.Delegation.Walking;

/// <summary>The limits of a walk. Running into one is a result, not an error.</summary>
internal static class WalkBudget
{
    /// <summary>
    /// Servers of one zone that a question is put to before the zone counts as not answering: all of thirteen dual-stack ones, since which come first is
    /// chance, and chance must not decide.
    /// </summary>
    internal const int ServersPerQuestion = 32;

    /// <summary>Zones below one another that may have to be resolved to find a name server's address; deeper means circles or malice.</summary>
    internal const int DependencyDepth = 24;

    /// <summary>Name servers of one zone that are looked at; more is an attack (NXNSAttack, CVE-2020-12662) or a mistake.</summary>
    internal const int NameServersPerZone = 64;

    /// <summary>Questions for one domain; beyond this something sends us in circles.</summary>
    internal const int QuestionsPerDomain = 5000;

    /// <summary>Microseconds after which the next server of a zone is asked beside one that has not answered yet.</summary>
    internal const long HedgeUs = 400_000;

    /// <summary>Zone cuts, and beside them zones' servers and name servers' addresses, that a run remembers; the least used are forgotten and asked again.</summary>
    internal const int Remembered = 16_384;
}
