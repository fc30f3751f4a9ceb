using System.Collections.Generic;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Checks;

/// <summary>What a zone says by CDS and CDNSKEY records of algorithm 0: that it wants no DS records (RFC 8078, section 4).</summary>
internal static class DeletionRequest
{
    /// <summary>The records that ask for it, as words; null where a server that was asked has none, or other ones.</summary>
    internal static string? Of(DelegationView view)
    {
        var asking = new SortedSet<string>(System.StringComparer.Ordinal);
        var types = new Dictionary<System.Net.IPAddress, bool>();
        foreach (var exchange in view.Afterwards)
        {
            if (exchange.Question.Type is not (RecordType.CDS or RecordType.CDNSKEY) || exchange.Message is not { IsAuthoritative: true } message)
            {
                continue;
            }

            types.TryGetValue(exchange.Server, out var asks);
            foreach (var record in message.AnswersFor(view.DomainName, exchange.Question.Type))
            {
                if (!IsDeletion(record.Data))
                {
                    return null;
                }

                asks = true;
                asking.Add(exchange.Question.Type + " record with algorithm 0");
            }

            types[exchange.Server] = asks;
        }

        foreach (var asks in types.Values)
        {
            if (!asks)
            {
                return null;
            }
        }

        return asking.Count == 0 ? null : Findings.Prose.List(asking);
    }

    private static bool IsDeletion(RecordData data) => data is DsData { Algorithm: 0 } or DnskeyData { Algorithm: 0 };
}
