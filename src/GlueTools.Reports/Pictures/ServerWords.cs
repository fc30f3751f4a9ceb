using System.Globalization;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Messages;

namespace GlueTools.Reports.Pictures;

/// <summary>What came of the questions to a server of the child, in a few words.</summary>
internal static class ServerWords
{
    internal static string Of(ChildServer server) => server.State switch
    {
        ChildServerState.Authoritative => server.Copy?.Serial is { } serial ? "serves the zone, serial " + serial.ToString(CultureInfo.InvariantCulture) : "serves the zone",
        ChildServerState.Unresponsive => "nothing answers",
        ChildServerState.NotAuthoritative => "answers without authority",
        ChildServerState.Refuses => "refuses (" + CodeOf(server, "REFUSED") + ")",
        ChildServerState.Fails => "answers with an error (" + CodeOf(server, "no code") + ")",
        ChildServerState.DeniesZone => "says that there is no such zone",
        ChildServerState.RefersUpward => "refers to a zone above",
        ChildServerState.Malformed => "what comes back is no answer",
        _ => server.NotAsked switch
        {
            NotAskedReason.SpecialPurpose => "not asked: not a public address",
            NotAskedReason.FamilyExcluded => "not asked: family switched off",
            NotAskedReason.FamilyUnusable => "not asked: family not usable here",
            _ => "not asked",
        },
    };

    private static string CodeOf(ChildServer server, string otherwise) => (server.Soa?.Message ?? server.Ns?.Message)?.ResponseCode.ToText() ?? otherwise;
}
