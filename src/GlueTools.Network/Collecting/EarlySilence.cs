using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Exchanges;

namespace GlueTools.Network.Collecting;

/// <summary>Silence that was believed after no more than a question's attempts, as is done where the network is not known to lose what is sent.</summary>
internal static class EarlySilence
{
    /// <summary>Whether any server is taken for silent so. One whose machine refuses is not silent by chance.</summary>
    /// <param name="view">What was seen of both sides.</param>
    /// <param name="attempts">A question's attempts.</param>
    internal static bool IsIn(DelegationView view, int attempts)
    {
        foreach (var server in view.Parent?.Servers ?? [])
        {
            if (server is { NotAsked: NotAskedReason.None, Exchange: { Outcome: ExchangeOutcome.TimedOut } exchange } && exchange.UdpAttempts <= attempts)
            {
                return true;
            }
        }

        foreach (var server in view.Child?.Servers ?? [])
        {
            if (server is { State: ChildServerState.Unresponsive, Soa: { Outcome: ExchangeOutcome.TimedOut } soa } && soa.UdpAttempts + (server.Ns?.UdpAttempts ?? 0) <= attempts)
            {
                return true;
            }
        }

        return false;
    }
}
