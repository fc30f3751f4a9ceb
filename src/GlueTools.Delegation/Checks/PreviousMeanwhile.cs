using System;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;

namespace GlueTools.Delegation.Checks;

/// <summary>What is to be done with a server that is to be switched off as long as it cannot be: it goes on, unless it is off already.</summary>
internal static class PreviousMeanwhile
{
    /// <summary>Until it is led to no more.</summary>
    internal static FormattableString Of(DelegationView view, PreviousServer previous) => IsOff(view, previous)
        ? (FormattableString)$"Nothing answers at {previous} now, so whoever is led there waits in vain."
        : $"Leave {previous} running.";

    /// <summary>Until the domain has other servers.</summary>
    internal static FormattableString UntilMoved(DelegationView view, PreviousServer previous) => IsOff(view, previous)
        ? (FormattableString)$"Nothing answers at {previous} now: start it again, or delegate {view.DomainName} to other servers at once."
        : $"Leave {previous} running until {view.DomainName} is delegated to other servers, all caches have forgotten it, and this test says so.";

    /// <summary>Until everybody could be heard who may lead there.</summary>
    internal static FormattableString UntilHeard(DelegationView view, PreviousServer previous) => IsOff(view, previous)
        ? (FormattableString)$"Nothing answers at {previous} now. Test again when all of them can be heard."
        : $"Leave {previous} running until all of them could be heard.";

    /// <summary>Until caches have forgotten it.</summary>
    internal static FormattableString Until(DelegationView view, PreviousServer previous, string until) => IsOff(view, previous)
        ? (FormattableString)$"Nothing answers at {previous} now, so until {until} some resolvers ask there in vain. Test again then, with the time since when no server leads to it."
        : $"Leave {previous} running until {until}, and test again then, with the time since when no server leads to it.";

    /// <summary>Whether it was asked at all of its addresses, and answers at none.</summary>
    private static bool IsOff(DelegationView view, PreviousServer previous)
    {
        foreach (var server in previous.Servers)
        {
            if (server.State != ChildServerState.Unresponsive || !view.Conditions.IsTested(server.Address))
            {
                return false;
            }
        }

        return previous.Servers.Count > 0;
    }
}
